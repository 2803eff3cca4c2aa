"""How far the confidence of claims is what it says: the share of them that are right."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

BINS = 10


@dataclass(frozen=True, slots=True)
class Judged:
    """The confidence of one claim and whether it is right."""

    confidence: float
    right: bool


@dataclass(frozen=True, slots=True)
class Bin:
    """The claims with a confidence over `low`, up to `high`: how many, their mean confidence, the share that is right.

    Both means are 0 where there is no claim.
    """

    low: float
    high: float
    size: int
    confidence: float
    right: float


def bins(judged: Iterable[Judged], count: int = BINS) -> Iterator[Bin]:
    """Bins of equal width from 0 to 1."""
    groups: list[list[Judged]] = [[] for _ in range(count)]
    for one in judged:
        # The upper edge belongs to its bin: 0.3 to the third of ten.
        place = next(i for i in range(count) if one.confidence <= (i + 1) / count or i == count - 1)
        groups[place].append(one)
    for i, group in enumerate(groups):
        size = max(1, len(group))
        confidence, right = sum(one.confidence for one in group) / size, sum(one.right for one in group) / size
        yield Bin(i / count, (i + 1) / count, len(group), confidence, right)


def calibration_error(judged: Sequence[Judged]) -> float:
    """Expected calibration error (Naeini et al. 2015): how far confidence is from the share right, over the bins."""
    return sum(b.size * abs(b.confidence - b.right) for b in bins(judged)) / max(1, len(judged))


def brier(judged: Sequence[Judged]) -> float:
    """Brier score: the mean squared difference between confidence and being right; 0.25 for one who always says 0.5."""
    return sum((one.confidence - one.right) ** 2 for one in judged) / max(1, len(judged))
