"""How likely each candidate attribution is, by a log-linear model over what is known of its cue, source and content.

The candidates of one cue differ in where the content begins and ends; the model was trained to tell the one
that an annotator chose from the others and from cues that report nothing (see `kb.training.attribution`). It weighs
words and constructions, which are sparse; a second one weighs the outcome against what the tagger sees (stacking).
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kb.extract.calibration import log_odds
from kb.extract.syntax import feature, is_negated, lemma, relation

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

    from kb.extract.annotation import Attribution
    from kb.extract.context import Context
    from kb.extract.tagger import View

FUNCTION_WORDS = frozenset({"SCONJ", "PRON", "PART", "ADV", "DET"})
# Aspect pairs share their beginning: «зазначити», «зазначати».
STEM = 5
# A weaker construction means more where none of these is to be had.
MAIN = ("clause", "quote:before", "infinitive")
LENGTHS = (1, 2, 4, 7, 12, 20, 35, 60)
# Log-odds: no facts weigh more, and as much as these weigh if there are none.
MOST, NO_FACTS = 30.0, -3.0


# The name of a fact and how much it holds: 1 for what simply does.
Features = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Ranker:
    """Weights of a log-linear model; a feature that it has not seen weighs nothing."""

    weights: Mapping[str, float]

    def score(self, features: Features) -> float:
        """The log-odds of a candidate against none of them.

        >>> Ranker(weights={"said": 2.0}).score({"said": 1.0, "sang": 1.0})
        2.0
        """
        weights = self.weights
        return sum(weights[name] * value for name, value in features.items() if name in weights)

    def weigh(self, facts: Iterable[str]) -> float:
        """The same for features that simply hold.

        >>> Ranker(weights={"said": 2.0}).weigh(["said", "sang"])
        2.0
        """
        return sum(filter(None, map(self.weights.get, facts)))

    def probabilities(self, candidates: Iterable[Features]) -> list[float]:
        """The probability of each candidate; what is missing to 1 is that of none of them.

        >>> [round(p, 2) for p in Ranker(weights={"said": 1.0}).probabilities([{"said": 1.0}, {"sang": 1.0}])]
        [0.58, 0.21]
        """
        scores = [self.score(features) for features in candidates]
        top = max([0.0, *scores])
        exponents = [math.exp(score - top) for score in scores]
        total = sum(exponents) + math.exp(-top)
        return [exponent / total for exponent in exponents]


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a candidate: by its words and construction, if it has one, and by what the tagger sees.

    No fact stands twice.
    """

    facts: Sequence[str] | None
    view: Features


@dataclass(frozen=True, slots=True)
class Chooser:
    """Chooses among candidates: one ranker weighs the facts, another that weight against the tagger's view."""

    facts: Ranker
    votes: Ranker

    def probabilities(self, candidates: Sequence[Known]) -> list[float]:
        """The probability of each candidate; what is missing to 1 is that of none of them."""
        return self.votes.probabilities(votes(self.facts, candidates))


def votes(facts: Ranker, candidates: Sequence[Known]) -> list[Features]:
    """What speaks for each candidate: the weight of its facts, that of all the facts together, and the view."""
    scores = [facts.weigh(known.facts) if known.facts is not None else None for known in candidates]
    weighed = [min(score, MOST) for score in scores if score is not None]
    together = math.log(sum(map(math.exp, weighed))) if weighed else NO_FACTS
    return [
        {
            **known.view,
            **{f"seen: {name}": value for name, value in known.view.items()},
            "seen": 1.0,
            "seen: all": together,
        }
        if score is None
        else {**known.view, "facts": 1.0, "facts: weight": score, "facts: all": together}
        for score, known in zip(scores, candidates, strict=True)
    ]


