"""The claims of the store that an arriving one is worth comparing with, found by the keys that it shares with them.

What is asked for one claim does not grow with the store: a key that many claims have is kept by month, and by day where
it is common within its month, and then the latest are looked at.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from datetime import date, timedelta
from math import log2
from typing import TYPE_CHECKING

from rdflib import Literal

from kb.compare.keys import keys
from kb.findings.asking import rows
from kb.findings.held import Held
from kb.lexicon import Lexicon

if TYPE_CHECKING:
    from kb.store import Store

COMMON = 16
"""How many claims have a key that is common; no more of them are looked at."""
MOST = 5
"""How many claims of the store are looked at for one that arrives."""
# One key that is common tells nothing; one that few have, or two, do.
LEAST_SHARED = 0.3
MONTH = timedelta(days=30)
Claims = tuple[str, ...]


class Candidates:
    """The claims of a store that have keys of an article's claims; asked for at once, in three questions at most.

    `full` are common keys with their claims as they were found for other articles, and is added to: to a key that has
    so many claims no more are added, so it need not be asked for again until some are removed.
    """

    def __init__(
        self, store: Store, lexicon: Lexicon, day: date | None, claims: Iterable[Held], *, full: dict[str, Claims]
    ) -> None:
        self._store = store
        self._day = day
        self._known: dict[str, Claims] = {}
        self._full = full
        self._own = {held.id: keys(held.statement.meaning, lexicon, speakers=held.speakers) for held in claims}
        self._ask()

    def of(self, held: Held) -> tuple[str, ...]:
        """The IRIs of the claims that share the most telling keys with this one, the likest first."""
        shared: defaultdict[str, float] = defaultdict(float)
        for key in self._own[held.id]:
            found = self._claims(key)
            weight = 1 / log2(2 + len(found))
            for claim in found:
                shared[claim] += weight
        ordered = sorted(shared.items(), key=lambda each: (-each[1], each[0]))
        return tuple(claim for claim, weight in ordered[:MOST] if weight >= LEAST_SHARED)

    def posted(self, held: Held) -> tuple[str, ...]:
        """The keys under which the claim is to be found later, each as narrow as it has to be.

        One that is common however narrow it is made is left out: nobody would look at one more claim of it, and an
        answer to many keys would grow with the store.
        """
        narrow = (level(key, self._day, self._is_common) for key in self._own[held.id])
        return tuple(key for key in narrow if not self._is_common(key))

    def _ask(self) -> None:
        """Look up the keys, of those that are common the ones of the months, and of those again the ones of the day."""
        whole = dict.fromkeys(key for found in self._own.values() for key in found)
        self._look_up(whole)
        if self._day is None:
            return
        common = [key for key in whole if self._is_common(key)]
        self._look_up(_month(key, day) for day in (self._day, self._day - MONTH) for key in common)
        self._look_up(_by_day(key, self._day) for key in common if self._is_common(_month(key, self._day)))

    def _look_up(self, wanted: Iterable[str]) -> None:
        found: defaultdict[str, list[str]] = defaultdict(list)
        asked = (Literal(key, normalize=False) for key in wanted if key not in self._full)
        for key, claim in rows(self._store, "keyed", key=asked):
            if key is not None and claim is not None:
                found[key].append(claim)
        for key, claims in found.items():
            among = self._full if len(claims) >= COMMON else self._known
            among[key] = tuple(claims[:COMMON])

    def _claims(self, key: str) -> Claims:
        """The claims that have the key; of a common one those of its days, or else of its months, as well."""
        found = self._found(key)
        if len(found) < COMMON or self._day is None:
            return found
        by_month = [_month(key, day) for day in (self._day, self._day - MONTH)]
        narrower = by_month
        if self._is_common(by_month[0]):
            narrower = [_by_day(key, self._day), *by_month]
        latest = _once(map(self._found, narrower))
        return latest if len(latest) >= MOST else _once((latest, found))

    def _is_common(self, key: str) -> bool:
        return len(self._found(key)) >= COMMON

    def _found(self, key: str) -> Claims:
        return self._full.get(key) or self._known.get(key, ())


def level(key: str, day: date | None, is_common: Callable[[str], bool]) -> str:
    """The key as it is kept for a claim of an article of this day: whole, by month or by day, as it is common."""
    if day is None or not is_common(key):
        return key
    month = _month(key, day)
    return _by_day(key, day) if is_common(month) else month


def _month(key: str, day: date) -> str:
    return f"{key}@{day:%Y-%m}"


def _by_day(key: str, day: date) -> str:
    return f"{key}@{day.isoformat()}"


def _once(found: Iterable[Iterable[str]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(claim for each in found for claim in each))
