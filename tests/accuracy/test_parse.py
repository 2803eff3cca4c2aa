"""The shipped pipelines keep the accuracy that their cards promise, and stay small."""

from __future__ import annotations

import os

import pytest

from kb.parse import MODELS
from tests.accuracy.floors import PARSE, read_floors, worse
from tests.accuracy.parsing import LARGE, measure_parse
from tests.accuracy.sets import CORPORA, missing

FLOORS = {language: of for language, of in read_floors().items() if of[PARSE]}
LARGEST = 20_000_000


@pytest.mark.parametrize("language", FLOORS)
def test_trees_tags_and_names(language: str) -> None:
    if not CORPORA.is_dir():
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(missing() or f"no corpora in {CORPORA}")
    figures = measure_parse(language, whole=False)
    floors = {corpus: floor for corpus, floor in FLOORS[language][PARSE].items() if corpus not in LARGE}
    assert floors.keys() == figures.keys()
    assert {corpus: found for corpus in floors if (found := worse(figures[corpus], floors[corpus]))} == {}


@pytest.mark.parametrize("language", FLOORS)
def test_a_shipped_model_is_small_and_has_a_card(language: str) -> None:
    folder = MODELS / language
    assert sum(file.stat().st_size for file in folder.rglob("*") if file.is_file()) < LARGEST
    assert "non-commercial" in (folder / "README.md").read_text(encoding="utf-8")
