"""Many values for one variable of a query, in the clause that the query keeps empty for them.

A binding is a single value, and asking for a hundred keys one by one is a hundred round trips to a server.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache

from rdflib import Graph
from rdflib.term import Node

from kb.store.protocol import QueryError, Row, Table
from kb.store.sparql_text import term

_CLAUSE = r"(?i:VALUES)\s*\?{name}\s*\{{\s*\}}"


def fill(sparql: str, among: Mapping[str, Iterable[Node]]) -> str:
    """The query with the values in the clauses `VALUES ?name {}` that it keeps empty for them.

    Raises `QueryError` where a variable has no such clause or no values, or where a value is no IRI and no literal.

    >>> from rdflib import Literal
    >>> fill("SELECT ?s { VALUES ?o {} ?s ?p ?o }", {"o": [Literal("a"), Literal("b", lang="en")]})
    'SELECT ?s { VALUES ?o { "a" "b"@en } ?s ?p ?o }'
    """
    for name, values in among.items():
        written = " ".join(map(term, values))
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
    return [tuple(None if value is None else str(value) for value in row) for row in answer.rows]


@lru_cache
def _clause(name: str) -> re.Pattern[str]:
    return re.compile(_CLAUSE.format(name=re.escape(name)))
