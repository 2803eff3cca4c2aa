"""Attribution: the sources, cues and contents of a parsed Doc."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import replace
from typing import TYPE_CHECKING

from kb.extract.constructions import find_candidates, seen_candidates
from kb.extract.context import LONGEST
from kb.extract.labelled import with_labelled
from kb.extract.ranker import cue_head, group_features
from kb.extract.source_choice import with_source
from kb.extract.tagger import view_cues

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from spacy.tokens import Span

    from kb.extract.annotation import Attribution
    from kb.extract.attribution_model import AttributionModel
    from kb.extract.context import Context
    from kb.extract.tagger import View

# A token that the tagger finds less likely to be a cue is not looked at any further.
LEAST_CHANCE = 0.02
# «Як раніше повідомляв X»: so far before the cue the conjunction may stand.
OPENING = 3
# First token and end of each stretch.
Place = tuple[tuple[int, int], ...]


def candidate_groups(context: Context, views: Iterable[View]) -> Iterator[tuple[View, list[Attribution]]]:
    """The candidates of each cue that the tagger sees, those of the constructions and its own, without repeats.

    A cue of several words («має намір») is seen from its head, whichever of its words a construction starts from.
    """
    seen = {view.cue: view for view in views}
    found: dict[int, list[Attribution]] = {cue: [] for cue in seen}
    for cue in seen:
        for candidate in find_candidates(context, context.doc[cue]):
            head = cue_head(candidate).i
            found[head if head in seen else cue].append(candidate)
    for cue, view in seen.items():
        candidates = [*found[cue], *seen_candidates(context, context.doc[cue], view)]
        if candidates:
            yield view, _different(candidates)


def _different(candidates: Iterable[Attribution]) -> list[Attribution]:
    """The candidates without those of the tagger that a construction has too."""
    found: dict[tuple[str, Place], Attribution] = {}
    places: set[Place] = set()
    for candidate in candidates:
        place = _key(candidate)[1:]
        if not candidate.construction.startswith("seen") or place not in places:
            found[candidate.construction, place] = candidate
            places.add(place)
    return list(found.values())


def attribute(context: Context, model: AttributionModel) -> tuple[Attribution, ...]:
    """The attributions of the Doc in the order of their cues, each with the one that holds it."""
    return choose(context, view_cues(model.tagger, context, least=LEAST_CHANCE), model)


def choose(context: Context, views: Iterable[View], model: AttributionModel) -> tuple[Attribution, ...]:
    """The attributions that the rankers choose among the candidates of the cues that the tagger sees."""
    chosen = []
    for view, group in candidate_groups(context, views):
        probabilities = model.content.probabilities(group_features(context, group, view))
        chance = sum(probabilities)
        if chance >= model.threshold:
            best = max(range(len(group)), key=probabilities.__getitem__)
            found = replace(group[best], confidence=round(model.calibration(chance), 3))
            chosen.append(with_source(context, found, view, model.source))
    kept = with_labelled(context, _without_repeats(chosen))
    asides = sorted(_clause(context, attribution) for attribution in kept if _is_parenthetic(attribution))
    cut = [_without_asides(context, attribution, asides) for attribution in kept]
    nested = nest([_with_its_block(context, attribution) for attribution in cut])
    return tuple(replace(own, within=held.within) for own, held in zip(cut, nested, strict=True))


def _with_its_block(context: Context, attribution: Attribution) -> Attribution:
    """«Як раніше повідомлялося, ...» at the head of a paragraph reminds of all that the paragraph tells."""
    if attribution.source is not None or not attribution.construction.startswith("as"):
        return attribution
    start, end = _clause(context, attribution)
    first, last = context.block(start)
    if start > first or last - end > LONGEST:
        return attribution
    return replace(attribution, content=(context.doc[end:last],))


def _without_asides(context: Context, attribution: Attribution, asides: Sequence[tuple[int, int]]) -> Attribution:
    """Without the reporting clause of another attribution at an edge: «заявив, що ..., пише Reuters»."""
    content = list(attribution.content)
    for i, span in enumerate(content):
        for start, end in asides[bisect_left(asides, (span.start, 0)) : bisect_left(asides, (span.end, 0))]:
            pieces = context.spans((content[i].start, start)), context.spans((end, content[i].end))
            if end <= content[i].end and bool(pieces[0]) != bool(pieces[1]):
                content[i] = (pieces[0] or pieces[1])[0]
    return replace(attribution, content=tuple(content))


def _is_parenthetic(attribution: Attribution) -> bool:
    """Whether the attribution's clause is set into what it reports."""
    return attribution.construction.partition(":")[0] in {"around", "as", "phrase"}


def _clause(context: Context, attribution: Attribution) -> tuple[int, int]:
    """The stretch of tokens that the cue and the source fill, from «як» on where that opens it."""
    spans = [span for span in (attribution.cue, attribution.source) if span is not None]
    start, end = min(span.start for span in spans), max(span.end for span in spans)
    first = max(context.sentence(start)[0], start - OPENING)
    opens = (i for i in range(first, start) if context.doc[i].lower_ in context.language.cues.as_conjunctions)
    return next(opens, start), end


def nest(attributions: Sequence[Attribution]) -> tuple[Attribution, ...]:
    """The same attributions, each with the index of the smallest one whose content holds its cue and its content."""
    order = sorted(range(len(attributions)), key=lambda i: attributions[i].content[0].start)
    starts = [attributions[i].content[0].start for i in order]

    def near(cue: Span | None) -> list[int]:
        """Those whose content begins close enough before the cue, or right after it, to hold it."""
        if cue is None:
            return []
        return order[bisect_left(starts, cue.start - 3 * LONGEST) : bisect_left(starts, cue.end)]

    return tuple(
        replace(inner, within=_holder(i, attributions, near(inner.cue))) for i, inner in enumerate(attributions)
    )


def _holder(i: int, attributions: Sequence[Attribution], candidates: Sequence[int]) -> int | None:
    inner = attributions[i]
    holders = [
        (sum(map(len, attributions[j].content)), j)
        for j in candidates
        if j != i and _holds(attributions[j], inner) and not (_holds(inner, attributions[j]) and j > i)
    ]
    return min(holders)[1] if holders else None


def _holds(outer: Attribution, inner: Attribution) -> bool:
    """Whether the inner cue and content lie in the outer content; of one that points back the cue says enough."""
    cue = inner.cue
    if cue is None:
        return False
    spans = (cue,) if inner.antecedent else (cue, *inner.content)
    return all(any(o.start <= s.start and s.end <= o.end for o in outer.content) for s in spans)


def _without_repeats(attributions: Sequence[Attribution]) -> list[Attribution]:
    """Of attributions with the same content and overlapping cues the most likely one."""
    by_content: dict[Place, list[Attribution]] = {}
    for attribution in attributions:
        rivals = by_content.setdefault(_key(attribution)[1:], [])
        rival = next((i for i, other in enumerate(rivals) if _touch(other, attribution)), None)
        if rival is None:
            rivals.append(attribution)
        elif rivals[rival].confidence < attribution.confidence:
            rivals[rival] = attribution
    return sorted(
        (a for kept in by_content.values() for a in kept), key=lambda a: a.cue.start if a.cue is not None else 0
    )


def _touch(left: Attribution, right: Attribution) -> bool:
    a, b = left.cue, right.cue
    return a is not None and b is not None and a.start < b.end and b.start < a.end


def _key(attribution: Attribution) -> Place:
    """Where cue and content stand."""
    spans = (attribution.cue, *attribution.content)
    return tuple((span.start, span.end) if span is not None else (-1, -1) for span in spans)
