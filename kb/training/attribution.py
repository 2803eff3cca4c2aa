"""Training of what tells attributions, in all languages at once: the taggers, and the rankers over what they see.

The rankers learn from views of texts that the tagger has not learnt from: on its own training texts it is surer than
it will ever be again (stacked generalisation; Wolpert, Neural Networks 1992).
"""

from __future__ import annotations

import logging
import zlib
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from kb.extract.annotation import Attribution
from kb.extract.attribution import LEAST_CHANCE, attribute, candidate_groups, choose
from kb.extract.attribution_model import AttributionModel
from kb.extract.calibration import Calibration, log_odds
from kb.extract.context import Context, make_context
from kb.extract.document import make_doc
from kb.extract.ranker import Chooser, Known, Ranker, group_features, votes
from kb.extract.source_choice import PossibleSource, possible_sources
from kb.extract.tagger import view_cues
from kb.model import Article
from kb.read.blocks import find_blocks
from kb.training.conditional_logit import OVERLAP, Rated, fit
from kb.training.gold import gold_attributions, read_gold
from kb.training.tagger import Settings, learn_taggers, make_example

if TYPE_CHECKING:
    from pathlib import Path

    from spacy.language import Language as Pipeline
    from spacy.tokens import Doc

    from kb.extract.tagger import Tagger, View
    from kb.language.base import Language

    # A cue as the tagger sees it, and its candidates.
    Group = tuple[View, list[Attribution]]

log = logging.getLogger(__name__)

# Chosen by cross-validation over documents of the training passages, confirmed on dev.
CONTENT_PENALTY = 1.0
SOURCE_PENALTY = 2.0
# How likely a cue may have to be for a claim; the best is looked for among these.
THRESHOLDS = tuple(step / 100 for step in range(20, 65, 5))
LOWEST = min(THRESHOLDS)
NEGLIGIBLE = 0.003
# The parts in which the tagger is trained without the texts that it is then asked of.
FOLDS = 2
# There are few votes, and all are dense.
VOTE_PENALTY = 0.1


@dataclass(frozen=True, slots=True)
class Candidate:
    """What is known of one candidate and how well it matches an annotated claim (0 for none)."""

    known: Known
    overlap: float


@dataclass(frozen=True, slots=True, eq=False)
class Annotated:
    """An annotated text, parsed: `document` is what it is a passage of."""

    document: str
    context: Context
    gold: Sequence[Attribution]

    @property
    def language(self) -> str:
        """The code of its language."""
        return self.context.language.code


@dataclass(frozen=True, slots=True, eq=False)
class Seen:
    """An annotated text as it is seen by a tagger that has not learnt from its part of the texts.

    `contents` and `sources` are what the rankers are to choose from, cue by cue.
    """

    annotated: Annotated
    fold: int
    views: Sequence[View]
    contents: Sequence[list[Candidate]]
    sources: Sequence[list[Candidate]]


def parse_gold(
    path: Path, pipeline: Pipeline, language: Language, *, apart_from: Collection[str] = ()
) -> Iterator[tuple[Doc, dict[str, Any]]]:
    """The annotated articles of a file, parsed, with their rows, but for those that hold one of the given lines."""
    rows = [row for row in read_gold(path) if not any(line in row["text"] for line in apart_from)]
    articles = [
        Article(id=row["id"], text=row["text"], language=language.code, blocks=find_blocks(row["text"], language))
        for row in rows
    ]
    docs = pipeline.pipe([make_doc(pipeline, article) for article in articles], batch_size=64)
    yield from zip(docs, rows, strict=True)


