"""Which noun phrase of the sentence is the source, none included: a trained choice, for parses are often wrong."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kb.extract.calibration import log_odds
from kb.extract.ranker import Known, cue_head
from kb.extract.source_phrase import NOMINAL, phrase
from kb.extract.surroundings import overlap
from kb.extract.syntax import SUBJECTS, feature, first_child, lemma, relation

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

    from kb.extract.annotation import Attribution
    from kb.extract.context import Context
    from kb.extract.ranker import Chooser, Features
    from kb.extract.tagger import View

# A nominal that only specifies another one is found through that one.
INNER = frozenset({"nmod", "flat", "amod", "det", "nummod", "fixed", "compound", "appos"})
# In tokens, how far from its cue a source is looked for: sentences are seldom longer.
FARTHEST = 80
DISTANCES = (1, 2, 3, 5, 8, 13, 21)
# How likely the likeliest token of a source must be, and those beside it.
LEAST_PEAK, LEAST_BESIDE = 0.15, 0.3


@dataclass(frozen=True, slots=True)
class PossibleSource:
    """A noun phrase, its head, and what is known of it as the source of a cue."""

    span: Span
    head: int
    known: Known


def with_source(context: Context, attribution: Attribution, view: View, chooser: Chooser) -> Attribution:
    """The attribution with the likeliest source, or none."""
    possible = possible_sources(context, attribution, view)
    probabilities = chooser.probabilities([source.known for source in possible])
    best = max(range(len(possible)), key=probabilities.__getitem__, default=None)
    if best is None or probabilities[best] < 1 - sum(probabilities):
        return replace(attribution, source=None)
    return replace(attribution, source=possible[best].span)


def possible_sources(context: Context, attribution: Attribution, view: View) -> list[PossibleSource]:
    """The noun phrases of the cue's sentence, and what the tagger sees if that is none of them."""
    found = []
    heads = source_heads(context, attribution)
    ruled = attribution.source
    if ruled is not None and not any(_is_ruled(attribution, head.i) for head in heads):
        heads.append(ruled.root)
    for head in heads:
        span = _span(context, attribution, head)
        facts = tuple(dict.fromkeys(_features(context, attribution, head)))
        known = Known(facts, _seen(attribution, view, head.i, span))
        found.append(PossibleSource(span, head.i, known))
    seen = _seen_source(context, attribution, view)
    if seen is not None and not any(overlap(seen, source.span) for source in found):
        head = seen.root
        found.append(PossibleSource(seen, head.i, Known(None, _seen(attribution, view, head.i, seen))))
    return found


def _span(context: Context, attribution: Attribution, head: Token) -> Span:
    """The noun phrase of a head, as the rules for sources have it; the head alone where that runs into the cue."""
    if _is_ruled(attribution, head.i) and attribution.source is not None:
        return attribution.source
    span, cue = phrase(context, head), attribution.cue
    alone = context.doc[head.i : head.i + 1]
    return alone if span is None or (cue is not None and overlap(span, cue)) else span


def _seen_source(context: Context, attribution: Attribution, view: View) -> Span | None:
    """The words around the likeliest token that the tagger takes for the source, in neither cue nor content."""
    peak = view.start + int(view.source.argmax())
    if view.source_at(peak) < LEAST_PEAK:
        return None
    start, end = peak, peak + 1
    while view.source_at(start - 1) >= LEAST_BESIDE:
        start -= 1
    while view.source_at(end) >= LEAST_BESIDE:
        end += 1
    span = context.doc[start:end]
    taken = (*attribution.content, *filter(None, (attribution.cue,)))
    return None if any(overlap(span, other) for other in taken) else span


def _seen(attribution: Attribution, view: View, head: int, span: Span) -> Features:
    """What the tagger makes of a noun phrase."""
    chance = view.source_at(head)
    ruled = float(_is_ruled(attribution, head))
    return {
        "head": chance,
        "head odds": log_odds(chance) / 4,
        "phrase": sum(view.source_at(i) for i in range(span.start, span.end)) / len(span),
        "ruled": ruled,
        "ruled head": ruled * chance,
    }


