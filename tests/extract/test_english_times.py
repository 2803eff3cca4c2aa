"""Times in English text: months before their days, prepositions for cases, capitals for months."""

from __future__ import annotations

from datetime import date
from functools import cache

import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc

from kb.extract.time_expressions import time_expressions
from kb.extract.time_letters import entries, words_of
from kb.language import language

TODAY = date(2023, 5, 17)
ENGLISH = language("en")


@cache
def _tokenizer() -> Language:
    return spacy.blank("en")


def test_may_without_a_capital_is_no_month() -> None:
    assert time_expressions(_tokenizer()("They may go in 20 cars."), ENGLISH, TODAY) == ()


WORDS = sorted([*words_of(ENGLISH.calendar), "the", "of", "0", "1", "31", "2014", "1990s", ",", ".", "-", "("])


@settings(max_examples=100, deadline=None)
@given(st.lists(st.sampled_from(WORDS)))
def test_no_order_of_the_words_of_time_raises(words: list[str]) -> None:
    doc = Doc(_tokenizer().vocab, words=words)
    for today in (TODAY, None, date.min, date.max):
        for expression in time_expressions(doc, ENGLISH, today):
            assert 0 <= expression.span.start < expression.span.end <= len(doc)


def test_a_form_means_one_thing() -> None:
    forms = [form for form, _ in set(entries(ENGLISH.calendar))]
    assert sorted({form for form in forms if forms.count(form) > 1}) == []
