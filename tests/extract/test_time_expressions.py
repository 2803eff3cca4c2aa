"""Times in text: which there are and what days they mean."""

from __future__ import annotations

import calendar
import re
from collections import Counter
from datetime import date
from functools import cache
from pathlib import Path

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc

import kb.parse
from kb.extract.time_expressions import time_expressions
from kb.extract.time_letters import entries, words_of
from kb.language import language
from kb.model import Interval

TODAY = date(2023, 5, 17)
# Every row is right today; a retrained model may read a tense otherwise.
FLOOR = 0.98


def _rows() -> list[tuple[str, list[str], bool]]:
    lines = (Path(__file__).parent / "dates_uk.tsv").read_text(encoding="utf-8").splitlines()
    rows = []
    for line in lines:
        if line and not line.startswith("#"):
            sentence, times, *tense = line.split("\t")
            rows.append((sentence, [t for t in times.split("; ") if t != "-"], bool(tense)))
    return rows


ROWS = _rows()


@cache
def _tokenizer() -> Language:
    return spacy.blank("uk")


def _found(doc: Doc, today: date | None = TODAY) -> list[Interval]:
    return [e.interval for e in time_expressions(doc, language("uk"), today) if e.interval]


def _bounds(edtf: str) -> tuple[date | None, date | None]:
    """The first and last day of an EDTF string, read without the code under test."""
    ends = edtf.replace("~", "").split("/")
    return _limit(ends[0], last=False), _limit(ends[-1], last=True)


def _limit(edtf: str, *, last: bool) -> date | None:
    if edtf == "..":
        return None
    if edtf.endswith("XX"):
        return date(int(edtf[:2]) * 100 + (100 if last else 1), 12 if last else 1, 31 if last else 1)
    if edtf.endswith("X"):
        edtf = edtf[:3] + ("9" if last else "0")
    year, month, day = ([int(part) for part in edtf.split("-")] + [0, 0])[:3]
    if month > 12:
        month = 3 * (month - 20) + (2 if last else 0)
    month = month or (12 if last else 1)
    return date(year, month, day or (calendar.monthrange(year, month)[1] if last else 1))


def test_the_table_is_long_enough() -> None:
    assert len(ROWS) >= 100


@pytest.mark.parametrize(
    ("sentence", "times"), [row[:2] for row in ROWS if not row[2]], ids=lambda value: str(value)[:60]
)
def test_tokens_alone_tell(sentence: str, times: list[str]) -> None:
    found = _found(_tokenizer()(sentence))
    assert [interval.edtf for interval in found] == times
    assert [(interval.earliest, interval.latest) for interval in found] == [_bounds(edtf) for edtf in times]


def test_the_parsed_table_is_read_as_well() -> None:
    nlp = kb.parse.load("uk")
    docs = nlp.pipe(sentence for sentence, _, _ in ROWS)
    read = [[interval.edtf for interval in _found(doc)] for doc in docs]
    wrong = [(row[0], row[1], times) for row, times in zip(ROWS, read, strict=True) if row[1] != times]
    assert len(wrong) <= (1 - FLOOR) * len(ROWS), wrong


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
            assert re.fullmatch(r"[0-9X~/.-]+", interval.edtf)


NUMBERS = ["0", "1", "31", "99", "2014", "2014-го", "90-х", ",", ".", "-", "—", "("]
VOCABULARY = sorted([*words_of(language("uk").calendar), *NUMBERS])


@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            sorted(
                [
                    *words_of(language("uk").calendar),
                    *["0", "1", "31", "99", "2014", "2014-го", "90-х", ",", ".", "-", "—", "("],
                ]
            )
        )
    )
)
def test_no_order_of_the_words_of_time_raises(words: list[str]) -> None:
    doc = Doc(_tokenizer().vocab, words=words)
    for today in (TODAY, None, date.min, date.max):
        for expression in time_expressions(doc, language("uk"), today):
            assert 0 <= expression.span.start < expression.span.end <= len(doc)
            found = expression.interval
            assert found is None or not (found.earliest and found.latest) or found.earliest <= found.latest


def test_a_form_means_one_thing() -> None:
    counts = Counter(form for form, _ in set(entries(language("uk").calendar)))
    # «днями» is "days" and "these days": the later entry stands, and the grammar takes it for both.
    assert {form for form, count in counts.items() if count > 1} == {"днями"}
