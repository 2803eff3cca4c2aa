"""The accuracy of extraction on annotated articles, by the scorer that ships with them."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from kb.exchange import to_json
from kb.extract import Extractor
from kb.knowledge_base import extract
from kb.read import Failure


def score_claims(gold: Path, scorer: Path, folder: Path, extractor: Extractor) -> dict[str, Any]:
    """Extract claims from the articles of a gold file and score them; the predictions stay in the folder."""
    predicted = folder / gold.name
    with predicted.open("w", encoding="utf-8") as lines:
        for found in extract([str(gold)], extractor=extractor):
            if isinstance(found, Failure):
                raise AssertionError(str(found))
            lines.write(json.dumps(to_json(found), ensure_ascii=False) + "\n")
    command = [sys.executable, str(scorer), str(gold), str(predicted), "--json"]
    result: dict[str, Any] = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    return result


def flat(scores: dict[str, Any]) -> dict[str, float]:
    """The figures that have floors: F1 of contents and tuples, the accuracy of speakers and of labels."""
    spans = {name: scores[name]["f1"] for name in ("content_exact", "content_overlap", "tuple")}
    speakers = {name: scores[name] for name in ("speaker", "speaker_anaphoric")}
    return {**spans, **speakers, **scores["labels"]}
