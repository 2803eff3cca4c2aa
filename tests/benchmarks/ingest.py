"""Measures adding: what a second worker gains, what a whole `kb add` costs: `python -m tests.benchmarks.ingest`.

On a machine that does something else meanwhile the seconds of a clock tell little; those of the processors tell more,
and are measured, too.
"""

from __future__ import annotations

import json
import resource
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from itertools import cycle
from pathlib import Path
from statistics import median

from kb.extract import Extractor, Setup
from kb.ingest.batches import ARTICLES
from kb.ingest.workers import Workers
from kb.knowledge_base import KnowledgeBase
from kb.model import Article
from kb.store import open_store
from tests.benchmarks.__main__ import REPETITIONS, parse_only, show
from tests.benchmarks.results import run
from tests.benchmarks.texts import samples
from tests.trained import trained

LEAST = 1.7
"""How many times as fast two workers extract as one."""
MOST = 1.8
"""How many times the seconds of the bare pipeline `kb add` takes at most."""
BATCHES = 6
"""Batches that the workers are measured with, an even number: one that is left over would be waited for."""


class Took:
    """The seconds that a block took: of a clock, and of the processors, with those of processes that ended in it."""

    def __init__(self) -> None:
        self.clock = self.processors = 0.0


@contextmanager
def timed() -> Iterator[Took]:
    """Measure a block."""
    took = Took()
    clock, processors = time.perf_counter(), _processors()
    yield took
    took.clock, took.processors = time.perf_counter() - clock, _processors() - processors


def _processors() -> float:
    both = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(each.ru_utime + each.ru_stime for each in both)


def working(articles: list[Article], number: int) -> tuple[float, float]:
    """Seconds that so many workers take, their models loaded: of a clock, and of the processors."""
    warming = articles[: ARTICLES * number]
    with timed() as starting, Workers(number, Setup({})) as workers:
        list(workers.extract(warming, _same))
    with timed() as both, Workers(number, Setup({})) as workers:
        list(workers.extract(warming, _same))
        with timed() as extracting:
            list(workers.extract(articles, _same))
    return extracting.clock, both.processors - starting.processors


def _same(article: Article) -> Article:
    return article


def workers(articles: list[Article], name: str) -> None:
    """What a second worker gains by the clock, and what it would where both have a processor of their own."""
    many = [replace(each, id=f"{each.id}-{n}") for n, each in zip(range(BATCHES * ARTICLES), cycle(articles))]
    one, two = (working(many, number) for number in (1, 2))
    gained = one[0] / two[0]
    show(f"2 workers against 1, {name}", f"{gained:.2f}", f"at least {LEAST}, clock", good=gained >= LEAST)
    show("  where both have a processor", f"{2 * one[1] / two[1]:.2f}")


def whole(extractor: Extractor, articles: list[Article], code: str, name: str) -> None:
    """`kb add` in one process, from a file to a store on disk, against the bare pipeline on its texts, in turns."""
    pairs = [(_bare(extractor, articles, code), _added(extractor, articles)) for _ in range(REPETITIONS + 1)][1:]
    by: dict[str, Callable[[Took], float]] = {"clock": lambda took: took.clock, "processors": lambda t: t.processors}
    for what, seconds in by.items():
        ratio = median(seconds(added) / seconds(bare) for bare, added in pairs)
        show(f"kb add against the bare pipeline, {name}", f"{ratio:.2f}", f"at most {MOST}, {what}", good=ratio <= MOST)


def _bare(extractor: Extractor, articles: list[Article], code: str) -> Took:
    with timed() as took:
        parse_only(extractor, articles, code)
    return took


def _added(extractor: Extractor, articles: list[Article]) -> Took:
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "articles.jsonl"
        rows = ({"id": each.id, "text": each.text, "lang": each.language} for each in articles)
        source.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
        with KnowledgeBase(open_store(f"oxigraph:{Path(folder) / 'store'}"), extractor=extractor) as kb:
            with timed() as took:
                added = sum(1 for _ in kb.add([str(source)]))
            if added != len(articles):
                raise RuntimeError(f"{added} of {len(articles)} articles were added")
    return took


def main(_given: list[str]) -> None:
    """Measure adding in every language that has a model."""
    extractor = Extractor()
    for language in trained():
        *_, (sample, found) = samples(language).items()
        whole(extractor, found, language, f"{language} {sample}")
        workers(found, f"{language} {sample}")


if __name__ == "__main__":
    run("ingest", main)
