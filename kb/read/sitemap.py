"""Reads a sitemap, or an index of sitemaps, as https://www.sitemaps.org/protocol.html and Google News have them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, BinaryIO

from kb.errors import KnowledgeBaseError, UnreadableSource
from kb.read.article import Metadata
from kb.read.links import ADDRESS
from kb.read.metadata import declared_text, parse_time
from kb.read.source import Failure, Found, Link, Source

_ENTRIES = ("url", "sitemap")


def read_sitemap(stream: BinaryIO, source: Source) -> Iterator[Found]:
    """The addresses of a sitemap of any size; `lastmod` says nothing of when an article was published."""
    from lxml import etree

    found = False
    try:
        # What was read is forgotten element by element; entities stay what they are.
        events = etree.iterparse(
            stream, events=("start", "end"), resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
        )
        depth = 0
        for event, element in events:
            depth += 1 if event == "start" else -1
            if event == "start" or depth != 1:
                continue
            if _name(element) in _ENTRIES:
                found = True
                yield _entry(element, source)
            element.clear()
            while element.getprevious() is not None:
                del element.getparent()[0]
    except KnowledgeBaseError:
        raise
    except etree.LxmlError as error:
        raise UnreadableSource(f"not XML to its end: {' '.join(str(error).split())[:100]}") from None
    if not found:
        raise UnreadableSource("a sitemap without addresses")


def _entry(entry: Any, source: Source) -> Link | Failure:
    said = {_name(element): declared_text(element.text) for element in entry.iter() if isinstance(element.tag, str)}
    url = said.get("loc") or ""
    if not ADDRESS.fullmatch(url):
        return Failure(source.name, UnreadableSource(f"an entry whose address is {url[:40]!r}"))
    published = parse_time(said.get("publication_date") or "")
    return Link(url, Metadata(title=said.get("title"), published=published, publisher=said.get("name")))


def _name(element: Any) -> str:
    return str(element.tag).rpartition("}")[2]
