"""Training of the attribution tagger on annotated articles of several languages at once, with JAX and Optax."""

from __future__ import annotations

import logging
import random
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from typing import TYPE_CHECKING, Any

import jax
import jax.numpy as jnp
import numpy as np
import optax

from kb.extract.ranker import cue_head
from kb.extract.tagger import Tagger, numbered
from kb.extract.tagger_features import SIZES, TABLES, Positions, around, positions, values
from kb.extract.tagger_network import PAIR_STEPS, ROLES, TOKEN_STEPS, Shape, embed, encode, score_cues, score_roles
from kb.parse.network import Array, Backend

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from kb.extract.annotation import Attribution
    from kb.extract.context import Context

log = logging.getLogger(__name__)

Arrays = dict[str, Array]
SOURCE, CONTENT = ROLES.index("source"), ROLES.index("content")
WIDTHS: Mapping[str, int] = {
    "act": 16,
    "case": 6,
    "class": 12,
    "entity": 8,
    "form": 12,
    "head act": 12,
    "head pos": 8,
    "head relation": 12,
    "place": 8,
    "pos": 12,
    "relation": 16,
}
CUE_WIDTH = 48
# Longer texts are cut at sentences; between two texts of a step there is room for the convolutions to end.
LONGEST, GAP = 500, sum(TOKEN_STEPS)


@dataclass(frozen=True, slots=True)
class Settings:
    """How long and how carefully to learn; `shares` is how much of a language's texts an epoch sees, 1 if not named.

    A step has so many `tokens` and `cues`: as all others, since every size is a network of its own to compile.
    """

    epochs: int = 7
    rate: float = 2e-3
    dropout: float = 0.3
    word_dropout: float = 0.2
    # The tokens around a cue are a hundred, the cue is one.
    role_weight: float = 0.15
    decay: float = 1e-5
    least: int = 3
    seed: int = 1
    tokens: int = 2048
    cues: int = 96
    shares: Mapping[str, float] = field(default_factory=dict)
    shape: Shape = field(default_factory=Shape)


@dataclass(frozen=True, slots=True, eq=False)
class Example:
    """An annotated Doc as the tagger sees it; `roles` has for each cue's head the roles of tokens that have one."""

    language: str
    values: Mapping[str, list[str]]
    positions: Positions
    tensor: NDArray[np.float16]
    sentences: Sequence[tuple[int, int]]
    roles: Mapping[int, Mapping[int, int]]


@dataclass(frozen=True, slots=True, eq=False)
class Stretch:
    """Some sentences of an example, with the rows of its tokens: from token `start` to before `end`."""

    example: Example
    rows: Mapping[str, NDArray[np.int32]]
    start: int
    end: int
    cues: list[int]


def make_example(context: Context, gold: Iterable[Attribution]) -> Example:
    """An annotated Doc, whose parser has left its states in `doc.tensor`."""
    roles: dict[int, dict[int, int]] = {}
    for attribution in gold:
        if attribution.cue is None:
            continue
        mine = roles.setdefault(cue_head(attribution).i, {})
        mine.update({i: CONTENT for span in attribution.content for i in range(span.start, span.end)})
        if attribution.source is not None:
            for i in range(attribution.source.start, attribution.source.end):
                mine.setdefault(i, SOURCE)
    return Example(
        language=context.language.code,
        values=values(context),
        positions=positions(context),
        tensor=np.asarray(context.doc.tensor, np.float16),
        sentences=context.sentences,
        roles=roles,
    )


def learn_taggers(examples: Sequence[Example], settings: Settings) -> dict[str, Tagger]:
    """One tagger a language, learnt together: they differ in their words and in how they read their parser's states."""
    codes = sorted({example.language for example in examples})
    tables = {name: _known(examples, name, settings.least) for name in TABLES}
    words = {
        code: _known([example for example in examples if example.language == code], "word", settings.least)
        for code in codes
    }
    states = {example.language: example.tensor.shape[1] for example in examples}
    untrained = {code: Tagger(replace(settings.shape, states=states[code]), tables, words[code], {}) for code in codes}
    arrays = _initial(tables, untrained, settings)
    stretches = [
        stretch for example in examples for stretch in _stretches(example, untrained[example.language], settings)
    ]
    arrays = _learn(arrays, stretches, codes, settings)
    shared = {name: array for name, array in arrays.items() if not name.startswith(("read.", "words."))}
    return {
        code: replace(
            tagger,
            arrays={
                **shared,
                "words": arrays[f"words.{code}"],
                "read.weight": arrays[f"read.{code}.weight"],
                "read.bias": arrays[f"read.{code}.bias"],
            },
        )
        for code, tagger in untrained.items()
    }


def _known(examples: Iterable[Example], name: str, least: int) -> dict[str, int]:
    counts = Counter(value for example in examples for value in example.values[name])
    return numbered(sorted(value for value, count in counts.items() if count >= least))


