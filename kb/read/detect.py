"""Which language an article is in."""

from __future__ import annotations

import re
from collections import Counter

from kb.errors import UnknownLanguage, UnreadableSource
from kb.language import LANGUAGES
from kb.language.base import Language

SAMPLE = 20_000
# Letters that one of the languages has and the others lack. Belarusian has і with ы and э: ў tells it.
_ALPHABETS = {"uk": "іїєґ", "ru": "ыэъё", "be": "ў"}
# Quoted Russian in a Ukrainian article is common, so one alphabet must clearly lead.
_LEAD = 3
# Which languages are written in Cyrillic, and the letters without which a text is not taken for one of them: a
# line of Ukrainian without і or ї looks Macedonian to a model of byte sequences.
_CYRILLIC = {
    "uk": "",
    "ru": "",
    "bg": "",
    "be": "ў",
    "mk": "јљњџѓќѕ",
    "sr": "јљњџђћ",
    "kk": "қғүұөһңә",
    "ky": "өүң",
    "mn": "өү",
}


def detect_language(text: str, *, declared: str | None = None) -> str:
    """ISO 639-1 code of the text's language: by its letters, else as declared, else by py3langid.

    >>> detect_language("Він сказав, що їде"), detect_language("Он сказал, что мы едем")
    ('uk', 'ru')
    """
    sample = text[:SAMPLE].casefold()
    by_letters = _by_alphabet(sample) if _is_cyrillic(sample) else None
    if by_letters is not None:
        return by_letters
    if declared in LANGUAGES:
        return str(declared)
    return _by_model(sample)


def choose_language(text: str, *, named: str | None = None, declared: str | None = None) -> Language:
    """The data of the language that the user named, or of the text's own.

    Raises UnknownLanguage, with the language's name, where there is none, UnreadableSource where there are no words.
    """
    if named is None and not any(map(str.isalpha, text)):
        raise UnreadableSource("holds no words; an article's text was expected")
    code = named or detect_language(text, declared=declared)
    if code not in LANGUAGES:
        raise UnknownLanguage(f"article is in {name_of(code)} ({code}); there are: {', '.join(LANGUAGES)}")
    return LANGUAGES[code]


def name_of(code: str) -> str:
    """English name of a language.

    >>> name_of("pl")
    'Polish'
    """
    from babel import Locale

    return str(Locale("en").languages.get(code, "an unknown language"))


def _by_alphabet(sample: str) -> str | None:
    letters = Counter(sample)
    counts = {code: sum(letters[c] for c in own) for code, own in _ALPHABETS.items()}
    if counts["be"] > 0.05 * counts["uk"]:
        return "be"
    (best, most), (_, second) = sorted(counts.items(), key=lambda item: -item[1])[:2]
    # Bulgarian has ъ alone of the Russian letters, Kazakh і beside ы.
    alone = best != "ru" or letters["ы"] + letters["э"] > 0
    return best if most >= _LEAD * max(second, 1) and alone else None


def _is_cyrillic(sample: str) -> bool:
    """Whether most letters are Cyrillic: an English article may quote a Ukrainian word."""
    return len(re.findall("[Ѐ-ӿ]", sample)) * 2 > len(re.findall(r"[^\W\d_]", sample))


def _by_model(sample: str) -> str:
    import py3langid  # reads a model of 2 MB: late

    ranked = (str(code) for code, _ in py3langid.rank(sample))
    if not _is_cyrillic(sample):
        return next(code for code in ranked if code not in _CYRILLIC)
    possible = {code for code, needed in _CYRILLIC.items() if not needed or any(c in sample for c in needed)}
    return next(code for code in ranked if code in possible)
