"""Training of the ranker: which of the candidates did an annotator mean?"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from kb.extract.annotation import Attribution
from kb.extract.attribution import candidate_groups
from kb.extract.context import make_context
from kb.extract.document import make_doc
from kb.extract.ranker import group_features
from kb.model import Article
from kb.read.blocks import find_blocks
from kb.training.gold import gold_attributions, read_gold

if TYPE_CHECKING:
    from spacy.language import Language as Pipeline
    from spacy.tokens import Doc

    from kb.language.base import Language

# A content that overlaps the annotator's this much (intersection over union of tokens) counts as found.
OVERLAP = 0.5


@dataclass(frozen=True, slots=True)
class Candidate:
    """The features of one candidate and how well it matches an annotated claim (0 for none)."""

    features: list[str]
    overlap: float


def parse_gold(path: Path, pipeline: Pipeline, language: Language) -> Iterator[tuple[Doc, list[dict[str, Any]]]]:
    """The annotated articles of a file, parsed, with their claims."""
    rows = list(read_gold(path))
    articles = [
        Article(id=row["id"], text=row["text"], language=language.code, blocks=find_blocks(row["text"], language))
        for row in rows
    ]
    docs = pipeline.pipe([make_doc(pipeline, article) for article in articles], batch_size=64)
    yield from zip(docs, (row["claims"] for row in rows), strict=True)


def training_groups(doc: Doc, claims: list[dict[str, Any]], language: Language) -> Iterator[list[Candidate]]:
    """The candidates of a Doc, cue by cue, each compared with the annotated claims."""
    context = make_context(doc, language)
    gold = [attribution for attribution in gold_attributions(doc, claims) if attribution is not None]
    for group in candidate_groups(context):
        features = group_features(context, group)
        yield [
            Candidate(names, max((overlap(candidate, g) for g in gold), default=0.0))
            for names, candidate in zip(features, group, strict=True)
        ]


def overlap(candidate: Attribution, gold: Attribution) -> float:
    """Intersection over union of the contents where the cues touch, else 0."""
    if candidate.cue is None or gold.cue is None or not _tokens((candidate.cue,)) & _tokens((gold.cue,)):
        return 0.0
    mine, theirs = _tokens(candidate.content), _tokens(gold.content)
    return len(mine & theirs) / len(mine | theirs)


def _tokens(spans: Iterable[Any]) -> set[int]:
    return {i for span in spans for i in range(span.start, span.end)}


def fit(groups: Sequence[list[Candidate]], *, minimum: int = 2, penalty: float = 1.0) -> dict[str, float]:
    """Weights of a logistic regression by L-BFGS, features seen fewer than `minimum` times left out."""
    from scipy.optimize import minimize
    from scipy.sparse import csr_matrix

    rows = [candidate for group in groups for candidate in group]
    counts = Counter(name for row in rows for name in set(row.features))
    names = sorted(name for name, count in counts.items() if count >= minimum)
    column = {name: i for i, name in enumerate(names)}
    indices = [[column[name] for name in set(row.features) if name in column] for row in rows]
    pointers = np.cumsum([0, *map(len, indices)])
    flat = np.fromiter((i for found in indices for i in found), dtype=np.int32)
    matrix = csr_matrix((np.ones(len(flat)), flat, pointers), shape=(len(rows), len(names)))
    target = np.array([_target(row.overlap) for row in rows])

    def loss(weights: np.ndarray) -> tuple[float, np.ndarray]:
        scores = matrix @ weights
        value = np.logaddexp(0, scores).sum() - target @ scores + penalty / 2 * weights @ weights
        gradient = matrix.T @ (1 / (1 + np.exp(-scores)) - target) + penalty * weights
        return float(value), gradient

    found = minimize(loss, np.zeros(len(names)), jac=True, method="L-BFGS-B", options={"maxiter": 300})
    return {name: round(float(w), 3) for name, w in zip(names, found.x, strict=True) if abs(w) > 0.01}


def _target(value: float) -> float:
    """A soft target: a content that only just overlaps is worth less than the annotator's own."""
    return value if value >= OVERLAP else 0.0


def save(weights: dict[str, float], *, threshold: float, path: Path) -> None:
    """Write the ranker as JSON, in a stable order."""
    data = {"threshold": threshold, "weights": dict(sorted(weights.items()))}
    path.write_text(json.dumps(data, ensure_ascii=False, indent=0, separators=(",", ":")), encoding="utf-8")
