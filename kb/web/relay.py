"""The process that passes questions on to a SPARQL server: `python -m kb.web.relay MEMORY STORE`.

It asks as every command does, by `kb.store`, so that what a server cuts off is no answer here either, and can be ended
as the workers of a folder are. An answer is held in its memory, unlike that of a folder.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, BinaryIO, cast

import pyoxigraph as ox

from kb.errors import KnowledgeBaseError
from kb.store import QueryError, Store, Table, open_store
from kb.web.documents import find
from kb.web.frames import Kind, TooLarge, send_json
from kb.web.renderings import render
from kb.web.worker import MESSAGE, Refused, Request, limit_memory, prefixes_of, serve, stream

if TYPE_CHECKING:
    from rdflib import Graph
    from rdflib.term import Node

STORE = "the server that holds the store did not answer"
SAID_OF = "SELECT ?s ?p ?o ?g { GRAPH ?g { ?s ?p ?o } }"
"""What the graphs say, narrowed by what is bound."""


def main() -> None:
    """Answer until stdin ends."""
    memory, specification = sys.argv[1:]
    store = open_store(specification, read_only=True)
    limit_memory(int(memory))
    serve(lambda request, pipe: answer(store, request, pipe))


def answer(store: Store, request: Request, pipe: BinaryIO) -> None:
    """Answer one request."""
    try:
        ANSWERS[request["do"]](store, request, pipe)
    except QueryError as error:
        raise Refused("query", str(error)[:MESSAGE]) from error
    except TooLarge as error:
        raise Refused("large", "the answer is larger than this server gives") from error
    except (KnowledgeBaseError, OSError) as error:
        if isinstance(error, BrokenPipeError):
            raise
        # The message may have the address of the server.
        raise Refused("store", STORE) from error


def _query(store: Store, request: Request, pipe: BinaryIO) -> None:
    if request["default"] is not None or request["named"] is not None:
        raise Refused("query", "this server takes no graphs beside the query; name them in it: FROM <…>")
    found = store.query(request["sparql"])
    is_table = isinstance(found, Table | bool)
    wanted: tuple[str, str] | None = request["results" if is_table else "graphs"]
    if wanted is None:
        raise Refused("form", f"the answer is {'a table' if is_table else 'a graph'}, which has no such form")
    media, form = wanted
    send_json(pipe, Kind.HEAD, {"media": media})
    with stream(pipe, request) as out:
        if isinstance(found, Table | bool):
            # As JSON first, which both sides know; whoever wants another form gets that.
            parsed = ox.parse_query_results(_results(found), ox.QueryResultsFormat.JSON)
            parsed.serialize(out, getattr(ox.QueryResultsFormat, form))
        else:
            ox.serialize(_triples(found), out, getattr(ox.RdfFormat, form), prefixes=prefixes_of(form))


def _graph(store: Store, request: Request, pipe: BinaryIO) -> None:
    iri = request["graph"]
    if iri is not None and iri not in store:
        raise Refused("none", "there is no such graph")
    graph = store.graph(iri) if iri is not None else cast("Graph", store.query("CONSTRUCT WHERE { ?s ?p ?o }"))
    media, form = request["graphs"]
    send_json(pipe, Kind.HEAD, {"media": media})
    with stream(pipe, request) as out:
        ox.serialize(_triples(graph), out, getattr(ox.RdfFormat, form), prefixes=prefixes_of(form))


def _document(store: Store, request: Request, pipe: BinaryIO) -> None:
    seen = cast("ox.Store", Asked(store))
    found = find(seen, request["kind"], request["id"])
    if found is None:
        raise Refused("none", "there is nothing of this id")
    body = render(seen, found, base=request["base"], form=request["form"])
    send_json(pipe, Kind.HEAD, {})
    with stream(pipe, request) as out:
        out.write(body)


ANSWERS: Mapping[str, Callable[[Store, Request, BinaryIO], None]] = {
    "query": _query,
    "graph": _graph,
    "document": _document,
}


class Asked:
    """A server as documents are found in a store of Oxigraph's: one query for each pattern."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def contains_named_graph(self, graph: ox.NamedNode) -> bool:
        """Whether there is this graph."""
        return graph.value in self._store

    def quads_for_pattern(self, subject: Any, predicate: Any, value: Any, graph: Any) -> Iterator[ox.Quad]:
        """The quads that match; those of the default graph are those of the named ones, each triple once."""
        is_union = isinstance(graph, ox.DefaultGraph)
        given = {"s": subject, "p": predicate, "o": value, "g": None if is_union else graph}
        sparql = "SELECT ?s ?p ?o { ?s ?p ?o }" if is_union else SAID_OF
        bound = {name: _node(term) for name, term in given.items() if term is not None}
        for row in cast("Table", self._store.query(sparql, bound)):
            s, p, o = (given[name] or _term(cast("Node", row[name])) for name in "spo")
            yield ox.Quad(s, p, o, graph or _term(cast("Node", row["g"])))


def _node(term: Any) -> Node:
    from rdflib import Literal, URIRef

    if isinstance(term, ox.Literal):
        return Literal(term.value, lang=term.language, datatype=None if term.language else term.datatype.value)
    return URIRef(term.value)


def _term(node: Node) -> Any:
    from rdflib import Literal, URIRef

    if isinstance(node, URIRef):
        return ox.NamedNode(str(node))
    if isinstance(node, Literal):
        if node.language:
            return ox.Literal(str(node), language=node.language)
        return ox.Literal(str(node), datatype=ox.NamedNode(str(node.datatype)) if node.datatype else None)
    return ox.BlankNode(str(node))


def _triples(graph: Graph) -> Iterator[ox.Triple]:
    return (ox.Triple(_term(s), _term(p), _term(o)) for s, p, o in graph)


def _results(found: Table | bool) -> bytes:
    """The answer in the SPARQL 1.1 Query Results JSON Format."""
    if isinstance(found, bool):
        return json.dumps({"head": {}, "boolean": found}).encode()
    rows = ({name: _json(term) for name, term in row.items() if term is not None} for row in found)
    return json.dumps({"head": {"vars": found.columns}, "results": {"bindings": list(rows)}}).encode()


def _json(node: Node) -> dict[str, str]:
    from rdflib import BNode, Literal

    if isinstance(node, Literal):
        more = {"xml:lang": node.language} if node.language else {"datatype": str(node.datatype)}
        return {"type": "literal", "value": str(node), **(more if node.language or node.datatype else {})}
    return {"type": "bnode" if isinstance(node, BNode) else "uri", "value": str(node)}


if __name__ == "__main__":
    main()
