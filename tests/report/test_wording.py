from __future__ import annotations

from dataclasses import fields
from enum import StrEnum

import pytest

from kb.compare.independence import Bond
from kb.compare.rules import RULES
from kb.model import Basis, BlockKind, FindingKind, Form, Modality, Polarity, SpeechAct
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
    for name in ("kind", "kinds", "headline_kind"):
        assert set(getattr(w.finding, name)) == set(FindingKind), name
    assert set(w.finding.bonds) == set(Bond)


@pytest.mark.parametrize("w", WORDINGS.values(), ids=WORDINGS)
def test_nothing_is_left_empty(w: Wording) -> None:
    assert all(getattr(w, field.name) for field in fields(w))
    # in English a rule speaks for itself, and a finding gives its own reason
    own = {"rules", "reasons"} if w.code == "en" else set()
    assert all(getattr(w.finding, field.name) for field in fields(w.finding) if field.name not in own)


def test_every_rule_is_told_in_every_language() -> None:
    for w in WORDINGS.values():
        assert w.code == "en" or set(w.finding.rules) == set(RULES)
        assert set(w.finding.reasons) <= set(w.finding.rules)


@pytest.mark.parametrize("w", WORDINGS.values(), ids=WORDINGS)
def test_a_noun_has_every_form_that_a_number_asks_for(w: Wording) -> None:
    from babel import Locale

    rule = Locale.parse(w.code).plural_form
    needed = {rule(number) for number in range(200)}
    for name in ("claims", "speakers", "articles", "outlets", "denials", "demands", "predictions", "fragments"):
        assert set(getattr(w, name)) == needed, name
    for forms in (w.finding.statements, w.finding.independent, *w.finding.kinds.values()):
        assert set(forms) == needed


def test_a_language_without_words_gets_english() -> None:
    assert wording("tlh") is WORDINGS["en"]
