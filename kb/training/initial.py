"""The weights that learning starts from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

import numpy as np

from kb.parse.features import TABLES, Vocabulary

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from kb.parse.network import Shape

    Floats = NDArray[np.float32]

WIDTHS: Mapping[str, int] = {
    "lemma": 64,
    "norm": 64,
    "prefix": 24,
    "shape": 16,
    "suffix2": 16,
    "suffix3": 32,
    "suffix4": 32,
}


def initial_arrays(
    vocabulary: Vocabulary, shape: Shape, classes: Mapping[str, int], relations: int, seed: int
) -> dict[str, Floats]:
    """Every array of the network; `classes` has the size of each linear head."""
    rng = np.random.default_rng(seed)
    arrays: dict[str, Floats] = {}
    for name in TABLES:
        arrays[f"embed.{name}"] = _normal(rng, len(vocabulary.tables[name]) + 1, WIDTHS[name]) * np.float32(0.1)
    arrays["readings"] = _glorot(rng, len(vocabulary.readings), shape.readings)
    inputs = sum(WIDTHS.values()) + shape.readings
    for layer in range(shape.layers):
        for way in ("on", "back"):
            arrays |= {f"lstm{layer}{way}.{part}": array for part, array in _lstm(rng, inputs, shape.width)}
        inputs = 2 * shape.width
    for name, width in _hidden_layers(shape):
        arrays |= {f"{name}.weight": _glorot(rng, inputs, width), f"{name}.bias": np.zeros(width, np.float32)}
    for name, width in classes.items():
        arrays |= {f"{name}.weight": _glorot(rng, inputs, width), f"{name}.bias": np.zeros(width, np.float32)}
    zeros: dict[str, tuple[int, ...]] = {
        "arc.weight": (shape.arc, shape.arc),
        "arc.bias": (shape.arc,),
        "arc.root": (shape.arc,),
        "label.bilinear": (shape.label, relations * shape.label),
        "label.bias": (relations,),
    }
    arrays |= {name: np.zeros(size, np.float32) for name, size in zeros.items()}
    arrays["label.weight"] = _glorot(rng, 2 * shape.label, relations)
    return arrays


def _hidden_layers(shape: Shape) -> Iterator[tuple[str, int]]:
    for side in ("dependent", "head"):
        yield f"arc_{side}", shape.arc
        yield f"label_{side}", shape.label


def _lstm(rng: np.random.Generator, inputs: int, width: int) -> Iterator[tuple[str, Floats]]:
    """Orthogonal recurrent weights, and a forget gate that is open at first."""
    yield "weight", _glorot(rng, inputs, 4 * width)
    gates = [np.linalg.qr(_normal(rng, width, width))[0] for _ in range(4)]
    yield "recurrent", np.concatenate(gates, axis=1).astype(np.float32)
    bias = np.zeros(4 * width, np.float32)
    bias[width : 2 * width] = 1.0
    yield "bias", bias


def _glorot(rng: np.random.Generator, rows: int, columns: int) -> Floats:
    return _normal(rng, rows, columns) * np.float32((2 / (rows + columns)) ** 0.5)


def _normal(rng: np.random.Generator, rows: int, columns: int) -> Floats:
    return rng.normal(size=(rows, columns)).astype(np.float32)