def _is_ruled(attribution: Attribution, head: int) -> bool:
    """Whether the rules for sources chose this noun phrase."""
    return attribution.source is not None and attribution.source.start <= head < attribution.source.end


def source_heads(context: Context, attribution: Attribution) -> list[Token]:
    """The heads of the noun phrases in the cue's sentence that are not in the content or the cue."""
    head = cue_head(attribution).i
    start, end = context.sentence(head)
    start, end = max(start, head - FARTHEST), min(end, head + FARTHEST)
    taken = {i for span in attribution.content for i in range(span.start, span.end)}
    cue = attribution.cue
    inside = range(cue.start, cue.end) if cue is not None else range(0)
    return [
        token
        for token in context.doc[start:end]
        if token.i not in taken
        and token.i not in inside
        and (token.pos_ in NOMINAL - {"ADJ", "NUM", "DET"} or token.dep_ in SUBJECTS or _possesses(token, inside))
        and not (relation(token) in INNER and token.head.pos_ in {"NOUN", "PROPN"} and token.head.i not in inside)
    ]


def _possesses(token: Token, cue: range) -> bool:
    return token.head.i in cue and token.pos_ in {"DET", "PRON"}


def _features(context: Context, attribution: Attribution, head: Token) -> Iterator[str]:
    """What is known of a noun phrase as the source of a cue."""
    doc, cue = context.doc, cue_head(attribution)
    cues = context.language.cues
    left, right = sorted((head.i, cue.i))
    between = doc[left + 1 : right]
    case = first_child(head, "case")
    adposition = lemma(case) if case is not None else "-"
    place = "left" if head.i < cue.i else "right"
    distance = sum(len(between) >= limit for limit in DISTANCES)
    link = (
        f"child {head.dep_}"
        if head.head is cue
        else f"sibling {head.dep_} {cue.dep_}"
        if head.head is cue.head
        else f"of governor {head.dep_} {cue.dep_}"
        if head.head is cue.head.head
        else "far"
    )
    form = f"{cue.pos_} {feature(cue, 'VerbForm')} {feature(cue, 'Person')} {feature(cue, 'Voice')}"
    agreement = "".join(_agrees(head, cue, name) for name in ("Number", "Gender", "Person"))
    verbs = min(3, sum(token.pos_ == "VERB" for token in between))
    word = lemma(cue)
    act = cues.verbs.get(word) or cues.nouns.get(word) or "-"
    nominal = f"{head.pos_} {feature(head, 'Case')} {adposition}"
    ruled = _is_ruled(attribution, head.i)
    ruling = "ruled" if ruled else "rival" if attribution.source is not None else "unruled"
    facts = [
        f"link={link}",
        f"nominal={nominal}",
        f"entity={head.ent_type_}",
        f"animacy={feature(head, 'Animacy')}",
        f"agreement={agreement}",
        f"place={place} distance={distance}",
        f"verbs between={verbs}",
        f"comma between={any(token.text == ',' for token in between)}",
        f"other subject={head.dep_ in SUBJECTS and head.head is not cue}",
        f"quoted={context.quotation_at[head.i] >= 0}{context.quotation_at[cue.i] >= 0}",
        f"case={feature(head, 'Case')} agreement={agreement}",
        f"pronoun={head.lower_ if head.pos_ in {'PRON', 'DET'} else '-'}",
    ]
    yield "bias"
    yield ruling
    yield f"cue={word} {ruling}"
    yield f"cue={word} adposition={adposition}"
    yield f"act={act} {ruling}"
    yield f"construction={attribution.construction} {ruling}"
    for fact in facts:
        yield fact
        yield f"{form} {fact}"
        yield f"{ruling} {fact}"


def _agrees(head: Token, cue: Token, name: str) -> str:
    """Agreement of a feature: + agrees, - differs, 0 unknown."""
    mine, theirs = feature(head, name), feature(cue, name)
    return "0" if not mine or not theirs else "+" if mine == theirs else "-"
