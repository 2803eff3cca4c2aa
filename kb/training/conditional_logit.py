"""Training of a log-linear choice among candidates and none of them: a conditional logit (McFadden, 1974)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from kb.extract.ranker import Features

# A content that overlaps the annotator's this much (intersection over union of tokens) counts as found.
OVERLAP = 0.5
SHARPNESS = 8


@dataclass(frozen=True, slots=True)
class Rated:
    """The features of one candidate and how well it matches."""

    features: Features
    overlap: float


def fit(groups: Sequence[list[Rated]], *, minimum: int = 2, penalty: float = 1.0) -> dict[str, float]:
    """Weights of a choice among each group's candidates and none of them (a conditional logit), by L-BFGS.

    Features seen fewer than `minimum` times are left out.
    """
    from scipy.optimize import minimize
    from scipy.sparse import csr_matrix

    rows = [candidate for group in groups for candidate in group]
    counts = Counter(name for row in rows for name in row.features)
    names = sorted(name for name, count in counts.items() if count >= minimum)
    column = {name: i for i, name in enumerate(names)}
    kept = [[(column[name], value) for name, value in row.features.items() if name in column] for row in rows]
    pointers = np.cumsum([0, *map(len, kept)])
    indices = np.fromiter((i for found in kept for i, _ in found), np.int32, pointers[-1])
    values = np.fromiter((value for found in kept for _, value in found), np.float64, pointers[-1])
    matrix = csr_matrix((values, indices, pointers), shape=(len(rows), len(names)))
    transposed = matrix.T.tocsr()
    starts = np.cumsum([0, *map(len, groups)])[:-1]
    number = np.repeat(np.arange(len(groups)), [len(group) for group in groups])
    target = np.concatenate([_target(group) for group in groups])

    def loss(weights: np.ndarray) -> tuple[float, np.ndarray]:
        scores = matrix @ weights
        top = np.maximum(np.maximum.reduceat(scores, starts), 0.0)
        exponents = np.exp(scores - top[number])
        total = np.add.reduceat(exponents, starts) + np.exp(-top)
        logs = np.log(total) + top
        value = logs.sum() - target @ scores + penalty / 2 * weights @ weights
        gradient = transposed @ (exponents / total[number] - target) + penalty * weights
        return float(value), gradient

    found = minimize(loss, np.zeros(len(names)), jac=True, method="L-BFGS-B", options={"maxiter": 200})
    return {name: round(float(w), 3) for name, w in zip(names, found.x, strict=True) if abs(w) > 0.01}


def _target(group: list[Rated]) -> np.ndarray:
    """How the choice is spread over the candidates: by overlap, sharply; nothing where none overlaps enough."""
    overlaps = np.array([candidate.overlap for candidate in group])
    share = np.where(overlaps >= OVERLAP, overlaps**SHARPNESS, 0.0)
    return share / share.sum() if share.any() else share
