"""What names of times mean: each is a function from the day of reference to an interval of days."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from kb.extract import interval
from kb.extract.interval import Direction
from kb.language.calendar import Part, Unit
from kb.model import Interval


@dataclass(frozen=True, slots=True)
class Now:
    """The day from which a time is reckoned, and whether it lies before or after it."""

    reference: date | None
    direction: Direction = Direction.NEAREST

    def looking(self, direction: Direction) -> Now:
        """The same day, looking the other way."""
        return Now(self.reference, direction)


Meaning = Callable[[Now], Interval | None]

# What two numbers with a hyphen may be years of where nothing says so.
MODERN = range(1900, 2100)
# "Several", as a number.
VAGUE = -1.0


class Words(NamedTuple):
    """A unit as it is written."""

    unit: Unit
    plural: bool


class Holiday(NamedTuple):
    """A day of every year, or of the one."""

    month: int
    day: int
    year: int | None = None

    @classmethod
    def on(cls, day: str) -> Holiday:
        """Of "12-31" or "2001-09-11"."""
        *year, month, number = map(int, day.split("-"))
        return cls(month, number, *year)


@dataclass(frozen=True, slots=True)
class Time:
    """What tokens mean: `complete` where the year is said, `point` where it says when and not since when."""

    meaning: Meaning
    complete: bool = False
    point: bool = True


def relative(find: Callable[[date], Interval | None]) -> Meaning:
    """A time that depends on the day of reference alone, None without one."""
    return lambda now: find(now.reference) if now.reference else None


def within(meaning: Meaning, cut: Callable[[Interval], Interval | None]) -> Meaning:
    """Something of a time: its beginning, its second week, all that comes after it."""

    def found(now: Now) -> Interval | None:
        whole = meaning(now)
        return cut(whole) if whole else None

    return found


def of_year(make: Callable[[int], Interval | None], year: int | None, shift: int | None) -> Meaning:
    """A time of every year: of the given one, of the one so far from now, or of whichever is meant."""

    def meaning(now: Now) -> Interval | None:
        if year is not None:
            return make(year)
        if now.reference is None:
            return None
        this = now.reference.year
        if shift is not None:
            return make(this + shift)
        # Four years each way, for 29 February.
        return interval.occurring(map(make, range(this - 4, this + 5)), now.reference, now.direction)

    return meaning


def day_of_month(day: int, month: int, year: int | None = None, shift: int | None = None) -> Meaning | None:
    """«24 October», «24 October of last year»."""
    if interval.on(2000 if year is None else year, month, day) is None:
        return None
    return of_year(lambda y: interval.on(y, month, day), year, shift)


def holiday(holiday: Holiday, year: int | None = None, shift: int | None = None) -> Meaning | None:
    """«on New Year's Eve», «Halloween 2021», «18.11.»."""
    return day_of_month(holiday.day, holiday.month, holiday.year or year, shift)


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


def compound_day(tens: float, day: int, month: int, year: int | None = None, shift: int | None = None) -> Meaning | None:
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


def month(month: int, year: int | None = None, shift: int | None = None) -> Meaning:
    """«October», «October 2020»."""
    return of_year(lambda y: interval.months(y, month), year, shift)


_month = month


def months(first: int, last: int, year: int | None = None, shift: int | None = None) -> Meaning:
    """«October to December»: over the turn of the year where the first is the later one."""
    count = (last - first) % 12 + 1
    return of_year(lambda y: interval.months(y if first <= last else y - 1, first, count), year, shift)


def two_months(first: int, last: int, year: int | None = None, shift: int | None = None) -> Meaning | None:
    """«October and November»: one after the other."""
    return months(first, last, year, shift) if (last - first) % 12 == 1 else None


def months_to(
    count: float, unit: Words, month: int, year: int | None = None, shift: int | None = None
) -> Meaning | None:
    """«the three months to June», «the year to March»."""
    size = {Unit.MONTH: 1, Unit.YEAR: 12}.get(unit.unit)
    if size is None or not 1 <= size * count <= 60:
        return None
    length = int(size * count)

    def make(y: int) -> Interval:
        first = interval.add(date(y, month, 1), Unit.MONTH, 1 - length)
        return interval.months(first.year, first.month, length)

    return of_year(make, year, shift)


def season(season: int, year: int | None = None, shift: int | None = None) -> Meaning:
    """«in spring», «in the spring of 2022»."""
    return of_year(lambda y: interval.season(y, season), year, shift)


def season_over_years(season: int, first: int, last: int) -> Meaning | None:
    """«the winter of 2021-2022»."""
    return (lambda _now: interval.season(last, season)) if season == interval.WINTER and last == first + 1 else None


def named(shift: int, month: int | None = None, season: int | None = None) -> Meaning:
    """«last October», «next summer», «this autumn»."""

    def make(year: int) -> Interval:
        return interval.months(year, month) if month else interval.season(year, season or 1)

    def find(today: date) -> Interval | None:
        around = [make(today.year + distance) for distance in range(-3, 4)]
        if shift:
            return interval.neighbour(around, today, shift)
        return make(today.year) if month else interval.occurring(around, today, Direction.NEAREST)

    return relative(find)


def weekday(weekday: int, shift: int | None = None, unit: Words | None = None) -> Meaning | None:
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


_weekday = weekday


def weekday_beyond(weekday: int, shift: int) -> Meaning | None:
    """«the Friday before last»."""
    return _weekday(weekday, 2 * shift)


