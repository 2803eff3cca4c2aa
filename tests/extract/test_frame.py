from __future__ import annotations

import pytest

from kb.extract.frame import noun_frame, participle_frame, verb_frame
from kb.language import LANGUAGES

LEXICON = LANGUAGES["uk"].propositions


@pytest.mark.parametrize(
    ("imperfective", "perfective"),
    [
        pytest.param("підписувати", "підписати", id="a suffix"),
        pytest.param("знищувати", "знищити", id="a suffix and another vowel"),
        pytest.param("запроваджувати", "запровадити", id="a changed consonant"),
        pytest.param("відводити", "відвести", id="another stem"),
        pytest.param("робити", "зробити", id="a prefix"),
        pytest.param("зустрічатися", "зустрітися", id="a reflexive"),
        pytest.param("вносити", "внести", id="a verb of motion"),
    ],
)
def test_both_aspects_are_one_frame(imperfective: str, perfective: str) -> None:
    assert verb_frame(imperfective, LEXICON, "uk") == verb_frame(perfective, LEXICON, "uk") == perfective


@pytest.mark.parametrize("verb", ["працювати", "вимагати", "твітити", "", "ся", "’"])
def test_a_verb_without_a_known_partner_is_itself(verb: str) -> None:
    assert verb_frame(verb, LEXICON, "uk") == verb


@pytest.mark.parametrize(
    ("noun", "verb"),
    [("виведення", "вивести"), ("підписання", "підписати"), ("напад", "напасти"), ("скасування", "скасувати")],
)
def test_a_noun_of_action_is_its_verb(noun: str, verb: str) -> None:
    assert noun_frame(noun, LEXICON, "uk") == verb


@pytest.mark.parametrize("noun", ["рішення", "питання", "місто", "обладнання"])
def test_other_nouns_are_none(noun: str) -> None:
    assert noun_frame(noun, LEXICON, "uk") is None


@pytest.mark.parametrize(
    ("participle", "verb"),
    [("відведений", "відвести"), ("підписаний", "підписати"), ("випущений", "випустити"), ("закритий", "закрити")],
)
def test_a_passive_participle_is_its_verb(participle: str, verb: str) -> None:
    assert participle_frame(participle, LEXICON, "uk") == verb
