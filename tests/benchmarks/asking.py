"""Measures what asking for claims and adding an article cost as a store grows: `python -m tests.benchmarks.asking`.

Sizes are given in claims, as `10000 100000 1000000`; `--only-index 1000000` measures the index alone. With
KB_BENCH_FOLDER the stores are made there and kept, to be measured again at once, else in a folder that is gone
afterwards. Times are those of a processor; filling, asking and adding each have a process, so a memory, of their own.

A store of a million claims is filled and indexed in some 20 minutes, on 20 GB of disk with what sorting it takes. A
size that is wanted beside others is given with them in one run, since the ratio of inserts is taken to the first.
"""

from __future__ import annotations

import os
import random
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager, redirect_stdout
from dataclasses import replace
from datetime import timedelta
from io import StringIO
from itertools import islice
from multiprocessing import get_context
from pathlib import Path
from statistics import median
from typing import Any, TypeVar

from kb.graph import claim_iri, id_of, revision_iri, to_triples
from kb.index import By, Wanted
from kb.index.asking import Count, Found, chain, claims, count
from kb.index.catching_up import FILE
from kb.index.database import Index
from kb.index.entries import FlatClaim
from kb.index.keeping import IndexedStore
from kb.knowledge_base import KnowledgeBase
from kb.model import Claim, Extraction
from kb.store import Store, open_store
from tests.benchmarks.__main__ import show
from tests.benchmarks.results import run
from tests.benchmarks.synthetic import (
    A_DAY,
    CLAIMS,
    FIRST,
    News,
    fill,
    vocabulary,
    zipf,
)

T = TypeVar("T")
ONLY_INDEX = "--only-index"
SIZES = (10_000, 100_000)
QUESTIONS = 41
ARTICLES = 21
BEYOND = 10_000_000  # the number of an article that no store has
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
    "text search, the first 100": 50,
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
    first = None
    for size in sizes:
        with place_for(size) as folder:
            made = alone(made_store, folder, size)
            alone(reading, made, size)
            # Before anything is added and taken out again, which a store keeps until it tidies up.
            bytes_each = sum(path.stat().st_size for path in made.iterdir()) / size
            bound = f"at most {MOST_BYTES:,}"
            show("  disk per claim", f"{bytes_each:,.0f} bytes", bound, good=bytes_each <= MOST_BYTES)
            show("    of it the index", f"{(made / FILE).stat().st_size / size:,.0f} bytes")
            taken = alone(adding, made)
            first = first or taken
            growth, bound = taken / first, f"at most {MOST_GROWTH}"
            show("    times what it takes in the first size", f"{growth:.2f}", bound, good=growth <= MOST_GROWTH)


