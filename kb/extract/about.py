"""What a claim is about: the entities that its content names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from kb.extract.entities import Mention
from kb.extract.states import as_actor, state_of
from kb.extract.syntax import lemma, relation
from kb.model import Entity, EntityKind

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from kb.extract.annotation import Attribution


def about(doc: Doc, attribution: Attribution, mentions: Sequence[Mention]) -> tuple[Entity, ...]:
    """The entities named in the content, under their full names, in the order of the text, each once.

    A capital that acts is the state that it stands for, and so is the adjective of a state; what only belongs to
    somebody's title («президент Росії Іван Зразок») is left out.
    """
    found: dict[Entity, None] = {}
    for part in attribution.content:
        inside = [m for m in mentions if part.start <= m.span.start and m.span.end <= part.end]
        titles = {token.i for m in inside if m.kind is EntityKind.PERSON for token in _title(doc, m, part.start)}
        named = {token.i for mention in inside for token in mention.span}
        places = [(m.span.start, _acting(m)) for m in inside if m.span.root.i not in titles]
        places += [each for each in _adjectives(part) if each[0] not in titles | named]
        for _, entity in sorted(places, key=lambda place: place[0]):
            found.setdefault(entity)
    return tuple(found)


def _acting(mention: Mention) -> Entity:
    """The state that a capital stands for; after an adposition it is the city."""
    governed = any(relation(child) == "case" for child in mention.span.root.lefts)
    return mention.entity if governed else as_actor(mention.entity, mention.span.doc)


def _title(doc: Doc, person: Mention, start: int) -> Iterator[Token]:
    """The words right before a name that are the title which it carries."""
    for i in range(person.span.start - 1, start - 1, -1):
        token = doc[i]
        if lemma(token) not in person.titles and relation(token) not in {"amod", "nmod", "flat"}:
            return
        if not person.titles:
            return
        yield token
        if lemma(token) in person.roles:
            return


def _adjectives(tokens: Iterable[Token]) -> Iterator[tuple[int, Entity]]:
    """The states that adjectives name («український кордон»)."""
    for token in tokens:
        state = state_of(token) if token.pos_ == "ADJ" else None
        if state is not None:
            yield token.i, state
