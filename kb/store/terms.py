"""One form for every term, whichever store it comes from."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal, InvalidOperation

from rdflib import Literal, URIRef
from rdflib.namespace import XSD
from rdflib.term import Node

# Oxigraph keeps these as integers and forgets how they were typed.
_INTEGERS = (
    "byte",
    "short",
    "int",
    "long",
    "unsignedByte",
    "unsignedShort",
    "unsignedInt",
    "unsignedLong",
    "nonNegativeInteger",
    "positiveInteger",
    "negativeInteger",
    "nonPositiveInteger",
)


def tidy(term: Node) -> Node:
    """The term as every store returns it: no xsd:string, integers as xsd:integer, decimals without trailing zeros.

    >>> tidy(Literal("x", datatype=XSD.string)) == Literal("x")
    True
    """
    if not isinstance(term, Literal):
        return term
    if term.language:
        # Oxigraph writes language tags in lower case.
        return term if term.language.islower() else Literal(str(term), lang=term.language.lower())
    change = _CHANGES.get(term.datatype) if term.datatype else None
    return change(term) if change else term


def _text(term: Literal) -> Literal:
    return Literal(str(term))


def _integer(term: Literal) -> Literal:
    return Literal(str(term), datatype=XSD.integer)


def _decimal(term: Literal) -> Literal:
    try:
        value = Decimal(str(term))
    except InvalidOperation:
        return term
    text = f"{value:f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return Literal(text, datatype=XSD.decimal, normalize=False)


_CHANGES: dict[URIRef, Callable[[Literal], Literal]] = {
    XSD.string: _text,
    XSD.decimal: _decimal,
    **{XSD[name]: _integer for name in _INTEGERS},
}
