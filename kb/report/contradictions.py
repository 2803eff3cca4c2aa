"""The report on what contradicts what: both sides side by side, nobody declared right."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from kb.model import CONFLICTS, Extraction, Finding, FindingKind
from kb.report.cards import Card, cards
from kb.report.links import ALONE, Links
from kb.report.matching import Match, matches, topics
from kb.report.rendering import render
from kb.report.revisions import language_of, revisions
from kb.report.scope import EVERYTHING, Scope, in_scope
from kb.report.wording import wording

MOST = 200
"""Findings of a section that are shown: more, and no browser and no reader would get through."""


def contradictions_report(
    extractions: Iterable[Extraction],
    findings: Iterable[Finding],
    *,
    scope: Scope = EVERYTHING,
    form: str = "html",
    language: str | None = None,
    links: Links = ALONE,
) -> str:
    """What contradicts what: both statements side by side, with dates, words and chains, and the rule that says so.

    A finding is shown if one of its sides is in scope. `form` is one of FORMS; `language` is that of the page, by
    default that of most articles. Raises UnknownForm.
    """
    shown = [card for extraction in revisions(extractions) for card in cards(extraction)]
    kept = {card.claim.id for card in in_scope(shown, scope)}
    found = [match for match in matches(shown, findings) if kept & {match.left.claim.id, match.right.claim.id}]
    conflicts = [match for match in found if match.finding.kind in CONFLICTS]
    w = wording(language or language_of(card.article for card in _sides(found) or shown))
    return render(
        "contradictions",
        form,
        w,
        scope=scope,
        topics=topics(conflicts[:MOST]),
        hidden=len(conflicts[MOST:]),
        folded=[_folded(kind, found) for kind in FindingKind if kind not in CONFLICTS],
        counts=Counter(match.finding.kind for match in found),
        articles={card.article.revision for card in _sides(found)},
        links=links,
    )


def _folded(kind: FindingKind, found: Iterable[Match]) -> tuple[FindingKind, list[Match], int]:
    """What of this kind is shown, and how much is not."""
    same = [match for match in found if match.finding.kind is kind]
    return kind, same[:MOST], len(same[MOST:])


def _sides(found: Iterable[Match]) -> list[Card]:
    return [card for match in found for card in (match.left, match.right)]
