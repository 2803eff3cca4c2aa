"""Brings an index in step with the graphs of a store, or makes it anew."""

from __future__ import annotations

import logging
import os
import sqlite3
from collections.abc import Collection, Iterable
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, cast, runtime_checkable

from rdflib import URIRef

from kb.index.database import IN_MEMORY, Index, Outdated
from kb.index.entries import entries

if TYPE_CHECKING:
    from rdflib.term import Node

    from kb.store import Store, Table

FILE = "index.sqlite"
INDEXED = Path(__file__).with_name("indexed.rq")
AT_ONCE = 2_000  # graphs that are indexed when a store is opened: it takes some ten seconds
TOGETHER = 100  # graphs that are indexed in one transaction
log = logging.getLogger(__name__)
_LEFT = "the index %s %s; until `kb index` has been run, answers come from the store itself and take longer"


@runtime_checkable
class OnDisk(Protocol):
    """A store in a folder, of which it can be told whether it was written to."""

    folder: Path
    read_only: bool

    def state(self) -> str:
        """What changes with every write."""


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
        with index.changing():
            for iri in some:
                index.put(iri, entries(_read(store, iri)) if iri in store else None)


def _read(store: Store, iri: str) -> Iterable[tuple[Node | None, ...]]:
    """The triples of a graph that the index reads: a third of all."""
    return cast("Table", store.query(INDEXED.read_text(encoding="utf-8"), {"graph": URIRef(iri)})).rows


def _in_step(place: Path, store: Store, on_disk: OnDisk, most: int | None) -> Index | None:
    state = on_disk.state()
    if on_disk.read_only:
        index = Index(str(place), read_only=True)
        if index.noted("state") == state and not index.pending():
            return index
        index.close()
    index = Index(str(place))
    try:
        there, here = set(store.graphs()), index.graphs()
        behind = sorted((there ^ here) | index.pending())
        if _is_too_much(behind, most):
            log.warning(_LEFT, place, f"is {_graphs(behind)} behind the store")
            index.close()
            return None
        if behind:
            log.warning("the index %s was %s behind the store: it is in step again", place, _graphs(behind))
        fill(index, store, behind)
        index.note("state", state)
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
        log.warning("the index %s %s: making it anew from %s", place, why, _graphs(graphs))
    unfinished = place.with_name(f"{FILE}.{os.getpid()}.part")
    unfinished.unlink(missing_ok=True)
    index = Index(str(unfinished), new=True)
    try:
        fill(index, store, graphs)
        index.close(state=on_disk.state())
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
