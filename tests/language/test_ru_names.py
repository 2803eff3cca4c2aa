"""Russian names and noun phrases in the nominative."""

from __future__ import annotations

import pytest

from kb.extract.names import nominative, person_names
from kb.language import language
from tests.extract.sentences import parsed

WORDS = language("ru").speakers
GEN = "Case=Gen|Gender=Masc|Number=Sing"
FEM = "Case=Gen|Gender=Fem|Number=Sing"
INS = "Case=Ins|Gender=Masc|Number=Sing"

NAMES = {
    "a man in the genitive": (("Сергея", "Образцова"), GEN, "Сергей Образцов"),
    "a man in the instrumental": (("Игорем", "Конашенковым"), INS, "Игорь Конашенков"),
    "a man with an adjective for a surname": (("Валерия", "Соловецкого"), GEN, "Валерий Соловецкий"),
    "a woman in the genitive": (("Марии", "Примеровой"), FEM, "Мария Примерова"),
    "a woman whose surname does not change": (("Александры", "Ткачук"), FEM, "Александра Ткачук"),
    "a surname that no dictionary has": (("Ивана", "Бздзюлевича"), GEN, "Иван Бздзюлевич"),
    "a surname that never changes": (("Павла", "Сидоренко"), GEN, "Павел Сидоренко"),
    "a patronymic": (("Натальи", "Петровны", "Коваль"), FEM, "Наталья Петровна Коваль"),
    "a foreign name that does not change": (("Джо", "Смита"), GEN, "Джо Смит"),
    "a foreign man's name in -а": (("Алана", "Гарсии"), GEN, "Алан Гарсия"),
    "a word that only seems to be known": (("Росстатова",), GEN, "Росстатов"),
    "«е» for «ё» stays": (("Петра", "Пчелкина"), GEN, "Петр Пчелкин"),
    "a nominative": (("Игорь", "Ткач"), "Case=Nom|Gender=Masc|Number=Sing", "Игорь Ткач"),
}

PHRASES = {
    "a ministry keeps its genitive complement": (
        """
        Министерства министерство NOUN 0 root Animacy=Inan|Case=Gen|Gender=Neut|Number=Sing
        обороны оборона NOUN 1 nmod Animacy=Inan|Case=Gen|Gender=Fem|Number=Sing
        """,
        "Министерство обороны",
    ),
    "an adjective agrees with its noun": (
        """
        Белому белый ADJ 2 amod Case=Dat|Gender=Masc|Number=Sing
        дому дом NOUN 0 root Animacy=Inan|Case=Dat|Gender=Masc|Number=Sing
        """,
        "Белый дом",
    ),
    "a participle stays the participle that it is": (
        "заключенных заключенный ADJ 0 root Case=Gen|Number=Plur",
        "заключенные",
    ),
    "an attribute that is not nominative forbids it": (
        """
        Этой этот DET 2 det Case=Gen|Gender=Fem|Number=Sing
        компании компания NOUN 0 nsubj Animacy=Inan|Case=Gen|Gender=Fem|Number=Sing
        """,
        "Эта компания",
    ),
    "a plural stays plural": (
        "художников художник NOUN 0 root Animacy=Anim|Case=Gen|Gender=Masc|Number=Plur",
        "художники",
    ),
}


@pytest.mark.parametrize(("forms", "features", "expected"), NAMES.values(), ids=NAMES)
def test_a_person_in_the_nominative(forms: tuple[str, ...], features: str, expected: str) -> None:
    rows = [f"{form} {form} PROPN {min(i, 1)} {'flat' if i else 'root'} {features}" for i, form in enumerate(forms)]
    doc = parsed("\n".join(rows))
    assert person_names(list(doc), WORDS)[0].text == expected


@pytest.mark.parametrize(("rows", "expected"), PHRASES.values(), ids=PHRASES)
def test_a_phrase_in_the_nominative(rows: str, expected: str) -> None:
    doc = parsed(rows)
    assert nominative(doc[:], WORDS) == expected
