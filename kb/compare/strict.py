"""What of two claims that nobody has laid side by side is worth telling: what speaks of one thing.

Where somebody chose a pair, shared words mean a shared matter. In a store most claims share words and nothing else. So
here it is asked what either side says at its heart, who does it and to whom, and whether both mean one time.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from kb.compare.alignment import LIGHT, PARTIES, WORDS
from kb.compare.comparison import OPEN, Comparison
from kb.compare.denials import answers
from kb.compare.rules import Verdict
from kb.compare.sameness import (
    are_others,
    have_same_parties,
    is_copied,
    is_one_passage,
    is_one_speaker,
    is_one_time,
)
from kb.compare.statement import Statement
from kb.compare.structure import COLOURING, SUPPOSED, WISHED, clause_of
from kb.meaning import Meaning, Unit, UnitKind
from kb.model import CONFLICTS, Anchor, FindingKind, Modality

Pair = tuple[int, int]
# How much of the shorter and of the longer statement has a counterpart, and the weight of what both have.
AGREED, AGREED_LONGER, AGREED_SHARED = 0.8, 0.5, 2.4
# Of what is said in nearly the same words no more is asked: a quotation, wherever it was cut.
QUOTED, QUOTED_LONGER, QUOTED_SHARED = 0.95, 0.6, 5.0
DIFFERENT, DIFFERENT_LONGER, DIFFERENT_SHARED = 0.7, 0.55, 2.4
# Of clauses that exclude each other.
OPPOSED, OPPOSED_LONGER, OPPOSED_SHARED = 0.6, 0.4, 1.0
# Roles through which a sentence asserts what hangs in it.
ASSERTED = COLOURING | {"saying", "ccomp", "xcomp", "conj", "parataxis"}


def is_told(both: Comparison, verdict: Verdict) -> bool:
    """Whether what a rule found of two claims of a store is worth telling."""
    if verdict.kind in CONFLICTS:
        return _is_conflict(both, verdict)
    return TESTS[verdict.kind](both)


def _is_conflict(both: Comparison, verdict: Verdict) -> bool:
    """Whether both sides claim it at their hearts, of the same parties and of one time."""
    if (both.left.meaning.denies and answers(both.left, both.right)) or (
        both.right.meaning.denies and answers(both.right, both.left)
    ):
        return True
    pair = _at(both, verdict.parts)
    if pair is None or both.times.other or both.numbers.other or is_one_passage(both, verdict.parts[0]):
        return False
    if verdict.kind is FindingKind.SUPERSEDES and not is_one_speaker(both):
        return False
    left, right = both.left.meaning, both.right.meaning
    one, other = left.units[pair[0]], right.units[pair[1]]
    if one.negated == other.negated and not _are_as_certain(one, other):
        return False
    verbs = _clauses(both, pair, changes=verdict.kind is FindingKind.SUPERSEDES)
    if verbs is None:
        return False
    clause = both.clause(verbs)
    if clause.shorter < OPPOSED or clause.longer < OPPOSED_LONGER or both.shared < OPPOSED_SHARED:
        return False
    return is_one_time(both) and have_same_parties(both, verbs, nobody_else=True)


def _is_agreement(both: Comparison) -> bool:
    """Whether both sides say the same of the same, or quote the same words."""
    if both.swaps or both.numbers.other or both.times.other or is_copied(both) or _asks(both.left) != _asks(both.right):
        return False
    if not (is_one_speaker(both) or (_is_sentence(both.left.meaning) and _is_sentence(both.right.meaning))):
        return False
    high, low = both.covered
    if high >= QUOTED and low >= QUOTED_LONGER and both.shared >= QUOTED_SHARED:
        return True
    pair = both.heart
    if pair is None or high < AGREED or low < AGREED_LONGER or both.shared < AGREED_SHARED:
        return False
    one, other = both.left.meaning.units[pair[0]], both.right.meaning.units[pair[1]]
    return one.negated == other.negated and _are_as_certain(one, other) and have_same_parties(both, pair)


def _is_difference(both: Comparison) -> bool:
    """Whether both sides say the same, but for one thing that is of another name, number or time, or less certain."""
    pair = both.heart
    high, low = both.covered
    if pair is None or high < DIFFERENT or low < DIFFERENT_LONGER or both.shared < DIFFERENT_SHARED:
        return False
    left, right = both.left.meaning.units, both.right.meaning.units
    one, other = left[pair[0]], right[pair[1]]
    if one.negated != other.negated or Modality.QUESTION in (one.modality, other.modality):
        return False
    if _is_open(one) and _is_open(other) and not _are_as_certain(one, other):
        return False
    ours, theirs = clause_of(both.left.meaning, pair[0]), clause_of(both.right.meaning, pair[1])
    others = [are_others(left[i], right[j]) and i in ours and j in theirs for i, j in both.swaps]
    if len(others) > 1 or not all(others):
        return False
    return have_same_parties(both, pair, but=both.swaps)


TESTS: Mapping[FindingKind, Callable[[Comparison], bool]] = {
    FindingKind.AGREES: _is_agreement,
    FindingKind.DIFFERS: _is_difference,
}


def _at(both: Comparison, parts: tuple[tuple[Anchor, Anchor], ...]) -> Pair | None:
    """The units that the first part of a verdict rests on."""
    if not parts:
        return None
    ours, theirs = parts[0]
    left = next((i for i, unit in enumerate(both.left.meaning.units) if unit.anchor == ours), None)
    right = next((j for j, unit in enumerate(both.right.meaning.units) if unit.anchor == theirs), None)
    return None if left is None or right is None else (left, right)


def _clauses(both: Comparison, pair: Pair, *, changes: bool) -> Pair | None:
    """The verbs of two clauses that exclude each other: both claimed, and what one of the statements says at its heart.

    The units may be these, or their objects: "offers leave", "offers no leave". Who `changes` his mind says both at
    the hearts of his statements.
    """
    left, right = both.left.meaning, both.right.meaning
    one, other = left.units[pair[0]], right.units[pair[1]]
    if one.kind is other.kind is UnitKind.THING and one.role == other.role == "object" and both.heart is not None:
        pair = (one.head, other.head) if (one.head, other.head) == both.heart else pair
    if both.mains is None or not (pair[0] == both.mains[0] or pair[1] == both.mains[1]):
        return None
    if changes and pair != both.mains:
        return None
    if {left.units[pair[0]].kind, right.units[pair[1]].kind} & PARTIES:
        return None
    return pair if _is_claimed(left, pair[0]) and _is_claimed(right, pair[1]) else None


def _are_as_certain(one: Unit, other: Unit) -> bool:
    """Whether both are stated, or both are held possible, or both are wished."""
    ours, theirs = one.modality, other.modality
    return (ours in OPEN) == (theirs in OPEN) and (ours in WISHED) == (theirs in WISHED)


def _is_sentence(meaning: Meaning) -> bool:
    """Whether it says something, rather than names it: what one calls for another may condemn in the same words."""
    return any(unit.head < 0 and unit.kind not in PARTIES and unit.kind in WORDS for unit in meaning.units)


def _is_open(unit: Unit) -> bool:
    """Whether it is only held possible or wished."""
    return unit.modality in OPEN or unit.modality in WISHED


def _is_claimed(meaning: Meaning, index: int) -> bool:
    """Whether the statement claims what the unit says, rather than supposing it or telling by it which one is meant."""
    units = meaning.units
    if units[index].modality in SUPPOSED:
        return False
    for _ in range(len(units)):
        if units[index].head < 0:
            return True
        head = units[index].head
        if units[index].role not in ASSERTED and units[head].role not in LIGHT:
            return False
        index = head
    return False


def _asks(statement: Statement) -> bool:
    """Whether a question mark ends it."""
    end = max(unit.anchor.end for unit in statement.meaning.units)
    return "?" in statement.text[end : end + 2]
