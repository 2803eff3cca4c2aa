"""What one statement has in the place of something else: another party, place, thing or kind, another event."""

from __future__ import annotations

from collections.abc import Iterator

from kb.compare.alignment import SAME, WIDER, Alignment, weight
from kb.compare.structure import (
    TELLING,
    after,
    before,
    has_attribute,
    is_known,
    is_predicate,
    says,
    slot_of,
    telling,
)
from kb.meaning import UnitKind

Pair = tuple[int, int]


def swaps(alignment: Alignment) -> tuple[Pair, ...]:
    """What stands in the same place on both sides and is not the same."""
    found: list[Pair] = []
    taken: set[int] = set()
    rights = telling(alignment.right, alignment.right_over)
    for i in telling(alignment.left, alignment.left_over):
        j = next((j for j in rights if j not in taken and _is_swap(alignment, i, j)), None)
        if j is not None:
            found.append((i, j))
            taken.add(j)
    return tuple(found) or tuple(_renamed(alignment)) or tuple(_opposed(alignment))


def other_events(alignment: Alignment) -> tuple[Pair, ...]:
    """What happens in the same place on both sides and is not the same."""
    left, right = alignment.left, alignment.right
    ours = [i for i in telling(left, alignment.left_over) if is_predicate(left.units[i])]
    theirs = [j for j in telling(right, alignment.right_over) if is_predicate(right.units[j])]
    return tuple((i, j) for i in ours for j in theirs if _are_in_one_place(alignment, i, j))


def _opposed(alignment: Alignment) -> Iterator[Pair]:
    """Participants and attributes that exclude each other: men and women, the old bridge and the new one."""
    for pair in alignment.pairs:
        one, other = alignment.left.units[pair.left], alignment.right.units[pair.right]
        if pair.opposite and not (says(one) and says(other)) and weight(one) >= TELLING <= weight(other):
            yield pair.left, pair.right


def _renamed(alignment: Alignment) -> Iterator[Pair]:
    """What shares a part while each has another part of its own: the defence and the finance minister."""
    left, right = alignment.left, alignment.right
    left_over, right_over = telling(left, alignment.left_over), telling(right, alignment.right_over)
    for pair in alignment.pairs:
        one, other = left.units[pair.left], right.units[pair.right]
        names = one.kind is other.kind is UnitKind.NAME and pair.likeness != SAME
        ours, theirs = (len(one.lemma.split()), len(other.lemma.split())) if names else (0, 0)
        wider = one.kind is other.kind is UnitKind.THING and pair.likeness == WIDER
        if (wider or ours > theirs) and has_attribute(right, pair.right, right_over):
            yield pair.left, pair.right
        if (wider or theirs > ours) and has_attribute(left, pair.left, left_over):
            yield pair.left, pair.right


def _is_swap(alignment: Alignment, i: int, j: int) -> bool:
    one, other = alignment.left.units[i], alignment.right.units[j]
    if slot_of(one) is None or slot_of(one) != slot_of(other):
        return False
    if not alignment.one_language and not (is_known(one) and is_known(other) and one.role == other.role):
        return False
    return _are_in_one_place(alignment, i, j)


def _are_in_one_place(alignment: Alignment, i: int, j: int) -> bool:
    """Whether two units without counterparts are between the same neighbours, or hang alike on the same head."""
    left, right = alignment.left.units, alignment.right.units
    one, other = left[i], right[j]
    if is_predicate(one) and is_predicate(other) and one.head == other.head == -1:
        return True
    if one.head >= 0 and other.head >= 0 and one.role == other.role:
        above = alignment.match_of_left(one.head)
        if above is not None and above.right == other.head:
            return True
    if not alignment.one_language:
        return False
    lefts = sorted(pair.left for pair in alignment.pairs)
    rights = sorted(pair.right for pair in alignment.pairs)
    ours, theirs = (before(i, lefts), after(i, lefts, len(left))), (before(j, rights), after(j, rights, len(right)))
    known = {(pair.left, pair.right) for pair in alignment.pairs} | {(-1, -1), (len(left), len(right))}
    return all(pair in known for pair in zip(ours, theirs, strict=True))
