"""The contents that a cue governs: clauses, infinitives, objects, topics."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kb.extract.contents import Content, antecedents, on_to_next
from kb.extract.source_phrase import subject
from kb.extract.syntax import QUOTE_MARKS, VERBAL, bounds, children, feature, first_child, lemma, relation

if TYPE_CHECKING:
    from spacy.tokens import Token

    from kb.extract.context import Context

# How many tokens after its cue a clause may begin that the parse does not show.
REACH = 12


def subordinate_clauses(context: Context, verb: Token) -> Iterator[Content]:
    """«сказав, що ...»: by the parse, and by the comma and the complementizer where the parse has it otherwise."""
    found = [content for child in verb.children for content in _clauses(context, verb, _clause_below(child))]
    yield from found
    starts = {pieces[0][0] for _, pieces in found}
    yield from (content for content in _after_comma(context, verb) if content[1][0][0] not in starts)


def _clauses(context: Context, verb: Token, clause: Token | None) -> Iterator[Content]:
    """A clause after its complementizer, to the end of its subtree, of its main part, of its sentence, of the next."""
    if clause is None or clause.i < verb.i:
        return
    doc, last = context.doc, context.sentence(verb.i)[1]
    start, end = bounds(clause)
    start, end = max(start, verb.i + 1), min(end, last)
    while start < end and doc[start].is_punct and doc[start].text not in QUOTE_MARKS:
        start += 1
    if start >= end:
        return
    opener = _opener(context, doc[start])
    if opener == "question":
        yield opener, ((start, end),)
    elif opener == "clause" or feature(clause, "VerbForm") != "Inf":
        name, start = ("clause", start + 1) if opener == "clause" else ("bare", start)
        yield name, ((start, end),)
        if end < last - 1:
            yield f"{name}:sentence", ((start, last),)
        short = _without_afterthoughts(clause, end)
        if start < short < end:
            yield f"{name}:short", ((start, short),)
        yield from on_to_next(context, start, f"{name}:next")


def _after_comma(context: Context, verb: Token) -> Iterator[Content]:
    """What follows the first comma with a complementizer or a question word, unless another verb comes before it."""
    last = context.sentence(verb.i)[1]
    for i in range(verb.i + 1, min(verb.i + REACH, last - 1)):
        token = context.doc[i]
        opener = _opener(context, context.doc[i + 1]) if token.text == "," else None
        if opener:
            yield f"{opener}:surface", ((i + 2 if opener == "clause" else i + 1, last),)
            return
        if token.pos_ == "VERB" and token.head is not verb:
            return


def _opener(context: Context, token: Token) -> str | None:
    """What sort of clause a word opens: "clause" for a complementizer, "question" for a question word."""
    cues = context.language.cues
    if token.lower_ in cues.complementizers:
        return "clause"
    return "question" if {token.lower_, lemma(token)} & cues.question_words else None


def _without_afterthoughts(clause: Token, end: int) -> int:
    """Where a clause ends if what is coordinated with it or explains it is the author's: «..., проте ...»."""
    added = (c.left_edge.i for c in clause.rights if relation(c) in {"conj", "advcl", "parataxis"} and c.pos_ in VERBAL)
    return min(added, default=end)


def _clause_below(child: Token) -> Token | None:
    """The clause that a child of a cue is, or that hangs on its «те»: «про те, що», «тим, що»."""
    if relation(child) in {"ccomp", "csubj"} or (relation(child) == "parataxis" and child.pos_ in VERBAL):
        return child
    if relation(child) in {"advcl", "acl"} and first_child(child, "mark") is not None:
        return child
    if relation(child) in {"obl", "obj", "iobj", "nsubj", "nmod", "expl"} and child.pos_ in {"PRON", "DET"}:
        return first_child(child, "acl", "ccomp", "advcl")
    return None


