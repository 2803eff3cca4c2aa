"""A query as a server is asked it: about the union, without the graphs of the server's own, and as a table."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from rdflib import BNode, Literal, URIRef, Variable

from kb.store.protocol import QueryError, Table
from kb.store.sparql_text import Parts, Token, Tokens, closing, term, text, tokens
from kb.store.sparql_writes import UNION, Union

if TYPE_CHECKING:
    from rdflib.term import Node

    from kb.store.sparql_engines import Engine

Triple = tuple["Node", "Node", "Node"]
Select = Callable[[Parts], Table]


def for_engine(asked: Parts, engine: Engine) -> Tokens:
    """The query as this engine is to be asked."""
    group = _without_hidden(asked.group, engine.hidden)
    if engine.misses_empty:
        group = _finding_empty(group)
    if engine.union is Union.NAMED and not asked.has_dataset:
        # FROM would do it on other servers; with FROM, Virtuoso 7 finds nothing in a GRAPH that is named.
        group = [*tokens(f"{{ GRAPH {term(URIRef(UNION))} "), *group, Token("sign", "}")]
    return replace(asked, group=group).whole


def _without_hidden(group: Tokens, hidden: tuple[str, ...]) -> Tokens:
    """The group with a condition after each GRAPH ?g: its name begins with none of these."""
    result: Tokens = []
    ends: dict[int, Tokens] = {}
    for at, token in enumerate(group):
        result.append(token)
        if token.word == "GRAPH" and at + 2 < len(group) and group[at + 1].kind == "var":
            name = group[at + 1].text
            none = " && ".join(f"!STRSTARTS(STR({name}), {term(Literal(begin))})" for begin in hidden)
            ends.setdefault(closing(group, at + 2), []).extend(tokens(f" FILTER({none})"))
        result.extend(ends.pop(at, ()))
    return result


def _finding_empty(group: Tokens) -> Tokens:
    """The group with every CONTAINS(a, b) as (STR(b) = "" || CONTAINS(a, b)): the empty text is in every other."""
    result = list(group)
    for at in range(len(group) - 1, -1, -1):  # from the end, so that what is inside is done first
        if result[at].word in _FINDING and at + 1 < len(result) and result[at + 1].text == "(":
            end = closing(result, at + 1)
            sought = result[_comma(result, at + 1, end) + 1 : end]
            tested = [*tokens("(STR("), *sought, *tokens(') = "" || ')]
            result[at : end + 1] = [*tested, *result[at : end + 1], Token("sign", ")")]
    return result


def _comma(found: Tokens, opening: int, end: int) -> int:
    """The place of the comma between the two arguments in these brackets."""
    at = opening + 1
    while at < end and found[at].text != ",":
        at = closing(found, at) + 1 if found[at].text == "(" else at + 1
    return at


_FINDING = frozenset({"CONTAINS", "STRSTARTS", "STRENDS"})


def templated(asked: Parts, select: Select) -> Iterator[Triple]:
    """The triples of a CONSTRUCT: its template filled with every row of its pattern (SPARQL 1.1, 16.2)."""
    template = _template(asked)
    names = sorted({str(term) for triple in template for term in triple if isinstance(term, Variable)})
    head = tokens("SELECT " + (" ".join(f"?{name}" for name in names) or "*"))
    for row in select(replace(asked, form="SELECT", head=[*head, *_dataset(asked.head)])):
        fresh: dict[Node, BNode] = {}
        for triple in template:
            filled = tuple(_filled(part, row, fresh) for part in triple)
            s, p, o = filled
            if isinstance(s, (URIRef, BNode)) and isinstance(p, URIRef) and o is not None:
                yield s, p, o


def _template(asked: Parts) -> list[Triple]:
    from rdflib.plugins.sparql import prepareQuery

    opening = next((i for i, token in enumerate(asked.head) if token.text == "{"), None)
    pattern = asked.group if opening is None else asked.head[opening : closing(asked.head, opening) + 1]
    try:
        query = prepareQuery(text([*asked.prologue, *tokens(" CONSTRUCT"), *pattern, *tokens(" WHERE {}")]))
    except Exception as error:  # rdflib raises several, and a bare Exception too
        raise QueryError(f"the template of the query cannot be read: {error}") from error
    return list(query.algebra.template)


def _filled(part: Node, row: dict[str, Node | None], fresh: dict[Node, BNode]) -> Node | None:
    if isinstance(part, Variable):
        return row[str(part)]
    if isinstance(part, BNode):
        return fresh.setdefault(part, BNode())
    return part


def _dataset(head: Tokens) -> Tokens:
    """The FROM clauses of a query."""
    begin = next((i for i, token in enumerate(head) if token.word == "FROM"), len(head))
    return [token for token in head[begin:] if token.word != "WHERE"]


def described(asked: Parts, select: Select) -> Iterator[Triple]:
    """The triples of a DESCRIBE: those whose subject is described."""
    end = next((i for i, token in enumerate(asked.head) if token.word in ("FROM", "WHERE")), len(asked.head))
    for named in asked.head[1:end]:
        if named.kind == "var":
            found = [*tokens(f"{{ {{ SELECT DISTINCT ({named.text} AS ?s)"), *asked.group, *asked.tail, *tokens(" }")]
        elif named.kind in ("iri", "name"):
            found = tokens(f"{{ VALUES ?s {{ {named.text} }}")
        else:
            raise QueryError(f"DESCRIBE {named.text}: name what to describe, by its IRI or by a variable")
        head = [*tokens("SELECT DISTINCT ?s ?p ?o"), *_dataset(asked.head)]
        described = replace(asked, form="SELECT", head=head, group=[*found, *tokens(" ?s ?p ?o }")], tail=[])
        yield from select(described).rows  # type: ignore[misc]
