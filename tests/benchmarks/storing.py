"""Measures storing claims, graph and index, against the bare `bulk_load` of the same quads.

`python -m tests.benchmarks.storing`: the triples of made-up articles to a store that is closed, in turns. What it takes
to make the triples of claims, which are given to `bulk_load`, is told besides.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from typing import NamedTuple

import pyoxigraph as ox

from kb.graph import BASE, to_triples
from kb.ingest.partitions import Partitions
from kb.ingest.written import Written, write
from kb.knowledge_base import KnowledgeBase
from kb.model import Extraction
from kb.store import open_store
from tests.benchmarks.__main__ import show
from tests.benchmarks.ingest import Took, timed
from tests.benchmarks.results import run as run_benchmark
from tests.benchmarks.synthetic import CLAIMS, News

MOST = 2.5
"""How many times the seconds of `bulk_load` storing takes at most."""
ARTICLES = 300
TURNS = 3


def bare(source: Path, folder: Path) -> Took:
    """The quads into a store of Oxigraph, and nothing else."""
    with timed() as took:
        store = ox.Store(folder)
        store.bulk_load(path=source, format=ox.RdfFormat.N_QUADS)
        store.flush()
        del store
    return took


def written(made: list[Extraction]) -> tuple[list[Written], Took]:
    """The graphs of the extractions written out, which is the work of whoever extracts."""
    with timed() as took:
        found = [write(each, base=BASE) for each in made]
    return [each for each in found if isinstance(each, Written)], took


def loaded(found: list[Written], folder: Path) -> Took:
    """What is written out into a store and its index, a partition at a time."""
    with opened(folder) as (kb, took), Partitions(kb.store, kb._has) as partitions:
        for each in found:
            partitions.take(each)
    return took


def put(made: list[Extraction], folder: Path) -> Took:
    """The extractions into a store and its index, one by one."""
    with opened(folder) as (kb, took):
        for each in made:
            kb.put(each)
    return took


@contextmanager
def opened(folder: Path) -> Iterator[tuple[KnowledgeBase, Took]]:
    """A knowledge base in a new folder, and how long it takes until it is closed."""
    with timed() as took, KnowledgeBase(open_store(f"oxigraph:{folder}")) as kb:
        yield kb, took


def quads_of(store: Path, target: Path) -> int:
    """Write all quads of a store to a file; gives how many they are."""
    there = ox.Store.read_only(str(store))
    there.dump(target, ox.RdfFormat.N_QUADS)
    return len(there)


class Turn(NamedTuple):
    """What each way took, one after the other."""

    bare: Took
    making: Took
    writing: Took
    loading: Took
    putting: Took


def turn(made: list[Extraction], source: Path, folder: Path) -> Turn:
    """Store the extractions in each way; `source` has their quads."""
    least = bare(source, folder / "bare")
    with timed() as making:
        for each in made:
            to_triples(each)
    found, writing = written(made)
    return Turn(least, making, writing, loaded(found, folder / "loaded"), put(made, folder / "put"))


def tell(turns: list[Turn], articles: int, what: str, seconds: Callable[[Took], float]) -> None:
    """The figures by the clock or by the processors."""

    def times(taken: Callable[[Turn], float]) -> float:
        return median(taken(each) / seconds(each.bare) for each in turns)

    storing = times(lambda each: seconds(each.writing) - seconds(each.making) + seconds(each.loading))
    show("  in partitions, from triples", f"{storing:.2f}", f"at most {MOST}, {what}", good=storing <= MOST)
    show("    of it loading into graph and index", f"{times(lambda each: seconds(each.loading)):.2f}")
    show("    besides, making the triples", f"{times(lambda each: seconds(each.making)):.2f}")
    show("  one by one, with making them", f"{times(lambda each: seconds(each.putting)):.2f}")
    show("  bulk_load", f"{1000 * median(seconds(each.bare) for each in turns) / articles:.1f} ms an article")


def main(given: list[str]) -> None:
    """Store so many articles in each way, in turns."""
    articles = int(given[0]) if given else ARTICLES
    made = [News().article(number) for number in range(articles)]
    with tempfile.TemporaryDirectory() as temporary:
        root = Path(temporary)
        put(made, root / "first")
        quads = quads_of(root / "first", root / "all.nq")
        turns = []
        for name in map(str, range(TURNS)):
            (root / name).mkdir()
            turns.append(turn(made, root / "all.nq", root / name))
    show(f"store {articles * CLAIMS} claims, {quads:,} quads", "times bulk_load")
    tell(turns, articles, "clock", lambda took: took.clock)
    tell(turns, articles, "processors", lambda took: took.processors)


if __name__ == "__main__":
    run_benchmark("storing", main)
