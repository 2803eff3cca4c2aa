"""Two statements side by side, with all that the rules ask of them, found once."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from kb.authority.romanise import skeleton
from kb.compare.alignment import ANYBODY, SAME, Alignment, Pair, align, one_to_one, weight
from kb.compare.amounts import Amounts, numbers, times
from kb.compare.statement import Statement
from kb.lexicon import Lexicon
from kb.meaning import Meaning, Unit, UnitKind
from kb.model import Anchor, Modality

# Less than this of a unit's weight tells nothing: operators, words of a phrase.
TELLING = 0.5
OPERATOR = "operator"
# From here on two texts have nearly the same words, and each word is taken for that in its place.
ALIKE, HALF = 0.7, 0.5
# Texts that share less have nothing exchanged: they are of something else.
LITTLE = 0.2
# A clause that is tied to the one before by these has its own participants.
COLOURING = frozenset({OPERATOR, "exists", "part"})
APART = frozenset({"conj", "parataxis", "advcl", "acl", "exists"})
ATTRIBUTES = frozenset({"amod", "compound"})
# "The submission took place" says what "it was submitted" says.
SUPPORT = frozenset({"frame#happen", "frame#hold-event"})
PARTICIPANTS = frozenset({"subject", "object"})
WISHED = frozenset({Modality.MUST, Modality.SHOULD, Modality.WANTS, Modality.QUESTION})
OPEN = frozenset({Modality.MAY, Modality.WANTS, Modality.CONDITIONAL, Modality.QUESTION})


@dataclass(frozen=True, slots=True)
class Clause:
    """Two clauses side by side: how much of the shorter and of the longer the other has, and in what they differ.

    `telling` counts the words that both have beside the two that were asked about, and that tell something; `anybody`
    is set where a pronoun on one side may mean the subject of the other.
    """

    shorter: float
    longer: float
    telling: int
    anybody: bool
    swapped: bool
    other_event: bool
    other_time: bool


@dataclass(frozen=True)
class Comparison:
    """Two statements and how their words stand to each other."""

    left: Statement
    right: Statement
    lexicon: Lexicon

    @cached_property
    def alignment(self) -> Alignment:
        """The words of both sides that stand for each other."""
        return align(self.left.meaning, self.right.meaning, self.lexicon)

    @cached_property
    def numbers(self) -> Amounts:
        """The numbers of both sides."""
        return numbers(self.alignment)

    @cached_property
    def times(self) -> Amounts:
        """The times of both sides."""
        return times(self.alignment)

    @cached_property
    def covered(self) -> tuple[float, float]:
        """How much of the shorter statement the other one has, and how much of the longer."""
        low, high = sorted(self.alignment.covered())
        return high, low

    @cached_property
    def turned(self) -> tuple[Pair, ...]:
        """The pairs of which one side affirms what the other denies, the most telling first."""
        return tuple(pair for pair in self.alignment.pairs if self._is_turned(pair))

    @cached_property
    def maybe_turned(self) -> tuple[Pair, ...]:
        """The same, of words that stand for each other in other clauses than the likest, where texts are not alike."""
        if self.covered[0] >= ALIKE:
            return ()
        return tuple(pair for pair in self.alignment.candidates if pair not in self.turned and self._is_turned(pair))

    @cached_property
    def alike(self) -> bool:
        """Whether the texts have so much in common that each word is compared with the one in its place."""
        return self.covered[0] >= ALIKE and self.covered[1] >= HALF

    def fits(self, pair: Pair) -> bool:
        """Whether the two words are said of the same: a participant in common, and no other in its place.

        In texts that are not alike only what is said can be affirmed and denied, not what is merely named.
        """
        if self.alike:
            return True
        left, right = self.left.meaning, self.right.meaning
        if not (_is_predicate(left.units[pair.left]) and _is_predicate(right.units[pair.right])):
            return False
        ours, theirs = participants(left, pair.left), participants(right, pair.right)
        found = {(p.left, p.right) for p in self.alignment.candidates}
        turned = left.units[pair.left].turned or right.units[pair.right].turned
        shared = any(
            (i, j) in found and weight(left.units[i]) >= TELLING and _same_role(left.units[i], right.units[j], turned)
            for i in _with_theirs(left, ours)
            for j in _with_theirs(right, theirs)
        )
        if not shared and not self._anybody(pair, ours, theirs):
            return False
        if turned:
            return True
        clash = any(self._clash(role, ours, theirs, found) for role in sorted(PARTICIPANTS))
        return not clash and not self._reversed(ours, theirs, found)

    def _anybody(self, pair: Pair, ours: frozenset[int], theirs: frozenset[int]) -> bool:
        """Whether a pronoun and a noun are the subjects of one quality: "they are qualified"."""
        left, right = self.left.meaning.units, self.right.meaning.units
        if left[pair.left].kind is not UnitKind.QUALITY or right[pair.right].kind is not UnitKind.QUALITY:
            return False
        found = {(p.left, p.right) for p in self.alignment.candidates if p.likeness == ANYBODY}
        return any((i, j) in found and left[i].role == "subject" for i in ours for j in theirs)

    def _clash(self, role: str, ours: frozenset[int], theirs: frozenset[int], found: set[tuple[int, int]]) -> bool:
        """Whether both sides have somebody or something in a role of whom the other side knows nothing."""
        left, right = self.left.meaning, self.right.meaning
        lefts = [i for i in ours if self._fills(left.units[i], role)]
        rights = [j for j in theirs if self._fills(right.units[j], role)]
        all_ours, all_theirs = _with_theirs(left, ours), _with_theirs(right, theirs)
        met = any((i, j) in found for i in lefts for j in all_theirs) or any(
            (i, j) in found for i in all_ours for j in rights
        )
        return bool(lefts and rights) and not met

    def _reversed(self, ours: frozenset[int], theirs: frozenset[int], found: set[tuple[int, int]]) -> bool:
        """Whether subject and object have changed places: who attacked is who was attacked."""
        left, right = self.left.meaning.units, self.right.meaning.units
        crossed = {
            left[i].role
            for i in ours
            for j in theirs
            if (i, j) in found and left[i].role in PARTICIPANTS and right[j].role in PARTICIPANTS
            if left[i].role != right[j].role
        }
        return crossed == PARTICIPANTS

    def _fills(self, unit: Unit, role: str) -> bool:
        return unit.role == role and weight(unit) >= TELLING and (self.one_language or _is_known(unit))

    def _is_turned(self, pair: Pair) -> bool:
        one, other = self.left.meaning.units[pair.left], self.right.meaning.units[pair.right]
        turned = one.negated ^ other.negated ^ pair.opposite
        if pair.opposite and not (_says(one) and _says(other)):
            return False
        return turned and _weighs(one, other) and _may_conflict(one, other)

    @cached_property
    def left_over(self) -> tuple[int, ...]:
        """The telling words of the left side that have no counterpart."""
        return _telling(self.left.meaning, self.alignment.left_over)

    @cached_property
    def right_over(self) -> tuple[int, ...]:
        """The telling words of the right side that have no counterpart."""
        return _telling(self.right.meaning, self.alignment.right_over)

    @cached_property
    def replaced(self) -> float:
        """How much of the statements stands on both sides without a counterpart, as a part of the shorter one."""
        ours = sum(weight(self.left.meaning.units[i]) for i in self.left_over)
        theirs = sum(weight(self.right.meaning.units[j]) for j in self.right_over)
        whole = min(sum(map(weight, m.units)) for m in (self.left.meaning, self.right.meaning))
        return min(ours, theirs) / whole if whole else 1.0

    @cached_property
    def shared(self) -> float:
        """The weight of what both sides have."""
        units = self.left.meaning.units
        return sum(weight(units[pair.left]) * pair.likeness for pair in self.alignment.pairs)

    @cached_property
    def swaps(self) -> tuple[tuple[int, int], ...]:
        """What stands in the same place on both sides and is not the same: another party, place, thing or kind."""
        found: list[tuple[int, int]] = []
        taken: set[int] = set()
        if self.covered[0] < LITTLE:
            return ()
        for i in self.left_over:
            for j in self.right_over:
                if j not in taken and self._is_swap(i, j):
                    found.append((i, j))
                    taken.add(j)
                    break
        return tuple(found) or tuple(self._renamed()) or tuple(self._opposed())

    def _opposed(self) -> Iterator[tuple[int, int]]:
        """Participants and attributes that exclude each other: men and women, the old bridge and the new one."""
        for pair in self.alignment.pairs:
            one, other = self.left.meaning.units[pair.left], self.right.meaning.units[pair.right]
            if pair.opposite and not (_says(one) and _says(other)) and weight(one) >= TELLING <= weight(other):
                yield pair.left, pair.right

    def _renamed(self) -> Iterator[tuple[int, int]]:
        """Names that share a part while each has another part of its own: Democratic, Republican National Committee."""
        for pair in self.alignment.pairs:
            one, other = self.left.meaning.units[pair.left], self.right.meaning.units[pair.right]
            if one.kind is not UnitKind.NAME or other.kind is not UnitKind.NAME or pair.likeness == SAME:
                continue
            ours, theirs = len(one.lemma.split()), len(other.lemma.split())
            if ours > theirs and _has_attribute(self.right.meaning, pair.right, self.right_over):
                yield pair.left, pair.right
            if theirs > ours and _has_attribute(self.left.meaning, pair.left, self.left_over):
                yield pair.left, pair.right

    @cached_property
    def other_events(self) -> tuple[tuple[int, int], ...]:
        """What happens in the same place on both sides and is not the same."""
        left, right = self.left.meaning.units, self.right.meaning.units
        ours = [i for i in self.left_over if _is_predicate(left[i])]
        theirs = [j for j in self.right_over if _is_predicate(right[j])]
        return tuple((i, j) for i in ours for j in theirs if self._same_place(i, j))

    @cached_property
    def mains(self) -> tuple[int, int] | None:
        """What each statement says at its heart, below what only colours it or tells who says it."""
        ours, theirs = main_of(self.left.meaning), main_of(self.right.meaning)
        return (ours, theirs) if ours is not None and theirs is not None else None

    def is_main(self, pair: tuple[int, int]) -> bool:
        """Whether both words are what their statements say at their heart; that something took place says little."""
        one, other = self.left.meaning.units[pair[0]], self.right.meaning.units[pair[1]]
        if not SUPPORT.isdisjoint((*one.senses, *other.senses)):
            return False
        return self.left.meaning.units[pair[0]].head == self.right.meaning.units[pair[1]].head == -1

    def clause(self, pair: tuple[int, int]) -> Clause:
        """The clauses that two units stand in, side by side."""
        ours, theirs = clause_of(self.left.meaning, pair[0]), clause_of(self.right.meaning, pair[1])
        pairs = one_to_one(p for p in self.alignment.candidates if p.left in ours and p.right in theirs)
        shares = (
            _share(self.left.meaning, ours, [p.left for p in pairs]),
            _share(self.right.meaning, theirs, [p.right for p in pairs]),
        )
        telling = sum(weight(self.left.meaning.units[p.left]) >= TELLING for p in pairs if p.left != pair[0])
        anybody = any(
            p.likeness == ANYBODY and self.left.meaning.units[p.left].role == "subject"
            for p in pairs
            if p.left != pair[0]
        )
        swaps = any(i in ours and j in theirs for i, j in self.swaps) or self._exchanged(ours, theirs, pairs)
        events = any(i in ours and j in theirs for i, j in self.other_events)
        times_ = any(i in ours and j in theirs for i, j in self.times.other)
        return Clause(max(shares), min(shares), telling, anybody, swaps, events, times_)

    def _exchanged(self, ours: frozenset[int], theirs: frozenset[int], pairs: Iterable[Pair]) -> bool:
        """Whether each clause names somebody in a role in which the other names somebody else."""
        lefts, rights = {pair.left for pair in pairs}, {pair.right for pair in pairs}
        left, right = self.left.meaning.units, self.right.meaning.units
        return any(
            left[i].role == right[j].role and left[i].kind is right[j].kind is UnitKind.NAME and left[i].role
            for i in ours - lefts
            for j in theirs - rights
        )

    def _is_swap(self, i: int, j: int) -> bool:
        one, other = self.left.meaning.units[i], self.right.meaning.units[j]
        if _slot(one) is None or _slot(one) != _slot(other):
            return False
        if not self.one_language and not (_is_known(one) and _is_known(other) and one.role == other.role):
            return False
        return self._same_place(i, j)

    def _same_place(self, i: int, j: int) -> bool:
        """Whether two units without counterparts are between the same neighbours, or hang alike on the same head."""
        one, other = self.left.meaning.units[i], self.right.meaning.units[j]
        if _is_predicate(one) and _is_predicate(other) and one.head == other.head == -1:
            return True
        if one.head >= 0 and other.head >= 0 and one.role == other.role:
            above = self.alignment.match_of_left(one.head)
            if above is not None and above.right == other.head:
                return True
        if not self.one_language:
            return False
        before = (_before(i, self._lefts), _after(i, self._lefts, len(self.left.meaning.units)))
        after = (_before(j, self._rights), _after(j, self._rights, len(self.right.meaning.units)))
        known = {(p.left, p.right) for p in self.alignment.pairs}
        known |= {(-1, -1), (len(self.left.meaning.units), len(self.right.meaning.units))}
        return all(pair in known for pair in zip(before, after, strict=True))

    @cached_property
    def _lefts(self) -> list[int]:
        return sorted(pair.left for pair in self.alignment.pairs)

    @cached_property
    def _rights(self) -> list[int]:
        return sorted(pair.right for pair in self.alignment.pairs)

    @cached_property
    def same_speaker(self) -> bool:
        """Whether both are statements of one speaker."""
        if self.left.speaker and self.left.speaker == self.right.speaker:
            return True
        a, b = self.left.speaker_name, self.right.speaker_name
        if not a or not b:
            return False
        return skeleton(a, self.left.language) == skeleton(b, self.right.language)

    @property
    def one_language(self) -> bool:
        """Whether both are in one language."""
        return self.left.language == self.right.language

    def words(self, pair: Pair | tuple[int, int]) -> tuple[str, str]:
        """The words of a pair as they stand in the texts."""
        i, j = (pair.left, pair.right) if isinstance(pair, Pair) else pair
        return (
            self.left.meaning.units[i].anchor.of(self.left.text),
            self.right.meaning.units[j].anchor.of(self.right.text),
        )

    def anchors(self, pairs: Iterable[Pair | tuple[int, int]]) -> tuple[tuple[Anchor, Anchor], ...]:
        """Where the words of pairs stand."""
        found = []
        for pair in pairs:
            i, j = (pair.left, pair.right) if isinstance(pair, Pair) else pair
            found.append((self.left.meaning.units[i].anchor, self.right.meaning.units[j].anchor))
        return tuple(found)


def main_of(meaning: Meaning) -> int | None:
    """The predicate of the first clause that says something itself, None where there is none."""
    units = meaning.units
    found = next((i for i, unit in enumerate(units) if unit.head == -1 and _is_predicate(unit)), None)
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


def _with_theirs(meaning: Meaning, indices: frozenset[int]) -> frozenset[int]:
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


def _share(meaning: Meaning, clause: frozenset[int], matched: Iterable[int]) -> float:
    whole = sum(weight(meaning.units[i]) for i in clause)
    return sum(weight(meaning.units[i]) for i in matched) / whole if whole else 0.0


def _before(index: int, places: list[int]) -> int:
    at = bisect_left(places, index)
    return places[at - 1] if at else -1


def _after(index: int, places: list[int], end: int) -> int:
    at = bisect_left(places, index)
    return places[at] if at < len(places) else end


def _same_role(one: Unit, other: Unit, turned: bool) -> bool:
    """Whether two participants have one role: a subject may be the object of a verb that is turned round."""
    ours, theirs = one.role in PARTICIPANTS, other.role in PARTICIPANTS
    return one.role == other.role or not (ours and theirs) or turned


def _is_predicate(unit: Unit) -> bool:
    """Whether the unit says what happens or is so."""
    return unit.kind is UnitKind.EVENT or (unit.head == -1 and unit.kind in (UnitKind.QUALITY, UnitKind.THING))


def _says(unit: Unit) -> bool:
    """Whether the unit says something of somebody, rather than which one is meant."""
    if unit.kind is UnitKind.QUALITY:
        return unit.role not in ATTRIBUTES
    return _is_predicate(unit) or any(sense.startswith("frame#") for sense in unit.senses)


def _slot(unit: Unit) -> str | None:
    """What a unit can be exchanged for: a participant for another, an attribute for another; an event for nothing."""
    if unit.role in ATTRIBUTES and unit.kind in (UnitKind.QUALITY, UnitKind.NAME):
        return "attribute"
    if unit.kind in (UnitKind.NAME, UnitKind.THING) or (unit.kind is UnitKind.QUALITY and unit.role in PARTICIPANTS):
        return "participant"
    return None


def _has_attribute(meaning: Meaning, index: int, among: tuple[int, ...]) -> bool:
    """Whether a word among these belongs to the name or stands right before it."""
    return any(
        meaning.units[i].role in ATTRIBUTES and (meaning.units[i].head == index or i == index - 1) for i in among
    )


def _is_known(unit: Unit) -> bool:
    return unit.kind is UnitKind.NAME or bool(unit.senses)


def _telling(meaning: Meaning, indices: Iterable[int]) -> tuple[int, ...]:
    return tuple(i for i in indices if weight(meaning.units[i]) >= TELLING)


def _weighs(one: Unit, other: Unit) -> bool:
    """Whether a difference between the two means something: a modal that is denied denies what it governs."""
    return all(unit.role == OPERATOR or weight(unit) >= TELLING for unit in (one, other))


def _may_conflict(one: Unit, other: Unit) -> bool:
    """Whether affirming the one and denying the other is a conflict: what ought to be may well not be."""
    if one.kind is UnitKind.NAME or other.kind is UnitKind.NAME:
        return one.negated != other.negated
    for wish, fact in ((one, other), (other, one)):
        if wish.modality in WISHED and fact.modality is Modality.ASSERTED and not wish.negated:
            return False
    return True
