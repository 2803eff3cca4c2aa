"""The languages that articles are read in: one package of data each."""

from kb.errors import UnknownLanguage
from kb.language.base import Language
from kb.language.en import ENGLISH
from kb.language.ru import RUSSIAN
from kb.language.uk import UKRAINIAN

LANGUAGES: dict[str, Language] = {"uk": UKRAINIAN, "en": ENGLISH, "ru": RUSSIAN}


def language(code: str) -> Language:
    """The data of the language with this ISO 639-1 code.

    >>> language("uk").name
    'Ukrainian'
    """
    try:
        return LANGUAGES[code]
    except KeyError:
        raise UnknownLanguage(f"no language {code!r}; there are: {', '.join(LANGUAGES)}") from None
