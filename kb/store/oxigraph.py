"""The store on disk: Oxigraph, embedded. One process writes, or several read.

Its default graph holds every triple of the named graphs once. Oxigraph can also make a union of them at query time,
but then a triple of a hundred articles is found a hundred times: counts are wrong, joins through a name explode.
"""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

import pyoxigraph as ox
from rdflib import BNode, Graph, Literal, URIRef

from kb.namespaces import PREFIXES, graph_of
from kb.store.bulk import in_both, stream
from kb.store.lines import written
from kb.store.lock import FILE, Lock
from kb.store.protocol import QueryError, ReadOnlyStore, Row, StoreNotFound, Table, Triple, UnusableStore
from kb.store.requests import Answering
from kb.store.safety import refuse_service
from kb.store.sparql_text import NOTHING, refuse_unlisted, text, tokens, with_values
from kb.store.terms import tidy
from kb.store.values import fill

if TYPE_CHECKING:
    from rdflib.term import Node

Native = ox.NamedNode | ox.Literal | ox.BlankNode
NativeTriple = tuple[Native, Native, Native]

STAGING = "urn:kb:staging"  # holds what is about to replace a graph, while it does
MANY = 50_000  # quads from which on files of their own pay: from then on each is a file for RocksDB to merge
PATIENCE = 2.0  # seconds that whoever copies or serves the store may hold it for a moment
TRIPLE_TERM = "the query answers with RDF 1.2 triple terms, which no other store can read"
REPLACE = Path(__file__).with_name("replace.ru")
SIZE = Path(__file__).with_name("size.rq")
SIZE_OF = Path(__file__).with_name("size-of.rq")
_STRING = ox.NamedNode("http://www.w3.org/2001/XMLSchema#string")
_PREFIXES = {prefix: str(namespace) for prefix, namespace in PREFIXES.items()}


