"""What is found among hundreds of real articles: how long it takes, how much of each kind, and a sample to be read.

Whether a finding is right nobody can tell but a reader, so the sample is written to be read and judged.
"""

from __future__ import annotations

import random
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from kb.extract import Extractor
from kb.knowledge_base import KnowledgeBase
from kb.model import Claim, Extraction, Finding
from kb.store import open_store

ARTICLES = "corpora/PolNeAR/polnear.train.jsonl.gz"
SAMPLE, SEED = 100, 20211202
# Characters of the article around what is said.
AROUND = 160

Sides = Mapping[str, tuple[Claim, Extraction]]


@dataclass(frozen=True, slots=True)
class Told:
    """What was found: the findings, the claims that they are of, and the seconds of adding and of comparing."""

    findings: tuple[Finding, ...]
    sides: Sides
    articles: int
    adding: float
    comparing: float


def told_of(articles: Path, folder: Path, extractor: Extractor) -> Told:
    """Add the articles of a file to a new store in a folder, and compare them, the earliest first."""
    with KnowledgeBase(open_store(f"oxigraph:{folder}"), extractor=extractor) as base:
        start = time.perf_counter()
        list(base.add([str(articles)]))
        middle = time.perf_counter()
        found = [finding for _, findings in base.compare() for finding in findings]
        end = time.perf_counter()
        sides: dict[str, tuple[Claim, Extraction]] = {}
        count = 0
        for extraction in base.extractions():
            count += 1
            sides |= {claim.id: (claim, extraction) for claim in extraction.claims}
    return Told(tuple(found), sides, count, middle - start, end - middle)


def counts(findings: Iterable[Finding]) -> Iterator[str]:
    """How many findings there are of each kind and rule, as lines."""
    found = Counter((str(finding.kind), finding.rule) for finding in findings)
    for (kind, rule), number in sorted(found.items()):
        yield f"{kind:<12} {rule:<22} {number:>6}"


def sample(findings: Iterable[Finding], *, size: int = SAMPLE, seed: int = SEED) -> list[Finding]:
    """Some of the findings, always the same for a seed, in whatever order they come."""
    ordered = sorted(findings, key=lambda each: (each.left, each.right, each.rule))
    return random.Random(seed).sample(ordered, min(size, len(ordered)))


def pages(findings: Sequence[Finding], sides: Sides) -> Iterator[str]:
    """Findings to be read, as lines: both contents in brackets in their context, who said them and when."""
    for number, finding in enumerate(findings):
        yield f"#{number} {finding.kind} {finding.rule} {finding.score:.2f}: {finding.reason}"
        for side in (finding.left, finding.right):
            yield f"    {in_context(*sides[side])}"


def in_context(claim: Claim, extraction: Extraction) -> str:
    """A claim as a reader needs it: the article, the day, the speaker, and its words among those around them."""
    text = extraction.article.text
    start, end = min(a.start for a in claim.content), max(a.end for a in claim.content)
    before, after = text[max(0, start - AROUND) : start], text[end : end + AROUND]
    said = claim.said.interval
    day = said.earliest if said is not None else None
    speaker = claim.speaker.name if claim.speaker else "?"
    words = " ".join(f"{before}[{text[start:end]}]{after}".split())
    return f"{extraction.article.id}, {day}, {'headline, ' if claim.headline else ''}{speaker}: {words}"


def report(told: Told, *, size: int = SAMPLE, seed: int = SEED) -> Iterator[str]:
    """All of it, as lines: the times, the counts, the sample."""
    yield f"{told.articles} articles, {len(told.sides)} claims, {len(told.findings)} findings"
    yield f"added in {told.adding:.0f} s, compared in {told.comparing:.0f} s"
    yield ""
    yield from counts(told.findings)
    yield ""
    yield f"{size} of them by seed {seed}"
    yield from pages(sample(told.findings, size=size, seed=seed), told.sides)
