"""Times that are limits of others: since and until, before and after, from one to another."""

from __future__ import annotations

from datetime import date, timedelta

from kb.extract import interval, interval_parts
from kb.extract.interval import Direction
from kb.extract.time_meanings import Meaning, Now, Time, Words, weekend, within
from kb.extract.time_relations import part_of
from kb.language.calendar import Part
from kb.model import Interval

# How near a day is meant rather than the last one of its name where no tense tells.
SOON = timedelta(31)


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


def until_weekend(unit: Words) -> Meaning | None:
    """«by the weekend»."""
    found = weekend(unit)
    return until(Time(found)) if found else None


def until_part(part: Part, x: Time) -> Meaning:
    """«by the end of the year», «before the beginning of March»."""

    def meaning(now: Now) -> Interval | None:
        whole = x.meaning(_unless_told(now, Direction.FUTURE))
        if whole is None:
            return None
        if part is Part.END:
            return _up_to(_end(whole), now.reference)
        return _deadline(_start(whole) if part is Part.START else interval_parts.part(whole, part), now.reference)

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
