"""Which names are one person's."""

from __future__ import annotations

import pytest

from kb.extract.identities import Seen, identified
from kb.extract.names import PersonName
from kb.language import language

WORDS = language("en").speakers


def seen(text: str, gender: str = "", pronoun: str = "") -> Seen:
    return Seen((PersonName(tuple(text.split()), gender, 0.0),), pronoun)


ROWS = {
    "a surname is the full name before it": ([seen("Ada Sample"), seen("Sample")], ["Ada Sample", "Ada Sample"]),
    "and the one after it": ([seen("Sample"), seen("Ada Sample")], ["Ada Sample", "Ada Sample"]),
    "a surname in two words": ([seen("Ada Sample Test"), seen("Sample Test")], ["Ada Sample Test"] * 2),
    "an initial makes nobody else": ([seen("Ada Sample"), seen("Ada B. Sample")], ["Ada Sample"] * 2),
    "an initial is no surname": ([seen("Ada T. Sample"), seen("Test")], ["Ada T. Sample", "Test"]),
    "two given names are two people": ([seen("Ada Sample"), seen("Bob Sample")], ["Ada Sample", "Bob Sample"]),
    "a surname is whom the text names first": (
        [seen("Ada Sample", "Fem"), seen("Sample"), seen("Bob Sample", "Masc"), seen("Sample")],
        ["Ada Sample", "Ada Sample", "Bob Sample", "Ada Sample"],
    ),
    "unless what is theirs is a man's": (
        [seen("Ada Sample", "Fem"), seen("Bob Sample", "Masc"), seen("Sample", pronoun="Masc")],
        ["Ada Sample", "Bob Sample", "Bob Sample"],
    ),
}


@pytest.mark.parametrize(("names", "expected"), ROWS.values(), ids=ROWS)
def test_who_is_named(names: list[Seen], expected: list[str]) -> None:
    assert [name.text for name in identified(names, WORDS)] == expected
