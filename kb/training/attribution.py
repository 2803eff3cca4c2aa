"""Training of what tells attributions, in all languages at once: the taggers, and the rankers over what they see.

The rankers learn from views of texts that the tagger has not learnt from: on its own training texts it is surer than
it will ever be again (stacked generalisation; Wolpert, Neural Networks 1992).
"""

from __future__ import annotations

import logging
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from kb.extract.annotation import Attribution
from kb.extract.attribution import LEAST_CHANCE, attribute, candidate_groups
from kb.extract.attribution_model import AttributionModel
from kb.extract.context import Context, make_context
from kb.extract.document import make_doc
from kb.extract.ranker import Features, Ranker, group_features
from kb.extract.source_choice import source_features, source_heads
from kb.extract.tagger import View, view_cues
from kb.model import Article
from kb.read.blocks import find_blocks
from kb.training.gold import gold_attributions, read_gold
from kb.training.tagger import Settings, learn_taggers, make_example

if TYPE_CHECKING:
    from pathlib import Path

    from spacy.language import Language as Pipeline
    from spacy.tokens import Doc

    from kb.language.base import Language

log = logging.getLogger(__name__)

# A content that overlaps the annotator's this much (intersection over union of tokens) counts as found.
OVERLAP = 0.5
SHARPNESS = 8
# Chosen by cross-validation over documents of the training passages, confirmed on dev.
CONTENT_PENALTY = 1.0
SOURCE_PENALTY = 2.0
THRESHOLD = 0.3


# The parts in which the tagger is trained without the texts that it is then asked of.
FOLDS = 2
# The tagger's view is dense and comes first, the words and constructions only correct it.
VIEW_PENALTY = 0.05


@dataclass(frozen=True, slots=True)
class Candidate:
    """The features of one candidate and how well it matches an annotated claim (0 for none)."""

    features: Features
    overlap: float


@dataclass(frozen=True, slots=True, eq=False)
class Annotated:
    """An annotated text, parsed: `document` is what it is a passage of."""

    document: str
    context: Context
    gold: Sequence[Attribution]


def parse_gold(path: Path, pipeline: Pipeline, language: Language) -> Iterator[tuple[Doc, dict[str, Any]]]:
    """The annotated articles of a file, parsed, with their rows."""
    rows = list(read_gold(path))
    articles = [
        Article(id=row["id"], text=row["text"], language=language.code, blocks=find_blocks(row["text"], language))
        for row in rows
    ]
    docs = pipeline.pipe([make_doc(pipeline, article) for article in articles], batch_size=64)
    yield from zip(docs, rows, strict=True)


def read_annotated(path: Path, pipeline: Pipeline, language: Language) -> Iterator[Annotated]:
    """The annotated texts of a file; passages of one document say so in "origin"."""
    for doc, row in parse_gold(path, pipeline, language):
        gold = [attribution for attribution in gold_attributions(doc, row["claims"]) if attribution is not None]
        document = str(row.get("origin") or row["id"]).partition("#")[0]
        yield Annotated(document, make_context(doc, language), gold)


def train_attribution(
    texts: Sequence[Annotated], settings: Settings, *, ranked: Mapping[str, int]
) -> dict[str, AttributionModel]:
    """A model for each language of the texts, learnt together.

    The rankers of a language learn from `ranked` of its texts at most: they need fewer, and have hundreds of features
    a cue.
    """
    examples = [make_example(text.context, text.gold) for text in texts]
    codes = [text.context.language.code for text in texts]
    folds = [zlib.crc32(text.document.encode()) % FOLDS for text in texts]
    groups: dict[str, list[list[Candidate]]] = {code: [] for code in codes}
    sources: dict[str, list[list[Candidate]]] = {code: [] for code in codes}
    seen = Counter[str]()
    for fold in range(FOLDS):
        log.info("tagger, without part %d of %d", fold + 1, FOLDS)
        taggers = learn_taggers([e for e, part in zip(examples, folds, strict=True) if part != fold], settings)
        for text, code, part in zip(texts, codes, folds, strict=True):
            if part == fold and seen[code] * FOLDS < ranked[code] * (fold + 1):
                seen[code] += 1
                views = view_cues(taggers[code], text.context, least=LEAST_CHANCE)
                groups[code] += training_groups(text, views)
                sources[code] += source_groups(text, views)
    log.info("tagger, on all")
    taggers = learn_taggers(examples, settings)
    return {
        code: AttributionModel(
            tagger=tagger,
            content=Ranker(fit(groups[code], penalty=CONTENT_PENALTY)),
            source=Ranker(fit(sources[code], penalty=SOURCE_PENALTY)),
            threshold=THRESHOLD,
        )
        for code, tagger in taggers.items()
    }


def training_groups(item: Annotated, views: Iterable[View]) -> Iterator[list[Candidate]]:
    """The candidates of an annotated Doc, cue by cue, each compared with the annotated claims."""
    for view, group in candidate_groups(item.context, views):
        features = group_features(item.context, group, view)
        yield [
            Candidate(facts, max((overlap(candidate, g) for g in item.gold), default=0.0))
            for facts, candidate in zip(features, group, strict=True)
        ]


