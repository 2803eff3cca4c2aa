"""Datelines as times."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.language import language
from kb.read.dateline import parse_dateline

UK = language("uk")


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("2 грудня 2021, 17:50", "2021-12-02T17:50:00+02:00"),
        ("2 липня 2021, 17:50", "2021-07-02T17:50:00+03:00"),
        ("18.11.2021 10:30", "2021-11-18T10:30:00+02:00"),
        ("10:30, 18.11.2021", "2021-11-18T10:30:00+02:00"),
        ("Іван Гай — П'ятниця, 3 грудня 2021, 17:50", "2021-12-03T17:50:00+02:00"),
        ("Опубліковано: 2 груд. 2021 о 9:05", "2021-12-02T09:05:00+02:00"),
        ("2021-12-02T17:50:00+01:00", "2021-12-02T17:50:00+01:00"),
        ("2021-12-02 17:50 UTC", "2021-12-02T17:50:00+00:00"),
        ("2 грудня 2021, 17:50 (за московським часом)", "2021-12-02T17:50:00+03:00"),
        ("2 грудня 2021, 17:50 UTC+2", "2021-12-02T17:50:00+02:00"),
    ],
)
def test_an_hour_gives_a_time_with_zone(line: str, expected: str) -> None:
    found = parse_dateline(line, UK)
    assert isinstance(found, datetime)
    assert found.isoformat() == expected


@pytest.mark.parametrize(
    "line",
    ["Київ, 24 лютого 2022", "24.02.2022", "24 лютого 2022 року", "2022-02-24", "КИЇВ, 24 лютого 2022 р., Укрінформ"],
)
def test_a_day_alone_gives_a_day(line: str) -> None:
    assert parse_dateline(line, UK) == date(2022, 2, 24)


@pytest.mark.parametrize("line", ["17:50", "Сьогодні, 17:50", "2 грудня, 17:50"])
def test_a_dateline_without_a_year_gives_no_day(line: str) -> None:
    assert parse_dateline(line, UK) is True


@pytest.mark.parametrize(
    "line",
    [
        "31.02.2021",
        "22 серпня 2021. Мер відкрив депо",
        "Мер прибув о 17:50 разом із депутатами",
        "24 лютого",
        "«24 лютого 2022»",
        "Рахунок 101:50",
        "",
        "У 2021 році",
    ],
)
def test_anything_else_is_no_dateline(line: str) -> None:
    assert parse_dateline(line, UK) is False


@given(st.text(alphabet="0123456789:./-+ TZ年грудняUTC٣²", max_size=30))
def test_no_line_raises(line: str) -> None:
    parse_dateline(line, UK)
