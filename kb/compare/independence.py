"""How many independent sources stand behind reports of one thing: copies, rewrites and one agency's report count once.

Whether two reports are of one source is told by the two alone. So a report more can join sources and never part them,
and a copy never adds one.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations
from urllib.parse import urlsplit

from rapidfuzz import fuzz

from kb.authority import Authority, Sort
from kb.compare.copies import Copy, copies, words_of
from kb.model import Claim, Entity, Extraction, chain

ALIKE = 60.0
"""The likeness from which on the same agency is taken to be quoted with the same report, from 0 to 100."""


class Bond(StrEnum):
    """Why two reports are of one source, the plainest first."""

    ARTICLE = "article"
    COPY = "copy"
    AGENCY = "agency"
    OUTLET = "outlet"


@dataclass(frozen=True, slots=True)
class Report:
    """A claim in the article that reports it."""

    extraction: Extraction
    claim: Claim

    @property
    def outlet(self) -> str:
        """Who published it, by id; by its address, or as an outlet of its own, where the article does not tell."""
        publisher = self.extraction.publisher
        if publisher is not None:
            return publisher.id
        article = self.extraction.article
        return _host(article.url) or article.id

    @property
    def carriers(self) -> tuple[Entity, ...]:
        """Who is said to have reported it, innermost first: the speakers of the claim and of those that hold it."""
        outer = chain(self.claim, {claim.id: claim for claim in self.extraction.claims})
        return tuple(each for one in (self.claim, *outer) if one.speaker for each in one.speaker.each)


@dataclass(frozen=True, slots=True)
class Tie:
    """That two reports are of one source, and why.

    `left` and `right` are ids of claims, `through` names the agency or outlet, `share` is how alike the two are, from 0
    to 1.
    """

    bond: Bond
    left: str
    right: str
    share: float
    through: str = ""

    @property
    def reason(self) -> str:
        """Why the two are of one source, in a sentence."""
        percent = f"{self.share:.0%}"
        return {
            Bond.ARTICLE: "both stand in the same article",
            Bond.COPY: f"the articles have {percent} of the shorter text in common",
            Bond.AGENCY: f"both are as {self.through} reports it, in words that are {percent} alike",
            Bond.OUTLET: f"both are by {self.through} itself",
        }[self.bond]


@dataclass(frozen=True, slots=True)
class Origin:
    """Reports that are of one source, by the ids of their claims, and what ties each to the others."""

    claims: tuple[str, ...]
    outlets: tuple[str, ...]
    ties: tuple[Tie, ...] = ()


@dataclass(frozen=True, slots=True)
class Independence:
    """The independent sources of some reports; as text, how many outlets and how many sources they are.

    >>> print(Independence((Origin(("a", "b"), ("x", "y")), Origin(("c",), ("y",)))))
    2 outlets, 2 independent sources
    """

    origins: tuple[Origin, ...] = ()

    @property
    def outlets(self) -> tuple[str, ...]:
        """Who published the reports."""
        return tuple(sorted({outlet for origin in self.origins for outlet in origin.outlets}))

    def __str__(self) -> str:
        return f"{_count(len(self.outlets), 'outlet')}, {_count(len(self.origins), 'independent source')}"


def carriers_in(authority: Authority) -> frozenset[str]:
    """The ids of the news agencies and outlets that an authority file knows."""
    media = (Sort.NEWSAGENCY, Sort.OUTLET)
    return frozenset(entry.iri for entry in authority.entries.values() if entry.sort in media)


def origins(
    reports: Iterable[Report], *, media: Collection[str] = (), known: Iterable[Copy] | None = None
) -> Independence:
    """Which reports are of one source, in whatever order they come: each origin is a source that is independent.

    Reports are of one source where they stand in one article, or in copies or rewrites of one text; where one is as an
    agency or outlet reports it, and the other by that or as that reports it too, in about the same words; or where an
    outlet repeats itself. `media` are the ids of agencies and outlets; `known` are the copies among the articles, where
    they are at hand.
    """
    by_claim: dict[str, Report] = {}
    # Of one claim read twice the reading counts in which more is named.
    for report in sorted(reports, key=lambda one: (one.claim.id, -len(one.carriers), [c.id for c in one.carriers])):
        by_claim.setdefault(report.claim.id, report)
    each = list(by_claim.values())
    articles = {report.extraction.article.revision: report.extraction.article for report in each}
    pairs = copies(articles.values()) if known is None else sorted(known)
    joined = {report.claim.id: report.claim.id for report in each}
    ties: list[Tie] = []
    for tie in _ties(each, frozenset(media), pairs):
        left, right = _root(joined, tie.left), _root(joined, tie.right)
        if left != right:
            joined[max(left, right)] = min(left, right)
            ties.append(tie)
    groups: dict[str, list[Report]] = {}
    for report in each:
        groups.setdefault(_root(joined, report.claim.id), []).append(report)
    return Independence(tuple(_origin(group, ties) for _, group in sorted(groups.items())))


def _origin(group: list[Report], ties: list[Tie]) -> Origin:
    ids = [report.claim.id for report in group]
    outlets = tuple(sorted({report.outlet for report in group}))
    return Origin(tuple(ids), outlets, tuple(tie for tie in ties if tie.left in ids))


def _ties(reports: list[Report], media: frozenset[str], pairs: Iterable[Copy]) -> Iterator[Tie]:
    """What ties reports to each other: of every group enough to hold it together, the plainest first."""
    by_revision: dict[str, list[str]] = {}
    by_article: dict[str, list[str]] = {}
    for report in reports:
        article = report.extraction.article
        by_revision.setdefault(article.revision, []).append(report.claim.id)
        by_article.setdefault(article.id, []).append(report.claim.id)
    for _, claims in sorted(by_article.items()):
        yield from (Tie(Bond.ARTICLE, claims[0], other, 1.0) for other in claims[1:])
    for copy in pairs:
        if copy.left in by_revision and copy.right in by_revision:
            left, right = sorted((by_revision[copy.left][0], by_revision[copy.right][0]))
            yield Tie(Bond.COPY, left, right, copy.share)
    yield from _through_agencies(reports, media)
    yield from _by_themselves(reports, media)


def _through_agencies(reports: list[Report], media: frozenset[str]) -> Iterator[Tie]:
    """Reports that name one agency or outlet, or are by it, in about the same words."""
    told_by: dict[str, list[Report]] = {}
    possible = media | {report.outlet for report in reports}
    for report in reports:
        for identifier in possible & {report.outlet, *(each.id for each in report.carriers)}:
            told_by.setdefault(identifier, []).append(report)
    for identifier, same in sorted(told_by.items()):
        for left, right in combinations(same, 2):
            if (name := _named_by(identifier, left, right, media)) and (share := _likeness(left, right)) >= ALIKE:
                yield Tie(Bond.AGENCY, left.claim.id, right.claim.id, round(share / 100, 3), name)


def _named_by(identifier: str, left: Report, right: Report, media: frozenset[str]) -> str:
    """What the carrier is called where one of the two names it, and it is a known medium or the other's outlet."""
    for one, other in ((left, right), (right, left)):
        for each in one.carriers:
            if each.id == identifier and (identifier in media or other.outlet == identifier):
                return each.name
    return ""


