"""The neural network of the parser: the same code runs under NumPy at run time and under JAX in training.

A bidirectional LSTM reads the tokens of a paragraph; from its states come sentence starts, morphological tags,
named-entity labels and a biaffine parse (Dozat and Manning, ICLR 2017). Arrays are time-major: (time, batch, width).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

Array = Any  # numpy.ndarray or jax.Array: neither names the other
Parameters = Mapping[str, Array]
Scan = Callable[[Callable[..., Any], Any, Any], Any]
Drop = Callable[[Array], Array]


@dataclass(frozen=True, slots=True)
class Shape:
    """The sizes of a network; `readings` is 0 where there is no dictionary."""

    width: int = 160
    layers: int = 2
    arc: int = 160
    label: int = 56
    readings: int = 80


@dataclass(frozen=True, slots=True)
class Backend:
    """What differs between running and training: the array module, the loop, and dropout."""

    np: Any
    scan: Scan
    drop: Drop
    drop_words: Drop


def encode(
    parameters: Parameters, ids: Array, readings: Array, mask: Array, *, shape: Shape, backend: Backend
) -> Array:
    """The states (time, batch, 2 * width) of tokens whose features are rows of the embedding tables."""
    embedded = embed(parameters, ids, readings, backend=backend)
    states = backend.drop(embedded)
    for layer in range(shape.layers):
        both = [_lstm(parameters, f"lstm{layer}{way}", states, mask, way == "back", backend) for way in ("on", "back")]
        states = backend.drop(backend.np.concatenate(both, axis=-1))
    return states


def embed(parameters: Parameters, ids: Array, readings: Array, *, backend: Backend) -> Array:
    """The embeddings of all features, side by side; `ids` has one column a table, `readings` is k-hot."""
    tables = sorted(name for name in parameters if name.startswith("embed."))
    columns = [parameters[name][backend.drop_words(ids[..., column])] for column, name in enumerate(tables)]
    return backend.np.concatenate([*columns, readings @ parameters["readings"]], axis=-1)


def score_tokens(parameters: Parameters, states: Array, head: str) -> Array:
    """Scores (time, batch, classes) of a linear head: "tags", "starts" or "entities"."""
    return states @ parameters[f"{head}.weight"] + parameters[f"{head}.bias"]


def score_arcs(parameters: Parameters, states: Array, *, backend: Backend) -> Array:
    """Scores (batch, dependent, head); the diagonal is the score of being a root."""
    np = backend.np
    dependents = _hidden(parameters, "arc_dependent", states, backend)
    heads = _hidden(parameters, "arc_head", states, backend)
    scores = np.einsum("tbd,sbd->bts", dependents @ parameters["arc.weight"], heads)
    scores = scores + np.transpose(heads @ parameters["arc.bias"])[:, None, :]
    roots = np.transpose(dependents @ parameters["arc.root"])
    same = np.eye(scores.shape[1], dtype=scores.dtype)
    return scores * (1 - same) + roots[:, :, None] * same


def score_labels(parameters: Parameters, states: Array, heads: Array, *, backend: Backend) -> Array:
    """Scores (time, batch, relations) of each token's relation to its head; `heads` is (time, batch)."""
    np = backend.np
    dependents = _hidden(parameters, "label_dependent", states, backend)
    governors = np.take_along_axis(_hidden(parameters, "label_head", states, backend), heads[:, :, None], axis=0)
    time, batch, width = dependents.shape
    products = (dependents.reshape(-1, width) @ parameters["label.bilinear"]).reshape(time, batch, -1, width)
    bilinear = (products @ governors[..., None])[..., 0]
    both = np.concatenate([dependents, governors], axis=-1)
    return bilinear + both @ parameters["label.weight"] + parameters["label.bias"]


def _hidden(parameters: Parameters, name: str, states: Array, backend: Backend) -> Array:
    hidden = states @ parameters[f"{name}.weight"] + parameters[f"{name}.bias"]
    return backend.drop(backend.np.where(hidden > 0, hidden, 0.1 * hidden))


def _lstm(parameters: Parameters, name: str, inputs: Array, mask: Array, reverse: bool, backend: Backend) -> Array:
    np = backend.np
    recurrent = parameters[f"{name}.recurrent"]
    width = recurrent.shape[0]
    projected = inputs @ parameters[f"{name}.weight"] + parameters[f"{name}.bias"]
    if reverse:
        projected, mask = projected[::-1], mask[::-1]

    def step(state: tuple[Array, Array], given: tuple[Array, Array]) -> tuple[tuple[Array, Array], Array]:
        hidden, cell = state
        gates, real = given
        gates = gates + hidden @ recurrent
        opened = 0.5 + 0.5 * np.tanh(0.5 * gates[:, : 3 * width])
        cell = opened[:, width : 2 * width] * cell + opened[:, :width] * np.tanh(gates[:, 3 * width :])
        cell = cell * real
        hidden = opened[:, 2 * width :] * np.tanh(cell)
        return (hidden, cell), hidden

    start = np.zeros((inputs.shape[1], width), dtype=projected.dtype)
    _, states = backend.scan(step, (start, start), (projected, mask[:, :, None]))
    return states[::-1] if reverse else states
