"""The vocabularies that the graph is written in; importing this module imports rdflib."""

from __future__ import annotations

from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING

from rdflib import Graph, Namespace, URIRef
from rdflib.namespace import PROV, RDF, SKOS, XSD

from kb.model import EntityKind

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rdflib.term import Node


class Vocabulary(Namespace):
    """A namespace that makes each of its terms once: rdflib's own makes one at every mention, the half of a graph."""

    def __getattr__(self, name: str) -> URIRef:
        term = super().__getattr__(name)
        setattr(self, name, term)
        return term


KB = Vocabulary("urn:kb:ns#")
SCHEMA = Vocabulary("https://schema.org/")
OA = Vocabulary("http://www.w3.org/ns/oa#")

PREFIXES: dict[str, Namespace] = {
    "kb": KB,
    "schema": SCHEMA,
    "oa": OA,
    "prov": Namespace(str(PROV)),
    "skos": Namespace(str(SKOS)),
    "rdf": Namespace(str(RDF)),
    "xsd": Namespace(str(XSD)),
}


def graph_of(triples: Iterable[tuple[Node, Node, Node]] = (), iri: str | None = None) -> Graph:
    """A graph of these triples, with the package's prefixes; named where an IRI is given."""
    graph = Graph(identifier=URIRef(iri) if iri else None)
    for prefix, namespace in PREFIXES.items():
        graph.bind(prefix, namespace, replace=True)
    for triple in triples:
        graph.add(triple)
    return graph


KINDS: dict[EntityKind, URIRef] = {
    EntityKind.PERSON: KB.Person,
    EntityKind.ORGANISATION: KB.Organisation,
    EntityKind.PLACE: KB.Place,
    EntityKind.OTHER: KB.Entity,
}


@cache
def concept(term: URIRef, value: StrEnum) -> URIRef:
    """The SKOS concept for a value of a closed choice: `kb:speechAct` and `deny` give `kb:speechAct-deny`."""
    return URIRef(f"{term}-{value}")


def value_of(term: URIRef, node: object) -> str:
    """The value that a concept stands for: the reverse of `concept`."""
    return str(node).removeprefix(f"{term}-")
