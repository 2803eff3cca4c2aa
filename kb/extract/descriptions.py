"""Whom a description means: «міністр», «лікарка», «документ» point back to what has been named or told of before."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from kb.extract.antecedents import Referent, fits
from kb.extract.names import feature
from kb.extract.nouns import SINGULAR, agreement_of, is_for_a_woman
from kb.extract.states import state_of_lemma
from kb.extract.syntax import lemma, relation
from kb.model import EntityKind

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

    from kb.extract.annotation import Attribution
    from kb.language.speakers import Speakers

COMPLEMENTS = frozenset({"NOUN", "PROPN", "X", "NUM", "VERB"})
SOON = 3
"""Sentences after a description in which the person it describes may first be named."""


def offices(span: Span, words: Speakers) -> frozenset[str]:
    """The one-word titles that the first words of a description stand for together («глава держави»)."""
    return words.offices.get(" ".join(lemma(token) for token in span[:2]), frozenset())


def is_complemented(head: Token, span: Span) -> bool:
    """Whether the description says of what or whom somebody is: «мер міста» is hardly whoever was named last."""
    if any(relation(child) == "acl" for child in head.children):
        return True
    if not span.start <= head.i < span.end:
        return False
    return any(token.pos_ in COMPLEMENTS for token in span.doc[head.i + 1 : span.end])


def is_definite(head: Token) -> bool:
    """Whether an article or a possessive says that the text has told of it before: «the survey», «her campaign»."""
    told = (str(child.morph) for child in head.lefts if relation(child) in {"det", "nmod"})
    return any("Definite=Def" in each or "PronType=Dem" in each or "Poss=Yes" in each for each in told)


def points_to_nobody(noun: Token, words: Speakers) -> bool:
    """Whether its attributes make it somebody new: «один лікар», «наш лікар», «кожен лікар»."""
    return any(
        lemma(child) in words.indefinite or child.lower_ in words.quantifiers or _is_number(child.text)
        for child in noun.lefts
    )


def _is_number(form: str) -> bool:
    """Whether the form is a number in figures («22,7»); «50-річний» is none."""
    return form[:1].isdigit() and not any(map(str.isalpha, form))


def gender_of(head: Token, attribution: Attribution, words: Speakers) -> frozenset[str]:
    """The gender of somebody whom a noun describes: a man's title may be a woman's, the verb tells."""
    if words.natural_gender:
        return agreement_of(head, words)
    if is_for_a_woman(head, words):
        return frozenset({"Fem"})
    cue = attribution.cue.root if attribution.cue is not None else None
    gender = feature(cue, "Gender") if cue is not None and cue.pos_ == "VERB" else None
    return frozenset({gender}) if gender in {"Masc", "Fem"} else frozenset({"Masc", "Fem"})


def titled(own: Referent, span: Span, named: Iterable[Referent], words: Speakers) -> Referent | None:
    """The named person whose title the description repeats: the one that shares most of it, before it, nearest."""
    fixed = offices(span, words)
    titles = frozenset().union(*(titles_of(head, words) for head in fixed or {own.head}))
    rest = frozenset() if fixed else _states(own.words - titles, span.doc)
    wanted = own.agreement | {"Fem"} if "Masc" in own.agreement else own.agreement
    found: list[tuple[tuple[int, int, int], Referent]] = []
    for referent in named:
        if not titles & referent.roles or not fits(referent, wanted):
            continue
        shared = len(rest & _states(referent.words, span.doc))
        if shared or not rest or not referent.words - titles:
            found.append(((-(referent.at > span.start), shared, -abs(referent.at - span.start)), referent))
    return max(found, key=lambda each: each[0])[1] if found else None


def titles_of(head: str, words: Speakers) -> frozenset[str]:
    """A title and those of its sort."""
    return frozenset({head}).union(*(group for group in words.synonyms if head in group))


def _states(lemmas: frozenset[str], doc: Doc) -> frozenset[str]:
    """The words, adjectives of states as the states: «японський прем'єр» is the prime minister «Японії»."""
    states = {word: state_of_lemma(word, doc) for word in lemmas}
    return frozenset((state.name(doc.lang_) if state else word).casefold() for word, state in states.items())


def first_named_after(
    span: Span, wanted: frozenset[str], named: Iterable[Referent], sentence_of: Sequence[int]
) -> Referent | None:
    """The person first named soon after the description, if without a title of his own."""
    later = (r for r in named if r.at >= span.end and r.entity.kind is EntityKind.PERSON and fits(r, wanted))
    first = next(later, None)
    if first is None or first.roles or sentence_of[first.at] > sentence_of[span.start] + SOON:
        return None
    return first


def fuller(own: Referent, before: Iterable[Referent]) -> Referent | None:
    """The latest phrase with the same head that says all that this one says, and more."""
    found = [r for r in before if r.head == own.head and own.words < r.words and fits(r, own.agreement)]
    return max(found, key=lambda referent: referent.at, default=None)


def instance(own: Referent, before: Iterable[Referent], words: Speakers) -> Referent | None:
    """The latest thing of the sort that a bare noun names: «документ» is the law named before."""
    if len(own.words) > 1:
        return None
    kinds = words.hypernyms.get(own.head, frozenset())
    any_organisation = own.head in words.organisations
    found = [
        r
        for r in before
        if (r.head in kinds or (any_organisation and r.entity.kind is EntityKind.ORGANISATION))
        and fits(r, own.agreement | SINGULAR)
    ]
    return max(found, key=lambda referent: (referent.head in kinds, referent.spoke, referent.at), default=None)
