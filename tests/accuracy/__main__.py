"""Prints the accuracy of extraction on the annotated articles in KB_SHARED."""

from __future__ import annotations

import json
import os
import tempfile
from pathlib import Path

from kb.extract import Extractor
from tests.accuracy.measure import flat, score_claims

ROOT = Path(__file__).parents[2]
SHARED = Path(os.environ.get("KB_SHARED", ROOT.parent / "shared"))


def main() -> None:
    """One table row for each file that has floors: the figure and, in brackets, its floor."""
    floors = json.loads((Path(__file__).parent / "floors.json").read_text(encoding="utf-8"))
    extractor = Extractor()
    for language, of_language in floors.items():
        for name, limits in of_language["claims"].items():
            gold, scorer = SHARED / "gold" / f"{name}.jsonl", SHARED / "eval" / "score_claims.py"
            with tempfile.TemporaryDirectory() as folder:
                scores = flat(score_claims(gold, scorer, Path(folder), extractor))
            shown = "  ".join(f"{key} {value:.3f} ({limits.get(key, 0):.2f})" for key, value in scores.items())
            print(f"{language} {name}: {shown}")


if __name__ == "__main__":
    main()
