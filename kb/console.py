"""What the command line writes, and where: a table on a terminal, JSON lines in a pipe, CSV where asked for."""

from __future__ import annotations

import csv
import io
import json
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from decimal import Decimal
from enum import StrEnum
from pathlib import Path
from typing import Any, TextIO

from kb.errors import KnowledgeBaseError

# A terminal may be told to hide or to change what it shows by characters that a text from outside holds.
_BIDI = (0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A))
CONTROL = {i: None for i in (*range(32), 127, *range(128, 160), *_BIDI) if chr(i) not in "\n\t"}
ID_LENGTH = 12  # digits of an id that a table shows: enough to name one of a million claims
# A spreadsheet runs a cell that begins like this as a formula.
FORMULA = ("=", "+", "-", "@", "\t", "\r")


class BadStyle(KnowledgeBaseError, ValueError):
    """Flags that ask for two styles at once."""


class CannotWrite(KnowledgeBaseError, OSError):
    """A file that cannot be written."""


class Style(StrEnum):
    """How rows are written."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"


def choose_style(*, as_json: bool, as_csv: bool, output: Path | None) -> Style:
    """The style that the flags ask for; without one a table for a person and JSON lines for a program."""
    if as_json and as_csv:
        raise BadStyle("--json or --csv, not both")
    if as_csv:
        return Style.CSV
    if as_json:
        return Style.JSON
    if output is not None:
        return Style.CSV if output.suffix.casefold() == ".csv" else Style.JSON
    return Style.TABLE if sys.stdout.isatty() else Style.JSON


def write_rows(
    columns: Sequence[str], rows: Iterable[Mapping[str, Any]], *, style: Style, output: Path | None = None
) -> None:
    """Write the rows to stdout, or to a file; as they come, but for a table, whose columns are as wide as all need."""
    plain = ({column: _plain(row.get(column)) for column in columns} for row in rows)
    with opened(output) as stream:
        for text in STYLES[style](columns, plain):
            stream.write(text.translate(CONTROL) if stream.isatty() else text)


def write_text(text: str, *, output: Path | None = None) -> None:
    """Write text to stdout, or to a file."""
    with opened(output) as stream:
        stream.write(text.translate(CONTROL) if stream.isatty() else text)


@contextmanager
def opened(output: Path | None) -> Iterator[TextIO]:
    """Stdout, or a file that is written whole or not at all."""
    if output is None:
        yield sys.stdout
        sys.stdout.flush()
        return
    # /dev/null or a pipe takes what comes; a folder says that it is one
    special = output.exists() and not output.is_file()
    unfinished = output if special else output.with_name(f".{output.name}.part")
    try:
        stream = unfinished.open("w", encoding="utf-8", newline="")
    except OSError as error:
        raise CannotWrite(f"cannot write {output}: {error.strerror or error}") from error
    try:
        with stream:
            yield stream
        if not special:
            unfinished.replace(output)
    finally:
        if not special:
            unfinished.unlink(missing_ok=True)


def say(text: str) -> None:
    """Write progress, a warning or an error: to stderr, so that data stays clean."""
    sys.stderr.write(text.translate(CONTROL) + "\n")


def one_line(text: str) -> str:
    r"""The text without line breaks, for a message that is one line.

    >>> one_line("two\n  lines")
    'two lines'
    """
    return " ".join(text.split())


def as_json_line(value: object) -> str:
    """The value as one line of JSON."""
    return json.dumps(value, ensure_ascii=False, default=str) + "\n"


def _plain(value: Any) -> Any:
    """The value as JSON has it: numbers and truth values of RDF as such, all else as its text."""
    meant = value.toPython() if hasattr(value, "toPython") else value
    if isinstance(meant, Decimal):
        return int(meant) if meant == meant.to_integral_value() else float(meant)
    return meant if meant is None or isinstance(meant, (bool, int, float)) else str(value)


def _json_lines(columns: Sequence[str], rows: Iterable[dict[str, Any]]) -> Iterator[str]:  # noqa: ARG001 - as all are
    return map(as_json_line, rows)


def _csv(columns: Sequence[str], rows: Iterable[dict[str, Any]]) -> Iterator[str]:
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(columns)
    for row in rows:
        writer.writerow([_harmless(row[column]) for column in columns])
        yield buffer.getvalue()
        buffer.seek(0)
        buffer.truncate()
    yield buffer.getvalue()  # the head, where there are no rows


def _harmless(value: Any) -> Any:
    if isinstance(value, bool):
        return str(value).lower()
    return f"'{value}" if isinstance(value, str) and value.startswith(FORMULA) else value


def _table(columns: Sequence[str], found: Iterable[dict[str, Any]]) -> Iterator[str]:
    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    rows = list(found)
    table = Table(box=SIMPLE_HEAD, pad_edge=False)
    for column in columns:
        # An id, a day or a number is of no use in pieces.
        whole = all(len(_cell(row[column])) <= ID_LENGTH and " " not in _cell(row[column]) for row in rows)
        table.add_column(column, no_wrap=whole)
    for row in rows:
        table.add_row(*(Text(_cell(row[column])) for column in columns))
    console = Console(file=io.StringIO(), force_terminal=sys.stdout.isatty(), width=_width())
    with console.capture() as capture:
        console.print(table)
    lines = (line.rstrip() for line in capture.get().strip("\n").splitlines())
    yield "".join(f"{line}\n" for line in lines if line) + f"{len(rows)} row{'' if len(rows) == 1 else 's'}\n"


STYLES = {Style.TABLE: _table, Style.JSON: _json_lines, Style.CSV: _csv}


def _cell(value: Any) -> str:
    """What a table shows of a value: of an IRI of ours the beginning of its id, which every command takes."""
    text = "" if value is None else str(value).translate(CONTROL)
    kind, slash, identifier = text.partition("/")
    return identifier[:ID_LENGTH] if slash and kind.startswith("urn:kb:") else text


def _width() -> int:
    import shutil

    return shutil.get_terminal_size((120, 40)).columns
