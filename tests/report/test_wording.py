from __future__ import annotations

from dataclasses import fields
from enum import StrEnum

import pytest

from kb.model import Basis, BlockKind, Form, Modality, Polarity, SpeechAct
from kb.report.wording import WORDINGS, Wording, wording

TABLES: dict[str, type[StrEnum]] = {
    "basis": Basis,
    "basis_alone": Basis,
    "form": Form,
    "speech_act": SpeechAct,
    "polarity": Polarity,
    "modality": Modality,
}


@pytest.mark.parametrize("w", WORDINGS.values(), ids=WORDINGS)
def test_every_choice_has_its_words(w: Wording) -> None:
    for name, choices in TABLES.items():
        assert set(getattr(w, name)) == set(choices), name
    assert set(w.skipped) == {kind for kind in BlockKind if not kind.is_prose}
    assert all("{words}" in words for words in w.basis.values())


@pytest.mark.parametrize("w", WORDINGS.values(), ids=WORDINGS)
def test_nothing_is_left_empty(w: Wording) -> None:
    assert all(getattr(w, field.name) for field in fields(w))


@pytest.mark.parametrize("w", WORDINGS.values(), ids=WORDINGS)
def test_a_noun_has_every_form_that_a_number_asks_for(w: Wording) -> None:
    from babel import Locale

    rule = Locale.parse(w.code).plural_form
    needed = {rule(number) for number in range(200)}
    for name in ("claims", "speakers", "articles", "outlets", "denials", "demands", "predictions", "fragments"):
        assert set(getattr(w, name)) == needed, name


def test_a_language_without_words_gets_english() -> None:
    assert wording("tlh") is WORDINGS["en"]
