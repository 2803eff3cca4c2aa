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
ANNOTATED = {
    "uk": "gold/train_uk.jsonl",
    "ru": "gold/train_ru.jsonl",
    "en": "corpora/PolNeAR/polnear.dev.jsonl.gz",
}
# Words to measure with, about: enough for a steady figure, few enough for a minute.
WORDS = 8_000


def articles(source: Path) -> list[Article]:
    """The articles that can be read from a source."""
    return [item for item in read(str(source)) if isinstance(item, Article)]


def repeated(found: list[Article]) -> Iterator[Article]:
    """The same articles over and over, each time under ids of their own."""
    for number in range(WORDS):
        for article in found:
            yield replace(article, id=f"{article.id}-{number}")


def enough(found: Iterator[Article]) -> Iterator[Article]:
    """As many articles as have the words that are wanted."""
    words = 0
    while words < WORDS and (some := list(islice(found, 1))):
        words += len(some[0].text.split())
        yield from some


def samples(code: str) -> dict[str, list[Article]]:
    """The texts of a language to measure with, by name."""
    found = {}
    if bundled := articles(examples(code)) if examples(code).is_dir() else []:
        found["examples"] = list(enough(repeated(bundled)))
    if (annotated := SHARED / ANNOTATED[code]).is_file():
        found["annotated"] = list(enough(iter(articles(annotated))))
    return found
