"""A graph as lines: canonical N-Triples of tidy terms, the same whichever store holds it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rdflib import Literal, URIRef

from kb.errors import KnowledgeBaseError
from kb.store.terms import tidy

if TYPE_CHECKING:
    from rdflib.term import Node

# What N-Triples has names for, and the other control characters by number.
_ESCAPES = {code: f"\\u{code:04X}" for code in (*range(0x20), 0x7F)} | {
    ord(character): escaped
    for character, escaped in {
        "\\": "\\\\", '"': '\\"', "\b": "\\b", "\t": "\\t", "\n": "\\n", "\f": "\\f", "\r": "\\r",
    }.items()
}  # fmt: skip


class Unnamed(KnowledgeBaseError, ValueError):
    """A graph with a blank node, which has another name in every store."""


def line(triple: tuple[Node, Node, Node]) -> str:
    """The triple as a line. Raises `Unnamed`."""
    return f"{' '.join(map(written, triple))} .\n"


def written(term: Node) -> str:
    r"""The term as canonical N-Triples has it, in the form in which every store returns it. Raises `Unnamed`.

    >>> print(written(Literal("a\n", lang="uk-UA")))
    "a\n"@uk-ua
    """
    if isinstance(term, URIRef):
        return f"<{term}>"
    literal = tidy(term)
    if not isinstance(literal, Literal):
        raise Unnamed(f"a graph holds the blank node {term}; this kb makes none, and what has one cannot be compared")
    text = f'"{str(literal).translate(_ESCAPES)}"'
    if literal.language:
        return f"{text}@{literal.language}"
    return f"{text}^^<{literal.datatype}>" if literal.datatype else text