def weekdays(first: int, last: int) -> Meaning:
    """«Monday through Thursday»: from the one on."""

    def meaning(now: Now) -> Interval | None:
        start = weekday(first)
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


def never() -> Meaning:
    """«every Monday»: no day that could be told."""
    return lambda _now: None


def same(x: Time) -> Meaning:
    """A time said in two ways, of which this is the more precise."""
    return x.meaning


def year(year: int) -> Meaning:
    """«in 2014»."""
    return lambda _now: interval.years(year, year)


_year = year


def years(first: int, last: int) -> Meaning | None:
    """«2014-2016»."""
    return (lambda _now: interval.years(first, last)) if first < last else None


def two_years(first: int, last: int) -> Meaning | None:
    """«2014 and 2015»: one after the other."""
    return years(first, last) if last == first + 1 else None


def year_by(shift: int) -> Meaning:
    """«last year» in one word."""
    return relative(lambda today: interval.years(today.year + shift, today.year + shift))


def day_by(shift: int) -> Meaning:
    """«yesterday»."""
    return relative(lambda today: interval.one_day(today + timedelta(shift)))


def modern_years(first: int, last: int) -> Meaning | None:
    """«2014-2015» with no word beside it, or «2014-15»."""
    if last < 100:
        last += first // 100 * 100
    return years(first, last) if MODERN.start <= first and last in MODERN and last % 100 > 12 else None


def decade(decade: int) -> Meaning:
    """«the 1990s»."""
    return lambda _now: interval.decade(decade)


def unit_by(shift: int, unit: Words) -> Meaning | None:
    """«last week», «next year»; «this day» and «the next day» point to the text, not to the calendar."""
    if unit.unit is Unit.HOUR or (unit.unit is Unit.DAY and shift >= 0):
        return None
    return relative(lambda today: interval.period(unit.unit, interval.add(today, unit.unit, shift)))


def unit_beyond(shift: int, unit: Words) -> Meaning | None:
    """«the week before last», «the year after next»."""
    return unit_by(2 * shift, unit)


def weekend(unit: Words) -> Meaning | None:
    """«over the weekend»: the one that the tense says, the last where it does not."""
    if unit.unit is not Unit.WEEKEND:
        return None

    def meaning(now: Now) -> Interval | None:
        if now.reference is None:
            return None
        around = [interval.period(Unit.WEEKEND, now.reference + timedelta(7 * week)) for week in (-1, 0, 1)]
        past = Direction.PAST if now.direction is Direction.NEAREST else now.direction
        return interval.occurring(around, now.reference, past)

    return meaning


def this(unit: Words) -> Meaning | None:
    """«the year» in «the end of the year»."""
    return unit_by(0, unit)


def of_unit(number: int, unit: Words, year: int | None = None, shift: int | None = None) -> Meaning | None:
    """«the third quarter», «the first half of 2022», «the 20th century»."""
    if unit.unit is Unit.CENTURY:
        return (lambda _now: interval.century(number)) if 1 <= number <= 21 else None
    if unit.unit not in interval.MONTHS or not 1 <= number <= 12 // interval.MONTHS[unit.unit]:
        return None
    return of_year(lambda y: interval.nth(interval.years(y, y), unit.unit, number), year, shift)


def half_of_year(number: int, year: int | None = None, shift: int | None = None) -> Meaning | None:
    """«the first half of 2022»."""
    return of_unit(number, Words(Unit.HALF, False), year, shift)


def nth_of(number: int, unit: Words, x: Time) -> Meaning:
    """«the first week of December»."""
    return within(x.meaning, lambda whole: interval.nth(whole, unit.unit, number))


def last_of_year(shift: int, unit: Words, year: int) -> Meaning | None:
    """«the last quarter of 2022»."""
    return nth_of(shift, unit, Time(_year(year))) if shift == -1 else None


def last_of_month(shift: int, unit: Words, month: int) -> Meaning | None:
    """«the last week of June»."""
    return nth_of(shift, unit, Time(_month(month))) if shift == -1 else None


def nth_of_unit(number: int, unit: Words, whole: Words) -> Meaning | None:
    """«the last quarter of the year»."""
    found = this(whole)
    return nth_of(number, unit, Time(found)) if found else None


def first_of(number: int, count: float, unit: Words, x: Time) -> Meaning | None:
    """«the first six months of 2022», «the last three days of May»."""
    if number not in (1, -1) or count < 1:
        return None
    return within(x.meaning, lambda whole: interval.outer(whole, unit.unit, int(count) * number))


def first_of_unit(number: int, count: float, unit: Words, whole: Words) -> Meaning | None:
    """«the first six months of the year»."""
    found = this(whole)
    return first_of(number, count, unit, Time(found)) if found else None


def first_of_year(number: int, count: float, unit: Words, year: int) -> Meaning | None:
    """«the first nine months of 2022»."""
    return first_of(number, count, unit, Time(_year(year)))


def days_at(number: int, x: Time, unit: Words | None = None) -> Meaning | None:
    """«the last days of August»: about its end."""
    if number not in (1, -1) or (unit is not None and not (unit.plural and unit.unit is Unit.DAY)):
        return None
    return within(x.meaning, lambda whole: interval.part(whole, Part.START if number > 0 else Part.END))


def half_of(number: int, x: Time) -> Meaning:
    """«the second half of November»."""
    return within(x.meaning, lambda whole: interval.half(whole, number))


def half_of_unit(number: int, whole: Words) -> Meaning | None:
    """«the first half of the month»."""
    found = this(whole)
    return half_of(number, Time(found)) if found else None
