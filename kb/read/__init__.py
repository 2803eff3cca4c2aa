"""From a source (file, folder, stdin, address) to articles."""

from __future__ import annotations

import io
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, cast

from kb.errors import KnowledgeBaseError, SourceNotFound, UnreadableSource
from kb.language import language as language_data
from kb.model import Article
from kb.read.html import read_html
from kb.read.kinds import HEAD, READERS, reader_of
from kb.read.source import (
    STDIN,
    Failure,
    Found,
    Link,
    Reader,
    Source,
    files_under,
    guarded,
    printable,
    source_of,
    unreadable,
)
from kb.read.unpack import GZIP, gunzipped

if TYPE_CHECKING:
    from kb.fetch import Fetched, Fetcher

__all__ = ["READERS", "Failure", "Source", "read"]

_GZIPPED = ".gz"
_ADDRESS = re.compile(r"https?://", re.IGNORECASE)
# A list of lists of lists: an index of sitemaps, a sitemap, a page.
_DEEPEST = 3


def read(source: str, *, language: str | None = None, fetcher: Fetcher | None = None) -> Iterator[Article | Failure]:
    """The articles of a file, of a folder and its folders, in the order of their names, of stdin («-»), of an address.

    What a feed, a sitemap or a list of addresses points to is fetched in its place, where there is a `fetcher`; without
    one nothing goes to the network. What is packed by gzip is unpacked as it is read. What cannot be read is a Failure
    in its place and never stops the rest. Raises UnknownLanguage at once where `language`, which stands for every
    article's own, is not one of ours.
    """
    if language is not None:
        language_data(language)
    return _Reading(language, fetcher).articles(source)


@dataclass(slots=True)
class _Reading:
    """How one source is read: what stands for all that is found in it, and which addresses were followed already."""

    language: str | None
    fetcher: Fetcher | None
    followed: set[int] = field(default_factory=set)

    def articles(self, source: str) -> Iterator[Article | Failure]:
        """The articles of the source, links followed."""
        if _ADDRESS.match(source) and self._is_new(source):
            return self._at(Link(source), depth=0)
        return self._resolved(_read(source, self.language), depth=0)

    def _resolved(self, items: Iterator[Found], *, depth: int) -> Iterator[Article | Failure]:
        for item in items:
            if not isinstance(item, Link):
                yield item
            elif self._is_new(item.url):
                if depth == _DEEPEST:
                    yield Failure(str(item.url), UnreadableSource("a list within lists within lists; add it by itself"))
                else:
                    yield from self._at(item, depth=depth + 1)

    def _is_new(self, url: str | None) -> bool:
        """Whether this is the first link there: a sitemap may name itself."""
        if url is None:
            return True
        before = len(self.followed)
        self.followed.add(hash(url))  # of a million addresses the hashes take a tenth of the room
        return len(self.followed) > before

    def _at(self, link: Link, *, depth: int) -> Iterator[Article | Failure]:
        """What is found at an address; what a feed holds of it itself, where the address gives nothing."""
        named = Source(link.url or "an entry of a feed", link.url, self.language, link.url, listed=link.listed)
        try:
            fetched = self._fetched(link.url)
        except KnowledgeBaseError as error:
            found: Iterator[Found] = iter([Failure(named.name, error)])
            if link.page:
                found = guarded(read_html, io.BytesIO(link.page.encode()), replace(named, charset="utf-8"))
        else:
            body = cast(BinaryIO, io.BytesIO(fetched.body))
            found = _read_stream(body, replace(named, url=fetched.url, charset=fetched.charset), None)
        yield from self._resolved(found, depth=depth)

    def _fetched(self, url: str | None) -> Fetched:
        if url is None or self.fetcher is None:
            raise UnreadableSource("an address, and we are offline; save the page and add the file")
        return self.fetcher.fetch(url)


def _read(source: str, language: str | None) -> Iterator[Found]:
    if source == STDIN:
        yield from _read_stream(sys.stdin.buffer, Source("stdin", language=language), None)
    elif not source:
        yield Failure("(no name)", SourceNotFound("no such file or folder"))
    elif not _is_folder(source):
        yield from _read_file(Path(source), language, within_folder=False)
    else:
        empty = True
        for found in files_under(Path(source)):
            empty = False
            yield from [found] if isinstance(found, Failure) else _read_file(found, language, within_folder=True)
        if empty:
            yield Failure(source, UnreadableSource("a folder without files; articles were expected"))


def _is_folder(source: str) -> bool:
    try:
        return Path(source).is_dir()
    except (OSError, ValueError):
        return False


def _read_file(path: Path, language: str | None, *, within_folder: bool) -> Iterator[Found]:
    try:
        # Nobody asked for what lies in a folder by name: opening a pipe there would wait for ever.
        if within_folder and path.exists() and not path.is_file():
            raise UnreadableSource("not a regular file")
        gzipped = path.suffix.casefold() == _GZIPPED
        kind = Path(path.stem).suffix if gzipped else path.suffix
        with path.open("rb") as stream:
            reader = READERS.get(kind.casefold())
            yield from _read_stream(stream, source_of(path, language), reader, gzipped=gzipped)
    except OSError as error:
        yield Failure(printable(path), unreadable(error))
    except (KnowledgeBaseError, ValueError) as error:
        known = error if isinstance(error, KnowledgeBaseError) else UnreadableSource(f"not a file name: {error}")
        yield Failure(printable(path), known)


def _read_stream(stream: BinaryIO, source: Source, reader: Reader | None, *, gzipped: bool = False) -> Iterator[Found]:
    """What is in a stream, by its first characters where no reader is named for it."""
    try:
        buffered = cast(Any, stream) if hasattr(stream, "peek") else io.BufferedReader(cast(Any, stream))
        head = buffered.peek(HEAD)
        if gzipped or head.startswith(GZIP):
            buffered = gunzipped(buffered)
            head = buffered.peek(HEAD)
            if head.startswith(GZIP):
                raise UnreadableSource("gzip within gzip; it was expected once")
    except KnowledgeBaseError as error:
        yield Failure(source.name, error)
        return
    yield from guarded(reader_of(head, named=reader), buffered, source)
