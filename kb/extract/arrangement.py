"""The units of a meaning put together: names with their titles, and what "and" joins in one place."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from kb.meaning import Unit, UnitKind

TITLE = "title"
"""The role of what somebody is who is named after it, and of whom or what: «президент США»."""
JOINED = frozenset({UnitKind.NAME, UnitKind.THING})


def put_together(units: Iterable[Unit]) -> tuple[Unit, ...]:
    """The units, a name in the place of the title before it, and all that is joined in the place of the first.

    «Президент Байден» is whoever Байден is; of «Москва і Вашингтон» both are the subject.
    """
    found = list(units)
    for n in range(len(found)):
        _join(found, n)
        _name(found, n)
    of_titles = {n for n, unit in enumerate(found) if unit.head >= 0 and found[unit.head].role == TITLE}
    return tuple(replace(unit, role=TITLE) if n in of_titles else unit for n, unit in enumerate(found))


def _join(found: list[Unit], n: int) -> None:
    """Give what "and" joins to another participant the place of that."""
    unit, before = found[n], found[n - 1]
    if unit.role != "conj" or unit.kind not in JOINED or unit.head < 0:
        return
    first = found[unit.head]
    if first.role == TITLE:
        first = found[first.head]
    if first.kind in JOINED:
        found[n] = replace(unit, head=first.head, role=first.role)
    elif n and before.kind is unit.kind is UnitKind.NAME and before.head == unit.head:
        # The parse ties the second of two names to what both belong to: «зустріч Путіна і Байдена».
        found[n] = replace(unit, role=before.role)


def _name(found: list[Unit], n: int) -> None:
    """Put a name in the place of the title before it, which then hangs on the name."""
    unit = found[n]
    if unit.role != "flat" or unit.kind is not UnitKind.NAME or unit.head < 0:
        return
    place, above = unit.head, found[unit.head]
    if above.kind is UnitKind.NAME and place == n - 1 > 0 and found[n - 2].kind is UnitKind.THING:
        # «Президента РФ Володимира Путіна»: what is flat to the state belongs to the title before it.
        place = n - 2
        found[n - 1] = replace(above, head=place, role="of")
    title = found[place]
    if title.kind is UnitKind.THING:
        found[n] = replace(unit, head=title.head, role=title.role)
        found[place] = replace(title, head=n, role=TITLE)
