"""Reads articles in JSON lines, one to a line; their text is kept exactly as it is given."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterator
from typing import Any, BinaryIO, cast

from kb.errors import KnowledgeBaseError, UnreadableSource
from kb.model import Article, digest
from kb.read.article import Metadata, Published, make_article
from kb.read.decode import MAX_CHARACTERS, check_length
from kb.read.detect import choose_language
from kb.read.metadata import clean_url, language_code, parse_time, with_zone
from kb.read.source import Failure, Source

# Every character escaped takes six bytes.
MAX_LINE_BYTES = 8 * MAX_CHARACTERS
# Lines one after another that are no JSON at all: then it is a file of something else.
MOST_BROKEN = 1000
_UNSTORABLE = re.compile("[\0\ud800-\udfff]")
_FIELDS = ("id", "text", "lang", "title", "date", "publisher", "url")


def read_json_lines(stream: BinaryIO, source: Source) -> Iterator[Article | Failure]:
    """The article of each line, `id`, `text`, perhaps `lang`, `title`, `date`, `publisher`, `url`; Failures name it."""
    empty, broken = True, 0
    for number, line in _lines(stream):
        empty = False
        try:
            broken += 1
            row = _row(line)
            broken = 0
            yield _article(row, source, number)
        except KnowledgeBaseError as error:
            yield Failure(f"{source.name}:{number}", error)
        if broken == MOST_BROKEN:
            raise UnreadableSource(f"{MOST_BROKEN:,} lines one after another that are no JSON; the rest is passed over")
    if empty:
        raise UnreadableSource("empty; one JSON object a line was expected")


def _lines(stream: BinaryIO) -> Iterator[tuple[int, bytes | None]]:
    """The lines with their numbers, without those of white space; None for one that is too long to hold an article."""
    buffered = stream if hasattr(stream, "peek") else io.BufferedReader(cast(Any, stream))
    number = 1
    while True:
        number += _skip_space(cast(io.BufferedReader, buffered))
        line = buffered.readline(MAX_LINE_BYTES)
        if not line:
            return
        if line.endswith(b"\n") or len(line) < MAX_LINE_BYTES:
            yield number, line
        else:
            while (rest := buffered.readline(MAX_LINE_BYTES)) and not rest.endswith(b"\n"):
                pass
            yield number, None
        number += 1


def _skip_space(stream: io.BufferedReader) -> int:
    """Pass over white space, a buffer at a time, since there may be gigabytes of it; gives the line ends in it."""
    ends = 0
    while ahead := stream.peek():
        space = len(ahead) - len(ahead.lstrip())
        ends += stream.read(space).count(b"\n")
        if space < len(ahead):
            break
    return ends


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
