"""Two claims side by side: what a finding says of them, with the words that it rests on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

from kb.model import Anchor, Claim, Entity, Finding, FindingKind
from kb.report import dating
from kb.report.cards import Card
from kb.report.marking import clamp
from kb.report.wording import Wording

SIGNS = {
    FindingKind.CONTRADICTS: "≠",
    FindingKind.SUPERSEDES: "→",
    FindingKind.AGREES: "=",
    FindingKind.DIFFERS: "≈",
}
"""A sign for each kind of finding, so that a kind is told by more than its colour."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of a claim's words, and the numbers of the parts of the finding that it belongs to."""

    text: str
    numbers: tuple[int, ...] = ()
    opens: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Match:
    """A finding with both its claims, the one that was said earlier on the left.

    `others` are findings that say the same of the same words of the same speakers in other articles.
    """

    finding: Finding
    left: Card
    right: Card
    others: tuple[Match, ...] = ()

    @property
    def sides(self) -> tuple[tuple[Card, tuple[tuple[Stretch, ...], ...]], ...]:
        """Each claim with the parts of its content, the words that the finding rests on marked in them."""
        ours, theirs = zip(*self.finding.parts, strict=True) if self.finding.parts else ((), ())
        return (self.left, stretches(self.left, ours)), (self.right, stretches(self.right, theirs))

    @property
    def sign(self) -> str:
        """The sign of its kind."""
        return SIGNS[self.finding.kind]

    @property
    def in_time(self) -> bool:
        """Whether one side was certainly said before the other."""
        first, second = self.left.claim.said.interval, self.right.claim.said.interval
        if first is None or second is None or first.latest is None or second.earliest is None:
            return False
        return first.latest < second.earliest


def matches(shown: Iterable[Card], findings: Iterable[Finding]) -> list[Match]:
    """The findings whose claims are both shown, the surest first, each once; what only repeats one stands with it."""
    by_id = {card.claim.id: card for card in shown}
    found = {
        (finding.rule, *sorted((finding.left, finding.right))): _match(finding, by_id)
        for finding in findings
        if finding.left in by_id and finding.right in by_id
    }
    return _folded(sorted(found.values(), key=_order))


def stretches(card: Card, anchors: Sequence[Anchor]) -> tuple[tuple[Stretch, ...], ...]:
    """The parts of a claim's content, cut where the words of these anchors begin and end."""
    return tuple(tuple(_cut(card, part, anchors)) for part in card.parts)


def topics(found: Iterable[Match]) -> list[tuple[Entity | None, list[Match]]]:
    """The findings by whom or what both sides are about, that of the surest first; those without last.

    Of several that both sides are about, it is the one that most findings are about.
    """
    kept = list(found)
    shared = [_shared(match) for match in kept]
    counts = Counter(entity.id for entities in shared for entity in entities)
    groups: dict[str | None, tuple[Entity | None, list[Match]]] = {}
    for match, entities in zip(kept, shared, strict=True):
        topic = max(entities, key=lambda entity: counts[entity.id], default=None)
        groups.setdefault(topic.id if topic else None, (topic, []))[1].append(match)
    return sorted(groups.values(), key=lambda group: group[0] is None)


def rule_words(finding: Finding, w: Wording) -> str:
    """What the rule says, in the language of the page where it has words for it: else the rule's own docstring."""
    from kb.compare.rules import RULES

    if finding.rule in w.finding.rules:
        return w.finding.rules[finding.rule]
    docstring = RULES[finding.rule].__doc__ if finding.rule in RULES else None
    return docstring.splitlines()[0] if docstring else finding.rule


def reason_words(match: Match, w: Wording) -> tuple[str, str]:
    """Why the rule holds, and the language that this is said in; empty where no more is to be said."""
    pattern = w.finding.reasons.get(match.finding.rule)
    if pattern is None:
        # a rule that has words of its own on the page needs no second sentence in another language
        known = w.finding.rules.get(match.finding.rule)
        return ("", w.code) if known else (match.finding.reason, "en")
    if not match.finding.parts:
        return ("", w.code) if "{" in pattern else (pattern, w.code)
    ours, theirs = match.finding.parts[0]
    left, right = (
        f"{w.quotes[0]}{' '.join(anchor.of(card.article.text).split())}{w.quotes[1]}"
        for anchor, card in ((ours, match.left), (theirs, match.right))
    )
    return pattern.format(left=left, right=right), w.code


def _match(finding: Finding, cards: Mapping[str, Card]) -> Match:
    left, right = cards[finding.left], cards[finding.right]
    if _when(right.claim) < _when(left.claim):
        parts = tuple((theirs, ours) for ours, theirs in finding.parts)
        return Match(replace(finding, left=finding.right, right=finding.left, parts=parts), right, left)
    return Match(finding, left, right)


def _when(claim: Claim) -> tuple[bool, date, date]:
    return dating.order(claim.said.interval)


def _order(match: Match) -> tuple[float, tuple[bool, date, date], str, str]:
    return -match.finding.score, _when(match.left.claim), match.finding.left, match.finding.right


def _folded(found: Iterable[Match]) -> list[Match]:
    """The same words of the same speakers against the same: once, with the other reports of it."""
    groups: dict[object, list[Match]] = {}
    for match in found:
        sides = frozenset(map(_said, (match.left, match.right)))
        groups.setdefault((match.finding.kind, match.finding.rule, sides), []).append(match)
    return [replace(same[0], others=tuple(same[1:])) for same in groups.values()]


def _said(card: Card) -> tuple[object, ...]:
    return frozenset(each.id for each in card.speakers), " ".join(card.claim.text(card.article).casefold().split())


def _shared(match: Match) -> list[Entity]:
    theirs = {entity.id for entity in match.right.claim.about}
    return [entity for entity in match.left.claim.about if entity.id in theirs]


def _cut(card: Card, part: Anchor, anchors: Sequence[Anchor]) -> Iterator[Stretch]:
    inside = [
        (number, anchor)
        for number, whole in enumerate(anchors, 1)
        if (anchor := clamp(whole, part.end, start=part.start)) is not None
    ]
    cuts = sorted({part.start, part.end, *(edge for _, anchor in inside for edge in (anchor.start, anchor.end))})
    for start, end in pairwise(cuts):
        over = [(number, anchor) for number, anchor in inside if anchor.start <= start < anchor.end]
        yield Stretch(
            Anchor(start, end).of(card.article.text),
            tuple(number for number, _ in over),
            tuple(number for number, anchor in over if anchor.start == start),
        )
