"""Numbers and times of two statements side by side: which are the same quantity, and whether they agree."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta

from kb.compare.alignment import Alignment
from kb.meaning import Bound, Meaning, Number, Unit, UnitKind

# Reports round: 19 and "about twenty", 1,497 and 1.5 thousand. Twice that where one side says "about".
ROUNDING = 0.03
ABOUT = 0.15
# Two terms ("by the end of the year", "within five years") are one if they end within a month.
NEAR = timedelta(days=31)
Fits = Callable[[int, int], bool]


@dataclass(frozen=True, slots=True)
class Amounts:
    """The numbers, or the times, of two statements: pairs that agree, pairs that do not, and what only one side has."""

    same: tuple[tuple[int, int], ...]
    other: tuple[tuple[int, int], ...]
    left_over: tuple[int, ...]
    right_over: tuple[int, ...]


def numbers(alignment: Alignment, *, alike: bool = True) -> Amounts:
    """The numbers of both sides: paired where they count the same thing or are in one measure of one event.

    In texts that are not alike a number that the other side has as well is taken for the same, wherever it stands.
    """
    left, right = alignment.left, alignment.right
    ours, theirs = _of(left, UnitKind.NUMBER), _of(right, UnitKind.NUMBER)
    same = list(
        _paired(ours, theirs, lambda i, j: _comparable(alignment, i, j) and agree(left.units[i], right.units[j]))
    )
    ours, theirs = _without(ours, theirs, same)
    loose: list[tuple[int, int]] = []
    other: list[tuple[int, int]] = []
    for found, fits in (
        ((other, _comparably(alignment)), (loose, _equally(alignment)))
        if alike
        else ((loose, _equally(alignment)), (other, _comparably(alignment)))
    ):
        found += _paired(ours, theirs, fits)
        ours, theirs = _without(ours, theirs, found)
    return Amounts((*same, *loose), tuple(other), tuple(ours), tuple(theirs))


def _comparably(alignment: Alignment) -> Fits:
    return lambda i, j: _comparable(alignment, i, j)


def _equally(alignment: Alignment) -> Fits:
    return lambda i, j: agree(alignment.left.units[i], alignment.right.units[j])


def times(alignment: Alignment) -> Amounts:
    """The times of both sides: those that can be of one event first."""
    left, right = alignment.left, alignment.right
    ours, theirs = _of(left, UnitKind.TIME), _of(right, UnitKind.TIME)
    same = list(_paired(ours, theirs, lambda i, j: compatible(left.units[i], right.units[j])))
    ours, theirs = _without(ours, theirs, same)
    other = list(_paired(ours, theirs, lambda _i, _j: True))
    ours, theirs = _without(ours, theirs, other)
    return Amounts(tuple(same), tuple(other), tuple(ours), tuple(theirs))


def agree(one: Unit, other: Unit) -> bool:
    """Whether two numbers in one measure may be the same: ranges meet, roundings and bounds allowed for."""
    a, b = one.number, other.number
    if a is None or b is None or a.unit != b.unit:
        return False
    low, high = _stretched(a, b)
    floor, ceiling = _stretched(b, a)
    return low <= ceiling and floor <= high


def compatible(one: Unit, other: Unit) -> bool:
    """Whether two times can be of one event: the days overlap, or the words of one are in the other."""
    ours, theirs = set(one.lemma.split()), set(other.lemma.split())
    if ours <= theirs or theirs <= ours:
        return True
    if one.days is None or other.days is None:
        return False
    (start, end), (first, last) = one.days, other.days
    if (start, end) == (None, None) or (first, last) == (None, None):
        return False
    if start is first is None and end and last:
        return abs(end - last) <= NEAR
    if end is last is None and start and first:
        return abs(start - first) <= NEAR
    return not ((end and first and end < first) or (last and start and last < start))


def _stretched(number: Number, beside: Number) -> tuple[float, float]:
    about = Bound.ABOUT in (number.bound, beside.bound)
    slack = ABOUT if about else ROUNDING
    small = max(abs(number.low), abs(number.high)) < 10 and not about
    low = number.low if small else number.low * (1 - slack)
    high = number.high if small else number.high * (1 + slack)
    if number.bound is Bound.LEAST:
        high = float("inf")
    if number.bound is Bound.MOST:
        low = float("-inf")
    return low, high


def _comparable(alignment: Alignment, i: int, j: int) -> bool:
    """Whether two numbers say how much of the same: their measure, and what they count or measure, are one."""
    one, other = alignment.left.units[i], alignment.right.units[j]
    if one.number is None or other.number is None or one.number.unit != other.number.unit:
        return False
    above, beside = _governor(alignment.left, i), _governor(alignment.right, j)
    if above == -1 or beside == -1:
        return above == beside
    found = alignment.match_of_left(above)
    if found is not None and found.right == beside:
        return True
    return bool(one.number.unit) and not _swapped(alignment, above, beside)


def _governor(meaning: Meaning, index: int) -> int:
    return meaning.units[index].head


def _swapped(alignment: Alignment, above: int, beside: int) -> bool:
    """Whether what the numbers hang on stands for something else on the other side."""
    pair = alignment.match_of_left(above)
    if pair is not None:
        return pair.right != beside
    return any(pair.right == beside for pair in alignment.pairs)


def _of(meaning: Meaning, kind: UnitKind) -> list[int]:
    return [i for i, unit in enumerate(meaning.units) if unit.kind is kind]


def _paired(ours: list[int], theirs: list[int], fits: Fits) -> Iterator[tuple[int, int]]:
    free = list(theirs)
    for i in ours:
        j = next((j for j in free if fits(i, j)), None)
        if j is not None:
            free.remove(j)
            yield i, j


def _without(ours: list[int], theirs: list[int], pairs: list[tuple[int, int]]) -> tuple[list[int], list[int]]:
    lefts, rights = {i for i, _ in pairs}, {j for _, j in pairs}
    return [i for i in ours if i not in lefts], [j for j in theirs if j not in rights]
