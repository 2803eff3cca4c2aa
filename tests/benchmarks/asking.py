"""Measures what asking for claims and adding an article cost as a store grows: `python -m tests.benchmarks.asking`.

Sizes are given in claims, as `10000 100000 1000000`; a million takes half an hour and 20 GB. With KB_BENCH_FOLDER the
stores are made there and kept, else in a folder that is gone afterwards. Times of questions are those of a processor.
"""

from __future__ import annotations

import os
import random
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from statistics import median

from kb.graph import id_of, revision_iri, to_graph
from kb.index import By, Wanted
from kb.index.catching_up import FILE
from kb.index.keeping import IndexedStore
from kb.knowledge_base import KnowledgeBase
from kb.model import Claim
from kb.store import open_store
from tests.benchmarks.__main__ import show
from tests.benchmarks.synthetic import (
    A_DAY,
    CLAIMS,
    FIRST,
    News,
    fill,
    vocabulary,
    zipf,
)

SIZES = (10_000, 100_000)
QUESTIONS = 41
ARTICLES = 21
SAMPLE = 40  # articles whose claims' speakers and entities are asked for
# Of the commonest words nobody asks who has said them.
TOO_COMMON = 30
MOST_GROWTH = 1.5
MOST_BYTES = 12_000
MOST_MEMORY = 3.0
# Milliseconds that each may take in the middle.
MOST = {
    "claims of a speaker in a month": 50,
    "claims about an entity": 300,
    "text search": 50,
    "text search, a phrase": 50,
    "provenance of a claim": 5,
    "monthly timeline of one entity": 100,
    "monthly timeline of all": 1_500,
}


