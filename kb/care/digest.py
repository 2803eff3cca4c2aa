"""A digest of what a store holds, the same whichever store holds it.

Of a graph: SHA-256 of its triples in canonical N-Triples, one a line, sorted. Of a store: SHA-256 of a line for each
graph, its digest, two blanks and its IRI, sorted by IRI. So `sort` and `sha256sum` can say the same of a dump.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kb.errors import KnowledgeBaseError
from kb.store.terms import tidy

if TYPE_CHECKING:
    from rdflib import Graph
    from rdflib.term import Node

    from kb.store import Store

# What N-Triples has names for, and the other control characters by number.
_ESCAPES = {code: f"\\u{code:04X}" for code in (*range(0x20), 0x7F)} | {
    ord(character): escaped
    for character, escaped in {
        "\\": "\\\\", '"': '\\"', "\b": "\\b", "\t": "\\t", "\n": "\\n", "\f": "\\f", "\r": "\\r",
    }.items()
}  # fmt: skip


class NoDigest(KnowledgeBaseError, ValueError):
    """A graph with a blank node, which has another name in every store."""


@dataclass(frozen=True, slots=True)
class Held:
    """What a graph holds: its IRI, its digest and how many triples."""

    iri: str
    digest: str
    size: int


def held(iri: str, graph: Graph) -> Held:
    """What the graph of this IRI holds. Raises `NoDigest`."""
    lines = sorted(map(_line, graph))
    found = hashlib.sha256()
    for line in lines:
        found.update(line.encode("utf-8", errors="surrogatepass"))
    return Held(iri, found.hexdigest(), len(lines))


def all_held(store: Store) -> Iterator[Held]:
    """What each graph of the store holds, sorted by IRI, one graph in memory at a time."""
    return (held(iri, store.graph(iri)) for iri in store.graphs())


@dataclass(frozen=True, slots=True)
class Total:
    """What a store holds: how many graphs and quads, and the digest of all."""

    graphs: int
    quads: int
    digest: str


def total(graphs: Iterable[Held]) -> Total:
    """What the graphs, sorted by IRI, hold together."""
    number, quads, digest = 0, 0, hashlib.sha256()
    for graph in graphs:
        number += 1
        quads += graph.size
        digest.update(f"{graph.digest}  {graph.iri}\n".encode())
    return Total(number, quads, digest.hexdigest())


def _line(triple: tuple[Node, Node, Node]) -> str:
    return f"{' '.join(map(_written, triple))} .\n"


def _written(term: Node) -> str:
    from rdflib import Literal, URIRef

    if isinstance(term, URIRef):
        return f"<{term}>"
    if not isinstance(term, Literal):
        raise NoDigest(f"a graph holds the blank node {term}; this kb makes none, and what has one cannot be compared")
    literal = tidy(term)
    text = f'"{str(literal).translate(_ESCAPES)}"'
    if isinstance(literal, Literal) and literal.language:
        return f"{text}@{literal.language}"
    return f"{text}^^<{literal.datatype}>" if isinstance(literal, Literal) and literal.datatype else text
