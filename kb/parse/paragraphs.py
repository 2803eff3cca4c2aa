"""Cuts Docs into the pieces that the network reads at once, and pads these into batches."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc

# A paragraph of news has some 40 tokens. Longer than this it is cut, at the end of a sentence if there is one.
LONGEST = 160
BATCH_TOKENS = 4_000
FINAL = frozenset({".", "!", "?", "…", "...", "!..", "?!"})


@dataclass(frozen=True, slots=True)
class Piece:
    """Some tokens of one Doc of a batch, from `start` to before `end`."""

    doc: int
    start: int
    end: int

    def __len__(self) -> int:
        return self.end - self.start


def cut(doc: Doc, index: int) -> Iterator[Piece]:
    """The pieces of a Doc: from one preset sentence start to the next, and none too long."""
    begins = [0, *(token.i for token in doc if token.i and token.is_sent_start)]
    for begin, end in zip(begins, [*begins[1:], len(doc)], strict=True):
        while end - begin > LONGEST:
            middle = _end_of_sentence(doc, begin, begin + LONGEST)
            yield Piece(index, begin, middle)
            begin = middle
        if end > begin:
            yield Piece(index, begin, end)


def batch(pieces: Iterable[Piece]) -> Iterator[Sequence[Piece]]:
    """Pieces of similar length, at most `BATCH_TOKENS` with their padding."""
    held: list[Piece] = []
    for piece in sorted(pieces, key=len):
        if held and len(piece) * (len(held) + 1) > BATCH_TOKENS:
            yield held
            held = []
        held.append(piece)
    if held:
        yield held


def _end_of_sentence(doc: Doc, begin: int, end: int) -> int:
    for place in range(end - 1, begin + LONGEST // 3, -1):
        if doc[place - 1].text in FINAL and doc[place].is_title:
            return place
    return end
