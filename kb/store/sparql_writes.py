"""How a graph gets into a server as a whole or not at all, by where the server keeps the union of the graphs.

Each way comes to the same when it is done twice, so that what a broken connection left in doubt is done again.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Collection
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import uuid4

from kb.store.sparql_text import term

if TYPE_CHECKING:
    from rdflib import URIRef
    from rdflib.term import Node

    from kb.store.sparql_http import Client

STAGING = "urn:kb:staging:"
"""What the names of graphs begin with that lie ready to replace another."""
UNION = "urn:kb:union"
"""The graph that holds every triple of the others once, where a server has no default graph to hold them."""
ABANDONED = 3600
"""Seconds after which nobody is at work any more on a graph that lies ready."""

Triples = Collection[tuple["Node", "Node", "Node"]]


class Union(StrEnum):
    """Where the union of the named graphs is kept, which is what a query without GRAPH is about."""

    DEFAULT = "default"
    NAMED = "named"
    NATIVE = "native"


@dataclass(frozen=True, slots=True)
class Target:
    """A server to write to: its client, and the addresses for updates and for graphs."""

    client: Client
    update: str
    graphs: str


@dataclass(frozen=True, slots=True)
class Way:
    """How to put a graph, how to drop one, and how to make the union what it should be."""

    put: Callable[[Target, URIRef, Triples], None]
    drop: Callable[[Target, URIRef], None]
    mend: Callable[[Target], None]


def _put_default(target: Target, iri: URIRef, triples: Triples) -> None:
    """In one request, which is one transaction (measured on Oxigraph 0.5)."""
    lines = _lines(triples)
    drop = _update("drop.ru", final=iri)
    target.client.update(target.update, f"{drop} ;\nINSERT DATA {{\n{lines}GRAPH {term(iri)} {{\n{lines}}}\n}}")


def _drop_default(target: Target, iri: URIRef) -> None:
    target.client.update(target.update, _update("drop.ru", final=iri))


def _put_named(target: Target, iri: URIRef, triples: Triples) -> None:
    """Beside its place first, since Virtuoso empties a graph before it fills it; then there in one operation."""
    from rdflib import URIRef
    from rdflib.namespace import DCTERMS

    staged = URIRef(f"{STAGING}{int(time.time())}:{uuid4().hex}")
    # Without a prefix on top Virtuoso guesses from the first long text that this is no Turtle, and refuses it.
    mark = f"{term(staged)} {term(DCTERMS.replaces)} {term(iri)} .\n"
    target.client.put(target.graphs, str(staged), f"@prefix kb: <urn:kb:ns#> .\n{mark}{_lines(triples)}".encode())
    target.client.update(target.update, _update("virtuoso-replace.ru", staged=staged, final=iri, union=URIRef(UNION)))


def _drop_named(target: Target, iri: URIRef) -> None:
    from rdflib import URIRef

    target.client.update(target.update, _update("virtuoso-drop.ru", final=iri, union=URIRef(UNION)))


def _mend_default(target: Target) -> None:
    target.client.update(target.update, _update("mend.ru"))


def _mend_named(target: Target) -> None:
    from rdflib import Literal, URIRef

    # What was made ready by a process that was killed, and not by one that is at work.
    limit = term(Literal(f"{STAGING}{int(time.time()) - ABANDONED}"))
    left = (
        f'SELECT DISTINCT ?g {{ GRAPH ?g {{ ?s ?p ?o }} FILTER(STRSTARTS(STR(?g), "{STAGING}") && STR(?g) < {limit}) }}'
    )
    for row in target.client.query(left)[0]["results"]["bindings"]:
        target.client.update(target.update, f"DROP SILENT GRAPH {term(URIRef(row['g']['value']))}")
    target.client.update(target.update, _update("virtuoso-mend.ru", union=URIRef(UNION)))


def _put_native(target: Target, iri: URIRef, triples: Triples) -> None:
    target.client.put(target.graphs, str(iri), _lines(triples).encode())


def _drop_native(target: Target, iri: URIRef) -> None:
    target.client.update(target.update, f"DROP SILENT GRAPH {term(iri)}")


WAYS: dict[Union, Way] = {
    Union.DEFAULT: Way(_put_default, _drop_default, _mend_default),
    Union.NAMED: Way(_put_named, _drop_named, _mend_named),
    Union.NATIVE: Way(_put_native, _drop_native, lambda _: None),
}


def _update(file: str, **graphs: URIRef) -> str:
    """The update in a file beside this one, its parameters bound as prefixes."""
    prefixes = "".join(f"PREFIX {name}: {term(iri)}\n" for name, iri in graphs.items())
    return prefixes + Path(__file__).with_name(file).read_text(encoding="utf-8")


def _lines(triples: Triples) -> str:
    """The triples as N-Triples, which are Turtle and SPARQL as well."""
    return "".join(f"{term(s)} {term(p)} {term(o)} .\n" for s, p, o in triples)
