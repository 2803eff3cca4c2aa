"""Learns the weights of the parser's network with JAX, which only training needs.

Adam with a warm-up and a linear decay to zero; dropout that is the same at every token of a paragraph (Gal and
Ghahramani, 2016); whole features dropped, so that the row for unknown values is learnt too.
"""

from __future__ import annotations

import logging
import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

import jax
import jax.numpy as jnp
import numpy as np

from kb.parse.network import Array, Backend, Shape, encode, score_arcs, score_labels, score_tokens

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from kb.training.examples import Batch
    from kb.training.recipes import Settings, Stage

log = logging.getLogger(__name__)

Arrays = dict[str, Array]
WARM_UP = 60
CONSTANT = 0.4  # of all steps, before the rate decays
LARGEST_GRADIENT = 5.0
MOMENTS = (0.9, 0.98)


def learn(
    arrays: Mapping[str, NDArray[np.float32]],
    features: tuple[NDArray[np.int32], NDArray[np.float32]],
    epoch: Callable[[random.Random], Sequence[Batch]],
    *,
    shape: Shape,
    settings: Settings,
    stage: Stage,
    seed: int,
) -> Iterator[dict[str, NDArray[np.float32]]]:
    """The arrays after each epoch; `features` are the rows and readings of every form."""
    rng, key = random.Random(seed), jax.random.PRNGKey(seed)  # noqa: S311
    state = {name: jnp.asarray(array) for name, array in arrays.items()}
    moments = [{name: jnp.zeros_like(array) for name, array in state.items()} for _ in MOMENTS]
    rows, readings = (jnp.asarray(feature) for feature in features)
    step, steps = 0, 0
    update = _updater(shape, settings)
    for number in range(1, stage.epochs + 1):
        losses: dict[str, list[Array]] = {}
        batches = list(epoch(rng))
        rng.shuffle(batches)
        steps = steps or len(batches) * stage.epochs
        for batch in batches:
            step += 1
            rate = stage.rate * max(0.01, min(step / WARM_UP, (1 - step / steps) / (1 - CONSTANT), 1.0))
            given = {"rows": rows, "readings": readings, "mask": batch.mask, **batch.columns}
            state, *moments, loss = update(state, *moments, given, jax.random.fold_in(key, step), step, rate)
            losses.setdefault("trees" if "heads" in batch.columns else "entities", []).append(loss)
        means = {name: round(float(np.mean(values)), 3) for name, values in losses.items()}
        log.info("epoch %d of %d, step %d: %s", number, stage.epochs, step, means)
        yield {name: np.asarray(array) for name, array in state.items()}


def _updater(shape: Shape, settings: Settings) -> Callable[..., Any]:
    """One step of Adam, compiled: (arrays, first moments, second moments, ...) -> the same, and the loss."""

    @partial(jax.jit, donate_argnums=(0, 1, 2))
    def update(
        arrays: Arrays, first: Arrays, second: Arrays, given: Arrays, key: Array, step: Array, rate: Array
    ) -> Any:
        def loss(arrays: Arrays) -> Array:
            return loss_of(arrays, given, shape=shape, backend=_backend(key, settings))

        value, gradient = jax.value_and_grad(loss)(arrays)
        length = jnp.sqrt(sum((slope**2).sum() for slope in gradient.values()))
        slopes = {name: slope * jnp.minimum(1.0, LARGEST_GRADIENT / length) for name, slope in gradient.items()}
        one, two = MOMENTS
        first = {name: one * first[name] + (1 - one) * slope for name, slope in slopes.items()}
        second = {name: two * second[name] + (1 - two) * slope**2 for name, slope in slopes.items()}
        arrays = {
            name: array - rate * (first[name] / (1 - one**step)) / (jnp.sqrt(second[name] / (1 - two**step)) + 1e-8)
            for name, array in arrays.items()
        }
        return arrays, first, second, value

    return update


def _backend(key: Array, settings: Settings) -> Backend:
    """JAX with dropout, each call of which draws from another key."""
    keys = iter(jax.random.split(key, 64))

    def drop(array: Array) -> Array:
        kept = jax.random.bernoulli(next(keys), 1 - settings.dropout, (1, *array.shape[1:]))
        return array * kept / (1 - settings.dropout)

    def drop_words(rows: Array) -> Array:
        return jnp.where(jax.random.bernoulli(next(keys), 1 - settings.word_dropout, rows.shape), rows, 0)

    return Backend(np=jnp, scan=jax.lax.scan, drop=drop, drop_words=drop_words)


def _cross_entropy(scores: Array, wanted: Array) -> Array:
    return -jnp.take_along_axis(jax.nn.log_softmax(scores), wanted[..., None], -1)[..., 0]


def loss_of(arrays: Arrays, given: Arrays, *, shape: Shape, backend: Backend) -> Array:
    """The mean loss a token of every task that a batch has targets for."""
    mask = given["mask"]
    forms = given["forms"]
    states = encode(arrays, given["rows"][forms], given["readings"][forms], mask, shape=shape, backend=backend)
    losses = jnp.zeros_like(mask)
    if "starts" in given:
        starts = score_tokens(arrays, states, "starts")[..., 0]
        losses += jnp.logaddexp(0, jnp.where(given["starts"] == 1, -starts, starts))
    for task in ("tags", "entities"):
        if task in given:
            losses += _cross_entropy(score_tokens(arrays, states, task), given[task])
    if "heads" in given:
        sentence = given["sentence"].T
        arcs = score_arcs(arrays, states, backend=backend)
        arcs = jnp.where(sentence[:, :, None] == sentence[:, None, :], arcs, -1e9)
        losses += _cross_entropy(arcs, given["heads"].T).T
        losses += _cross_entropy(score_labels(arrays, states, given["heads"], backend=backend), given["relations"])
    return (losses * mask).sum() / mask.sum()
