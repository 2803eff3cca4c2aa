"""The check of the graph that says which schema the store has."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from rdflib import Graph

from kb.store.schema import WrongSchema, schema_graph, version_in
from kb.verify.checks import Found


def wrong_schema(graph: Graph) -> Iterator[Found]:
    """A graph does not say which schema the store has, or says something else than that."""
    try:
        version = version_in(graph)
    except WrongSchema as error:
        yield graph.identifier, str(error)
        return
    expected = schema_graph(version or 1, base=str(graph.identifier).removesuffix("store"))
    for subject, term, value in set(graph) ^ set(expected):
        yield subject, f"the graph holds the version of the schema and nothing else: {term} {value}"


SCHEMA_CHECKS: dict[str, Callable[[Graph], Iterable[Found]]] = {"schema": wrong_schema}
