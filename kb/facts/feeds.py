"""Reviews from files: JSON-LD, JSON lines, feeds, web pages with JSON-LD in them, and RDF."""

from __future__ import annotations

import io
import json
import re
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, BinaryIO

from kb.errors import KnowledgeBaseError, SourceNotFound, UnreadableSource
from kb.facts.claimreview import reviews_in
from kb.facts.rdf import formats, read_rdf
from kb.facts.review import Review
from kb.read.decode import read_page
from kb.read.source import STDIN, Failure, files_under, printable, unreadable

LARGEST = 200_000_000
"""Bytes of a file; the feed of all fact-checkers has about half of that."""
LONGEST_LINE = 2_000_000
# What stands in a script element ends at its end tag whatever it is, so no parser is needed to find it.
_SCRIPT = re.compile(r"<script\b[^<>]{0,1000}\bld\+json\b[^<>]{0,1000}>(.*?)</script\b", re.IGNORECASE | re.DOTALL)
_WRAPPED = re.compile(r"^\s*(?://)?\s*(?:<!--|<!\[CDATA\[)|(?://)?\s*(?:-->|\]\]>)\s*$")
Reader = Callable[[BinaryIO, str], Iterator[Review | Failure]]


def read_reviews(source: str) -> Iterator[Review | Failure]:
    """The reviews of a file, of the files in a folder, or of stdin («-»); what cannot be taken is a Failure."""
    if re.match(r"https?://", source, re.IGNORECASE):
        yield Failure(source, UnreadableSource("nothing is fetched; save the page or the feed and import the file"))
    elif source == STDIN:
        yield from _reading(sys.stdin.buffer, "stdin", "")
    elif not source:
        yield Failure("(no name)", SourceNotFound("no such file or folder"))
    elif _is_folder(source):
        found = [each for each in files_under(Path(source)) if isinstance(each, Failure) or _is_read(each)]
        if not found:
            yield Failure(source, UnreadableSource(f"a folder without files that end in one of: {', '.join(READERS)}"))
        for each in found:
            yield from [each] if isinstance(each, Failure) else _read_file(each)
    else:
        yield from _read_file(Path(source))


def _is_folder(source: str) -> bool:
    try:
        return Path(source).is_dir()
    except (OSError, ValueError):
        return False


def _is_read(path: Path) -> bool:
    return path.is_file() and path.suffix.casefold() in READERS


def _read_file(path: Path) -> Iterator[Review | Failure]:
    name = printable(path)
    try:
        with path.open("rb") as stream:
            yield from _reading(stream, name, path.suffix.casefold())
    except OSError as error:
        yield Failure(name, unreadable(error))
    except ValueError as error:
        yield Failure(name, UnreadableSource(f"not a file name: {error}"))


def _reading(stream: BinaryIO, name: str, suffix: str) -> Iterator[Review | Failure]:
    """The reviews of a stream; one that holds none is a Failure."""
    empty = True
    try:
        for found in READERS.get(suffix, read_any)(stream, name):
            empty = False
            yield found
    except KnowledgeBaseError as error:
        yield Failure(name, error)
        return
    if empty:
        yield Failure(name, UnreadableSource("holds no ClaimReview"))


def read_any(stream: BinaryIO, name: str) -> Iterator[Review | Failure]:
    """What looks like a page, a JSON document or JSON lines."""
    data = _all_of(stream)
    read = read_pages if data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<") else read_json
    return read(io.BytesIO(data), name)


def read_json(stream: BinaryIO, name: str) -> Iterator[Review | Failure]:
    """A JSON document, or where it is none, one a line."""
    data = _all_of(stream)
    try:
        whole = _parsed(data)
    except UnreadableSource as error:
        first = data.partition(b"\n")[0].strip()
        if not first.startswith(b"{") or not first.endswith((b"}", b"},")):
            raise error from None
        return read_lines(io.BytesIO(data), name)
    return reviews_in(whole, name)


def read_lines(stream: BinaryIO, name: str) -> Iterator[Review | Failure]:
    """One JSON document a line, as the research data set of Data Commons has them."""
    number = 0
    while line := stream.readline(LONGEST_LINE):
        number += 1
        if not line.endswith(b"\n") and len(line) == LONGEST_LINE:
            while (rest := stream.readline(LONGEST_LINE)) and not rest.endswith(b"\n"):
                pass
            yield Failure(f"{name}:{number}", UnreadableSource(f"line too long: more than {LONGEST_LINE:,} bytes"))
        elif line.strip(b" \t\r\n,[]"):
            try:
                yield from reviews_in(_parsed(line.rstrip(b" \t\r\n,")), f"{name}:{number}")
            except KnowledgeBaseError as error:
                yield Failure(f"{name}:{number}", error)


def read_pages(stream: BinaryIO, name: str) -> Iterator[Review | Failure]:
    """The JSON-LD in a web page."""
    for number, script in enumerate(_SCRIPT.finditer(read_page(stream)), 1):
        text = _WRAPPED.sub("", script[1]).strip().rstrip(";")
        if "ClaimReview" not in text:
            continue
        place = name if number == 1 else f"{name}, script {number}"
        try:
            yield from reviews_in(_parsed(text.encode()), place)
        except KnowledgeBaseError as error:
            yield Failure(place, error)


def _rdf(suffix: str) -> Reader:
    def read(stream: BinaryIO, name: str) -> Iterator[Review | Failure]:
        """RDF as ClaimsKG and CimpleKG publish it, read as the same in JSON-LD."""
        nodes = read_rdf(_all_of(stream), suffix)
        graph: list[dict[str, Any]] = []
        for iri, said in nodes.items():
            types = [value.text for value in said.get("@type", ())]
            rest = {
                name: [{"@id" if value.is_node else "@value": value.text} for value in values]
                for name, values in said.items()
                if name != "@type"
            }
            graph.append({"@id": iri, "@type": types, **rest})
        return reviews_in(graph, name)

    return read


def _all_of(stream: BinaryIO) -> bytes:
    data = stream.read(LARGEST + 1)
    if len(data) > LARGEST:
        raise UnreadableSource(f"too large: more than {LARGEST // 1_000_000} MB; give it as JSON lines")
    return data


def _parsed(data: bytes) -> object:
    try:
        return json.loads(data.decode("utf-8-sig"), strict=False)
    except UnicodeDecodeError as error:
        raise UnreadableSource(f"not UTF-8 at byte {error.start}") from None
    except json.JSONDecodeError as error:
        raise UnreadableSource(f"not JSON: {error.msg} at character {error.pos}") from None
    except (ValueError, RecursionError) as error:
        raise UnreadableSource(f"not JSON: {error}") from None


READERS: dict[str, Reader] = {
    ".json": read_json,
    ".jsonld": read_json,
    ".jsonl": read_lines,
    ".ndjson": read_lines,
    ".html": read_pages,
    ".htm": read_pages,
    ".xhtml": read_pages,
    **{suffix: _rdf(suffix) for suffix in formats()},
}
"""How a file is read, by the end of its name; any other by how it begins."""
