"""What is said by reference to a time: ago and hence, lately and soon, early and late."""

from __future__ import annotations

from datetime import date, timedelta

from kb.extract import interval, interval_parts
from kb.extract.interval import Direction
from kb.extract.time_days import day_by
from kb.extract.time_meanings import VAGUE, Meaning, Now, Time, Words, relative, within
from kb.language.calendar import Part, Unit
from kb.model import Interval

# How precise "ago" is with the units that are not as precise as they are: a decade ago is ten years ago.
PRECISION = {Unit.HALF: Unit.MONTH, Unit.DECADE: Unit.YEAR, Unit.CENTURY: Unit.YEAR}


def ago(unit: Words, count: float | None = None) -> Meaning:
    """«two weeks ago», «an hour ago»; «years ago» leaves the beginning open."""
    return away(unit, count, -1)


def hence(unit: Words, count: float | None = None) -> Meaning:
    """«in a month»; «in several days» leaves the end open; in the past it was after some other day."""
    return lambda now: None if now.direction is Direction.PAST else away(unit, count, 1)(now)


def hence_if_ahead(unit: Words, count: float | None = None) -> Meaning:
    """«in two days», of what will be; of what was or is, it says how long that took."""
    return lambda now: away(unit, count, 1)(now) if now.direction is Direction.FUTURE else None


def so_far(x: Time) -> Meaning:
    """«earlier this week»: up to the day of reference."""

    def meaning(now: Now) -> Interval | None:
        whole = x.meaning(now)
        if whole is None or whole.earliest is None or now.reference is None or now.reference < whole.earliest:
            return whole
        return interval.days(whole.earliest, min(now.reference, whole.latest or now.reference))

    return meaning


def remaining(x: Time) -> Meaning:
    """«later this year»: from the day of reference on."""

    def meaning(now: Now) -> Interval | None:
        whole = x.meaning(now)
        if whole is None or whole.latest is None or now.reference is None or now.reference > whole.latest:
            return whole
        return interval.days(max(now.reference, whole.earliest or now.reference), whole.latest)

    return meaning


def away(unit: Words, count: float | None, sign: int) -> Meaning:
    """So many units before or after the day of reference, as precise as the unit is; only days are exact."""
    if count == VAGUE or (count is None and unit.plural):
        return unlimited(sign)
    size, length = _in_months(unit.unit, count or 1)

    def find(today: date) -> Interval:
        day = interval.add(today, size, sign * length)
        if unit.unit in (Unit.HOUR, Unit.DAY):
            return interval.one_day(day)
        fits = PRECISION.get(unit.unit, unit.unit) if length == (count or 1) else Unit.MONTH
        return interval.about(interval.period(fits, day))

    return relative(find)


def _in_months(unit: Unit, count: float) -> tuple[Unit, int]:
    """A number of units as a whole number: a year and a half is eighteen months."""
    if count == int(count):
        return unit, int(count)
    return (Unit.MONTH, int(12 * count)) if unit is Unit.YEAR else (unit, round(count))


def unlimited(sign: int) -> Meaning:
    """Some time before the day of reference (-1) or after it (1)."""
    return relative(lambda today: (interval.since if sign > 0 else interval.until)(interval.one_day(today)))


def recent(unit: Words, count: float | None = None) -> Meaning:
    """«the last four years», «the last week»: up to the day of reference."""
    return lasting(unit, count, -1)


def coming(unit: Words, count: float | None = None) -> Meaning:
    """«the next two weeks»: from the day of reference on."""
    return lasting(unit, count, 1)


def several(shift: int, count: float, unit: Words) -> Meaning | None:
    """«the past two years», «the next three months»."""
    return lasting(unit, count, shift) if shift else None


def during(unit: Words, count: float | None = None) -> Meaning | None:
    """«within a week»: behind or ahead as the tense says, nothing where it does not."""
    if count == VAGUE or unit.unit is Unit.HOUR:
        return None

    def meaning(now: Now) -> Interval | None:
        sign = {Direction.PAST: -1, Direction.FUTURE: 1}.get(now.direction)
        return lasting(unit, count, sign)(now) if sign else None

    return meaning


def lasting(unit: Words, count: float | None, sign: int) -> Meaning:
    """So many units up to the day of reference, or from it on; open where the number is not said."""
    if count == VAGUE or (count is None and unit.plural):
        return unlimited(sign)
    size, length = _in_months(unit.unit, count or 1)

    def find(today: date) -> Interval:
        other = interval.add(today, size, sign * length)
        return interval.days(*sorted((today, other)))

    return relative(find)


def soon() -> Meaning:
    """«soon», «in the near future»: after the day of reference, nobody says until when."""
    return unlimited(1)


def before_long() -> Meaning:
    """«soon», «before long»: after the day of reference, but in a story of the past after some day in it."""
    return lambda now: None if now.direction is Direction.PAST else unlimited(1)(now)


def lately() -> Meaning:
    """«lately»: before the day of reference, nobody says since when."""
    return unlimited(-1)


def these_days() -> Meaning:
    """«the other day», «one of these days»: about a week back or ahead, as the tense says."""

    def meaning(now: Now) -> Interval | None:
        if now.reference is None:
            return None
        week = timedelta(7)
        if now.direction is Direction.FUTURE:
            return interval.about(interval.days(now.reference, now.reference + week))
        return interval.about(interval.days(now.reference - week, now.reference))

    return meaning


def eve() -> Meaning:
    """«the day before», where it is not said before what."""
    return day_by(-1)


def eve_of(x: Time) -> Meaning:
    """«the day before 1 September»."""
    return within(x.meaning, lambda day: interval.one_day(day.earliest - timedelta(1)) if day.earliest else None)


def part_of(part: Part, x: Time) -> Meaning:
    """«early November»."""
    return within(x.meaning, lambda whole: interval_parts.part(whole, part))


def roughly(x: Time) -> Meaning:
    """«about 2014»."""
    return within(x.meaning, interval.about)
