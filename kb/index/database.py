"""The index itself: SQLite in a file beside the store, or in memory."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TypeVar

from kb.index.entries import Entries, FlatClaim, Label
from kb.index.sketches import SCHEMA as SKETCHES
from kb.index.sketches import Sketches
from kb.index.vocabulary import Vocabulary
from kb.index.words import lemmatizers_version

SCHEMA = Path(__file__).with_name("schema.sql")
VERSION = "2"
IN_MEMORY = ":memory:"
AT_HAND = 100_000  # entities and labels kept in memory, some 20 MB each
T = TypeVar("T")
WAIT = 30.0  # seconds for another process that brings the same index in step
READING = """
PRAGMA cache_size = -65536;
PRAGMA temp_store = MEMORY;
"""
# The journal may grow to 64 MB before it is written back: pages that many articles change are written once for all.
WRITING = """
PRAGMA journal_mode = WAL;
PRAGMA synchronous = NORMAL;
PRAGMA wal_autocheckpoint = 16384;
"""


class Outdated(sqlite3.DatabaseError):
    """An index that another version of the package has made, or whose words another dictionary has."""


class Index:
    """The claims of a store, flat; `place` is a file or `IN_MEMORY`.

    Raises `sqlite3.Error` where there is no index that can be used; `new` makes one where there is none.
    """

    def __init__(self, place: str, *, new: bool = False, read_only: bool = False) -> None:
        self.place = place
        self.read_only = read_only
        mode = "ro" if read_only else "rwc" if new else "rw"
        address = place if place == IN_MEMORY else f"{Path(place).absolute().as_uri()}?mode={mode}"
        self.database = sqlite3.connect(
            address, uri=place != IN_MEMORY, timeout=WAIT, isolation_level=None, check_same_thread=False
        )
        try:
            self.database.executescript(READING if read_only else READING + WRITING)
            if new:
                schema = "".join(path.read_text(encoding="utf-8") for path in (SCHEMA, SKETCHES))
                self.database.executescript(f"BEGIN;\n{schema}")
                self.note("version", _version())
                self.database.execute("COMMIT")
            if not self._is_ours():
                raise Outdated("another version of the package has made it")
        except BaseException:
            self.database.close()
            raise
        self._words = Vocabulary(self.database)
        self.sketches = Sketches(self.database)
        self._known_entities: dict[str, int] = {}
        self._known_labels: dict[Label, int] = {}

    @property
    def words(self) -> Vocabulary:
        """The words of its texts."""
        return self._words

    def noted(self, name: str) -> str | None:
        """A note of `note`."""
        found = self.database.execute("SELECT value FROM fact WHERE name = ?", (name,)).fetchone()
        return str(found[0]) if found else None

    def note(self, name: str, value: str) -> None:
        """Keep a note about the index as a whole."""
        self.database.execute("INSERT OR REPLACE INTO fact VALUES (?, ?)", (name, value))

    def begin(self, iri: str) -> None:
        """Note that the named graph is about to change: should that be cut short, it is looked at again."""
        self.database.execute("INSERT OR IGNORE INTO pending VALUES (?)", (iri,))

    def pending(self) -> set[str]:
        """The graphs that were begun and not ended."""
        return {iri for (iri,) in self.database.execute("SELECT iri FROM pending")}

    def graphs(self) -> set[str]:
        """The named graphs that are in here."""
        return {iri for (iri,) in self.database.execute("SELECT iri FROM graph")}

    def quads(self) -> tuple[int, list[str]]:
        """How many quads there are in the graphs, and those graphs whose quads nobody has counted."""
        found = self.database.execute("SELECT TOTAL(quads) FROM graph").fetchone()
        uncounted = self.database.execute("SELECT iri FROM graph WHERE quads IS NULL")
        return int(found[0]), [iri for (iri,) in uncounted]

    def unsketched(self) -> list[str]:
        """The graphs of revisions whose texts were never looked at for those that are nearly the same."""
        asked = "SELECT iri FROM revision JOIN graph USING (id) WHERE iri NOT IN (SELECT iri FROM sketch) ORDER BY id"
        return [iri for (iri,) in self.database.execute(asked)]

    def end(self, iri: str) -> None:
        """Note that the named graph has not changed after all."""
        self.database.execute("DELETE FROM pending WHERE iri = ?", (iri,))

    @contextmanager
    def changing(self) -> Iterator[None]:
        """A change that is made as a whole or not at all."""
        self.database.execute("BEGIN IMMEDIATE")
        try:
            yield
            self.database.execute("COMMIT")
        except BaseException:
            self._forget()
            if self.database.in_transaction:
                self.database.execute("ROLLBACK")
            raise

    def put(self, iri: str, found: Entries | None, *, quads: int | None = None) -> None:
        """Keep these entries of a named graph and no others, or none where it is gone; within `changing`.

        `quads` is how many it has, None where nobody has counted them.
        """
        row = self.database.execute("SELECT id FROM graph WHERE iri = ?", (iri,)).fetchone()
        if row:
            self._clear(row[0])
            self.sketches.drop(iri)
        if found is None:
            self.database.execute("DELETE FROM graph WHERE iri = ?", (iri,))
        else:
            graph = row[0] if row else self._id("graph", iri)
            self.database.execute("UPDATE graph SET quads = ? WHERE id = ?", (quads, graph))
            self._labels(graph, found.labels)
            same = [(graph, self._entity(one), self._entity(other)) for one, other in found.same]
            self.database.executemany("INSERT OR IGNORE INTO same VALUES (?, ?, ?)", same)
            if found.language is not None:
                self._revision(graph, found)
        self.end(iri)

    def iri(self, entity: int) -> str:
        """The IRI of an entity."""
        found = self.database.execute("SELECT iri FROM entity WHERE id = ?", (entity,)).fetchone()
        return str(found[0])

    def close(self, *, state: str | None = None) -> None:
        """Close the file, noting what state of the store it is in step with; it is one file then, without a journal."""
        try:
            if not self.read_only and self.place != IN_MEMORY:
                if state is not None:
                    self.note("state", state)
                self.database.execute("PRAGMA busy_timeout = 0")
                with suppress(sqlite3.OperationalError):  # somebody reads it: then the journal stays for the next
                    self.database.execute("PRAGMA journal_mode = DELETE")
        finally:
            self.database.close()

    def _is_ours(self) -> bool:
        """Whether there is something in the file, and it is as this version makes it."""
        there = self.database.execute("SELECT 1 FROM sqlite_master WHERE name = 'fact'").fetchone()
        return there is not None and self.noted("version") == _version()

    def _revision(self, graph: int, found: Entries) -> None:
        language = found.language or ""
        publishers = [self._entity(iri) for iri in dict.fromkeys(found.publishers)]
        self.database.execute("INSERT INTO revision VALUES (?, ?, ?)", (graph, language, _listed(publishers)))
        self.database.executemany("INSERT INTO publisher VALUES (?, ?)", [(each, graph) for each in publishers])
        for claim in found.claims:
            self._claim(graph, claim, language, _listed(publishers))

    def _claim(self, graph: int, claim: FlatClaim, language: str, publishers: str) -> None:
        run = self.database.execute
        groups = [[self._entity(each) for each in dict.fromkeys(iris)] for iris in (claim.speakers, claim.about)]
        speakers, about = map(_listed, groups)
        content = (claim.day, speakers, publishers, language, claim.iri, claim.text, claim.within)
        row = int(run("INSERT INTO content VALUES (NULL,?,?,?,?,?,?,?)", content).lastrowid or 0)
        flat = (row, graph, claim.day, claim.first, claim.last, claim.form, claim.speech_act, claim.polarity)
        more = (claim.modality, claim.hedged, claim.headline, claim.confidence, speakers, about)
        run("INSERT INTO claim VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?)", (*flat, *more))
        for table, group in zip(("speaker", "about"), groups, strict=True):
            rows = [(entity, claim.first, claim.last, row) for entity in group]
            self.database.executemany(f"INSERT INTO {table} VALUES (?, ?, ?, ?)", rows)  # noqa: S608
        words = self._words.encoded(claim.text, language)
        run("INSERT INTO full_text (rowid, words) VALUES (?, ?)", (row, words))

    def _labels(self, graph: int, labels: Iterable[Label]) -> None:
        rows = [(graph, self._label(label)) for label in labels]
        self.database.executemany("INSERT OR IGNORE INTO label_in VALUES (?, ?)", rows)

    def _label(self, label: Label) -> int:
        if (known := self._known_labels.get(label)) is not None:
            return known
        key = (self._entity(label.entity), label.preferred, label.language, label.name)
        asked = "SELECT id FROM label WHERE entity = ? AND preferred = ? AND language = ? AND name = ?"
        row = self.database.execute(asked, key).fetchone()
        if row is None:
            made = "INSERT INTO label (entity, preferred, language, name, folded) VALUES (?, ?, ?, ?, ?)"
            row = (self.database.execute(made, (*key, label.name.lower())).lastrowid,)
        _keep(self._known_labels, label, int(row[0]))
        return int(row[0])

    def _clear(self, graph: int) -> None:
        """Take out what is kept of a graph, and the labels that no other has."""
        run, many = self.database.execute, self.database.executemany
        for row, first, last, *listed in run(
            "SELECT id, first, last, speakers, about FROM claim WHERE revision = ?", (graph,)
        ).fetchall():
            for table, group in zip(("speaker", "about"), listed, strict=True):
                asked = f"DELETE FROM {table} WHERE entity = ? AND first = ? AND last = ? AND claim = ?"  # noqa: S608
                many(asked, [(int(entity), first, last, row) for entity in group.split()])
            self._forget_words(row)
            for table in ("content", "claim"):
                run(f"DELETE FROM {table} WHERE id = ?", (row,))  # noqa: S608
        for (publishers,) in run("SELECT publishers FROM revision WHERE id = ?", (graph,)).fetchall():
            asked = "DELETE FROM publisher WHERE entity = ? AND revision = ?"
            many(asked, [(int(entity), graph) for entity in publishers.split()])
        labels = run("SELECT label FROM label_in WHERE graph = ?", (graph,)).fetchall()
        for place in ("label_in WHERE graph", "same WHERE graph", "revision WHERE id"):
            run(f"DELETE FROM {place} = ?", (graph,))  # noqa: S608
        many("DELETE FROM label WHERE id = ?1 AND NOT EXISTS (SELECT 1 FROM label_in WHERE label = ?1)", labels)
        self._known_labels.clear()

    def _forget_words(self, claim: int) -> None:
        asked = "SELECT text, language FROM content WHERE id = ?"
        words = self._words.encoded(*self.database.execute(asked, (claim,)).fetchone())
        self.database.execute("INSERT INTO full_text (full_text, rowid, words) VALUES ('delete', ?, ?)", (claim, words))

    def _entity(self, iri: str) -> int:
        if (known := self._known_entities.get(iri)) is None:
            known = self._id("entity", iri)
            _keep(self._known_entities, iri, known)
        return known

    def _forget(self) -> None:
        """Trust nothing that is kept in memory, after a change that was taken back or labels that are gone."""
        self._words.forget()
        self._known_entities.clear()
        self._known_labels.clear()

    def _id(self, table: str, iri: str) -> int:
        """The number of an IRI in a table, new or not."""
        row = self.database.execute(f"SELECT id FROM {table} WHERE iri = ?", (iri,)).fetchone()  # noqa: S608
        if row is None:
            row = (self.database.execute(f"INSERT INTO {table} (iri) VALUES (?)", (iri,)).lastrowid,)  # noqa: S608
        return int(row[0])


def _keep(known: dict[T, int], key: T, number: int) -> None:
    """Keep a number in memory, with no more others than there is room for."""
    if len(known) >= AT_HAND:
        known.clear()
    known[key] = number


def _listed(entities: Iterable[int]) -> str:
    return " ".join(map(str, entities))


def _version() -> str:
    return f"{VERSION} {lemmatizers_version()}"
