"""Which reader a stream is for: by the name of its file, else by its first characters."""

from __future__ import annotations

import re

from kb.read.feed import read_feed
from kb.read.html import read_html
from kb.read.jsonl import read_json_lines
from kb.read.links import ADDRESS, read_links
from kb.read.sitemap import read_sitemap
from kb.read.source import Reader
from kb.read.text import read_plain
from kb.read.wacz import read_wacz
from kb.read.warc import read_warc

HEAD = 4096  # bytes that are enough to tell

READERS: dict[str, Reader] = {
    ".txt": read_plain,
    ".text": read_plain,
    ".md": read_plain,
    ".html": read_html,
    ".htm": read_html,
    ".xhtml": read_html,
    ".jsonl": read_json_lines,
    ".ndjson": read_json_lines,
    ".json": read_json_lines,
    ".rss": read_feed,
    ".atom": read_feed,
    ".warc": read_warc,
    ".wacz": read_wacz,
}

_MARK = rb"(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?"
_BEFORE_THE_ROOT = rb"(?>\s+|<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^>\[]*(?:\[.*?\]\s*)?>)*+"
# A file of another name, or what an address gives, is what it looks like; text where it looks like nothing else.
_LOOKS: tuple[tuple[re.Pattern[bytes], Reader], ...] = (
    (re.compile(rb"PK(?:\x03\x04|\x05\x06|\x07\x08)"), read_wacz),
    (re.compile(rb"WARC/\d"), read_warc),
    (re.compile(_MARK + rb"\s*\{\s*\""), read_json_lines),
    (re.compile(_MARK + _BEFORE_THE_ROOT + rb"<(?:\w+:)?(?:rss|feed|RDF)[\s>]", re.DOTALL), read_feed),
    (re.compile(_MARK + _BEFORE_THE_ROOT + rb"<(?:\w+:)?(?:urlset|sitemapindex)[\s>]", re.DOTALL), read_sitemap),
    (re.compile(_MARK + rb"\s*<[!?a-zA-Z]"), read_html),
)


def reader_of(head: bytes, *, named: Reader | None = None) -> Reader:
    """The reader for a stream that begins like this; `named` is the one that the name of its file asks for."""
    plain = head[:HEAD].replace(b"\0", b"")  # UTF-16 has one in every second place
    if named in (None, read_plain) and _is_list(plain):
        return read_links
    return named or next((reader for look, reader in _LOOKS if look.match(plain)), read_plain)


def _is_list(head: bytes) -> bool:
    """Whether most of its lines are addresses: such a text is no article, whatever its name."""
    lines = head.decode("utf-8-sig", "ignore").splitlines(keepends=True)
    if len(head) == HEAD and len(lines) > 1:
        lines.pop()  # it goes on
    words = [words for line in lines if (words := line.strip()) and not words.startswith("#")]
    return 2 * sum(ADDRESS.fullmatch(line) is not None for line in words) > len(words)
