"""What every store can do, what a query answers, and what can go wrong."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import TracebackType
from typing import TYPE_CHECKING, Protocol, Self

from kb.errors import KnowledgeBaseError, NotFound

if TYPE_CHECKING:
    from rdflib import Graph
    from rdflib.term import Node


class UnknownStore(KnowledgeBaseError, ValueError):
    """A store specification that names no store of this version."""


class StoreNotFound(NotFound):
    """A store that is to be read and does not exist."""


class StoreLocked(KnowledgeBaseError, BlockingIOError):
    """A store that another process holds: one writes, or several read."""


class UnusableStore(KnowledgeBaseError, OSError):
    """A place that cannot be opened as a store: a file, a folder with something else in it, a damaged store."""


class ReadOnlyStore(KnowledgeBaseError, PermissionError):
    """A write to a store that was opened to be read."""


class QueryError(KnowledgeBaseError, ValueError):
    """A query that cannot be read or is not allowed; the message has the parser's words and position."""


Triple = tuple["Node", "Node", "Node"]
Row = tuple[str | None, ...]
"""A row of plain texts: an IRI, or what a literal says without its type or language; None where there is nothing."""


@dataclass(frozen=True, slots=True)
class Table:
    """The answer to a SELECT: rdflib terms, None where a variable is unbound, without the variables that were bound."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Node | None, ...], ...]

    def __iter__(self) -> Iterator[dict[str, Node | None]]:
        """Each row as a mapping from column to term."""
        return (dict(zip(self.columns, row, strict=True)) for row in self.rows)

    def __len__(self) -> int:
        return len(self.rows)


class Store(Protocol):
    """Named graphs that SPARQL can ask; the default graph of a query is the union of them all.

    Terms are rdflib's, normalised as `kb.store.terms.tidy` does, so that every store returns equal ones.
    """

    def put(self, iri: str, triples: Iterable[Triple]) -> bool:
        """Make the named graph hold these triples and no others, at once or not at all; return whether it changed.

        A graph of rdflib is such triples; a program that has no other use for one saves the making of it.
        """

    def drop(self, iri: str) -> bool:
        """Remove the named graph; whether there was one."""

    def graphs(self) -> Iterator[str]:
        """The IRIs of the named graphs, sorted."""

    def graph(self, iri: str) -> Graph:
        """The named graph, empty where there is none."""

    def query(self, sparql: str, bindings: Mapping[str, Node] | None = None) -> Table | bool | Graph:
        """Answer a SELECT with a table, an ASK with a truth value, a CONSTRUCT or DESCRIBE with a graph.

        `bindings` gives values to variables: each must stand in the SELECT list, also in that of every subquery
        that uses it. Raises `QueryError`; updates and SERVICE are refused.
        """

    def select(self, sparql: str, among: Mapping[str, Iterable[Node]]) -> list[Row]:
        """The rows that answer a SELECT, with many values for a variable at once: for programs that ask much.

        `among` gives each variable its values, at least one; they fill the clause `VALUES ?name {}` of the query, which
        stands there empty. A row has what is in the SELECT list, in its order. Raises `QueryError` as `query` does.
        """

    def size(self, iri: str | None = None) -> int:
        """The number of quads, in all or in one named graph."""

    def flush(self) -> None:
        """Make sure that what was put survives a power cut; it survives the end of the process anyway."""

    def close(self) -> None:
        """Flush and let go of the store; it cannot be used afterwards."""

    def __contains__(self, iri: str) -> bool:
        """Whether there is a named graph of this IRI."""

    def __enter__(self) -> Self:
        """The store itself."""

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the store."""
