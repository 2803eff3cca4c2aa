"""The report on who reported a statement, through whom, from how many independent sources, and who left it out."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from kb.compare.independence import Independence, Origin, Report, Tie, origins
from kb.model import CONFLICTS, BlockKind, Claim, Extraction, Finding, FindingKind, Interval, chain
from kb.report import dating
from kb.report.cards import Card, cards
from kb.report.links import ALONE, Links
from kb.report.matching import Match, matches
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
    ground = _ground(revisions(extractions), findings)
    of_it = ground.agreeing.get(claim, frozenset()) if claim is not None else ground.agreeing.keys()
    wanted = _innermost(card for card in in_scope(ground.cards.values(), scope) if card.claim.id in of_it)
    ids = frozenset(card.claim.id for card in wanted)
    groups = {ground.agreeing[card.claim.id] for card in wanted}
    statements = [_statement(group, ids, ground, scope=scope, media=media) for group in groups]
    statements.sort(key=lambda one: (-len(one.outlets), -len(one.sources), one.days[0] or date.max, one.card.claim.id))
    several = [one for one in statements if len(one.outlets) > 1 or claim is not None]
    once = [one for one in statements if len(one.outlets) <= 1 and claim is None]
    w = wording(language or language_of(card.article for card in wanted))
    return render(
        "coverage",
        form,
        w,
        scope=scope,
        statements=several,
        once=once[:MOST],
        hidden=len(once[MOST:]),
        total=len(statements),
        everyone=origins([told.report for one in statements for told in one.told], media=media),
        names={outlet: _name(articles[0], w) for outlet, articles in ground.by_outlet.items()},
        tie_words=lambda tie: _tie_words(tie, w),
        days_words=lambda days: dating.interval(Interval("", *days), w),
        links=links,
    )


@dataclass(frozen=True, slots=True)
class _Ground:
    """What all statements are seen against: the claims by id, where they stand, and how they stand to each other.

    What only repeats a finding counts here as much as the finding.
    """

    cards: Mapping[str, Card]
    articles: Mapping[str, Extraction]
    found: Mapping[str, Sequence[Match]]
    agreeing: Mapping[str, frozenset[str]]
    by_outlet: Mapping[str, Sequence[Extraction]]


def _innermost(shown: Iterable[Card]) -> list[Card]:
    """The claims without those that only pass another of them on: of «X said Y, Z reports» it is Y that is told."""
    found = list(shown)
    passed_on = {card.claim.within for card in found}
    return [card for card in found if card.claim.id not in passed_on]


def _ground(every: Sequence[Extraction], findings: Iterable[Finding]) -> _Ground:
    of = {card.claim.id: (card, extraction) for extraction in every for card in cards(extraction)}
    shown = {claim: card for claim, (card, _) in of.items()}
    found = [match for one in matches(shown.values(), findings) for match in (one, *one.others)]
    by_claim: dict[str, list[Match]] = {}
    for match in found:
        by_claim.setdefault(match.left.claim.id, []).append(match)
        by_claim.setdefault(match.right.claim.id, []).append(match)
    by_outlet: dict[str, list[Extraction]] = {}
    for extraction in every:
        # of an empty claim, to know the outlet
        by_outlet.setdefault(Report(extraction, Claim("", None, None, ())).outlet, []).append(extraction)
    articles = {claim: extraction for claim, (_, extraction) in of.items()}
    return _Ground(shown, articles, by_claim, _agreeing(shown, found), by_outlet)


def _agreeing(shown: Iterable[str], found: Iterable[Match]) -> dict[str, frozenset[str]]:
    """For each claim all those that say the same, itself included, directly or through others."""
    groups = {claim: frozenset((claim,)) for claim in shown}
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
    group: frozenset[str], wanted: Collection[str], ground: _Ground, *, scope: Scope, media: Collection[str]
) -> Statement:
    by_finding = {match.finding: match for claim in group for match in ground.found.get(claim, ())}
    own = sorted(by_finding.values(), key=lambda match: (-match.finding.score, match.finding.left, match.finding.right))
    told = [_told(card, ground.articles[card.claim.id], own) for card in _one_an_article(group, wanted, ground)]
    told.sort(key=lambda one: (one.card.article.day or date.max, one.card.article.id))
    independence = origins([one.report for one in told], media=media)
    days = _days(told, scope)
    # who tells the contrary has not left it out
    otherwise = tuple(_otherwise(own, group))
    telling = {Report(ground.articles[card.claim.id], card.claim).outlet for _, card in otherwise}
    return Statement(
        card=told[0].card,
        sources=tuple(_sources(independence, told)),
        outlets=independence.outlets,
        days=days,
        silent=tuple(_silent(ground.by_outlet, days, telling.union(independence.outlets))),
        otherwise=otherwise,
    )


def _otherwise(found: Iterable[Match], ids: Collection[str]) -> Iterator[tuple[Match, Card]]:
    """What conflicts with the statement: every other claim once, the surest first."""
    seen = set(ids)
    for match in found:
        for card in (match.left, match.right):
            if match.finding.kind in CONFLICTS and card.claim.id not in seen:
                seen.add(card.claim.id)
                yield match, card


def _one_an_article(group: Iterable[str], wanted: Collection[str], ground: _Ground) -> list[Card]:
    """Of an article's claims one: asked for if any is, come the longest way, rather in the text than the headline."""

    def order(card: Card) -> tuple[bool, int, bool, int]:
        claims = {claim.id: claim for claim in ground.articles[card.claim.id].claims}
        return card.claim.id not in wanted, -len(chain(card.claim, claims)), card.claim.headline, card.number

    best: dict[str, Card] = {}
    for card in sorted((ground.cards[claim] for claim in group), key=order):
        best.setdefault(card.article.revision, card)
    return list(best.values())


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
    by_outlet: Mapping[str, Sequence[Extraction]], days: tuple[date | None, date | None], outlets: Collection[str]
) -> Iterator[Silent]:
    """The other outlets with articles of those days, those with most of them first."""
    first, last = days
    if first is None or last is None:
        return
    found: list[Silent] = []
    for outlet, articles in sorted(by_outlet.items()):
        then = tuple(one for one in articles if one.article.day and first <= one.article.day <= last)
        if then and outlet not in outlets:
            found.append(Silent(then[0].publisher.name if then[0].publisher else None, then))
    yield from sorted(found, key=lambda silent: -len(silent.articles))


def _name(extraction: Extraction, w: Wording) -> str:
    publisher = extraction.publisher
    return publisher.label(w.code) if publisher else w.unknown_publisher


def _tie_words(tie: Tie, w: Wording) -> str:
    return w.finding.bonds[tie.bond].format(through=tie.through, share=f"{round(tie.share * 100)} %")
