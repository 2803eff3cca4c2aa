"""What a network makes of a Doc: which tokens are cues, and what the tokens around each of them are to it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from kb.extract.tagger_features import SIZES, TABLES, UNKNOWN, around, positions, values
from kb.extract.tagger_network import Shape, embed, encode, score_cues, score_roles
from kb.parse.parser import NUMPY

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

    from kb.extract.context import Context

    Floats = NDArray[np.float32]

# The work on one cue is some 100 tokens: so many cues at once stay in the processor's cache (best of 4 to 64).
CUES_AT_ONCE = 16
# No probability is surer than this: one strange token must not outvote all others.
LEAST = 1e-4
# How likely a word that the lexicon does not list must be to be the head of a cue.
UNLISTED = 0.1
GREATEST_LOSS = -50.0


@dataclass(frozen=True, slots=True, eq=False)
class Tagger:
    """A trained network and the values that have a row of their own in its tables: row 0 is for all others."""

    shape: Shape
    tables: Mapping[str, Mapping[str, int]]
    words: Mapping[str, int]
    arrays: Mapping[str, Floats]

    def rows(self, found: Mapping[str, list[str]]) -> dict[str, NDArray[np.int32]]:
        """The rows of tokens in each table, for the values that `tagger_features.values` gives."""
        known = {**self.tables, "word": self.words}
        return {
            name: np.fromiter((known[name].get(value, UNKNOWN) for value in found[name]), np.int32, len(found[name]))
            for name in (*TABLES, "word")
        }


@dataclass(frozen=True, slots=True, eq=False)
class View:
    """The tokens around a possible cue, from `start` on: how likely each is its source, and how likely its content."""

    cue: int
    probability: float
    start: int
    source: Floats
    content: Floats
    expected: float = field(init=False)
    best: float = field(init=False)

    def __post_init__(self) -> None:
        """What every content is measured against: the expected number of its tokens, the best log-likelihood."""
        object.__setattr__(self, "expected", float(self.content.sum()))
        object.__setattr__(self, "best", np.log(np.maximum(self.content, 1 - self.content)).sum())

    def agreement(self, content: Iterable[tuple[int, int]]) -> tuple[float, float]:
        """How well a content fits: the expected overlap (intersection over union), and the log-likelihood it loses.

        The loss is against the likeliest content, and at least `GREATEST_LOSS`; tokens too far away count against it.
        """
        inside = np.zeros(len(self.content), bool)
        outside = 0
        for start, end in content:
            first, last = max(0, start - self.start), min(len(inside), end - self.start)
            inside[first : max(first, last)] = True
            outside += end - start - max(0, last - first)
        within = float(self.content[inside].sum())
        union = self.expected - within + int(inside.sum()) + outside
        logs = np.log(np.where(inside, self.content, 1 - self.content)).sum()
        return within / union if union else 0.0, max(GREATEST_LOSS, float(logs - self.best) - outside)

    def stretches(self, chance: float) -> list[tuple[int, int]]:
        """The tokens that are at least so likely to belong to the content, in runs; a gap of one token is bridged."""
        found: list[tuple[int, int]] = []
        for place in np.flatnonzero(self.content >= chance).tolist():
            i = self.start + place
            if found and i - found[-1][1] <= 1:
                found[-1] = (found[-1][0], i + 1)
            else:
                found.append((i, i + 1))
        return found

    def source_at(self, i: int) -> float:
        """How likely token `i` is to belong to the source; 0 for one that is too far away."""
        return float(self.source[i - self.start]) if 0 <= i - self.start < len(self.source) else 0.0

    def content_at(self, i: int) -> float:
        """How likely token `i` is to belong to the content; 0 for one that is too far away."""
        return float(self.content[i - self.start]) if 0 <= i - self.start < len(self.content) else 0.0


def view_cues(tagger: Tagger, context: Context, *, least: float) -> list[View]:
    """A view from each token that is at least this likely to be the head of a cue, in their order.

    Of words that the cue lexicon does not list more is asked: there are many, and few of them report.

    The states of the pipeline's parser are read from `doc.tensor`; a pipeline without them, or with others than those
    that the tagger was trained on, still works, and less well.
    """
    doc = context.doc
    if not len(doc):
        return []
    tensor = doc.tensor
    if np.shape(tensor) != (len(doc), tagger.shape.states):
        tensor = np.zeros((len(doc), tagger.shape.states), np.float32)
    found_values = values(context)
    embedded = embed(tagger.arrays, tagger.rows(found_values), tensor, backend=NUMPY)
    states = encode(tagger.arrays, embedded, np.ones(len(doc), np.float32), backend=NUMPY)
    chances = 1 / (1 + np.exp(-score_cues(tagger.arrays, states, backend=NUMPY)))
    listed = np.fromiter(map(bool, found_values["act"]), bool, len(doc))
    cues = np.flatnonzero(chances >= np.where(listed, least, max(least, UNLISTED))).tolist()
    places = positions(context)
    found = []
    for first in range(0, len(cues), CUES_AT_ONCE):
        some = cues[first : first + CUES_AT_ONCE]
        tokens, relations = around(places, some, tagger.shape.around)
        mask = (tokens >= 0).astype(np.float32)
        scores = score_roles(tagger.arrays, states[some], states[tokens], relations, mask, backend=NUMPY)
        roles = np.exp(scores - scores.max(axis=-1, keepdims=True))
        roles = np.clip(roles / roles.sum(axis=-1, keepdims=True), LEAST, 1 - LEAST)
        for column, cue in enumerate(some):
            real = np.flatnonzero(mask[:, column])
            _, source, content = roles[real, column].T
            found.append(View(cue, float(chances[cue]), int(tokens[real[0], column]), source, content))
    return found


def write_tagger(tagger: Tagger, folder: Path) -> None:
    """Writes a tagger into a folder, which is made if need be: `tagger.npz` (half precision) and `tagger.json`."""
    folder.mkdir(parents=True, exist_ok=True)
    halved = {name: array.astype(np.float16) for name, array in tagger.arrays.items()}
    np.savez_compressed(folder / "tagger.npz", allow_pickle=False, **halved)
    names = {
        "shape": asdict(tagger.shape),
        "tables": {name: list(rows) for name, rows in tagger.tables.items()},
        "words": list(tagger.words),
    }
    (folder / "tagger.json").write_text(json.dumps(names, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")


def read_tagger(folder: Path) -> Tagger:
    """Reads what `write_tagger` wrote."""
    names = json.loads((folder / "tagger.json").read_text(encoding="utf-8"))
    with np.load(folder / "tagger.npz", allow_pickle=False) as packed:
        arrays = {name: packed[name].astype(np.float32) for name in packed.files}
    missing = [name for name in SIZES if f"relation.{name}" not in arrays]
    if missing:
        raise ValueError(f"{folder / 'tagger.npz'} lacks the tables {', '.join(missing)}: train it again")
    return Tagger(
        shape=Shape(**names["shape"]),
        tables={name: numbered(rows) for name, rows in names["tables"].items()},
        words=numbered(names["words"]),
        arrays=arrays,
    )


def numbered(names: list[str]) -> dict[str, int]:
    """A row for each name, from 1 on."""
    return {name: row for row, name in enumerate(names, start=UNKNOWN + 1)}
