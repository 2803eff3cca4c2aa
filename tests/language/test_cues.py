"""The cue lexicons: each word stands under one act, written as the lookup expects it."""

from __future__ import annotations

import re

import pytest

from kb.language import LANGUAGES


@pytest.mark.parametrize("code", LANGUAGES)
def test_words_are_lemmas_in_lower_case_with_straight_apostrophes(code: str) -> None:
    cues = LANGUAGES[code].cues
    words = {*cues.verbs, *cues.nouns, *cues.predicatives, *cues.phrases, *cues.light_verbs}
    assert [word for word in words if word != word.lower() or re.search(r"[\s’ʼ]", word)] == []


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_phrase_noun_has_an_adposition(code: str) -> None:
    assert all(LANGUAGES[code].cues.phrases.values())


def test_an_unknown_word_reports_nothing() -> None:
    assert LANGUAGES["uk"].cues.act("дощ") is None
