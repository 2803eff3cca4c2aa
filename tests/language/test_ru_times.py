"""Times in Russian text: which there are and what days they mean."""

from __future__ import annotations

from collections import Counter
from datetime import date
from functools import cache
from pathlib import Path

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc

from kb.extract.time_expressions import time_expressions
from kb.extract.time_letters import entries
from kb.language import language

TODAY = date(2023, 5, 17)
RUSSIAN = language("ru")


def _rows() -> list[tuple[str, list[str], bool]]:
    lines = (Path(__file__).parent / "dates_ru.tsv").read_text(encoding="utf-8").splitlines()
    rows = []
    for line in lines:
        if line and not line.startswith("#"):
            sentence, times, *tense = line.split("\t")
            rows.append((sentence, [time for time in times.split("; ") if time != "-"], bool(tense)))
    return rows


@cache
def _tokenizer() -> Language:
    return spacy.blank("ru")


def _found(doc: Doc) -> list[str]:
    return [each.interval.edtf for each in time_expressions(doc, RUSSIAN, TODAY) if each.interval]


@pytest.mark.parametrize(
    ("sentence", "times"), [row[:2] for row in _rows() if not row[2]], ids=lambda value: str(value)[:60]
)
def test_tokens_alone_tell(sentence: str, times: list[str]) -> None:
    assert _found(_tokenizer()(sentence)) == times


def test_a_form_means_one_thing() -> None:
    counts = Counter(form for form, _ in set(entries(RUSSIAN.calendar)))
    assert [form for form, count in counts.items() if count > 1] == []
