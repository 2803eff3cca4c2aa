"""How the units of one meaning hang together: what is said, of whom, and which clause a unit stands in."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable

from kb.compare.alignment import weight
from kb.meaning import Meaning, Unit, UnitKind
from kb.model import Modality

# Less than this of a unit's weight tells nothing: operators, words of a phrase.
TELLING = 0.5
OPERATOR = "operator"
# A clause that is tied to the one before by these has its own participants.
COLOURING = frozenset({OPERATOR, "exists", "part"})
APART = frozenset({"conj", "parataxis", "advcl", "acl", "exists"})
ATTRIBUTES = frozenset({"amod", "compound"})
PARTICIPANTS = frozenset({"subject", "object"})
SUPPOSED = frozenset({Modality.CONDITIONAL, Modality.QUESTION})
WISHED = frozenset({Modality.MUST, Modality.SHOULD, Modality.WANTS, Modality.QUESTION})


def main_of(meaning: Meaning) -> int | None:
    """The predicate of the first clause that says something itself, None where there is none."""
    units = meaning.units
    found = next((i for i, unit in enumerate(units) if unit.head == -1 and is_predicate(unit)), None)
    for _ in range(len(units)):
        if found is None or units[found].role not in (OPERATOR, "saying"):
            break
        below = next((i for i, unit in enumerate(units) if unit.head == found and unit.kind is UnitKind.EVENT), None)
        if below is None:
            break
        found = below
    return found


def participants(meaning: Meaning, index: int) -> frozenset[int]:
    """What hangs on a unit, and on the words that colour it or that it colours."""
    units = meaning.units
    events = {index}
    head = units[index].head
    while head >= 0 and units[head].role in COLOURING and head not in events:
        events.add(head)
        head = units[head].head
    if units[index].role == OPERATOR:
        events |= {i for i, unit in enumerate(units) if unit.head == index and unit.kind is UnitKind.EVENT}
    found = frozenset(i for i, unit in enumerate(units) if unit.head in events and i not in events)
    # A bare infinitive shares the participants of the verb over it: "make them pay".
    if not found and units[index].head >= 0:
        return frozenset(i for i, unit in enumerate(units) if unit.head == units[index].head and i != index)
    return found


def with_theirs(meaning: Meaning, indices: frozenset[int]) -> frozenset[int]:
    """Participants, and the names and things that hang on them: «російські війська», "a cent for the wall"."""
    units = meaning.units
    return indices | {
        i
        for i, unit in enumerate(units)
        if unit.head in indices
        and unit.kind in (UnitKind.NAME, UnitKind.THING)
        and units[unit.head].kind is not UnitKind.EVENT
    }


def clause_of(meaning: Meaning, index: int) -> frozenset[int]:
    """The units of the clause that a unit stands in: all that hangs on its event, and what colours that."""
    units = meaning.units
    top = index
    for _ in range(len(units)):
        head = units[top].head
        if head < 0 or (units[top].kind is UnitKind.EVENT and units[head].role not in COLOURING):
            break
        top = head
    found = _below(meaning, top)
    # A bare infinitive shares the participants of the verb over it: "make them pay".
    if len(found) < 2 and units[top].head >= 0:
        found |= _below(meaning, units[top].head)
    return frozenset(found)


def _below(meaning: Meaning, top: int) -> set[int]:
    units = meaning.units
    found = {top}
    for _ in range(4):
        found |= {i for i, unit in enumerate(units) if unit.head in found and not _is_apart(unit, units[unit.head])}
    return found


def _is_apart(unit: Unit, head: Unit) -> bool:
    """Whether the unit begins a clause with participants of its own."""
    return unit.kind is UnitKind.EVENT and unit.role in APART and head.role not in COLOURING


def share_of(meaning: Meaning, clause: frozenset[int], matched: Iterable[int]) -> float:
    """How much of a clause has a counterpart, by weight."""
    whole = sum(weight(meaning.units[i]) for i in clause)
    return sum(weight(meaning.units[i]) for i in matched) / whole if whole else 0.0


def before(index: int, places: list[int]) -> int:
    """The last of these places before an index, -1 for none."""
    at = bisect_left(places, index)
    return places[at - 1] if at else -1


def after(index: int, places: list[int], end: int) -> int:
    """The first of these places from an index on, `end` for none."""
    at = bisect_left(places, index)
    return places[at] if at < len(places) else end


def same_role(one: Unit, other: Unit, turned: bool) -> bool:
    """Whether two participants have one role: a subject may be the object of a verb that is turned round."""
    ours, theirs = one.role in PARTICIPANTS, other.role in PARTICIPANTS
    return one.role == other.role or not (ours and theirs) or turned


def is_predicate(unit: Unit) -> bool:
    """Whether the unit says what happens or is so."""
    return unit.kind is UnitKind.EVENT or (unit.head == -1 and unit.kind in (UnitKind.QUALITY, UnitKind.THING))


def says(unit: Unit) -> bool:
    """Whether the unit says something of somebody, rather than which one is meant."""
    if unit.kind is UnitKind.QUALITY:
        return unit.role not in ATTRIBUTES
    return is_predicate(unit) or any(sense.startswith("frame#") for sense in unit.senses)


def slot_of(unit: Unit) -> str | None:
    """What a unit can be exchanged for: a participant for another, an attribute for another; an event for nothing."""
    if unit.role in ATTRIBUTES and unit.kind in (UnitKind.QUALITY, UnitKind.NAME):
        return "attribute"
    if unit.kind in (UnitKind.NAME, UnitKind.THING) or (unit.kind is UnitKind.QUALITY and unit.role in PARTICIPANTS):
        return "participant"
    return None


def has_attribute(meaning: Meaning, index: int, among: tuple[int, ...]) -> bool:
    """Whether a word among these belongs to the name or stands right before it."""
    return any(
        meaning.units[i].role in ATTRIBUTES and (meaning.units[i].head == index or i == index - 1) for i in among
    )


def is_known(unit: Unit) -> bool:
    """Whether the unit means something beyond its language."""
    return unit.kind is UnitKind.NAME or bool(unit.senses)


def telling(meaning: Meaning, indices: Iterable[int]) -> tuple[int, ...]:
    """Those of the units that tell something."""
    return tuple(i for i in indices if weight(meaning.units[i]) >= TELLING)


def weighs(one: Unit, other: Unit) -> bool:
    """Whether a difference between the two means something: a modal that is denied denies what it governs."""
    return all(unit.role == OPERATOR or weight(unit) >= TELLING for unit in (one, other))


def may_conflict(one: Unit, other: Unit) -> bool:
    """Whether affirming the one and denying the other is a conflict: what ought to be, or is supposed, may not be."""
    if one.kind is UnitKind.NAME or other.kind is UnitKind.NAME:
        return one.negated != other.negated
    if (one.modality in SUPPOSED) != (other.modality in SUPPOSED):
        return False
    for wish, fact in ((one, other), (other, one)):
        if wish.modality in WISHED and fact.modality is Modality.ASSERTED and not wish.negated:
            return False
    return True