def source_groups(item: Annotated, views: Iterable[View]) -> Iterator[list[Candidate]]:
    """The possible sources of the candidates that match an annotated claim best."""
    for view, group in candidate_groups(item.context, views):
        pairs = [(overlap(candidate, g), i, j) for i, candidate in enumerate(group) for j, g in enumerate(item.gold)]
        value, i, j = max(pairs, default=(0.0, 0, 0))
        if value < OVERLAP:
            continue
        heads = source_heads(item.context, group[i])
        if heads:
            source = _tokens(filter(None, (item.gold[j].source,)))
            facts = (source_features(item.context, group[i], head, view) for head in heads)
            yield [Candidate(found, float(head.i in source)) for found, head in zip(facts, heads, strict=True)]


def overlap(candidate: Attribution, gold: Attribution) -> float:
    """Intersection over union of the contents where the cues touch, else 0."""
    if candidate.cue is None or gold.cue is None or not _tokens((candidate.cue,)) & _tokens((gold.cue,)):
        return 0.0
    return _likeness(candidate, gold)


def _likeness(left: Attribution, right: Attribution) -> float:
    mine, theirs = _tokens(left.content), _tokens(right.content)
    return len(mine & theirs) / len(mine | theirs)


def _tokens(spans: Iterable[Any]) -> set[int]:
    return {i for span in spans for i in range(span.start, span.end)}


def measure(model: AttributionModel, texts: Iterable[Annotated]) -> dict[str, float]:
    """Precision, recall and F1 of contents that overlap an annotated one's, and F1 of those with source and cue too."""
    found = wanted = content = whole = 0
    for text in texts:
        predicted = attribute(text.context, model)
        wanted += len(text.gold)
        found += len(predicted)
        for gold in text.gold:
            matches = [p for p in predicted if _likeness(p, gold) >= OVERLAP]
            content += bool(matches)
            whole += any(overlap(p, gold) and _same_source(p, gold) for p in matches)
    return {
        "precision": content / max(1, found),
        "recall": content / max(1, wanted),
        "content": 2 * content / max(1, found + wanted),
        "tuple": 2 * whole / max(1, found + wanted),
    }


def _same_source(left: Attribution, right: Attribution) -> bool:
    if left.source is None or right.source is None:
        return left.source is right.source
    return left.source.start < right.source.end and right.source.start < left.source.end


def fit(groups: Sequence[list[Candidate]], *, minimum: int = 2, penalty: float = 1.0) -> dict[str, float]:
    """Weights of a choice among each group's candidates and none of them (a conditional logit), by L-BFGS.

    Features seen fewer than `minimum` times are left out; the view of the tagger is penalised less than the others.
    """
    from scipy.optimize import minimize
    from scipy.sparse import csr_matrix

    rows = [candidate for group in groups for candidate in group]
    counts = Counter(name for row in rows for name in row.features)
    names = sorted(name for name, count in counts.items() if count >= minimum)
    column = {name: i for i, name in enumerate(names)}
    kept = [[(column[name], value) for name, value in row.features.items() if name in column] for row in rows]
    pointers = np.cumsum([0, *map(len, kept)])
    indices = np.fromiter((i for found in kept for i, _ in found), np.int32, pointers[-1])
    values = np.fromiter((value for found in kept for _, value in found), np.float64, pointers[-1])
    matrix = csr_matrix((values, indices, pointers), shape=(len(rows), len(names)))
    transposed = matrix.T.tocsr()
    penalties = np.array([penalty * (VIEW_PENALTY if name.startswith("view") else 1) for name in names])
    starts = np.cumsum([0, *map(len, groups)])[:-1]
    number = np.repeat(np.arange(len(groups)), [len(group) for group in groups])
    target = np.concatenate([_target(group) for group in groups])

    def loss(weights: np.ndarray) -> tuple[float, np.ndarray]:
        scores = matrix @ weights
        top = np.maximum(np.maximum.reduceat(scores, starts), 0.0)
        exponents = np.exp(scores - top[number])
        total = np.add.reduceat(exponents, starts) + np.exp(-top)
        logs = np.log(total) + top
        value = logs.sum() - target @ scores + (penalties * weights) @ weights / 2
        gradient = transposed @ (exponents / total[number] - target) + penalties * weights
        return float(value), gradient

    found = minimize(loss, np.zeros(len(names)), jac=True, method="L-BFGS-B", options={"maxiter": 200})
    return {name: round(float(w), 3) for name, w in zip(names, found.x, strict=True) if abs(w) > 0.01}


def _target(group: list[Candidate]) -> np.ndarray:
    """How the choice is spread over the candidates: by overlap, sharply; nothing where none overlaps enough."""
    overlaps = np.array([candidate.overlap for candidate in group])
    share = np.where(overlaps >= OVERLAP, overlaps**SHARPNESS, 0.0)
    return share / share.sum() if share.any() else share
