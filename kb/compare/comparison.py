"""Two statements side by side, with all that the rules ask of them, found once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from kb.authority.romanise import skeleton
from kb.compare.alignment import ANYBODY, Alignment, Pair, align, one_to_one, weight
from kb.compare.amounts import Amounts, numbers, times
from kb.compare.exchanges import other_events, swaps
from kb.compare.parties import fit
from kb.compare.statement import Statement
from kb.compare.structure import (
    TELLING,
    clause_of,
    main_of,
    may_conflict,
    says,
    share_of,
    telling,
    weighs,
)
from kb.lexicon import Lexicon
from kb.meaning import UnitKind
from kb.model import Anchor, Modality

# From here on two texts have nearly the same words, and each word is taken for that in its place.
ALIKE, HALF = 0.7, 0.5
# Texts that share less have nothing exchanged: they are of something else.
LITTLE = 0.2
# "The submission took place" says what "it was submitted" says.
SUPPORT = frozenset({"frame#happen", "frame#hold-event"})
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
        return numbers(self.alignment, alike=self.alike)

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
        return self.alike or fit(self.alignment, pair)

    def _is_turned(self, pair: Pair) -> bool:
        one, other = self.left.meaning.units[pair.left], self.right.meaning.units[pair.right]
        turned = one.negated ^ other.negated ^ pair.opposite
        if pair.opposite and not (says(one) and says(other)):
            return False
        return turned and weighs(one, other) and may_conflict(one, other)

    @cached_property
    def left_over(self) -> tuple[int, ...]:
        """The telling words of the left side that have no counterpart."""
        return telling(self.left.meaning, self.alignment.left_over)

    @cached_property
    def right_over(self) -> tuple[int, ...]:
        """The telling words of the right side that have no counterpart."""
        return telling(self.right.meaning, self.alignment.right_over)

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
        return () if self.covered[0] < LITTLE else swaps(self.alignment)

    @cached_property
    def other_events(self) -> tuple[tuple[int, int], ...]:
        """What happens in the same place on both sides and is not the same."""
        return other_events(self.alignment)

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
            share_of(self.left.meaning, ours, [p.left for p in pairs]),
            share_of(self.right.meaning, theirs, [p.right for p in pairs]),
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
            for i in telling(self.left.meaning, ours - lefts)
            for j in telling(self.right.meaning, theirs - rights)
        )

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
