"""What the endpoint says of itself, to programs that look before they ask (SPARQL 1.1 Service Description)."""

from __future__ import annotations

from collections.abc import Iterator

import pyoxigraph as ox

from kb.web.names import PREFIXES, RDF

SD = "http://www.w3.org/ns/sparql-service-description#"
FORMATS = "http://www.w3.org/ns/formats/"
ANSWERS = (
    "SPARQL_Results_JSON",
    "SPARQL_Results_XML",
    "SPARQL_Results_CSV",
    "SPARQL_Results_TSV",
    "Turtle",
    "N-Triples",
    "JSON-LD",
    "TriG",
    "N-Quads",
    "RDF_XML",
)
TAKEN = ("Turtle", "N-Triples", "JSON-LD", "RDF_XML")


def described(base: str, *, is_writable: bool, form: str) -> bytes:
    """The description of the endpoint at this address, in a format of pyoxigraph's."""
    return (
        ox.serialize(
            _triples(base, is_writable=is_writable), format=getattr(ox.RdfFormat, form), prefixes={"sd": SD, **PREFIXES}
        )
        or b""
    )


def _triples(base: str, *, is_writable: bool) -> Iterator[ox.Triple]:
    endpoint = ox.NamedNode(f"{base}sparql")
    dataset, union = ox.NamedNode(f"{base}sparql#dataset"), ox.NamedNode(f"{base}sparql#default")

    def sd(name: str) -> ox.NamedNode:
        return ox.NamedNode(f"{SD}{name}")

    kind = ox.NamedNode(f"{RDF}type")
    yield ox.Triple(endpoint, kind, sd("Service"))
    yield ox.Triple(endpoint, sd("endpoint"), endpoint)
    yield ox.Triple(endpoint, sd("supportedLanguage"), sd("SPARQL11Query"))
    if is_writable:
        yield ox.Triple(endpoint, sd("supportedLanguage"), sd("SPARQL11Update"))
    yield ox.Triple(endpoint, sd("feature"), sd("UnionDefaultGraph"))
    for name in ANSWERS:
        yield ox.Triple(endpoint, sd("resultFormat"), ox.NamedNode(f"{FORMATS}{name}"))
    for name in TAKEN if is_writable else ():
        yield ox.Triple(endpoint, sd("inputFormat"), ox.NamedNode(f"{FORMATS}{name}"))
    yield ox.Triple(endpoint, sd("defaultDataset"), dataset)
    yield ox.Triple(dataset, kind, sd("Dataset"))
    yield ox.Triple(dataset, sd("defaultGraph"), union)
    yield ox.Triple(union, kind, sd("Graph"))
