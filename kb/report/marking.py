"""The text of an article cut at every boundary of block and claim, so that marks may nest and overlap freely."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from kb.model import Anchor, Article, BlockKind


class Role(StrEnum):
    """What a stretch of text is to a claim."""

    SOURCE = "source"
    CUE = "cue"
    CONTENT = "content"
    TIME = "time"


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of text that plays a role in the claim of this number; `first` is the content's first part."""

    anchor: Anchor
    role: Role
    number: int
    first: bool = False


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of text that no boundary crosses: its marks, those contents that open in it, and how many close."""

    anchor: Anchor
    text: str
    marks: tuple[Mark, ...] = ()
    opens: tuple[Mark, ...] = ()
    closes: int = 0

    @property
    def roles(self) -> tuple[Role, ...]:
        """The roles that the stretch plays in any claim."""
        return tuple(role for role in Role if any(mark.role is role for mark in self.marks))

    @property
    def depth(self) -> int:
        """How many contents lie over one another here."""
        return sum(mark.role is Role.CONTENT for mark in self.marks)

    @property
    def numbers(self) -> tuple[int, ...]:
        """The claims that the stretch belongs to."""
        return tuple(sorted({mark.number for mark in self.marks}))


@dataclass(frozen=True, slots=True)
class Piece:
    """A block, or what stands between two blocks (`kind` None): pieces cover the text without gap or overlap."""

    anchor: Anchor
    kind: BlockKind | None
    segments: tuple[Segment, ...]


def clamp(anchor: Anchor, end: int, *, start: int = 0) -> Anchor | None:
    """The part of the anchor that lies between these characters, None where none does."""
    first, last = max(start, anchor.start), min(end, anchor.end)
    return Anchor(first, last) if first < last else None


def lay_out(article: Article, marks: Iterable[Mark], *, reach: Anchor | None = None) -> tuple[Piece, ...]:
    """The text as pieces of marked segments: put together, they give the text again, character by character.

    With `reach`, only the pieces that overlap it, whole.
    """
    spans = [span for span in _spans(article) if reach is None or span[0].overlaps(reach)]
    if not spans:
        return ()
    start, end = spans[0][0].start, spans[-1][0].end
    fitting = [
        Mark(anchor, mark.role, mark.number, mark.first)
        for mark in marks
        if (anchor := clamp(mark.anchor, end, start=start)) is not None
    ]
    cuts = {anchor.start for anchor, _ in spans} | {end}
    cuts |= {edge for mark in fitting for edge in (mark.anchor.start, mark.anchor.end)}
    segments = list(_segments(article.text, sorted(cuts), fitting))
    pieces: list[Piece] = []
    at = 0
    for anchor, kind in spans:
        first = at
        while at < len(segments) and segments[at].anchor.end <= anchor.end:
            at += 1
        pieces.append(Piece(anchor, kind, tuple(segments[first:at])))
    return tuple(pieces)


def _spans(article: Article) -> Iterator[tuple[Anchor, BlockKind | None]]:
    """The blocks and what stands between them; words outside every block pass for a paragraph."""
    at = 0
    for block in sorted(article.blocks, key=lambda block: block.anchor):
        anchor = clamp(block.anchor, len(article.text), start=at)
        if anchor is None:
            continue
        yield from _between(article.text, Anchor(at, anchor.start))
        yield anchor, block.kind
        at = anchor.end
    yield from _between(article.text, Anchor(at, len(article.text)))


def _between(text: str, gap: Anchor) -> Iterator[tuple[Anchor, BlockKind | None]]:
    if gap.start < gap.end:
        yield gap, None if gap.of(text).isspace() else BlockKind.PARAGRAPH


def _segments(text: str, cuts: list[int], marks: list[Mark]) -> Iterator[Segment]:
    starting: dict[int, list[Mark]] = {}
    ending: dict[int, list[Mark]] = {}
    for mark in marks:
        starting.setdefault(mark.anchor.start, []).append(mark)
        ending.setdefault(mark.anchor.end, []).append(mark)
    active: list[Mark] = []
    for start, end in pairwise(cuts):
        over = {id(mark) for mark in ending.get(start, ())}
        opens = starting.get(start, [])
        active = [mark for mark in active if id(mark) not in over] + opens
        yield Segment(
            anchor=Anchor(start, end),
            text=text[start:end],
            marks=tuple(active),
            opens=tuple(mark for mark in opens if mark.role is Role.CONTENT),
            closes=sum(mark.role is Role.CONTENT for mark in ending.get(end, ())),
        )
