"""What the morphological dictionary knows of a word form, before any context is looked at."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pymorphy3 import MorphAnalyzer
    from pymorphy3.analyzer import Parse

# A day of news has some 20,000 forms; one takes about 4 kB.
CACHED_FORMS = 20_000

# News writes each of these in several ways; the dictionaries and the models know one.
SPELLINGS = str.maketrans(
    {
        **dict.fromkeys("’ʼ`´′‘", "'"),
        **dict.fromkeys("«»“”„‟″", '"'),
        **dict.fromkeys("–—―‒‑−", "-"),
        "…": "...",
        "\u0301": None,
    }
)
DIGITS = str.maketrans("123456789", "0" * 9)
# Russian writes «ё» or «е» as it likes; treebanks and word lists have lemmas with «е».
YO = str.maketrans("ёЁ", "еЕ")


def normal(form: str) -> str:
    """The form in lower case, with one kind of apostrophe, quote, dash and digit, and without «ё».

    >>> normal("М’ята – 2021"), normal("Ещё")
    ("м'ята - 0000", 'еще')
    """
    return form.lower().translate(SPELLINGS).translate(DIGITS).translate(YO)


@cache
def analyzer(language: str) -> MorphAnalyzer:
    """The pymorphy dictionary of a language: "uk" or "ru"."""
    from pymorphy3 import MorphAnalyzer

    return MorphAnalyzer(lang=language)


@lru_cache(maxsize=CACHED_FORMS)
def parses(form: str, language: str) -> tuple[Parse, ...]:
    """Every reading that the dictionary has for a form, unranked."""
    return tuple(analyzer(language).parse(form.translate(SPELLINGS)))
