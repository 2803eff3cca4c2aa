"""The report on who reported a statement, through whom, from how many independent sources, and who left it out."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from kb.compare.independence import Independence, Origin, Report, Tie, origins
from kb.model import BlockKind, Claim, Extraction, Finding, FindingKind, Interval, chain
from kb.report import dating
from kb.report.cards import Card, cards
from kb.report.links import ALONE, Links
from kb.report.matching import CONFLICTS, Match, matches
from kb.report.rendering import render
from kb.report.revisions import language_of, revisions
from kb.report.scope import EVERYTHING, Scope, in_scope
from kb.report.wording import Wording, wording

AFTERWARDS = timedelta(days=1)
"""How long after the last report an article still might have brought it."""
ONE_STORY = timedelta(days=7)
"""How far apart two articles may be published that report the same saying."""
MOST = 100
"""Statements that are shown of those that one outlet alone reported."""


@dataclass(frozen=True, slots=True)
class Told:
    """One article's report of a statement, and how its headline stands to it, where that was found."""

    card: Card
    extraction: Extraction
    headline: str | None
    finding: FindingKind | None = None
    is_headline: bool = False

    @property
    def report(self) -> Report:
        """The same as what is asked for its source."""
        return Report(self.extraction, self.card.claim)


@dataclass(frozen=True, slots=True)
class Source:
    """What one independent source told, in time order, and what ties the reports together."""

    number: int
    told: tuple[Told, ...]
    ties: tuple[Tie, ...]


@dataclass(frozen=True, slots=True)
class Silent:
    """An outlet that has articles of those days, but not the statement."""

    name: str | None
    articles: tuple[Extraction, ...]


@dataclass(frozen=True, slots=True)
class Statement:
    """Claims that say the same, with who told it, who did not, and what conflicts with it."""

    card: Card
    sources: tuple[Source, ...]
    outlets: tuple[str, ...]
    days: tuple[date | None, date | None]
    silent: tuple[Silent, ...] = ()
    otherwise: tuple[tuple[Match, Card], ...] = ()

    @property
    def told(self) -> tuple[Told, ...]:
        """Each report of it."""
        return tuple(told for source in self.sources for told in source.told)


def coverage_report(
    extractions: Iterable[Extraction],
    findings: Iterable[Finding],
    *,
    scope: Scope = EVERYTHING,
    claim: str | None = None,
    media: Collection[str] = (),
    form: str = "html",
    language: str | None = None,
    links: Links = ALONE,
) -> str:
    """Who reported a statement, from how many independent sources, what the headline made of it, who left it out.

    The statement is that of the claim with this id, or each that is in scope; claims that agree are one statement.
    `media` are the ids of agencies and outlets. `form` is one of FORMS; `language` is that of the page, by default that
    of most articles. Raises UnknownForm.
    """
    every = revisions(extractions)
    of = {card.claim.id: extraction for extraction in every for card in cards(extraction)}
    shown = [card for extraction in every for card in cards(extraction)]
    found = matches(shown, findings)
    # what only repeats a finding counts here as much as the finding
    unfolded = [match for one in found for match in (one, *one.others)]
    groups = _agreeing(shown, unfolded)
    wanted = [card for card in in_scope(shown, scope) if claim is None or card.claim.id in groups.get(claim, ())]
    by_id = {card.claim.id: card for card in shown}
    kept = {groups[card.claim.id] for card in wanted}
    statements = [_statement([by_id[id] for id in group], of, every, unfolded, scope, media) for group in kept]
    statements.sort(key=lambda one: (-len(one.outlets), -len(one.sources), one.days[0] or date.max, one.card.claim.id))
    several = [one for one in statements if len(one.outlets) > 1 or claim is not None]
    once = [one for one in statements if one not in several]
    w = wording(language or language_of(card.article for card in wanted))
    everyone = origins([told.report for one in statements for told in one.told], media=media)
    return render(
        "coverage",
        form,
        w,
        scope=scope,
        claim=claim,
        statements=several,
        once=once[:MOST],
        hidden=len(once[MOST:]),
        total=len(statements),
        everyone=everyone,
        names={report.outlet: _name(report.extraction, w) for report in _reports(every)},
        tie_words=lambda tie: _tie_words(tie, w),
        days_words=lambda days: _days_words(days, w),
        links=links,
    )


def _reports(every: Iterable[Extraction]) -> Iterator[Report]:
    """One report for each article: of an empty claim, to know its outlet."""
    return (Report(extraction, Claim("", None, None, ())) for extraction in every)


def _agreeing(shown: Iterable[Card], found: Iterable[Match]) -> dict[str, frozenset[str]]:
    """For each claim all those that say the same, itself included, directly or through others."""
    groups = {card.claim.id: frozenset((card.claim.id,)) for card in shown}
    for match in found:
        if match.finding.kind is FindingKind.AGREES and _near(match):
            joined = groups[match.left.claim.id] | groups[match.right.claim.id]
            groups |= dict.fromkeys(joined, joined)
    return groups


