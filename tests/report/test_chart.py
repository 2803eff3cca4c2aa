from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest

from kb.model import Interval
from kb.report.chart import CELLS, WIDTH, Point, draw_chart
from kb.report.wording import wording
from tests.report.example import day

UK = wording("uk")


def points(*days: str | None) -> list[Point]:
    return [Point(day(one) if one else None, "твердження") for one in days]


def test_no_claims_no_chart() -> None:
    assert draw_chart([], UK) is None


@pytest.mark.parametrize(
    ("days", "labels"),
    [
        pytest.param(("2021-10-24", "2021-12-02"), ["24 жовт.", "2 груд."], id="days over some weeks"),
        pytest.param(("2021-10-24", "2021-10-25", "2022-03-02"), ["жовт. 2021", "бер. 2022"], id="months over a year"),
        pytest.param(("2001-10-24", "2021-10-25"), ["2001", "2021"], id="years over decades"),
        pytest.param(("2021-10-24", None), ["24 жовт.", "без точної дати"], id="the undated stand apart"),
        pytest.param((None, None), ["без точної дати"], id="nothing but undated"),
    ],
)
def test_the_bars_are_as_fine_as_the_time_allows(days: tuple[str | None, ...], labels: list[str]) -> None:
    chart = draw_chart(points(*days), UK)
    assert chart is not None
    assert [bar.label for bar in chart.bars] == labels
    assert sum(bar.count for bar in chart.bars) == len(days)


def test_a_date_wider_than_a_bar_is_put_nowhere() -> None:
    month = Point(Interval("2021-10", date(2021, 10, 1), date(2021, 10, 31)), "у жовтні")
    open_start = Point(Interval("../2021-10-24", None, date(2021, 10, 24)), "до 24 жовтня")
    chart = draw_chart([*points("2021-10-24"), month, open_start], UK)
    assert chart is not None
    assert [(bar.count, bar.dated) for bar in chart.bars] == [(1, True), (2, False)]


def test_many_claims_stay_in_the_picture_and_labels_do_not_touch() -> None:
    start = date(2021, 10, 1)
    days = [(start + timedelta(days=i % 60)).isoformat() for i in range(3000)] + [None] * 500
    chart = draw_chart(points(*days), UK)
    assert chart is not None
    assert all(bar.x >= 0 and bar.x + bar.width <= WIDTH and bar.y >= 0 and bar.height > 0 for bar in chart.bars)
    assert all(not bar.cells for bar in chart.bars if bar.count > CELLS)
    labelled = [bar.x for bar in chart.bars if bar.labelled and bar.dated]
    assert all(b - a > 50 for a, b in pairwise(labelled))


def test_the_chart_is_told_in_words() -> None:
    chart = draw_chart(points("2021-10-24", "2021-10-24", None), UK)
    assert chart is not None
    assert chart.description == "24 жовтня 2021: 2 твердження; без точної дати: 1 твердження"
