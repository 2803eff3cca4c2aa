"""A claim as a report shows it: numbered, with the claims around it and the path of its words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from kb.model import Anchor, Article, BlockKind, Claim, Entity, Extraction, chain, digest
from kb.report.marking import Mark, Role, clamp


@dataclass(frozen=True, slots=True)
class Step:
    """One station on the way of the words: who passes them on and by which words of the text."""

    name: str | None
    cue: str | None = None
    outlet: bool = False


@dataclass(frozen=True, slots=True)
class Card:
    """A claim with its number in the article, the number of the claim that holds it, and of those that it holds."""

    number: int
    claim: Claim
    article: Article
    steps: tuple[Step, ...]
    outer: int | None = None
    inner: tuple[int, ...] = ()

    @property
    def key(self) -> str:
        """What stands for the claim in a link: its id, or a digest of it where it would not fit into one."""
        return self.claim.id if re.fullmatch(r"[0-9A-Za-z]{1,64}", self.claim.id) else digest(self.claim.id)

    @property
    def speaker(self) -> Entity | None:
        """Who speaks, as resolved."""
        return self.claim.speaker

    @property
    def speakers(self) -> tuple[Entity, ...]:
        """Each of those who speak."""
        return self.claim.speaker.each if self.claim.speaker is not None else ()

    @property
    def linked(self) -> tuple[Entity, ...]:
        """Those who speak and are, or may be, somebody in the authority file."""
        return tuple(speaker for speaker in self.speakers if speaker.link is not None)

    @property
    def own_voice(self) -> bool:
        """Whether it is the outlet itself that speaks, in its headline."""
        return self.claim.headline and self.claim.cue is None

    @property
    def name(self) -> str | None:
        """Who speaks: as resolved, else as written, None where the text does not say."""
        return self.steps[0].name

    @property
    def parts(self) -> tuple[Anchor, ...]:
        """The parts of the content that lie in the text."""
        return tuple(a for anchor in self.claim.content if (a := clamp(anchor, len(self.article.text))) is not None)


def title(article: Article) -> str | None:
    """What the article is called: its title, else its first headline, None where it has neither."""
    headlines = (block.anchor.of(article.text) for block in article.blocks if block.kind is BlockKind.HEADLINE)
    return article.title or next(headlines, None)


def cards(extraction: Extraction) -> tuple[Card, ...]:
    """The claims of an article in the order of the text, the wider before the narrower, numbered from 1."""
    article = extraction.article
    claims = sorted(extraction.claims, key=_place)
    by_id = {claim.id: claim for claim in claims}
    numbers = {claim.id: number for number, claim in enumerate(claims, 1)}
    inner: dict[str, list[int]] = {}
    for claim in claims:
        if claim.within is not None:
            inner.setdefault(claim.within, []).append(numbers[claim.id])
    return tuple(
        Card(
            number=number,
            claim=claim,
            article=article,
            steps=tuple(_steps(claim, extraction, by_id)),
            outer=numbers.get(claim.within) if claim.within is not None else None,
            inner=tuple(inner.get(claim.id, ())),
        )
        for number, claim in enumerate(claims, 1)
    )


def marks(shown: Iterable[Card]) -> Iterator[Mark]:
    """Where the words of the claims stand in the text of their article."""
    for card in shown:
        claim = card.claim
        if claim.source is not None:
            yield Mark(claim.source, Role.SOURCE, card.number)
        if claim.cue is not None:
            yield Mark(claim.cue, Role.CUE, card.number)
        for position, anchor in enumerate(card.parts):
            yield Mark(anchor, Role.CONTENT, card.number, first=position == 0)
        for reference in claim.times:
            yield Mark(reference.anchor, Role.TIME, card.number)
        if claim.said.anchor is not None:
            yield Mark(claim.said.anchor, Role.TIME, card.number)


def speakers(shown: Sequence[Card]) -> list[tuple[Entity, list[Card]]]:
    """The resolved speakers with their claims, the most quoted first."""
    found: dict[str, tuple[Entity, list[Card]]] = {}
    for card in shown:
        for speaker in card.speakers:
            found.setdefault(speaker.id, (speaker, []))[1].append(card)
    return sorted(found.values(), key=lambda pair: (-len(pair[1]), pair[0].name))


def _place(claim: Claim) -> tuple[int, int]:
    start = min((anchor.start for anchor in claim.content), default=0)
    return start, -max((anchor.end for anchor in claim.content), default=0)


def _steps(claim: Claim, extraction: Extraction, claims: dict[str, Claim]) -> Iterator[Step]:
    """The stations from the speaker to the outlet; an outlet that already ends the chain is not named again."""
    publisher = extraction.article.publisher
    if claim.headline and claim.cue is None:
        return iter([Step(publisher, outlet=True)])
    through = (claim, *chain(claim, claims))
    steps = [_step(one, extraction.article) for one in through]
    last_speaker, outlet = through[-1].speaker, extraction.publisher
    if last_speaker is not None and outlet is not None and last_speaker.id == outlet.id:
        last = steps.pop()
        steps.append(Step(last.name, last.cue, outlet=True))
    else:
        steps.append(Step(publisher, outlet=True))
    return iter(steps)


def _step(claim: Claim, article: Article) -> Step:
    cue = claim.cue.of(article.text) if claim.cue is not None else None
    if claim.speaker is not None:
        return Step(claim.speaker.name, cue)
    if claim.source is not None:
        return Step(claim.source.of(article.text), cue)
    return Step(None, cue)
