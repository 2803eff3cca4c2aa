"""ClaimReview in JSON-LD to reviews: whichever way it is nested, from whomever, nothing of it trusted.

Terms of schema.org may be bare, prefixed, or whole IRIs with http: or https:; a value may be itself, an object, a list,
or a reference to a node elsewhere in the same data. No context is fetched.
"""

from __future__ import annotations

import html
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any

from kb.errors import KnowledgeBaseError, UnreadableSource
from kb.facts.rdf import term
from kb.facts.review import Rating, Review
from kb.facts.words import one_line
from kb.read.metadata import clean_url, language_code, parse_time
from kb.read.source import Failure

LONGEST = 5_000
"""Characters of a claim's words; of a name or a rating a tenth."""
MOST_VALUES = 50
"""Values of a property: a review names some addresses, not thousands."""
MOST_NODES = 5_000_000
DEEPEST = 60
"""Objects within objects, beyond which nobody means a review."""

Object = Mapping[str, Any]


class BadReview(KnowledgeBaseError, ValueError):
    """A ClaimReview that says neither what was reviewed nor who did."""


def reviews_in(data: object, name: str) -> Iterator[Review | Failure]:
    """The reviews anywhere in what was read from JSON, in order; one that cannot be taken is a Failure."""
    nodes = list(_objects(data))
    by_id = {str(node["@id"]): node for node in nodes if isinstance(node.get("@id"), str) and len(node) > 1}
    number = 0
    for node in nodes:
        if not _is_review(node):
            continue
        number += 1
        try:
            yield _review(_Reader(node, by_id))
        except KnowledgeBaseError as error:
            yield Failure(f"{name}, review {number}", error)


def _objects(data: object) -> Iterator[Object]:
    """Every object in the data, outermost first. Raises `UnreadableSource` for what is too much."""
    waiting: list[tuple[object, int]] = [(data, 0)]
    seen = 0
    while waiting:
        one, depth = waiting.pop()
        seen += 1
        if depth > DEEPEST or seen > MOST_NODES:
            raise UnreadableSource("nested too deep, or too large, for reviews")
        if isinstance(one, dict):
            yield one
            waiting += [(each, depth + 1) for each in reversed(one.values()) if isinstance(each, dict | list)]
        elif isinstance(one, list):
            waiting += [(each, depth + 1) for each in reversed(one) if isinstance(each, dict | list)]


def _is_review(node: Object) -> bool:
    types = node.get("@type")
    return any(isinstance(each, str) and term(each) == "ClaimReview" for each in _listed(types))


class _Reader:
    """An object of JSON-LD, asked for its properties by their bare names."""

    def __init__(self, node: Object, by_id: Mapping[str, Object]) -> None:
        self._by_id = by_id
        self._values: dict[str, list[Any]] = {}
        for name, given in node.items():
            self._values.setdefault(term(name), []).extend(_listed(given)[:MOST_VALUES])

    def objects(self, *names: str) -> Iterator[_Reader]:
        """The objects that a property has, wherever they stand."""
        for value in self._given(*names):
            if isinstance(value, dict) and "@value" not in value:
                known = self._by_id.get(str(value["@id"])) if "@id" in value else None
                yield _Reader({**known, **value} if known else value, self._by_id)

    def text(self, *names: str, longest: int = LONGEST) -> str | None:
        """The words of the first of these properties that has some. Raises `BadReview` where they are too many."""
        for value in self._given(*names):
            found = value.get("@value") if isinstance(value, dict) else value
            if isinstance(found, bool) or not isinstance(found, str | int | float):
                continue
            words = str(found)
            if len(words) > 4 * longest:
                raise BadReview(f"{names[0]} has {len(words):,} characters; {longest:,} at most")
            words = one_line(html.unescape(words))
            if len(words) > longest:
                raise BadReview(f"{names[0]} has {len(words):,} characters; {longest:,} at most")
            if words:
                return words
        return None

    def name(self, *names: str) -> str | None:
        """Who or what a property names, as text or as objects with names, of several all of them."""
        found = self.text(*names, longest=LONGEST // 10)
        several = [one.text("name", "legalName", longest=LONGEST // 10) for one in self.objects(*names)]
        return found or "; ".join(dict.fromkeys(each for each in several if each)) or None

    def addresses(self, *names: str) -> Iterator[str]:
        """The web addresses that a property has, as text or as objects with one."""
        for value in self._given(*names):
            if isinstance(value, str):
                yield from _addresses(value)
            elif isinstance(value, dict):
                yield from _addresses(value.get("@value"), value.get("@id"))
        for one in self.objects(*names):
            yield from _addresses(*one._given("url"))

    def day(self, *names: str) -> date | None:
        """The day of a property, None where it has none that can be read."""
        written = self.text(*names, longest=100)
        time = parse_time(written) if written else None
        return time.date() if isinstance(time, datetime) else time

    def _given(self, *names: str) -> Iterator[Any]:
        for name in names:
            yield from self._values.get(name, ())


def _review(node: _Reader) -> Review:
    items = list(node.objects("itemReviewed"))
    claimed = node.text("claimReviewed") or _first(one.text("text", "name", "headline", "description") for one in items)
    if claimed is None:
        raise BadReview("it has no claimReviewed, nor text in itemReviewed: nothing is said to be reviewed")
    url = next(node.addresses("url", "mainEntityOfPage", "@id"), None)
    reviewer = node.name("author") or node.name("publisher") or node.name("sdPublisher")
    if url is None and reviewer is None:
        raise BadReview("it has neither url nor author: nobody is said to have reviewed anything")
    appearances = (
        address for one in items for address in one.addresses("firstAppearance", "appearance", "url", "sameAs")
    )
    return Review(
        claimed=claimed,
        url=url,
        reviewer=reviewer,
        published=node.day("datePublished", "dateModified", "dateCreated"),
        rating=next((_rating(one) for one in node.objects("reviewRating")), Rating(node.name("reviewRating"))),
        claimant=_first(one.name("author", "creator") for one in items),
        said_on=next((day for one in items if (day := one.day("datePublished", "dateCreated"))), None),
        appearances=tuple(dict.fromkeys(address for address in appearances if address != url))[:MOST_VALUES],
        language=language_code(node.text("inLanguage", longest=100)),
        licence=next(node.addresses("sdLicense", "license"), None),
    )


def _rating(node: _Reader) -> Rating:
    def given(*names: str) -> str | None:
        return node.text(*names, longest=LONGEST // 10)

    return Rating(given("alternateName", "name"), given("ratingValue"), given("bestRating"), given("worstRating"))


def _first(values: Iterator[str | None]) -> str | None:
    return next((value for value in values if value), None)


def _listed(value: object) -> list[Any]:
    if isinstance(value, dict) and ("@list" in value or "@set" in value):
        value = value.get("@list", value.get("@set"))
    return value if isinstance(value, list) else [] if value is None else [value]


def _addresses(*values: object) -> Iterator[str]:
    for value in values:
        # Half a surrogate pair, which JSON may hold, is not printable, and could not be stored.
        if (
            isinstance(value, str)
            and len(value) <= LONGEST
            and value.strip().isprintable()
            and (url := clean_url(value))
        ):
            yield url
