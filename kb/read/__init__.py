"""From a source (file, folder, stdin) to articles."""

from __future__ import annotations

import gzip
import io
import re
import sys
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO, cast

from kb.errors import KnowledgeBaseError, SourceNotFound, UnreadableSource
from kb.language import language as language_data
from kb.model import Article
from kb.read.html import read_html
from kb.read.jsonl import read_json_lines
from kb.read.source import STDIN, Failure, Reader, Source, files_under, printable, source_of, unreadable
from kb.read.text import read_plain

__all__ = ["READERS", "Failure", "Source", "read"]

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
}

# A file of another name is what its first characters look like; text where they look like nothing else.
_LOOKS: tuple[tuple[re.Pattern[bytes], Reader], ...] = (
    (re.compile(rb"(?:\xef\xbb\xbf)?\s*\{\s*\""), read_json_lines),
    (re.compile(rb"(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?[\s\0]*<\0?[!?a-zA-Z]"), read_html),
)
_HEAD = 4096
_GZIPPED = ".gz"


def read(source: str, *, language: str | None = None) -> Iterator[Article | Failure]:
    """The articles of a file, of a folder and its folders, or of stdin («-»), in the order of their names.

    A file whose name ends in `.gz` is unpacked as it is read. What cannot be read is a Failure in its place
    and never stops the rest. Raises UnknownLanguage at once where `language`, which stands for every article's own, is
    not one of ours.
    """
    if language is not None:
        language_data(language)
    return _read(source, language)


def _read(source: str, language: str | None) -> Iterator[Article | Failure]:
    if re.match(r"https?://", source, re.IGNORECASE):
        yield Failure(source, UnreadableSource("fetching addresses is not built in; save the page and add the file"))
    elif source == STDIN:
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


def _read_file(path: Path, language: str | None, *, within_folder: bool) -> Iterator[Article | Failure]:
    try:
        # Nobody asked for what lies in a folder by name: opening a pipe there would wait for ever.
        if within_folder and path.exists() and not path.is_file():
            raise UnreadableSource("not a regular file")
        gzipped = path.suffix.casefold() == _GZIPPED
        kind = Path(path.stem).suffix if gzipped else path.suffix
        with gzip.open(path) if gzipped else path.open("rb") as stream:
            yield from _read_stream(cast(BinaryIO, stream), source_of(path, language), READERS.get(kind.casefold()))
    except (EOFError, zlib.error) as error:
        yield Failure(printable(path), UnreadableSource(f"not a whole gzip file: {error}"))
    except OSError as error:
        yield Failure(printable(path), unreadable(error))
    except (KnowledgeBaseError, ValueError) as error:
        known = error if isinstance(error, KnowledgeBaseError) else UnreadableSource(f"not a file name: {error}")
        yield Failure(printable(path), known)


def _read_stream(stream: BinaryIO, source: Source, reader: Reader | None) -> Iterator[Article | Failure]:
    buffered = stream if hasattr(stream, "peek") else io.BufferedReader(cast(Any, stream))
    head = cast(io.BufferedReader, buffered).peek(_HEAD)
    chosen = reader or next((r for look, r in _LOOKS if look.match(head)), read_plain)
    try:
        yield from chosen(buffered, source)
    except KnowledgeBaseError as error:
        yield Failure(source.name, error)
    except OSError as error:
        yield Failure(source.name, unreadable(error))
