from __future__ import annotations

import pytest
from spacy.lang.en import English
from spacy.lang.uk import Ukrainian

from kb.parse.dictionary import normal
from kb.parse.lemmatizer import Lemmatizer, exception_key, lemma


@pytest.mark.parametrize(
    ("form", "part", "feats", "expected"),
    [
        pytest.param("заявила", "VERB", "Gender=Fem|Tense=Past", "заявити", id="a verb"),
        pytest.param("мала", "VERB", "Gender=Fem|Tense=Past", "мати", id="a verb, not an adjective"),
        pytest.param("мала", "ADJ", "Case=Nom|Gender=Fem|Number=Sing", "малий", id="an adjective, not a verb"),
        pytest.param("Коваленком", "PROPN", "Case=Ins|Gender=Masc|NameType=Sur", "Коваленко", id="a surname"),
        pytest.param("Івано-Франківську", "PROPN", "Case=Loc", "Івано-Франківськ", id="a name with a hyphen"),
        pytest.param("ОДЕСІ", "PROPN", "Case=Loc", "ОДЕСА", id="capitals stay"),
        pytest.param("м’ята", "NOUN", "Case=Nom|Gender=Fem", "м'ята", id="one kind of apostrophe"),
        pytest.param("18.11.2021", "NUM", "", "18.11.2021", id="a number"),
        pytest.param("»", "PUNCT", "", "»", id="a mark"),
    ],
)
def test_the_lemma_agrees_with_the_morphology(form: str, part: str, feats: str, expected: str) -> None:
    assert lemma(form, part, feats, "uk") == expected


@pytest.mark.parametrize(
    ("form", "part", "feats", "expected"),
    [
        pytest.param("заявила", "VERB", "Gender=Fem|Tense=Past", "заявить", id="a verb"),
        pytest.param("ещё", "ADV", "Degree=Pos", "еще", id="the letter yo as ye"),
        pytest.param("еще", "ADV", "Degree=Pos", "еще", id="and so without it"),
        pytest.param("Королёвым", "PROPN", "Case=Ins|Gender=Masc|Number=Sing", "Королев", id="in names too"),
    ],
)
def test_russian_is_only_another_dictionary(form: str, part: str, feats: str, expected: str) -> None:
    assert lemma(form, part, feats, "ru") == expected


def test_exceptions_come_first() -> None:
    doc = Ukrainian()("Року")
    doc[0].pos_ = "NOUN"
    lemmatizer = Lemmatizer("uk", {exception_key("року", "NOUN"): "рік"})
    assert lemmatizer(doc)[0].lemma_ == "рік"


@pytest.mark.parametrize("form", ["пʼять", "п’ять", "п'ять", "П`ЯТЬ"])
def test_apostrophes_are_one(form: str) -> None:
    assert normal(form) == "п'ять"


@pytest.mark.parametrize(
    ("found", "part", "expected"),
    [
        pytest.param("Work", "VERB", "work", id="a verb at the start of a sentence"),
        pytest.param("Orr", "PROPN", "Orr", id="a name"),
    ],
)
def test_without_a_dictionary_the_lemma_before_is_kept_in_lower_case(found: str, part: str, expected: str) -> None:
    doc = English()(found)
    doc[0].pos_, doc[0].lemma_ = part, found
    assert Lemmatizer(None)(doc)[0].lemma_ == expected
