from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.facts.period import BadPeriod, ends, period, period_of
from kb.model import Interval

PERIODS: dict[str, tuple[str | None, str | None, Interval | None]] = {
    "both ends open": (None, "..", None),
    "a year": ("2014", "2014", Interval("2014", date(2014, 1, 1), date(2014, 12, 31))),
    "from a day on": ("2014-03-18", None, Interval("2014-03-18/..", date(2014, 3, 18), None)),
    "until a month": ("", "2020-02", Interval("../2020-02", None, date(2020, 2, 29))),
    "about a year": ("2014~", "2015?", Interval("2014~/2015?", date(2014, 1, 1), date(2015, 12, 31))),
    "a decade": ("199X", "199X", Interval("199X", date(1990, 1, 1), date(1999, 12, 31))),
    "a century": ("19XX", None, Interval("19XX/..", date(1900, 1, 1), None)),
}


@pytest.mark.parametrize(("since", "until", "expected"), PERIODS.values(), ids=PERIODS)
def test_a_period_is_read(since: str | None, until: str | None, expected: Interval | None) -> None:
    assert period(since, until) == expected
    if expected is not None:
        assert period_of(expected.edtf) == expected
        assert period(*ends(expected)) == expected


@pytest.mark.parametrize(
    ("since", "until"),
    [("торік", None), ("2014-13", None), ("2014-02-30", None), ("198X-01", None), ("2015", "2014"), ("0000", None)],
)
def test_what_is_no_period_is_refused(since: str | None, until: str | None) -> None:
    with pytest.raises(BadPeriod):
        period(since, until)


@given(st.text(max_size=30))
def test_any_text_is_a_period_or_refused(text: str) -> None:
    try:
        found = period_of(text)
    except BadPeriod:
        return
    assert found is None or found.earliest is None or found.latest is None or found.earliest <= found.latest
