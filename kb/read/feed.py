"""Reads a feed: RSS of any version, or Atom."""

from __future__ import annotations

import html
import io
import re
from calendar import timegm
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any, BinaryIO

from kb.errors import UnreadableSource
from kb.read.article import Metadata, Published
from kb.read.decode import read_page
from kb.read.links import ADDRESS
from kb.read.metadata import declared_text, parse_time
from kb.read.source import Failure, Found, Link, Source

# One entry for each article since the site began is more than any feed holds.
MOST_TAGS = 200_000
_END = re.compile(r"</(?:\w+:)?(?:rss|feed|RDF)\s*>\s*(?:<!--.*?-->\s*)*\Z", re.DOTALL)
_TAIL = 2000


def read_feed(stream: BinaryIO, source: Source) -> Iterator[Found]:
    """The articles that a feed points to, with the day and title it gives, and with their pages where it holds them."""
    text = read_page(stream, source.charset)
    _check(text)
    parsed = _parsed(text, source.url)
    outlet = declared_text(parsed.feed.get("title"))
    for entry in map(dict, parsed.entries):  # plain ones: feedparser's own warn of keys that are missing
        yield _link(entry, outlet) or Failure(source.name, UnreadableSource("an entry without address or content"))
    if not parsed.entries:
        raise UnreadableSource("a feed without entries")
    if not _END.search(text[-_TAIL:]):
        yield Failure(source.name, UnreadableSource(f"broken off after {len(parsed.entries)} entries"))


def _check(text: str) -> None:
    if text.count("<") > MOST_TAGS:
        raise UnreadableSource(f"more than {MOST_TAGS:,} tags; a feed of some hundred articles was expected")
    if re.search(r"<!ENTITY", text[: _TAIL * 50].partition("<channel")[0], re.IGNORECASE):
        raise UnreadableSource("declares entities of its own, which no feed needs")


def _parsed(text: str, url: str | None) -> Any:
    import feedparser

    headers = {"content-type": "application/xml; charset=utf-8", "content-location": url or ""}
    try:
        # A stream: a string might be taken for an address or for the name of a file.
        return feedparser.parse(
            io.BytesIO(text.encode()), response_headers=headers, sanitize_html=False, resolve_relative_uris=False
        )
    except Exception as error:  # a parser fed with a stranger's feed: whatever it stumbles over
        raise UnreadableSource(f"not a feed that can be parsed: {type(error).__name__}") from error


def _link(entry: dict[str, Any], outlet: str | None) -> Link | None:
    url = entry.get("link") if ADDRESS.fullmatch(str(entry.get("link"))) else None
    title = re.sub(r"<[^>]*>", "", declared_text(entry.get("title")) or "") or None
    names = (declared_text(author.get("name")) for author in entry.get("authors") or ())
    listed = Metadata(title=title, published=_time(entry), authors=tuple(filter(None, names)))
    page = next((_page(c["value"], title, outlet) for c in entry.get("content") or () if c.get("value")), None)
    return Link(url, listed, page) if url or page else None


def _time(entry: dict[str, Any]) -> Published | None:
    """When the entry was published, in its own zone; as the feed was parsed, in UTC, if it is written oddly."""
    written, parsed = (entry.get(f"published{part}") or entry.get(f"updated{part}") for part in ("", "_parsed"))
    with suppress(ValueError, TypeError, IndexError, OverflowError):
        return parse_time(str(written)) or parsedate_to_datetime(str(written))
    with suppress(ValueError, TypeError, OverflowError, OSError):
        return datetime.fromtimestamp(timegm(parsed), UTC) if parsed else None
    return None


def _page(content: str, title: str | None, outlet: str | None) -> str:
    """The content of an entry as the page of an article."""
    heading = f"<h1>{html.escape(title)}</h1>" if title else ""
    site = f'<meta property="og:site_name" content="{html.escape(outlet)}">' if outlet else ""
    return f"<!DOCTYPE html><html><head>{site}</head><body><article>{heading}{content}</article></body></html>"