class OxigraphStore:
    """Named graphs in a folder; made where there is none, unless it is only to be read."""

    def __init__(self, folder: Path, *, read_only: bool = False) -> None:
        self.folder = folder
        self.read_only = read_only
        # A copy that is made while a graph is replaced would hold it twice, as it was and staged as it will be.
        self._whole = threading.RLock()
        self._answering: Answering | None = None
        _check(folder, read_only=read_only)
        self._lock = Lock(folder, shared=read_only, patience=PATIENCE)
        self.found = self.state()  # as whoever had it before has left it
        try:
            self._store = _opened(folder, read_only=read_only)
        except BaseException:
            self._lock.release()
            raise
        if not read_only:
            # Left by a process that was killed between staging and replacing. Until the next write a reader would
            # meet it in GRAPH ?g, and nowhere else.
            self._store.remove_graph(ox.NamedNode(STAGING))
            self._answering = Answering(folder, self.backup)

    def put(self, iri: str, triples: Iterable[Triple]) -> bool:
        """Make the named graph hold these triples and no others, at once or not at all; return whether it changed."""
        self._refuse_read_only()
        name = _named(iri)
        native = _natives(triples)
        if iri not in self:
            # `extend` is one transaction; quad by quad, a killed process left half an article.
            self._store.extend(_quads(native, name, ox.DefaultGraph()))
            return bool(native)
        if len(native) == self.size(iri) and all(quad in self._store for quad in _quads(native, name)):
            return False
        with self._whole:
            self._store.extend(_quads(native, ox.NamedNode(STAGING)))
            self._replace(iri)
        return True

    def load(self, pieces: Iterable[bytes], *, quads: int) -> None:
        """Add named graphs that are not here yet, in pieces of whole lines of N-Quads, about so many: all or none.

        Many are sorted into files of their own, which takes a third of what `put` takes. Raises `UnusableStore`.
        """
        self._refuse_read_only()
        load = self._store.bulk_load if quads >= MANY else self._store.load
        try:
            # Whoever wrote the lines has checked the IRIs.
            load(input=stream(in_both(pieces)), format=ox.RdfFormat.N_QUADS, lenient=True)
        except (OSError, RuntimeError, SyntaxError) as error:
            raise UnusableStore(f"nothing can be loaded into the store in {self.folder}: {error}") from error

    def drop(self, iri: str) -> bool:
        """Remove the named graph; whether there was one."""
        self._refuse_read_only()
        found = iri in self
        if found:
            self._replace(iri)
        return found

    def update(self, sparql: str, *, base: str) -> None:
        """Change graphs by an update, in one transaction; it must itself see to the union, as `kb.web.updates` does.

        Raises `QueryError`.
        """
        self._refuse_read_only()
        with self._whole, _as_query_errors():
            self._store.update(sparql, base_iri=base, prefixes=_PREFIXES)

    def graphs(self) -> Iterator[str]:
        """The IRIs of the named graphs, sorted."""
        return iter(sorted({graph.value for graph in self._store.named_graphs()} - {STAGING}))

    def graph(self, iri: str) -> Graph:
        """The named graph, empty where there is none."""
        graph = graph_of(iri=iri)
        for quad in self._store.quads_for_pattern(None, None, None, _named(iri)):
            graph.add((_term(quad.subject), _term(quad.predicate), _term(quad.object)))
        return graph

    def lines(self, iri: str) -> Iterator[str]:
        """The named graph as `kb.store.lines` writes it, without making terms of rdflib's: four times as fast."""
        for quad in self._store.quads_for_pattern(None, None, None, _named(iri)):
            yield f"{_written(quad.subject)} {_written(quad.predicate)} {_written(quad.object)} .\n"

    def facts(self, iri: str, patterns: Iterable[tuple[str, str | None]]) -> Iterator[Row]:
        """The triples of the named graph with these predicates and, where it is given, this value, as plain texts.

        A fourth text is the language of a value that has one. A query for the same takes twice as long.
        """
        name = _named(iri)
        for predicate, value in patterns:
            wanted = None if value is None else _named(value)
            for quad in self._store.quads_for_pattern(None, _named(predicate), wanted, name):
                yield _text(quad.subject), predicate, _text(quad.object), getattr(quad.object, "language", None)

    def query(self, sparql: str, bindings: Mapping[str, Node] | None = None) -> Table | bool | Graph:
        """Answer a query; see `Store.query`."""
        refuse_service(sparql)
        # Oxigraph has substitutions of its own, but plans before it sees them: it takes up to 300 times as long.
        if bindings:
            found = tokens(sparql)
            refuse_unlisted(found, bindings)
            sparql = text(with_values(found, bindings))
        with _as_query_errors():
            return _converted(self._store.query(sparql, prefixes=_PREFIXES))

    def select(self, sparql: str, among: Mapping[str, Iterable[Node]]) -> list[Row]:
        """The rows that answer a SELECT, as plain texts; see `Store.select`."""
        refuse_service(sparql)
        with _as_query_errors():
            answer = self._store.query(fill(sparql, among), prefixes=_PREFIXES)
            if not isinstance(answer, ox.QuerySolutions):
                raise QueryError("the query is no SELECT")
            return [tuple([None if term is None else _text(term) for term in solution]) for solution in answer]

    def size(self, iri: str | None = None) -> int:
        """The number of quads, in all or in one named graph."""
        # Counted where they are: to make objects of them takes ten times as long.
        if iri is None:
            rows = self.select(SIZE.read_text(encoding="utf-8"), {})
        else:
            rows = self.select(SIZE_OF.read_text(encoding="utf-8"), {"graph": [URIRef(_named(iri).value)]})
        return int(str(rows[0][0]))

    def flush(self) -> None:
        """Make sure that what was put survives a power cut: about 0.1 s, so not after every article."""
        if not self.read_only:
            self._store.flush()

    def backup(self, target: Path) -> None:
        """Copy the whole store to a new folder, as it is now, also while it is written; within a file system at once.

        The copy is a store of its own. Raises `UnusableStore` where the folder is there already or cannot be made.
        """
        try:
            with self._whole:
                self._store.backup(target)
        except (OSError, RuntimeError) as error:
            raise UnusableStore(f"the store in {self.folder} cannot be copied to {target}: {error}") from error

    def optimize(self) -> None:
        """Write the store anew without what was replaced or removed: takes less space, and is read faster."""
        self._refuse_read_only()
        with self._whole:
            self._store.optimize()

    def state(self) -> str:
        """What changes with every write and every opening to write, also of a closed store: the journals' sizes."""
        journals = (path for pattern in ("MANIFEST-*", "*.log") for path in self.folder.glob(pattern))
        return " ".join(sorted(f"{path.name}:{path.stat().st_size}" for path in journals))

    def close(self) -> None:
        """Flush and let go of the folder."""
        if hasattr(self, "_store"):
            if self._answering is not None:
                self._answering.end()
            self.flush()
            # The only way to close an Oxigraph store is to let go of it.
            del self._store
            self._lock.release()

    def _replace(self, iri: str) -> None:
        self._store.update(REPLACE.read_text(encoding="utf-8"), prefixes={"staged": STAGING, "final": iri})

    def _refuse_read_only(self) -> None:
        if self.read_only:
            raise ReadOnlyStore("the store was opened to be read; open it without read_only to write")

    def __contains__(self, iri: str) -> bool:
        return self._store.contains_named_graph(_named(iri))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def _check(folder: Path, *, read_only: bool) -> None:
    if folder.exists() and not folder.is_dir():
        raise UnusableStore(f"{folder} is a file; a store is a folder")
    # RocksDB writes CURRENT first of all that matters; a folder without it holds no store yet.
    if read_only and not (folder / "CURRENT").exists():
        raise StoreNotFound(f"there is no store in {folder}; `kb add` makes one")
    ours = (folder / "CURRENT").exists() or (folder / FILE).exists()
    if folder.exists() and not ours and any(folder.iterdir()):
        raise UnusableStore(f"{folder} holds something else than a store; name an empty or a new folder")
    if not read_only:
        folder.mkdir(parents=True, exist_ok=True)


