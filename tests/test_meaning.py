from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.meaning import Bound, Meaning, Number, Unit, UnitKind, meaning_from_json, meaning_to_json
from kb.model import Anchor, Modality

DAYS = st.none() | st.dates(date(1000, 1, 1), date(2999, 1, 1))
FLOATS = st.floats(0, 1e12, allow_nan=False)
UNITS = st.builds(
    Unit,
    st.builds(Anchor, st.integers(0, 99), st.integers(0, 99)),
    st.sampled_from(UnitKind),
    st.text(max_size=9),
    st.lists(st.text(max_size=9), max_size=2).map(tuple),
    st.integers(-1, 9),
    st.text(max_size=5),
    st.booleans(),
    st.sampled_from(Modality),
    st.booleans(),
    st.none() | st.builds(Number, FLOATS, FLOATS, st.sampled_from(["", "day", "%"]), st.sampled_from(Bound)),
    st.none() | st.tuples(DAYS, DAYS),
)


@given(st.builds(Meaning, st.sampled_from(["uk", "en"]), st.lists(UNITS, max_size=5).map(tuple), st.booleans()))
def test_any_meaning_comes_back_as_it_was(meaning: Meaning) -> None:
    assert meaning_from_json(meaning_to_json(meaning)) == meaning


@pytest.mark.parametrize("text", ["", "{}", '["uk"]', '["uk",0,[[1]]]', '["uk",0,[[0,1,"?","x"]]]'])
def test_what_is_no_meaning_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="no meaning of a claim"):
        meaning_from_json(text)
