"""How many of the contradictions that an annotator saw in an article are found there, and what else is found."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from kb.extract import Extractor
from kb.findings import Comparer
from kb.knowledge_base import KnowledgeBase
from kb.model import Anchor, Claim, Extraction, Finding, FindingKind
from kb.store import open_store
from tests.accuracy.sets import SHARED

ARTICLE = "gold/glavred-2021-12-02.jsonl"
SERIOUS = frozenset({"strong", "medium"})
AGAINST = frozenset({FindingKind.CONTRADICTS, FindingKind.SUPERSEDES})
# How much of the longer of two contents the other must have to be of the same claim.
SAME = 0.5


@dataclass(frozen=True, slots=True)
class Scored:
    """The annotated pairs, as indices of claims: those that were found, those that were not; and what else was found.

    `more` are findings that are in no annotated pair, `weak` those in a pair that the annotator calls weak.
    """

    found: tuple[tuple[int, int], ...]
    missed: tuple[tuple[int, int], ...]
    weak: tuple[Finding, ...]
    more: tuple[Finding, ...]


def compared(extractor: Extractor, *, file: str = ARTICLE) -> tuple[Extraction, tuple[Finding, ...]]:
    """The article of the file as it is extracted, and what is found within it."""
    with KnowledgeBase(open_store("memory:"), extractor=extractor) as kb:
        list(kb.add([str(SHARED / file)]))
        extraction = next(kb.extractions())
        return extraction, Comparer(kb.store).compare(extraction)


def score(gold: Mapping[str, Any], extraction: Extraction, findings: Iterable[Finding]) -> Scored:
    """The findings against the pairs of the annotated article."""
    claims = {claim.id: same_claims(claim, gold["claims"]) for claim in extraction.claims}
    pairs = {frozenset((each["a"], each["b"])): each["strength"] for each in gold["contradictions"]}
    found: set[frozenset[int]] = set()
    more: list[Finding] = []
    for finding in findings:
        if finding.kind in AGAINST:
            meant = {frozenset((a, b)) for a in claims[finding.left] for b in claims[finding.right]} & pairs.keys()
            found |= meant
            if not meant:
                more.append(finding)
    serious = sorted(tuple(sorted(pair)) for pair, strength in pairs.items() if strength in SERIOUS)
    weak = [
        finding
        for finding in findings
        if finding.kind in AGAINST and finding not in more and not _is_serious(finding, claims, pairs)
    ]
    return Scored(
        found=tuple((a, b) for a, b in serious if frozenset((a, b)) in found),
        missed=tuple((a, b) for a, b in serious if frozenset((a, b)) not in found),
        weak=tuple(weak),
        more=tuple(more),
    )


def same_claims(claim: Claim, annotated: Iterable[Mapping[str, Any]]) -> set[int]:
    """The indices of the annotated claims whose content is about that of the claim."""
    ours = _characters(claim.content)
    found = set()
    for n, each in enumerate(annotated):
        theirs = _characters(Anchor(span["start"], span["end"]) for span in each["content"])
        if len(ours & theirs) >= SAME * max(len(ours), len(theirs)):
            found.add(n)
    return found


def _is_serious(finding: Finding, claims: Mapping[str, set[int]], pairs: Mapping[frozenset[int], str]) -> bool:
    meant = (frozenset((a, b)) for a in claims[finding.left] for b in claims[finding.right])
    return any(pairs.get(pair) in SERIOUS for pair in meant)


def _characters(anchors: Iterable[Anchor]) -> set[int]:
    return {i for anchor in anchors for i in range(anchor.start, anchor.end)}


def told(extraction: Extraction, findings: Iterable[Finding]) -> Iterator[str]:
    """The findings in words, to be read."""
    claims = {claim.id: claim for claim in extraction.claims}
    for finding in findings:
        yield f"{finding.kind} {finding.rule} {finding.score:.2f}: {finding.reason}"
        for claim in (claims[finding.left], claims[finding.right]):
            speaker = claim.speaker.name if claim.speaker else "?"
            yield f"    {speaker}: {claim.text(extraction.article)}"
