"""What names of times mean: each is a function from the day of reference to an interval of days."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from kb.extract import interval
from kb.extract.interval import Direction
from kb.language.calendar import Unit
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


def month(month: int, year: int | None = None, shift: int | None = None) -> Meaning:
    """«October», «October 2020»."""
    return of_year(lambda y: interval.months(y, month), year, shift)


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


def never() -> Meaning:
    """«every Monday»: no day that could be told."""
    return lambda _now: None


def same(x: Time) -> Meaning:
    """A time said in two ways, of which this is the more precise."""
    return x.meaning


def year(year: int) -> Meaning:
    """«in 2014»."""
    return lambda _now: interval.years(year, year)


def years(first: int, last: int) -> Meaning | None:
    """«2014-2016»."""
    return (lambda _now: interval.years(first, last)) if first < last else None


def two_years(first: int, last: int) -> Meaning | None:
    """«2014 and 2015»: one after the other."""
    return years(first, last) if last == first + 1 else None


def year_by(shift: int) -> Meaning:
    """«last year» in one word."""
    return relative(lambda today: interval.years(today.year + shift, today.year + shift))


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
