"""Words from outside, made safe to store and to show."""

from __future__ import annotations

import unicodedata


def one_line(text: str) -> str:
    r"""The text on one line, in NFC, without control characters and marks that change the direction of writing.

    >>> one_line("Олена\u202e\n  Мельник\x07")
    'Олена Мельник'
    """
    seen = "".join(" " if letter.isspace() else letter for letter in text)
    kept = "".join(letter for letter in seen if unicodedata.category(letter)[0] != "C")
    return unicodedata.normalize("NFC", " ".join(kept.split()))
