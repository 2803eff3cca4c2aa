"""Answers of a server (SPARQL 1.1 Query Results JSON Format) as the terms, tables and graphs that every store gives."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from rdflib import BNode, Literal, URIRef
from rdflib.namespace import XSD

from kb.store.protocol import QueryError, Table
from kb.store.sparql_text import NOTHING
from kb.store.terms import tidy

if TYPE_CHECKING:
    from rdflib.term import Node

Row = Mapping[str, Any]


def table(answer: Any) -> Table:
    """The answer to a SELECT. Raises `QueryError` where it is none."""
    try:
        columns = tuple(name for name in answer["head"]["vars"] if not name.startswith(NOTHING))
        rows = answer["results"]["bindings"]
        return Table(columns, tuple(tuple(_term(row.get(name)) for name in columns) for row in rows))
    except (AttributeError, KeyError, TypeError) as error:
        raise QueryError(f"the server's answer is no table as SPARQL 1.1 says: {error!r}") from error


def truth(answer: Any) -> bool:
    """The answer to an ASK."""
    if not isinstance(answer, dict) or not isinstance(answer.get("boolean"), bool):
        raise QueryError("the server's answer is no truth value as SPARQL 1.1 says")
    return bool(answer["boolean"])


def _term(given: Mapping[str, str] | None) -> Node | None:
    if given is None:
        return None
    kind, value = given["type"], given["value"]
    if kind == "uri":
        return URIRef(value)
    if kind in ("literal", "typed-literal"):
        if language := given.get("xml:lang"):
            return Literal(value, lang=language.lower())
        datatype = given.get("datatype")
        if datatype == str(XSD.boolean):
            value = {"1": "true", "0": "false"}.get(value, value)
        return tidy(Literal(value, datatype=datatype))
    if kind == "bnode":
        return BNode(value)
    raise QueryError("the query answers with RDF 1.2 triple terms, which no other store can read")
