"""A trained network on disk: `weights.npz` (half precision) and `labels.json`."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

import numpy as np

from kb.parse.features import Vocabulary
from kb.parse.network import Shape

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Weights:
    """A network: its arrays, what its rows stand for and what its scores stand for."""

    shape: Shape
    vocabulary: Vocabulary
    tags: Sequence[tuple[str, str]]
    relations: Sequence[str]
    entities: Sequence[str]
    arrays: Mapping[str, NDArray[np.float32]]


def write_weights(weights: Weights, folder: Path) -> None:
    """Writes a network into a folder, which is made if need be."""
    folder.mkdir(parents=True, exist_ok=True)
    halved = {name: array.astype(np.float16) for name, array in weights.arrays.items()}
    np.savez_compressed(folder / "weights.npz", allow_pickle=False, **halved)
    labels = {
        "shape": asdict(weights.shape),
        "dictionary": weights.vocabulary.dictionary,
        "tables": {name: list(rows) for name, rows in weights.vocabulary.tables.items()},
        "readings": list(weights.vocabulary.readings),
        "tags": weights.tags,
        "relations": weights.relations,
        "entities": weights.entities,
    }
    (folder / "labels.json").write_text(json.dumps(labels, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")


def read_weights(folder: Path) -> Weights:
    """Reads what `write_weights` wrote."""
    labels = json.loads((folder / "labels.json").read_text(encoding="utf-8"))
    with np.load(folder / "weights.npz", allow_pickle=False) as packed:
        arrays = {name: packed[name].astype(np.float32) for name in packed.files}
    tables = {
        name: {value: row for row, value in enumerate(values, start=1)} for name, values in labels["tables"].items()
    }
    readings = {reading: column for column, reading in enumerate(labels["readings"])}
    return Weights(
        shape=Shape(**labels["shape"]),
        vocabulary=Vocabulary(labels["dictionary"], tables, readings),
        tags=[(part, feats) for part, feats in labels["tags"]],
        relations=labels["relations"],
        entities=labels["entities"],
        arrays=arrays,
    )
