"""Corpora as numbers: padded batches of token ids with what the network is to learn of each token."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING, TypeVar

import numpy as np

from kb.parse.labels import to_labels

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from kb.training.entities import Passage
    from kb.training.treebanks import Sentence

Name = TypeVar("Name", str, tuple[str, str])

# Among how many rows that are not yet full a paragraph finds its place; with 30, 97% of English is no padding.
OPEN_ROWS = 30


@dataclass(frozen=True, slots=True)
class Targets:
    """The numbers that stand for forms, tags, relations and entity labels."""

    forms: Mapping[str, int]
    tags: Mapping[tuple[str, str], int]
    relations: Mapping[str, int]
    entities: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Example:
    """A paragraph to learn from: a column of numbers a task."""

    columns: Mapping[str, Sequence[int]]

    def __len__(self) -> int:
        return len(self.columns["forms"])


@dataclass(frozen=True, slots=True)
class Batch:
    """Paragraphs side by side: arrays of (time, batch), `mask` is 1 for real tokens."""

    columns: Mapping[str, NDArray[np.int32]]
    mask: NDArray[np.float32]


def number(sentences: Iterable[Sentence], passages: Iterable[Passage]) -> Targets:
    """Numbers for all that occurs in the training corpora."""
    sentences, passages = list(sentences), list(passages)
    forms = set(words_of(sentences, passages))
    tags = {tag for sentence in sentences for tag in zip(sentence.parts, sentence.feats, strict=True)}
    relations = {relation for sentence in sentences for relation in sentence.relations}
    marked = chain((sentence.labels for sentence in sentences), (passage.labels for passage in passages))
    labels = {label for iob in marked for label in to_labels(iob)}
    return Targets(_numbered(forms), _numbered(tags), _numbered(relations), _numbered(labels))


def words_of(*texts: Iterable[Sentence] | Iterable[Passage]) -> Iterator[str]:
    """Every form of some corpora, as often as it stands there."""
    for text in texts:
        for part in text:
            yield from part.words


def parsed(sentences: Sequence[Sentence], targets: Targets) -> Example:
    """Consecutive sentences of a treebank, as one paragraph, with their entities where the treebank has any."""
    tasks = ("forms", "tags", "relations", "heads", "sentence", "starts")
    columns: dict[str, list[int]] = {name: [] for name in tasks}
    for index, sentence in enumerate(sentences):
        size = len(sentence.words)
        columns["heads"] += [len(columns["forms"]) + head for head in sentence.heads]
        columns["forms"] += [targets.forms[word] for word in sentence.words]
        columns["tags"] += [targets.tags[tag] for tag in zip(sentence.parts, sentence.feats, strict=True)]
        columns["relations"] += [targets.relations[relation] for relation in sentence.relations]
        columns["sentence"] += [index] * size
        columns["starts"] += [1] + [0] * (size - 1)
    if all(sentence.labels for sentence in sentences):
        labels = [label for sentence in sentences for label in to_labels(sentence.labels)]
        columns["entities"] = [targets.entities[label] for label in labels]
    return Example(columns)


def named(passage: Passage, targets: Targets, *, tasks: Sequence[str] = ("entities",)) -> Example:
    """A passage of an entity corpus; `tasks` may be "entities" and "starts"."""
    columns = {
        "entities": [targets.entities[label] for label in to_labels(passage.labels)],
        "starts": [int(start) for start in passage.starts],
    }
    forms = [targets.forms[word] for word in passage.words]
    return Example({"forms": forms, **{task: columns[task] for task in tasks}})


def batches(examples: Sequence[Example], *, tokens: int, row: int, rng: random.Random) -> Iterator[Batch]:
    """Batches of about `tokens` tokens in rows of `row`, paragraphs that teach the same tasks together.

    Paragraphs longer than a row are left out; the last batch of a kind is filled up at random.
    """
    size = max(1, tokens // row)
    for kind in dict.fromkeys(tuple(example.columns) for example in examples):
        alike = [example for example in examples if tuple(example.columns) == kind and len(example) <= row]
        rng.shuffle(alike)
        rows = pack(alike, row)
        rng.shuffle(rows)
        for first in range(0, len(rows), size):
            chosen = rows[first : first + size]
            yield pad([*chosen, *rng.choices(rows, k=size - len(chosen))], row)


def pack(examples: Iterable[Example], row: int) -> list[list[Example]]:
    """Rows of paragraphs, each as full as first fit makes it with a token of padding after every paragraph."""
    full: list[list[Example]] = []
    opened: list[tuple[int, list[Example]]] = []
    for example in examples:
        place = next((at for at, (room, _) in enumerate(opened) if room >= len(example)), None)
        room, held = opened.pop(place) if place is not None else (row, [])
        held.append(example)
        opened.append((room - len(example) - 1, held))
        if len(opened) > OPEN_ROWS:
            full.append(opened.pop(0)[1])
    return [*full, *(held for _, held in opened)]


def pad(rows: Sequence[Sequence[Example]], length: int) -> Batch:
    """Rows of examples of one kind as a batch.

    Padding resets the states of the network, so that the paragraphs of a row know nothing of each other. A padding
    token is a sentence of its own, and its own head.
    """
    columns = {name: np.zeros((length, len(rows)), np.int32) for name in rows[0][0].columns}
    mask = np.zeros((length, len(rows)), np.float32)
    if "heads" in columns:
        columns["heads"][:] = np.arange(length)[:, None]
        columns["sentence"][:] = -1 - np.arange(length)[:, None]
    for place, examples in enumerate(rows):
        start = 0
        for example in examples:
            own = slice(start, start + len(example)), place
            mask[own] = 1
            for name, values in example.columns.items():
                # Heads are places in the row, and numbers of sentences are made to differ from paragraph to paragraph.
                columns[name][own] = np.asarray(values) + start * (name in {"heads", "sentence"})
            start += len(example) + 1
    return Batch(columns, mask)


def _numbered(names: set[Name]) -> dict[Name, int]:
    return {name: number for number, name in enumerate(sorted(names))}
