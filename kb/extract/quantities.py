"""The numbers that a text states: how much, of what, and how exactly."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kb.extract.syntax import lemma, relation
from kb.language.meanings import MeaningLexicon
from kb.meaning import Bound, Number

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

DIGITS = re.compile(r"(\d[\d.,]*)(?:[-–—](\d[\d.,]*))?([%$€₴₽£]?)")
DASHES = frozenset("-–—")
DAY, PERCENT = "day", "%"
# A comma or a point before exactly three digits groups them: 2,383.
GROUPED = re.compile(r"\d{1,3}(?:[.,]\d{3})+")
LEAST_GROUPING = 1_000
# «не менше ніж», "no fewer than", "at the very least": how far a word that makes a number inexact may stand from it.
REACH = 3
YEARS = range(1800, 2200)


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number in the text: the tokens that say it, its measure included, and the noun that it counts, if any."""

    start: int
    end: int
    number: Number
    counted: Token | None


def quantities(doc: Doc, inside: frozenset[int], words: MeaningLexicon) -> Iterator[Quantity]:
    """The numbers among these tokens, in their order."""
    end = 0
    for i in sorted(inside):
        found = _quantity(doc, i, inside, words) if i >= end else None
        if found is not None:
            yield found
            end = found.end


def _quantity(doc: Doc, start: int, inside: frozenset[int], words: MeaningLexicon) -> Quantity | None:
    low = high = total_low = total_high = 0.0
    i, said, share, currency = start, False, False, ""
    if (doc[i].lower_ in words.currency_of and doc[i].pos_ == "SYM") or doc[i].text in "$€₴₽£":
        currency, i = words.currency_of.get(doc[i].lower_, ""), i + 1
    while i < len(doc) and i in inside:
        form, word = doc[i].lower_.replace("’", "'"), lemma(doc[i])
        value = _digits(form)
        if value is not None:
            if said and not (low and value[0] < LEAST_GROUPING and len(form) == 3 and doc[i - 1].text.isdigit()):
                break
            low, high = (low * 1000 + value[0], high * 1000 + value[1]) if said else value[:2]
            currency = currency or words.currency_of.get(value[2], value[2])
            said = True
        elif doc[i].pos_ in ("NUM", "DET", "ADJ", "NOUN", "ADV") and _numeral(form, word, words) is not None:
            if form not in words.numeral_of and doc[i].pos_ not in ("NUM", "NOUN"):
                break
            number = _numeral(form, word, words) or 0.0
            low, high, said = low + number, high + number, True
        elif (factor := words.magnitude_of.get(form) or words.magnitude_of.get(word)) and doc[i].pos_ != "ADJ":
            low, high = (low or 1) * factor, (high or 1) * factor
            if factor >= LEAST_GROUPING:
                total_low, total_high, low, high = total_low + low, total_high + high, 0.0, 0.0
            said = True
        elif (part := words.share_of.get(form) or words.share_of.get(word)) and not share:
            low, high, said, share = (low or 1) * part, (high or 1) * part, True, True
        elif said and doc[i].text in DASHES and i + 1 in inside and i + 1 < len(doc):
            upper = _digits(doc[i + 1].lower_)
            if upper is None:
                break
            high, i = upper[1], i + 1
        elif said and form == ".":
            if i + 1 < len(doc) and doc[i + 1].lower_ not in words.currency_of and doc[i + 1].lower_ != "%":
                break
        else:
            break
        i += 1
    if not said:
        return _one_unit(doc, start, words)
    low, high = total_low + low, total_high + high
    return _measured(doc, start, i, low, max(low, high), currency, words, share=share)


def _one_unit(doc: Doc, start: int, words: MeaningLexicon) -> Quantity | None:
    """A unit of time without a number is one: «піде рік»."""
    token = doc[start]
    days = words.days_of.get(lemma(token))
    if days is None or relation(token) != "obj" or any(relation(child) in ("amod", "det") for child in token.children):
        return None
    return Quantity(start, start + 1, Number(round(days, 4), round(days, 4), DAY, _bound(doc, start, words)), None)


def _measured(
    doc: Doc, start: int, end: int, low: float, high: float, currency: str, words: MeaningLexicon, *, share: bool
) -> Quantity | None:
    unit, counted = currency, None
    if end < len(doc) and not currency:
        form, word = doc[end].lower_, lemma(doc[end])
        days = words.days_of.get(word) or words.days_of.get(form)
        if form in words.percent or word in words.percent or currency == PERCENT:
            unit, end = PERCENT, end + 1
        elif form in words.currency_of or word in words.currency_of:
            unit, end = words.currency_of.get(form) or words.currency_of[word], end + 1
        elif days:
            low, high, unit, end = low * days, high * days, DAY, end + 1
    if share and not unit:
        low, high, unit = low * 100, high * 100, PERCENT
    if not unit:
        counted = _counted(doc, start, end)
        if counted is None and low == high and low in YEARS and end == start + 1:
            return None
    return Quantity(start, end, Number(round(low, 4), round(high, 4), unit, _bound(doc, start, words)), counted)


def _counted(doc: Doc, start: int, end: int) -> Token | None:
    """The noun that the number counts: its head, else the next noun."""
    for token in doc[start:end]:
        if relation(token) in ("nummod", "det", "amod") and not start <= token.head.i < end:
            return token.head
        for child in token.children:
            if child.i >= end and relation(child) in ("nmod", "obl", "compound", "nummod") and child.pos_ == "NOUN":
                return child
    following = [token for token in doc[end : end + 2] if token.pos_ in ("NOUN", "PROPN")]
    return following[0] if following else None


def _bound(doc: Doc, start: int, words: MeaningLexicon) -> Bound:
    found = Bound.EXACT
    for i in range(max(0, start - REACH), start):
        forms = {doc[i].lower_, lemma(doc[i])}
        after = doc[i + 1].lower_ if i + 1 < len(doc) else ""
        if doc[i].is_punct:
            found = Bound.EXACT
        elif forms & words.least or forms & words.most:
            kind = Bound.LEAST if forms & words.least else Bound.MOST
            negated = i > 0 and doc[i - 1].lower_ in ("не", "no", "not")
            found = {Bound.LEAST: Bound.MOST, Bound.MOST: Bound.LEAST}[kind] if negated else kind
        elif forms & words.about and (i + 1 == start or after in words.about):
            found = Bound.ABOUT
    return found


def _numeral(form: str, word: str, words: MeaningLexicon) -> float | None:
    value = words.numeral_of.get(form)
    return words.numeral_of.get(word) if value is None else value


def _digits(form: str) -> tuple[float, float, str] | None:
    """The bounds of a number in digits and the sign after it: «10-12%»."""
    match = DIGITS.fullmatch(form)
    if match is None:
        return None
    low = _number(match[1])
    return None if low is None else (low, (_number(match[2]) or low) if match[2] else low, match[3])


def _number(text: str) -> float | None:
    text = text.rstrip(".,")
    plain = re.sub(r"[.,]", "", text) if GROUPED.fullmatch(text) else text.replace(",", ".")
    try:
        return float(plain)
    except ValueError:
        return None
