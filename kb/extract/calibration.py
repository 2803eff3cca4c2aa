"""From what a model gives as a probability to how often it is right when it says so (Platt scaling)."""

from __future__ import annotations

import math
from dataclasses import dataclass

# Nothing is certain: odds stay finite.
CLOSEST = 1e-4


@dataclass(frozen=True, slots=True)
class Calibration:
    """The line that the log-odds of a probability are moved along."""

    slope: float = 1.0
    intercept: float = 0.0

    def __call__(self, chance: float) -> float:
        """The calibrated probability.

        >>> round(Calibration(slope=1.0, intercept=-1.0)(0.5), 3)
        0.269
        """
        return 1 / (1 + math.exp(-self.slope * log_odds(chance) - self.intercept))


def log_odds(chance: float) -> float:
    """The logarithm of the odds of a probability."""
    known = min(max(chance, CLOSEST), 1 - CLOSEST)
    return math.log(known / (1 - known))
