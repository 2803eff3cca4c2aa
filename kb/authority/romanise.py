"""Names in Latin letters, and as skeletons in which spellings of one name in several languages come close.

Ukrainian follows resolution 55 of the Cabinet of Ministers of 27 January 2010, Russian ISO 9:1995.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
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
        (r"[^a-z0-9 \n]", ""),
    )
)


_APOSTROPHES = re.compile("['’ʼ]")
_BEGINNING = re.compile(f"(?<![^\\W\\d_])[{''.join(_UKRAINIAN_FIRST)}]")
_FROM_UKRAINIAN, _FROM_RUSSIAN = str.maketrans({**_UKRAINIAN}), str.maketrans({**_RUSSIAN})


@lru_cache(maxsize=20_000)
def romanise(text: str, language: str) -> str:
    """The text in Latin letters, in lower case; what is not Cyrillic stays.

    >>> romanise("Згурський Юрій", "uk"), romanise("Щербаков", "ru")
    ('zghurskyi yurii', 'ŝerbakov')
    """
    return _romanised(text, language)


@lru_cache(maxsize=20_000)
def skeleton(text: str, language: str) -> str:
    """What a name keeps in every spelling: Latin letters without marks, doubled letters and likely variants.

    >>> skeleton("Шольц", "uk"), skeleton("Шольц", "ru"), skeleton("Scholz", "en")
    ('solc', 'solc', 'solz')
    """
    return skeletons((text,), language)[0]


def skeletons(names: Sequence[str], language: str) -> list[str]:
    """The skeletons of names: as the lines of one text many are folded in a fraction of the time."""
    found = [""] * len(names)
    places: dict[bool, list[int]] = {}
    for place, name in enumerate(names):
        places.setdefault(CYRILLIC.search(name) is not None, []).append(place)
    for is_cyrillic, own in places.items():
        lines = "\n".join(names[place].replace("\n", " ") for place in own)
        folded = _folded(_romanised(lines, language), _FOLDS if is_cyrillic else (*_LATIN, *_FOLDS))
        for place, line in zip(own, folded.split("\n"), strict=True):
            found[place] = " ".join(line.split())
    return found


def _romanised(text: str, language: str) -> str:
    lower = _APOSTROPHES.sub("", text.lower())
    if language == "ru":
        return lower.translate(_FROM_RUSSIAN)
    first = _BEGINNING.sub(lambda found: _UKRAINIAN_FIRST[found.group()], lower.replace("зг", "zgh"))
    return first.translate(_FROM_UKRAINIAN)


def _folded(text: str, folds: Iterable[tuple[re.Pattern[str], str]]) -> str:
    plain = unicodedata.normalize("NFKD", text)
    found = plain.translate({ord(letter): None for letter in set(plain) if unicodedata.combining(letter)})
    for pattern, fold in folds:
        found = pattern.sub(fold, found)
    return found
