"""The store on a server, which speaks SPARQL 1.1: its Protocol to ask, Update and the Graph Store Protocol to write.

As in the store on disk, the union of the named graphs is kept beside them, every triple once; where, and how a graph
is written as a whole, is told by the `Engine`. A CONSTRUCT is asked as a SELECT, since only of a table can be told
whether it is whole.

Several processes may read and add new graphs at once, and each graph is as the last of them put it. Where two replace
or drop graphs at the same time, each may take what it removes for held by the other's, and leave it in the union:
`mend` clears that up.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from rdflib import BNode, Graph, URIRef

from kb.namespaces import graph_of
from kb.settings import ServerSettings
from kb.store.protocol import ReadOnlyStore, Row, Table, Triple, UnusableStore
from kb.store.safety import refuse_service
from kb.store.sparql_answer import table, truth
from kb.store.sparql_engines import addresses, engine_named, engine_that_says
from kb.store.sparql_forms import described, for_engine, templated
from kb.store.sparql_http import Client, CutOff
from kb.store.sparql_pages import in_pages
from kb.store.sparql_text import Parts, parts, term, text, with_values
from kb.store.sparql_writes import WAYS, Target
from kb.store.terms import tidy
from kb.store.values import fill, plain

if TYPE_CHECKING:
    from rdflib.term import Node

SIZE = Path(__file__).with_name("size.rq")


class SparqlStore:
    """Named graphs on a server."""

    def __init__(self, address: str, settings: ServerSettings | None = None, *, read_only: bool = False) -> None:
        settings = settings or ServerSettings()
        self._read_only = read_only
        self._client = Client(address, settings)
        if settings.engine is None:
            said = self._client.head()
            self.engine = engine_that_says(" ".join((said.get("Server", ""), *said)), address)
        else:
            self.engine = engine_named(settings.engine)
        self._client = replace(self._client, auth=self.engine.auth, _session=None)
        self._target = self._writing(address, settings)

    def put(self, iri: str, triples: Iterable[Triple]) -> bool:
        """Make the named graph hold these triples and no others, at once or not at all; return whether it changed."""
        self._refuse_read_only()
        tidied = {(tidy(s), tidy(p), tidy(o)) for s, p, o in triples}
        if tidied == set(self.graph(iri)):
            return False
        if not tidied:
            return self.drop(iri)
        self._refuse_unkept(tidied)
        WAYS[self.engine.union].put(self._target, URIRef(iri), tidied)
        return True

    def drop(self, iri: str) -> bool:
        """Remove the named graph; whether there was one."""
        self._refuse_read_only()
        found = iri in self
        if found:
            WAYS[self.engine.union].drop(self._target, URIRef(iri))
        return found

    def graphs(self) -> Iterator[str]:
        """The IRIs of the named graphs, sorted."""
        return (iri for iri in self._listed() if not iri.startswith(self.engine.hidden))

    def graph(self, iri: str) -> Graph:
        """The named graph, empty where there is none."""
        found = self.query(f"SELECT ?s ?p ?o {{ GRAPH {term(URIRef(iri))} {{ ?s ?p ?o }} }}")
        return graph_of(iter(found.rows if isinstance(found, Table) else ()), iri)  # type: ignore[arg-type]

    def query(self, sparql: str, bindings: Mapping[str, Node] | None = None) -> Table | bool | Graph:
        """Answer a query; see `Store.query`."""
        refuse_service(sparql)
        asked = parts(text(with_values(parts(sparql).whole, bindings or {})))
        if asked.form == "ASK":
            return truth(self._ask(asked))
        if asked.form == "CONSTRUCT":
            return graph_of(templated(asked, self._select))
        if asked.form == "DESCRIBE":
            return graph_of(described(asked, self._select))
        return self._select(asked)

    def select(self, sparql: str, among: Mapping[str, Iterable[Node]]) -> list[Row]:
        """The rows that answer a SELECT, as plain texts; see `Store.select`."""
        return plain(self.query(fill(sparql, among)))

    def size(self, iri: str | None = None) -> int:
        """The number of quads, in all or in one named graph."""
        if iri is not None:
            return self._count(f"SELECT (COUNT(*) AS ?size) {{ GRAPH {term(URIRef(iri))} {{ ?s ?p ?o }} }}")
        hidden = [iri for iri in self._listed() if iri.startswith(self.engine.hidden)] if self.engine.hidden else []
        return self._count(SIZE.read_text(encoding="utf-8")) - sum(map(self.size, hidden))

    def flush(self) -> None:
        """Nothing to do: the server keeps what it has said that it did."""

    def mend(self) -> None:
        """Make the union what it should be: after two processes that replaced graphs at the same time."""
        self._refuse_read_only()
        WAYS[self.engine.union].mend(self._target)

    def close(self) -> None:
        """Let go of the connections."""
        self._client.close()

    def _listed(self) -> list[str]:
        """The IRIs of all the named graphs, sorted, those of the server's own among them."""
        found = _whole(parts(self.engine.listing), lambda page: table(self._client.query(text(page.whole))[0]))
        return sorted(str(row["g"]) for row in found)

    def _count(self, sparql: str) -> int:
        return int(str(table(self._client.query(sparql)[0]).rows[0][0]))

    def _select(self, asked: Parts) -> Table:
        return _whole(asked, lambda page: table(self._ask(page)))

    def _ask(self, asked: Parts) -> Any:
        return self._client.query(text(for_engine(asked, self.engine)))[0]

    def _writing(self, address: str, settings: ServerSettings) -> Target:
        known = addresses(self.engine, address, with_user=settings.user is not None)
        update, graphs = settings.update or (known and known[0]), settings.graphs or (known and known[1])
        if not self._read_only and (update is None or graphs is None):
            raise UnusableStore(
                f"where to write to {address} is not known; set update and graphs for it in kb.toml, "
                "or KB_SERVER_UPDATE and KB_SERVER_GRAPHS"
            )
        return Target(self._client, update or address, graphs or address)

    def _refuse_unkept(self, triples: set[tuple[Node, Node, Node]]) -> None:
        for triple in triples:
            for node in triple:
                if isinstance(node, BNode):
                    raise UnusableStore("a graph with blank nodes is not put to a server, which would rename them")
                if why := self.engine.unkept(node):
                    raise UnusableStore(f"{self.engine.name} cannot keep {term(node)[:200]}: {why}")

    def _refuse_read_only(self) -> None:
        if self._read_only:
            raise ReadOnlyStore("the store was opened to be read; open it without read_only to write")

    def __contains__(self, iri: str) -> bool:
        return self.query(f"ASK {{ GRAPH {term(URIRef(iri))} {{ ?s ?p ?o }} }}") is True

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def _whole(asked: Parts, select: Callable[[Parts], Table]) -> Table:
    """All the rows that answer a SELECT, also from a server that gives some at a time."""
    try:
        return select(asked)
    except CutOff as cut:
        if cut.rows is None:
            raise
        return in_pages(asked, cut, select)
