"""Brings an index in step with the graphs of a store, or makes it anew."""

from __future__ import annotations

import logging
import os
import sqlite3
import time
from collections.abc import Collection, Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, runtime_checkable

from kb.index.bodies import sketched
from kb.index.database import IN_MEMORY, Index, Outdated
from kb.index.entries import PATTERNS, Fact, entries, facts

if TYPE_CHECKING:
    from kb.store import Store

FILE = "kb.index.sqlite"  # whoever watches a store for changes looks past what begins so
AT_ONCE = 1_000  # graphs that are indexed when a store is opened to be written: it takes some ten seconds
TOGETHER = 100  # graphs that are indexed in one transaction
TELLING = 20.0  # seconds between two words on how far it is
log = logging.getLogger(__name__)
_MENDED = "the index %s %s: indexing %s"
_LEFT = "the index %s %s; it is made when claims are asked for, or by `kb index`: of %s, that takes a while"


@runtime_checkable
class OnDisk(Protocol):
    """A store in a folder that can tell whether it was written to; `found` is its state before it was opened."""

    folder: Path
    read_only: bool
    found: str

    def state(self) -> str:
        """What changes with every write, with the name of a `MANIFEST` that changes with every opening to write."""

    def facts(self, iri: str, patterns: Iterable[tuple[str, str | None]]) -> Iterator[Fact]:
        """The triples of a named graph that have one of these predicates and, where it is given, its value."""


def in_memory(store: Store) -> Index:
    """An index of all that is in the store, gone with the process."""
    index = Index(IN_MEMORY, new=True)
    fill(index, store, list(store.graphs()))
    return index


def beside(store: Store, on_disk: OnDisk, *, most: int | None = AT_ONCE) -> Index | None:
    """The index in the folder of a store, in step with it; None where more than so many graphs are to be indexed.

    What has happened to it is told. Raises `sqlite3.Error` where it cannot be written.
    """
    place = on_disk.folder / FILE
    if not on_disk.read_only:
        for unfinished in on_disk.folder.glob(f"{FILE}.*.part*"):
            unfinished.unlink()
    if not place.exists():
        return _anew(place, store, on_disk, most, why="is missing")
    try:
        return _in_step(place, store, on_disk, most)
    except Outdated:
        return _anew(place, store, on_disk, most, why="was made by another version")
    except sqlite3.OperationalError:
        raise
    except sqlite3.DatabaseError as error:
        return _anew(place, store, on_disk, most, why=f"is damaged ({error})")


def fill(index: Index, store: Store, graphs: Collection[str]) -> None:
    """Index these graphs as they are now in the store; what is no longer there leaves the index.

    Now and then it tells how far it is.
    """
    remaining, done, begun = iter(graphs), 0, time.monotonic()
    told = begun
    while some := list(islice(remaining, TOGETHER)):
        found = {iri: entries(_read(store, iri)) if iri in store else None for iri in some}
        sizes = {iri: store.size(iri) for iri in some}
        with index.changing():
            for iri, read in found.items():
                index.put(iri, read, quads=sizes[iri])
            for each in sketched(store, [iri for iri in found if found[iri]]) if index.place != IN_MEMORY else ():
                index.sketches.put(each, seen=False)
        done += len(some)
        now = time.monotonic()
        if now - told >= TELLING and done < len(graphs):
            told, left = now, (now - begun) / done * (len(graphs) - done)
            log.warning("indexed %d of %s, about %.0f minutes left", done, _graphs(graphs), max(1, left / 60))


def begin(index: Index, on_disk: OnDisk) -> None:
    """Note that from now on the store is written to with this index."""
    index.note("session", manifest(on_disk.state()))


def remove(place: Path) -> None:
    """Remove an index with its journal."""
    for ending in ("-wal", "-shm", "-journal", ""):
        place.with_name(f"{place.name}{ending}").unlink(missing_ok=True)


def manifest(state: str) -> str:
    """The part of a store's state that changes only with an opening to write."""
    return next((part.partition(":")[0] for part in state.split() if part.startswith("MANIFEST")), "")


def _read(store: Store, graph: str) -> Iterable[Fact]:
    return store.facts(graph, PATTERNS) if isinstance(store, OnDisk) else facts(store.graph(graph))


def _in_step(place: Path, store: Store, on_disk: OnDisk, most: int | None) -> Index | None:
    if on_disk.read_only:
        index = Index(str(place), read_only=True)
        if index.noted("state") == on_disk.found and not index.pending():
            return index
        index.close()
    index = Index(str(place))
    try:
        there, here = set(store.graphs()), index.graphs()
        if on_disk.found == index.noted("state") or manifest(on_disk.found) == index.noted("session"):
            behind, why = (there ^ here) | index.pending(), "was not closed"
        else:
            # A graph can be another under the same name.
            behind, why = there | here, "was not there when the store was written to"
        if _is_too_much(behind, most):
            log.warning(_LEFT, place, why, _graphs(behind))
            index.close()
            return None
        if behind:
            log.warning(_MENDED, place, why, _graphs(behind))
        fill(index, store, sorted(behind))
        index.note("state", on_disk.state())
    except BaseException:
        index.close()
        raise
    return index


def _anew(place: Path, store: Store, on_disk: OnDisk, most: int | None, *, why: str) -> Index | None:
    graphs = list(store.graphs())
    if _is_too_much(graphs, most):
        log.warning(_LEFT, place, why, _graphs(graphs))
        return None
    if graphs:
        log.warning(_MENDED, place, why, _graphs(graphs))
    unfinished = place.with_name(f"{FILE}.{os.getpid()}.part")
    unfinished.unlink(missing_ok=True)
    index = Index(str(unfinished), new=True)
    try:
        fill(index, store, graphs)
        index.close(state=on_disk.state())
        remove(place)  # its journal, too, which would be written into the new one
        unfinished.replace(place)
    except BaseException:
        index.close()
        unfinished.unlink(missing_ok=True)
        raise
    return Index(str(place), read_only=on_disk.read_only)


def _is_too_much(graphs: Collection[str], most: int | None) -> bool:
    return most is not None and len(graphs) > most


def _graphs(graphs: Collection[str]) -> str:
    return f"{len(graphs)} graph{'' if len(graphs) == 1 else 's'}"
