"""The process that writes for `kb serve --writable`: `python -m kb.web.writer MEMORY STORE`.

It opens the store for one request and lets go of it again, so that `kb add` in another process has its turn.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

import pyoxigraph as ox

from kb.store import open_store
from kb.store.protocol import QueryError, StoreLocked, UnusableStore
from kb.web.frames import Kind, send_json
from kb.web.worker import MESSAGE, Refused, Request, limit_memory, serve, unreadable

if TYPE_CHECKING:
    from rdflib import Graph

    from kb.index.keeping import IndexedStore

PATIENCE = 5.0
"""Seconds that a write waits for another process to let go of the store."""
LOCKED = "another process writes to the store; ask again in a while"


def main() -> None:
    """Write until stdin ends."""
    memory, specification = sys.argv[1:]
    limit_memory(int(memory))
    serve(lambda request, pipe: answer(specification, request, pipe))


def answer(specification: str, request: Request, pipe: BinaryIO) -> None:
    """Do what one request wants; the head of the answer says whether it changed anything and made a graph."""
    try:
        done = WRITES[request["do"]](specification, request)
    except SyntaxError as error:
        raise unreadable(error) from error
    except StoreLocked as error:
        raise Refused("locked", LOCKED) from error
    except QueryError as error:
        raise Refused("query", str(error)[:MESSAGE]) from error
    except (UnusableStore, OSError) as error:
        raise Refused("store", "the store could not be written") from error
    except (RuntimeError, ValueError) as error:
        raise Refused("query", f"the update failed: {str(error)[:MESSAGE]}") from error
    send_json(pipe, Kind.HEAD, done)


def _put(specification: str, request: Request) -> dict[str, object]:
    """`graph`: its IRI; `file`: where what it shall hold lies; `form`: how it is written; `merge`: whether to add."""
    graph = parsed(Path(request["file"]).read_bytes(), form=request["form"], iri=request["graph"])
    with _opened(specification) as store:
        is_new = request["graph"] not in store
        if request["merge"]:
            graph += store.graph(request["graph"])
        return {"changed": store.put(request["graph"], graph), "new": is_new}


def _drop(specification: str, request: Request) -> dict[str, object]:
    """`graph`: the IRI of the graph that goes."""
    with _opened(specification) as store:
        if not store.drop(request["graph"]):
            raise Refused("none", "there is no such graph")
    return {"changed": True}


def _update(specification: str, request: Request) -> dict[str, object]:
    """`update`: the text; `base`: of relative IRIs; `using`, `using_named`: the graphs to ask."""
    from kb.web.updates import checked

    update = checked(request["update"], using=request["using"], using_named=request["using_named"])
    if not specification.startswith("oxigraph:"):
        raise Refused("query", "this server passes on no updates; PUT, POST or DELETE graphs")
    with _opened(specification) as store:
        store.update(update.text, base=request["base"], graphs=update.graphs)
    return {"changed": True}


WRITES: Mapping[str, Callable[[str, Request], dict[str, object]]] = {"put": _put, "drop": _drop, "update": _update}


def parsed(data: bytes, *, form: str, iri: str) -> Graph:
    """The graph that the bytes hold. Raises `QueryError` where it is none of plain RDF without blank nodes."""
    from rdflib import Graph

    triples = []
    for quad in ox.parse(data, getattr(ox.RdfFormat, form), base_iri=iri, without_named_graphs=True):
        if isinstance(quad.subject, ox.BlankNode) or isinstance(quad.object, ox.BlankNode):
            raise QueryError("a graph here has no blank nodes; give every node an IRI")
        if isinstance(quad.subject, ox.Triple) or isinstance(quad.object, ox.Triple):
            raise QueryError("a graph here has no triple terms of RDF 1.2, which not every store can read")
        triples.append(quad.triple)
    # By way of N-Triples, which both know: rdflib's own parsers of JSON-LD and XML would fetch what a text names.
    return Graph().parse(data=ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES) or b"", format="nt")


@contextmanager
def _opened(specification: str) -> Iterator[IndexedStore]:
    """The store and its index, as soon as no other process has it. Raises `StoreLocked`."""
    from kb.index.keeping import IndexedStore

    until = time.monotonic() + PATIENCE
    while True:
        try:
            store = IndexedStore(open_store(specification))
            break
        except StoreLocked:
            if time.monotonic() > until:
                raise
            time.sleep(0.02)
    try:
        yield store
    finally:
        store.close()


if __name__ == "__main__":
    main()
