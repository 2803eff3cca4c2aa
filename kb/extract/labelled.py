"""Statements that stand behind the name of who makes them: «Песков: ...», and in headlines «..., – Песков».

No word reports here, only a mark does: so these are found by rule, beside what the rankers choose.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kb.extract.annotation import Attribution
from kb.extract.document import blocks_of
from kb.extract.states import names_state
from kb.extract.surroundings import overlap
from kb.extract.syntax import VERBAL, Bounds, feature, lemma
from kb.model import BlockKind, EntityKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kb.extract.annotation import Quotation
    from kb.extract.context import Context

# The share that were right among those of the annotated training texts.
CONFIDENCE = 0.9
# In tokens: the longest name with a title, the shortest statement.
LONGEST_LABEL, SHORTEST = 9, 3
COLON, DASHES = ":", frozenset({"–", "—", "-", "―"})
TITLES = frozenset({BlockKind.HEADLINE, BlockKind.SUBHEADING})
# A first line that ends in none of these is a title, also where no blank line follows it.
ENDS = frozenset('.!?…;:»”"')


def with_labelled(context: Context, attributions: Iterable[Attribution]) -> tuple[Attribution, ...]:
    """The attributions in the order of their cues, with the labelled statements that none of them covers.

    One whose source is a part of the label was a reading of the statement behind it, and goes.
    """
    kept = list(attributions)
    for found in labelled(context):
        if any(_same_content(found, other) for other in kept):
            continue
        kept = [other for other in kept if not _is_reading_of(found, other)]
        kept.append(found)
    return tuple(sorted(kept, key=lambda a: a.cue.start if a.cue is not None else 0))


def labelled(context: Context) -> Iterator[Attribution]:
    """The statements that a mark ties to a name."""
    for start, end, block in blocks_of(context.doc):
        is_headline = block.kind in TITLES or (start == 0 and context.doc[end - 1].text not in ENDS)
        found = _behind_colon(context, start, end, is_headline=is_headline)
        if found is None and is_headline:
            found = _before_dash(context, start, end)
        if found is not None:
            yield found


def _behind_colon(context: Context, start: int, end: int, *, is_headline: bool) -> Attribution | None:
    doc = context.doc
    colon = next((i for i in range(start, min(end, start + LONGEST_LABEL + 1)) if doc[i].text == COLON), None)
    if colon is None:
        return None
    # «Песков о переговорах: ...»: what it is about is no part of the name, but of what signals that it speaks.
    topics = context.language.cues.topic_adpositions
    label = (start, next((i for i in range(start + 1, colon) if doc[i].lower_ in topics), colon))
    if not _is_label(context, *label):
        return None
    quotation = _quotation_at(context, colon + 1)
    if quotation is not None and quotation.outer.end <= end:
        content = quotation.inner
    elif not is_headline or colon + 1 >= end or not _says_something(context, colon + 1, end):
        return None
    else:
        content = doc[colon + 1 : end]
    return _attribution(context, label, (label[1], colon + 1), (content.start, content.end), "label:colon")


def _before_dash(context: Context, start: int, end: int) -> Attribution | None:
    doc = context.doc
    dash = next((i for i in range(end - 1, max(start, end - LONGEST_LABEL - 1), -1) if doc[i].text in DASHES), None)
    if dash is None or not _is_label(context, dash + 1, end, places=False) or not _says_something(context, start, dash):
        return None
    return _attribution(context, (dash + 1, end), (dash, dash + 1), (start, dash), "label:dash")


def _attribution(
    context: Context, label: Bounds, cue: Bounds, content: Bounds, construction: str
) -> Attribution | None:
    source, said = context.spans(label), context.spans(content)
    if not source or not said or len(said[0]) < SHORTEST:
        return None
    return Attribution(source[0], context.doc[slice(*cue)], said, construction, confidence=CONFIDENCE)


def _is_label(context: Context, start: int, end: int, *, places: bool = True) -> bool:
    """Whether these tokens only name somebody who can speak: a person, an organisation, or what stands for one."""
    tokens = context.doc[start:end]
    if not tokens or any(t.pos_ in VERBAL or (t.is_punct and not t.text.strip("-«»\"'’")) for t in tokens):
        return False
    words, kinds = context.language.speakers, context.language.speakers.entity_kinds
    first = next((t for t in tokens if t.pos_ in {"NOUN", "PROPN", "X"}), None)
    if first is None or tokens[0].pos_ in {"ADP", "ADV", "NUM", "SCONJ", "PART", "PRON"}:
        return False
    if feature(first, "Case") not in {"", "Nom"}:
        return False
    named = {kinds[t.ent_type_] for t in tokens if t.ent_type_ in kinds}
    if named - {EntityKind.PLACE}:
        return True
    if named:  # most towns before a colon only say where something happened
        return places and any(names_state(t) for t in tokens)
    if all(t.pos_ in {"PROPN", "X"} for t in tokens):  # a name that was not recognised
        return True
    return lemma(first) in frozenset().union(words.speaking, words.organisations, words.people, *words.synonyms)


def _says_something(context: Context, start: int, end: int) -> bool:
    """Whether there is a predicate: a verb, or a dash or a short form that does without one."""
    return any(t.pos_ in VERBAL or t.text in DASHES or feature(t, "Variant") == "Short" for t in context.doc[start:end])


def _quotation_at(context: Context, i: int) -> Quotation | None:
    if i >= len(context.doc) or (number := context.quotation_at[i]) < 0:
        return None
    found = context.quotations[number]
    return found if found.outer.start == i else None


def _is_reading_of(found: Attribution, other: Attribution) -> bool:
    """Whether the other takes the label for the source of a word behind it."""
    own, source = found.source, other.source
    return own is not None and source is not None and overlap(own, source)


def _same_content(one: Attribution, other: Attribution) -> bool:
    return [(s.start, s.end) for s in one.content] == [(s.start, s.end) for s in other.content]