class Questions:
    """Draws what is asked for as often as claims have it."""

    def __init__(self, articles: int) -> None:
        self._chance = random.Random(7)
        self._claims = [claim for number in range(min(SAMPLE, articles)) for claim in News().article(number).claims]
        self._months = max(1, articles // A_DAY // 30)

    def speaker_in_a_month(self) -> Wanted:
        """The claims of somebody in a month."""
        since = FIRST + timedelta(days=30 * self._chance.randrange(self._months))
        speaker = next(claim.speaker for claim in self._drawn() if claim.speaker)
        return Wanted(speaker=speaker.name, since=since, until=since + timedelta(days=29))

    def entity(self) -> Wanted:
        """The claims about somebody."""
        return Wanted(about=next(claim.about[0].name for claim in self._drawn() if claim.about))

    def word(self) -> Wanted:
        """The claims with a word."""
        return Wanted(text=self._word())

    def phrase(self) -> Wanted:
        """The claims with two words one after the other."""
        return Wanted(text=f'"{self._word()} {self._word()}"')

    def _drawn(self) -> Iterator[Claim]:
        while True:
            yield self._chance.choice(self._claims)

    def _word(self) -> str:
        known = vocabulary("uk")
        drawn = 0
        while drawn < TOO_COMMON:
            drawn = zipf(len(known)).draw(self._chance)
        return known[drawn]


def asking(sizes: Sequence[int]) -> None:
    """Medians of all that is asked, by the size of the store; bounds are those of a million claims."""
    inserts: list[float] = []
    for size in sizes:
        with place_for(size) as folder:
            made = made_store(folder, size)
            with KnowledgeBase(open_store(f"oxigraph:{made}", read_only=True)) as kb:
                read(kb, size)
            inserts.append(adding(made, size))
            bytes_each = sum(path.stat().st_size for path in made.iterdir()) / size
            show(
                "  disk per claim", f"{bytes_each:,.0f} bytes", f"at most {MOST_BYTES:,}", good=bytes_each <= MOST_BYTES
            )
            show("    of it the index", f"{(made / FILE).stat().st_size / size:,.0f} bytes")
            peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20
            show("  peak memory so far", f"{peak:.1f} GB", f"at most {MOST_MEMORY}", good=peak <= MOST_MEMORY)
        growth = inserts[-1] / inserts[0]
        show("  insert against the first size", f"{growth:.2f}", f"at most {MOST_GROWTH}", good=growth <= MOST_GROWTH)


def made_store(folder: Path, size: int) -> Path:
    """The store of so many claims, with its index."""
    made = folder / "store"
    if not made.exists():
        filling = seconds(lambda: fill(made, size // CLAIMS))
        show(f"{size:,} claims, loaded by Oxigraph", f"{filling:.0f} s")
    if not (made / FILE).exists():
        with open_store(f"oxigraph:{made}") as store:
            indexing = seconds(lambda: IndexedStore(store, most=None).close())
        show("  indexed anew", f"{indexing:.0f} s", f"{1e6 * indexing / size:.0f} µs a claim")
    return made


def read(kb: KnowledgeBase, size: int) -> None:
    """What each question takes."""
    drawn = Questions(size // CLAIMS)
    kb.claims(Wanted(text="міст"))  # loads the dictionaries
    asked: dict[str, Callable[[], Callable[[], object]]] = {
        "claims of a speaker in a month": lambda: bound(kb.claims, drawn.speaker_in_a_month()),
        "claims about an entity": lambda: bound(kb.claims, drawn.entity()),
        "text search": lambda: bound(kb.claims, drawn.word()),
        "text search, a phrase": lambda: bound(kb.claims, drawn.phrase()),
        "provenance of a claim": lambda: chain(kb, drawn.entity()),
        "monthly timeline of one entity": lambda: bound(lambda wanted: kb.count(wanted, by=By.MONTH), drawn.entity()),
        "monthly timeline of all": lambda: lambda: kb.count(Wanted(), by=By.MONTH),
    }
    for name, draw in asked.items():
        questions = [draw() for _ in range(QUESTIONS)]
        times, rows = [], []
        for question in questions:
            start = time.thread_time()
            answer = question()
            times.append(time.thread_time() - start)
            rows.append(len(answer))  # type: ignore[arg-type]
        taken = 1000 * median(times)
        most = MOST[name]
        show(f"  {name}", f"{taken:.1f} ms", f"at most {most}; {median(rows):.0f} rows", good=taken <= most)


def bound(question: Callable[[Wanted], object], wanted: Wanted) -> Callable[[], object]:
    """The question with what is wanted."""
    return lambda: question(wanted)


def chain(kb: KnowledgeBase, wanted: Wanted) -> Callable[[], object]:
    """The question through whom one of these claims came."""
    claim = id_of((kb.claims(wanted, limit=1) or kb.claims(Wanted(), limit=1))[0].claim)
    return lambda: kb.provenance(claim)


def adding(made: Path, size: int) -> float:
    """Seconds that it takes to put an article into a copy of the store, in the middle."""
    news, times, apart = News(), [], []
    with KnowledgeBase(open_store(f"oxigraph:{made}")) as kb:
        for number in range(ARTICLES):
            # Beyond those that are there: what was added by a run before this is taken out.
            extraction = news.article(10_000_000 + number)
            iri, graph = str(revision_iri(extraction.article)), to_graph(extraction)
            kb.store.drop(iri)
            start = time.thread_time()
            kb.store.put(iri, graph)
            between = time.thread_time()
            kb.store._end(iri, graph, changed=True)
            times.append(between - start)
            apart.append(time.thread_time() - between)
    taken = median(times)
    show("  insert an article", f"{1000 * taken:.0f} ms", f"{CLAIMS} claims")
    show("    of it the index", f"{1000 * median(apart):.0f} ms")
    return taken


@contextmanager
def place_for(size: int) -> Iterator[Path]:
    """The folder that the store of this size is made in."""
    kept = os.environ.get("KB_BENCH_FOLDER")
    if kept:
        yield Path(kept) / str(size)
    else:
        with tempfile.TemporaryDirectory() as folder:
            yield Path(folder)


def seconds(work: Callable[[], object]) -> float:
    """How long the work takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


if __name__ == "__main__":
    asking([int(size) for size in sys.argv[1:]] or SIZES)