def read_annotated(
    path: Path, pipeline: Pipeline, language: Language, *, apart_from: Collection[str] = ()
) -> Iterator[Annotated]:
    """The annotated texts of a file, but for those that hold one of the given lines.

    Passages of one document say so in "origin".
    """
    for doc, row in parse_gold(path, pipeline, language, apart_from=apart_from):
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
    folds = [zlib.crc32(text.document.encode()) % FOLDS for text in texts]
    seen: dict[str, list[Seen]] = {text.language: [] for text in texts}
    for fold in range(FOLDS):
        log.info("tagger, without part %d of %d", fold + 1, FOLDS)
        taggers = learn_taggers([e for e, part in zip(examples, folds, strict=True) if part != fold], settings)
        for text, part in zip(texts, folds, strict=True):
            if part == fold and len(seen[text.language]) * FOLDS < ranked[text.language] * (fold + 1):
                views = view_cues(taggers[text.language], text.context, least=LEAST_CHANCE)
                groups = list(candidate_groups(text.context, views))
                contents, sources = list(_content_groups(text, groups)), list(_source_groups(text, groups))
                seen[text.language].append(Seen(text, fold, views, contents, sources))
    log.info("tagger, on all")
    return {code: _with_rankers(tagger, seen[code]) for code, tagger in learn_taggers(examples, settings).items()}


def _with_rankers(tagger: Tagger, seen: Sequence[Seen]) -> AttributionModel:
    """The model of a tagger: rankers of facts learnt from all texts, all else from what these are worth without a part.

    What weighs the facts against the view, the threshold and the calibration all learn from rankers and views that
    have not seen the text they are asked of.
    """
    parts = [[text for text in seen if text.fold == fold] for fold in range(FOLDS)]
    rest = [[text for text in seen if text.fold != fold] for fold in range(FOLDS)]
    facts = [(_fit_facts(map(_contents, others)), _fit_facts(map(_sources, others), SOURCE_PENALTY)) for others in rest]
    contents = [_votes(content, map(_contents, part)) for (content, _), part in zip(facts, parts, strict=True)]
    sources = [_votes(source, map(_sources, part)) for (_, source), part in zip(facts, parts, strict=True)]
    chances: list[float] = []
    right: list[bool] = []
    for fold, (content, source) in enumerate(facts):
        model = AttributionModel(
            tagger,
            Chooser(content, _fit_votes(contents, apart_from=fold)),
            Chooser(source, _fit_votes(sources, apart_from=fold)),
            LOWEST,
            Calibration(),
        )
        for text in parts[fold]:
            found = choose(text.annotated.context, text.views, model)
            chances += [attribution.confidence for attribution in found]
            right += [any(matches(attribution, gold) for gold in text.annotated.gold) for attribution in found]
    threshold = _best_threshold(chances, right, sum(len(text.annotated.gold) for text in seen))
    kept = [(chance, is_right) for chance, is_right in zip(chances, right, strict=True) if chance >= threshold]
    log.info(
        "threshold %.2f: %d claims of %d texts, %d of them right",
        threshold,
        len(kept),
        len(seen),
        sum(r for _, r in kept),
    )
    return AttributionModel(
        tagger,
        Chooser(_fit_facts(map(_contents, seen)), _fit_votes(contents)),
        Chooser(_fit_facts(map(_sources, seen), SOURCE_PENALTY), _fit_votes(sources)),
        threshold,
        calibrate(kept),
    )


def _fit_facts(texts: Iterable[Sequence[list[Candidate]]], penalty: float = CONTENT_PENALTY) -> Ranker:
    """A ranker of what is known of the candidates without the tagger."""
    ruled = [
        [Rated(dict.fromkeys(c.known.facts, 1.0), c.overlap) for c in group if c.known.facts is not None]
        for text in texts
        for group in text
    ]
    return Ranker(fit([group for group in ruled if group], penalty=penalty))


def _votes(facts: Ranker, texts: Iterable[Sequence[list[Candidate]]]) -> list[list[Rated]]:
    """The candidates of texts that the ranker of facts has not learnt from, with what speaks for each."""
    return [
        [
            Rated(features, candidate.overlap)
            for features, candidate in zip(votes(facts, [c.known for c in group]), group, strict=True)
        ]
        for text in texts
        for group in text
    ]


