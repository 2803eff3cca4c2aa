"""Annotated pairs of statements are judged no worse than they were."""

from __future__ import annotations

import os

import pytest

from kb.extract import Extractor
from tests.accuracy.floors import PAIRS, read_floors, worse
from tests.accuracy.measure import Figures
from tests.accuracy.pairs import ANY_LANGUAGE, GOLD, PARTS, measure_pairs


@pytest.fixture(scope="module")
def measured(extractor: Extractor) -> dict[str, Figures]:
    if not GOLD.is_file():
        reason = f"no annotated pairs in {GOLD}: set KB_SHARED to the folder that holds gold/"
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(reason)
    return measure_pairs(extractor)


@pytest.mark.parametrize("part", PARTS)
def test_pairs(measured: dict[str, Figures], part: str) -> None:
    assert worse(measured[part], read_floors()[ANY_LANGUAGE][PAIRS][part]) == {}
