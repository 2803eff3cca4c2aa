"""Nodes of an RDF file or of JSON, alike: what is said of each by the name of a property, whoever's prefix it has."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kb.errors import KnowledgeBaseError

if TYPE_CHECKING:
    from pyoxigraph import RdfFormat

SCHEMA = ("https://schema.org/", "http://schema.org/", "schema:", "sdo:")
"""What the terms of schema.org begin with: the vocabulary says https, data sets such as ClaimsKG say http."""
MOST = 2_000_000
"""Triples of a file."""


class BadRdf(KnowledgeBaseError, ValueError):
    """A file that is not the RDF that its name says."""


@dataclass(frozen=True, slots=True)
class Value:
    """A text with its language, or the id of a node."""

    text: str
    language: str = ""
    is_node: bool = False


Node = Mapping[str, list[Value]]


def term(name: str, *, own: str = "") -> str:
    """A property or class of schema.org by its bare name, one under `own` without that; any other as it is.

    >>> term("http://schema.org/ClaimReview"), term("schema:url"), term("http://x.org/url")
    ('ClaimReview', 'url', 'http://x.org/url')
    """
    for prefix in (*SCHEMA, own):
        if prefix and name.startswith(prefix):
            return name.removeprefix(prefix)
    return name


def read_rdf(data: bytes, suffix: str, *, own: str = "") -> dict[str, dict[str, list[Value]]]:
    """The nodes of Turtle, N-Triples, N-Quads or TriG, by their ids. Raises `BadRdf`."""
    from pyoxigraph import BlankNode, NamedNode, parse

    nodes: dict[str, dict[str, list[Value]]] = {}
    try:
        for number, quad in enumerate(parse(data, format=_format(suffix))):
            if number >= MOST:
                raise BadRdf(f"more than {MOST:,} triples; give it in parts")
            if not isinstance(quad.subject, NamedNode | BlankNode):
                continue
            is_node = isinstance(quad.object, NamedNode | BlankNode)
            text = str(quad.object) if isinstance(quad.object, BlankNode) else quad.object.value
            value = Value(text, getattr(quad.object, "language", None) or "", is_node)
            subject = str(quad.subject) if isinstance(quad.subject, BlankNode) else quad.subject.value
            name = "@type" if quad.predicate.value.endswith("22-rdf-syntax-ns#type") else quad.predicate.value
            nodes.setdefault(subject, {}).setdefault(term(name, own=own), []).append(value)
    except (SyntaxError, ValueError, AttributeError) as error:
        if isinstance(error, BadRdf):
            raise
        raise BadRdf(f"not RDF as a {suffix} file is: {error}") from error
    return nodes


def formats() -> Mapping[str, str]:
    """The names of files that hold RDF end in one of these."""
    return {".ttl": "TURTLE", ".nt": "N_TRIPLES", ".nq": "N_QUADS", ".trig": "TRIG"}


def _format(suffix: str) -> RdfFormat:
    from pyoxigraph import RdfFormat

    found: RdfFormat = getattr(RdfFormat, formats()[suffix])
    return found