def _opened(folder: Path, *, read_only: bool) -> ox.Store:
    try:
        return ox.Store.read_only(str(folder)) if read_only else ox.Store(folder)
    except (OSError, RuntimeError, ValueError) as error:
        raise UnusableStore(f"the store in {folder} cannot be opened: {error}") from error


@contextmanager
def _as_query_errors() -> Iterator[None]:
    try:
        yield
    except QueryError:
        raise
    except SyntaxError as error:
        raise QueryError(f"the query cannot be read: {error.msg}") from error
    except (RuntimeError, ValueError, OSError) as error:
        raise QueryError(f"the query failed: {error}") from error


def _converted(answer: ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples) -> Table | bool | Graph:
    if isinstance(answer, ox.QueryBoolean):
        return bool(answer)
    if isinstance(answer, ox.QueryTriples):
        graph = graph_of()
        for triple in answer:
            graph.add((_term(triple.subject), _term(triple.predicate), _term(triple.object)))
        return graph
    variables = [variable for variable in answer.variables if not variable.value.startswith(NOTHING)]
    rows = [
        tuple(None if (term := solution[variable]) is None else _term(term) for variable in variables)
        for solution in answer
    ]
    return Table(tuple(variable.value for variable in variables), tuple(rows))


def _natives(triples: Iterable[Triple]) -> set[NativeTriple]:
    made: dict[Node, Native] = {}  # predicates, types and claims come again and again

    def native(term: Node) -> Native:
        if isinstance(term, Literal):
            return _native(tidy(term))
        found = made.get(term)
        if found is None:
            found = made[term] = _native(term)
        return found

    return {(native(s), native(p), native(o)) for s, p, o in triples}


def _quads(triples: Iterable[NativeTriple], *graphs: ox.NamedNode | ox.DefaultGraph) -> list[ox.Quad]:
    try:
        return [ox.Quad(*triple, graph) for graph in graphs for triple in triples]  # type: ignore[arg-type]
    except TypeError as error:
        raise UnusableStore(f"not a graph of plain RDF: {error}") from error


def _named(iri: str) -> ox.NamedNode:
    try:
        return ox.NamedNode(iri)
    except ValueError as error:
        raise QueryError(f"'{iri}' is no IRI: {error}") from error


def _native(term: Node) -> Native:
    if isinstance(term, URIRef):
        return _named(term)
    if isinstance(term, Literal):
        if term.language:
            return ox.Literal(term, language=term.language)
        return ox.Literal(term, datatype=_datatype(term.datatype)) if term.datatype else ox.Literal(term)
    return ox.BlankNode(str(term))


@lru_cache(maxsize=256)
def _datatype(iri: str) -> ox.NamedNode:
    return _named(iri)


def _term(term: object) -> Node:
    if isinstance(term, ox.NamedNode):
        return URIRef(term.value)
    if isinstance(term, ox.Literal):
        if term.language:
            return Literal(term.value, lang=term.language)
        return tidy(Literal(term.value, datatype=term.datatype.value))
    if isinstance(term, ox.BlankNode):
        return BNode(term.value)
    raise QueryError(TRIPLE_TERM)


def _written(term: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple) -> str:
    is_text = isinstance(term, ox.Literal) and not term.language and term.datatype == _STRING
    return str(term) if is_text or isinstance(term, ox.NamedNode) else _normalised(term)


@lru_cache(10_000)  # days, numbers, names: the same ones over and over
def _normalised(term: object) -> str:
    return written(_term(term))


def _text(term: Native | ox.Triple) -> str:
    if isinstance(term, ox.Triple):
        raise QueryError(TRIPLE_TERM)
    return term.value
