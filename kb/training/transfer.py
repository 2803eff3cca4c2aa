"""Starts the network of one language from the trained network of a related one.

Ukrainian and Russian share the alphabet, the names of the dictionary's grammemes, and most tags and relations; so
what an array's row or column stands for is found by its name, and an array without such names is taken as it is.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np

from kb.parse.features import UNKNOWN

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

    from kb.parse.weights import Weights
    from kb.training.related import Numbers

    Floats = NDArray[np.float32]
    Pairs = tuple[list[int], list[int]]


def transfer(arrays: Mapping[str, Floats], numbers: Numbers, *, source: Weights) -> dict[str, Floats]:
    """The initial `arrays` with all that the `source` knows under the same names, or names much like them."""
    vocabulary, targets = numbers.vocabulary, numbers.targets
    started = {name: array.copy() for name, array in arrays.items()}
    for name, array in source.arrays.items():
        if name in started and started[name].shape == array.shape:
            started[name] = array.copy()
    for table, rows in vocabulary.tables.items():
        known = source.vocabulary.tables[table]
        same = [(row, known[value]) for value, row in rows.items() if value in known]
        _copy(started, arrays, source, f"embed.{table}", _unzip([(UNKNOWN, UNKNOWN), *same]), axis=0)
    columns = source.vocabulary.readings
    shared = _unzip((row, columns[name]) for name, row in vocabulary.readings.items() if name in columns)
    _copy(started, arrays, source, "readings", shared, axis=0)
    for head, wanted, there in (
        ("tags", list(targets.tags), list(source.tags)),
        ("entities", list(targets.entities), list(source.entities)),
        ("label", list(targets.relations), list(source.relations)),
    ):
        pairs = _unzip(_matches(wanted, there))
        for part in ("weight", "bias"):
            _copy(started, arrays, source, f"{head}.{part}", pairs, axis=-1)
    pairs = _unzip(_matches(list(targets.relations), list(source.relations)))
    bilinear = arrays["label.bilinear"].reshape(len(arrays["label.bilinear"]), len(targets.relations), -1).copy()
    given = source.arrays["label.bilinear"].reshape(len(bilinear), len(source.relations), -1)
    bilinear[:, pairs[0]] = given[:, pairs[1]]
    started["label.bilinear"] = bilinear.reshape(arrays["label.bilinear"].shape)
    return started


def _copy(
    started: dict[str, Floats], arrays: Mapping[str, Floats], source: Weights, name: str, pairs: Pairs, *, axis: int
) -> None:
    """Rows or columns of one array from those of the source's."""
    if name not in arrays or name not in source.arrays:
        return
    array = np.moveaxis(arrays[name].copy(), axis, 0)
    array[pairs[0]] = np.moveaxis(source.arrays[name], axis, 0)[pairs[1]]
    started[name] = np.moveaxis(array, 0, axis).copy()


def _matches(wanted: Sequence[object], there: Sequence[object]) -> Iterable[tuple[int, int]]:
    """Which name of the source each name starts as."""
    for place, name in enumerate(wanted):
        score, best = max((alike(name, other), -other_place) for other_place, other in enumerate(there))
        if score > 0:
            yield place, -best


def alike(name: object, other: object) -> float:
    """How much two labels share: 1 if they are the same, 0.9 without subtypes, tags by their features.

    >>> alike("nsubj:pass", "nsubj"), alike("obj", "iobj"), alike("S-LOC", "S-ORG")
    (0.9, 0.0, 0.0)
    >>> alike(("NOUN", "Case=Gen|Number=Sing"), ("NOUN", "Animacy=Inan|Case=Gen|Number=Sing"))
    0.75
    """
    if name == other:
        return 1.0
    if isinstance(name, str) and isinstance(other, str):
        return 0.9 * (name.split(":")[0] == other.split(":")[0])
    if isinstance(name, tuple) and isinstance(other, tuple) and name[0] == other[0]:
        ours, theirs = ({name[0], *str(feats).split("|")} - {""} for _, feats in (name, other))
        return len(ours & theirs) / len(ours | theirs)
    return 0.0


def _unzip(pairs: Iterable[tuple[int, int]]) -> Pairs:
    to, of = [], []
    for target, place in pairs:
        to.append(target)
        of.append(place)
    return to, of
