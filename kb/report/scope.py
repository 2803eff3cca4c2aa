"""What a report is limited to: a topic in words or by the name of who it is about, and days."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from kb.model import Entity
from kb.report.cards import Card

LEAST_STEM, MOST_ENDING = 4, 2
"""Of a word that is looked for all letters but the last two count, at least four: cases and numbers end in those."""
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Scope:
    """The topic, every word of which must be there, and the first and the last day; empty and None limit nothing."""

    topic: str = ""
    since: date | None = None
    until: date | None = None


EVERYTHING = Scope()


def in_scope(shown: Iterable[Card], scope: Scope) -> list[Card]:
    """The claims that are on the topic and were said in the days.

    A claim is on the topic if it is about somebody or something of that name, in whatever language it is called so
    elsewhere, or if the words are in it, whatever their endings.
    """
    cards = list(shown)
    stems = _stems(scope.topic)
    named = _named(scope.topic, (each for card in cards for each in card.claim.about)) if stems else frozenset[str]()
    return [card for card in cards if _in_days(card, scope) and (not stems or _is_on(card, stems, named))]


def said_between(card: Card) -> tuple[date | None, date | None]:
    """The first and last day on which it may have been said; the article's own where nothing is known."""
    interval = card.claim.said.interval
    if interval is None or (interval.earliest is None and interval.latest is None):
        return card.article.day, card.article.day
    return interval.earliest, interval.latest


def _in_days(card: Card, scope: Scope) -> bool:
    first, last = said_between(card)
    too_early = scope.since is not None and (last or first or date.min) < scope.since
    too_late = scope.until is not None and (first or last or date.max) > scope.until
    return not too_early and not too_late


def _is_on(card: Card, stems: tuple[str, ...], named: Collection[str]) -> bool:
    if any(each.id in named for each in card.claim.about):
        return True
    words = _words(" ".join((card.claim.text(card.article), *(n for each in card.claim.about for n in _names(each)))))
    return all(any(word.startswith(stem) for word in words) for stem in stems)


def _named(topic: str, entities: Iterable[Entity]) -> frozenset[str]:
    """The ids of those who are called that in some language."""
    wanted = " ".join(topic.split()).casefold()
    return frozenset(one.id for one in entities if wanted in {name.casefold() for name in _names(one)})


def _names(entity: Entity) -> tuple[str, ...]:
    labels = entity.link.labels if entity.link is not None and entity.link.is_sure else ()
    return entity.name, *(label for _, label in labels)


def _words(text: str) -> list[str]:
    return [word.replace("ё", "е") for word in _WORD.findall(text.casefold())]


def _stems(topic: str) -> tuple[str, ...]:
    return tuple(word[: max(LEAST_STEM, len(word) - MOST_ENDING)] for word in _words(topic))
