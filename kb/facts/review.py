"""A review of a claim by a fact-checker, as its ClaimReview tells it (https://schema.org/ClaimReview)."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date

from kb.model import digest


@dataclass(frozen=True, slots=True)
class Rating:
    """A verdict as it was given: its name, and its value on a scale whose ends are `worst` and `best`.

    >>> Rating("Half true", "3", best="5", worst="1").position
    0.5
    """

    name: str | None = None
    value: str | None = None
    best: str | None = None
    worst: str | None = None

    @property
    def position(self) -> float | None:
        """Where the value is between worst (0) and best (1); None where that is not told, or no scale has it.

        What the publisher means by its scale is not interpreted: the same place on two scales is not one verdict.
        """
        numbers = [_number(text) for text in (self.value, self.best, self.worst)]
        value, best, worst = numbers
        if value is None or best is None or worst is None or best == worst:
            return None
        place = (value - worst) / (best - worst)
        return round(place, 4) if 0.0 <= place <= 1.0 else None


@dataclass(frozen=True, slots=True)
class Review:
    """That somebody reviewed a claim, where and when, and how they rated it.

    `claimed` are the words of the claim as the reviewer puts them, `claimant` who is said to have made it, `said_on`
    when, and `appearances` the addresses where it stands; `licence` is that of the markup.
    """

    claimed: str
    url: str | None = None
    reviewer: str | None = None
    published: date | None = None
    rating: Rating = Rating()
    claimant: str | None = None
    said_on: date | None = None
    appearances: tuple[str, ...] = ()
    language: str | None = None
    licence: str | None = None

    @property
    def id(self) -> str:
        """A digest of who reviewed which words where: a rating that is corrected takes the place of the old one."""
        return digest("review", self.url, self.reviewer, self.claimed)


def _number(text: str | None) -> float | None:
    try:
        number = float((text or "").strip().replace(",", "."))
    except ValueError:
        return None
    return number if math.isfinite(number) else None
