"""Every row of the table of dates is in order, and is read from its words alone where they tell."""

from __future__ import annotations

from functools import cache

import pytest
import spacy
from spacy.language import Language

from kb.language import LANGUAGES
from tests.extract.date_table import EDTF, Case, Row, bounds, cases, rows

ALONE = [case for case in cases() if case.rows[0].needs == "tokens"]
KINDS = {row.kind for row in rows()}


@cache
def _tokenizer(code: str) -> Language:
    return spacy.blank(code)


@pytest.mark.parametrize("code", LANGUAGES)
def test_each_language_has_two_hundred_rows_and_some_of_every_kind(code: str) -> None:
    own = [row for row in rows() if row.language == code]
    assert len(own) >= 200
    assert {row.kind for row in own} == KINDS


@pytest.mark.parametrize("code", LANGUAGES)
def test_its_rows_are_in_order(code: str) -> None:
    assert [row for row in rows() if row.language == code and not _is_in_order(row)] == []


def _is_in_order(row: Row) -> bool:
    if row.interval is None:
        return row.kind == "none"
    days = (row.interval.earliest, row.interval.latest)
    return (
        row.expression in row.sentence
        and EDTF.fullmatch(row.interval.edtf) is not None
        and days == bounds(row.interval.edtf)
    )


def test_no_sentence_is_there_twice() -> None:
    sentences = [(case.article, case.sentence) for case in cases()]
    assert len(set(sentences)) == len(sentences)


@pytest.mark.parametrize("case", ALONE, ids=lambda case: f"{case.language} {case.sentence}"[:80])
def test_tokens_alone_tell(case: Case) -> None:
    found = case.found(_tokenizer(case.language)(case.sentence))
    assert [e.interval for e in found] == case.intervals
