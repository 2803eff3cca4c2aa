"""Names in Latin letters, and as skeletons in which spellings of one name in several languages come close.

Ukrainian follows resolution 55 of the Cabinet of Ministers of 27 January 2010, Russian ISO 9:1995.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import lru_cache

# fmt: off
_UKRAINIAN: Mapping[str, str] = {
    "а": "a", "б": "b", "в": "v", "г": "h", "ґ": "g", "д": "d", "е": "e", "є": "ie", "ж": "zh", "з": "z", "и": "y",
    "і": "i", "ї": "i", "й": "i", "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "s",
    "т": "t", "у": "u", "ф": "f", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ь": "", "ю": "iu",
    "я": "ia",
}
# fmt: on
# At the beginning of a word.
_UKRAINIAN_FIRST: Mapping[str, str] = {"є": "ye", "ї": "yi", "й": "y", "ю": "yu", "я": "ya"}
_RUSSIAN: Mapping[str, str] = dict(
    zip("абвгдеёжзийклмнопрстуфхцчшщъыьэюя", "abvgdeëžzijklmnoprstufhcčšŝʺyʹèûâ", strict=True)
)
CYRILLIC = re.compile("[а-яёєіїґ]", re.IGNORECASE)
# How Latin spells what Cyrillic writes with other letters, in names that were Latin all along.
_LATIN: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), fold)
    for pattern, fold in ((r"sch", "sh"), (r"ck|c(?![eiyh])|q", "k"), (r"ts?z|cz", "c"), (r"j", "dzh"), (r"x", "ks"))
)
# What spellings differ in: «Хілларі», «Хиллари», "Hillary"; «Зеленський», "Zelenskyy", "Zelensky".
_FOLDS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), fold)
    for pattern, fold in (
        (r"shch", "s"),
        (r"zgh", "zg"),
        (r"kh|gh", "h"),
        (r"zh", "z"),
        (r"ch|sh", "s"),
        (r"ts", "c"),
        (r"th", "t"),
        (r"ph", "f"),
        (r"w", "v"),
        (r"g", "h"),
        (r"[yj]", "i"),
        (r"i+(?=[aeou])", ""),
        (r"(.)\1+", r"\1"),
        (r"[^a-z0-9 ]", ""),
    )
)


@lru_cache(maxsize=20_000)
def romanise(text: str, language: str) -> str:
    """The text in Latin letters, in lower case; what is not Cyrillic stays.

    >>> romanise("Згурський Юрій", "uk"), romanise("Щербаков", "ru")
    ('zghurskyi yurii', 'ŝerbakov')
    """
    lower = re.sub("['’ʼ]", "", text.lower())
    if language == "ru":
        return "".join(_RUSSIAN.get(letter, letter) for letter in lower)
    found = []
    for before, letter in zip(" " + lower, lower.replace("зг", "z\0"), strict=False):
        if letter == "\0":
            found.append("gh")
        elif not before.isalpha() and letter in _UKRAINIAN_FIRST:
            found.append(_UKRAINIAN_FIRST[letter])
        else:
            found.append(_UKRAINIAN.get(letter, letter))
    return "".join(found)


@lru_cache(maxsize=20_000)
def skeleton(text: str, language: str) -> str:
    """What a name keeps in every spelling: Latin letters without marks, doubled letters and likely variants.

    >>> skeleton("Шольц", "uk"), skeleton("Шольц", "ru"), skeleton("Scholz", "en")
    ('solc', 'solc', 'solz')
    """
    plain = unicodedata.normalize("NFKD", romanise(text, language))
    found = "".join(letter for letter in plain if not unicodedata.combining(letter))
    folds = _FOLDS if CYRILLIC.search(text) else (*_LATIN, *_FOLDS)
    for pattern, fold in folds:
        found = pattern.sub(fold, found)
    return " ".join(found.split())
