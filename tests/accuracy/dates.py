"""The accuracy of times on the table of `tests/extract/dates.tsv`, beside that of dateparser alone."""

from __future__ import annotations

import calendar
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from kb.model import Interval
from kb.parse import load
from tests.accuracy.measure import Figures
from tests.extract.date_table import Row, cases

TABLE = "dates.tsv"
# What may not get worse; dateparser is there to be compared with.
WITH_FLOOR = ("all", "unseen")
DATEPARSER = "dateparser"


@dataclass(frozen=True, slots=True)
class Answer:
    """A row of the table, whether it was read rightly, and what dateparser reads, None where it reads nothing."""

    row: Row
    right: bool
    dateparser: Interval | None


def measure_dates(language: str, answers: Sequence[Answer] | None = None) -> Figures:
    """The shares of rows that are right: of all, of those not tuned on, of days in digits and with month and year.

    Those of dateparser are of the same rows, where an expression is; "part" asks of it only days that are part of the
    right ones.
    """
    given = answers_of(language) if answers is None else answers
    groups = {
        "all": given,
        "unseen": [answer for answer in given if answer.row.written != "tuned"],
        "numeric": [answer for answer in given if answer.row.kind in ("numeric", "day")],
        "with digits": [answer for answer in given if any(map(str.isdigit, answer.row.expression))],
    }
    figures = {name: _share(answer.right for answer in group) for name, group in groups.items()}
    if find_spec(DATEPARSER) is None:
        return figures
    for name, group in groups.items():
        compared = [(answer.dateparser, answer.row.interval) for answer in group if answer.row.interval]
        figures[f"{DATEPARSER} {name}"] = _share(found == meant for found, meant in compared)
        figures[f"{DATEPARSER} {name}, part"] = _share(_is_part(found, meant) for found, meant in compared)
    return figures


def answers_of(language: str) -> list[Answer]:
    """Every row of a language, read by its pipeline in its sentence; by dateparser the expression alone."""
    own = [case for case in cases() if case.language == language]
    docs = load(language).pipe(case.sentence for case in own)
    return [
        Answer(row, right, by_dateparser(row) if row.interval else None)
        for case, doc in zip(own, docs, strict=True)
        for row, right in zip(case.rows, case.right(doc), strict=True)
    ]


def wrong(answers: Iterable[Answer]) -> Iterator[str]:
    """The rows that are read otherwise."""
    for answer in answers:
        if not answer.right:
            row = answer.row
            meant = row.interval.edtf if row.interval else "no time"
            yield f"{row.language} {row.expression} in «{row.sentence}», read on {row.article}, is {meant}"


def by_dateparser(row: Row) -> Interval | None:
    """What dateparser reads in the expression with what helps it: the one language and the day of the article."""
    if find_spec(DATEPARSER) is None:
        return None
    found = _parser(row.language, row.article).get_date_data(row.expression)
    return _interval(found.date_obj.date(), found.period) if found.date_obj else None


@cache
def _parser(language: str, article: date) -> Any:
    # Nothing else needs it, so that its types are not asked for.
    settings = {"RELATIVE_BASE": datetime.combine(article, time(12))}
    return import_module("dateparser.date").DateDataParser(languages=[language], settings=settings)


def _interval(day: date, period: str) -> Interval:
    """What dateparser says, with the precision that it says it has."""
    if period == "month":
        last = day.replace(day=calendar.monthrange(day.year, day.month)[1])
        return Interval(f"{day:%Y-%m}", day.replace(day=1), last)
    if period == "year":
        return Interval(f"{day:%Y}", date(day.year, 1, 1), date(day.year, 12, 31))
    return Interval(day.isoformat(), day, day)


def _is_part(found: Interval | None, meant: Interval | None) -> bool:
    if found is None or meant is None or found.earliest is None or found.latest is None:
        return False
    return (meant.earliest or date.min) <= found.earliest and found.latest <= (meant.latest or date.max)


def _share(right: Iterable[bool]) -> float:
    judged = list(right)
    return sum(judged) / max(1, len(judged))
