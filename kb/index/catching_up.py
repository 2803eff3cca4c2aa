"""Brings an index in step with the graphs of a store, or makes it anew."""

from __future__ import annotations

import logging
import os
import sqlite3
from collections.abc import Collection
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, runtime_checkable

from rdflib import URIRef

from kb.index.bodies import sketched
from kb.index.database import IN_MEMORY, Index, Outdated
from kb.index.entries import Fact, entries, facts

if TYPE_CHECKING:
    from kb.store import Store

FILE = "kb.index.sqlite"  # whoever watches a store for changes looks past what begins so
INDEXED = Path(__file__).with_name("indexed.rq")
AT_ONCE = 2_000  # graphs that are indexed when a store is opened: it takes some ten seconds
TOGETHER = 100  # graphs that are indexed in one transaction
log = logging.getLogger(__name__)
_MENDED = "the index %s %s: indexing %s"
_LEFT = "the index %s %s; until `kb index` has been run, answers come from the store itself and take longer"


@runtime_checkable
class OnDisk(Protocol):
    """A store in a folder that can tell whether it was written to; `found` is its state before it was opened."""

    folder: Path
    read_only: bool
    found: str

    def state(self) -> str:
        """What changes with every write, with the name of a `MANIFEST` that changes with every opening to write."""


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
    """Index these graphs as they are now in the store; what is no longer there leaves the index."""
    remaining = iter(graphs)
    while some := list(islice(remaining, TOGETHER)):
        there = [iri for iri in some if iri in store]
        found = _read(store, there) if there else {}
        with index.changing():
            for iri in some:
                index.put(iri, entries(found.get(iri, ())) if iri in there else None)
            for each in sketched(store, there) if index.place != IN_MEMORY else ():
                index.sketches.put(each, seen=False)


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


def _read(store: Store, graphs: list[str]) -> dict[str, list[Fact]]:
    """What the index reads of graphs: a third of all."""
    from kb.store.memory import MemoryStore

    if isinstance(store, MemoryStore):  # which answers a question more slowly than it gives all that it has
        return {iri: list(facts(store.graph(iri))) for iri in graphs}
    found: dict[str, list[Fact]] = {}
    for graph, *fact in store.select(INDEXED.read_text(encoding="utf-8"), {"graph": map(URIRef, graphs)}):
        found.setdefault(graph or "", []).append(fact)
    return found


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
            log.warning(_LEFT, place, why)
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
        log.warning(_LEFT, place, why)
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
