"""What parts of periods are called: the third quarter, the last week of June, the first six months of the year."""

from __future__ import annotations

from kb.extract import interval, interval_parts
from kb.extract import time_meanings as mean
from kb.extract.time_meanings import Meaning, Time, Words, of_year, this, within
from kb.language.calendar import Part, Unit


def of_unit(number: int, unit: Words, year: int | None = None, shift: int | None = None) -> Meaning | None:
    """«the third quarter», «the first half of 2022», «the 20th century»."""
    if unit.unit is Unit.CENTURY:
        return (lambda _now: interval.century(number)) if 1 <= number <= 21 else None
    if unit.unit not in interval.MONTHS or not 1 <= number <= 12 // interval.MONTHS[unit.unit]:
        return None
    return of_year(lambda y: interval_parts.nth(interval.years(y, y), unit.unit, number), year, shift)


def half_of_year(number: int, year: int | None = None, shift: int | None = None) -> Meaning | None:
    """«the first half of 2022»."""
    return of_unit(number, Words(Unit.HALF, False), year, shift)


def nth_of(number: int, unit: Words, x: Time) -> Meaning:
    """«the first week of December»."""
    return within(x.meaning, lambda whole: interval_parts.nth(whole, unit.unit, number))


def last_of_year(shift: int, unit: Words, year: int) -> Meaning | None:
    """«the last quarter of 2022»."""
    return nth_of(shift, unit, Time(mean.year(year))) if shift == -1 else None


def last_of_month(shift: int, unit: Words, month: int) -> Meaning | None:
    """«the last week of June»."""
    return nth_of(shift, unit, Time(mean.month(month))) if shift == -1 else None


def nth_of_unit(number: int, unit: Words, whole: Words) -> Meaning | None:
    """«the last quarter of the year»."""
    found = this(whole)
    return nth_of(number, unit, Time(found)) if found else None


def first_of(number: int, count: float, unit: Words, x: Time) -> Meaning | None:
    """«the first six months of 2022», «the last three days of May»."""
    if number not in (1, -1) or count < 1:
        return None
    return within(x.meaning, lambda whole: interval_parts.outer(whole, unit.unit, int(count) * number))


def first_of_unit(number: int, count: float, unit: Words, whole: Words) -> Meaning | None:
    """«the first six months of the year»."""
    found = this(whole)
    return first_of(number, count, unit, Time(found)) if found else None


def first_of_year(number: int, count: float, unit: Words, year: int) -> Meaning | None:
    """«the first nine months of 2022»."""
    return first_of(number, count, unit, Time(mean.year(year)))


def days_at(number: int, x: Time, unit: Words | None = None) -> Meaning | None:
    """«the last days of August»: about its end."""
    if number not in (1, -1) or (unit is not None and not (unit.plural and unit.unit is Unit.DAY)):
        return None
    return within(x.meaning, lambda whole: interval_parts.part(whole, Part.START if number > 0 else Part.END))


def half_of(number: int, x: Time) -> Meaning:
    """«the second half of November»."""
    return within(x.meaning, lambda whole: interval_parts.half(whole, number))


def half_of_unit(number: int, whole: Words) -> Meaning | None:
    """«the first half of the month»."""
    found = this(whole)
    return half_of(number, Time(found)) if found else None
