from __future__ import annotations

from datetime import date, datetime

import pytest

from kb.model import Interval
from kb.report.dating import counted, day_of, interval, iso, moment, order
from kb.report.wording import wording


def days(first: str | None, last: str | None, edtf: str = "") -> Interval:
    return Interval(edtf, first and date.fromisoformat(first), last and date.fromisoformat(last))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("when", "uk", "en"),
    [
        pytest.param(days("2021-10-24", "2021-10-24"), "24 жовтня 2021", "24 October 2021", id="a day"),
        pytest.param(days("2021-10-01", "2021-10-31"), "жовтень 2021", "October 2021", id="a month"),
        pytest.param(days("2021-01-01", "2021-12-31"), "2021 рік", "2021", id="a year"),
        pytest.param(days("2021-10-24", "2021-10-26"), "24–26 жовтня 2021", "24–26 October 2021", id="days of a month"),
        pytest.param(
            days("2021-10-24", "2021-11-02"),
            "від 24 жовтня до 2 листопада 2021",
            "from 24 October to 2 November 2021",
            id="days of a year",
        ),
        pytest.param(
            days("2021-12-01", "2022-02-28"),
            "від 1 грудня 2021 до 28 лютого 2022",
            "from 1 December 2021 to 28 February 2022",
            id="days of two years",
        ),
        pytest.param(
            days(None, "2021-12-31"), "не пізніше 31 грудня 2021", "not after 31 December 2021", id="open start"
        ),
        pytest.param(
            days("2021-12-31", None), "не раніше 31 грудня 2021", "not before 31 December 2021", id="open end"
        ),
        pytest.param(
            days("2021-10-24", "2021-10-24", "2021-10-24~"),
            "приблизно 24 жовтня 2021",
            "about 24 October 2021",
            id="about",
        ),
        pytest.param(days(None, None, "20XX"), "20XX", "20XX", id="nothing but the string"),
        pytest.param(days(None, None), "без точної дати", "no exact date", id="nothing at all"),
        pytest.param(None, "без точної дати", "no exact date", id="no interval"),
    ],
)
def test_an_interval_in_words(when: Interval | None, uk: str, en: str) -> None:
    assert interval(when, wording("uk")) == uk
    assert interval(when, wording("en")) == en


@pytest.mark.parametrize(
    ("time", "words"),
    [
        pytest.param(date(2021, 12, 2), "2 грудня 2021", id="a day alone"),
        pytest.param(datetime(2021, 12, 2, 17, 50), "2 грудня 2021, 17:50 (часовий пояс не вказано)", id="no zone"),
        pytest.param(
            datetime.fromisoformat("2021-12-02T00:50-03:30"),
            "2 грудня 2021, 00:50 (UTC-03:30)",
            id="the article's own clock",
        ),
    ],
)
def test_a_moment_in_words(time: datetime | date, words: str) -> None:
    assert moment(time, wording("uk")) == words


@pytest.mark.parametrize(
    ("number", "words"),
    [(0, "0 вимог"), (1, "1 вимога"), (3, "3 вимоги"), (11, "11 вимог"), (21, "21 вимога"), (25, "25 вимог")],
)
def test_a_number_takes_its_form(number: int, words: str) -> None:
    w = wording("uk")
    assert counted(number, w.demands, w) == words


def test_time_order_puts_the_unknown_last() -> None:
    found = [None, days(None, "2021-10-24"), days("2021-10-24", "2021-10-24"), days("2021-10-01", "2021-10-31")]
    assert sorted(found, key=order) == [found[3], found[1], found[2], found[0]]


def test_only_a_single_day_is_one_for_machines() -> None:
    assert day_of(days("2021-10-24", "2021-10-24")) == date(2021, 10, 24)
    assert day_of(days("2021-10-01", "2021-10-31")) is None
    assert day_of(days(None, None)) is None
    assert iso(datetime.fromisoformat("2021-12-02T17:50:30+02:00")) == "2021-12-02T17:50+02:00"
