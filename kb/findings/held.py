"""A claim as it is compared: from an extraction that arrives, or from the store without parsing its text again."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from rdflib import URIRef

from kb.compare.keys import atoms
from kb.compare.statement import Statement, statement_of, together
from kb.findings.asking import rows
from kb.graph import entity_iri, id_of
from kb.lexicon import Lexicon
from kb.meaning import meaning_from_json
from kb.model import Anchor, Extraction

if TYPE_CHECKING:
    from kb.store import Row, Store


@dataclass(frozen=True, slots=True)
class Held:
    """A claim with its meaning, those who say it (as IRIs), the id of its revision, and its last day.

    `atoms` are what it has in common with claims that may be findings; `content` is known of an arriving claim only.
    """

    statement: Statement
    speakers: tuple[str, ...]
    revision: str
    latest: date | None
    atoms: tuple[frozenset[str], ...]
    content: tuple[Anchor, ...] = ()
    within: str | None = None

    @property
    def id(self) -> str:
        """The id of the claim."""
        return self.statement.id


def arriving(extraction: Extraction, lexicon: Lexicon, *, base: str) -> Iterator[Held]:
    """The claims of an extraction that say anything that can be compared."""
    article = extraction.article
    for claim in extraction.claims:
        if claim.meaning is None:
            continue
        speakers = tuple(
            sorted(str(entity_iri(each, base=base)) for each in claim.speaker.each) if claim.speaker else ()
        )
        statement = statement_of(claim, article)
        latest = claim.said.interval.latest if claim.said.interval else None
        found = atoms(statement.meaning, lexicon)
        yield Held(statement, speakers, article.revision, latest, found, claim.content, claim.within)


def stored(store: Store, claims: Iterable[str], lexicon: Lexicon, *, base: str) -> dict[str, Held]:
    """Claims as the store has them, by their IRIs, without their texts; what is gone or replaced is left out."""
    found: defaultdict[str, list[Row]] = defaultdict(list)
    for claim, *row in rows(store, "statement", claim=map(URIRef, claims)):
        if claim is not None:
            found[claim].append(tuple(row))
    return {claim: _held(claim, about, lexicon, base) for claim, about in found.items()}


def texts(store: Store, revisions: Iterable[str], *, base: str) -> dict[str, str]:
    """The texts that the anchors of revisions, given by their ids, count characters in."""
    asked = (URIRef(f"{base}revision/{revision}") for revision in revisions)
    return {id_of(revision): text or "" for revision, text in rows(store, "text", revision=asked)}


def _held(claim: str, about: list[Row], lexicon: Lexicon, base: str) -> Held:
    """A claim of the rows that tell of it: all alike but for the speaker and what the speaker is called."""
    written, headline, day, latest, revision, article, language, *_ = about[0]
    meaning = meaning_from_json(written or "")
    speakers = sorted({speaker for *_, speaker, _, _ in about if speaker is not None})
    names = sorted((who or "", name) for *_, who, name, of in about if name is not None and of == language)
    statement = Statement(
        id_of(claim),
        "",
        meaning,
        speaker=together(speaker.removeprefix(f"{base}entity/") for speaker in speakers),
        speaker_name=together(dict(reversed(names)).values()),
        day=date.fromisoformat(day) if day else None,
        article=article,
        headline=headline == "true",
    )
    last = date.fromisoformat(latest) if latest else None
    return Held(statement, tuple(speakers), id_of(revision), last, atoms(meaning, lexicon))