def infinitives(context: Context, verb: Token) -> Iterator[Content]:
    """«закликає Москву відвести війська», «має намір провести переговори»: from the addressee to the clause's end."""
    for child in verb.children:
        found = child
        if relation(child) in {"obj", "nsubj", "obl"} and child.pos_ == "NOUN":
            found = first_child(child, "acl", "xcomp") or child
        if feature(found, "VerbForm") != "Inf" or relation(found) == "conj":
            continue
        start, end = bounds(found)
        addressee = min((c.left_edge.i for c in children(verb, "obj", "iobj") if c.i > verb.i), default=start)
        if found.i > verb.i:
            start = max(min(start, addressee), verb.i + 1)
        else:
            end = min(end, verb.i)
            yield "infinitive:front", ((context.sentence(verb.i)[0], end),)
        yield "infinitive", ((start, min(end, context.sentence(verb.i)[1])),)
        if found.i > verb.i and end < context.sentence(verb.i)[1] - 1:
            yield "infinitive:sentence", ((start, context.sentence(verb.i)[1]),)


def objects(context: Context, verb: Token) -> Iterator[Content]:
    """«назвав три досягнення», «планується будівництво»: the noun phrase that is named."""
    who = subject(context, verb)
    for child in verb.children:
        passive = child.dep_ == "nsubj:pass" or (relation(child) == "nsubj" and _is_passive(verb))
        if not (relation(child) in {"obj", "obl"} or passive) or child.pos_ == "PRON" or (child is who and not passive):
            continue
        if relation(child) == "obl" and (first_child(child, "case") is not None or feature(child, "Case") == "Loc"):
            continue
        start, end = bounds(child)
        yield f"{'passive' if passive else relation(child)}", ((start, end),)
        last = _last_dependent(verb)
        if child.i > verb.i and last > end:
            yield "obj:rest", ((start, min(last, context.sentence(verb.i)[1])),)


def complements(context: Context, verb: Token) -> Iterator[Content]:
    """«екс-міністра підозрюють у ...»: all that the verb governs, on both of its sides, but its subject."""
    first, last = context.sentence(verb.i)
    kept = [c for c in verb.children if relation(c) in {"obj", "iobj", "obl", "xcomp"}]
    before = [bounds(c) for c in kept if c.i < verb.i]
    after = [bounds(c) for c in kept if c.i > verb.i]
    left = (max(first, min(b[0] for b in before)), min(verb.i, max(b[1] for b in before))) if before else None
    right = (max(verb.i + 1, min(b[0] for b in after)), min(last, max(b[1] for b in after))) if after else None
    if left and right:
        yield "complements:both", (left, right)
    elif right:
        yield "complements:after", (right,)
    elif left:
        yield "complements:before", (left,)


def _is_passive(verb: Token) -> bool:
    return verb.lower_.endswith(("ся", "сь", "но", "то")) or feature(verb, "Voice") == "Pass"


def _last_dependent(verb: Token) -> int:
    """End of the verb's complements, coordinated verbs left out."""
    return max((bounds(c)[1] for c in verb.rights if relation(c) not in {"conj", "punct", "parataxis"}), default=0)


def topics(context: Context, verb: Token) -> Iterator[Content]:
    """«розповів про ...», and «про це повідомив X», whose content stands before."""
    cues = context.language.cues
    for child in children(verb, "obl", "nmod", "obj", "nsubj", "advmod", "iobj"):
        case = first_child(child, "case")
        pointing = (child, *children(child, "det"))
        if any(lemma(t) in cues.pro_forms or t.lower_ in cues.pro_forms for t in pointing):
            if first_child(child, "acl", "ccomp", "advcl") is None:
                yield from antecedents(context, verb.i)
            if len(pointing) == 1:
                continue
        if case is not None and child.pos_ != "PRON":
            start, end = case.i + 1, bounds(child)[1]
            name = "topic" if lemma(case) in cues.topic_adpositions else "topic:other"
            if start < end:
                yield name, ((start, end),)
