from __future__ import annotations

import pytest

from kb.extract import Extractor
from kb.facts.fact import make_fact
from kb.model import Extraction, Modality, Polarity

STATEMENTS = {
    "in Ukrainian": ("Росія не вивела війська з Криму.", "uk", Polarity.NEGATIVE, Modality.ASSERTED, True),
    "in English": ("Russia withdrew its troops from Crimea.", "en", Polarity.POSITIVE, Modality.ASSERTED, True),
    "in Russian": ("Россия не вывела войска из Крыма.", "ru", Polarity.NEGATIVE, Modality.ASSERTED, True),
    "what somebody says in it is not taken out": (
        "Україна підписала угоду, заявив прем'єр.",
        "uk",
        Polarity.POSITIVE,
        Modality.ASSERTED,
        False,
    ),
}


@pytest.mark.parametrize(("text", "language", "polarity", "modality", "whole"), STATEMENTS.values(), ids=STATEMENTS)
def test_a_statement_is_read_as_the_content_of_a_claim(
    text: str, language: str, polarity: Polarity, modality: Modality, whole: bool, extractor: Extractor
) -> None:
    article = make_fact(text, "Звіт", language=language).article
    found = extractor.state(article)
    assert isinstance(found, Extraction)
    (claim,) = found.claims
    assert (claim.source, claim.cue, claim.speaker, claim.text(article).rstrip(".")) == (None, None, None, text[:-1])
    assert (claim.polarity, claim.modality) == (polarity, modality)
    if whole:
        assert claim.proposition is not None
        assert {entity.id for entity in claim.about} >= {"http://www.wikidata.org/entity/Q159"}


def test_the_times_that_a_statement_names_are_read(extractor: Extractor) -> None:
    found = extractor.state(make_fact("У 2020 році мерія збудувала міст.", "Звіт").article)
    assert isinstance(found, Extraction)
    assert [time.interval.edtf for time in found.claims[0].times] == ["2020"]


def test_punctuation_alone_says_nothing_much(extractor: Extractor) -> None:
    found = extractor.state(make_fact("5", "Звіт", language="uk").article)
    assert isinstance(found, Extraction)
    assert found.claims[0].proposition is None
