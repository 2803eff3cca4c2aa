"""One form for every term, whichever store it comes from."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation

from rdflib import Literal
from rdflib.namespace import XSD
from rdflib.term import Node

# Oxigraph keeps these as integers and forgets how they were typed.
_INTEGERS = frozenset(
    XSD[name]
    for name in (
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
)


def tidy(term: Node) -> Node:
    """The term as every store returns it: no xsd:string, integers as xsd:integer, decimals without trailing zeros.

    >>> tidy(Literal("x", datatype=XSD.string)) == Literal("x")
    True
    """
    if not isinstance(term, Literal):
        return term
    if term.datatype is None:
        # Oxigraph writes language tags in lower case.
        return Literal(str(term), lang=term.language.lower()) if term.language else term
    if term.datatype == XSD.string:
        return Literal(str(term))
    if term.datatype in _INTEGERS:
        return Literal(str(term), datatype=XSD.integer)
    if term.datatype == XSD.decimal:
        return _decimal(term)
    return term


def _decimal(term: Literal) -> Literal:
    try:
        value = Decimal(str(term))
    except InvalidOperation:
        return term
    text = f"{value:f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return Literal(text, datatype=XSD.decimal, normalize=False)
