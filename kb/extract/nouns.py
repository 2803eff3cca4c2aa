"""Noun phrases that may speak: where they end, what they are called, whether they are for somebody."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import TYPE_CHECKING

from kb.extract.names import feature, plain, readings
from kb.extract.syntax import CLAUSES, QUOTE_MARKS, lemma, relation

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

    from kb.language.speakers import Speakers

ATTRIBUTES = frozenset({"amod", "det", "nummod", "compound", "flat", "appos", "nmod"})
STOPS = frozenset({",", "(", ";", ":", "—", "–"})
CLOSING = frozenset({"»", "”", '"', "“"})
ANY = frozenset({"Masc", "Fem", "Neut", "Plur"})
PEOPLE = frozenset({"Masc", "Fem"})
SINGULAR = frozenset({"Masc", "Fem", "Neut"})
POINTERS = frozenset({"DET", "PRON", "ADJ"})
NOUNS = frozenset({"NOUN", "PROPN", "ADJ", "X"})


def whole_lemma(token: Token) -> str:
    """The lemma, with what a hyphen joins to it from the left: treebanks take «прес-секретар» apart."""
    found, doc, i = lemma(token), token.doc, token.i
    while i >= 2 and doc[i - 1].text == "-" and not doc[i - 1].whitespace_ and not doc[i - 2].whitespace_:
        found = f"{doc[i - 2].lower_}-{found}"
        i -= 2
    return found


def content_lemmas(tokens: Iterable[Token]) -> frozenset[str]:
    """The lemmas of the nouns and adjectives."""
    return frozenset(whole_lemma(token) for token in tokens if token.pos_ in NOUNS)


def is_animate(token: Token, words: Speakers) -> bool:
    """Whether the token is a noun for a person, by the dictionary where there is one, else by the parse."""
    if token.pos_ not in {"NOUN", "ADJ", "PROPN"}:
        return False
    if words.dictionary is not None and lemma(token) in words.speaking:
        # «Рада» is a woman's name too.
        return False
    known = _animacy(token.text, lemma(token), words.dictionary)
    if known is not None:
        return known
    if words.people:
        return lemma(token) in words.people or whole_lemma(token).endswith(words.people_endings or "\0")
    return feature(token, "Animacy") == "Anim"


@lru_cache(maxsize=50_000)
def _animacy(form: str, normal: str, dictionary: str | None) -> bool | None:
    """Whether the dictionary has the lemma of the form for somebody; None where it does not have it."""
    found = [parse for parse in readings(form, dictionary) if plain(parse.normal_form) == plain(normal)]
    return any("anim" in parse.tag.grammemes for parse in found) if found else None


def agreement_of(token: Token, words: Speakers) -> frozenset[str]:
    """What the token's own morphology says of it; everything where it says nothing.

    Where gender is natural, a noun tells it by what it means: a spokeswoman is "she", a ministry "it" or "they".
    """
    if feature(token, "Number") == "Plur":
        return frozenset({"Plur"})
    if words.natural_gender and token.pos_ in {"NOUN", "PROPN", "ADJ"}:
        told = words.gendered.get(lemma(token))
        if told:
            return frozenset({told})
        return PEOPLE if is_animate(token, words) else frozenset({"Neut", "Plur"})
    if lemma(token) in words.common_gender:
        return PEOPLE
    gender = feature(token, "Gender")
    return frozenset({gender}) if gender else ANY


def is_for_a_woman(noun: Token, words: Speakers) -> bool:
    """Whether the noun is feminine, and does not stand for men too."""
    return feature(noun, "Gender") == "Fem" and lemma(noun) not in words.common_gender


def can_speak(token: Token, words: Speakers) -> bool:
    """Whether the noun is for a person, an institution or a document: what a report may be attributed to."""
    return is_animate(token, words) or bool({lemma(token), whole_lemma(token)} & words.speaking)


def noun_phrase(head: Token, *, within: Span | None = None) -> Span:
    """The head with its attributes and complements, without clauses, brackets and what follows a comma."""
    doc = head.doc
    start, end = head.i, head.right_edge.i + 1
    for child in reversed(list(head.lefts)):
        if relation(child) not in ATTRIBUTES and not (relation(child) in {"advmod", "punct"} and child.i == start - 1):
            break
        start = child.left_edge.i
    while doc[start].is_punct and doc[start].text not in QUOTE_MARKS and start < head.i:
        start += 1
    if within is not None and within.start <= head.i < within.end:
        start, end = within.start if _only_attributes(within, head) else max(start, within.start), within.end
    for token in doc[head.i + 1 : end]:
        joins = relation(token) == "cc" and token.head.head == head
        clause = relation(token) in CLAUSES or token.pos_ in {"VERB", "AUX"}
        aside = within is None and relation(token) == "case" and relation(token.head) == "obl"
        relative = token.pos_ == "PRON" and "PronType=Rel" in str(token.morph)
        if joins or aside or relative or clause or token.text in STOPS:
            end = token.i
            break
    while end > head.i + 1 and _is_loose(doc[end - 1]):
        end -= 1
    return doc[start : max(end, head.i + 1)]


def without_pointers(phrase: Span, head: Token, words: Speakers) -> Span:
    """The phrase without the words at its front that only point: «цей закон» is called «закон»."""
    start = phrase.start
    while start < head.i and lemma(phrase.doc[start]) in words.pointing and phrase.doc[start].pos_ in POINTERS:
        start += 1
    return phrase.doc[start : phrase.end]


def _is_loose(token: Token) -> bool:
    """Whether no phrase ends in the token: a mark, or an adposition whose complement was cut off."""
    return (token.is_punct and token.text not in CLOSING) or token.pos_ == "ADP" or token.lower_ == "to"


def _only_attributes(span: Span, head: Token) -> bool:
    """Whether nothing but attributes, numbers and marks stands in the span before its head."""
    before = span.doc[span.start : head.i]
    return all(token.pos_ in {"ADJ", "DET", "NUM", "ADV", "PUNCT", "PROPN", "X"} for token in before)
