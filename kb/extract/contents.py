"""Where a content stands that its cue does not govern: quoted, around the reporting clause, after a colon, before."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kb.extract.syntax import VERBAL, Bounds, bounds, relation

if TYPE_CHECKING:
    from spacy.tokens import Token

    from kb.extract.context import Context

# The name of a construction and the stretches of tokens that it takes for the content.
Content = tuple[str, tuple[Bounds, ...]]
# How many tokens of punctuation may stand between a quotation and its cue's clause.
GAP = 3
DASHES = frozenset("-–—―")


def reporting_clause(context: Context, verb: Token) -> Bounds:
    """The stretch of tokens that the verb, its subject and its circumstances fill, the content left out."""
    first, last = context.sentence(verb.i)
    start, end = verb.i, verb.i + 1
    keep = []
    for child in verb.children:
        if relation(child) in {"ccomp", "parataxis", "conj", "punct", "csubj", "xcomp", "advcl"} and (
            child.dep_ != "advcl" or child.pos_ in VERBAL
        ):
            continue
        keep.append(bounds(child))
    for left, right in sorted(keep, key=lambda b: -b[1]):
        if right <= verb.i and _adjoins(context, right, start):
            start = min(start, left)
    for left, right in sorted(keep):
        if left > verb.i and _adjoins(context, end, left):
            end = max(end, right)
    return max(first, start), min(last, end)


def _adjoins(context: Context, end: int, start: int) -> bool:
    """Whether nothing but one comma lies between."""
    return start - end <= 1 and all(context.doc[i].text == "," for i in range(end, start))


def quotations(context: Context, verb: Token, clause: Bounds) -> Iterator[Content]:
    """«...», — сказав X; X сказав: «...»; «..., — сказав X, — ...»."""
    start, end = clause
    block_start, block_end = context.block(verb.i)
    inside = context.quotation_at[verb.i]
    if inside >= 0:
        inner = context.quotations[inside].inner
        if _set_off(context, clause):
            yield "quote:inside", ((inner.start, start), (end, inner.end))
        return
    before = next((i for i in range(start - 1, max(block_start, start - 1 - GAP) - 1, -1) if _quote(context, i)), None)
    after = next((i for i in range(end, min(block_end, end + GAP)) if _quote(context, i)), None)
    left = _inner(context, before) if before is not None else None
    right = _inner(context, after) if after is not None else None
    if left:
        yield "quote:before", (left,)
        sentence = context.sentences[context.sentence_at[left[0]]][0]
        if sentence < left[0] - 1:
            yield "quote:before:sentence", ((max(sentence, block_start), left[1]),)
    if right:
        yield "quote:after", (right,)
        whole = context.sentence(verb.i)[1]
        if right[1] + 2 < whole:
            yield "quote:after:sentence", ((right[0], whole),)
    if left and right:
        yield "quote:both", (left, right)
    if not left and start - block_start <= 1 and context.block_at[verb.i] > 0:
        yield from _quoted_block_before(context, context.block_at[verb.i] - 1)


def _quoted_block_before(context: Context, number: int) -> Iterator[Content]:
    """A quotation that fills the block before the one that the cue begins."""
    start, end = context.blocks[number]
    inner = _inner(context, start) if _quote(context, start) else None
    if inner and end - inner[1] <= GAP:
        yield "quote:block", (inner,)


def _quote(context: Context, i: int) -> bool:
    return context.quotation_at[i] >= 0


def _inner(context: Context, i: int) -> Bounds:
    inner = context.quotations[context.quotation_at[i]].inner
    return inner.start, inner.end


def _set_off(context: Context, clause: Bounds) -> bool:
    """Whether dashes or commas part the reporting clause from the quoted words around it."""
    start, end = clause
    doc = context.doc
    return start > 0 and doc[start - 1].is_punct and end < len(doc) and doc[end].is_punct


def introduced_by_as(context: Context, verb: Token) -> bool:
    """«як заявив X»: the conjunction opens the verb's clause."""
    return any(child.lower_ in context.language.cues.as_conjunctions for child in verb.lefts)


