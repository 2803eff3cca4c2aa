"""What a search for words means: `міст "відведення військ" прем*` are three things that a text is to have.

A word is found in every form, words between quotation marks one after another, and a star stands for any ending.
Whatever else is written, as brackets or colons, divides words and means nothing.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from math import prod
from typing import TYPE_CHECKING

from kb.errors import KnowledgeBaseError
from kb.index.vocabulary import LANGUAGES
from kb.index.words import forms
from kb.parse.dictionary import SPELLINGS

if TYPE_CHECKING:
    from kb.index.vocabulary import Vocabulary

_PART = re.compile(r'"([^"]*)"?|([^\s"]+)')
_STAR = re.compile(r"(?<=[^\W_])\*")
# So many may be asked for in one expression of FTS5, whose OR takes longer than one by one where there are more.
FEW = 20
MOST = 20_000
MANY = "SELECT DISTINCT full_text.rowid FROM json_each(?) AS each CROSS JOIN full_text ON full_text MATCH each.value"


class BadText(KnowledgeBaseError, ValueError):
    """A search for words in which there is no word, or one that so many words begin with that none is meant."""


@dataclass(frozen=True, slots=True)
class Term:
    """A word that is to be found, in any form, or the beginning of one."""

    form: str
    is_beginning: bool = False


def parts(text: str) -> Iterator[tuple[Term, ...]]:
    """What is searched for: each is a word, or a phrase of several.

    >>> [[term.form for term in part] for part in parts('міст «майже готовий» екс-прем*')]
    [['міст'], ['майже', 'готовий'], ['екс', 'прем']]
    """
    for phrase, word in _PART.findall(text.translate(SPELLINGS)):
        if terms := tuple(_terms(phrase or word)):
            yield terms


def _terms(part: str) -> Iterator[Term]:
    *starred, rest = _STAR.split(part)
    for piece in starred:
        *whole, last = forms(piece)
        yield from map(Term, whole)
        yield Term(last, is_beginning=True)
    yield from map(Term, forms(rest))


def conditions(text: str, vocabulary: Vocabulary) -> Iterator[tuple[str, tuple[str]]]:
    """SELECTs of the ids of the claims whose texts are meant, with the value of each: what all of them have is.

    Raises `BadText`.
    """
    found = [_phrases(part, vocabulary) for part in parts(text)]
    if not found:
        raise BadText(f"there is no word in '{text}'; name some that the claim is to have")
    few = [each for each in found if len(each) <= FEW]
    if few:
        yield "SELECT rowid FROM full_text WHERE full_text MATCH ?", (" AND ".join(map(_any, few)),)
    for many in (each for each in found if len(each) > FEW):
        yield (
            MANY,
            (json.dumps(many),),
        )


def _any(phrases: Sequence[str]) -> str:
    # What no text has is a word without a number: nothing is found, and FTS5 takes it for an expression.
    return f"({' OR '.join(phrases or ['none'])})"


def _phrases(terms: Sequence[Term], vocabulary: Vocabulary) -> list[str]:
    """The phrases of words, by their numbers, that these terms may mean; those of a text are all of its language."""
    found: list[str] = []
    for language in LANGUAGES:
        words = [
            vocabulary.begun(term.form, language) if term.is_beginning else vocabulary.meant(term.form, language)
            for term in terms
        ]
        if prod(map(len, words)) > MOST:
            raise BadText(f"'{terms[0].form}' and so on may be too many words; give more of them")
        found.extend(f'"{" ".join(map(str, phrase))}"' for phrase in product(*words))
    return found
