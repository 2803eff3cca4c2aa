"""Learns two related languages as one, for the sake of that which has less to learn from.

Ukrainian and Russian share an alphabet and the names of the dictionary's grammemes: a network that knows one reads the
other, with the other's dictionary, at LAS 55 without having seen a tree of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from typing import TYPE_CHECKING

import numpy as np

from kb.parse.features import Vocabulary
from kb.training.examples import Targets, number, words_of

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from kb.training.entities import Passage
    from kb.training.treebanks import Sentence


@dataclass(frozen=True, slots=True)
class Material:
    """All that a network learns from: treebanks and entities, and the treebanks of a related language."""

    treebanks: Sequence[Sequence[Sentence]]
    passages: Sequence[Passage]
    related: Sequence[Sequence[Sentence]] = ()


@dataclass(frozen=True, slots=True)
class Numbers:
    """What stands for what while a network learns: `targets` of the language, `related` of the other one.

    These differ in the forms only: a form that both write alike is two, with readings of its own in each.
    """

    vocabulary: Vocabulary
    targets: Targets
    related: Targets
    features: tuple[NDArray[np.int32], NDArray[np.float32]]


def alone(vocabulary: Vocabulary, targets: Targets) -> Numbers:
    """The numbers of a language that is learnt alone."""
    forms = list(targets.forms)
    return Numbers(vocabulary, targets, targets, (vocabulary.ids(forms), vocabulary.allowed(forms)))


def together(vocabulary: Vocabulary, material: Material, *, other: Vocabulary) -> Numbers:
    """The numbers of two languages; `other` is the vocabulary of the related one."""
    own = number(chain(*material.treebanks), material.passages).forms
    theirs = {form: row for row, form in enumerate(sorted(set(words_of(*material.related))), start=len(own))}
    both = number(chain(*material.treebanks, *material.related), material.passages)
    wide = Vocabulary(
        vocabulary.dictionary,
        {name: _union(rows, other.tables[name], first=1) for name, rows in vocabulary.tables.items()},
        _union(vocabulary.readings, other.readings, first=0),
    )
    other = Vocabulary(other.dictionary, wide.tables, wide.readings)
    features = (
        np.concatenate([wide.ids(own), other.ids(theirs)]),
        np.concatenate([wide.allowed(own), other.allowed(theirs)]),
    )
    return Numbers(wide, replace(both, forms=own), replace(both, forms=theirs), features)


def _union(*names: Iterable[str], first: int) -> dict[str, int]:
    return {name: row for row, name in enumerate(sorted(set(chain(*names))), start=first)}