def alone(work: Callable[..., T], *given: Any) -> T:
    """What work gives that is done in a process of its own; what it prints is printed when it is done."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        printed, result = pool.submit(_told, work, given).result()
    print(printed, end="", flush=True)
    return result


def _told(work: Callable[..., T], given: tuple[Any, ...]) -> tuple[str, T]:
    with redirect_stdout(StringIO()) as printed:
        result = work(*given)
    return printed.getvalue(), result


def made_store(folder: Path, size: int) -> Path:
    """The store of so many claims, with its index."""
    made = folder / "store"
    show(f"{size:,} claims", f"{size // CLAIMS:,} articles")
    if not made.exists():
        filling = seconds(lambda: fill(made, size // CLAIMS))
        show("  loaded by Oxigraph", f"{filling:.0f} s", f"{memory():.1f} GB")
    if not (made / FILE).exists():
        with open_store(f"oxigraph:{made}") as store:
            indexing = seconds(lambda: IndexedStore(store, most=None).close())
        show("  indexed anew", f"{indexing:.0f} s", f"{1e6 * indexing / size:.0f} µs a claim, {memory():.1f} GB")
    return made


def reading(made: Path, size: int) -> None:
    """What each question takes of a store, and how much memory all of them."""
    with KnowledgeBase(open_store(f"oxigraph:{made}", read_only=True)) as kb:
        read(kb, size)
    show_memory("asking")


def show_memory(doing: str) -> None:
    """The most memory that this process has had."""
    most = memory()
    show(f"  memory, {doing}", f"{most:.2f} GB", f"at most {MOST_MEMORY}", good=most <= MOST_MEMORY)


class OnlyIndex:
    """An index without a store, for more claims than there is room for."""

    def __init__(self, index: Index) -> None:
        self._index = index

    def claims(self, wanted: Wanted, *, limit: int | None = None) -> list[Found]:
        """See `KnowledgeBase.claims`."""
        return list(claims(self._index, wanted, limit=limit))

    def count(self, wanted: Wanted, *, by: By | None = None) -> list[Count]:
        """See `KnowledgeBase.count`."""
        return count(self._index, wanted, by=by)

    def provenance(self, claim: str) -> list[Found]:
        """See `KnowledgeBase.provenance`."""
        return list(chain(self._index, str(claim_iri(claim))))


def indexing(size: int) -> None:
    """The same of an index alone, which takes a fiftieth of the store's room."""
    with place_for(size) as folder:
        folder.mkdir(parents=True, exist_ok=True)
        place = folder / FILE
        there = place.exists()
        index = Index(str(place), new=not there)
        if not there:
            start = time.thread_time()
            for graph, found in News().flat(size // CLAIMS):
                with index.changing():
                    index.put(graph, found)
            taken = time.thread_time() - start
            show(f"{size:,} claims, only the index", f"{taken:.0f} s", f"{1e6 * taken / size:.0f} µs a claim, made up")
        read(OnlyIndex(index), size)
        times = []
        for graph, found in islice(News().flat(min(size, CLAIMS * ARTICLES)), ARTICLES):
            start = time.thread_time()
            with index.changing():
                index.put(f"{graph}-more", replace(found, claims=tuple(again(each) for each in found.claims)))
            times.append(time.thread_time() - start)
        show("  insert an article", f"{1000 * median(times):.1f} ms", f"{CLAIMS} claims, only the index")
        index.close()
        show("  disk per claim", f"{place.stat().st_size / size:,.0f} bytes")
        show_memory("asking and adding")


def again(claim: FlatClaim) -> FlatClaim:
    """The claim under an IRI that is not there yet."""
    return replace(claim, iri=f"{claim.iri}-{time.time_ns()}")


def memory() -> float:
    """The most memory that the process has had, in GB; what `getrusage` tells counts that of its parent, too."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(status.partition("VmHWM:")[2].split()[0]) / 2**20


def read(kb: KnowledgeBase | OnlyIndex, size: int) -> None:
    """What each question takes."""
    drawn = Questions(size // CLAIMS)
    kb.claims(Wanted(text="міст"))  # loads the dictionaries
    asked: dict[str, Callable[[], Callable[[], object]]] = {
        "claims of a speaker in a month": lambda: bound(kb.claims, drawn.speaker_in_a_month()),
        "claims about an entity": lambda: bound(kb.claims, drawn.entity()),
        "text search": lambda: bound(kb.claims, drawn.word()),
        "text search, the first 100": lambda: bound(lambda wanted: kb.claims(wanted, limit=100), drawn.word()),
        "text search, a phrase": lambda: bound(kb.claims, drawn.phrase()),
        "provenance of a claim": lambda: provenance(kb, drawn.entity()),
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


def provenance(kb: KnowledgeBase | OnlyIndex, wanted: Wanted) -> Callable[[], object]:
    """The question through whom one of these claims came."""
    claim = id_of((kb.claims(wanted, limit=1) or kb.claims(Wanted(), limit=1))[0].claim)
    return lambda: kb.provenance(claim)


def adding(made: Path) -> float:
    """Seconds that it takes to add what was extracted of an article, in the middle."""
    with KnowledgeBase(open_store(f"oxigraph:{made}")) as kb:

        def bare(extraction: Extraction) -> None:
            kb.store.inner.put(str(revision_iri(extraction.article)), to_triples(extraction))

        without = putting(bare, kb.store, BEYOND)
        whole = putting(kb.put, kb.store, BEYOND + ARTICLES)
    show("  insert an article", f"{1000 * whole:.0f} ms", f"{CLAIMS} claims")
    show("    times what its graph takes alone", f"{whole / without:.2f}")
    show_memory("adding")
    return whole


def putting(put: Callable[[Extraction], object], store: Store, first: int) -> float:
    """Seconds that it takes to put an article, in the middle; each is taken out of the store again."""
    times = []
    for number in range(first, first + ARTICLES):
        extraction = News().article(number)
        start = time.thread_time()
        put(extraction)
        times.append(time.thread_time() - start)
        store.drop(str(revision_iri(extraction.article)))
    return median(times)


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


def main(given: list[str]) -> None:
    """Measure stores, or the index alone."""
    sizes = [int(size) for size in given if size != ONLY_INDEX] or SIZES
    if ONLY_INDEX not in given:
        asking(sizes)
        return
    for each in sizes:
        indexing(each)


if __name__ == "__main__":
    run("asking", main)
