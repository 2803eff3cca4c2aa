"""Which noun phrase of the sentence is the source, none included: a trained choice, for parses are often wrong."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from kb.extract.ranker import LEAST_CHANCE, cue_head
from kb.extract.source_phrase import NOMINAL, phrase
from kb.extract.syntax import SUBJECTS, feature, first_child, lemma, relation

if TYPE_CHECKING:
    from spacy.tokens import Token

    from kb.extract.annotation import Attribution
    from kb.extract.context import Context
    from kb.extract.ranker import Features, Ranker
    from kb.extract.tagger import View

# A nominal that only specifies another one is found through that one.
INNER = frozenset({"nmod", "flat", "amod", "det", "nummod", "fixed", "compound", "appos"})
# In tokens, how far from its cue a source is looked for: sentences are seldom longer.
FARTHEST = 80
DISTANCES = (1, 2, 3, 5, 8, 13, 21)


def with_source(context: Context, attribution: Attribution, view: View, ranker: Ranker) -> Attribution:
    """The attribution with the source that the ranker finds most likely, or none."""
    heads = source_heads(context, attribution)
    probabilities = ranker.probabilities(source_features(context, attribution, head, view) for head in heads)
    best = max(range(len(heads)), key=probabilities.__getitem__, default=None)
    if best is None or probabilities[best] < 1 - sum(probabilities):
        return replace(attribution, source=None)
    if attribution.source is not None and attribution.source.start <= heads[best].i < attribution.source.end:
        return attribution
    cue = attribution.cue
    span = phrase(context, heads[best])
    if span is not None and cue is not None and span.start < cue.end and cue.start < span.end:
        i = heads[best].i
        span = context.doc[i : i + 1]
    return replace(attribution, source=span)


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


def source_features(context: Context, attribution: Attribution, head: Token, view: View) -> Features:
    """What is known of a noun phrase as the source of a cue."""
    chance = view.source_at(head.i)
    known = min(max(chance, LEAST_CHANCE), 1 - LEAST_CHANCE)
    return {
        **dict.fromkeys(_features(context, attribution, head, cue_head(attribution)), 1.0),
        "view": chance,
        "view: odds": math.log(known / (1 - known)) / 4,
        f"{_ruling(attribution, head)}|view": chance,
    }


def _ruling(attribution: Attribution, head: Token) -> str:
    """What the rules say of the noun phrase: that it is the source, that another is, or nothing."""
    source = attribution.source
    return "unruled" if source is None else "ruled" if source.start <= head.i < source.end else "rival"


def _features(context: Context, attribution: Attribution, head: Token, cue: Token) -> Iterator[str]:
    doc = context.doc
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
    ruling = _ruling(attribution, head)
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
