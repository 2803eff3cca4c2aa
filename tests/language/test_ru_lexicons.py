"""The Russian word lists: written as the lookup expects them, and of words that there are."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from kb.language import language
from kb.parse.dictionary import parses

RUSSIAN = language("ru")
LEXICONS = {
    "cue verbs": RUSSIAN.cues.verbs,
    "cue nouns": RUSSIAN.cues.nouns,
    "cue predicatives": RUSSIAN.cues.predicatives,
    "phrases": RUSSIAN.cues.phrases,
    "light verbs": RUSSIAN.cues.light_verbs,
    "speech acts": RUSSIAN.labels.acts,
    "implied modality": RUSSIAN.labels.implied,
    "modals": RUSSIAN.labels.modals,
    "words that accuse": RUSSIAN.labels.accusing,
    "one verb for both aspects": RUSSIAN.propositions.same_verb,
    "nouns of action": RUSSIAN.propositions.nouns,
    "nouns that speak": RUSSIAN.speakers.speaking,
}


@pytest.mark.parametrize("words", LEXICONS.values(), ids=LEXICONS)
def test_lemmas_are_in_lower_case_and_without_yo(words: Iterable[str]) -> None:
    assert [word for word in words if word != word.lower() or "ё" in word] == []


@pytest.mark.parametrize("words", [RUSSIAN.cues.verbs, RUSSIAN.cues.light_verbs, RUSSIAN.propositions.same_verb])
def test_verbs_are_infinitives(words: Iterable[str]) -> None:
    endings = ("ть", "ти", "чь", "ться", "тись", "чься")
    assert [word for word in words if not word.endswith(endings)] == []


def test_frames_are_verbs_that_the_dictionary_has() -> None:
    frames = {*RUSSIAN.propositions.same_verb.values(), *RUSSIAN.propositions.nouns.values()}
    unknown = [w for w in frames if not any(p.tag.POS == "INFN" and p.is_known for p in parses(w, "ru"))]
    assert unknown == []


def test_every_cue_that_is_no_statement_has_an_act_among_the_labels() -> None:
    named = {**RUSSIAN.cues.verbs, **RUSSIAN.cues.nouns}
    strong = {word for word, act in named.items() if act in ("deny", "demand", "promise", "warn")}
    # The few that report a demand or a denial only in certain phrases.
    assert len(strong - RUSSIAN.labels.acts.keys()) < len(strong) / 4
