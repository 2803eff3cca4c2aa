"""What the benchmarks read: the bundled examples, over and over, and the annotated articles where they are."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from pathlib import Path

from kb.model import Article
from kb.read import read
from kb.resources import examples

SHARED = Path(os.environ.get("KB_SHARED", Path(__file__).parents[3] / "shared"))
ANNOTATED = SHARED / "gold" / "train_uk.jsonl"
PASSAGES = 200


def articles(source: Path) -> list[Article]:
    """The articles that can be read from a source."""
    return [item for item in read(str(source)) if isinstance(item, Article)]


def repeated(found: list[Article], times: int) -> Iterator[Article]:
    """The same articles several times, each time under ids of their own."""
    for number in range(times):
        for article in found:
            yield replace(article, id=f"{article.id}-{number}")


def samples() -> dict[str, list[Article]]:
    """The texts to measure with, by name."""
    found = {"examples": list(repeated(articles(examples()), 6))}
    if ANNOTATED.is_file():
        found["annotated passages"] = list(islice(articles(ANNOTATED), PASSAGES))
    return found
