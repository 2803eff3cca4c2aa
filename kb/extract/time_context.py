"""What the words around a time tell of it: whether it is one at all, and whether it lies ahead or behind."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING

from kb.extract.interval import Direction
from kb.extract.syntax import children, feature, lemma, relation

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

    from kb.language.calendar import Calendar

VERBS = frozenset({"VERB", "AUX"})
NOUNS = frozenset({"NOUN", "PROPN"})
HOUR = re.compile(r"\d\d?[.:]\d\d")
NUMBER_SIGNS = frozenset({"№", "N", "#"})
CLOSING = frozenset('»”"“)')
# Longer paths to a verb are the parser's mistakes.
CLIMB = 12


def _starts_sentence(doc: Doc, index: int) -> bool:
    return index == 0 or doc[index].is_sent_start is True or not doc[index - 1].text[-1].isalnum()


def is_name_of_time(doc: Doc, first: int, _end: int) -> bool:
    """Whether it is the word itself, not somebody's or something's name."""
    token = doc[first]
    return token.pos_ != "PROPN" and (_starts_sentence(doc, first) or not token.is_title)


def is_month(doc: Doc, first: int, end: int) -> bool:
    """Whether it is a month: not a name, not the adjective that one of them looks like, not of a day that it lacks."""
    of_day = first > 0 and doc[first - 1].is_digit
    return doc[first].pos_ != "ADJ" and not of_day and is_name_of_time(doc, first, end)


def counts_nothing(doc: Doc, _first: int, end: int) -> bool:
    """Whether no noun follows the number that it could count."""
    if end == len(doc):
        return True
    return doc[end].pos_ not in NOUNS or doc[end].is_title or not doc[end].is_alpha


def is_no_attribute(doc: Doc, first: int, end: int) -> bool:
    """Whether it is no attribute of the noun that follows: «Christmas Day», and not «Christmas market»."""
    root = doc[first:end].root
    return root.dep_ != "compound" or root.head.i < end


def are_short_years(doc: Doc, first: int, end: int) -> bool:
    """Whether 2014-15 is written as one and counts nothing."""
    return " " not in doc[first:end].text and counts_nothing(doc, first, end)


def is_date(doc: Doc, first: int, end: int) -> bool:
    """Whether a number like 18.11 is a day: no noun follows, and neither an hour nor an amount is what it would be."""
    if not counts_nothing(doc, first, end) and feature(doc[end], "Case") in ("", "Gen"):
        return False
    if any(HOUR.fullmatch(token.text) for i in (first - 2, end + 1) for token in doc[max(i, 0) : max(i + 1, 0)]):
        return False  # «з 13.10 до 15.00»
    before = doc[first - 1] if first else None
    return before is None or before.pos_ in VERBS or before.pos_ == "ADP"


def is_scheduled(doc: Doc, first: int, end: int) -> bool:
    """Whether a verb in the present tense has it: «they vote in two weeks», and not «the third in two weeks»."""
    head = doc[first:end].root.head
    last = doc[end - 1]
    verb = last.head if last.head.i < first else head
    return verb.pos_ == "VERB" and feature(verb, "Tense") == "Pres" and feature(verb, "VerbForm") == "Fin"


def is_of_document(doc: Doc, first: int, _end: int) -> bool:
    """Whether the date is that of a document: «заява від 5 травня», «наказу (№ 3) від 5 травня», «закон № 3 від»."""
    index = first - 1
    while index > 0 and (doc[index].text in NUMBER_SIGNS or doc[index].text[0].isdigit()):
        index -= 1
    return index >= 0 and (doc[index].pos_ in NOUNS or doc[index].text in CLOSING)


def stands_alone(doc: Doc, _first: int, end: int) -> bool:
    """Whether nothing follows that it is the eve of: a number, or a nominal in the genitive."""
    if end == len(doc) or doc[end].is_punct:
        return True
    return feature(doc[end], "Case") != "Gen" and not doc[end].is_digit


def is_capitalised(doc: Doc, first: int, _end: int) -> bool:
    """Whether it is a month or a weekday where these have capitals, and not somebody's or something's name."""
    token = doc[first]
    return (token.is_title or token.is_upper) and token.ent_type_ in ("", "DATE")


def is_capitalised_month(doc: Doc, first: int, end: int) -> bool:
    """Whether it is a month alone: no verb that has a capital for its place (May, March), no first name (April)."""
    token = doc[first]
    if token.head.i >= end and token.head.pos_ == "PROPN" and (first == 0 or doc[first - 1].pos_ != "ADP"):
        return False
    return is_capitalised(doc, first, end) and token.pos_ in ("PROPN", "")


def is_common_noun(doc: Doc, first: int, _end: int) -> bool:
    """Whether it is a common noun after a preposition ("in the spring"), no verb ("fall") and no name."""
    token = doc[first]
    if not token.pos_:
        return first > 0 and not token.is_title
    return token.pos_ == "NOUN" and not token.is_title and any(relation(child) == "case" for child in token.lefts)


Check = Callable[["Doc", int, int], bool]
CHECKS: Mapping[str, Check] = {
    "weekday": is_name_of_time,
    "season": is_name_of_time,
    "month": is_month,
    "month of a day": lambda _doc, _first, _end: True,
    "not counting": counts_nothing,
    "of a document": is_of_document,
    "eve": stands_alone,
    "date": is_date,
    "short years": are_short_years,
    "holiday": is_no_attribute,
    "scheduled": is_scheduled,
}
CAPITALISED: Mapping[str, Check] = {
    "weekday": is_capitalised,
    "season": is_common_noun,
    "month": is_capitalised_month,
    "month of a day": is_capitalised,
}


def checks_of(calendar: Calendar) -> Mapping[str, Check]:
    """The checks by the names that the grammar knows them by, as the language writes its months."""
    return {**CHECKS, **CAPITALISED} if calendar.capitalised else CHECKS


TENSES = {"Past": Direction.PAST, "Fut": Direction.FUTURE}


def ancestors(token: Token) -> Iterator[Token]:
    """The token and what it depends on, link by link, as far as a sound parse would go."""
    for _ in range(CLIMB):
        yield token
        if token.head is token or token.head.i == token.i:
            return
        token = token.head


def direction_of(
    span: Span,
    forward: frozenset[str],
    ahead: frozenset[str],
    future: frozenset[str] = frozenset(),
    perfect: frozenset[str] = frozenset(),
) -> Direction:
    """Where the time lies, by the tense of the verb that it depends on; the nearest where the verb does not tell.

    An infinitive lies ahead of its verb, and so does what is planned, expected or demanded (`forward`): in any tense
    where the preposition too looks `ahead` («призначили на п'ятницю»), else unless that was in the past. An auxiliary
    in `future` ("will", "must") makes its verb one of the future, unless one in `perfect` stands by it ("must have").
    """
    if not span.doc.has_annotation("DEP"):
        return Direction.NEAREST
    for_then = span.start > 0 and span.doc[span.start - 1].lower_ in ahead
    if any(lemma(child) in forward for child in span.root.lefts):  # "is due in three days", parsed as a preposition
        return Direction.FUTURE
    infinitive = False
    for token in ancestors(span.root):
        if lemma(token) in forward and (for_then or not _is_over(token)):
            return Direction.FUTURE
        if token.pos_ not in VERBS and not feature(token, "VerbForm"):
            continue
        tense = TENSES.get(_tense(token, future, perfect))
        if feature(token, "VerbForm") == "Inf" and tense is None:
            infinitive = True
        elif tense is not None or not infinitive:
            return tense or Direction.NEAREST
        else:
            return Direction.FUTURE
    return Direction.FUTURE if infinitive else Direction.NEAREST


def _tense(verb: Token, future: frozenset[str], perfect: frozenset[str]) -> str:
    """The tense of a verb or of its auxiliary: «буде працювати»; what is done has been: «підписано», «підписаний»."""
    auxiliaries = [child for child in children(verb, "aux", "cop") if child.pos_ in VERBS]
    names = {lemma(auxiliary) for auxiliary in auxiliaries}
    if not future.isdisjoint(names):
        return "Fut" if perfect.isdisjoint(names) else "Past"
    own = feature(verb, "Tense")
    if not own and not auxiliaries and (feature(verb, "Person") == "0" or _is_done(verb)):
        return "Past"
    return next(filter(None, (feature(child, "Tense") for child in auxiliaries)), own)


def _is_over(verb: Token) -> bool:
    """Whether it was expected, planned: not what "is expected", nor "a vote expected on Sunday"."""
    if feature(verb, "VerbForm") == "Part" and not _is_done(verb):
        return any(feature(child, "Tense") == "Past" for child in children(verb, "aux", "cop"))
    return feature(verb, "Tense") == "Past"


def _is_done(verb: Token) -> bool:
    return feature(verb, "VerbForm") == "Part" and feature(verb, "Aspect") == "Perf"
