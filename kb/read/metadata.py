"""What a page declares about its article: JSON-LD, then OpenGraph and other meta elements, then the page's own."""

from __future__ import annotations

import html
import json
import re
from collections import deque
from collections.abc import Iterator
from contextlib import suppress
from datetime import date, datetime
from typing import Any
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit, urlunsplit
from zoneinfo import ZoneInfo

from kb.read.article import Metadata, Published
from kb.read.decode import normalise

_ARTICLE_TYPES = re.compile(r"(?:^|[/:])(?:\w*Article|BlogPosting|LiveBlogPosting|Report)$")
_TRACKING = re.compile(r"utm_\w+|fbclid|gclid|yclid|mc_[ce]id|igshid|_ga", re.IGNORECASE)
_DATE_NAMES = (
    "article:published_time",
    "datepublished",
    "date",
    "pubdate",
    "publish-date",
    "dc.date.issued",
    "og:article:published_time",
)


# Pieces of text under the headline among which a dateline is looked for; related articles come further down.
NEAR = 30
_NEAR_HEADLINE = f"(//h1)[1]/following::text()[normalize-space()][position() <= {NEAR}]"

_HEAD = 100_000

# What lxml makes of a page; it ships no types.
Page = Any


def page_metadata(page: Page) -> Metadata:
    """What the page declares; the time of publication is naive where it names no zone."""
    declared = next(_articles(page), {})
    meta = _meta(page)
    dates = [
        declared_text(declared.get("datePublished")),
        *map(meta.get, _DATE_NAMES),
        *page.xpath("//article//time/@datetime"),
    ]
    authors = _names(declared.get("author")) or _named(meta.get("author")) or _named(meta.get("article:author"))
    addresses = [*page.xpath("//link[@rel='canonical']/@href"), meta.get("og:url")]
    return Metadata(
        title=next(iter(page_titles(page)), None),
        published=_best_time(dates),
        publisher=_first(*_names(declared.get("publisher")), meta.get("og:site_name")),
        authors=tuple(dict.fromkeys(authors)),
        language=language_code(
            _first(declared_text(declared.get("inLanguage")), *page.xpath("/html/@lang"), meta.get("og:locale"))
        ),
        url=next(filter(None, map(clean_url, addresses)), None),
        # From the first headline only: from each of them the whole page would be gone through again.
        near_headline=tuple(filter(None, map(declared_text, page.xpath(_NEAR_HEADLINE)))),
    )


def page_titles(page: Page) -> list[str]:
    """The titles that the page gives its article, the likeliest first; the site's name is cut off their end."""
    declared, meta = next(_articles(page), {}), _meta(page)
    site = meta.get("og:site_name") or next(iter(_names(declared.get("publisher"))), "")
    titles = (
        declared_text(declared.get("headline")),
        _only(page, "//h1"),
        meta.get("og:title"),
        _only(page, "//title"),
    )
    suffix = rf"\s*[|–—-]\s*{re.escape(site)}$" if site else "$"
    return [name for title in titles if title and (name := re.sub(suffix, "", title))]


def clean_url(url: str | None) -> str | None:
    """The address of an article without fragment and tracking; None for what is none: relative, a site's front page.

    >>> clean_url("https://example.org/a?id=7&utm_source=x#top")
    'https://example.org/a?id=7'
    """
    try:
        parts = urlsplit((url or "").strip())
    except ValueError:
        return None
    if parts.scheme not in ("http", "https") or not parts.hostname or (parts.path in ("", "/") and not parts.query):
        return None
    if re.search(r"[\s<>\"{}|\\^`\x00-\x1f]", parts.geturl()):
        return None
    query = [(k, v) for k, v in parse_qsl(parts.query, keep_blank_values=True) if not _TRACKING.fullmatch(k)]
    kept = parts.query if len(query) == len(parse_qsl(parts.query, keep_blank_values=True)) else urlencode(query)
    return urlunsplit((parts.scheme, parts.netloc, parts.path, kept, ""))


