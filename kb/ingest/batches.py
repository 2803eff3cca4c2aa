"""Articles some at a time: so that they can be parsed together, and memory stays bounded."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TypeVar

from kb.model import Article

# So many articles are parsed together, or so much text.
ARTICLES = 16
CHARACTERS = 100_000
Other = TypeVar("Other")
Batch = tuple[Article, ...]


def batches(items: Iterable[Article | Other], *, hold_back: bool = True) -> Iterator[Batch | Other]:
    """The articles among the items in batches, and all else in its place between them.

    With `hold_back` an item that is no article ends a batch, so that everything stays in order; without, it comes at
    once, and only None ends a batch.
    """
    waiting: list[Article] = []
    characters = 0
    for item in items:
        if isinstance(item, Article):
            waiting.append(item)
            characters += len(item.text)
        is_full = len(waiting) == ARTICLES or characters >= CHARACTERS
        if waiting and (is_full or item is None or (hold_back and not isinstance(item, Article))):
            yield tuple(waiting)
            waiting, characters = [], 0
        if not isinstance(item, Article):
            yield item
    if waiting:
        yield tuple(waiting)
