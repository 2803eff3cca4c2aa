"""The course of training what tells claims over a pipeline's parses: attribution and labels."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import scipy  # noqa: F401 - the fit needs it: better to fail before the articles are parsed

from kb.language import language as language_data
from kb.parse import load
from kb.training import CorpusNotFound
from kb.training.attribution import attribution_scores, train_attribution
from kb.training.labels import label_accuracy, train_labels

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

HEADING = "## Claims"
SECTION = """\
{heading}

`attribution.json` ({attribution:.1f} MB) chooses contents and sources among the candidates of the constructions,
`labels.json` ({labels:.1f} MB) the labels. Learnt from annotated passages of the BrUK corpus (brown-uk/corpus,
CC BY-NC-SA 4.0): lemmas and function words with their weights, no text.

    kb train {language} --gold DIR

On the dev passages, over this pipeline's parses: {figures}.
"""


def run(language: str, gold: Path, folder: Path) -> None:
    """Trains attribution and labels over the pipeline in the folder, measures them and adds them to its card."""
    data = language_data(language)
    train_set, dev_set = gold / f"train_{language}.jsonl", gold / f"attribution_{language}.dev.jsonl"
    missing = [path.name for path in (train_set, dev_set) if not path.is_file()]
    if missing:
        raise CorpusNotFound(f"{gold} lacks {', '.join(missing)}")
    nlp = load(language, model=str(folder))
    train_attribution(nlp, data, train_set, folder / "attribution.json")
    train_labels(nlp, data, train_set, folder / "labels.json")
    scores = attribution_scores(nlp, data, dev_set, folder / "attribution.json")
    _write_section(language, folder, {**scores, **label_accuracy(nlp, data, dev_set)})


def _write_section(language: str, folder: Path, figures: Mapping[str, float]) -> None:
    """Adds the section to the card, in the place of an earlier one."""
    card = folder / "README.md"
    before = re.split(rf"(?m)^{HEADING}$", card.read_text(encoding="utf-8"))[0] if card.is_file() else ""
    section = SECTION.format(
        heading=HEADING,
        language=language,
        attribution=(folder / "attribution.json").stat().st_size / 1e6,
        labels=(folder / "labels.json").stat().st_size / 1e6,
        figures=", ".join(f"{name.replace('_', ' ')} {value:.3f}" for name, value in figures.items()),
    )
    card.write_text(f"{before.rstrip()}\n\n{section}", encoding="utf-8")
