"""Replaces four graphs in a store over and over, and says so, until it is killed: `python writer.py STORE FIRST`."""

from __future__ import annotations

import sys
from itertools import count

from rdflib import Graph, Literal, URIRef

from kb.store import open_store

SIZE = 300
GRAPHS = tuple(f"urn:g:{i}" for i in range(4))


def version(number: int) -> Graph:
    """What a graph holds in its nth version: every triple says which, and one is common to all."""
    graph = Graph()
    graph.add((URIRef("urn:s"), URIRef("urn:always"), Literal("here")))
    for i in range(SIZE - 1):
        graph.add((URIRef(f"urn:s:{i}"), URIRef("urn:version"), Literal(number)))
    return graph


if __name__ == "__main__":
    with open_store(sys.argv[1]) as store:
        for number in count(int(sys.argv[2])):
            for iri in GRAPHS:
                store.put(iri, version(number))
                sys.stdout.write(f"{iri} {number}\n")
                sys.stdout.flush()
