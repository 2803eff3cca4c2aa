"""What is said by reference to a time: ago and hence, since and until, early and late, from one to another."""

from __future__ import annotations

from datetime import date, timedelta

from kb.extract import interval
from kb.extract.interval import Direction
from kb.extract.time_meanings import VAGUE, Meaning, Now, Time, Words, day_by, relative, weekend, within
from kb.language.calendar import Part, Unit
from kb.model import Interval


SOON = timedelta(31)
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


def until_weekend(unit: Words) -> Meaning | None:
    """«by the weekend»."""
    found = weekend(unit)
    return until(Time(found)) if found else None


def part_of(part: Part, x: Time) -> Meaning:
    """«early November»."""
    return within(x.meaning, lambda whole: interval.part(whole, part))


def roughly(x: Time) -> Meaning:
    """«about 2014»."""
    return within(x.meaning, interval.about)


def since(x: Time) -> Meaning:
    """«since 2014»: looks back unless the verb looks ahead, or the verb does not tell and the day is near."""

    def meaning(now: Now) -> Interval | None:
        near = x.meaning(now)
        if near is None or not _is_near(near, now.reference):
            near = x.meaning(_unless_told(now, Direction.PAST))
        return interval.since(near) if near else None

    return meaning


def _is_near(day: Interval, reference: date | None) -> bool:
    """Whether it is one day and comes soon: «тариф діє з 15 листопада»."""
    if reference is None or day.earliest is None or day.earliest != day.latest:
        return False
    return timedelta(0) <= day.earliest - reference <= SOON


def since_part(part: Part, x: Time) -> Meaning:
    """«from the beginning of the year»: that is a day; «from the end of May» is not."""
    return since(Time(part_of(part, x)) if part is not Part.START else Time(within(x.meaning, _start)))


def _start(whole: Interval) -> Interval | None:
    return interval.one_day(whole.earliest) if whole.earliest else None


def _end(whole: Interval) -> Interval | None:
    return interval.one_day(whole.latest) if whole.latest else None


def until(x: Time) -> Meaning:
    """«by Friday», «before 2014»: a time to come is a deadline that it belongs to, one that is over is left out."""
    return lambda now: _deadline(x.meaning(_unless_told(now, Direction.FUTURE)), now.reference)


def until_part(part: Part, x: Time) -> Meaning:
    """«by the end of the year», «before the beginning of March»."""

    def meaning(now: Now) -> Interval | None:
        whole = x.meaning(_unless_told(now, Direction.FUTURE))
        if whole is None:
            return None
        if part is Part.END:
            return _up_to(_end(whole), now.reference)
        return _deadline(_start(whole) if part is Part.START else interval.part(whole, part), now.reference)

    return meaning


def _deadline(limit: Interval | None, today: date | None) -> Interval | None:
    if limit is None:
        return None
    if today and limit.earliest and limit.earliest > today:
        return _up_to(limit, today)
    return interval.before(limit)


def _up_to(limit: Interval | None, today: date | None) -> Interval | None:
    if limit is None:
        return None
    if today and limit.latest and limit.latest >= today:
        return interval.span(interval.one_day(today), limit)
    return interval.until(limit)


def _unless_told(now: Now, direction: Direction) -> Now:
    return now.looking(direction) if now.direction is Direction.NEAREST else now


def after(x: Time) -> Meaning:
    """«after 24 February»."""
    return within(x.meaning, interval.after)


def before(x: Time) -> Meaning:
    """«before 24 February»: of what is to come from the day of reference on."""

    def meaning(now: Now) -> Interval | None:
        limit = x.meaning(now)
        found = interval.before(limit) if limit else None
        return _up_to(found, now.reference) if found and now.direction is Direction.FUTURE else found

    return meaning


def between(first: Time, last: Time) -> Meaning:
    """«from 24 February to 5 March 2022»: what one end leaves unsaid the other tells."""

    def meaning(now: Now) -> Interval | None:
        if last.complete:
            end = last.meaning(now)
            start = first.meaning(Now(end.latest, Direction.PAST)) if end else None
        else:
            start = first.meaning(now)
            end = last.meaning(Now(start.earliest, Direction.FUTURE)) if start else None
        return interval.span(start, end) if start and end else None

    return meaning
