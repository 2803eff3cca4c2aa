from __future__ import annotations

import pytest

from kb.index.database import IN_MEMORY, Index
from kb.index.text import BadText, conditions, parts
from kb.index.words import forms, lemmas


@pytest.mark.parametrize(
    ("one", "other", "language"),
    [
        pytest.param("війська", "військами", "uk", id="a noun in two cases"),
        pytest.param("відвела", "відвести", "uk", id="a verb and its infinitive"),
        pytest.param("блінкену", "блінкен", "uk", id="a name that no dictionary has"),
        pytest.param("м'яти", "м'ята", "uk", id="an apostrophe"),
        pytest.param("войсками", "войско", "ru", id="a noun of another language"),
        pytest.param("ее", "ей", "ru", id="a pronoun"),
        pytest.param("said", "says", "en", id="an exception"),
        pytest.param("withdrawing", "withdrew", "en", id="a rule and an exception"),
        pytest.param("country's", "countries", "en", id="a possessive and a plural"),
        pytest.param("gadgeteers", "gadgeteer", "en", id="a word that no list has"),
        pytest.param("2021", "2021", "uk", id="a number"),
        pytest.param("Straße", "Straße", "de", id="a language that is not known"),
    ],
)
def test_two_forms_of_a_word_have_a_lemma_in_common(one: str, other: str, language: str) -> None:
    assert lemmas(one, language) & lemmas(other, language)


def test_a_form_of_several_words_has_the_lemmas_of_all() -> None:
    assert lemmas("стали", "ru") >= {"стать", "сталь"}
    assert lemmas("leaves", "en") == {"leaf", "leave"}
    assert not lemmas("сталь", "ru") & lemmas("стать", "ru")


def test_words_are_in_one_spelling() -> None:
    assert list(forms("ЕЩЁ М’ята, Нью-Йорк… «так»_3")) == ["еще", "м'ята", "нью", "йорк", "так", "3"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param("міст", [["міст"]], id="a word"),
        pytest.param("міст кошти", [["міст"], ["кошти"]], id="two words"),
        pytest.param('"майже готовий" міст', [["майже", "готовий"], ["міст"]], id="a phrase and a word"),
        pytest.param("«майже готовий»", [["майже", "готовий"]], id="a phrase in other quotation marks"),
        pytest.param('"майже готовий', [["майже", "готовий"]], id="a phrase that does not end"),
        pytest.param("екс-мер", [["екс", "мер"]], id="a hyphen makes a phrase"),
        pytest.param("гото*", [["гото*"]], id="a beginning"),
        pytest.param('"майже гото*"', [["майже", "гото*"]], id="a beginning in a phrase"),
        pytest.param("гото*вий", [["гото*", "вий"]], id="a star within a word"),
        pytest.param(
            'NEAR(a b) ^c col:d -e "" * AND',
            [["near", "a"], ["b"], ["c"], ["col", "d"], ["e"], ["and"]],
            id="the language of FTS5",
        ),
        pytest.param("_* \u0301* ''", [], id="nothing"),
    ],
)
def test_a_search_is_read_as_words_phrases_and_beginnings(text: str, found: list[list[str]]) -> None:
    read = [[term.form + "*" * term.is_beginning for term in part] for part in parts(text)]
    assert read == found


def test_a_search_without_a_word_is_refused() -> None:
    with pytest.raises(BadText, match="no word in '!'"):
        list(conditions("!", Index(IN_MEMORY, new=True).words))
