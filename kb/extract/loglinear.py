"""A log-linear classifier as plain numbers: one weight for each class and feature, the highest sum wins."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

# Weights are kept as whole thousandths: a third of the size, and no label changes.
SCALE = 1000


@dataclass(frozen=True, slots=True)
class Classifier:
    """The classes in the order of the weights, and the weights of each feature."""

    classes: tuple[str, ...]
    weights: Mapping[str, tuple[int, ...]]

    def classify(self, features: Iterable[str]) -> str:
        """The class with the highest sum; features never seen in training count nothing."""
        found = [weights for weights in map(self.weights.get, features) if weights is not None]
        if not found:
            return self.classes[0]
        totals = list(map(sum, zip(*found, strict=True)))
        return self.classes[totals.index(max(totals))]


def classifiers(data: str) -> dict[str, Classifier]:
    """The classifiers in a JSON text, by label: {"label": {"classes": [...], "weights": {feature: [...]}}}."""
    return {
        label: Classifier(
            tuple(found["classes"]), {feature: tuple(values) for feature, values in found["weights"].items()}
        )
        for label, found in json.loads(data).items()
    }
