"""Many values for one variable of a query, in the clause that the query keeps empty for them.

A binding is a single value, and asking for a hundred keys one by one is a hundred round trips to a server.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache

from rdflib import Graph, Literal, URIRef
from rdflib.term import Node

from kb.store.protocol import QueryError, Row, Table

_CLAUSE = r"(?i:VALUES)\s*\?{name}\s*\{{\s*\}}"
_FORBIDDEN = re.compile(r'[\x00-\x20<>"{}|\\^`]')
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r"}
_ESCAPED = re.compile(r'[\\"\n\r]')
# A parser that takes \uXXXX for a character before it reads strings would find one in the text «\u0022» written as
# "\\u0022", and the string would end there. So the letter is written as an escape itself, which all of them read alike.
_AMBIGUOUS = re.compile(r"(?<=\\)[uU]")


def fill(sparql: str, among: Mapping[str, Iterable[Node]]) -> str:
    """The query with the values in the clauses `VALUES ?name {}` that it keeps empty for them.

    Raises `QueryError` where a variable has no such clause or no values, or where a value is no IRI and no literal.

    >>> fill("SELECT ?s { VALUES ?o {} ?s ?p ?o }", {"o": [Literal("a"), Literal("b", lang="en")]})
    'SELECT ?s { VALUES ?o { "a" "b"@en } ?s ?p ?o }'
    """
    for name, values in among.items():
        written = " ".join(map(_written, values))
        if not written:
            raise QueryError(f"no values for ?{name}; there is nothing to ask for")
        clause = f"VALUES ?{name} {{ {written} }}"
        sparql, count = _clause(name).subn(lambda _: clause, sparql)  # noqa: B023 - called at once
        if not count:
            raise QueryError(f"the query has no clause VALUES ?{name} {{}} for these values")
    return sparql


def plain(answer: Table | bool | Graph) -> list[Row]:
    """The rows of a table as plain texts. Raises `QueryError` for another answer."""
    if not isinstance(answer, Table):
        raise QueryError("the query is no SELECT")
    return [tuple(None if term is None else str(term) for term in row) for row in answer.rows]


@lru_cache
def _clause(name: str) -> re.Pattern[str]:
    return re.compile(_CLAUSE.format(name=re.escape(name)))


def _written(term: Node) -> str:
    if isinstance(term, URIRef):
        return f"<{_iri(term)}>"
    if isinstance(term, Literal):
        text = _AMBIGUOUS.sub(_as_escape, _ESCAPED.sub(_escape, term))
        if term.language:
            return f'"{text}"@{term.language}'
        return f'"{text}"^^<{_iri(term.datatype)}>' if term.datatype else f'"{text}"'
    raise QueryError(f"'{term}' is neither an IRI nor a literal")


def _iri(iri: str) -> str:
    if _FORBIDDEN.search(iri):
        raise QueryError(f"'{iri}' is no IRI")
    return iri


def _escape(found: re.Match[str]) -> str:
    return _ESCAPES[found[0]]


def _as_escape(found: re.Match[str]) -> str:
    return f"\\U{ord(found[0]):08X}"
