"""What is extracted from annotated articles is no worse than it was."""

from __future__ import annotations

from pathlib import Path

import pytest

from kb.extract import Extractor
from tests.accuracy.floors import CLAIMS, read_floors, worse
from tests.accuracy.measure import measure_claims
from tests.accuracy.sets import ANNOTATED, Annotated

FLOORS = read_floors()
# Of the others the pipelines have floors, but no claims are extracted yet.
EXTRACTED = [language for language in FLOORS if FLOORS[language][CLAIMS]]
CASES = [
    pytest.param(language, annotated, id=annotated.name)
    for language in EXTRACTED
    for annotated in ANNOTATED[language]
    if annotated.tested
]


@pytest.mark.parametrize(("language", "annotated"), CASES)
def test_claims(language: str, annotated: Annotated, measuring: Extractor, tmp_path: Path) -> None:
    figures = measure_claims(annotated, tmp_path, measuring).figures
    assert worse(figures, FLOORS[language][CLAIMS][annotated.name]) == {}


@pytest.mark.parametrize("language", EXTRACTED)
def test_all_that_is_measured_has_floors(language: str) -> None:
    assert set(FLOORS[language][CLAIMS]) == {annotated.name for annotated in ANNOTATED[language]}
