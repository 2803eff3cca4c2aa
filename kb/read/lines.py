"""A text as paragraphs: one to a line, hard-wrapped lines joined, a teaser glued to a paragraph cut off."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby, pairwise

from kb.read.phrases import Phrases

# A line that is wrapped by hand or by a mail program; nobody wraps at fewer characters, and verse is shorter.
NARROWEST, WIDEST = 50, 110
CLOSERS = "»”\"'’)]"
TERMINAL = ".!?…:;"


@dataclass(frozen=True, slots=True)
class Piece:
    """A paragraph or part of one: where it stands, its words, and whether an empty line comes before it."""

    start: int
    end: int
    text: str
    gap: bool


def is_terminated(text: str) -> bool:
    """Whether the text ends like a sentence.

    >>> is_terminated("Сказав: «Так.»"), is_terminated("Про успіх")
    (True, False)
    """
    return text.rstrip(CLOSERS)[-1:] in set(TERMINAL)


def bare(text: str) -> str:
    """The words alone, in lower case: what two titles are compared by."""
    return re.sub(r"\W+", " ", text).strip().casefold()


def split_pieces(text: str, phrases: Phrases) -> list[Piece]:
    """The text's paragraphs, with what points to another article in pieces of its own."""
    paragraphs = (p for _, group in groupby(_lines(text), lambda pair: pair[0]) for p in _unwrap(text, group))
    cut = (piece for paragraph in paragraphs for piece in _cut_dateline(paragraph, phrases))
    return [piece for part in cut for piece in _cut_teasers(part, phrases)]


def _lines(text: str) -> Iterator[tuple[int, Piece]]:
    """The lines that hold anything, each with the number of its group; empty lines part the groups."""
    group, at, gap = 0, 0, False
    for line in text.splitlines(keepends=True):
        words = line.strip()
        if words:
            start = at + line.index(words[0])
            yield group, Piece(start, start + len(words), words, gap)
            gap = False
        else:
            group, gap = group + 1, True
        at += len(line)


def _unwrap(text: str, group: Iterator[tuple[int, Piece]]) -> Iterator[Piece]:
    lines = [line for _, line in group]
    if not _is_wrapped(lines):
        yield from lines
        return
    width = max(len(line.text) for line in lines)
    start = 0
    for i, (line, following) in enumerate(pairwise(lines), 1):
        if not (_continues(line, following) or _had_to_break(line, following, width)):
            yield _joined(text, lines[start:i])
            start = i
    yield _joined(text, lines[start:])


def _is_wrapped(lines: list[Piece]) -> bool:
    """Whether sentences run on from line to line and no line is longer than a page is wide."""
    longest = max(len(line.text) for line in lines)
    running = sum(_continues(a, b) for a, b in pairwise(lines))
    return NARROWEST <= longest <= WIDEST and running > 0 and 3 * running >= len(lines) - 1


def _continues(line: Piece, following: Piece) -> bool:
    return not is_terminated(line.text) and following.text[0].islower() and len(line.text) >= NARROWEST


def _had_to_break(line: Piece, following: Piece, width: int) -> bool:
    """Whether the next line's first word would not have fitted: the mark of a line broken by its width."""
    return len(line.text) + 1 + len(following.text.split()[0]) > width


def _joined(text: str, lines: list[Piece]) -> Piece:
    start, end = lines[0].start, lines[-1].end
    return Piece(start, end, text[start:end], lines[0].gap)


def _cut_dateline(piece: Piece, phrases: Phrases) -> Iterator[Piece]:
    """The piece, without the place and the agency that open it, which are a piece of their own."""
    end = phrases.dateline_end(piece.text)
    if not end:
        yield piece
        return
    words, rest = piece.text[:end].rstrip(), piece.text[end:]
    yield Piece(piece.start, piece.start + len(words), words, piece.gap)
    yield Piece(piece.start + end, piece.end, rest, gap=False)


def _cut_teasers(piece: Piece, phrases: Phrases) -> Iterator[Piece]:
    cut = phrases.find_inline_teaser(piece.text)
    if cut is None:
        yield piece
        return
    at = 0
    for start, end in ((0, cut[0]), cut, (cut[1], len(piece.text))):
        words = piece.text[start:end].strip()
        if words:
            at = piece.start + start + piece.text[start:end].index(words[0])
            yield Piece(at, at + len(words), words, piece.gap and start == 0)
