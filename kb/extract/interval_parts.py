"""Parts of a period: its beginning and end, its halves, its weeks and months one by one."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

from kb.extract.interval import DAYS, MONTHS, about, add, days, months, period, years
from kb.language.calendar import Part, Unit
from kb.model import Interval

PARTS = {Part.START: 0, Part.MIDDLE: 1, Part.END: 2}


def thirds(whole: Interval) -> list[Interval]:
    """A bounded period's beginning, middle and end: of a month ten days each, of a year its outer quarters."""
    first, last = whole.earliest, whole.latest
    if first is None or last is None:
        return [whole] * 3
    length = (last.year - first.year) * 12 + last.month - first.month + 1
    if first == last:
        return [whole] * 3
    if length > 12 and length % 12 == 0 and first.month == 1:
        cuts = [first.year + round(index * length / 36) for index in range(4)]
        return [years(start, end - 1) for start, end in pairwise(cuts)]
    if length == 12 and first.month == 1:
        return [months(first.year, 1, 3), months(first.year, 5, 4), months(first.year, 10, 3)]
    if first.day == 1 and length % 3 == 0 and (last + timedelta(1)).day == 1:
        return [months(*_month(first, index * length // 3), length // 3) for index in range(3)]
    size = (last - first).days + 1
    starts = [first + timedelta(10 * i if 28 <= size <= 31 else i * size // 3) for i in range(3)]
    ends = [starts[1] - timedelta(1), starts[2] - timedelta(1), last]
    return [days(a, max(a, b)) for a, b in zip(starts, ends, strict=True)]


def _month(first: date, count: int) -> tuple[int, int]:
    found = add(first, Unit.MONTH, count)
    return found.year, found.month


def part(whole: Interval, which: Part) -> Interval:
    """About the beginning, the middle or the end of a period; a day is taken whole."""
    if whole.earliest is None or whole.latest is None or whole.earliest == whole.latest:
        return whole
    return about(thirds(whole)[PARTS[which]])


def half(whole: Interval, number: int) -> Interval | None:
    """The first or second half of a bounded period."""
    if whole.earliest is None or whole.latest is None or whole.earliest == whole.latest or number not in (1, 2):
        return None
    size = (whole.latest - whole.earliest).days + 1
    length = (whole.latest.year - whole.earliest.year) * 12 + whole.latest.month - whole.earliest.month + 1
    if length % 2 == 0 and whole.earliest.day == 1:
        return months(*_month(whole.earliest, (number - 1) * length // 2), length // 2)
    middle = whole.earliest + timedelta(15 if 28 <= size <= 31 else size // 2)
    return days(whole.earliest, middle - timedelta(1)) if number == 1 else days(middle, whole.latest)


def nth(whole: Interval, unit: Unit, number: int) -> Interval | None:
    """The so-manieth week, ten days or month of a period, counted from its end where negative."""
    if whole.earliest is None or whole.latest is None:
        return None
    if unit is Unit.HALF:
        return half(whole, number)
    if unit is Unit.TEN_DAYS and 1 <= number <= 3:
        return thirds(whole)[number - 1]
    start = whole.earliest if number > 0 else whole.latest
    found = period(unit, add(start, unit, number - 1 if number > 0 else number + 1))
    if found.earliest is None or not (
        found.earliest <= whole.latest and found.latest and found.latest >= whole.earliest
    ):
        return None
    return found


def outer(whole: Interval, unit: Unit, count: int) -> Interval | None:
    """The first so many units of a bounded period, or its last where negative; None where it has fewer."""
    start, end = whole.earliest, whole.latest
    if start is None or end is None or unit is Unit.HOUR:
        return None
    first = start if count > 0 else add(end + timedelta(1), unit, count)
    last = add(start, unit, count) - timedelta(1) if count > 0 else end
    if first < start or last > end:
        return None
    if unit in DAYS:
        return days(first, last)
    if unit is Unit.MONTH or unit in MONTHS:
        return months(first.year, first.month, (last.year - first.year) * 12 + last.month - first.month + 1)
    return years(first.year, last.year)