def _initial(
    tables: Mapping[str, Mapping[str, int]], taggers: Mapping[str, Tagger], settings: Settings
) -> dict[str, NDArray[np.float32]]:
    """The weights that learning starts from."""
    rng = np.random.default_rng(settings.seed)
    shape = settings.shape

    def normal(*size: int, scale: float = 0.1) -> NDArray[np.float32]:
        return (rng.normal(size=size) * scale).astype(np.float32)

    def layer(name: str, inputs: int, outputs: int) -> dict[str, NDArray[np.float32]]:
        weight = normal(inputs, outputs, scale=(2 / (inputs + outputs)) ** 0.5)
        return {f"{name}.weight": weight, f"{name}.bias": np.zeros(outputs, np.float32)}

    arrays = {f"embed.{name}": normal(len(rows) + 1, WIDTHS[name]) for name, rows in tables.items()}
    for code, tagger in taggers.items():
        arrays[f"words.{code}"] = normal(len(tagger.words) + 1, shape.words)
        arrays |= layer(f"read.{code}", tagger.shape.states, shape.read)
    arrays |= layer("token", sum(WIDTHS.values()) + shape.words + shape.read, shape.width)
    for number in range(len(TOKEN_STEPS)):
        arrays |= layer(f"token{number}", 3 * shape.width, shape.width)
    arrays |= layer("cue", shape.width, CUE_WIDTH)
    arrays |= {"cue.out": normal(CUE_WIDTH, scale=0.15), "cue.constant": np.float32(-3) * np.ones((), np.float32)}
    arrays |= {"pair.token": layer("", shape.width, shape.pair)[".weight"]}
    arrays |= {"pair.cue": layer("", shape.width, shape.pair)[".weight"], "pair.bias": np.zeros(shape.pair, np.float32)}
    arrays |= {f"relation.{name}": normal(size, shape.pair, scale=0.3) for name, size in SIZES.items()}
    for number in range(len(PAIR_STEPS)):
        arrays |= layer(f"pair{number}", 3 * shape.pair, shape.pair)
    return arrays | layer("role", 2 * shape.pair, len(ROLES))


def _stretches(example: Example, tagger: Tagger, settings: Settings) -> Iterator[Stretch]:
    """The example in stretches of whole sentences that a step has room for."""
    rows = tagger.rows(example.values)
    bounds: list[tuple[int, int]] = []
    for start, end in example.sentences:
        if bounds and end - bounds[-1][0] <= LONGEST:
            bounds[-1] = (bounds[-1][0], end)
        else:
            bounds.append((start, min(end, start + settings.tokens - GAP)))
    for start, end in bounds:
        yield Stretch(example, rows, start, end, [cue for cue in example.roles if start <= cue < end])


def _batches(
    stretches: Sequence[Stretch], codes: Sequence[str], settings: Settings, rng: random.Random
) -> list[tuple[str, list[Stretch]]]:
    """The steps of an epoch, each of one language."""
    found: list[tuple[str, list[Stretch]]] = []
    for code in codes:
        mine = [s for s in stretches if s.example.language == code]
        mine = rng.sample(mine, k=round(settings.shares.get(code, 1.0) * len(mine)))
        room = 0
        for stretch in mine:
            size = stretch.end - stretch.start + GAP
            if size > room:
                found.append((code, []))
                room = settings.tokens
            found[-1][1].append(stretch)
            room -= size
    rng.shuffle(found)
    return found


def _build(stretches: Sequence[Stretch], settings: Settings) -> Arrays:
    """The arrays of one step; cues for which there is no room are left out."""
    shape, length, most = settings.shape, settings.tokens, settings.cues
    time = 2 * shape.around
    rows = {name: np.zeros(length, np.int32) for name in (*TABLES, "word")}
    states = stretches[0].example.tensor.shape[1]
    tensor, mask = np.zeros((length, states), np.float16), np.zeros(length, np.float32)
    is_cue, cues, real = np.zeros(length, np.float32), np.zeros(most, np.int32), np.zeros(most, np.float32)
    tokens, near = np.zeros((time, most), np.int32), np.zeros((time, most), np.float32)
    relations = {name: np.zeros((time, most), np.int32) for name in SIZES}
    roles = np.zeros((time, most), np.int32)
    place = count = 0
    for stretch in stretches:
        example, start, end = stretch.example, stretch.start, stretch.end
        here = slice(place, place + end - start)
        for name, column in rows.items():
            column[here] = stretch.rows[name][start:end]
        tensor[here], mask[here] = example.tensor[start:end], 1
        shift = place - start
        is_cue[[cue + shift for cue in stretch.cues]] = 1
        some = stretch.cues[: most - count]
        if some:
            found, between = around(example.positions, some, shape.around)
            columns = slice(count, count + len(some))
            inside = (found >= start) & (found < end)
            near[:, columns], tokens[:, columns] = inside, np.where(inside, found + shift, 0)
            cues[columns], real[columns] = np.asarray(some) + shift, 1
            for name, table in relations.items():
                table[:, columns] = between[name]
            for number, cue in enumerate(some, start=count):
                for token, role in example.roles[cue].items():
                    if 0 <= token - cue + shape.around < time:
                        roles[token - cue + shape.around, number] = role
            count += len(some)
        place += end - start + GAP
    given: Arrays = {"rows": rows, "tensor": tensor, "mask": mask, "is_cue": is_cue, "cues": cues, "real": real}
    return {**given, "tokens": tokens, "near": near, "relations": relations, "roles": roles}