def group_features(context: Context, group: Sequence[Attribution], view: View) -> list[Known]:
    """What is known of all candidates of one cue, in their order; those of no construction come last."""
    ruled = [candidate for candidate in group if not candidate.construction.startswith("seen")]
    shared = list(_cue_features(context, ruled[0])) if ruled else []
    constructions = sorted({candidate.construction for candidate in ruled})
    crossed = {construction: tuple(_cross(construction, shared)) for construction in constructions}
    known = [
        Known(tuple(dict.fromkeys(_facts(context, candidate, crossed))), _seen(candidate, view)) for candidate in ruled
    ]
    return known + [Known(None, _seen(candidate, view)) for candidate in group[len(ruled) :]]


def _facts(context: Context, candidate: Attribution, crossed: Mapping[str, Iterable[str]]) -> Iterator[str]:
    """The facts of a candidate; `crossed` holds what is said of its cue, by the constructions that there are."""
    mine = candidate.construction
    yield "bias"
    yield from crossed[mine]
    yield from _content_features(context, candidate)
    yield from (f"{mine}|also {other}" for other in crossed if other != mine)
    yield from (f"{mine}|without {other}" for other in MAIN if other not in crossed)


def _seen(candidate: Attribution, view: View) -> Features:
    """How well the candidate fits what the tagger sees from its cue."""
    first, last = candidate.content[0], candidate.content[-1]
    likeness, loss = view.agreement([(span.start, span.end) for span in candidate.content])
    return {
        "likeness": likeness,
        "likeness squared": likeness**2,
        "loss": loss / 10,
        "start": view.content_at(first.start) - view.content_at(first.start - 1),
        "end": view.content_at(last.end - 1) - view.content_at(last.end),
        "cue": log_odds(view.probability) / 2,
        "wide": float(candidate.construction == "seen:wide"),
    }


def cue_head(attribution: Attribution) -> Token:
    """The word of the cue that its lemma and its act are taken from."""
    cue: Span | None = attribution.cue
    if cue is None:
        raise ValueError("a candidate has a cue")
    return cue.root if len(cue) > 1 and cue.root.pos_ != "PART" else cue[-1]


def _cross(construction: str, features: Iterable[str]) -> Iterator[str]:
    """Each feature by itself, with the construction, and with the construction's family."""
    family = construction.partition(":")[0]
    yield construction
    yield family
    for name in features:
        yield name
        yield f"{construction}|{name}"
        if family != construction:
            yield f"{family}|{name}"


def _cue_features(context: Context, attribution: Attribution) -> Iterator[str]:
    cues = context.language.cues
    token = cue_head(attribution)
    word = lemma(token)
    act = cues.act(word)
    source = source_type(attribution.source)
    form = f"{feature(token, 'VerbForm')}{feature(token, 'Tense')}{feature(token, 'Person')}{feature(token, 'Mood')}"
    yield f"lemma={word}"
    yield f"stem={word[:STEM]}"
    yield f"before={_shape(context, token.i - 1)}"
    yield f"after={_shape(context, token.i + 1)}"
    yield f"act={act}"
    yield f"pos={token.pos_}"
    yield f"form={form}"
    yield f"aspect={feature(token, 'Aspect')}"
    yield f"source={source}"
    yield f"act={act} source={source}"
    yield f"lemma={word} source={source}"
    yield f"act={act} form={form}"
    yield f"relation={token.dep_}"
    yield f"head={token.head.pos_}"
    if is_negated(token, cues.negations):
        yield "negated"
        yield f"act={act} negated"
    if context.quotation_at[token.i] >= 0:
        yield "cue in quotation"
    start, end = context.sentence(token.i)
    if token.i - start <= 1:
        yield "cue opens sentence"
    place = _order(token, attribution.source)
    clause_end = max(token.i + 1, attribution.source.end if attribution.source is not None else 0)
    closes = all(t.is_punct for t in context.doc[clause_end:end])
    yield f"source {place}"
    yield f"act={act} source {place} closes={closes}"
    yield f"lemma={word} source {place}"
    if context.doc[end - 1].text == "?":
        yield "sentence is a question"
    if any(relation(child) == "advmod" and child.lower_ in cues.as_conjunctions for child in token.lefts):
        yield "as"


