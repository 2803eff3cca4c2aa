"""The best dependency tree under arc scores: Chu-Liu and Edmonds, with exactly one root.

McDonald et al., "Non-projective Dependency Parsing using Spanning Tree Algorithms" (HLT 2005).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

# Beyond the three best candidates another root never won on the dev sets.
ROOT_CANDIDATES = 3


def best_tree(scores: NDArray[np.float32]) -> NDArray[np.intp]:
    """The head of every token; `scores[token, head]`, the diagonal scores a token as the root, which is its own head.

    >>> best_tree(np.array([[0.0, 5.0], [4.0, 3.0]], np.float32)).tolist()
    [1, 1]
    """
    greedy: NDArray[np.intp] = scores.argmax(axis=1)
    if np.count_nonzero(greedy == np.arange(len(greedy))) == 1 and not _cycle(greedy):
        return greedy
    roots = np.argsort(-_margins(scores))[:ROOT_CANDIDATES]
    trees = [_tree_from(scores, int(root)) for root in roots]
    return max(trees, key=lambda heads: float(scores[np.arange(len(heads)), heads].sum()))


def _margins(scores: NDArray[np.float32]) -> NDArray[np.float32]:
    """How much better each token is as a root than under its best head."""
    others = scores.copy()
    np.fill_diagonal(others, -np.inf)
    margins: NDArray[np.float32] = scores.diagonal() - np.where(len(scores) > 1, others.max(axis=1), 0)
    return margins


def _tree_from(scores: NDArray[np.float32], root: int) -> NDArray[np.intp]:
    arcs = scores.astype(np.float64)
    np.fill_diagonal(arcs, -np.inf)
    arcs[root] = -np.inf
    arcs[root, root] = 0.0
    return _arborescence(arcs)


def _arborescence(arcs: NDArray[np.float64]) -> NDArray[np.intp]:
    """The best tree where the only token with a finite diagonal is the root."""
    heads: NDArray[np.intp] = arcs.argmax(axis=1)
    cycle = _cycle(heads)
    if not cycle:
        return heads
    inside = np.array(cycle)
    outside = np.array([node for node in range(len(arcs)) if node not in set(cycle)])
    # Contract the cycle to one node, the last: what enters it pays for the arc of the cycle that it breaks.
    gains = arcs[np.ix_(inside, outside)] - arcs[inside, heads[inside]][:, None]
    size = len(outside) + 1
    smaller = np.full((size, size), -np.inf)
    smaller[:-1, :-1] = arcs[np.ix_(outside, outside)]
    smaller[-1, :-1] = gains.max(axis=0)
    smaller[:-1, -1] = arcs[np.ix_(outside, inside)].max(axis=1)
    chosen = _arborescence(smaller)
    entry = int(chosen[-1])
    broken = inside[gains[:, entry].argmax()]
    heads[broken] = outside[entry]
    for row, head in enumerate(chosen[:-1]):
        node = outside[row]
        heads[node] = outside[head] if head < size - 1 else inside[arcs[node, inside].argmax()]
    return heads


def _cycle(heads: NDArray[np.intp]) -> list[int]:
    """The tokens of some cycle longer than one, or nothing."""
    state = [0] * len(heads)
    for start in range(len(heads)):
        path = []
        node = start
        while state[node] == 0:
            state[node] = 1
            path.append(node)
            node = int(heads[node])
        if state[node] == 1 and int(heads[node]) != node and node in path:
            return path[path.index(node) :]
        for seen in path:
            state[seen] = 2
    return []
