"""Findings among claims that speak of somebody in common, by comparing them two by two: for stores of modest size."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kb.compare.judge import compare
from kb.compare.statement import statement_of
from kb.model import Claim, Extraction, Finding

MOST_OF_ONE = 200
"""Claims on one entity that are compared with one another: the number of pairs grows with the square."""


def findings_among(extractions: Iterable[Extraction]) -> Iterator[Finding]:
    """How claims that share a speaker or are about the same stand to each other, each pair once."""
    revisions = {extraction.article.revision: extraction for extraction in extractions}.values()
    # what a claim that holds another says, the inner one says more exactly: of «X said Y, Z reports» Y is compared
    holding = {claim.within for extraction in revisions for claim in extraction.claims}
    each = [
        (extraction, claim)
        for extraction in revisions
        for claim in extraction.claims
        if claim.meaning and claim.id not in holding
    ]
    statements = [statement_of(claim, extraction.article) for extraction, claim in each]
    met: dict[str, list[int]] = {}
    for index, (_, claim) in enumerate(each):
        for identifier in _entities(claim):
            met.setdefault(identifier, []).append(index)
    pairs = {
        (left, right)
        for same in met.values()
        for place, left in enumerate(same[:MOST_OF_ONE])
        for right in same[place + 1 : MOST_OF_ONE]
    }
    for left, right in sorted(pairs):
        one, other = each[left], each[right]
        if one[0].article.revision == other[0].article.revision and _overlap(one[1], other[1]):
            continue
        if (found := compare(statements[left], statements[right], strict=True)) is not None:
            yield found


def _entities(claim: Claim) -> set[str]:
    speakers = claim.speaker.each if claim.speaker else ()
    return {entity.id for entity in (*claim.about, *speakers)}


def _overlap(left: Claim, right: Claim) -> bool:
    """Whether the words of one are words of the other too: one is told within the other."""
    return any(ours.overlaps(theirs) for ours in left.content for theirs in right.content)
