"""Names in brackets after a name: «Іван Зразок (Ivan Zrazok)» is one person, and so is «Zrazok» later."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kb.extract.entities import Mention
    from kb.model import Entity


def with_aliases(mentions: Sequence[Mention]) -> tuple[Mention, ...]:
    """The mentions, each that brackets introduce as another's other script or short form under the other's name."""
    same: dict[Entity, Entity] = {}
    for before, after in pairwise(mentions):
        if not _brackets(before, after):
            continue
        if _is_foreign(after, before) or _is_short(after, before):
            same.setdefault(after.entity, before.entity)
        elif _is_short(before, after):
            same.setdefault(before.entity, after.entity)
    return tuple(replace(each, entity=same.get(each.entity, each.entity)) for each in mentions)


def _brackets(before: Mention, after: Mention) -> bool:
    """Whether the second name alone follows in brackets, and is of the same kind."""
    doc, start, end = after.span.doc, after.span.start, after.span.end
    if start != before.span.end + 1 or doc[start - 1].text != "(" or before.kind is not after.kind:
        return False
    return end < len(doc) and doc[end].text in {")", ",", ";"}


def _is_foreign(name: Mention, other: Mention) -> bool:
    """Whether the name is in Latin script and the other is not."""
    return name.name[0].isascii() and not other.name[0].isascii()


def _is_short(name: Mention, other: Mention) -> bool:
    """Whether the name is in capitals and the other spelled out."""
    return name.name.isupper() and len(name.name) > 1 and " " in other.name and not other.name.isupper()
