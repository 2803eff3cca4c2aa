"""The report on what a speaker says on a topic over time, and when that changes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from kb.model import CONFLICTS, Entity, Extraction, Finding, FindingKind
from kb.report import dating
from kb.report.cards import Card, cards
from kb.report.links import ALONE, Links
from kb.report.matching import Match, Stretch, matches, stretches
from kb.report.rendering import render
from kb.report.revisions import language_of, revisions
from kb.report.scope import EVERYTHING, Scope, in_scope
from kb.report.timeline import SHAPES, Event, Link, Shape, draw_timeline, outline
from kb.report.wording import Wording, wording


@dataclass(frozen=True, slots=True)
class Turn:
    """That this claim replaces or contradicts another of the same speaker, or is replaced by it."""

    match: Match
    other: int
    later: bool


@dataclass(frozen=True, slots=True)
class Saying:
    """A claim in the order of time, its number there, its words, and what it changes."""

    number: int
    card: Card
    content: tuple[tuple[Stretch, ...], ...]
    turns: tuple[Turn, ...] = ()


def stance_report(
    speaker: Entity,
    extractions: Iterable[Extraction],
    findings: Iterable[Finding],
    *,
    scope: Scope = EVERYTHING,
    form: str = "html",
    language: str | None = None,
    links: Links = ALONE,
) -> str:
    """What a speaker says on a topic over time: a drawn timeline, and the claims with their words, changes marked.

    `form` is one of FORMS; `language` is that of the page, by default that of most articles. Raises UnknownForm.
    """
    found = [card for extraction in revisions(extractions) for card in cards(extraction)]
    said = [card for card in in_scope(found, scope) if speaker.id in {each.id for each in card.speakers}]
    said.sort(key=lambda card: (dating.order(card.claim.said.interval), card.article.id, card.number))
    numbers = {card.claim.id: number for number, card in enumerate(said, 1)}
    turns = [match for match in matches(said, findings) if match.finding.kind in CONFLICTS]
    w = wording(language or language_of(card.article for card in said))
    sayings = [_saying(card, numbers, turns) for card in said]
    return render(
        "stance",
        form,
        w,
        speaker=speaker,
        scope=scope,
        sayings=sayings,
        outlets={card.article.publisher for card in said},
        changes=[match for match in turns if match.finding.kind is FindingKind.SUPERSEDES],
        odds=[match for match in turns if match.finding.kind is FindingKind.CONTRADICTS],
        timeline=draw_timeline([_event(saying, w) for saying in sayings], _links(turns, numbers, w), w),
        shapes=_shapes(said),
        links=links,
    )


def _saying(card: Card, numbers: Mapping[str, int], turns: Iterable[Match]) -> Saying:
    mine = card.claim.id
    own: list[Turn] = []
    anchors = []
    for match in (each for turn in turns for each in (turn, *turn.others)):
        if mine == match.right.claim.id:
            own.append(Turn(match, numbers[match.left.claim.id], later=True))
            anchors += [theirs for _, theirs in match.finding.parts]
        elif mine == match.left.claim.id:
            own.append(Turn(match, numbers[match.right.claim.id], later=False))
            anchors += [ours for ours, _ in match.finding.parts]
    return Saying(numbers[mine], card, stretches(card, sorted(set(anchors))), tuple(own))


def _event(saying: Saying, w: Wording) -> Event:
    claim = saying.card.claim
    manner = f"{w.speech_act[claim.speech_act]}, {w.polarity[claim.polarity]}, {w.modality[claim.modality]}"
    return Event(
        number=saying.number,
        day=dating.day_of(claim.said.interval),
        polarity=claim.polarity,
        act=claim.speech_act,
        modality=claim.modality,
        title=f"{saying.number}. {dating.interval(claim.said.interval, w)} — {manner}",
        href=f"#claim-{saying.card.key}",
    )


def _links(turns: Iterable[Match], numbers: Mapping[str, int], w: Wording) -> list[Link]:
    """The lines of the timeline: every pair of claims once."""
    found: dict[tuple[int, int], Link] = {}
    for match in (each for turn in turns for each in (turn, *turn.others)):
        earlier, later = numbers[match.left.claim.id], numbers[match.right.claim.id]
        title = f"{earlier} {match.sign} {later}{w.separator}{w.finding.kind[match.finding.kind]}"
        turned = match.finding.kind is FindingKind.SUPERSEDES
        found.setdefault((earlier, later), Link(earlier, later, turned, title))
    return list(found.values())


def _shapes(said: Sequence[Card]) -> list[tuple[str, list[str]]]:
    """The shapes that are drawn, as outlines, with the speech acts that they stand for here."""
    acts = {card.claim.speech_act for card in said}
    groups = {shape: [act for act, its in SHAPES.items() if its is shape and act in acts] for shape in Shape}
    return [(outline(shape, 10.0, 10.0), list(used)) for shape, used in groups.items() if used]
