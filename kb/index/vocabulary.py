"""The words that the index knows: each is all the lemmas that a form may be a form of, and has a number.

The full text holds the numbers, so that a form of several words stands in one place of it, as phrases need.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kb.index.words import LEMMATIZERS, forms, lemmas

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable

OTHER = ""
"""The language of all texts that are in none whose words are known."""
LANGUAGES = (*LEMMATIZERS, OTHER)
AT_HAND = 200_000  # forms kept in memory, some 20 MB: as many as a hundred thousand articles have
BEYOND_UNICODE = "\U0010ffff"


class Vocabulary:
    """Reads and extends the words of an index."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self._database = database
        self._known: dict[tuple[str, str], int] = {}

    def forget(self) -> None:
        """Trust nothing that is kept in memory, after a change that was taken back."""
        self._known.clear()

    def encoded(self, text: str, language: str) -> str:
        """The text as numbers of words; those that are new become known."""
        language = language if language in LEMMATIZERS else OTHER
        return " ".join(str(self._word(form, language)) for form in forms(text))

    def meant(self, form: str, language: str) -> list[int]:
        """The words of a language that a form in a query may mean: those that share a lemma with it."""
        asked = "SELECT word FROM lemma WHERE language = ? AND lemma = ?"
        return self._words((asked, language, lemma) for lemma in lemmas(form, language))

    def begun(self, beginning: str, language: str) -> list[int]:
        """The words of a language of which a form in a text, or a lemma, begins so."""
        asked = (
            "SELECT word FROM form WHERE language = ? AND form >= ? AND form < ?",
            "SELECT word FROM lemma WHERE language = ? AND lemma >= ? AND lemma < ?",
        )
        return self._words((each, language, beginning, beginning + BEYOND_UNICODE) for each in asked)

    def _words(self, questions: Iterable[tuple[str, ...]]) -> list[int]:
        return sorted({word for asked, *values in questions for (word,) in self._database.execute(asked, values)})

    def _word(self, form: str, language: str) -> int:
        key = language, form
        if (known := self._known.get(key)) is None:
            row = self._database.execute("SELECT word FROM form WHERE language = ? AND form = ?", key).fetchone()
            known = row[0] if row else self._new(form, language)
            if len(self._known) >= AT_HAND:
                self._known.clear()
            self._known[key] = known
        return known

    def _new(self, form: str, language: str) -> int:
        found = sorted(lemmas(form, language))
        key = language, " ".join(found)
        row = self._database.execute("SELECT id FROM word WHERE language = ? AND lemmas = ?", key).fetchone()
        if row:
            word = int(row[0])
        else:
            made = self._database.execute("INSERT INTO word (language, lemmas) VALUES (?, ?)", key)
            word = int(made.lastrowid or 0)
            self._database.executemany(
                "INSERT INTO lemma VALUES (?, ?, ?)", [(language, lemma, word) for lemma in found]
            )
        self._database.execute("INSERT INTO form VALUES (?, ?, ?)", (language, form, word))
        return word