def address_of(declared: str | None, found_at: str | None) -> str | None:
    """The address of an article: what its page declares, if that is of the site that the page was found at.

    A copy on another site points to the original; but it is the copy that was read.

    >>> address_of("https://example.org/a", "https://m.example.org/a?x=1"), address_of(None, "https://example.org/a#b")
    ('https://example.org/a', 'https://example.org/a')
    """
    found_at = clean_url(found_at)
    is_own = found_at is None or (declared is not None and _site(declared) == _site(found_at))
    return declared if is_own else found_at


def feed_of(page: str, found_at: str | None) -> str | None:
    """The address of the feed that a page declares."""
    for element in re.findall(r"<link\b[^>]{0,500}>", page[:_HEAD]):
        href = re.search(r"href\s*=\s*[\"']?([^\"'\s>]+)", element)
        if href and re.search(r"type\s*=\s*[\"']?application/(?:rss|atom)\+xml", element):
            with suppress(ValueError):
                return urljoin(found_at or "", html.unescape(href[1]))
    return None


def parse_time(value: str) -> Published | None:
    """A time or a day in ISO 8601, naive where it names no zone; None for anything else.

    >>> parse_time("2021-12-02T17:50:00+0200").isoformat(), parse_time("2021-12-02"), parse_time("soon")
    ('2021-12-02T17:50:00+02:00', datetime.date(2021, 12, 2), None)
    """
    value = value.strip()
    try:
        return date.fromisoformat(value) if len(value) <= 10 else datetime.fromisoformat(value)
    except ValueError:
        return None


def language_code(value: str | None) -> str | None:
    """The language of a tag.

    >>> language_code("uk-UA")
    'uk'
    """
    return re.split("[-_]", value.strip())[0].casefold() if value else None


def with_zone(published: Published | None, timezone: str) -> Published | None:
    """The same time in the zone of the language's publishers where it names none."""
    if isinstance(published, datetime) and published.tzinfo is None:
        return published.replace(tzinfo=ZoneInfo(timezone))
    return published


def _site(url: str) -> str:
    """The host without what only says how the site is shown."""
    return re.sub(r"^(?:www|m|amp|mobile)\.", "", urlsplit(url).hostname or "")


def _best_time(values: list[str | None]) -> Published | None:
    """The first with an hour, else the first day."""
    times = [t for t in map(parse_time, filter(None, values)) if t]
    return next((t for t in times if isinstance(t, datetime)), next(iter(times), None))


def _articles(page: Page) -> Iterator[dict[str, Any]]:
    """The objects of the page's JSON-LD that are articles."""
    for script in page.xpath("//script[@type='application/ld+json']/text()"):
        try:
            waiting = deque([json.loads(str(script), strict=False)])
        except (ValueError, RecursionError):
            continue
        while waiting:
            node = waiting.popleft()
            if isinstance(node, list):
                waiting += node
            elif isinstance(node, dict):
                types = node.get("@type")
                if any(_ARTICLE_TYPES.search(str(t)) for t in (types if isinstance(types, list) else [types])):
                    yield node
                waiting += [node[key] for key in ("@graph", "mainEntity", "mainEntityOfPage") if key in node]


def _meta(page: Page) -> dict[str, str]:
    found: dict[str, str] = {}
    for element in page.xpath("//meta[@content]"):
        name = element.get("property") or element.get("name") or element.get("itemprop") or ""
        found.setdefault(name.casefold(), normalise(element.get("content")).strip())
    return found


def declared_text(value: object) -> str | None:
    """A text as it is declared, in one line and without escapes; of an object its name, of several the first."""
    if isinstance(value, list):
        value = value[0] if value else None
    if isinstance(value, dict):
        value = value.get("name")
    words = " ".join(normalise(html.unescape(value)).split()) if isinstance(value, str) else ""
    return words or None


def _names(value: object) -> tuple[str, ...]:
    values = value if isinstance(value, list) else [value]
    return tuple(name for v in values if (name := declared_text(v)) and not name.startswith("http"))


def _named(value: str | None) -> tuple[str, ...]:
    return () if not value or value.startswith("http") else tuple(filter(None, (v.strip() for v in value.split(","))))


def _only(page: Page, path: str) -> str | None:
    """The words of the one element of this kind; of several nobody knows which is the article's."""
    found = page.xpath(path)
    return declared_text(found[0].text_content()) if len(found) == 1 else None


def _first(*values: str | None) -> str | None:
    return next(filter(None, values), None)
