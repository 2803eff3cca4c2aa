"""English names: where they begin and end, and what sort of thing each names."""

from __future__ import annotations

import pytest
from spacy.tokens import Doc

from kb.extract.capitals import capital_names
from kb.language import language
from tests.extract.sentences import parsed

WORDS = language("en").speakers
PERSON, ORGANISATION, PLACE = "person", "organisation", "place"


def tagged(text: str) -> Doc:
    """The Doc of «form/UPOS» tokens, all of which hang on the last one; `|` ends a sentence."""
    rows: list[str] = []
    for sentence in text.split("|"):
        tokens = [token.rsplit("/", 1) for token in sentence.split()]
        last = len(rows) + len(tokens)
        for form, part in tokens:
            head = 0 if len(rows) + 1 == last else last
            rows.append(f"{form} {form.lower()} {part} {head} {'dep' if head else 'root'}")
    return parsed("\n".join(rows))


def named(text: str) -> list[tuple[str, str]]:
    return [(name.span.text, str(name.kind)) for name in capital_names(tagged(text), WORDS)]


NAMES = {
    "a title is no part of a name": (
        "Senator/PROPN Ada/PROPN Sample/PROPN slept/VERB",
        [("Ada Sample", PERSON)],
    ),
    "nor is what a title goes on with": (
        "Secretary/PROPN of/ADP State/PROPN Adam/PROPN Sample/PROPN slept/VERB",
        [("Adam Sample", PERSON)],
    ),
    "nor whose title it is": (
        "Sample/PROPN Communications/PROPN Director/PROPN Ada/PROPN Specimen/PROPN slept/VERB",
        [("Ada Specimen", PERSON)],
    ),
    "nor a party": (
        "we/PRON saw/VERB Republican/ADJ Adam/PROPN Sample/PROPN here/ADV",
        [("Adam Sample", PERSON)],
    ),
    "nor a place that is called like somebody": (
        "we/PRON saw/VERB North/PROPN Dakota/PROPN Mayor/PROPN Curly/PROPN Sample/PROPN here/ADV",
        [("Curly Sample", PERSON)],
    ),
    "an initial belongs to it": (
        "we/PRON saw/VERB Adam/PROPN J./PROPN Sample/PROPN here/ADV",
        [("Adam J. Sample", PERSON)],
    ),
    "small words belong to it": (
        "we/PRON saw/VERB Adam/PROPN van/PROPN der/PROPN Sample/PROPN here/ADV",
        [("Adam van der Sample", PERSON)],
    ),
    "a surname is known by the full name": (
        "Adam/PROPN Sample/PROPN slept/VERB | then/ADV Sample/PROPN woke/VERB",
        [("Adam Sample", PERSON), ("Sample", PERSON)],
    ),
    "a surname that the parser takes for a noun too": (
        "we/PRON saw/VERB Adam/PROPN Sampling/PROPN here/ADV | Sampling/NOUN woke/VERB",
        [("Adam Sampling", PERSON), ("Sampling", PERSON)],
    ),
    "a committee": (
        "the/DET Sample/PROPN Rescue/PROPN Committee/PROPN met/VERB",
        [("Sample Rescue Committee", ORGANISATION)],
    ),
    "a foundation is not its founder": (
        "the/DET Adam/PROPN Sample/PROPN Foundation/PROPN met/VERB",
        [("Adam Sample Foundation", ORGANISATION)],
    ),
    "a university of somewhere": (
        "at/ADP the/DET University/PROPN of/ADP Sampletown/PROPN we/PRON met/VERB",
        [("University of Sampletown", ORGANISATION)],
    ),
    "an acronym": ("the/DET XQZ/NOUN met/VERB", [("XQZ", ORGANISATION)]),
    "an acronym with a hyphen": ("the/DET GOP/PROPN met/VERB", [("GOP", ORGANISATION)]),
    "a county": ("in/ADP Sample/PROPN County/PROPN we/PRON met/VERB", [("Sample County", PLACE)]),
    "a known place": ("in/ADP New/PROPN Hampshire/PROPN we/PRON met/VERB", [("New Hampshire", PLACE)]),
    "the White House at the start": ("White/ADJ House/PROPN aides/NOUN met/VERB", [("White House", ORGANISATION)]),
    "an act is none of the three": ("the/DET Sample/PROPN Act/PROPN passed/VERB", []),
    "a day is no name": ("we/PRON met/VERB on/ADP Tuesday/PROPN evening/NOUN", []),
    "a people is no name": ("many/ADJ Ukrainians/PROPN slept/VERB", []),
    "raised voices name nothing": ("you/PRON WILL/NOUN NOT/NOUN REGRET/NOUN it/PRON", []),
}


@pytest.mark.parametrize(("text", "expected"), NAMES.values(), ids=NAMES)
def test_names(text: str, expected: list[tuple[str, str]]) -> None:
    assert named(text) == expected


def test_a_headline_adds_nothing_to_a_name() -> None:
    headline = "Ada/PROPN Sample/PROPN Denies/PROPN Every/PROPN Claim/PROPN"
    assert named(f"{headline} | Ada/PROPN Sample/PROPN slept/VERB") == [("Ada Sample", PERSON), ("Ada Sample", PERSON)]


def test_a_language_with_a_dictionary_has_other_means() -> None:
    assert capital_names(tagged("Ada/PROPN Sample/PROPN"), language("uk").speakers) == ()


@pytest.mark.parametrize(
    "text", ["the/DET", "The/DET of/ADP", "-/PUNCT A/PROPN", "of/ADP The/DET -/PUNCT", "Mr./PROPN"]
)
def test_odd_words_never_raise(text: str) -> None:
    assert isinstance(named(text), list)
