"""Measures extraction against the bare pipeline, recording against extraction, and the start of the program."""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from statistics import median

from kb.extract import Extractor
from kb.extract.components import STAGES
from kb.extract.document import make_doc
from kb.knowledge_base import KnowledgeBase
from kb.model import Article, Extraction
from kb.store import open_store
from tests.benchmarks.results import run
from tests.benchmarks.texts import samples
from tests.trained import trained

REPETITIONS = 5
STARTS = 12
BATCH = 16
MOST = 1.6  # times the bare pipeline's time that extraction may take
MOST_OF_WHO_AND_WHEN = 0.15  # of the time of extraction that links and dates may take
HELP = 0.5  # seconds within which help is there, on an idle machine


def seconds(work: Callable[[], object]) -> float:
    """How long the work takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def parse_only(extractor: Extractor, articles: Iterable[Article], code: str) -> int:
    """Parse the articles with nothing but the bare pipeline, as many at a time as extraction does; gives the words."""
    nlp = extractor.pipeline(code)
    with nlp.select_pipes(disable=[name for name in STAGES if name in nlp.pipe_names]):
        docs = (make_doc(nlp, article) for article in articles)
        return sum(len(doc) for doc in nlp.pipe(docs, batch_size=BATCH))


def extract_all(extractor: Extractor, articles: Iterable[Article]) -> None:
    """Extract the claims of all the articles; one that fails would make the figures meaningless."""
    for found in extractor.extract(articles):
        if not isinstance(found, Extraction):
            raise found.error


def extraction(extractor: Extractor, code: str) -> None:
    """Words a second of extraction and of the bare pipeline, in turns, and the ratio of their times."""
    for name, articles in samples(code).items():
        words = parse_only(extractor, articles, code)
        extract_all(extractor, articles)
        pairs = [
            (
                seconds(lambda: parse_only(extractor, articles, code)),  # noqa: B023 - called at once
                seconds(lambda: extract_all(extractor, articles)),  # noqa: B023
            )
            for _ in range(REPETITIONS)
        ]
        bare, whole = (median(times) for times in zip(*pairs, strict=True))
        ratio = median(whole / bare for bare, whole in pairs)
        show(f"extract, {code} {name}, {words} words", f"{words / whole:,.0f} words/s")
        show("  bare pipeline", f"{words / bare:,.0f} words/s")
        show("  ratio of times", f"{ratio:.2f}", f"at most {MOST}", good=ratio <= MOST)


def linking(extractor: Extractor, code: str) -> None:
    """The share of the whole extraction's time that finding out who and when takes."""
    nlp = extractor.pipeline(code)
    for name, articles in samples(code).items():
        extract_all(extractor, articles)
        whole = seconds(lambda: extract_all(extractor, articles))  # noqa: B023 - called at once
        with nlp.select_pipes(disable=[stage for stage in STAGES if stage in nlp.pipe_names]):
            docs = list(nlp.pipe([extractor.doc(nlp, article) for article in articles], batch_size=BATCH))
        taken = dict.fromkeys(STAGES, 0.0)
        for doc in docs:
            for stage in STAGES:
                taken[stage] += seconds(lambda: nlp.get_pipe(stage)(doc))  # noqa: B023
        share = (taken["kb_links"] + taken["kb_dates"]) / whole
        bound = f"at most {MOST_OF_WHO_AND_WHEN}"
        show(f"links and dates, {code} {name}", f"{share:.3f}", bound, good=share <= MOST_OF_WHO_AND_WHEN)


def recording(extractor: Extractor) -> None:
    """Milliseconds that an article takes to be extracted and to be put into a store on disk."""
    articles = samples(trained()[0])["examples"]
    found: list[Extraction] = []
    extracting = seconds(
        lambda: found.extend(item for item in extractor.extract(articles) if isinstance(item, Extraction))
    )
    with tempfile.TemporaryDirectory() as folder:
        store = open_store(f"oxigraph:{Path(folder) / 'store'}")
        with KnowledgeBase(store, extractor=extractor) as kb:
            putting = seconds(lambda: [kb.put(extraction) for extraction in found])
            quads = store.size()
            again = seconds(lambda: [kb.put(extraction) for extraction in found])
    show(f"put, {len(found)} articles, {quads:,} quads", f"{1000 * putting / len(found):.0f} ms an article")
    show("  what is there already", f"{1000 * again / len(found):.0f} ms an article")
    show("  against extraction", f"{putting / extracting:.2f}")


def starting() -> None:
    """Seconds until `kb --help` is done, in a new process each time."""
    command = [sys.executable, "-m", "kb", "--help"]
    times = [seconds(lambda: subprocess.run(command, check=True, capture_output=True)) for _ in range(STARTS)]
    show("kb --help, least", f"{min(times):.2f} s", f"at most {HELP} s", good=min(times) <= HELP)
    show("  median", f"{median(times):.2f} s")


def show(what: str, figure: str, bound: str = "", *, good: bool = True) -> None:
    """One line of the table."""
    print(f"{what:<42} {figure:>18}  {bound}{'' if good else '  MISSED'}", flush=True)


def main(_: list[str]) -> None:
    """Measure starting, extracting and recording."""
    extractor = Extractor()
    starting()
    for language in trained():
        extraction(extractor, language)
        linking(extractor, language)
    recording(extractor)


if __name__ == "__main__":
    run("", main)
