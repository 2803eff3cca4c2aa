"""How a claim stands to a reference statement. It is told what the two say; nobody is declared right."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from kb.compare.independence import Report
from kb.compare.judge import compare
from kb.compare.statement import statement_of
from kb.facts.fact import Fact
from kb.model import Anchor, Claim, Extraction, Finding, FindingKind, Interval, Modality

Judge = Callable[[Report, Report], Finding | None]
"""What tells how two claims, each in the text that it is in, stand to each other."""


def by_proposition(left: Report, right: Report) -> Finding | None:
    """Both are of one proposition, asserted: they affirm or deny it alike, or one does and the other does not."""
    one, other = left.claim, right.claim
    if one.proposition is None or other.proposition is None or one.proposition.id != other.proposition.id:
        return None
    if one.modality is not Modality.ASSERTED or other.modality is not Modality.ASSERTED:
        return None
    kind = FindingKind.AGREES if one.polarity is other.polarity else FindingKind.CONTRADICTS
    score = round(min(one.confidence, other.confidence), 3)
    return Finding(kind, "same proposition", one.id, other.id, score, "", ((_whole(one), _whole(other)),))


def by_meaning(left: Report, right: Report) -> Finding | None:
    """What the first rule that holds finds, by what both mean; by their propositions where that is not known."""
    if left.claim.meaning is None or right.claim.meaning is None:
        return by_proposition(left, right)
    return compare(*(statement_of(each.claim, each.extraction.article) for each in (left, right)))


def against(fact: Fact, stated: Extraction, report: Report, *, judge: Judge = by_meaning) -> Finding | None:
    """How a claim stands to a reference statement; None where one has nothing to do with the other.

    `stated` is the statement as it was read. `left` of the finding is the claim, `right` the id of the statement. Where
    the claim is about another time than the statement holds for, the two only differ.
    """
    found = judge(report, Report(stated, stated.claims[0])) if stated.claims else None
    if found is None:
        return None
    if found.kind is not FindingKind.DIFFERS and not _may_overlap(fact.valid, report.claim):
        found = replace(found, kind=FindingKind.DIFFERS, rule="another time", reason="")
    return replace(found, left=report.claim.id, right=fact.id, reason=found.reason or _reason(found, fact))


def _whole(claim: Claim) -> Anchor:
    return Anchor(claim.content[0].start, claim.content[-1].end)


def _may_overlap(valid: Interval | None, claim: Claim) -> bool:
    """Whether what the claim is about may lie in the period: the times that it names, else when it was said."""
    times = [time.interval for time in claim.times] or ([claim.said.interval] if claim.said.interval else [])
    if valid is None or not times:
        return True
    return any(
        (time.latest is None or valid.earliest is None or valid.earliest <= time.latest)
        and (time.earliest is None or valid.latest is None or time.earliest <= valid.latest)
        for time in times
    )


_REASONS = {
    FindingKind.AGREES: "the claim says what the reference statement says",
    FindingKind.CONTRADICTS: "the claim and the reference statement cannot both hold",
    FindingKind.SUPERSEDES: "the claim is later than the reference statement and says otherwise",
    FindingKind.DIFFERS: "the claim is about another time than the reference statement holds for",
}


def _reason(found: Finding, fact: Fact) -> str:
    holds = f", which holds for {fact.valid.edtf}," if fact.valid else ""
    return f"{_REASONS[found.kind]}: «{fact.text}»{holds} according to {fact.source}"
