"""Reads articles in JSON lines, one to a line; their text is kept exactly as it is given."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any, BinaryIO

from kb.errors import KnowledgeBaseError, UnreadableSource
from kb.model import Article, digest
from kb.read.article import Metadata, Published, make_article
from kb.read.decode import MAX_CHARACTERS, check_length
from kb.read.detect import choose_language
from kb.read.metadata import clean_url, language_code, parse_time, with_zone
from kb.read.source import Failure, Source

# Every character escaped takes six bytes.
MAX_LINE_BYTES = 8 * MAX_CHARACTERS
_UNSTORABLE = re.compile("[\0\ud800-\udfff]")
_FIELDS = ("id", "text", "lang", "title", "date", "publisher", "url")


def read_json_lines(stream: BinaryIO, source: Source) -> Iterator[Article | Failure]:
    """The article of each line, `id`, `text`, perhaps `lang`, `title`, `date`, `publisher`, `url`; Failures name it."""
    empty = True
    for number, line in enumerate(_lines(stream), 1):
        if line is not None and not line.strip():
            continue
        empty = False
        try:
            yield _article(_row(line), source, number)
        except KnowledgeBaseError as error:
            yield Failure(f"{source.name}:{number}", error)
    if empty:
        raise UnreadableSource("empty; one JSON object a line was expected")


def _lines(stream: BinaryIO) -> Iterator[bytes | None]:
    """The lines, None for one that is too long to hold an article."""
    while line := stream.readline(MAX_LINE_BYTES):
        if line.endswith(b"\n") or len(line) < MAX_LINE_BYTES:
            yield line
            continue
        while (rest := stream.readline(MAX_LINE_BYTES)) and not rest.endswith(b"\n"):
            pass
        yield None


def _row(line: bytes | None) -> dict[str, Any]:
    if line is None:
        raise UnreadableSource(f"line too long: more than {MAX_LINE_BYTES:,} bytes")
    try:
        row = json.loads(line.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise UnreadableSource(f"not UTF-8 at byte {error.start} of the line") from None
    except json.JSONDecodeError as error:
        raise UnreadableSource(
            f"not JSON: {error.msg} at character {error.pos}; one object a line was expected"
        ) from None
    except (ValueError, RecursionError) as error:
        raise UnreadableSource(f"not JSON: {error}") from None
    if not isinstance(row, dict):
        raise UnreadableSource('not a JSON object; {"id": ..., "text": ...} was expected')
    return row


def _article(row: dict[str, Any], source: Source, number: int) -> Article:
    text = row.get("text")
    if not isinstance(text, str) or not text.strip():
        raise UnreadableSource('no "text", or an empty one')
    check_length(text)
    _check_fields(row)
    language = choose_language(text, named=source.language or language_code(row.get("lang")))
    published = with_zone(_time(row.get("date")), language.boilerplate.timezone)
    url = clean_url(row.get("url"))
    metadata = Metadata(title=row.get("title"), published=published, publisher=row.get("publisher"), url=url)
    return make_article(
        text, language, article_id=_id(row.get("id")) or url or _numbered(source, text, number), metadata=metadata
    )


def _check_fields(row: dict[str, Any]) -> None:
    for field in _FIELDS:
        value = row.get(field)
        if field == "id" and isinstance(value, int) and not isinstance(value, bool):
            continue
        if not isinstance(value, str | None):
            raise UnreadableSource(f'"{field}" is not a string')
        if value and _UNSTORABLE.search(value):
            raise UnreadableSource(f'"{field}" holds what cannot be stored: a NUL or half a surrogate pair')


def _id(value: str | int | None) -> str | None:
    return None if value is None or value == "" else str(value)


def _numbered(source: Source, text: str, number: int) -> str:
    return f"{source.id}-{number}" if source.id else f"stdin-{digest(text)}"


def _time(value: str | None) -> Published | None:
    if not value:
        return None
    time = parse_time(value)
    if time is None:
        raise UnreadableSource(f'"date" is {value[:40]!r}; ISO 8601 was expected, as in 2021-12-02T17:50:00+02:00')
    return time
