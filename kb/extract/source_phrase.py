"""Who speaks, as written: the noun phrase that a cue takes its source from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kb.extract.syntax import SUBJECTS, children, feature, first_child, is_negated, lemma, relation, trimmed
from kb.model import EntityKind

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

    from kb.extract.context import Context

NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "DET", "ADJ", "NUM", "X", "SYM"})
# What hangs on a noun without being part of its name or title.
ASIDE = frozenset({"acl:relcl", "parataxis", "ccomp", "advcl", "cop", "punct", "cc", "discourse", "orphan", "mark"})
HOPS = 3
# The label of dates, in our pipelines and in those of others.
TIME = "DATE"


def phrase(context: Context, head: Token) -> Span | None:
    """The noun phrase of a head: title, name and apposition, without relative clauses, times and its adposition."""
    start, end = head.i, head.i + 1
    listed = any(first_child(child, "cc") is not None for child in children(head, "conj"))
    for child in head.children:
        if _is_aside(child) or relation(child) == "case":
            continue
        if relation(child) == "conj" and not listed:
            continue
        if child.i < head.i:
            start = min(start, child.left_edge.i)
        else:
            end = max(end, child.right_edge.i + 1)
    for child in head.children:
        if child.i > head.i and _is_aside(child) and child.pos_ != "PUNCT":
            end = min(end, max(head.i + 1, child.left_edge.i))
        if relation(child) == "case" and start <= child.i < head.i:
            start = child.i + 1
    start, end = _without_times(context, start, end, head.i)
    return trimmed(context.doc, start, _with_name(context, end))


def _is_aside(child: Token) -> bool:
    """Whether what hangs on a noun is no part of its name or title."""
    return (
        relation(child) in ASIDE or child.dep_ in ASIDE or (child.pos_ in {"VERB", "AUX"} and relation(child) != "acl")
    )


def _without_times(context: Context, start: int, end: int, head: int) -> tuple[int, int]:
    """Bounds without the dates at the edges: «Дмитро Пєсков 24 жовтня» is said of the saying, not of the source."""
    doc = context.doc
    while end - 1 > head and (doc[end - 1].ent_type_ == TIME or doc[end - 1].is_punct or doc[end - 1].pos_ == "ADP"):
        end -= 1
    while start < head and (doc[start].ent_type_ == TIME or doc[start].is_punct or doc[start].pos_ == "PART"):
        start += 1
    return start, end


def _with_name(context: Context, end: int) -> int:
    """The end of the name that follows a title directly: «президент України Володимир Зеленський»."""
    doc = context.doc
    if end >= len(doc) or doc[end].pos_ != "PROPN" or doc[end].ent_iob_ != "B" or doc[end - 1].is_punct:
        return end
    if context.language.speakers.entity_kinds.get(doc[end].ent_type_) is not EntityKind.PERSON:
        return end
    while end < len(doc) and (doc[end].ent_iob_ == "I" or doc[end].pos_ == "PROPN"):
        end += 1
    return end


def subject(context: Context, verb: Token, hops: int = HOPS) -> Token | None:
    """The head of the verb's subject: its own, or that of the verb which it is coordinated with or depends on."""
    for child in verb.children:
        if child.dep_ in SUBJECTS and child.pos_ in NOMINAL:
            return child
    agent = next((child for child in verb.children if child.dep_ == "obl:agent"), None)
    if agent is not None:
        return agent
    shares = relation(verb) in {"conj", "xcomp"} or feature(verb, "VerbForm") in {"Conv", "Inf"}
    if shares and hops and verb.head is not verb:
        return subject(context, verb.head, hops - 1)
    return None


def source_of(context: Context, cue: Token) -> Span | None:
    """The source of a verb or predicative: its subject, an institution in the locative, or the name next to it."""
    own = subject(context, cue, hops=0)
    head = own or _name_after(context, cue) or subject(context, cue)
    head = head or _institution(context, cue) or _neighbour(context, cue) or _name_before(context, cue)
    if head is None:
        return None
    span = phrase(context, head)
    if span is not None and span.start <= cue.i < span.end:
        return trimmed(context.doc, cue.i + 1, span.end) if head.i > cue.i else trimmed(context.doc, span.start, cue.i)
    return span


def owner(context: Context, noun: Token) -> Span | None:
    """The source of a noun: a possessive («його словами») or a genitive («словами міністра»)."""
    for child in children(noun, "det", "nmod", "flat", "appos", "obl"):
        if relation(child) == "det" and "Poss" not in str(child.morph) and child.pos_ != "PRON":
            continue
        if relation(child) != "det" and first_child(child, "case") is not None:
            continue
        return phrase(context, child)
    return None


def _institution(context: Context, verb: Token) -> Token | None:
    """«У міністерстві повідомили»: a plural without a subject and the place where they said so."""
    if feature(verb, "Number") != "Plur":
        return None
    for child in children(verb, "obl"):
        case = first_child(child, "case")
        if case is not None and lemma(case) in context.language.cues.place_adpositions and child.pos_ in NOMINAL:
            return child
    return None


def _neighbour(context: Context, verb: Token) -> Token | None:
    """The nominative right after the verb, which the parser took for something else than its subject."""
    end = context.sentence(verb.i)[1]
    following = next((t for t in context.doc[verb.i + 1 : min(verb.i + 4, end)] if t.pos_ not in {"ADV", "PART"}), None)
    if following is None or following.pos_ not in {"NOUN", "PROPN", "PRON"} or feature(following, "Case") != "Nom":
        return None
    if is_negated(following, context.language.cues.negations):
        return None
    return following


def _name_after(context: Context, verb: Token) -> Token | None:
    """«..., пише Reuters»: a name right after a verb that shares another's subject in the parse."""
    following = verb.nbor(1) if verb.i + 1 < context.sentence(verb.i)[1] else None
    return following if following is not None and _is_bare_name(following) else None


def _name_before(context: Context, cue: Token) -> Token | None:
    """«США готові»: a name right before the cue that the parser took for an object."""
    before = cue.nbor(-1) if cue.i > context.sentence(cue.i)[0] else None
    return before if before is not None and _is_bare_name(before) else None


def _is_bare_name(token: Token) -> bool:
    """Whether the token is a name that may be nominative and that no adposition governs."""
    is_name = token.pos_ in {"PROPN", "X"} and (feature(token, "Case") in {"", "Nom"} or token.is_upper)
    return is_name and first_child(token, "case") is None and (token.is_title or token.is_upper)
