"""Two statements side by side, with all that the rules ask of them, found once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from kb.authority.romanise import skeleton
from kb.compare.alignment import Alignment, Pair, align, weight
from kb.compare.amounts import Amounts, numbers, times
from kb.compare.statement import Statement
from kb.lexicon import Lexicon
from kb.meaning import Meaning, Unit, UnitKind
from kb.model import Anchor, Modality

# Less than this of a unit's weight tells nothing: operators, words of a phrase.
TELLING = 0.5
WISHED = frozenset({Modality.MUST, Modality.SHOULD, Modality.WANTS, Modality.CONDITIONAL, Modality.QUESTION})
OPEN = frozenset({Modality.MAY, Modality.WANTS, Modality.CONDITIONAL, Modality.QUESTION})


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
        left, right = self.left.meaning.units, self.right.meaning.units
        found = [
            pair
            for pair in self.alignment.pairs
            if (left[pair.left].negated ^ right[pair.right].negated ^ pair.opposite)
            and weight(left[pair.left]) >= TELLING
            and weight(right[pair.right]) >= TELLING
            and _may_conflict(left[pair.left], right[pair.right])
        ]
        return tuple(sorted(found, key=lambda pair: -pair.likeness))

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


def _telling(meaning: Meaning, indices: Iterable[int]) -> tuple[int, ...]:
    return tuple(i for i in indices if weight(meaning.units[i]) >= TELLING)


def _may_conflict(one: Unit, other: Unit) -> bool:
    """Whether affirming the one and denying the other is a conflict: what ought to be may well not be."""
    if one.kind is UnitKind.NAME or other.kind is UnitKind.NAME:
        return one.negated != other.negated
    for wish, fact in ((one, other), (other, one)):
        if wish.modality in WISHED and fact.modality is Modality.ASSERTED and wish.modality is not fact.modality:
            return wish.modality is Modality.CONDITIONAL
    return True
