"""Attribution: the sources, cues and contents of a parsed Doc."""

from __future__ import annotations

from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING

from kb.extract.constructions import find_candidates
from kb.extract.ranker import cue_head, group_features
from kb.extract.source_choice import with_source

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kb.extract.annotation import Attribution
    from kb.extract.context import Context
    from kb.extract.ranker import Rankers


def candidate_groups(context: Context) -> Iterator[list[Attribution]]:
    """The candidates of the Doc, those of one cue together, in the order of their cues."""
    found = sorted(find_candidates(context), key=lambda candidate: cue_head(candidate).i)
    for _, group in groupby(found, key=lambda candidate: cue_head(candidate).i):
        yield list({(c.construction, _key(c)): c for c in group}.values())


def attribute(context: Context, rankers: Rankers) -> tuple[Attribution, ...]:
    """The attributions of the Doc in the order of their cues, each with the one that holds it."""
    chosen = []
    for group in candidate_groups(context):
        probabilities = rankers.content.probabilities(group_features(context, group))
        confidence = sum(probabilities)
        if confidence >= rankers.threshold:
            best = max(range(len(group)), key=probabilities.__getitem__)
            found = replace(group[best], confidence=round(confidence, 3))
            chosen.append(with_source(context, found, rankers.source))
    kept = _without_repeats(chosen)
    return nest([_without_asides(context, attribution, kept) for attribution in kept])


def _without_asides(context: Context, attribution: Attribution, others: Sequence[Attribution]) -> Attribution:
    """Without the reporting clause of another attribution at an edge: «заявив, що ..., пише Reuters»."""
    asides = [_clause(other) for other in others if other is not attribution and _is_parenthetic(other)]
    content = list(attribution.content)
    for start, end in asides:
        for i, span in enumerate(content):
            if not (span.start <= start and end <= span.end) or end - start == len(span):
                continue
            pieces = context.spans((span.start, start)), context.spans((end, span.end))
            if bool(pieces[0]) != bool(pieces[1]):
                content[i] = (pieces[0] or pieces[1])[0]
    return replace(attribution, content=tuple(content))


def _is_parenthetic(attribution: Attribution) -> bool:
    """Whether the attribution's clause is set into what it reports."""
    return attribution.construction.partition(":")[0] in {"around", "as", "phrase"}


def _clause(attribution: Attribution) -> tuple[int, int]:
    """The stretch of tokens that the cue and the source fill."""
    spans = [span for span in (attribution.cue, attribution.source) if span is not None]
    return min(span.start for span in spans), max(span.end for span in spans)


def nest(attributions: Sequence[Attribution]) -> tuple[Attribution, ...]:
    """The same attributions, each with the index of the smallest one whose content holds its cue and its content."""
    return tuple(replace(inner, within=_holder(i, attributions)) for i, inner in enumerate(attributions))


def _holder(i: int, attributions: Sequence[Attribution]) -> int | None:
    inner = attributions[i]
    holders = [
        (sum(map(len, outer.content)), j)
        for j, outer in enumerate(attributions)
        if j != i and _holds(outer, inner) and not (_holds(inner, outer) and j > i)
    ]
    return min(holders)[1] if holders else None


def _holds(outer: Attribution, inner: Attribution) -> bool:
    """Whether the inner cue and content lie in the outer content."""
    cue = inner.cue
    if cue is None:
        return False
    spans = (cue, *inner.content)
    return all(any(o.start <= s.start and s.end <= o.end for o in outer.content) for s in spans)


def _without_repeats(attributions: Sequence[Attribution]) -> list[Attribution]:
    """Of attributions with the same content and overlapping cues the most likely one."""
    kept: list[Attribution] = []
    for attribution in attributions:
        rival = next((k for k in kept if _key(k)[1:] == _key(attribution)[1:] and _touch(k, attribution)), None)
        if rival is None:
            kept.append(attribution)
        elif rival.confidence < attribution.confidence:
            kept[kept.index(rival)] = attribution
    return kept


def _touch(left: Attribution, right: Attribution) -> bool:
    a, b = left.cue, right.cue
    return a is not None and b is not None and a.start < b.end and b.start < a.end


def _key(attribution: Attribution) -> tuple[tuple[int, int], ...]:
    """Where cue and content stand."""
    spans = (attribution.cue, *attribution.content)
    return tuple((span.start, span.end) if span is not None else (-1, -1) for span in spans)
