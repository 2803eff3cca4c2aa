"""Named entities as one label a token: BIOES (begin, inside, end, single, outside)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

OUTSIDE = "O"


def to_labels(iob: Sequence[str]) -> Iterator[str]:
    """The labels of a token sequence in IOB.

    >>> list(to_labels(["B-LOC", "O", "B-PERS", "I-PERS"]))
    ['S-LOC', 'O', 'B-PERS', 'E-PERS']
    """
    for label, following in zip(iob, [*iob, OUTSIDE][1:], strict=True):
        goes_on = following == "I-" + label[2:]
        if label == OUTSIDE:
            yield label
        elif label.startswith("B-"):
            yield ("B-" if goes_on else "S-") + label[2:]
        else:
            yield ("I-" if goes_on else "E-") + label[2:]


def to_spans(labels: Iterable[str]) -> Iterator[tuple[int, int, str]]:
    """First token, token after the last, and type of every entity in a valid sequence of labels.

    >>> list(to_spans(["S-LOC", "O", "B-PERS", "E-PERS"]))
    [(0, 1, 'LOC'), (2, 4, 'PERS')]
    """
    start = 0
    for index, label in enumerate(labels):
        if label[0] in "BS":
            start = index
        if label[0] in "ES":
            yield start, index + 1, label[2:]


def transitions(labels: Sequence[str]) -> NDArray[np.float32]:
    """0 where a label may follow another, else a very low score; the last row is the start, the last column the end."""
    size = len(labels)
    scores = np.full((size + 1, size + 1), -1e9, np.float32)
    for row, before in enumerate([*labels, OUTSIDE]):
        for column, after in enumerate([*labels, OUTSIDE]):
            opened = before[0] in "BI"
            if (opened and after[0] in "IE" and after[2:] == before[2:]) or (not opened and after[0] in "OBS"):
                scores[row, column] = 0.0
    return scores


def best_labels(scores: NDArray[np.float32], allowed: NDArray[np.float32]) -> list[int]:
    """The best valid sequence (Viterbi) under scores (token, label)."""
    total = scores[0] + allowed[-1, :-1]
    back: list[NDArray[np.intp]] = []
    for row in scores[1:]:
        paths = total[:, None] + allowed[:-1, :-1]
        back.append(paths.argmax(axis=0))
        total = paths.max(axis=0) + row
    best = [int((total + allowed[:-1, -1]).argmax())]
    for pointers in reversed(back):
        best.append(int(pointers[best[-1]]))
    return best[::-1]
