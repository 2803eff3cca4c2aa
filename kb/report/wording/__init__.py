"""The languages that a report can be written in: one file of words each."""

from kb.report.wording.base import Forms, Wording
from kb.report.wording.en import ENGLISH
from kb.report.wording.uk import UKRAINIAN

__all__ = ["WORDINGS", "Forms", "Wording", "wording"]

WORDINGS: dict[str, Wording] = {"uk": UKRAINIAN, "en": ENGLISH}


def wording(code: str) -> Wording:
    """The words of a report in this language, in English where there are none.

    >>> wording("uk").claim, wording("tlh").claim
    ('Твердження', 'Claim')
    """
    return WORDINGS.get(code, ENGLISH)
