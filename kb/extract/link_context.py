"""What an article tells of whom it may mean by a name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from kb.extract.entities import Mention
from kb.model import EntityKind

if TYPE_CHECKING:
    from datetime import date

    from spacy.tokens import Doc

    from kb.authority.index import Index

LANGUAGES = ("uk", "ru", "en")
"""The languages of the authority file."""


@dataclass(frozen=True)
class LinkContext:
    """What an article tells of whom it may mean: its day, the names in it, the states that it speaks of.

    `article` is its id.
    """

    doc: Doc
    index: Index
    day: date | None
    mentions: Sequence[Mention]
    article: str = ""

    @property
    def language(self) -> str:
        """The code of the article's language."""
        return str(self.doc.lang_)

    @property
    def languages(self) -> tuple[str, ...]:
        """The article's language and then the others that names are looked up in."""
        return self.language, *(code for code in LANGUAGES if code != self.language)

    @cached_property
    def states(self) -> frozenset[str]:
        """The states that the article names, by name, capital or adjective."""
        found: set[str] = set()
        for mention in self.mentions:
            if mention.kind is not EntityKind.PERSON:
                for entry in self.index.named(mention.entity.name, self.language):
                    found |= {iri for iri in (entry.iri, entry.country, entry.stands_for) if iri}
        for word in {token.text for token in self.doc if token.pos_ in {"ADJ", "PROPN"}}:
            found |= {entry.iri for entry in self.index.of_adjective(word, self.language)}
        return frozenset(found)

    @cached_property
    def as_written(self) -> Mapping[str, Sequence[str]]:
        """The words by which the text names each entity, by name."""
        found: dict[str, dict[str, None]] = {}
        for mention in self.mentions:
            found.setdefault(mention.entity.name, {})[mention.span.text] = None
        return {name: tuple(texts) for name, texts in found.items()}

    @cached_property
    def titles(self) -> Mapping[str, frozenset[str]]:
        """The words of the titles that each person carries somewhere in the article, by name."""
        found: dict[str, frozenset[str]] = {}
        for mention in self.mentions:
            if mention.kind is EntityKind.PERSON:
                name = mention.entity.name
                found[name] = found.get(name, frozenset()) | mention.titles | mention.roles
        return found
