"""The annotated articles to measure claims on, as data."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kb.training.gold import read_gold

SHARED = Path(os.environ.get("KB_SHARED", Path(__file__).parents[3] / "shared"))
CORPORA = SHARED / "corpora"
SCORER = SHARED / "eval" / "score_claims.py"


@dataclass(frozen=True, slots=True)
class Annotated:
    """A file of annotated articles below KB_SHARED: all of them or every so manyth; the tests may leave it out."""

    name: str
    file: str
    every: int = 1
    tested: bool = True

    def rows(self) -> list[dict[str, Any]]:
        """The annotated articles, as `eval/score_claims.py` takes them."""
        return list(read_gold(SHARED / self.file))[:: self.every]


POLNEAR = "corpora/PolNeAR/polnear.dev.jsonl.gz"

ANNOTATED: Mapping[str, Sequence[Annotated]] = {
    "uk": (
        Annotated("attribution_uk.dev", "gold/attribution_uk.dev.jsonl"),
        Annotated("glavred-2021-12-02", "gold/glavred-2021-12-02.jsonl"),
    ),
    "ru": (Annotated("attribution_ru.dev", "gold/attribution_ru.dev.jsonl"),),
    "en": (
        Annotated("attribution_en.dev", "gold/attribution_en.dev.jsonl"),
        # 150,000 words: the tests have time for a third of them.
        Annotated("polnear.dev", POLNEAR, tested=False),
        Annotated("polnear.dev third", POLNEAR, every=3),
    ),
}


def missing() -> str | None:
    """What to do where the annotated articles are not there."""
    if SCORER.is_file():
        return None
    return f"no annotated articles in {SHARED}: set KB_SHARED to the folder that holds gold/, corpora/ and eval/"
