"""Judging given pairs of statements: JSON lines in, a label with rule, score and reason for each."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

# Both sides are read as of one day where it is not known when they were said.
UNKNOWN_DAY = date(2020, 7, 1)


def day_of(side: Mapping[str, Any], other: Mapping[str, Any]) -> date:
    """The day from which the side's times are counted: its own, the other side's, the middle of its year."""
    for given in (side.get("date"), other.get("date")):
        if given and len(given) == 10:
            return date.fromisoformat(given)
    for given in (side.get("date"), other.get("date")):
        if given:
            year, month = (*map(int, given.split("-")), 7)[:2]
            return date(year, month, 1)
    return UNKNOWN_DAY
