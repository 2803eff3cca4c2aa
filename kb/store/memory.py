"""The store in memory: rdflib's dataset, for tests and for a look at one article; gone with the process."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self, cast

from rdflib import Dataset, Graph, URIRef, Variable
from rdflib.plugins.sparql.parserutils import CompValue

from kb.namespaces import PREFIXES, graph_of
from kb.store.protocol import QueryError, Row, Table, Triple
from kb.store.safety import refuse_service
from kb.store.terms import tidy
from kb.store.values import fill, plain

if TYPE_CHECKING:
    from rdflib.plugins.sparql.sparql import Query
    from rdflib.term import Node


class MemoryStore:
    """Named graphs in memory."""

    def __init__(self) -> None:
        self._dataset = Dataset(default_union=True)

    def put(self, iri: str, triples: Iterable[Triple]) -> bool:
        """Make the named graph hold these triples and no others; return whether it changed."""
        tidied = {(tidy(s), tidy(p), tidy(o)) for s, p, o in triples}
        if tidied == set(self._named(iri)):
            return False
        self.drop(iri)
        named = self._named(iri)
        for triple in tidied:
            named.add(triple)
        return True

    def drop(self, iri: str) -> bool:
        """Remove the named graph; whether there was one."""
        found = iri in self
        self._dataset.remove_graph(self._named(iri))
        return found

    def graphs(self) -> Iterator[str]:
        """The IRIs of the named graphs, sorted."""
        return iter(sorted(str(graph.identifier) for graph in self._dataset.graphs() if len(graph)))

    def graph(self, iri: str) -> Graph:
        """The named graph, empty where there is none."""
        copy = graph_of(iri=iri)
        for triple in self._named(iri):
            copy.add(triple)
        return copy

    def query(self, sparql: str, bindings: Mapping[str, Node] | None = None) -> Table | bool | Graph:
        """Answer a query; see `Store.query`."""
        return self._answer(_prepared_before(sparql), dict(bindings or {}))

    def select(self, sparql: str, among: Mapping[str, Iterable[Node]]) -> list[Row]:
        """The rows that answer a SELECT, as plain texts; see `Store.select`."""
        values = {name: list(terms) for name, terms in among.items()}
        fill(sparql, values)  # refuses what cannot be asked for
        # rdflib reads escapes in texts one after the other, and «\\n» as a line end: the values are never written.
        mark = URIRef("urn:kb:among")
        prepared = _prepared(fill(sparql, {name: [mark] for name in values}))
        for block in _value_blocks(prepared.algebra):
            for name in values:
                if block.res == [{Variable(name): mark}]:
                    block.res = [{Variable(name): value} for value in values[name]]
        return plain(self._answer(prepared, {}))

    def _answer(self, prepared: Query, bindings: dict[str, Node]) -> Table | bool | Graph:
        self._refuse_unknown_graphs(prepared)
        try:
            # rdflib types initBindings by Identifier, which is what every Node of a query is.
            result = self._dataset.query(prepared, initBindings=cast("Any", bindings))
            if result.type == "ASK":
                return bool(result.askAnswer)
            if result.type in ("CONSTRUCT", "DESCRIBE"):
                answer = graph_of()
                for s, p, o in result.graph or ():
                    answer.add((tidy(s), tidy(p), tidy(o)))
                return answer
            variables = [variable for variable in result.vars or () if str(variable) not in bindings]
            rows = [tuple(_tidied(row.get(variable)) for variable in variables) for row in result.bindings]
        except (NotImplementedError, RecursionError, TypeError, ValueError) as error:
            raise QueryError(f"the query failed: {error}") from error
        return Table(tuple(map(str, variables)), tuple(rows))

    def size(self, iri: str | None = None) -> int:
        """The number of quads, in all or in one named graph."""
        if iri is not None:
            return len(self._named(iri))
        return sum(len(graph) for graph in self._dataset.graphs())

    def flush(self) -> None:
        """Nothing to do: memory is not kept."""

    def close(self) -> None:
        """Forget everything."""
        self._dataset = Dataset(default_union=True)

    def _named(self, iri: str) -> Graph:
        return self._dataset.get_context(URIRef(iri))

    def _refuse_unknown_graphs(self, query: Query) -> None:
        # rdflib fetches a FROM that it does not hold from the network.
        for clause in getattr(query.algebra, "datasetClause", None) or ():
            for iri in filter(None, (clause.default, clause.named)):
                if str(iri) not in self:
                    raise QueryError(f"FROM <{iri}>: there is no such graph in the store")

    def __contains__(self, iri: str) -> bool:
        return len(self._named(iri)) > 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


@lru_cache(maxsize=128)
def _prepared_before(sparql: str) -> Query:
    """The same query is asked with other values: to read it takes rdflib longer than to answer it."""
    return _prepared(sparql)


def _prepared(sparql: str) -> Query:
    from pyparsing import ParseException
    from rdflib.plugins.sparql import prepareQuery

    refuse_service(sparql)
    try:
        return prepareQuery(sparql, initNs=dict(PREFIXES))
    except ParseException as error:
        raise QueryError(
            f"the query cannot be read, line {error.lineno}, column {error.column}: {error.msg}"
        ) from error
    except Exception as error:  # rdflib raises a bare Exception for an unknown prefix
        raise QueryError(f"the query cannot be read: {error}") from error


def _value_blocks(part: object) -> Iterator[CompValue]:
    """The VALUES clauses of a query, wherever they stand in it."""
    if isinstance(part, CompValue) and part.name == "values":
        yield part
    elif isinstance(part, Mapping | list):
        for inner in part.values() if isinstance(part, Mapping) else part:
            yield from _value_blocks(inner)


def _tidied(term: Node | None) -> Node | None:
    return None if term is None else tidy(term)
