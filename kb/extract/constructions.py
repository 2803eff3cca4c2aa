"""The constructions by which a text reports speech: for each possible cue, every reading of what its content may be.

They over-generate on purpose: a cue gets all its candidate contents, and the ranker (see `ranker`) says which
of them, if any, is meant.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from kb.extract.annotation import Attribution
from kb.extract.complements import complements, infinitives, objects, subordinate_clauses, topics
from kb.extract.contents import (
    GAP,
    Content,
    antecedents,
    around,
    colon,
    dialogue,
    introduced_by_as,
    quotations,
    reporting_clause,
)
from kb.extract.source_phrase import owner, phrase, source_of
from kb.extract.syntax import CLAUSES, VERBAL, Bounds, bounds, children, feature, first_child, lemma, relation

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

    from kb.extract.context import Context
    from kb.extract.tagger import View

# How likely a token must be to belong to the content.
SEEN = {"seen": 0.5, "seen:wide": 0.25}


def find_candidates(context: Context, token: Token) -> Iterator[Attribution]:
    """Every attribution that a token may be the cue of."""
    cues = context.language.cues
    word = lemma(token)
    if token.lower_ in cues.adpositions:
        yield from _adposition_candidates(context, token)
    elif token.pos_ in VERBAL:
        yield from _candidates(context, token, _verb_contents(context, token, known=word in cues.verbs))
    elif token.pos_ in {"ADJ", "ADV"} and word in cues.predicatives:
        yield from _candidates(context, token, _verb_contents(context, token, known=True))
    elif token.pos_ == "NOUN":
        if word in cues.phrases:
            yield from _phrase_candidates(context, token)
        if word in cues.nouns:
            yield from _noun_candidates(context, token)
    elif token.lower_ in cues.particles:
        yield from _particle_candidates(context, token)


def seen_candidates(context: Context, token: Token, view: View) -> Iterator[Attribution]:
    """What the tagger takes for the content of a cue, more surely and less surely: no construction need fit."""
    cue, source = context.doc[token.i : token.i + 1], None
    if token.pos_ in VERBAL | {"ADJ", "ADV"}:
        cue, source = _with_negation(context, token), source_of(context, token)
    elif token.pos_ == "NOUN":
        source = owner(context, token)
    contents = ((name, view.stretches(chance)) for name, chance in SEEN.items())
    yield from _attributions(context, cue, source, ((name, _within_blocks(context, found)) for name, found in contents))


def _within_blocks(context: Context, stretches: Iterable[Bounds]) -> tuple[Bounds, ...]:
    """The stretches, those cut that run from one block into the next."""
    found: list[Bounds] = []
    for start, end in stretches:
        while start < end:
            stop = min(end, context.block(start)[1])
            found.append((start, stop))
            start = stop
    return tuple(found)


def _attributions(
    context: Context, cue: Span, source: Span | None, contents: Iterable[Content]
) -> Iterator[Attribution]:
    """An attribution of each content that has any words."""
    for name, pieces in contents:
        if spans := context.spans(*pieces):
            yield Attribution(
                source=source, cue=cue, content=spans, construction=name, antecedent=name.startswith("antecedent")
            )


def _candidates(context: Context, cue: Token, contents: Iterator[Content]) -> Iterator[Attribution]:
    """Those of a verb or predicative; its source is looked for only where there is something to attribute."""
    found = list(contents)
    if found:
        yield from _attributions(context, _with_negation(context, cue), source_of(context, cue), found)


def _with_negation(context: Context, cue: Token) -> Span:
    """The cue with the negation right before it."""
    negated = cue.i > 0 and cue.nbor(-1).lower_ in context.language.cues.negations
    return context.doc[cue.i - negated : cue.i + 1]


def _verb_contents(context: Context, verb: Token, *, known: bool) -> Iterator[Content]:
    clause = reporting_clause(context, verb)
    subordinate = list(subordinate_clauses(context, verb))
    yield from subordinate
    yield from quotations(context, verb, clause)
    if relation(verb) == "parataxis" or introduced_by_as(context, verb) or (known and not subordinate):
        yield from around(context, clause, "as" if introduced_by_as(context, verb) else "around", verb.head)
    if not known:
        return
    yield from dialogue(context, clause)
    yield from colon(context, clause)
    yield from infinitives(context, verb)
    yield from objects(context, verb)
    yield from complements(context, verb)
    yield from topics(context, verb)


def _phrase_candidates(context: Context, noun: Token) -> Iterator[Attribution]:
    """«за словами X», «на його думку», «за даними слідства»."""
    allowed = context.language.cues.phrases[lemma(noun)]
    case = next((c for c in noun.lefts if relation(c) == "case" and lemma(c) in allowed), None)
    if case is None:
        before = noun.nbor(-1) if noun.i else noun
        if lemma(before) not in allowed and before.lower_ not in allowed:
            return
        case = before
    start, end = min(case.i, noun.left_edge.i), noun.right_edge.i + 1
    clause_end = next((i for i in range(noun.i + 1, end) if context.doc[i].dep_ in {"acl:relcl", "parataxis"}), end)
    source = owner(context, noun)
    adjacent = case.i == noun.i - 1
    cue = context.doc[case.i if adjacent else noun.i : noun.i + 1]
    if source is not None:
        clause_end = max(clause_end, source.end)
    comma = next((i for i in range(noun.i + 1, context.sentence(noun.i)[1]) if context.doc[i].text == ","), clause_end)
    if comma != clause_end:
        yield from _attributions(context, cue, source, around(context, (start, comma), "phrase:comma"))
    yield from _attributions(context, cue, source, around(context, (start, clause_end), "phrase", noun.head))


def _adposition_candidates(context: Context, token: Token) -> Iterator[Attribution]:
    """«згідно з документом», «відповідно до закону»."""
    head = token.head if relation(token) in {"case", "fixed"} else first_child(token, "obl", "nmod", "obj")
    if head is None or head.i <= token.i or head.pos_ not in {"NOUN", "PROPN", "PRON", "X"}:
        return
    start, end = min(token.i, bounds(head)[0]), bounds(head)[1]
    cue_end = token.i + 1
    while cue_end < head.i and context.doc[cue_end].pos_ == "ADP":
        cue_end += 1
    source = phrase(context, head)
    cue = context.doc[token.i : cue_end]
    yield from _attributions(context, cue, source, around(context, (start, end), "phrase", head.head))


def _particle_candidates(context: Context, token: Token) -> Iterator[Attribution]:
    """«..., мовляв, ...»: what follows the particle."""
    content = ("particle", ((token.i + 1, context.sentence(token.i)[1]),))
    yield from _attributions(context, context.doc[token.i : token.i + 1], source_of(context, token.head), [content])


def _noun_candidates(context: Context, noun: Token) -> Iterator[Attribution]:
    """«заява про те, що ...», «думка, що ...», «заклик до ...», «дійшли висновку, що ...»."""
    cues = context.language.cues
    verb = noun.head if noun.head.pos_ in VERBAL and relation(noun) in {"obj", "obl", "nsubj", "iobj"} else None
    light = verb is not None and lemma(verb) in cues.light_verbs
    source = owner(context, noun)
    if source is None and verb is not None and relation(noun) != "nsubj":
        source = source_of(context, verb)
    cue = context.doc[noun.i : noun.i + 1]
    if light and verb is not None and abs(verb.i - noun.i) <= GAP:
        cue = context.doc[min(verb.i, noun.i) : max(verb.i, noun.i) + 1]
    yield from _attributions(context, cue, source, _noun_contents(context, noun, verb))


def _noun_contents(context: Context, noun: Token, verb: Token | None) -> Iterator[Content]:
    cues = context.language.cues
    yield from (("noun:" + name, pieces) for name, pieces in subordinate_clauses(context, noun))
    yield from (("noun:" + name, pieces) for name, pieces in topics(context, noun))
    if verb is not None:
        if not any(relation(child) in CLAUSES for child in noun.children):
            yield from (("noun:" + name, pieces) for name, pieces in subordinate_clauses(context, verb))
        yield from (("noun:" + name, pieces) for name, pieces in quotations(context, noun, bounds(noun)))
        yield from (("noun:" + name, pieces) for name, pieces in colon(context, bounds(noun)))
    governed = (*noun.rights, *(verb.rights if verb is not None else ()))
    for child in governed:
        if child.i > noun.i and feature(child, "VerbForm") == "Inf" and relation(child) != "conj":
            yield "noun:infinitive", (bounds(child),)
    if any(lemma(child) in cues.pro_forms for child in children(noun, "det")):
        yield from (("noun:" + name, pieces) for name, pieces in antecedents(context, noun.i))