def _near(match: Match) -> bool:
    """Whether both sides were published at about the same time: months later it is another story."""
    left, right = match.left.article.day, match.right.article.day
    return left is None or right is None or abs(left - right) <= ONE_STORY


def _statement(
    group: Sequence[Card],
    of: Mapping[str, Extraction],
    every: Iterable[Extraction],
    found: Iterable[Match],
    scope: Scope,
    media: Collection[str],
) -> Statement:
    ids = {card.claim.id for card in group}
    own = [match for match in found if ids & {match.left.claim.id, match.right.claim.id}]
    told = [_told(card, of[card.claim.id], own) for card in _one_an_article(group, of)]
    told.sort(key=lambda one: (one.card.article.day or date.max, one.card.article.id))
    independence = origins([one.report for one in told], media=media)
    days = _days(told, scope)
    return Statement(
        card=told[0].card,
        sources=tuple(_sources(independence, told)),
        outlets=independence.outlets,
        days=days,
        silent=tuple(_silent(every, days, {one.report.outlet for one in told})),
        otherwise=tuple(_otherwise(own, ids)),
    )


def _otherwise(found: Iterable[Match], ids: Collection[str]) -> Iterator[tuple[Match, Card]]:
    """What conflicts with the statement: every other claim once, the surest first."""
    seen = set(ids)
    for match in found:
        for card in (match.left, match.right):
            if match.finding.kind in CONFLICTS and card.claim.id not in seen:
                seen.add(card.claim.id)
                yield match, card


def _one_an_article(group: Iterable[Card], of: Mapping[str, Extraction]) -> list[Card]:
    """Of the claims of one article the one that came the longest way, and rather in the text than in the headline."""
    best: dict[str, Card] = {}
    for card in sorted(group, key=lambda card: (-_length(card, of), card.claim.headline, card.number)):
        best.setdefault(card.article.revision, card)
    return list(best.values())


def _length(card: Card, of: Mapping[str, Extraction]) -> int:
    return len(chain(card.claim, {claim.id: claim for claim in of[card.claim.id].claims}))


def _told(card: Card, extraction: Extraction, found: Iterable[Match]) -> Told:
    """The report with what is known of its headline: the surest finding between the two."""
    headlines = {claim.id for claim in extraction.claims if claim.headline} - {card.claim.id}
    kinds = [
        match.finding.kind
        for match in found
        if {match.left.claim.id, match.right.claim.id} - {card.claim.id} <= headlines
        and card.claim.id in (match.left.claim.id, match.right.claim.id)
    ]
    return Told(card, extraction, _headline(extraction), next(iter(kinds), None), card.claim.headline)


def _headline(extraction: Extraction) -> str | None:
    """The headline as it stands in the text, else the title."""
    article = extraction.article
    blocks = (block.anchor.of(article.text) for block in article.blocks if block.kind is BlockKind.HEADLINE)
    return next(blocks, None) or article.title


def _sources(independence: Independence, told: Iterable[Told]) -> Iterator[Source]:
    """The independent sources, the earliest first."""
    each = list(told)
    place = {one.card.claim.id: index for index, one in enumerate(each)}

    def first(origin: Origin) -> int:
        return min(place[claim] for claim in origin.claims)

    for number, origin in enumerate(sorted(independence.origins, key=first), 1):
        own = tuple(one for one in each if one.card.claim.id in origin.claims)
        yield Source(number, own, origin.ties)


def _days(told: Iterable[Told], scope: Scope) -> tuple[date | None, date | None]:
    """From the first report to the day after the last, or the days that were asked for."""
    days = sorted(one.card.article.day for one in told if one.card.article.day)
    first = scope.since or (days[0] if days else None)
    last = scope.until or (days[-1] + AFTERWARDS if days else None)
    return first, last


def _silent(
    every: Iterable[Extraction], days: tuple[date | None, date | None], outlets: Collection[str]
) -> Iterator[Silent]:
    """The other outlets with articles of those days, by how many they are."""
    first, last = days
    others: dict[str, list[Extraction]] = {}
    for report in _reports(every):
        day = report.extraction.article.day
        if first and last and day and first <= day <= last and report.outlet not in outlets:
            others.setdefault(report.outlet, []).append(report.extraction)
    for _, articles in sorted(others.items(), key=lambda item: (-len(item[1]), item[0])):
        publisher = articles[0].publisher
        yield Silent(publisher.name if publisher else None, tuple(articles))


def _name(extraction: Extraction, w: Wording) -> str:
    publisher = extraction.publisher
    return publisher.label(w.code) if publisher else w.unknown_publisher


def _tie_words(tie: Tie, w: Wording) -> str:
    return w.finding.bonds[tie.bond].format(through=tie.through, share=f"{round(tie.share * 100)} %")


def _days_words(days: tuple[date | None, date | None], w: Wording) -> str:
    first, last = days
    return dating.interval(Interval("", first, last), w) if first or last else w.undated
