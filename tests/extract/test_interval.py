"""Intervals: how they are made, shifted, cut and joined."""

from __future__ import annotations

from datetime import date

import pytest

from kb.extract import interval, interval_parts
from kb.extract.interval import Direction
from kb.language.calendar import Part, Unit
from kb.model import Interval

DAY = date(2024, 2, 29)


@pytest.mark.parametrize(
    ("found", "edtf", "first", "last"),
    [
        (interval.on(2024, 2, 29), "2024-02-29", DAY, DAY),
        (interval.months(2024, 2), "2024-02", date(2024, 2, 1), DAY),
        (interval.months(2023, 12, 3), "2023-12/2024-02", date(2023, 12, 1), DAY),
        (interval.season(2024, 1), "2024-21", date(2024, 3, 1), date(2024, 5, 31)),
        (interval.season(2024, 4), "2023-12/2024-02", date(2023, 12, 1), DAY),
        (interval.years(2024, 2024), "2024", date(2024, 1, 1), date(2024, 12, 31)),
        (interval.decade(1995), "199X", date(1990, 1, 1), date(1999, 12, 31)),
        (interval.century(20), "19XX", date(1901, 1, 1), date(2000, 12, 31)),
        (interval.period(Unit.WEEK, DAY), "2024-02-26/2024-03-03", date(2024, 2, 26), date(2024, 3, 3)),
        (interval.period(Unit.WEEKEND, DAY), "2024-03-02/2024-03-03", date(2024, 3, 2), date(2024, 3, 3)),
        (interval.period(Unit.QUARTER, DAY), "2024-01/2024-03", date(2024, 1, 1), date(2024, 3, 31)),
        (interval_parts.part(interval.months(2024, 2), Part.END), "2024-02-21~/2024-02-29~", date(2024, 2, 21), DAY),
        (
            interval_parts.part(interval.years(2024, 2024), Part.END),
            "2024-10~/2024-12~",
            date(2024, 10, 1),
            date(2024, 12, 31),
        ),
        (interval_parts.half(interval.months(2024, 2), 2), "2024-02-16/2024-02-29", date(2024, 2, 16), DAY),
        (interval.before(interval.months(2024, 3)), "../2024-02", None, DAY),
        (interval.after(interval.years(2023, 2023)), "2024/..", date(2024, 1, 1), None),
        (
            interval.span(interval.decade(1990), interval.years(2005, 2005)),
            "1990/2005",
            date(1990, 1, 1),
            date(2005, 12, 31),
        ),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_an_interval_and_its_edtf(found: Interval, edtf: str, first: date | None, last: date | None) -> None:
    assert found == Interval(edtf, first, last)


@pytest.mark.parametrize(
    ("unit", "count", "day"),
    [
        (Unit.MONTH, 12, date(2025, 2, 28)),
        (Unit.MONTH, -1, date(2024, 1, 29)),
        (Unit.YEAR, -4, date(2020, 2, 29)),
        (Unit.WEEK, 1, date(2024, 3, 7)),
        (Unit.HALF, 1, date(2024, 8, 29)),
    ],
)
def test_units_are_added_as_the_calendar_does(unit: Unit, count: int, day: date) -> None:
    assert interval.add(DAY, unit, count) == day


@pytest.mark.parametrize("unit", list(Unit))
def test_what_leaves_the_calendar_overflows(unit: Unit) -> None:
    if unit is not Unit.HOUR:
        with pytest.raises(OverflowError):
            interval.add(DAY, unit, 10**7)


@pytest.mark.parametrize(
    ("found", "edtf"),
    [
        (interval_parts.outer(interval.years(2024, 2024), Unit.MONTH, 6), "2024-01/2024-06"),
        (interval_parts.outer(interval.years(2024, 2024), Unit.MONTH, -3), "2024-10/2024-12"),
        (interval_parts.outer(interval.months(2024, 2), Unit.DAY, -3), "2024-02-27/2024-02-29"),
        (interval_parts.outer(interval.months(2024, 2), Unit.MONTH, 2), None),
        (interval.since(interval.season(2024, 1)), "2024-03/.."),
        (interval.until(interval.season(2024, 1)), "../2024-05"),
        (interval.about(interval.season(2024, 1)), "2024-03~/2024-05~"),
        (interval.about(interval.decade(1995)), "1990~/1999~"),
        (interval.cut(interval.months(2024, 2), date(2024, 2, 5)), "2024-02-01/2024-02-05"),
        (interval.cut(interval.months(2024, 2), DAY), "2024-02"),
        (interval.months(5, 2), "0005-02"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_parts_and_limits_are_of_days_months_and_years_alone(found: Interval | None, edtf: str | None) -> None:
    assert (found.edtf if found else None) == edtf


def test_a_day_that_is_not_in_the_calendar_is_none() -> None:
    assert interval.on(2023, 2, 29) is None


@pytest.mark.parametrize(
    ("direction", "year"), [(Direction.PAST, 2023), (Direction.FUTURE, 2024), (Direction.NEAREST, 2024)]
)
def test_which_march_is_meant_in_february(direction: Direction, year: int) -> None:
    found = interval.occurring((interval.months(y, 3) for y in range(2020, 2028)), DAY, direction)
    assert found is not None
    assert found.edtf == f"{year}-03"


@pytest.mark.parametrize(("step", "year"), [(-2, 2022), (-1, 2023), (1, 2024), (2, 2025), (9, None)])
def test_neighbours_are_counted_from_the_day(step: int, year: int | None) -> None:
    found = interval.neighbour([interval.months(y, 3) for y in range(2020, 2028)], DAY, step)
    assert (found.earliest.year if found and found.earliest else None) == year
