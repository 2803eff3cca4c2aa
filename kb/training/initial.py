"""The weights that learning starts from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from kb.parse.features import Vocabulary
    from kb.parse.network import Shape

    Floats = NDArray[np.float32]


def initial_arrays(
    vocabulary: Vocabulary,
    shape: Shape,
    *,
    widths: Mapping[str, int],
    classes: Mapping[str, int],
    relations: int,
    seed: int,
) -> dict[str, Floats]:
    """Every array of the network; `widths` are those of the embedding tables, `classes` sizes each linear head."""
    rng = np.random.default_rng(seed)
    arrays: dict[str, Floats] = {}
    for name in sorted(widths):
        arrays[f"embed.{name}"] = _normal(rng, len(vocabulary.tables[name]) + 1, widths[name]) * np.float32(0.1)
    arrays["readings"] = _glorot(rng, len(vocabulary.readings), shape.readings)
    inputs = sum(widths.values()) + shape.readings
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
    return _normal(rng, rows, columns) * np.float32((2 / max(1, rows + columns)) ** 0.5)


def _normal(rng: np.random.Generator, rows: int, columns: int) -> Floats:
    return rng.normal(size=(rows, columns)).astype(np.float32)
