"""Training of the classifiers of form, speech act and modality on annotated articles; polarity stays with its rule."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kb.extract.annotation import Attribution, Quotation
from kb.extract.label_features import features
from kb.extract.labels import label
from kb.extract.loglinear import classifiers
from kb.extract.quotation import find_quotations
from kb.extract.reading import reading_of
from kb.training.attribution import parse_gold
from kb.training.gold import gold_attributions
from kb.training.loglinear import train

if TYPE_CHECKING:
    from spacy.language import Language as Pipeline
    from spacy.tokens import Doc

    from kb.language.base import Language

LABELS = ("form", "speech_act", "polarity", "modality")


@dataclass(frozen=True, slots=True)
class Settings:
    """Strength of the prior, how often a feature must be seen to count, and the rule's verdict to lean on, if any."""

    l2: float
    least: int
    trusted: str | None = None


# Best of l2 2-80 and least 3-8 in cross-validation by article on the training set, none of it sensitive: form
# 0.969 (the rule alone 0.957), speech act 0.829 (0.833 with a lexicon made on the same claims; dev 0.860 to
# 0.846), modality 0.858 (0.852). The classifier of polarity was no better than the rule (0.965): not trained.
TRAINED = {
    "form": Settings(4, 6),
    "speech_act": Settings(20, 4, trusted="act="),
    "modality": Settings(15, 4, trusted="mod="),
}


def labelled(
    pipeline: Pipeline, language: Language, gold: Path
) -> Iterator[tuple[Doc, Attribution, tuple[Quotation, ...], dict[str, Any]]]:
    """The annotated attributions over the parsed Docs, with the quotations around them and the annotator's claim."""
    for doc, row in parse_gold(gold, pipeline, language):
        quotations = find_quotations(doc)
        for attribution, claim in zip(gold_attributions(doc, row["claims"]), row["claims"], strict=True):
            if attribution is not None:
                yield doc, attribution, quotations, claim


def train_labels(pipeline: Pipeline, language: Language, gold: Path, output: Path) -> None:
    """Trains the classifiers on annotated articles (JSON lines) and writes them to one JSON file.

    The file belongs in `kb/models/<language>/labels.json`, where `kb.extract.components` looks for it.
    """
    examples = [
        (features(reading_of(doc, attribution, quotations, language.labels), language.labels), claim)
        for doc, attribution, quotations, claim in labelled(pipeline, language, gold)
    ]
    trained = {}
    for name, settings in TRAINED.items():
        pairs = [(present, claim[name]) for present, claim in examples]
        found = train(pairs, l2=settings.l2, least=settings.least, trusted=settings.trusted)
        trained[name] = {"classes": found.classes, "weights": found.weights}
    output.write_text(json.dumps(trained, ensure_ascii=False, separators=(",", ":")) + "\n", encoding="utf-8")


def label_accuracy(pipeline: Pipeline, language: Language, gold: Path, trained: Path) -> dict[str, float]:
    """The share of annotated attributions that get the annotator's label, by label.

    `trained` is what `train_labels` wrote; where there is no such file, the rules are measured.
    """
    learnt = classifiers(trained.read_text(encoding="utf-8")) if trained.is_file() else {}
    right: Counter[str] = Counter()
    total = 0
    for doc, attribution, quotations, claim in labelled(pipeline, language, gold):
        found = label(doc, attribution, language, quotations, learnt)
        right.update(name for name in LABELS if getattr(found, name) == claim[name])
        total += 1
    return {name: right[name] / total if total else 0.0 for name in LABELS}
