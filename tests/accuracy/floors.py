"""The figures that may not get worse: `floors.json`, by language, by task and by what it was measured on."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterable, Mapping
from pathlib import Path

from tests.accuracy.measure import Figures

FILE = Path(__file__).parent / "floors.json"
PARSE, CLAIMS, DATES, LINKS, PAIRS = "parse", "claims", "dates", "links", "pairs"
LOWER_IS_BETTER = frozenset({"spurious", "calibration_error", "brier"})
# Between the rounded figure and the floor: parsing is measured in percent, all else in shares.
STEPS = {PARSE: 0.5, CLAIMS: 0.005, DATES: 0.005, LINKS: 0.005, PAIRS: 0.005}

Floors = dict[str, dict[str, dict[str, Figures]]]


def read_floors(path: Path = FILE) -> Floors:
    """Language ("mul" for pairs that may be in two), then the task, then corpus, then figure."""
    floors: Floors = json.loads(path.read_text(encoding="utf-8"))
    return floors


def write_floors(floors: Floors, path: Path = FILE) -> None:
    """Writes them with one line for each corpus, so that a change shows what it concerns."""
    text = json.dumps(floors, indent=2, ensure_ascii=False)
    text = re.sub(r"\{\s+([^{}]+?)\s+\}", lambda match: f"{{{' '.join(match[1].split())}}}", text)
    path.write_text(f"{text}\n", encoding="utf-8")


def is_worse(name: str, figure: float | None, floor: float) -> bool:
    """Whether the figure is on the wrong side of its floor; one that is no longer measured is, too."""
    if figure is None or math.isnan(figure):
        return True
    return figure > floor if name in LOWER_IS_BETTER else figure < floor


def worse(figures: Mapping[str, float], floors: Mapping[str, float]) -> dict[str, tuple[float | None, float]]:
    """The figures that are worse than their floors, each with its floor."""
    pairs = {name: (figures.get(name), floor) for name, floor in floors.items()}
    return {name: pair for name, pair in pairs.items() if is_worse(name, *pair)}


def raised(floors: Floors, language: str, task: str, found: Mapping[str, tuple[Figures, Iterable[str]]]) -> Floors:
    """The floors with those of one language and task put where its figures are, and never lower than they were.

    `found` has for each corpus its figures and the names of those that are to have a floor; others keep what they have.
    """
    of_language = floors.get(language, {PARSE: {}, CLAIMS: {}})
    corpora = dict(of_language.get(task, {}))
    for corpus, (figures, names) in found.items():
        old = corpora.get(corpus, {})
        wanted = [name for name in dict.fromkeys([*old, *names]) if name in figures or name in old]
        corpora[corpus] = {name: _raise(name, old.get(name), figures.get(name), STEPS[task]) for name in wanted}
    return {**floors, language: {**of_language, task: corpora}}


def _raise(name: str, old: float | None, figure: float | None, step: float) -> float:
    if figure is None:
        assert old is not None
        return old
    # The scorer rounds to four places: what is 0.745 there must not come out as 0.74.
    steps = round(figure / step, 6)
    if name in LOWER_IS_BETTER:
        new = round(math.ceil(steps) * step, 3)
        return new if old is None else min(old, new)
    new = round(math.floor(steps) * step, 3)
    return new if old is None else max(old, new)
