"""Reference statements from files: a table with a heading, or RDF."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from kb.errors import KnowledgeBaseError, UnreadableSource
from kb.facts.fact import Fact, make_fact
from kb.facts.period import ends, period_of
from kb.facts.rdf import Value, read_rdf, term
from kb.read.source import Failure, printable, unreadable

LARGEST = 50_000_000
"""Bytes of a file."""
COLUMNS = {
    "text": ("text", "fact", "statement"),
    "source": ("source", "url"),
    "since": ("since", "from", "start"),
    "until": ("until", "to", "end"),
    "language": ("language", "lang"),
}
"""What a column may be called."""
_KB = "urn:kb:ns#"
_SOURCE = ("http://purl.org/dc/terms/source", "http://www.w3.org/ns/prov#wasDerivedFrom", "isBasedOn", "citation")


def read_facts(path: Path) -> Iterator[Fact | Failure]:
    """The reference statements of a file, in order; what is none is a Failure that names its line or node."""
    name = printable(path)
    suffix = path.suffix.casefold()
    try:
        if suffix not in FORMATS:
            raise UnreadableSource(f"no file of reference statements; its name ends in one of: {', '.join(FORMATS)}")
        with path.open("rb") as stream:
            data = stream.read(LARGEST + 1)
        if len(data) > LARGEST:
            raise UnreadableSource(f"too large: more than {LARGEST // 1_000_000} MB; give it in parts")
        yield from FORMATS[suffix](data, name)
    except OSError as error:
        yield Failure(name, unreadable(error))
    except KnowledgeBaseError as error:
        yield Failure(name, error)


def read_table(data: bytes, name: str) -> Iterator[Fact | Failure]:
    """The rows of a table with a heading, with commas, semicolons or tabs between the columns."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UnreadableSource(f"not UTF-8 at byte {error.start}; save it as UTF-8") from None
    heading = text.partition("\n")[0]
    between = max(",;\t", key=heading.count)
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=between, strict=True)
    try:
        places = _places(next(rows, []))
        for row in rows:
            if any(cell.strip() for cell in row):
                yield _fact_or_failure(_cells(row, places), f"{name}:{rows.line_num}")
    except csv.Error as error:
        yield Failure(f"{name}:{rows.line_num}", UnreadableSource(f"no table from here on: {error}"))


def _places(heading: list[str]) -> dict[str, int]:
    names = [cell.strip().casefold() for cell in heading]
    found = {column: names.index(each) for column, any_of in COLUMNS.items() for each in any_of[::-1] if each in names}
    missing = [column for column in ("text", "source") if column not in found]
    if missing:
        raise UnreadableSource(f"no column '{missing[0]}'; a table has the columns {', '.join(COLUMNS)}")
    return found


def _cells(row: list[str], places: Mapping[str, int]) -> dict[str, str]:
    return {column: row[place].strip() for column, place in places.items() if place < len(row)}


def _fact_or_failure(given: Mapping[str, str], name: str) -> Fact | Failure:
    try:
        return make_fact(
            given.get("text", ""),
            given.get("source", ""),
            since=given.get("since"),
            until=given.get("until"),
            language=given.get("language") or None,
        )
    except KnowledgeBaseError as error:
        return Failure(name, error)


def _rdf(suffix: str) -> Callable[[bytes, str], Iterator[Fact | Failure]]:
    def read(data: bytes, name: str) -> Iterator[Fact | Failure]:
        """The nodes that are kb:Fact: schema:text, dcterms:source, kb:validEdtf or schema:validFrom, validThrough."""
        for iri, said in sorted(read_rdf(data, suffix, own=_KB).items()):
            if not any(term(value.text, own=_KB) == "Fact" for value in said.get("@type", ())):
                continue
            try:
                yield _fact_or_failure(_given(said), f"{name}: {iri}")
            except KnowledgeBaseError as error:
                yield Failure(f"{name}: {iri}", error)

    return read


def _given(said: Mapping[str, list[Value]]) -> dict[str, str]:
    def one(*terms: str) -> Value | None:
        return next((min(said[each], key=lambda value: value.text) for each in terms if said.get(each)), None)

    def plain(*terms: str) -> str:
        found = one(*terms)
        return found.text if found else ""

    text = one("text")
    since, until = ends(period_of(plain("validEdtf")))
    return {
        "text": text.text if text else "",
        "source": plain(*_SOURCE),
        "since": since or plain("validFrom").partition("T")[0],
        "until": until or plain("validThrough").partition("T")[0],
        "language": (text.language if text else "") or plain("inLanguage"),
    }


FORMATS: dict[str, Callable[[bytes, str], Iterator[Fact | Failure]]] = {
    ".csv": read_table,
    ".tsv": read_table,
    ".ttl": _rdf(".ttl"),
    ".nt": _rdf(".nt"),
    ".nq": _rdf(".nq"),
    ".trig": _rdf(".trig"),
}
