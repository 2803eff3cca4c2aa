"""Whether two words of an alignment are said of the same: who does it and to whom, on both sides."""

from __future__ import annotations

from kb.compare.alignment import ANYBODY, Alignment, Pair, weight
from kb.compare.structure import (
    PARTICIPANTS,
    TELLING,
    is_known,
    is_predicate,
    participants,
    same_role,
    with_theirs,
)
from kb.meaning import Unit, UnitKind

Indices = frozenset[int]


def fit(alignment: Alignment, pair: Pair) -> bool:
    """Whether both words say something, have a participant in common, and no other in its place."""
    left, right = alignment.left, alignment.right
    one, other = left.units[pair.left], right.units[pair.right]
    if not (is_predicate(one) and is_predicate(other)):
        return False
    ours, theirs = participants(left, pair.left), participants(right, pair.right)
    found = {(p.left, p.right) for p in alignment.candidates}
    turned = one.turned or other.turned
    shared = any(
        (i, j) in found and weight(left.units[i]) >= TELLING and same_role(left.units[i], right.units[j], turned)
        for i in with_theirs(left, ours)
        for j in with_theirs(right, theirs)
    )
    if not shared and not _may_be_anybody(alignment, pair, ours, theirs):
        return False
    if turned:
        return True
    clash = any(_clash(alignment, role, ours, theirs, found) for role in sorted(PARTICIPANTS))
    return not clash and not _are_reversed(alignment, ours, theirs, found)


def _may_be_anybody(alignment: Alignment, pair: Pair, ours: Indices, theirs: Indices) -> bool:
    """Whether a pronoun and a noun are the subjects of one quality: "they are qualified"."""
    left, right = alignment.left.units, alignment.right.units
    if left[pair.left].kind is not UnitKind.QUALITY or right[pair.right].kind is not UnitKind.QUALITY:
        return False
    found = {(p.left, p.right) for p in alignment.candidates if p.likeness == ANYBODY}
    return any((i, j) in found and left[i].role == "subject" for i in ours for j in theirs)


def _clash(alignment: Alignment, role: str, ours: Indices, theirs: Indices, found: set[tuple[int, int]]) -> bool:
    """Whether both sides have somebody or something in a role of whom the other side knows nothing."""
    left, right = alignment.left, alignment.right
    lefts = [i for i in ours if _fills(alignment, left.units[i], role)]
    rights = [j for j in theirs if _fills(alignment, right.units[j], role)]
    all_ours, all_theirs = with_theirs(left, ours), with_theirs(right, theirs)
    met = any((i, j) in found for i in lefts for j in all_theirs) or any(
        (i, j) in found for i in all_ours for j in rights
    )
    return bool(lefts and rights) and not met


def _are_reversed(alignment: Alignment, ours: Indices, theirs: Indices, found: set[tuple[int, int]]) -> bool:
    """Whether subject and object have changed places: who attacked is who was attacked."""
    left, right = alignment.left.units, alignment.right.units
    crossed = {
        left[i].role
        for i in ours
        for j in theirs
        if (i, j) in found and left[i].role in PARTICIPANTS and right[j].role in PARTICIPANTS
        if left[i].role != right[j].role
    }
    return crossed == PARTICIPANTS


def _fills(alignment: Alignment, unit: Unit, role: str) -> bool:
    return unit.role == role and weight(unit) >= TELLING and (alignment.one_language or is_known(unit))
