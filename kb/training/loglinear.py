"""Training of a log-linear classifier: multinomial logistic regression with a Gaussian prior, in numpy."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from kb.extract.loglinear import SCALE, Classifier

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

# A rule that is right nine times in ten should not be shrunk like a word that was seen four times.
TRUST = 12.0
STEPS = 80
RATE = 0.1


def train(
    examples: Sequence[tuple[frozenset[str], str]], *, l2: float = 1.0, least: int = 3, trusted: str | None = None
) -> Classifier:
    """A classifier of (features, class) pairs; a feature seen fewer than `least` times is left out.

    `l2` is the inverse variance of the prior, in examples; features that begin with `trusted` have a prior so much
    wider that the others only correct them. Adam over the whole set: convex, so where it starts
    does not matter, and the same data give the same weights.
    """
    import numpy as np

    counts = Counter(feature for found, _ in examples for feature in found)
    names = sorted(feature for feature, count in counts.items() if count >= least)
    index = {name: i for i, name in enumerate(names)}
    classes = sorted({target for _, target in examples})
    inputs = np.zeros((len(examples), len(names)), dtype=np.float32)
    targets = np.zeros((len(examples), len(classes)), dtype=np.float32)
    for row, (found, target) in enumerate(examples):
        inputs[row, [index[feature] for feature in found if feature in index]] = 1
        targets[row, classes.index(target)] = 1
    penalty = np.full((len(names), 1), l2, dtype=np.float32)
    if trusted is not None:
        penalty[[index[name] for name in names if name.startswith(trusted)]] /= TRUST
    weights = np.rint(_fit(inputs, targets, penalty) * SCALE).astype(int)
    kept = {name: tuple(int(w) for w in weights[i]) for name, i in index.items() if weights[i].any()}
    return Classifier(tuple(classes), kept)


def _fit(
    inputs: NDArray[np.float32], targets: NDArray[np.float32], penalty: NDArray[np.float32]
) -> NDArray[np.float32]:
    import numpy as np

    weights = np.zeros((inputs.shape[1], targets.shape[1]), dtype=np.float32)
    mean, square = np.zeros_like(weights), np.zeros_like(weights)
    for step in range(1, STEPS + 1):
        scores = inputs @ weights
        scores = np.exp(scores - scores.max(axis=1, keepdims=True))
        scores /= scores.sum(axis=1, keepdims=True)
        gradient = (inputs.T @ (scores - targets) + penalty * weights) / len(inputs)
        mean = 0.9 * mean + 0.1 * gradient
        square = 0.99 * square + 0.01 * gradient**2
        rate = RATE * (1 - step / (STEPS + 1))
        weights -= rate * (mean / (1 - 0.9**step)) / (np.sqrt(square / (1 - 0.99**step)) + 1e-8)
    return weights
