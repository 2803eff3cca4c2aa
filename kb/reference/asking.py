"""Questions that the references ask a store: the `.rq` files beside this one."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from rdflib.term import Node

    from kb.store import Store


def rows(store: Store, name: str, **values: Node) -> list[dict[str, Any]]:
    """The rows that answer a question, with these values for its variables."""
    answer = store.query((Path(__file__).parent / f"{name}.rq").read_text(encoding="utf-8"), values)
    return [dict(row) for row in answer]  # type: ignore[union-attr, arg-type]
