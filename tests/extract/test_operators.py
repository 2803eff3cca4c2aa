"""What decides whether something is so is named as the lexicon names it."""

from __future__ import annotations

import pytest

from kb.extract import operators
from kb.lexicon import shipped_lexicon

TABLES = {name: value for name, value in vars(operators).items() if isinstance(value, frozenset)}


@pytest.mark.parametrize("name", TABLES)
def test_the_lexicon_has_all_of_a_table(name: str) -> None:
    lexicon = shipped_lexicon()
    assert not [each for each in TABLES[name] if each not in lexicon.frame_by_id and each not in lexicon.concept_by_id]
