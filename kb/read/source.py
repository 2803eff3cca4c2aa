"""What a reader is given and what it hands back for an input that it could not read."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from kb.errors import KnowledgeBaseError, SourceNotFound, UnreadableSource
from kb.model import Article, digest
from kb.read.article import NOTHING, Metadata

STDIN = "-"


@dataclass(frozen=True, slots=True)
class Source:
    """Where bytes come from: the name to report, the stem of its articles' ids, the language if the user named one.

    `url` is the address that they were found at and `charset` what its server called their encoding; `listed` is what
    the feed or sitemap that led there says, which stands where the page says nothing.
    """

    name: str
    id: str | None = None
    language: str | None = None
    url: str | None = None
    charset: str | None = None
    listed: Metadata = NOTHING


@dataclass(frozen=True, slots=True)
class Failure:
    """An input that gave no article, and why; `source` names the file, or the address, and the line or page in it."""

    source: str
    error: KnowledgeBaseError

    def __str__(self) -> str:
        return f"{self.source}: {self.error}"


@dataclass(frozen=True, slots=True)
class Link:
    """An article that is elsewhere: its address, what is said of it, and its page where the feed itself holds it."""

    url: str | None
    listed: Metadata = NOTHING
    page: str | None = None


Found = Article | Failure | Link
# Raises a KnowledgeBaseError where nothing more can be read from the stream.
Reader = Callable[[BinaryIO, Source], Iterator[Found]]


def guarded(reader: Reader, stream: BinaryIO, source: Source) -> Iterator[Found]:
    """What a reader finds; an error that ends it is a Failure of the source."""
    try:
        yield from reader(stream, source)
    except KnowledgeBaseError as error:
        yield Failure(source.name, error)
    except OSError as error:
        yield Failure(source.name, unreadable(error))


def source_of(path: Path, language: str | None = None) -> Source:
    """The source that a file is; its id tells apart files of one name in different folders."""
    stem = printable(path.stem)
    return Source(printable(path), f"{stem}-{digest(printable(path.resolve()))[:8]}", language)


def printable(path: Path | str) -> str:
    """A file name as text that can be printed and stored, whatever bytes it is made of."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")


def files_under(folder: Path) -> Iterator[Path | Failure]:
    """The files of a folder and of its folders, sorted; hidden ones are left out, each folder is entered once."""
    entered: set[Path] = set()
    waiting = [folder]
    while waiting:
        path = waiting.pop()
        try:
            if not path.is_dir():
                yield path
            elif (real := path.resolve()) not in entered:
                entered.add(real)
                visible = (p for p in path.iterdir() if not p.name.startswith("."))
                waiting += sorted(visible, reverse=True)
        except OSError as error:
            yield Failure(printable(path), unreadable(error))


def unreadable(error: OSError) -> KnowledgeBaseError:
    """What the operating system says about a file, as one of ours."""
    if isinstance(error, FileNotFoundError):
        return SourceNotFound("no such file or folder")
    return UnreadableSource(f"cannot be read: {error.strerror or error}")
