"""All the rows of a query from a server that gives a limited number of them an answer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from kb.store.protocol import Table
from kb.store.sparql_http import CutOff
from kb.store.sparql_text import Parts, Tokens, closing, tokens

if TYPE_CHECKING:
    from rdflib.term import Node

MOST = 1_000_000
"""Rows in all: more than that is asked for in parts, or with a higher limit on the server."""


def in_pages(asked: Parts, cut: CutOff, select: Callable[[Parts], Table]) -> Table:
    """The whole answer to a SELECT of which the server gives so many rows at once. Raises `CutOff`.

    The rows are put in an order that leaves none of them undecided, and counted before and after: where somebody
    wrote in the meantime so that the pages do not fit together, there is no answer.
    """
    size = (cut.rows or 0) - 1  # as many as the limit would look like more
    ordered = _within(asked, tokens(" SELECT *"), replace(asked, tail=_ordered(asked.tail, cut.columns)))
    counting = _within(asked, tokens(" SELECT (COUNT(*) AS ?rows)"), asked)
    expected = _count(select(counting))
    if size < 1 or expected > MOST:
        raise cut
    rows: list[tuple[Node | None, ...]] = []
    columns: tuple[str, ...] = ()
    while len(rows) < expected:
        page = select(replace(ordered, tail=tokens(f" OFFSET {len(rows)} LIMIT {size}")))
        columns = page.columns
        rows += page.rows
        if not page.rows:
            break
    distinct = any(token.word == "DISTINCT" for token in asked.head[1:2])
    if len(rows) != expected or (distinct and len(set(rows)) != expected) or _count(select(counting)) != expected:
        raise CutOff(f"{cut}; in pages, the answer changed while it was read: try again when nobody writes") from cut
    return Table(columns, tuple(rows))


def _within(asked: Parts, head: Tokens, inner: Parts) -> Parts:
    """A query about the answer to another."""
    body = [*inner.head, *inner.group, *inner.tail]
    return replace(asked, head=head, group=[*tokens(" { {"), *body, *tokens(" } }")], tail=[])


def _ordered(tail: Tokens, columns: tuple[str, ...]) -> Tokens:
    """What follows the group of a query, with an order by all its columns after the order that it has."""
    at, begins = 0, len(tail)
    while at < len(tail):
        if tail[at].word in ("LIMIT", "OFFSET", "VALUES"):
            begins = at
            break
        at = closing(tail, at) + 1 if tail[at].text in ("(", "{") else at + 1
    has_order = any(token.word == "ORDER" for token in tail[:begins])
    listed = " ".join(f"?{name}" for name in columns)
    return [*tail[:begins], *tokens(f" {'' if has_order else 'ORDER BY '}{listed}"), *tail[begins:]]


def _count(counted: Table) -> int:
    return int(str(counted.rows[0][0]))
