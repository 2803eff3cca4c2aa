"""What days are called: by number and month, by weekday, by holiday, each a function from the day of reference."""

from __future__ import annotations

from datetime import date, timedelta

from kb.extract import interval
from kb.extract.interval import Direction
from kb.extract.time_meanings import VAGUE, Holiday, Meaning, Now, Time, Words, of_year, relative
from kb.language.calendar import Unit
from kb.model import Interval


def day_of_month(day: int, month: int, year: int | None = None, shift: int | None = None) -> Meaning | None:
    """«24 October», «24 October of last year»."""
    if interval.on(2000 if year is None else year, month, day) is None:
        return None
    return of_year(lambda y: interval.on(y, month, day), year, shift)


def holiday(holiday: Holiday, year: int | None = None, shift: int | None = None) -> Meaning | None:
    """«on New Year's Eve», «Halloween 2021», «18.11.»."""
    return day_of_month(holiday.day, holiday.month, holiday.year or year, shift)


def anniversary(unit: Words, day: int, month: int, count: float | None = None) -> Meaning | None:
    """«ten years ago, on 18 March»."""
    if unit.unit is not Unit.YEAR or count == VAGUE or (count is None and unit.plural):
        return None
    return relative(lambda today: interval.on(today.year - int(count or 1), month, day))


def named_holiday(shift: int, holiday: Holiday) -> Meaning:
    """«last Christmas»: the one of this year only where it is over."""

    def find(today: date) -> Interval | None:
        around = [interval.on(year, holiday.month, holiday.day) for year in range(today.year - 3, today.year + 4)]
        return interval.neighbour(around, today, shift) if shift else around[3]

    return relative(find)


def day_alone(day: int) -> Meaning | None:
    """«on the 17th»: of the month that the tense says, else of the nearest that has it."""
    if not 1 <= day <= 31:
        return None

    def meaning(now: Now) -> Interval | None:
        if now.reference is None:
            return None
        months = (interval.add(now.reference.replace(day=1), Unit.MONTH, distance) for distance in range(-2, 3))
        return interval.occurring((interval.on(m.year, m.month, day) for m in months), now.reference, now.direction)

    return meaning


def day_in_month(day: int, shift: int, unit: Words) -> Meaning | None:
    """«on the 17th of last month»."""
    if unit.unit is not Unit.MONTH:
        return None

    def find(today: date) -> Interval | None:
        month = interval.add(today, Unit.MONTH, shift)
        return interval.on(month.year, month.month, day)

    return relative(find)


def compound_day(
    tens: float, day: int, month: int, year: int | None = None, shift: int | None = None
) -> Meaning | None:
    """«двадцять четвертого лютого»."""
    return day_of_month(int(tens) + day, month, year, shift) if tens in (20, 30) and day < 10 else None


def days_of_month(
    first: int, last: int, month: int, year: int | None = None, shift: int | None = None
) -> Meaning | None:
    """«1 to 5 May»."""
    if not first < last or interval.on(2000, month, last) is None:
        return None

    def make(y: int) -> Interval | None:
        start, end = interval.on(y, month, first), interval.on(y, month, last)
        return interval.span(start, end) if start and end else None

    return of_year(make, year, shift)


def two_days(first: int, last: int, month: int, year: int | None = None, shift: int | None = None) -> Meaning | None:
    """«15 and 16 December»: one after the other."""
    return days_of_month(first, last, month, year, shift) if last == first + 1 else None


def of_week(weekday: int, shift: int | None = None, unit: Words | None = None) -> Meaning | None:
    """«on Thursday», «last Friday», «on Monday next week»; alone and with no tense the last one is meant."""
    if unit is not None and unit.unit is not Unit.WEEK:
        return None

    def meaning(now: Now) -> Interval | None:
        if now.reference is None:
            return None
        monday = now.reference - timedelta(now.reference.weekday())
        around = [interval.one_day(monday + timedelta(7 * week + weekday - 1)) for week in range(-3, 4)]
        if unit is not None:
            return around[3 + (shift or 0)]
        if shift == 0:
            # «Цієї неділі грали», written on a Thursday, was the Sunday before.
            week = around[2:5] if now.direction is not Direction.NEAREST else around[3:4]
            return interval.occurring(week, now.reference, now.direction)
        if shift:
            return interval.neighbour(around, now.reference, shift)
        past = Direction.PAST if now.direction is Direction.NEAREST else now.direction
        return interval.occurring(around, now.reference, past)

    return meaning


def weekday_beyond(weekday: int, shift: int) -> Meaning | None:
    """«the Friday before last»."""
    return of_week(weekday, 2 * shift)


def weekdays(first: int, last: int) -> Meaning:
    """«Monday through Thursday»: from the one on."""

    def meaning(now: Now) -> Interval | None:
        start = of_week(first)
        found = start(now) if start else None
        if found is None or found.earliest is None:
            return None
        return interval.days(found.earliest, found.earliest + timedelta((last - first) % 7))

    return meaning


def day_on(weekday: int, x: Time) -> Meaning:
    """«on Thursday, 23 January»: of the years that it may be the one with that day of the week, where there is one."""

    def meaning(now: Now) -> Interval | None:
        found = [x.meaning(now), *(x.meaning(now.looking(way)) for way in Direction)]
        fits = (day for day in found if day and day.earliest and day.earliest.isoweekday() == weekday)
        return next(fits, found[0])

    return meaning


def day_by(shift: int) -> Meaning:
    """«yesterday»."""
    return relative(lambda today: interval.one_day(today + timedelta(shift)))
