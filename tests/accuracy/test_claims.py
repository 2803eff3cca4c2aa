"""What is extracted from annotated articles is no worse than it was."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from kb.extract import Extractor
from tests.accuracy.measure import flat, score_claims

ROOT = Path(__file__).parents[2]
SHARED = Path(os.environ.get("KB_SHARED", ROOT.parent / "shared"))
FLOORS = json.loads((Path(__file__).parent / "floors.json").read_text(encoding="utf-8"))
CASES = [(language, name) for language, floors in FLOORS.items() for name in floors["claims"]]


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    if not (SHARED / "gold").is_dir():
        message = f"no annotated articles in {SHARED}: set KB_SHARED to the folder that holds gold/ and eval/"
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(message)
    return Extractor()


@pytest.mark.parametrize(("language", "name"), CASES, ids=[name for _, name in CASES])
def test_claims(language: str, name: str, extractor: Extractor, tmp_path: Path) -> None:
    gold, scorer = SHARED / "gold" / f"{name}.jsonl", SHARED / "eval" / "score_claims.py"
    scores = flat(score_claims(gold, scorer, tmp_path, extractor))
    floors = FLOORS[language]["claims"][name]
    assert {key: (scores[key], floor) for key, floor in floors.items() if scores[key] < floor} == {}
