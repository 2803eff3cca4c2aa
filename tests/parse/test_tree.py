from __future__ import annotations

from itertools import product

import numpy as np
import pytest

from kb.parse.tree import best_tree


def is_tree(heads: tuple[int, ...]) -> bool:
    def root_of(node: int) -> int:
        for _ in heads:
            node = heads[node]
        return node

    roots = [node for node, head in enumerate(heads) if node == head]
    return len(roots) == 1 and all(root_of(node) == roots[0] for node in range(len(heads)))


@pytest.mark.parametrize("size", [1, 2, 3, 4, 5])
def test_no_other_tree_scores_higher(size: int) -> None:
    rng = np.random.default_rng(size)
    best_found = 0
    for _ in range(30):
        scores = rng.normal(size=(size, size)).astype(np.float32)
        heads = best_tree(scores)
        assert is_tree(tuple(heads))
        trees = [tree for tree in product(range(size), repeat=size) if is_tree(tree)]
        best = max(scores[range(size), tree].sum() for tree in trees)
        best_found += bool(scores[range(size), heads].sum() >= best - 1e-4)
    assert best_found >= 29  # only the likeliest roots are tried


def test_a_long_sentence_is_still_a_tree() -> None:
    scores = np.random.default_rng(0).normal(size=(80, 80)).astype(np.float32)
    assert is_tree(tuple(best_tree(scores)))
