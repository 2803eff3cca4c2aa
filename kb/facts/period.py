"""The period in which a reference statement holds, in EDTF (ISO 8601-2:2019), either end left open."""

from __future__ import annotations

import calendar
import re
from datetime import date

from kb.errors import KnowledgeBaseError
from kb.model import Interval

OPEN = ".."
# A year, decade or century, a month, a day; how sure and how exact it is stays in the string.
_DATE = re.compile(r"(?P<year>\d{4}|\d{3}X|\d{2}XX)(?:-(?P<month>\d\d)(?:-(?P<day>\d\d))?)?[?~%]?")


class BadPeriod(KnowledgeBaseError, ValueError):
    """What is no date of EDTF, or a period that ends before it begins."""


def period(since: str | None = None, until: str | None = None) -> Interval | None:
    """The days from one date to another, both included; None where both ends are open.

    Raises `BadPeriod`.

    >>> period("2014", "2019-05")
    Interval(edtf='2014/2019-05', earliest=datetime.date(2014, 1, 1), latest=datetime.date(2019, 5, 31))
    >>> period(until="198X").edtf
    '../198X'
    """
    first, last = _given(since), _given(until)
    if first is None and last is None:
        return None
    earliest = _days(first)[0] if first else None
    latest = _days(last)[1] if last else None
    if earliest and latest and latest < earliest:
        raise BadPeriod(f"the period ends on {latest}, before it begins on {earliest}")
    edtf = first if first == last and first else f"{first or OPEN}/{last or OPEN}"
    return Interval(edtf, earliest, latest)


def period_of(edtf: str) -> Interval | None:
    """The period that one string tells: a date, or two with a slash between, each end open where it says so.

    Raises `BadPeriod`.

    >>> period_of("2019-02") == period("2019-02", "2019-02"), period_of("2019/..") == period("2019")
    (True, True)
    """
    since, slash, until = edtf.strip().partition("/")
    return period(since, until if slash else since)


def ends(valid: Interval | None) -> tuple[str | None, str | None]:
    """Both ends of a period as they were given, None for an open one."""
    if valid is None:
        return None, None
    since, slash, until = valid.edtf.partition("/")
    return _given(since), _given(until if slash else since)


def _given(text: str | None) -> str | None:
    stripped = (text or "").strip()
    return None if stripped in ("", OPEN) else stripped


def _days(text: str) -> tuple[date, date]:
    found = _DATE.fullmatch(text)
    if found is None or ("X" in found["year"] and found["month"]):
        raise BadPeriod(f"'{text}' is no date in EDTF, as 2014, 2014-03, 2014-03-18, 198X or 2014~")
    first, last = int(found["year"].replace("X", "0")), int(found["year"].replace("X", "9"))
    try:
        start = date(first, int(found["month"] or 1), int(found["day"] or 1))
        month = int(found["month"] or 12)
        return start, date(last, month, int(found["day"] or calendar.monthrange(last, month)[1]))
    except ValueError as error:
        raise BadPeriod(f"'{text}' is no day of the calendar") from error
