"""Russian verbs, participles and nouns of action that mean one thing have one frame."""

from __future__ import annotations

import pytest

from kb.extract.frame import noun_frame, participle_frame, verb_frame
from kb.language import language

LEXICON = language("ru").propositions


@pytest.mark.parametrize(
    ("imperfective", "perfective"),
    [
        pytest.param("подписывать", "подписать", id="a suffix"),
        pytest.param("изучать", "изучить", id="another vowel"),
        pytest.param("снижать", "снизить", id="a changed consonant"),
        pytest.param("сокращать", "сократить", id="another changed consonant"),
        pytest.param("ослаблять", "ослабить", id="a consonant that falls out"),
        pytest.param("устанавливать", "установить", id="a changed root vowel"),
        pytest.param("оспаривать", "оспорить", id="a changed root vowel before another suffix"),
        pytest.param("открывать", "открыть", id="a suffix after a vowel"),
        pytest.param("отвергать", "отвергнуть", id="a suffix of single acts"),
        pytest.param("привлекать", "привлечь", id="an old infinitive"),
        pytest.param("вызывать", "вызвать", id="a root vowel that falls out"),
        pytest.param("отводить", "отвести", id="another stem"),
        pytest.param("делать", "сделать", id="a prefix"),
        pytest.param("подтверждаться", "подтвердиться", id="a reflexive"),
        pytest.param("вносить", "внести", id="a verb of motion"),
    ],
)
def test_both_aspects_are_one_frame(imperfective: str, perfective: str) -> None:
    assert verb_frame(imperfective, LEXICON, "ru") == verb_frame(perfective, LEXICON, "ru") == perfective


@pytest.mark.parametrize("verb", ["работать", "твитить", "", "ся", "’"])
def test_a_verb_without_a_known_partner_is_itself(verb: str) -> None:
    assert verb_frame(verb, LEXICON, "ru") == verb


@pytest.mark.parametrize(
    ("noun", "verb"),
    [
        ("введение", "ввести"),
        ("подписание", "подписать"),
        ("нападение", "напасть"),
        ("снижение", "снизить"),
        ("сокращение", "сократить"),
        ("подтверждение", "подтвердить"),
        ("открытие", "открыть"),
        ("снятие", "снять"),
        ("признание", "признать"),
        ("отвод", "отвести"),
        ("легализация", "легализовать"),
        ("эвакуация", "эвакуировать"),
    ],
)
def test_a_noun_of_action_is_its_verb(noun: str, verb: str) -> None:
    assert noun_frame(noun, LEXICON, "ru") == verb


@pytest.mark.parametrize("noun", ["решение", "город", "заседание", "предприятие", "ситуация"])
def test_other_nouns_are_none(noun: str) -> None:
    assert noun_frame(noun, LEXICON, "ru") is None


@pytest.mark.parametrize(
    ("participle", "verb"),
    [("введенный", "ввести"), ("подписанный", "подписать"), ("выпущенный", "выпустить"), ("закрытый", "закрыть")],
)
def test_a_passive_participle_is_its_verb(participle: str, verb: str) -> None:
    assert participle_frame(participle, LEXICON, "ru") == verb
