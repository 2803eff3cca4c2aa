"""Quoted passages: pairs of marks of every kind, nested, unclosed, run on over paragraphs, and never an error."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kb.extract.annotation import Quotation
from kb.extract.document import blocks_of

if TYPE_CHECKING:
    from spacy.tokens import Doc

# One mark may close what another opened: „…“, “…”, »…« and "…" are all in use, also mixed in one text.
OPENING = frozenset('«„“‟‹‘"') | {"``", "''"}
PARTNERS = {
    "«": frozenset("»"),
    "„": frozenset('“”"'),
    "“": frozenset('”“"'),
    "‟": frozenset("”“"),
    "‹": frozenset("›"),
    "‘": frozenset("’"),
    '"': frozenset('"”'),
    "``": frozenset({"''", "``"}),
    "''": frozenset({"''"}),
}
MARKS = OPENING.union(*PARTNERS.values())
# A mark that so many others do not close is a slip, and looking further would take for ever on a page of marks.
MOST_MARKS = 100


def find_quotations(doc: Doc) -> tuple[Quotation, ...]:
    """The outermost quoted passages of the Doc, in order, each within one block.

    A mark that is never closed quotes to the end of its block where the block begins with it (a quotation that
    runs on in the next paragraph), and nothing elsewhere.
    """
    found: list[Quotation] = []
    for start, end, _ in blocks_of(doc):
        found += _in_block(doc, start, end)
    return tuple(found)


def _in_block(doc: Doc, start: int, end: int) -> list[Quotation]:
    marks = [i for i in range(start, end) if doc[i].text in MARKS]
    found = []
    after = start
    for number, i in enumerate(marks):
        close = _closing(doc, marks[number : number + MOST_MARKS], start, end) if i >= after else None
        if close is None:
            continue
        if close > i + 1:
            found.append(Quotation(outer=doc[i : min(close + 1, end)], inner=doc[i + 1 : close]))
        after = close + 1
    return found


def _closing(doc: Doc, marks: list[int], start: int, end: int) -> int | None:
    """The token that closes the first of the marks; `end` where it is left open on purpose; None for no opening one."""
    opening = marks[0]
    mark = doc[opening].text
    if mark not in OPENING:
        return None
    partners = PARTNERS[mark]
    straight = mark in partners
    if straight and opening > start and not doc[opening - 1].whitespace_ and not doc[opening - 1].is_punct:
        return None
    depth = 1
    for i in marks[1:]:
        text = doc[i].text
        if text in partners and not (straight and _opens_again(doc, i, end)):
            depth -= 1
            if depth == 0:
                return i
        elif text == mark and not straight:
            depth += 1
    return end if opening == start else None


def _opens_again(doc: Doc, i: int, end: int) -> bool:
    """Whether a straight mark stands like an opening one: a space before it and none after."""
    return i + 1 < end and bool(doc[i - 1].whitespace_) and not doc[i].whitespace_ and not doc[i + 1].is_punct
