"""Intervals of days and their EDTF strings (ISO 8601-2:2019): how they are made, shifted, joined and cut."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterable
from datetime import date, timedelta
from enum import StrEnum

from kb.language.calendar import Unit
from kb.model import Interval

# A period by its months; winter has no EDTF season here, for 2021-24 leaves open which winter of 2021 it is.
MONTHS = {Unit.QUARTER: 3, Unit.HALF: 6}
DAYS = {Unit.HOUR: 0, Unit.DAY: 1, Unit.WEEKEND: 7, Unit.WEEK: 7, Unit.TEN_DAYS: 10}
YEARS = {Unit.YEAR: 1, Unit.DECADE: 10, Unit.CENTURY: 100}
SEASON = re.compile(r"\d{4}-2[1-4]~?")
SPRING, WINTER = 1, 4


class Direction(StrEnum):
    """Which of several days of one name is meant: the last, the next, or whichever is nearer."""

    PAST = "past"
    FUTURE = "future"
    NEAREST = "nearest"


def on(year: int, month: int, day: int) -> Interval | None:
    """One day, None where the calendar has no such day."""
    try:
        found = date(year, month, day)
    except ValueError:
        return None
    return Interval(found.isoformat(), found, found)


def one_day(day: date) -> Interval:
    """One day."""
    return Interval(day.isoformat(), day, day)


def days(first: date, last: date) -> Interval:
    """From one day to another."""
    return Interval(f"{first}/{last}", first, last) if first != last else one_day(first)


def months(year: int, month: int, count: int = 1) -> Interval:
    """Whole months, from the given one on."""
    first, end = add(date(year, month, 1), Unit.MONTH, 0), add(date(year, month, 1), Unit.MONTH, count - 1)
    last = end.replace(day=calendar.monthrange(end.year, end.month)[1])
    edtf = _month_of(first) if count == 1 else f"{_month_of(first)}/{_month_of(last)}"
    return Interval(edtf, first, last)


def _month_of(day: date) -> str:
    return day.isoformat()[:7]  # strftime writes the year 5 with one digit


def years(first: int, last: int) -> Interval:
    """Whole years, the last one included."""
    edtf = f"{first:04}" if first == last else f"{first:04}/{last:04}"
    return Interval(edtf, date(first, 1, 1), date(last, 12, 31))


def season(year: int, number: int) -> Interval:
    """Spring (1) to winter (4) of a year, winter being the one that ends in it."""
    if number == WINTER:
        return months(year - 1, 12, 3)
    whole = months(year, 3 * number, 3)
    return Interval(f"{year:04}-{20 + number}", whole.earliest, whole.latest)


def decade(year: int) -> Interval:
    """The ten years that hold the given one."""
    first = year // 10 * 10
    return Interval(f"{first // 10:03}X", date(first, 1, 1), date(first + 9, 12, 31))


def century(number: int) -> Interval:
    """A century by its number: the 20th is 1901 to 2000."""
    return Interval(f"{number - 1:02}XX", date(100 * number - 99, 1, 1), date(100 * number, 12, 31))


def period(unit: Unit, day: date) -> Interval:
    """The calendar's unit that holds the day: its month, its week from Monday to Sunday, its quarter ..."""
    if unit in MONTHS:
        count = MONTHS[unit]
        return months(day.year, (day.month - 1) // count * count + 1, count)
    monday = day - timedelta(day.weekday())
    match unit:
        case Unit.HOUR | Unit.DAY:
            return one_day(day)
        case Unit.WEEK:
            return days(monday, monday + timedelta(6))
        case Unit.WEEKEND:
            return days(monday + timedelta(5), monday + timedelta(6))
        case Unit.TEN_DAYS:
            return _ten_days(day)
        case Unit.MONTH:
            return months(day.year, day.month)
        case Unit.DECADE:
            return decade(day.year)
        case Unit.CENTURY:
            return century((day.year + 99) // 100)
        case _:
            return years(day.year, day.year)


def _ten_days(day: date) -> Interval:
    """The first ten days of its month, the second, or what is left."""
    first = day.replace(day=1 + 10 * min(2, (day.day - 1) // 10))
    last = first + timedelta(9) if first.day <= 11 else add(first.replace(day=1), Unit.MONTH, 1) - timedelta(1)
    return days(first, last)


def add(day: date, unit: Unit, count: int) -> date:
    """The day so many units later, the last of a shorter month at the most; OverflowError out of the calendar."""
    if unit in DAYS:
        return day + timedelta(DAYS[unit] * count)
    total = count * (12 * YEARS[unit] if unit in YEARS else MONTHS.get(unit, 1))
    year, month = divmod(day.year * 12 + day.month - 1 + total, 12)
    if not date.min.year <= year <= date.max.year:
        raise OverflowError(f"no year {year} in the calendar")
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def span(first: Interval, last: Interval) -> Interval | None:
    """From the start of one to the end of the other; None where they stand in the wrong order."""
    if first.earliest and last.latest and first.earliest > last.latest:
        return None
    start, end = _start(first), _end(last)
    return Interval(start if start == end else f"{start}/{end}", first.earliest, last.latest)


def since(first: Interval) -> Interval:
    """From a time on, with no end."""
    return Interval(f"{_start(first)}/..", first.earliest, None)


def until(last: Interval) -> Interval:
    """Up to and with a time, with no beginning."""
    return Interval(f"../{_end(last)}", None, last.latest)


def _start(whole: Interval) -> str:
    """Its first half: of a decade the first year, of a season the first month, for an interval has neither."""
    return _bound(whole.edtf.split("/")[0], whole.earliest)


def _end(whole: Interval) -> str:
    return _bound(whole.edtf.split("/")[-1], whole.latest)


def _bound(edtf: str, day: date | None) -> str:
    mark = "~" if edtf.endswith("~") else ""
    if day and "X" in edtf:
        return f"{day.year:04}{mark}"
    return f"{_month_of(day)}{mark}" if day and SEASON.fullmatch(edtf) else edtf


def before(limit: Interval) -> Interval | None:
    """Up to a time and without it."""
    if limit.earliest is None or limit.earliest == date.min:
        return None
    return until(_as_precise(limit.edtf.split("/")[0], limit.earliest - timedelta(1)))


def after(limit: Interval) -> Interval | None:
    """From the end of a time on."""
    if limit.latest is None or limit.latest == date.max:
        return None
    return since(_as_precise(limit.edtf.split("/")[-1], limit.latest + timedelta(1)))


def cut(whole: Interval, last: date) -> Interval:
    """As much of it as is over on a day that is not before it: of "this week", said on a Wednesday, three days."""
    first = whole.earliest
    if first is None or first > last or (whole.latest is not None and whole.latest <= last):
        return whole
    found = days(first, last)
    return found if "~" not in whole.edtf or first == last else Interval(f"{first}~/{last}", first, last)


def _as_precise(edtf: str, day: date) -> Interval:
    """The year, month or day that holds the day: as precise as an EDTF string is."""
    if edtf.count("-") == 2:
        return one_day(day)
    return period(Unit.MONTH if "-" in edtf else Unit.YEAR, day)


def about(exact: Interval) -> Interval:
    """The same, said to be approximate; a season by its months, a decade by its years, which alone can be that."""
    ends = exact.edtf.split("/")
    if len(ends) == 1 and _bound(exact.edtf, exact.earliest) != exact.edtf:
        ends *= 2
    bounds = [_bound(ends[0], exact.earliest), *(_bound(end, exact.latest) for end in ends[1:])]
    edtf = "/".join(end if end == ".." or end.endswith("~") else f"{end}~" for end in bounds)
    return Interval(edtf, exact.earliest, exact.latest)


def occurring(choices: Iterable[Interval | None], reference: date, direction: Direction) -> Interval | None:
    """The one of several bounded intervals that is meant on the day of reference.

    Past: the last that had begun; future: the first that has not ended; nearest: the one least days away.
    """
    bounded = sorted((c.earliest, c.latest, c.edtf) for c in choices if c and c.earliest and c.latest)
    if direction is Direction.PAST:
        bounded = [c for c in bounded if c[0] <= reference][-1:]
    elif direction is Direction.FUTURE:
        bounded = [c for c in bounded if c[1] >= reference][:1]
    if not bounded:
        return None
    first, last, edtf = min(bounded, key=lambda c: max(0, (c[0] - reference).days, (reference - c[1]).days))
    return Interval(edtf, first, last)


def neighbour(choices: Iterable[Interval | None], reference: date, step: int) -> Interval | None:
    """Of several bounded intervals the last that was over (-1), the one before it (-2), the first to come (1) ..."""
    bounded = sorted((c.earliest, c.latest, c.edtf) for c in choices if c and c.earliest and c.latest)
    found = (
        [c for c in bounded if c[1] < reference][step:]
        if step < 0
        else [c for c in bounded if c[0] > reference][step - 1 :]
    )
    return Interval(found[0][2], found[0][0], found[0][1]) if len(found) >= abs(step) or (step > 0 and found) else None
