"""The table of expressions of time, and EDTF read without the code under test."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from kb.extract.time_expressions import TimeExpression, time_expressions
from kb.language import language
from kb.model import Interval

if TYPE_CHECKING:
    from spacy.tokens import Doc

FILE = Path(__file__).parent / "dates.tsv"
NONE = "-"
_DATE = r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?"
# What is used of levels 0 and 1 of EDTF: dates, seasons and decades alone, about a date, intervals of dates.
# https://www.loc.gov/standards/datetime/
EDTF = re.compile(rf"{_DATE}~?|\d{{4}}-2[1-4]|\d{{3}}X|\d{{2}}XX|({_DATE}~?|\.\.)/({_DATE}~?|\.\.)")


@dataclass(frozen=True, slots=True)
class Row:
    """One expression of a sentence and what it means, None where the sentence names no time."""

    language: str
    article: date
    sentence: str
    expression: str
    interval: Interval | None
    kind: str
    needs: str
    written: str


@dataclass(frozen=True, slots=True)
class Case:
    """A sentence with its rows."""

    language: str
    article: date
    sentence: str
    rows: tuple[Row, ...]

    @property
    def intervals(self) -> list[Interval]:
        """What should be found, in its order."""
        return [row.interval for row in self.rows if row.interval]

    def found(self, doc: Doc) -> list[TimeExpression]:
        """The times that are read in the sentence."""
        return [e for e in time_expressions(doc, language(self.language), self.article) if e.interval]

    def right(self, doc: Doc) -> list[bool]:
        """For each row whether its expression and no other is read, and with this meaning."""
        read = self.found(doc)
        places = list(self._places())
        stray = any(not any(_overlap(e, place) for place in places) for e in read)
        return [
            not stray and [e.interval for e in read if _overlap(e, place)] == ([row.interval] if row.interval else [])
            for row, place in zip(self.rows, places, strict=True)
        ]

    def _places(self) -> Iterable[tuple[int, int]]:
        start = 0
        for row in self.rows:
            if row.interval:
                start = self.sentence.index(row.expression, start)
                yield start, start + len(row.expression)
                start += len(row.expression)
            else:
                yield 0, 0


def _overlap(expression: TimeExpression, place: tuple[int, int]) -> bool:
    return expression.span.start_char < place[1] and place[0] < expression.span.end_char


@cache
def rows() -> tuple[Row, ...]:
    """All rows of the table."""
    lines = [line for line in FILE.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    return tuple(_row(*line.split("\t")) for line in lines[1:])


def _row(
    code: str,
    article: str,
    sentence: str,
    expression: str,
    edtf: str,
    earliest: str,
    latest: str,
    kind: str,
    needs: str,
    written: str,
) -> Row:
    interval = None if edtf == NONE else Interval(edtf, _day(earliest), _day(latest))
    return Row(code, date.fromisoformat(article), sentence, expression, interval, kind, needs, written)


def _day(text: str) -> date | None:
    return None if text == NONE else date.fromisoformat(text)


@cache
def cases() -> tuple[Case, ...]:
    """The sentences of the table."""
    groups = groupby(rows(), lambda row: (row.language, row.article, row.sentence))
    return tuple(Case(*key, tuple(group)) for key, group in groups)


def bounds(edtf: str) -> tuple[date | None, date | None]:
    """The first and the last day of an EDTF string, None where it is open."""
    ends = edtf.replace("~", "").split("/")
    return _limit(ends[0], last=False), _limit(ends[-1], last=True)


def _limit(edtf: str, *, last: bool) -> date | None:
    if edtf == "..":
        return None
    if edtf.endswith("XX"):
        return date(int(edtf[:2]) * 100 + (100 if last else 1), 12 if last else 1, 31 if last else 1)
    if edtf.endswith("X"):
        edtf = edtf[:3] + ("9" if last else "0")
    year, month, day = ([int(part) for part in edtf.split("-")] + [0, 0])[:3]
    if month > 12:
        month = 3 * (month - 20) + (2 if last else 0)
    month = month or (12 if last else 1)
    return date(year, month, day or (calendar.monthrange(year, month)[1] if last else 1))
