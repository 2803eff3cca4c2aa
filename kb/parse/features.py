"""What the parser sees of a form: rows of its embedding tables and the readings that the dictionary allows."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np
from spacy.lang.lex_attrs import word_shape

from kb.parse.dictionary import YO, analyzer, normal, parses

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping

    from numpy.typing import NDArray

FEATURES: Mapping[str, Callable[[str], str]] = {
    "norm": lambda form: normal(form),
    "prefix": lambda form: normal(form)[:3],
    "shape": word_shape,
    "suffix2": lambda form: normal(form)[-2:],
    "suffix3": lambda form: normal(form)[-3:],
    "suffix4": lambda form: normal(form)[-4:],
}
# The one table that only a dictionary can fill.
LEMMA = "lemma"
GRAMMEMES = ("POS", "case", "number", "gender", "animacy", "person", "aspect", "tense", "mood", "voice")
NAMES = frozenset({"Name", "Surn", "Patr", "Geox", "Orgn", "Abbr"})
UNKNOWN = 0


def describe(form: str, dictionary: str | None) -> dict[str, str]:
    """The value of a form in every table; without a dictionary there is no lemma."""
    values = {name: feature(form) for name, feature in FEATURES.items()}
    if dictionary is None:
        return values
    return {LEMMA: str(parses(form, dictionary)[0].normal_form).translate(YO), **values}


def readings(form: str, dictionary: str | None) -> Iterator[str]:
    """Every reading of a form: whole (`NOUN:gent:plur`), by grammeme (`gent`), by part and grammeme (`NOUN:gent`)."""
    if dictionary is None:
        return
    yield "known" if analyzer(dictionary).word_is_known(normal(form)) else "new"
    for parse in parses(form, dictionary):
        grammemes = [str(getattr(parse.tag, name) or "") for name in GRAMMEMES]
        names = sorted(map(str, NAMES & parse.tag.grammemes))
        named = [grammeme for grammeme in (*grammemes, *names) if grammeme] or [str(parse.tag)]
        yield ":".join(named)
        yield from named
        yield from (f"{named[0]}:{other}" for other in named[1:])


@dataclass(frozen=True, slots=True, eq=False)
class Vocabulary:
    """The values that have a row of their own: row 0 of every table is for all others.

    `dictionary` is the language of a pymorphy dictionary, or None where there is none, and then no readings.
    """

    dictionary: str | None
    tables: Mapping[str, Mapping[str, int]]
    readings: Mapping[str, int]

    def ids(self, forms: Iterable[str]) -> NDArray[np.int32]:
        """Rows (form, table) in the embedding tables."""
        return np.array([_rows(self, form)[0] for form in forms], np.int32)

    def allowed(self, forms: Collection[str]) -> NDArray[np.float32]:
        """The readings (form, reading) that the dictionary allows; the weights of a form have the norm 1."""
        matrix = np.zeros((len(forms), len(self.readings)), np.float32)
        for row, form in enumerate(forms):
            columns = _rows(self, form)[1]
            matrix[row, columns] = 1 / max(1, len(columns)) ** 0.5
        return matrix


@lru_cache(maxsize=50_000)
def _rows(vocabulary: Vocabulary, form: str) -> tuple[list[int], list[int]]:
    """The row of a form in every table, and the columns of its readings."""
    values = describe(form, vocabulary.dictionary)
    found = {vocabulary.readings.get(reading) for reading in readings(form, vocabulary.dictionary)}
    # The network takes its tables in the order of their names.
    rows = [vocabulary.tables[name].get(values[name], UNKNOWN) for name in sorted(vocabulary.tables)]
    return rows, sorted(column for column in found if column is not None)


def collect(forms: Iterable[str], dictionary: str | None, *, tables: Collection[str], least: int = 2) -> Vocabulary:
    """The vocabulary of a training corpus: what occurs at least `least` times in the tables that are asked for."""
    counts: dict[str, Counter[str]] = {name: Counter() for name in tables}
    allowed: Counter[str] = Counter()
    for form, count in Counter(forms).items():
        values = describe(form, dictionary)
        for name in tables:
            counts[name][values[name]] += count
        allowed.update(dict.fromkeys(set(readings(form, dictionary)), count))
    rows = {
        name: {value: row for row, value in enumerate(sorted(v for v, n in counted.items() if n >= least), start=1)}
        for name, counted in counts.items()
    }
    common = sorted(reading for reading, count in allowed.items() if count >= 5 * least)
    return Vocabulary(dictionary, rows, {reading: column for column, reading in enumerate(common)})
