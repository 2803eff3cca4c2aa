"""A digest of what a store holds, the same whichever store holds it.

Of a graph: SHA-256 of its triples in canonical N-Triples, one a line, sorted. Of a store: SHA-256 of a line for each
graph, its digest, two blanks and its IRI, sorted by IRI. So `sort` and `sha256sum` can say the same of a dump.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kb.care.places import on_disk
from kb.store.lines import line

if TYPE_CHECKING:
    from kb.store import Store


@dataclass(frozen=True, slots=True)
class Held:
    """What a graph holds: its IRI, its digest and how many triples."""

    iri: str
    digest: str
    size: int


def held(store: Store, iri: str) -> Held:
    """What the graph of this IRI holds. Raises `Unnamed` where it has a blank node."""
    lines = sorted(store.lines(iri) if on_disk(store) else map(line, store.graph(iri)))
    found = hashlib.sha256()
    for each in lines:
        found.update(each.encode("utf-8", errors="surrogatepass"))
    return Held(iri, found.hexdigest(), len(lines))


def all_held(store: Store) -> Iterator[Held]:
    """What each graph of the store holds, sorted by IRI, one graph in memory at a time."""
    return (held(store, iri) for iri in store.graphs())


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
