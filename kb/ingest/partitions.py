"""Articles that are new to a store on disk: gathered in files of N-Quads beside it, and loaded many at once.

A partition is so many articles in the order in which they came, in one file of the folder `kb.partitions`; it is loaded
when it is full, when it has waited long enough, and at the end. An article is a member of its own of the compressed
file, so that it is there as a whole or not at all, and what is in a file was added: a process that is killed leaves
it to whoever opens the store next, who loads it, and nothing of it is extracted again.
"""

from __future__ import annotations

import logging
import re
import time
import zlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from kb.ingest.added import Added
from kb.ingest.written import Written

if TYPE_CHECKING:
    from kb.index.entries import Entries
    from kb.index.keeping import IndexedStore
    from kb.model import Article, Extraction

FOLDER = "kb.partitions"
ENDING = ".nq.gz"
FULL = 1_000_000
"""Quads of a partition, each counted in its graph and in the union: as many as Oxigraph sorts at once."""
PATIENCE = 30.0
"""Seconds that an article waits, about: until the next one comes, or is looked for in vain."""
CHUNK = 1 << 16
_GZIP = 16 + zlib.MAX_WBITS
_GRAPH = re.compile(rb" <([^<> ]*)> \.\n")
log = logging.getLogger(__name__)


class Partitions:
    """Gathers articles that are new to a store on disk, and loads them, the last at the end of the block.

    `is_known` tells whether the store has a revision of an article: such an article is none of ours.
    """

    def __init__(self, store: IndexedStore, is_known: Callable[[Article], bool], *, full: int = FULL) -> None:
        self._store = store
        self._is_known = is_known
        self._full = full
        self._folder = folder_of(store)
        self._file: Path | None = None
        self._articles: set[str] = set()
        self._entries: dict[str, Entries | None] = {}
        self._quads = 0
        self._since = 0.0

    def take(self, found: Extraction) -> Added | None:
        """Add an article; None where it is to be put: there is an earlier revision of it, or this one.

        Also where its graph is not written out, or the store is none that loads.
        """
        article = found.article
        if article.id in self._articles:
            self.load()
        if self._folder is None or not isinstance(found, Written) or self._is_known(article):
            return None
        self._keep(found, self._folder)
        if 2 * self._quads >= self._full:
            self.load()
        self.pause()
        return Added(article, len(found.claims), found.quads, is_new=True)

    def pause(self) -> None:
        """Load what has waited long enough; to be called while nothing comes."""
        if self._file is not None and time.monotonic() - self._since >= PATIENCE:
            self.load()

    def load(self) -> None:
        """Load what waits."""
        if self._file is not None:
            _load(self._store, self._file, self._entries)
        self._file = None
        self._articles, self._entries, self._quads = set(), {}, 0

    def _keep(self, written: Written, folder: Path) -> None:
        file = self._file
        if file is None:
            folder.mkdir(exist_ok=True)
            file, self._since = folder / f"{written.article.revision}{ENDING}", time.monotonic()
        with file.open("ab", buffering=0) as stream:
            self._file = file
            stream.write(written.lines)
        self._articles.add(written.article.id)
        self._entries[written.graph] = written.entries
        self._quads += written.quads

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.load()


def folder_of(store: IndexedStore) -> Path | None:
    """Where the partitions of a store lie; None for one that is not on disk or only read, which loads none."""
    from kb.index.catching_up import OnDisk

    inner = store.inner
    return inner.folder / FOLDER if isinstance(inner, OnDisk) and not inner.read_only else None


def load_left(store: IndexedStore) -> None:
    """Load what a process that was killed has left; of a store that is only read it is told."""
    from kb.index.catching_up import OnDisk

    inner = store.inner
    left = sorted((inner.folder / FOLDER).glob(f"*{ENDING}")) if isinstance(inner, OnDisk) else []
    if left and folder_of(store) is None:
        log.warning("%s has articles that a killed process left; the next `kb add` puts them in place", left[0].parent)
        return
    for file in left:
        _load(store, file, {})


def _load(store: IndexedStore, file: Path, entries: Mapping[str, Entries | None]) -> None:
    """Load a partition, but for what is in the store, and remove it; what the index is to keep may be given."""
    sizes = {graph: piece.count(b"\n") for graph, piece in named(file)}
    new = {graph for graph in sizes if graph not in store}
    pieces = (piece for graph, piece in named(file) if graph in new)
    found = {graph: entries.get(graph) for graph in sizes}
    store.load(pieces, found, sizes=sizes, quads=2 * sum(sizes[graph] for graph in new))
    file.unlink()
    with suppress(OSError):  # with the last one
        file.parent.rmdir()


def named(file: Path) -> Iterator[tuple[str, bytes]]:
    """The articles in a partition by the IRIs of their graphs, as lines."""
    for piece in _members(file):
        if found := _GRAPH.search(piece):
            yield found[1].decode(), piece


def _members(file: Path) -> Iterator[bytes]:
    """The members of a compressed file, opened; one that was not written to its end is left out, with a word."""
    with file.open("rb") as stream:
        rest = stream.read(CHUNK)
        while rest:
            opened = zlib.decompressobj(_GZIP)
            pieces = []
            try:
                while not opened.eof:
                    pieces.append(opened.decompress(rest))
                    rest = opened.unused_data or stream.read(CHUNK)
                    if not rest and not opened.eof:
                        raise zlib.error("it ends in the middle")
            except zlib.error as error:
                log.warning("the last articles in %s are not whole (%s): they are to be added again", file, error)
                return
            yield b"".join(pieces)
