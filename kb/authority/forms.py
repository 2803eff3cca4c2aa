"""Names word by word, each word as the set of base forms that it may be an inflection of."""

from __future__ import annotations

import re
from functools import lru_cache

from kb.parse.dictionary import SPELLINGS, YO, parses

DICTIONARIES = frozenset({"uk", "ru"})
"""The languages whose words are declined, and have a dictionary that undoes it."""
_ARTICLES = frozenset({"the", "a", "an"})
_WORD = re.compile(r"[\w&][\w'.&-]*")
_OTHER_LETTERS = str.maketrans({"ґ": "г", "Ґ": "г"})
_POSSESSIVE = re.compile(r"'s?$")
# Pronouns and particles have forms that are names of states («Того»), and are none themselves.
_NAMING = frozenset({"NOUN", "ADJF", "ADJS", "PRTF", "PRTS", "NUMR", None})
_LONGEST = 12
"""Words in a name at most; no name in the authority file has more."""

Forms = frozenset[str]


@lru_cache(maxsize=50_000)
def words_of(name: str) -> tuple[str, ...]:
    """The words of a name in one spelling, without quotation marks, brackets, articles and a final stop.

    >>> words_of("the «Радіо Свобода» (U.S.)")
    ('радіо', 'свобода', 'u.s')
    """
    plain = name.translate(SPELLINGS).translate(_OTHER_LETTERS).translate(YO).lower()
    found = (_POSSESSIVE.sub("", match.group().rstrip(".")) for match in _WORD.finditer(plain))
    return tuple(word for word in found if word and word not in _ARTICLES)[:_LONGEST]


@lru_cache(maxsize=100_000)
def forms_of(word: str, language: str) -> Forms:
    """The word itself and all that it may be a form of, in one spelling."""
    if language not in DICTIONARIES or word.isascii():
        return frozenset({word})
    named = (p for p in parses(word, language) if p.tag.POS in _NAMING and "Apro" not in p.tag.grammemes)
    return frozenset({word, *(parse.normal_form.translate(_OTHER_LETTERS).translate(YO) for parse in named)})


def is_known(word: str, language: str) -> bool:
    """Whether the dictionary of the language has the word itself, rather than guessing what it is a form of."""
    if language not in DICTIONARIES or word.isascii():
        return False
    return any(type(parse.methods_stack[0][0]).__name__ == "DictionaryAnalyzer" for parse in parses(word, language))


def same_words(one: tuple[str, ...], other: tuple[str, ...], language: str) -> bool:
    """Whether two names are one, inflected or not: each word of the one may be a form of what the other's is."""
    return len(one) == len(other) and all(
        left == right or not forms_of(left, language).isdisjoint(forms_of(right, language))
        for left, right in zip(one, other, strict=True)
    )