def _learn(
    arrays: Arrays, stretches: Sequence[Stretch], codes: Sequence[str], settings: Settings
) -> dict[str, NDArray[np.float32]]:
    """The arrays after the last epoch: Adam, with a warm-up and a linear decay."""
    rng, key = random.Random(settings.seed), jax.random.PRNGKey(settings.seed)  # noqa: S311
    steps = settings.epochs * len(_batches(stretches, codes, settings, random.Random(0)))  # noqa: S311
    warm, constant = min(60, steps // 4), int(0.4 * steps)
    rate = optax.join_schedules(
        [
            optax.linear_schedule(0, settings.rate, warm),
            optax.constant_schedule(settings.rate),
            optax.linear_schedule(settings.rate, settings.rate / 50, steps - constant),
        ],
        [warm, constant],
    )
    optimizer = optax.chain(optax.clip_by_global_norm(5.0), optax.adamw(rate, b2=0.98, weight_decay=settings.decay))
    state = {name: jnp.asarray(array) for name, array in arrays.items()}
    moments = optimizer.init(state)

    @partial(jax.jit, static_argnames="code", donate_argnums=(0, 1))
    def update(state: Arrays, moments: Any, given: Arrays, key: Array, code: str) -> Any:
        loss, slopes = jax.value_and_grad(_loss, has_aux=True)(state, given, key, code, settings)[0:2]
        changes, moments = optimizer.update(slopes, moments, state)
        return optax.apply_updates(state, changes), moments, loss[1]

    step = 0
    for epoch in range(1, settings.epochs + 1):
        losses = []
        for code, some in _batches(stretches, codes, settings, rng):
            step += 1
            given = _build(some, settings)
            state, moments, parts = update(state, moments, given, jax.random.fold_in(key, step), code)
            losses.append(parts)
        cue, role, count = np.sum(np.asarray(losses), axis=0)
        log.info("epoch %d of %d: cues %.3f, roles %.3f", epoch, settings.epochs, cue / count, role / count)
    return {name: np.asarray(array) for name, array in state.items()}


def _loss(arrays: Arrays, given: Arrays, key: Array, code: str, settings: Settings) -> tuple[Array, Array]:
    """The loss a cue, and its parts: of finding cues, of roles, and the number of cues."""
    keys = iter(jax.random.split(key, 32))

    def drop(array: Array) -> Array:
        # Around a cue the same at every token, as there the tokens are told apart by where they stand.
        size = array.shape if array.ndim == 2 else (1, *array.shape[1:])
        return array * jax.random.bernoulli(next(keys), 1 - settings.dropout, size) / (1 - settings.dropout)

    def drop_words(rows: Array) -> Array:
        return jnp.where(jax.random.bernoulli(next(keys), 1 - settings.word_dropout, rows.shape), rows, 0)

    backend = Backend(np=jnp, scan=jax.lax.scan, drop=drop, drop_words=drop_words)
    mine = {
        **arrays,
        "words": arrays[f"words.{code}"],
        "read.weight": arrays[f"read.{code}.weight"],
        "read.bias": arrays[f"read.{code}.bias"],
    }
    embedded = embed(mine, given["rows"], given["tensor"].astype(jnp.float32), backend=backend)
    states = encode(mine, embedded, given["mask"], backend=backend)
    odds = score_cues(mine, states, backend=backend)
    cue = (jnp.logaddexp(0, jnp.where(given["is_cue"] == 1, -odds, odds)) * given["mask"]).sum()
    around_cues = states[given["cues"]], states[given["tokens"]]
    scores = score_roles(mine, *around_cues, given["relations"], given["near"], backend=backend)
    chances = jnp.take_along_axis(jax.nn.log_softmax(scores), given["roles"][..., None], -1)[..., 0]
    role = -(chances * given["near"] * given["real"][None]).sum()
    count = jnp.maximum(1, given["real"].sum())
    return (cue + settings.role_weight * role) / count, jnp.stack([cue, role, count])
