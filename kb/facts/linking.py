"""Which claims a review reviews: those in an article that it names, or by the speaker that it names, in like words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache
from urllib.parse import urlsplit

from rapidfuzz import fuzz

from kb.compare.copies import words_of
from kb.facts.review import Review

FEWEST = 4
"""Words of a claim below which it is too little to be a part of what is reviewed: it must be the whole."""


class LinkedBy(StrEnum):
    """How it was found that a review is of a claim."""

    ADDRESS = "address"
    SPEAKER = "speaker"


# How like the words must be, from 0 to 100. Where the review names the very article, less is enough.
# Set by reading; there is no annotated set of links to tune them on.
ALIKE = {LinkedBy.ADDRESS: 55.0, LinkedBy.SPEAKER: 70.0}


@dataclass(frozen=True, slots=True)
class Candidate:
    """A claim that may be reviewed.

    `speakers` are all the names of whoever says it, `address` is that of the article, `earliest` the first day on which
    it may have been said.
    """

    claim: str
    text: str
    speakers: tuple[str, ...] = ()
    address: str | None = None
    earliest: date | None = None


@dataclass(frozen=True, slots=True, order=True)
class ReviewLink:
    """That a review is of a claim, how that was found, and how like the words are, from 0 to 100."""

    claim: str
    method: LinkedBy
    score: float


def links(review: Review, candidates: Iterable[Candidate]) -> tuple[ReviewLink, ...]:
    """The claims among the candidates that the review is of, each once, in the order of their ids."""
    places = {place_of(address) for address in review.appearances}
    found: dict[str, ReviewLink] = {}
    for candidate in candidates:
        method = _method(review, places, candidate)
        if method is None or _is_later(candidate, review):
            continue
        score = likeness(review.claimed, candidate.text)
        if score >= ALIKE[method]:
            link = ReviewLink(candidate.claim, method, round(score, 1))
            found[candidate.claim] = min(link, found.get(candidate.claim, link))
    return tuple(sorted(found.values()))


def _method(review: Review, places: set[str], candidate: Candidate) -> LinkedBy | None:
    if candidate.address is not None and place_of(candidate.address) in places:
        return LinkedBy.ADDRESS
    if review.claimant is not None and name_key(review.claimant) in map(name_key, candidate.speakers):
        return LinkedBy.SPEAKER
    return None


def _is_later(candidate: Candidate, review: Review) -> bool:
    """Whether it was said only after the review."""
    return candidate.earliest is not None and review.published is not None and candidate.earliest > review.published


def place_of(address: str) -> str:
    """An address without what differs between the addresses of one page: scheme, www, the last slash.

    >>> place_of("http://www.Misto.example/a/") == place_of("https://misto.example/a#top")
    True
    """
    try:
        parts = urlsplit(address)
    except ValueError:
        return address
    host = (parts.hostname or "").removeprefix("www.").removeprefix("m.").removeprefix("amp.")
    return f"{host}{parts.path.rstrip('/')}?{parts.query}"


@lru_cache(maxsize=50_000)
def name_key(name: str) -> str:
    """A name whatever the case and the order of its words.

    >>> name_key("Ткач, Ігор") == name_key("Ігор Ткач")
    True
    """
    return " ".join(sorted(words_of(name)))


def likeness(left: str, right: str) -> float:
    """How alike two texts are in their words, from 0 to 100; a text that is a part of the other nearly as much."""
    one, other = _words(left), _words(right)
    whole = fuzz.token_sort_ratio(one, other)
    if min(one.count(" "), other.count(" ")) + 1 < FEWEST:
        return whole
    return max(whole, 0.9 * fuzz.token_set_ratio(one, other))


@lru_cache(maxsize=50_000)
def _words(text: str) -> str:
    return " ".join(words_of(text))
