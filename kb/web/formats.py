"""The media types that answers have, and which of them a client wants most."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

# The names on the right are those of pyoxigraph's formats. The first of each table is what a client gets that does not
# care; a type that only some clients ask for comes after the one that it stands for.
RESULTS: Mapping[str, str] = {
    "application/sparql-results+json": "JSON",
    "application/json": "JSON",
    "application/sparql-results+xml": "XML",
    "application/xml": "XML",
    "text/xml": "XML",
    "text/csv": "CSV",
    "text/tab-separated-values": "TSV",
}
GRAPHS: Mapping[str, str] = {
    "text/turtle": "TURTLE",
    "application/x-turtle": "TURTLE",
    "application/n-triples": "N_TRIPLES",
    "text/plain": "N_TRIPLES",
    "application/ld+json": "JSON_LD",
    "application/json": "JSON_LD",
    "application/trig": "TRIG",
    "application/n-quads": "N_QUADS",
    "application/rdf+xml": "RDF_XML",
    "application/xml": "RDF_XML",
    "text/n3": "N3",
}
DOCUMENTS: Mapping[str, str] = {
    "application/json": "json",
    "text/turtle": "ttl",
    "application/ld+json": "jsonld",
    "text/csv": "csv",
    "application/trig": "trig",
}


def preferred(accept: Iterable[str], offers: Iterable[str]) -> str | None:
    """The one of the offers that the Accept headers like best, the first of equals; None where they take none.

    >>> preferred(["text/*;q=0.5, text/csv;q=0"], ["text/csv", "text/turtle"])
    'text/turtle'
    """
    from werkzeug.datastructures import MIMEAccept
    from werkzeug.http import parse_accept_header

    offers = tuple(offers)
    parsed = parse_accept_header(", ".join(accept), MIMEAccept)
    if not parsed:
        return offers[0]
    # Parameters such as a profile or a charset narrow what is wanted, and we have one form of each type.
    wanted = MIMEAccept([(value.partition(";")[0].strip(), quality) for value, quality in parsed])
    best = max(offers, key=wanted.quality)
    return best if wanted.quality(best) > 0 else None


def media_type(header: str | None) -> str:
    """The type that a Content-Type header names, without its parameters.

    >>> media_type("Text/Turtle; charset=UTF-8")
    'text/turtle'
    """
    return (header or "").partition(";")[0].strip().casefold()


def with_charset(media: str) -> str:
    """The Content-Type of an answer: what is text says that it is UTF-8."""
    return f"{media}; charset=utf-8" if media.startswith("text/") else media