def _order(cue: Token, source: Span | None) -> str:
    """On which side of the cue its source stands: inverted order sets a report into what it reports."""
    return "none" if source is None else "before" if source.start < cue.i else "after"


def _shape(context: Context, i: int) -> str:
    """A neighbour: the word itself if it is a mark or a function word, else its part of speech."""
    start, end = context.block(min(max(i, 0), len(context.doc) - 1))
    if not start <= i < end:
        return "edge"
    token = context.doc[i]
    return token.lower_ if token.is_punct or token.pos_ in FUNCTION_WORDS | {"ADP", "CCONJ"} else token.pos_


def source_type(source: Span | None) -> str:
    """What sort of word the source's head is."""
    if source is None:
        return "none"
    root = source.root
    if any(token.ent_type_ for token in source):
        kind = next(token.ent_type_ for token in source if token.ent_type_)
        return f"entity {kind}"
    if root.pos_ == "PRON":
        return f"pronoun {feature(root, 'PronType')}{feature(root, 'Person')}"
    return f"{root.pos_} {feature(root, 'Animacy')}"


def _content_features(context: Context, candidate: Attribution) -> Iterator[str]:
    doc = context.doc
    construction = candidate.construction
    first, last = candidate.content[0], candidate.content[-1]
    tokens = sum(len(span) for span in candidate.content)
    length = sum(tokens > limit for limit in LENGTHS)
    following = doc[last.end] if last.end < len(doc) else None
    cue = candidate.cue.start if candidate.cue is not None else 0
    found = [
        f"length={length}",
        f"pieces={len(candidate.content)}",
        f"first={first[0].pos_}",
        f"first word={first[0].lower_ if first[0].pos_ in FUNCTION_WORDS else '-'}",
        f"root={first.root.pos_}{feature(first.root, 'VerbForm')}",
        f"ends before={following.text if following is not None and following.is_punct else '-'}",
        f"quoted={_quoted(context, first)}{_quoted(context, last)}",
        f"order={'before' if last.end <= cue else 'after' if first.start > cue else 'around'}",
        f"at sentence end={last.end >= context.sentence(last.start)[1] - 1}",
        f"verbs={min(3, sum(context.verbs_within(span.start, span.end) for span in candidate.content))}",
        f"gap={min(6, _gap(candidate, cue))}",
    ]
    if any(context.speaks_to_us(span.start, span.end) for span in candidate.content):
        found.append("first or second person")
    for name in found:
        yield name
        yield f"{construction}|{name}"
    if construction.endswith("next"):
        yield from _next_features(context, last)


def _gap(candidate: Attribution, cue: int) -> int:
    """How many tokens lie between the cue and the nearest part of the content."""
    return min(cue - span.end if span.end <= cue else max(0, span.start - cue) for span in candidate.content)


def _quoted(context: Context, span: Span) -> str:
    """Whether all of the span is inside one quotation, some of it, or none."""
    outside = context.quotation_at[span.start : span.end].count(-1)
    return "all" if not outside else "some" if outside < len(span) else "none"


def _next_features(context: Context, last: Span) -> Iterator[str]:
    """What the sentence that the content runs on to is like, whether it reports by itself."""
    cues = context.language.cues
    start, end = context.sentence(last.end - 1)
    sentence = context.doc[start:end]
    yield f"next first={sentence[0].pos_}"
    yield f"next first word={sentence[0].lower_}"
    acts = {str(cues.verbs[lemma(t)]) for t in sentence if t.pos_ == "VERB" and lemma(t) in cues.verbs}
    for act in acts or {"none"}:
        yield f"next act={act}"
    yield f"next length={sum(len(sentence) > limit for limit in LENGTHS)}"
    yield f"next entity={any(t.ent_type_ for t in sentence)}"
    yield f"next is last={end >= context.block(start)[1]}"
