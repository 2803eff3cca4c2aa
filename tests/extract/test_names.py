"""Names and noun phrases in the nominative."""

from __future__ import annotations

import pytest

from kb.extract.names import cased_like, nominative, person_names
from kb.language.uk import UKRAINIAN
from tests.extract.sentences import parsed

WORDS = UKRAINIAN.speakers
GEN = "Case=Gen|Gender=Masc|Number=Sing"
FEM = "Case=Gen|Gender=Fem|Number=Sing"

PHRASES = {
    "a ministry keeps its genitive complement": (
        """
        Міністерства міністерство NOUN 0 root Animacy=Inan|Case=Gen|Gender=Neut|Number=Sing
        культури культура NOUN 1 nmod Animacy=Inan|Case=Gen|Gender=Fem|Number=Sing
        """,
        "Міністерство культури",
    ),
    "an adjective agrees with its noun": (
        """
        Білому білий ADJ 2 amod Case=Loc|Gender=Masc|Number=Sing
        домі дім NOUN 0 root Animacy=Inan|Case=Loc|Gender=Masc|Number=Sing
        """,
        "Білий дім",
    ),
    "a plural stays plural": (
        "художників художник NOUN 0 root Animacy=Anim|Case=Gen|Gender=Masc|Number=Plur",
        "художники",
    ),
    "a singular is found though the dictionary hides it": (
        """
        Сусідньої сусідній ADJ 2 amod Case=Gen|Gender=Fem|Number=Sing
        держави держава NOUN 0 root Animacy=Inan|Case=Gen|Gender=Fem|Number=Sing
        """,
        "Сусідня держава",
    ),
    "a quantifier leaves its noun alone": (
        """
        багато багато ADV 2 advmod:det
        людей людина NOUN 0 root Animacy=Anim|Case=Gen|Number=Plur
        """,
        "багато людей",
    ),
    "an acronym stays, its attribute is declined": (
        """
        Львівській львівський ADJ 2 amod Case=Loc|Gender=Fem|Number=Sing
        ОДА ода NOUN 0 root Abbr=Yes|Case=Loc|Gender=Fem|Number=Sing
        """,
        "Львівська ОДА",
    ),
    "a name in quotation marks keeps its form": (
        """
        газеті газета NOUN 0 root Animacy=Inan|Case=Loc|Gender=Fem|Number=Sing
        « « PUNCT 3 punct
        Ранок ранок NOUN 1 appos Animacy=Inan|Case=Nom|Gender=Masc|Number=Sing
        » » PUNCT 3 punct
        """,
        "газета « Ранок »",
    ),
    "a foreign name is left as it is": ("Reuters Reuters X 0 root Foreign=Yes", "Reuters"),
}

NAMES = {
    "a man in the genitive": (("Сергія", "Зразкова"), GEN, "Сергій Зразков"),
    "a man with an adjective for a surname": (("Валерія", "Залужного"), GEN, "Валерій Залужний"),
    "a woman whose surname does not change": (("Олександри", "Ткачук"), FEM, "Олександра Ткачук"),
    "a surname that no dictionary has": (("Івана", "Бздзюлевича"), GEN, "Іван Бздзюлевич"),
    "an instrumental": (("Оленою", "Мельник"), "Case=Ins|Gender=Fem|Number=Sing", "Олена Мельник"),
    "a patronymic": (("Наталії", "Петрівни", "Коваль"), FEM, "Наталія Петрівна Коваль"),
    "a given name that does not change": (("Джо", "Сміта"), GEN, "Джо Сміт"),
    "a surname in capitals": (("Геннадія", "ЗАЛУЖНОГО"), GEN, "Геннадій Залужний"),
    "an initial": (("О.", "Бондаря"), GEN, "О. Бондар"),
    "a nominative": (("Ігор", "Ткач"), "Case=Nom|Gender=Masc|Number=Sing", "Ігор Ткач"),
}


@pytest.mark.parametrize(("rows", "expected"), PHRASES.values(), ids=PHRASES)
def test_a_phrase_in_the_nominative(rows: str, expected: str) -> None:
    doc = parsed(rows)
    assert nominative(doc[:], WORDS) == expected


@pytest.mark.parametrize(("forms", "features", "expected"), NAMES.values(), ids=NAMES)
def test_a_person_in_the_nominative(forms: tuple[str, ...], features: str, expected: str) -> None:
    rows = [f"{form} {form} PROPN {min(i, 1)} {'flat' if i else 'root'} {features}" for i, form in enumerate(forms)]
    doc = parsed("\n".join(rows))
    assert person_names(list(doc), WORDS)[0].text == expected


def test_the_subject_of_a_plural_verb_is_several() -> None:
    doc = parsed(
        """
        країни країна NOUN 2 dep Animacy=Inan|Case=Gen|Gender=Fem|Number=Sing
        заявили заявити VERB 0 root Number=Plur
        """
    )
    assert nominative(doc[:1], WORDS) == "країна"
    assert nominative(doc[:1], WORDS, verb=doc[1]) == "країни"


@pytest.mark.parametrize("text", ["", "!", "123", "ё", "\U0001f600", "ʼ", "-", "а" * 300])
def test_odd_words_never_raise(text: str) -> None:
    doc = parsed(f"{text or '.'} x PROPN 0 root Case=Gen|Gender=Masc|Number=Sing")
    assert nominative(doc[:], WORDS)
    assert person_names(list(doc), WORDS)


@pytest.mark.parametrize(
    ("word", "form", "expected"),
    [
        ("київ", "Києва", "Київ"),
        ("івано-франківськ", "Івано-Франківську", "Івано-Франківськ"),
        ("рада", "РАДІ", "РАДА"),
    ],
)
def test_capitals_are_kept(word: str, form: str, expected: str) -> None:
    assert cased_like(word, form) == expected
