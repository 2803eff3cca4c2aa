"""Reads the pages of a web archive, ISO 28500 (WARC)."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any, BinaryIO, cast

from kb.errors import KnowledgeBaseError, UnreadableSource
from kb.fetch import inflate
from kb.read.decode import MAX_PAGE_BYTES
from kb.read.html import read_html
from kb.read.links import ADDRESS
from kb.read.source import Failure, Found, Reader, Source, guarded
from kb.read.text import read_plain

MAX_LINE_BYTES = 65_536
MAX_HEADER_BYTES = 1_000_000
_CHUNK = 65_536
# Places where it is broken without a page between: then it is no web archive.
MOST_BROKEN = 1000
# The rest of what a browser loads, pictures and style sheets and answers to programs, is passed over.
_PAYLOADS: dict[str, Reader] = {
    "text/html": read_html,
    "application/xhtml+xml": read_html,
    "text/plain": read_plain,
}
_PAGES = ("response", "resource", "conversion")


class _TooLong(Exception):
    """Headers without an end."""


class _Metered:
    """A stream of which only so much may be read, while a limit is set."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self.left: int | None = None

    def read(self, size: int) -> bytes:
        data = self._stream.read(size)
        if self.left is not None:
            self.left -= len(data)
            if self.left < 0:
                raise _TooLong
        return data


def read_warc(stream: BinaryIO, source: Source) -> Iterator[Found]:
    """The articles of an archive of any size, record by record; what is broken is passed over up to the next record."""
    from warcio.bufferedreaders import BufferedReader

    metered = _Metered(stream)
    reader = BufferedReader(metered)
    number, broken, is_lost, found = 0, 0, False, False
    while (line := reader.readline(MAX_LINE_BYTES)) and broken < MOST_BROKEN:
        if not line.startswith(b"WARC/"):
            if line.strip() and not is_lost:
                is_lost, broken = True, broken + 1
                yield _broken(source, number, "what follows it is no WARC record")
            continue
        number, is_lost = number + 1, False
        try:
            record = _record(metered, reader, line)
        except KnowledgeBaseError as error:
            is_lost, broken = True, broken + 1
            yield Failure(f"{source.name}:{number}", error)
            continue
        for item in _page(record, source, number):
            found, broken = True, 0
            yield item
        while record.raw_stream.read(_CHUNK):
            pass
        if record.raw_stream.limit:
            yield _broken(source, number, f"broken off {record.raw_stream.limit:,} bytes before its end")
            return
    if broken == MOST_BROKEN:
        raise UnreadableSource(f"broken {MOST_BROKEN:,} times without a page between; the rest is passed over")
    if not found and not is_lost:
        raise UnreadableSource("a web archive without pages")


def _broken(source: Source, number: int, what: str) -> Failure:
    return Failure(f"{source.name}:{number}", UnreadableSource(f"record {number}: {what}"))


def _record(metered: _Metered, reader: Any, line: bytes) -> Any:
    """The record that begins with this line, its headers read. Raises UnreadableSource."""
    from warcio.exceptions import ArchiveLoadFailed
    from warcio.recordloader import ArcWarcRecordLoader
    from warcio.statusandheaders import StatusAndHeadersParserException

    metered.left = MAX_HEADER_BYTES
    try:
        loader = ArcWarcRecordLoader(verify_http=False, arc2warc=False)
        record = loader.parse_record_stream(reader, line, known_format="warc")
    except _TooLong:
        raise UnreadableSource(f"a record whose headers are longer than {MAX_HEADER_BYTES:,} bytes") from None
    except (ArchiveLoadFailed, StatusAndHeadersParserException, EOFError, AttributeError, ValueError):
        raise UnreadableSource("a record whose headers cannot be read") from None
    finally:
        metered.left = None
    if not re.fullmatch(r"\d{1,18}", record.rec_headers.get_header("Content-Length") or ""):
        raise UnreadableSource("a record without the length of its content")
    return record


def _page(record: Any, source: Source, number: int) -> Iterator[Found]:
    """The article of a record, if it is the page of one: of the answers of a server only HTML, robots.txt is a text."""
    headers = record.http_headers
    kind = (headers and headers.get_header("Content-Type")) or record.content_type or ""
    reader = _PAYLOADS.get(kind.partition(";")[0].strip().casefold())
    is_answer = record.rec_type == "response"
    if record.rec_type not in _PAGES or reader is None or (is_answer and reader is not read_html):
        return
    if is_answer and (headers is None or headers.get_statuscode() != "200"):
        return
    uri = record.rec_headers.get_header("WARC-Target-URI") or ""
    url = uri if ADDRESS.fullmatch(uri) else None
    name = f"{source.name}:{url or number}"
    try:
        body = _body(record)
    except KnowledgeBaseError as error:
        yield Failure(name, error)
        return
    if body is None:
        return
    charset = re.search(r"charset\s*=\s*[\"']?([\w.:-]+)", kind, re.IGNORECASE)
    found_at = replace(source, name=name, id=url or f"{source.id}-{number}", url=url)
    yield from guarded(reader, io.BytesIO(body), replace(found_at, charset=charset[1] if charset else None))


def _body(record: Any) -> bytes | None:
    """The page as its server meant it, None if the archive ends within it. Raises UnreadableSource, FetchFailed."""
    from warcio.bufferedreaders import ChunkedDataReader

    raw = record.raw_stream.read(MAX_PAGE_BYTES + 1)
    if len(raw) > MAX_PAGE_BYTES:
        raise UnreadableSource(f"too large for one article: more than {MAX_PAGE_BYTES // 1_000_000} MB")
    if record.raw_stream.limit:
        return None
    if cut := record.rec_headers.get_header("WARC-Truncated"):
        raise UnreadableSource(f"cut short as it was archived: {cut[:40]}")
    headers = record.http_headers
    if headers is None:
        return cast(bytes, raw)
    if (headers.get_header("Transfer-Encoding") or "").strip().casefold() == "chunked":
        raw = ChunkedDataReader(io.BytesIO(raw)).read()
    return inflate(raw, headers.get_header("Content-Encoding"), most=MAX_PAGE_BYTES)
