"""The questions that comparing asks of a store, in the files beside this one."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

if TYPE_CHECKING:
    from rdflib.term import Node

    from kb.store import Store, Table


@cache
def _query(name: str) -> str:
    return Path(__file__).with_name(f"{name}.rq").read_text(encoding="utf-8")


def rows(store: Store, name: str, **values: Node) -> list[dict[str, Any]]:
    """The answer to the question of that name; its parameters are bound, never pasted."""
    return [dict(row) for row in cast("Table", store.query(_query(name), values))]
