"""The questions that comparing asks of a store, in the files beside this one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rdflib.term import Node

    from kb.store import Row, Store

BATCH = 500
"""How many values a store is asked about at once: few questions for an article, none too long for a server."""


def rows(store: Store, name: str, **among: Iterable[Node]) -> Iterator[Row]:
    """The answer to the question of that name about one variable's values; nothing where there are none."""
    ((variable, values),) = among.items()
    rest = iter(values)
    while batch := list(islice(rest, BATCH)):
        yield from store.select(_query(name), {variable: batch})


@cache
def _query(name: str) -> str:
    return Path(__file__).with_name(f"{name}.rq").read_text(encoding="utf-8")
