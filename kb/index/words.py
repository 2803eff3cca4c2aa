"""The words of a text, and what each is a form of, word by word: parsing an article again would take too long.

Without context a form may be one of several words («стали» in Russian: «стать», «сталь»), so it has all their lemmas.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache, lru_cache, partial
from importlib.metadata import version
from typing import NamedTuple

from kb.language import LANGUAGES
from kb.parse import MODELS
from kb.parse.dictionary import SPELLINGS, YO, parses

# Letters and digits, with an apostrophe between them: «м'ята». A hyphen divides: «екс-мер» is found by either part.
_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*")
_POSSESSIVE = re.compile(r"'s?$")
# A day of news has some 20,000 forms.
CACHED_FORMS = 50_000


def forms(text: str) -> Iterator[str]:
    """The words of a text as they stand there, in lower case and in one spelling.

    >>> list(forms("М’який знак — «ще» екс-міністр."))
    ["м'який", 'знак', 'ще', 'екс', 'міністр']
    """
    return (found[0] for found in _WORD.finditer(text.lower().translate(SPELLINGS).translate(YO)))


@lru_cache(maxsize=CACHED_FORMS)
def lemmas(form: str, language: str) -> frozenset[str]:
    """What the form may be a form of, in a language; itself where nothing is known of the language.

    >>> sorted(lemmas("стали", "ru")), sorted(lemmas("leaves", "en"))
    (['сталь', 'стать'], ['leaf', 'leave'])
    """
    lemmatizer = LEMMATIZERS.get(language)
    return (lemmatizer(form) if lemmatizer else None) or frozenset((form,))


def lemmatizers_version() -> str:
    """What the lemmas depend on: with another dictionary they may be others."""
    return " ".join(f"{code} {version(f'pymorphy3-dicts-{code}')}" for code in DICTIONARIES)


def _by_dictionary(form: str, *, language: str) -> frozenset[str]:
    if not form.strip("0123456789"):
        return frozenset((form,))
    return frozenset(parse.normal_form.translate(YO) for parse in parses(form, language))


def _by_rules(form: str, *, language: str) -> frozenset[str]:
    """The lemmas by a language's tables of endings, exceptions and known words, whatever part of speech it may be."""
    form = _POSSESSIVE.sub("", form) or form
    known: set[str] = set()
    possible = {form}
    for part in _parts(language):
        known.update(part.exceptions.get(form, ()))
        if form in part.words:
            known.add(form)
        for ending, lemma_ending in part.rules:
            if form.endswith(ending) and (lemma := form[: len(form) - len(ending)] + lemma_ending):
                possible.add(lemma)
                if lemma in part.words:
                    known.add(lemma)
    return frozenset(known or possible)


class _Part(NamedTuple):
    """What there is to know of the words of one part of speech."""

    rules: list[tuple[str, str]]
    exceptions: Mapping[str, list[str]]
    words: frozenset[str]


@cache
def _parts(language: str) -> tuple[_Part, ...]:
    """The tables of the lemmatizer that ships with the pipeline of a language; none where it has none."""
    path = MODELS / language / "lemmatizer" / "lookups" / "lookups.bin"
    if not path.is_file():
        return ()
    import srsly

    tables = srsly.read_msgpack(path)
    rules, exceptions, words = (tables[f"lemma_{name}"] for name in ("rules", "exc", "index"))
    return tuple(_Part(rules[part], exceptions.get(part, {}), frozenset(words[part])) for part in words)


DICTIONARIES = ("uk", "ru")
LEMMATIZERS: dict[str, Callable[[str], frozenset[str]]] = {
    code: partial(_by_dictionary if code in DICTIONARIES else _by_rules, language=code) for code in LANGUAGES
}