def _fit_votes(parts: Sequence[list[list[Rated]]], *, apart_from: int | None = None) -> Ranker:
    """A ranker that weighs the facts against the view."""
    groups = [group for number, part in enumerate(parts) if number != apart_from for group in part]
    return Ranker(fit(groups, penalty=VOTE_PENALTY))


def _contents(text: Seen) -> Sequence[list[Candidate]]:
    return text.contents


def _sources(text: Seen) -> Sequence[list[Candidate]]:
    return text.sources


def _best_threshold(chances: Sequence[float], right: Sequence[bool], wanted: int) -> float:
    """How likely a cue must be: the least that costs next to nothing of the best F1 of whole claims.

    What is not extracted cannot be found again; what is too much has a confidence to leave it out by.
    """

    def f1(threshold: float) -> float:
        kept = [is_right for chance, is_right in zip(chances, right, strict=True) if chance >= threshold]
        return 2 * sum(kept) / max(1, len(kept) + wanted)

    best = max(map(f1, THRESHOLDS))
    return next(threshold for threshold in THRESHOLDS if f1(threshold) >= best - NEGLIGIBLE)


def calibrate(pairs: Sequence[tuple[float, bool]]) -> Calibration:
    """The calibration under which probabilities fit best how often what they were given for is right."""
    from scipy.optimize import minimize

    odds = np.array([log_odds(chance) for chance, _ in pairs])
    signs = np.array([1.0 if is_right else -1.0 for _, is_right in pairs])
    if not len(pairs):
        return Calibration()

    def loss(line: np.ndarray) -> float:
        return float(np.logaddexp(0, -signs * (line[0] * odds + line[1])).sum())

    found = minimize(loss, np.array([1.0, 0.0]))
    return Calibration(round(float(found.x[0]), 3), round(float(found.x[1]), 3))


def _content_groups(text: Annotated, groups: Iterable[Group]) -> Iterator[list[Candidate]]:
    """The candidates of an annotated text, cue by cue, each compared with the annotated claims."""
    context, gold = text.context, text.gold
    for view, group in groups:
        features = group_features(context, group, view)
        yield [
            Candidate(known, max((overlap(candidate, g) for g in gold), default=0.0))
            for known, candidate in zip(features, group, strict=True)
        ]


def _source_groups(text: Annotated, groups: Iterable[Group]) -> Iterator[list[Candidate]]:
    """The possible sources of the candidates that match an annotated claim best."""
    context, gold = text.context, text.gold
    for view, group in groups:
        pairs = [(overlap(candidate, g), i, j) for i, candidate in enumerate(group) for j, g in enumerate(gold)]
        value, i, j = max(pairs, default=(0.0, 0, 0))
        if value < OVERLAP:
            continue
        source = _tokens(filter(None, (gold[j].source,)))
        possible = possible_sources(context, group[i], view)
        if possible:
            yield [Candidate(found.known, float(_is_of(found, source))) for found in possible]


def _is_of(found: PossibleSource, source: set[int]) -> bool:
    """Whether a noun phrase is the annotated source: its head is in it, or any word of what only the tagger sees."""
    return found.head in source if found.known.facts is not None else bool(_tokens((found.span,)) & source)


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
            content += any(_likeness(p, gold) >= OVERLAP for p in predicted)
            whole += any(matches(p, gold) for p in predicted)
    return {
        "precision": content / max(1, found),
        "recall": content / max(1, wanted),
        "content": 2 * content / max(1, found + wanted),
        "tuple": 2 * whole / max(1, found + wanted),
    }


def matches(candidate: Attribution, gold: Attribution) -> bool:
    """Whether an attribution is the annotated one: contents overlap enough, and sources and cues touch."""
    return overlap(candidate, gold) >= OVERLAP and _same_source(candidate, gold)


def _same_source(left: Attribution, right: Attribution) -> bool:
    if left.source is None or right.source is None:
        return left.source is right.source
    return left.source.start < right.source.end and right.source.start < left.source.end
