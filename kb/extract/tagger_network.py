"""The network of the attribution tagger: the same code runs under NumPy at run time and under JAX in training.

Convolutions over what the parser knows of the tokens say which of them are cues. Then, for each cue anew, others read
the tokens around it, told what they are to the cue, and say which are its source and which its content: what semantic
role labelling does for the arguments of a predicate. The convolutions are dilated (Strubell et al., EMNLP 2017), so
that a few reach far. One cue knows nothing of the others: nested and shared contents need no rule of their own.

What concerns one language only (its words, how to read the states of its parser) stands in arrays of their own, the
rest is learnt from all languages together.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kb.parse.network import Array, Backend, Parameters


@dataclass(frozen=True, slots=True)
class Shape:
    """The sizes of the network."""

    states: int = 320
    read: int = 64
    words: int = 32
    width: int = 96
    pair: int = 64
    around: int = 56


# What a token around a cue is to it.
ROLES = ("none", "source", "content")
# How far apart the tokens are that each convolution reads.
TOKEN_STEPS = (1, 2)
PAIR_STEPS = (1, 2, 4, 8)


def embed(parameters: Parameters, features: Mapping[str, Array], tensor: Array, *, backend: Backend) -> Array:
    """The inputs (token, width) of tokens: `features` are rows by table, `tensor` the states of the parser."""
    tables = [parameters[f"embed.{name}"][rows] for name, rows in sorted(features.items()) if name != "word"]
    words = parameters["words"][backend.drop_words(features["word"])]
    read = tensor @ parameters["read.weight"] + parameters["read.bias"]
    return backend.np.concatenate([*tables, words, backend.np.tanh(read)], axis=-1)


def encode(parameters: Parameters, embedded: Array, mask: Array, *, backend: Backend) -> Array:
    """The states (token, width) of embedded tokens, each with its neighbours."""
    hidden = _bend(embedded @ parameters["token.weight"] + parameters["token.bias"], backend)
    return _layers(parameters, "token", backend.drop(hidden), mask[:, None], TOKEN_STEPS, backend)


def score_cues(parameters: Parameters, states: Array, *, backend: Backend) -> Array:
    """The log-odds of each token to be the head of a cue."""
    hidden = backend.drop(_bend(states @ parameters["cue.weight"] + parameters["cue.bias"], backend))
    return hidden @ parameters["cue.out"] + parameters["cue.constant"]


def score_roles(
    parameters: Parameters, cues: Array, around: Array, relations: Mapping[str, Array], mask: Array, *, backend: Backend
) -> Array:
    """Scores (time, cue, role) of the tokens around some cues.

    `cues` are the states of the cues (cue, width), `around` those of the tokens (time, cue, width), `relations` what
    the two are to each other: rows of tables (time, cue).
    """
    np = backend.np
    hidden = around @ parameters["pair.token"] + (cues @ parameters["pair.cue"])[None] + parameters["pair.bias"]
    hidden = hidden + sum(parameters[f"relation.{name}"][rows] for name, rows in sorted(relations.items()))
    first = backend.drop(_bend(hidden, backend)) * mask[..., None]
    states = _layers(parameters, "pair", first, mask[..., None], PAIR_STEPS, backend)
    return np.concatenate([states, first], axis=-1) @ parameters["role.weight"] + parameters["role.bias"]


def _layers(
    parameters: Parameters, name: str, states: Array, mask: Array, steps: Sequence[int], backend: Backend
) -> Array:
    """Dilated convolutions over three positions of the first axis, `steps` apart, each added to what it reads.

    The three are multiplied one by one: a copy of all of them side by side would cost more than the product.
    """
    np = backend.np
    for number, step in enumerate(steps):
        empty = np.zeros_like(states[:step])
        padded = np.concatenate([empty, states, empty])
        before, here, after = np.split(parameters[f"{name}{number}.weight"], 3)
        layer = padded[: -2 * step] @ before + states @ here + padded[2 * step :] @ after
        layer = layer + parameters[f"{name}{number}.bias"]
        states = (states + backend.drop(_bend(layer, backend))) * mask
    return states


def _bend(array: Array, backend: Backend) -> Array:
    return backend.np.maximum(array, 0.1 * array)
