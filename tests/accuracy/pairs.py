"""How well annotated pairs of statements are judged."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from kb.compare.pairs import Judgement, Label, judge_pairs
from kb.extract import Extractor
from tests.accuracy.measure import Figures
from tests.accuracy.sets import SHARED

GOLD = SHARED / "gold" / "contradiction.dev.jsonl"
CORPUS = "contradiction.dev"
# What stands for the language of pairs that may be in two.
ANY_LANGUAGE = "mul"
Row = dict[str, Any]
# All pairs, those that nobody edited, and those in two languages.
PARTS: dict[str, Callable[[Row], bool]] = {
    CORPUS: lambda _row: True,
    f"{CORPUS} unedited": lambda row: not row["edited"],
    f"{CORPUS} cross-lingual": lambda row: row["a"]["lang"] != row["b"]["lang"],
}
WITH_FLOOR = ("contradict_p", "contradict_r", "agree_f1", "different_f1")
# Of the parts too few agree or differ for a figure.
PART_WITH_FLOOR = ("contradict_p", "contradict_r")


def measure_pairs(extractor: Extractor, gold: Path = GOLD) -> dict[str, Figures]:
    """Precision and recall of contradictions, F1 of the other labels: of all pairs and of the parts."""
    lines = gold.read_text(encoding="utf-8").splitlines()
    rows = [json.loads(line) for line in lines]
    judged = {one.id: one.label for one in judge_pairs(lines, extractor) if isinstance(one, Judgement)}
    return {name: figures_of([row for row in rows if part(row)], judged) for name, part in PARTS.items()}


def figures_of(rows: Iterable[Row], judged: dict[str, Label]) -> Figures:
    """The figures for these pairs, as `eval/score_pairs.py` counts them: a pair that is not judged is wrong."""
    gold = list(rows)
    found: Figures = {}
    for name in Label:
        right = sum(row["label"] == name == judged.get(row["id"]) for row in gold)
        given = sum(judged.get(row["id"]) == name for row in gold)
        wanted = sum(row["label"] == name for row in gold)
        precision, recall = right / max(1, given), right / max(1, wanted)
        found |= {
            f"{name}_p": precision,
            f"{name}_r": recall,
            f"{name}_f1": 2 * precision * recall / (precision + recall) if right else 0.0,
        }
    return found


def wanted_of(name: str) -> tuple[str, ...]:
    """The figures that have a floor, of all pairs or of a part."""
    return WITH_FLOOR if name == CORPUS else PART_WITH_FLOOR
