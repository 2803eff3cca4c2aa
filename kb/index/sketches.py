"""The sketches of texts in SQLite: which revisions are nearly the same as one, without looking at all of them."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from kb.compare.likeness import Sketch, shares

SCHEMA = Path(__file__).with_name("sketches.sql")
MOST = 5
"""Revisions that one is found to be like: each link is a write. Of a report that a hundred outlets print not each leads
to each, but all hang together."""
OF_A_BAND = 64
"""Sketches of a band that are looked at: so the same text added over and over costs no more each time."""


@dataclass(frozen=True, slots=True)
class Sketched:
    """A revision, as the IRI of its graph, its article, as the IRI of that, and the sketch; None of a short text."""

    revision: str
    article: str
    sketch: Sketch | None


class Sketches:
    """Reads and extends the sketches of a database."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self._database = database

    @classmethod
    def in_memory(cls) -> Sketches:
        """Sketches that are gone with the process."""
        database = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
        database.executescript(SCHEMA.read_text(encoding="utf-8"))
        return cls(database)

    def like(self, one: Sketched) -> dict[str, float]:
        """The revisions of other articles that are nearly the same, and how much of the shorter is in the longer.

        At most `MOST`, those in which most is the same.
        """
        if one.sketch is None:
            return {}
        shared: Counter[int] = Counter()
        for band in one.sketch.bands:
            asked = "SELECT sketch FROM band WHERE band = ? LIMIT ?"
            shared.update(number for (number,) in self._database.execute(asked, (band, OF_A_BAND)))
        found = [other for number, _ in shared.most_common(2 * OF_A_BAND) for other in self._others(number, one)]
        if not found:
            return {}
        told = zip(shares(one.sketch, [sketch for _, sketch in found]), found, strict=True)
        likest = sorted((-share, revision) for share, (revision, _) in told if share > 0)
        return {revision: -share for share, revision in likest[:MOST]}

    def put(self, one: Sketched, *, seen: bool) -> None:
        """Keep the sketch of a revision and no other of it; `seen` where those like it were linked."""
        sketch = one.sketch or Sketch(0, b"")
        row = (one.revision, one.article, sketch.size, sketch.least, seen)
        with self._whole():
            self._drop(one.revision)
            made = self._database.execute(
                "INSERT INTO sketch (iri, article, size, least, seen) VALUES (?, ?, ?, ?, ?)", row
            )
            bands = sorted({(band, made.lastrowid) for band in sketch.bands})
            self._database.executemany("INSERT INTO band VALUES (?, ?)", bands)

    def drop(self, revision: str) -> None:
        """Forget a revision that is gone or another now."""
        with self._whole():
            self._drop(revision)

    def unseen(self) -> Iterator[Sketched]:
        """The revisions whose likes are still to be linked, in the order in which they were sketched."""
        asked = "SELECT iri, article, size, least FROM sketch WHERE seen = 0 ORDER BY id"
        for revision, article, size, least in self._database.execute(asked).fetchall():
            yield Sketched(revision, article, Sketch(size, least) if size else None)

    def see(self, revision: str) -> None:
        """Note that those like a revision were linked."""
        self._database.execute("UPDATE sketch SET seen = 1 WHERE iri = ?", (revision,))

    def _others(self, number: int, one: Sketched) -> Iterator[tuple[str, Sketch]]:
        """The revision of this number, where it is of another article."""
        asked = "SELECT iri, size, least FROM sketch WHERE id = ? AND article <> ?"
        for revision, size, least in self._database.execute(asked, (number, one.article)):
            yield revision, Sketch(size, least)

    def _drop(self, revision: str) -> None:
        asked = "SELECT id, size, least FROM sketch WHERE iri = ?"
        for number, size, least in self._database.execute(asked, (revision,)).fetchall():
            bands = [(band, number) for band in Sketch(size, least).bands]
            self._database.executemany("DELETE FROM band WHERE band = ? AND sketch = ?", bands)
            self._database.execute("DELETE FROM sketch WHERE id = ?", (number,))

    @contextmanager
    def _whole(self) -> Iterator[None]:
        """A change that is made as a whole or not at all, also within one that is."""
        self._database.execute("SAVEPOINT sketches")
        try:
            yield
        except BaseException:
            if self._database.in_transaction:
                self._database.execute("ROLLBACK TO sketches")
            raise
        finally:
            if self._database.in_transaction:
                self._database.execute("RELEASE sketches")
