"""The shipped models keep the accuracy that their cards promise."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from spacy.language import Language

from kb.parse import MODELS, load
from kb.training.entities import read_entities
from kb.training.evaluate import evaluate_entities, evaluate_treebank
from kb.training.recipes import RECIPES
from kb.training.treebanks import read_split

ROOT = Path(__file__).parents[2]
FLOORS = json.loads((ROOT / "tests" / "accuracy" / "floors.json").read_text(encoding="utf-8"))
CORPORA = Path(os.environ.get("KB_SHARED", ROOT.parent / "shared")) / "corpora"
LARGEST = 20_000_000


@pytest.fixture(scope="module")
def corpora() -> Path:
    if not CORPORA.is_dir():
        message = f"no corpora in {CORPORA}: set KB_SHARED to the folder that holds corpora/"
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(message)
    return CORPORA


@pytest.fixture(scope="module", params=sorted(FLOORS))
def language(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def nlp(language: str) -> Language:
    return load(language)


def test_trees_and_tags(nlp: Language, language: str, corpora: Path) -> None:
    for treebank in RECIPES[language].treebanks:
        floors = FLOORS[language]["parse"][treebank.name]
        scores = evaluate_treebank(nlp, read_split(treebank, corpora, "test"))
        assert {name: (scores[name], floor) for name, floor in floors.items() if scores[name] < floor} == {}


def test_entities(nlp: Language, language: str, corpora: Path) -> None:
    for corpus in RECIPES[language].entities:
        floors = FLOORS[language]["parse"][corpus.name]
        scores = evaluate_entities(nlp, read_entities(corpus, corpora, "test"), core=corpus.core)
        assert {name: (scores[name], floor) for name, floor in floors.items() if scores[name] < floor} == {}


def test_a_shipped_model_is_small_and_has_a_card(language: str) -> None:
    folder = MODELS / language
    assert sum(file.stat().st_size for file in folder.rglob("*") if file.is_file()) < LARGEST
    assert "non-commercial" in (folder / "README.md").read_text(encoding="utf-8")
