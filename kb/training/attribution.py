"""Training of the rankers: which of the candidates an annotator meant, and which noun phrase as their source."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from kb.extract.annotation import Attribution
from kb.extract.attribution import attribute, candidate_groups
from kb.extract.context import make_context
from kb.extract.document import make_doc
from kb.extract.ranker import group_features, load_rankers
from kb.extract.source_choice import source_features, source_heads
from kb.model import Article
from kb.read.blocks import find_blocks
from kb.training.gold import gold_attributions, read_gold

if TYPE_CHECKING:
    from spacy.language import Language as Pipeline
    from spacy.tokens import Doc

    from kb.language.base import Language

# A content that overlaps the annotator's this much (intersection over union of tokens) counts as found.
OVERLAP = 0.5
SHARPNESS = 8
# Chosen by cross-validation over documents of the training passages, confirmed on dev.
CONTENT_PENALTY = 1.0
SOURCE_PENALTY = 2.0
THRESHOLD = 0.3


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


def source_groups(doc: Doc, claims: list[dict[str, Any]], language: Language) -> Iterator[list[Candidate]]:
    """The possible sources of the candidates that match an annotated claim best."""
    context = make_context(doc, language)
    gold = [attribution for attribution in gold_attributions(doc, claims) if attribution is not None]
    for group in candidate_groups(context):
        pairs = [(overlap(candidate, g), i, j) for i, candidate in enumerate(group) for j, g in enumerate(gold)]
        value, i, j = max(pairs, default=(0.0, 0, 0))
        if value < OVERLAP:
            continue
        heads = source_heads(context, group[i])
        if heads:
            source = _tokens(filter(None, (gold[j].source,)))
            yield [Candidate(source_features(context, group[i], head), float(head.i in source)) for head in heads]


def overlap(candidate: Attribution, gold: Attribution) -> float:
    """Intersection over union of the contents where the cues touch, else 0."""
    if candidate.cue is None or gold.cue is None or not _tokens((candidate.cue,)) & _tokens((gold.cue,)):
        return 0.0
    mine, theirs = _tokens(candidate.content), _tokens(gold.content)
    return len(mine & theirs) / len(mine | theirs)


def _tokens(spans: Iterable[Any]) -> set[int]:
    return {i for span in spans for i in range(span.start, span.end)}


def attribution_scores(pipeline: Pipeline, language: Language, gold: Path, weights: Path) -> dict[str, float]:
    """Precision, recall and F1 of attributions whose cue touches and whose content overlaps an annotated one's."""
    rankers = load_rankers(weights)
    found = wanted = right = 0
    for doc, claims in parse_gold(gold, pipeline, language):
        annotated = [attribution for attribution in gold_attributions(doc, claims) if attribution is not None]
        predicted = attribute(make_context(doc, language), rankers)
        wanted += len(claims)
        found += len(predicted)
        right += sum(any(overlap(p, g) >= OVERLAP for p in predicted) for g in annotated)
    precision, recall = right / max(1, found), right / max(1, wanted)
    return {"precision": precision, "recall": recall, "f1": 2 * right / max(1, found + wanted)}


def fit(groups: Sequence[list[Candidate]], *, minimum: int = 2, penalty: float = 1.0) -> dict[str, float]:
    """Weights of a choice among each group's candidates and none of them (a conditional logit), by L-BFGS.

    Features seen fewer than `minimum` times are left out.
    """
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
    starts = np.cumsum([0, *map(len, groups)])[:-1]
    number = np.repeat(np.arange(len(groups)), [len(group) for group in groups])
    target = np.concatenate([_target(group) for group in groups])

    def loss(weights: np.ndarray) -> tuple[float, np.ndarray]:
        scores = matrix @ weights
        top = np.maximum(np.maximum.reduceat(scores, starts), 0.0)
        exponents = np.exp(scores - top[number])
        total = np.add.reduceat(exponents, starts) + np.exp(-top)
        logs = np.log(total) + top
        value = logs.sum() - target @ scores + penalty / 2 * weights @ weights
        gradient = matrix.T @ (exponents / total[number] - target) + penalty * weights
        return float(value), gradient

    found = minimize(loss, np.zeros(len(names)), jac=True, method="L-BFGS-B", options={"maxiter": 300})
    return {name: round(float(w), 3) for name, w in zip(names, found.x, strict=True) if abs(w) > 0.01}


def _target(group: list[Candidate]) -> np.ndarray:
    """How the choice is spread over the candidates: by overlap, sharply; nothing where none overlaps enough."""
    overlaps = np.array([candidate.overlap for candidate in group])
    share = np.where(overlaps >= OVERLAP, overlaps**SHARPNESS, 0.0)
    return share / share.sum() if share.any() else share


def train_attribution(pipeline: Pipeline, language: Language, gold: Path, output: Path) -> None:
    """Train both choices on the annotated articles of a file and write them as JSON, in a stable order."""
    docs = list(parse_gold(gold, pipeline, language))
    contents = [group for doc, claims in docs for group in training_groups(doc, claims, language)]
    sources = [group for doc, claims in docs for group in source_groups(doc, claims, language)]
    data = {
        "threshold": THRESHOLD,
        "content": fit(contents, penalty=CONTENT_PENALTY),
        "source": fit(sources, penalty=SOURCE_PENALTY),
    }
    output.write_text(json.dumps(data, ensure_ascii=False, indent=0, separators=(",", ":")) + "\n", encoding="utf-8")