def _by_themselves(reports: list[Report], media: frozenset[str]) -> Iterator[Tie]:
    """Reports of one outlet that name no other medium: it repeats itself."""
    own: dict[str, list[Report]] = {}
    for report in reports:
        if not any(each.id in media and each.id != report.outlet for each in report.carriers):
            own.setdefault(report.outlet, []).append(report)
    for _, same in sorted(own.items()):
        publisher = same[0].extraction.publisher
        name = publisher.name if publisher else same[0].outlet
        yield from (Tie(Bond.OUTLET, same[0].claim.id, other.claim.id, 1.0, name) for other in same[1:])


def _likeness(left: Report, right: Report) -> float:
    """How alike the words of two claims are, from 0 to 100; in two languages, whether one speaker said both at once."""
    one, other = left.extraction.article, right.extraction.article
    if left.claim.proposition and right.claim.proposition and left.claim.proposition.id == right.claim.proposition.id:
        return 100.0
    if one.language != other.language:
        return 100.0 if _one_saying(left.claim, right.claim) else 0.0
    words = (" ".join(words_of(report.claim.text(report.extraction.article))) for report in (left, right))
    return fuzz.token_set_ratio(*words)


def _one_saying(left: Claim, right: Claim) -> bool:
    """Whether one speaker, linked in both, may have said both at one time."""
    speakers = ({each.id for each in claim.speaker.each} if claim.speaker else set() for claim in (left, right))
    if not set.intersection(*speakers):
        return False
    one, other = left.said.interval, right.said.interval
    if one is None or other is None:
        return True
    starts = [interval.earliest for interval in (one, other) if interval.earliest]
    ends = [interval.latest for interval in (one, other) if interval.latest]
    return not starts or not ends or max(starts) <= min(ends)


def _root(joined: dict[str, str], claim: str) -> str:
    """The claim that stands for the group; the way there is made shorter for whoever asks next."""
    while joined[claim] != claim:
        joined[claim] = joined[joined[claim]]
        claim = joined[claim]
    return claim


def _host(url: str | None) -> str | None:
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.") or None if url else None
    except ValueError:
        return None


def _count(number: int, thing: str) -> str:
    return f"{number} {thing}{'' if number == 1 else 's'}"
