"""Whose own words a paragraph is: the turns of an interview, and statements under the name of who makes them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kb.extract.document import BLOCKS
from kb.model import EntityKind

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from kb.extract.entities import Mention
    from kb.language.speakers import Speakers

Bounds = tuple[int, int]
DASHES = frozenset({"-", "–", "—", "―"})
ENDS = frozenset({",", ".", "!", "?", "…"})
HEADING = 8
"""Tokens that a line which only names the speaker has at most."""


@dataclass(frozen=True, slots=True)
class Turn:
    """A name of who says «я» in a block and of whom «ви» is there; None for the author and for nobody known."""

    speaker: Mention | None = None
    addressee: Mention | None = None


def turns(doc: Doc, mentions: Sequence[Mention], words: Speakers) -> list[Turn]:
    """Whose turn each block of the Doc is."""
    blocks = [(start, end) for start, end, _ in doc.user_data.get(BLOCKS, ())]
    people = [mention for mention in mentions if mention.kind is EntityKind.PERSON]
    guest = _guest(doc, blocks, people, words)
    found: list[Turn] = []
    turn = Turn()
    for start, end in blocks:
        heading = _heading(doc, (start, end), people)
        if heading is not None:
            turn = Turn(heading)
        elif guest is not None and _is_turn(doc, start):
            turn = Turn(addressee=guest) if _asks(doc, end) else Turn(guest)
        found.append(turn)
    return found


def _heading(doc: Doc, block: Bounds, people: Sequence[Mention]) -> Mention | None:
    """The name of the speaker in a line that holds nothing else: «Іван Зразок, речник:»."""
    start, end = block
    if doc[end - 1].text != ":" or end - start > HEADING:
        return None
    inside = [mention for mention in people if start <= mention.span.start and mention.span.end < end]
    return inside[0] if len(inside) == 1 and not any(token.pos_ == "VERB" for token in doc[start:end]) else None


def _guest(doc: Doc, blocks: Sequence[Bounds], people: Sequence[Mention], words: Speakers) -> Mention | None:
    """Who answers in an interview: the person that a question addresses, else the first one named before it."""
    dashed = [block for block in blocks if _is_turn(doc, block[0])]
    if any(_is_told(doc, block) for block in dashed):
        return None
    asked = [block for block in dashed if _asks(doc, block[1])]
    if not asked or len(asked) == len(dashed):
        return None
    for start, end in asked:
        for mention in people:
            if start <= mention.span.start < end and _is_addressed(mention, words):
                return mention
    return next((mention for mention in people if mention.span.end <= asked[0][0]), None)


def _is_turn(doc: Doc, start: int) -> bool:
    return doc[start].text in DASHES


def _asks(doc: Doc, end: int) -> bool:
    return doc[end - 1].text == "?"


def _is_told(doc: Doc, block: Bounds) -> bool:
    """Whether a storyteller breaks in: «– Ходімо, – сказав він»."""
    start, end = block
    return any(doc[i].text in ENDS and doc[i + 1].text in DASHES for i in range(start + 1, end - 1))


def _is_addressed(mention: Mention, words: Speakers) -> bool:
    """Whether commas set the name off, alone or with «пане»."""
    doc, start, end = mention.span.doc, mention.span.start, mention.span.end
    while start and doc[start - 1].lemma_.lower() in words.honorifics:
        start -= 1
    before = not start or doc[start - 1].text in DASHES | {",", ".", "!", "?"}
    return before and end < len(doc) and doc[end].text in {",", "!"}