def around(context: Context, clause: Bounds, name: str, head: Token | None = None) -> Iterator[Content]:
    """The rest of the sentence before and after the reporting clause, or of the clause that it hangs on."""
    start, end = clause
    first, last = context.sentence(start)
    if start > first and context.doc[start - 1].lower_ in context.language.cues.as_conjunctions:
        start -= 1
    yield from _sides(context, (first, start), (end, last), name)
    if head is not None:
        left, right = bounds(head)
        if (left > first or right < last - 1) and left <= start and right >= end:
            yield from _sides(context, (max(first, left), start), (end, min(last, right)), f"{name}:head")
    if start - first > 2 and first > context.block(start)[0] and context.quotation_at[first] < 0:
        yield f"{name}:before:block", ((context.block(start)[0], start),)
    if last - end > 2:
        pieces = ((end, last),) if start - first < 3 else ((first, start), (end, last))
        for kind, content in on_to_next(context, end, f"{name}:next"):
            yield kind, (*pieces[:-1], *content)


def _sides(context: Context, before: Bounds, after: Bounds, name: str) -> Iterator[Content]:
    """What stands before the reporting clause, after it, and both."""
    parenthetic = name.startswith(("phrase", "as"))
    long_before = before[1] - before[0] > 2 and (parenthetic or context.doc[before[1] - 1].is_punct)
    long_after = after[1] - after[0] > 2 and (parenthetic or context.doc[after[0]].is_punct)
    if long_before:
        yield f"{name}:before", (before,)
    if long_after:
        yield f"{name}:after", (after,)
    if long_before and long_after:
        yield f"{name}:both", (before, after)


def on_to_next(context: Context, start: int, name: str) -> Iterator[Content]:
    """From `start` to the end of the next sentence of the block, and of the block: the speech may go on."""
    last = context.sentence(start)[1]
    block_end = context.block(start)[1]
    if last >= block_end or context.quotation_at[last] >= 0:
        return
    following = context.sentence(last)[1]
    yield name, ((start, following),)
    if following < block_end:
        yield f"{name}:block", ((start, block_end),)


def dialogue(context: Context, clause: Bounds) -> Iterator[Content]:
    """..., — сказав X. — ... without quotation marks: the speech goes on after the dash, to the end of the block."""
    start, end = clause
    doc = context.doc
    block_start, block_end = context.block(start)
    dash = next((i for i in range(end, min(end + GAP, block_end)) if doc[i].text in DASHES), None)
    if dash is None or dash == end or start <= block_start or not doc[start - 1].is_punct:
        return
    first = context.sentence(start)[0]
    after = (dash + 1, block_end)
    yield "dialogue", ((first, start), after)
    if first > block_start:
        yield "dialogue:block", ((block_start, start), after)
    following = context.sentence(min(dash + 1, block_end - 1))[1]
    if following < block_end:
        yield "dialogue:sentence", ((first, start), (dash + 1, following))


def colon(context: Context, clause: Bounds) -> Iterator[Content]:
    """X сказав: ... to the end of the sentence, and of the block."""
    end = clause[1]
    last, block_end = context.sentence(clause[0])[1], context.block(clause[0])[1]
    for i in range(end, min(end + 2 * GAP, block_end)):
        if context.doc[i].text == ":" and i == block_end - 1:
            if context.block_at[i] + 1 < len(context.blocks):
                yield "colon:next block", (context.blocks[context.block_at[i] + 1],)
            return
        if context.doc[i].text == ":":
            if context.quotation_at[i + 1] >= 0:
                return
            stop = context.sentence(i + 1)[1]
            yield "colon", ((i + 1, max(stop, last)),)
            if max(stop, last) < block_end:
                yield "colon:block", ((i + 1, block_end),)
            return


def antecedents(context: Context, i: int) -> Iterator[Content]:
    """What «це» points back to: the sentence before, all of the block before it, the block before."""
    first = context.sentence(i)[0]
    block_start = context.block(i)[0]
    if first > block_start:
        yield "antecedent", (context.sentence(first - 1),)
        if context.sentence(first - 1)[0] > block_start:
            yield "antecedent:block", ((block_start, first),)
    elif context.block_at[i] > 0:
        start, end = context.blocks[context.block_at[i] - 1]
        yield "antecedent:previous", (context.sentence(end - 1),)
        if context.sentence(end - 1)[0] > start:
            yield "antecedent:previous:block", ((start, end),)
