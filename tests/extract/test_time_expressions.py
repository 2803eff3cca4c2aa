"""Times in text: which there are and what days they mean."""

from __future__ import annotations

from collections import Counter
from datetime import date
from functools import cache

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc

from kb.extract.time_expressions import time_expressions
from kb.extract.time_letters import entries, words_of
from kb.language import LANGUAGES, language
from kb.model import Interval
from tests.extract.date_table import EDTF, bounds

TODAY = date(2023, 5, 17)


@cache
def _tokenizer() -> Language:
    return spacy.blank("uk")


def _found(doc: Doc, today: date | None = TODAY) -> list[Interval]:
    return [e.interval for e in time_expressions(doc, language("uk"), today) if e.interval]


@pytest.mark.parametrize(
    ("sentence", "edtf"),
    [
        ("У 2014 році він приїхав.", "2014"),
        ("24 лютого 2022 року почалося.", "2022-02-24"),
        ("У 1990-х так було.", "199X"),
    ],
)
def test_a_time_with_its_year_needs_no_day_of_reference(sentence: str, edtf: str) -> None:
    assert [interval.edtf for interval in _found(_tokenizer()(sentence), None)] == [edtf]


@pytest.mark.parametrize("sentence", ["У четвер він приїхав.", "Торік так було.", "24 жовтня сталося."])
def test_without_a_day_of_reference_the_rest_stays_open(sentence: str) -> None:
    assert _found(_tokenizer()(sentence), None) == []


ODD = [
    "",
    ".",
    "999999999 років тому",
    "з з з до до",
    "9999-99-99",
    "31.31.31",
    "—" * 50,
    "²³ року",
    "٣ травня",
    "0 травня",
    "0000 року",
]


@pytest.mark.parametrize("text", [*ODD, "5 травня, " * 300])
def test_odd_text_never_raises(text: str) -> None:
    for today in (TODAY, None, date.min, date.max):
        for interval in _found(_tokenizer()(text), today):
            assert EDTF.fullmatch(interval.edtf)


NUMBERS = ["0", "1", "31", "99", "2014", "2014-го", "90-х", "15.03", "11/18", "1990s", ",", ".", "-", "—", "("]
VOCABULARY = {code: sorted([*words_of(language(code).calendar), *NUMBERS]) for code in LANGUAGES}


@settings(max_examples=250, deadline=None)
@given(st.data())
def test_no_order_of_the_words_of_time_raises_and_all_that_is_read_is_edtf(data: st.DataObject) -> None:
    code = data.draw(st.sampled_from(sorted(LANGUAGES)))
    words = data.draw(st.lists(st.sampled_from(VOCABULARY[code])))
    doc = Doc(_tokenizer().vocab, words=words)
    for today in (TODAY, None, date.min, date.max):
        for expression in time_expressions(doc, language(code), today):
            assert 0 <= expression.span.start < expression.span.end <= len(doc)
            if found := expression.interval:
                assert EDTF.fullmatch(found.edtf)
                assert (found.earliest, found.latest) == bounds(found.edtf)
                assert not (found.earliest and found.latest) or found.earliest <= found.latest


def test_a_form_means_one_thing() -> None:
    counts = Counter(form for form, _ in set(entries(language("uk").calendar)))
    # «днями» is "days" and "these days": the later entry stands, and the grammar takes it for both.
    assert {form for form, count in counts.items() if count > 1} == {"днями"}
