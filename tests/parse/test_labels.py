from __future__ import annotations

import numpy as np
import pytest

from kb.parse.labels import best_labels, to_labels, to_spans, transitions

LABELS = ("B-PERS", "E-PERS", "I-PERS", "O", "S-PERS")


@pytest.mark.parametrize(
    ("iob", "spans"),
    [
        pytest.param(["O", "O"], [], id="no entity"),
        pytest.param(["B-LOC"], [(0, 1, "LOC")], id="one token"),
        pytest.param(["B-LOC", "B-LOC"], [(0, 1, "LOC"), (1, 2, "LOC")], id="two side by side"),
        pytest.param(["B-PERS", "I-PERS", "I-PERS", "O"], [(0, 3, "PERS")], id="three tokens"),
    ],
)
def test_labels_keep_the_entities(iob: list[str], spans: list[tuple[int, int, str]]) -> None:
    assert list(to_spans(to_labels(iob))) == spans


def test_the_best_sequence_is_a_valid_one() -> None:
    scores = np.array([[5, 0, 0, 4, 0], [0, 0, 0, 5, 0], [0, 9, 0, 1, 0]], np.float32)
    names = [LABELS[label] for label in best_labels(scores, transitions(LABELS))]
    assert names == ["B-PERS", "I-PERS", "E-PERS"]


def test_an_entity_does_not_outlast_the_text() -> None:
    scores = np.array([[9, 0, 0, 1, 2]], np.float32)
    assert [LABELS[label] for label in best_labels(scores, transitions(LABELS))] == ["S-PERS"]
