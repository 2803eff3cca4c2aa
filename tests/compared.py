"""Made by hand of the sample article and its copy in another outlet: findings, and that the two are alike."""

from __future__ import annotations

from rdflib import Graph

from kb.graph.findings import Compared, Place, to_findings
from kb.graph.likeness import Likeness, to_likeness
from kb.model import Claim, Extraction, Finding, FindingKind
from tests.samples import MELNYK, TKACH, extraction

REASON = "«зникли» is affirmed by one side and denied by the other, as «зникли»"


def both() -> tuple[Extraction, Extraction]:
    """The sample article, and the same in another outlet."""
    return extraction(), extraction(id="other", publisher="Вечірні вісті")


def said(one: Extraction, speaker: str, words: str) -> Claim:
    """The claim of this speaker whose content has these words."""
    claims = (claim for claim in one.claims if claim.speaker and claim.speaker.name == speaker)
    return next(claim for claim in claims if words in claim.text(one.article))


def findings() -> tuple[Finding, ...]:
    """A finding of each kind, from the one article to the other."""
    one, other = both()
    funds, works = said(one, MELNYK.name, "кошти"), said(one, MELNYK.name, "готовий")
    troops, accounts = said(one, TKACH.name, "війська"), said(one, TKACH.name, "рахунки")
    copied = said(other, TKACH.name, "війська")
    parts = ((troops.content[0], funds.content[0]),)
    return (
        Finding(FindingKind.CONTRADICTS, "negates", troops.id, funds.id, 0.75, REASON, parts),
        Finding(FindingKind.SUPERSEDES, "turns", funds.id, works.id, 0.5, "first and last: «зникли», «готовий»"),
        Finding(FindingKind.AGREES, "says-the-same", troops.id, copied.id, 0.875, "all of one is in the other"),
        Finding(FindingKind.DIFFERS, "is-of-another", accounts.id, works.id, 0.8, "«рахунки» is not «міст»"),
    )


def compared() -> Graph:
    """The graph that holds these findings, with a key for one claim."""
    one, other = both()
    places = {claim.id: Place(e.article.revision, e.article.text) for e in (one, other) for claim in e.claims}
    found = findings()
    key = (found[0].left, "frame#withdraw http://www.wikidata.org/entity/Q159")
    return to_findings(Compared(one.article.revision, "0.1.0", found, (key,)), places)


def alike() -> Graph:
    """The graph that says that the two articles are nearly the same."""
    left, right = sorted(one.article.revision for one in both())
    return to_likeness(Likeness(left, right, 0.9375, "0.1.0"))
