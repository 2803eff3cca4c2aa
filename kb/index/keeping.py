"""A store and its index, kept in step: whatever is written goes through both.

The index is never the truth: without it, or with one that is damaged, the graphs answer.
"""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import suppress
from itertools import islice
from types import TracebackType
from typing import TYPE_CHECKING, Self, TypeVar, cast

from kb.index.catching_up import AT_ONCE, FILE, OnDisk, begin, beside, fill, in_memory
from kb.index.catching_up import remove as remove_index
from kb.index.database import Index
from kb.index.entries import Entries, entries, facts
from kb.index.sketches import Sketches

if TYPE_CHECKING:
    from rdflib import Graph
    from rdflib.term import Node

    from kb.store import Store, Table
    from kb.store.oxigraph import OxigraphStore
    from kb.store.protocol import Row, Triple

T = TypeVar("T")
log = logging.getLogger(__name__)


class IndexedStore:
    """A store that keeps an index of its claims in step with its graphs.

    One on disk has it in its folder, one in memory makes it when it is first asked. One that others write to, as a
    server is, has none: nobody would tell when it is behind. Where more than `most` graphs would have to be indexed
    when it is opened to be written, it has none either until it is asked. `inner` is the store itself.
    """

    def __init__(self, store: Store, *, most: int | None = AT_ONCE) -> None:
        from kb.store.memory import MemoryStore

        self.inner = store
        self._on_disk = store if isinstance(store, OnDisk) else None
        self._is_in_memory = isinstance(store, MemoryStore)
        self._most = most
        self._changed: set[str] = set()  # what was written while there was no index
        self._index: Index | None = None
        self._sketches: Sketches | None = None
        self._is_open = False
        # Whoever only reads may not ask for claims at all.
        if self._on_disk and not self._on_disk.read_only:
            self._open()

    def ask(self, question: Callable[[Index], T], *, otherwise: Callable[[Store], T]) -> T:
        """The answer of the index, or where there is none, of the store."""
        return next(
            self.stream(lambda index: iter((question(index),)), otherwise=lambda store: iter((otherwise(store),)))
        )

    def stream(
        self, question: Callable[[Index], Iterator[T]], *, otherwise: Callable[[Store], Iterator[T]]
    ) -> Iterator[T]:
        """An answer of many rows, one by one; should the index fail midway, it goes on from where it was."""
        if self._is_in_memory:
            self._follow()
        elif self._index is None and (not self._is_open or self._most is not None):
            # However long it takes: without one the graphs would be read for every question.
            self._most = None
            self._open()
        given = 0
        for _ in range(2):
            if self._index is None:
                break
            try:
                for each in islice(question(self._index), given, None):
                    yield each
                    given += 1
                return
            except sqlite3.OperationalError as error:
                log.warning("the index cannot be read (%s); the store answers", error)
                break
            except sqlite3.DatabaseError as error:
                self._mend(error)
        yield from islice(otherwise(self.inner), given, None)

    def sketching(self, work: Callable[[Sketches], T]) -> T:
        """What comes of work on the sketches of texts: those of the index, or where it cannot be written, in memory."""
        if self._index is not None and self._on_disk and not self._on_disk.read_only:
            try:
                return work(self._index.sketches)
            except sqlite3.Error as error:
                log.warning("the index cannot be written (%s); it is made anew when the store is opened again", error)
                self._drop_index(remove=True)
        self._sketches = self._sketches or Sketches.in_memory()
        return work(self._sketches)

    def unsketched(self) -> list[str] | None:
        """The graphs of revisions that no sketch was made of; None for a store whose sketches are in memory."""
        if self._index is None or not self._on_disk:
            return None
        return self.ask(lambda index: index.unsketched(), otherwise=lambda _: None)

    def indexed(self) -> int | None:
        """The number of graphs in the index; None for a store that has none now."""
        if not self._is_open:
            self._open()
        return None if self._index is None else len(self._index.graphs())

    def reindex(self, *, again: bool = False) -> int | None:
        """Bring the index in step with the graphs, however much there is to do; `again` makes it anew.

        To be called after graphs were written by another way than this store. Gives what `indexed` does.
        """
        self._drop_index(remove=again)
        self._most = None
        self._open()
        return self.indexed()

    # What a store does

    def put(self, iri: str, triples: Iterable[Triple]) -> bool:
        """Make the named graph hold these triples and no others; see `Store.put`."""
        self._begin(iri)
        given = list(triples)
        changed = self.inner.put(iri, given)
        self._end(iri, given if changed else None, changed=changed)
        return changed

    def load(
        self, pieces: Iterable[bytes], graphs: Mapping[str, Entries | None], *, sizes: Mapping[str, int], quads: int
    ) -> None:
        """Add these graphs, which are new, to a store on disk in one go; see `OxigraphStore.load`.

        What the index keeps of them is given, or None where it is to be read from the store; `sizes` are their quads.
        """

        def end(index: Index) -> None:
            fill(index, self.inner, [iri for iri, found in graphs.items() if found is None])
            with index.changing():
                for iri, found in graphs.items():
                    if found is not None:
                        index.put(iri, found, quads=sizes[iri])

        cast("OxigraphStore", self.inner).load(pieces, quads=quads)
        self._safely(end)

    def drop(self, iri: str) -> bool:
        """Remove the named graph; whether there was one."""
        self._begin(iri)
        found = self.inner.drop(iri)
        self._end(iri, None, changed=found)
        return found

    def update(self, sparql: str, *, base: str, graphs: Collection[str] | None) -> None:
        """Change these graphs of a store on disk by an update, or any of them where it is None; see its `update`."""
        if graphs is None:
            # Which ones have changed nobody tells.
            self._drop_index(remove=True)
        for iri in graphs or ():
            self._begin(iri)
        cast("OxigraphStore", self.inner).update(sparql, base=base)
        for iri in graphs or ():
            self._end(iri, self.inner.graph(iri), changed=True)
        if graphs is None:
            self._open()

    def graphs(self) -> Iterator[str]:
        """The IRIs of the named graphs, sorted."""
        return self.inner.graphs()

    def graph(self, iri: str) -> Graph:
        """The named graph, empty where there is none."""
        return self.inner.graph(iri)

    def query(self, sparql: str, bindings: Mapping[str, Node] | None = None) -> Table | bool | Graph:
        """Answer a query; see `Store.query`."""
        return self.inner.query(sparql, bindings)

    def select(self, sparql: str, among: Mapping[str, Iterable[Node]]) -> list[Row]:
        """The rows that answer a SELECT, as plain texts; see `Store.select`."""
        return self.inner.select(sparql, among)

    def size(self, iri: str | None = None) -> int:
        """The number of quads, in all or in one named graph; in all the index knows without reading them."""
        if iri is None and self._on_disk and self.indexed() is not None:
            with suppress(sqlite3.Error):
                counted, rest = cast("Index", self._index).quads()
                return counted + sum(map(self.inner.size, rest))
        return self.inner.size(iri)

    def flush(self) -> None:
        """Make sure that what was put survives a power cut."""
        self.inner.flush()

    def close(self) -> None:
        """Flush and let go of the store and its index."""
        self.inner.close()
        self._drop_index(state=self._on_disk.state() if self._on_disk else None)

    def __contains__(self, iri: str) -> bool:
        return iri in self.inner

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    # Keeping in step

    def _open(self) -> None:
        self._is_open = True
        if self._on_disk is None:
            return
        try:
            index = beside(self.inner, self._on_disk, most=self._most)
            if index is not None:
                fill(index, self.inner, self._changed)
                self._changed = set()
                if not self._on_disk.read_only:
                    begin(index, self._on_disk)
            self._index = index
        except (sqlite3.Error, OSError) as error:
            log.warning("the index %s cannot be used (%s); the store answers", self._on_disk.folder / FILE, error)

    def _begin(self, iri: str) -> None:
        if self._is_in_memory or (self._on_disk and not self._on_disk.read_only and self._index is None):
            self._changed.add(iri)
        self._safely(lambda index: index.begin(iri))

    def _end(self, iri: str, triples: Iterable[Triple] | None, *, changed: bool) -> None:
        def end(index: Index) -> None:
            if not changed:
                index.end(iri)
                return
            with index.changing():
                index.put(iri, entries(facts(triples)) if triples is not None else None, quads=self.inner.size(iri))

        self._safely(end)

    def _safely(self, change: Callable[[Index], None]) -> None:
        """Change an index on disk; an article that is in the store must not fail because of it."""
        if self._index is None or self._on_disk is None or self._on_disk.read_only:
            return
        try:
            change(self._index)
        except sqlite3.Error as error:
            # What is written from now on would be written without it, and nobody could tell that later.
            log.warning("the index cannot be written (%s); it is made anew when the store is opened again", error)
            self._drop_index(remove=True)

    def _mend(self, error: sqlite3.DatabaseError) -> None:
        log.warning("the index is damaged (%s)", error)
        self._drop_index(remove=True)
        self._open()

    def _drop_index(self, *, remove: bool = False, state: str | None = None) -> None:
        index, self._index = self._index, None
        try:
            if index is not None:
                index.close(state=state)
        except sqlite3.Error as error:
            log.warning("the index cannot be closed (%s)", error)
        if remove and self._on_disk:
            remove_index(self._on_disk.folder / FILE)

    def _follow(self) -> None:
        """Bring the index of a store in memory in step with what was written since it was asked."""
        if self._index is None:
            self._index = in_memory(self.inner)
        else:
            fill(self._index, self.inner, self._changed)
        self._changed = set()
