"""What the command line prints: a table on a terminal, JSON lines in a pipe, CSV where asked for."""

from __future__ import annotations

import csv
import io
import json
import sys
from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from pathlib import Path
from typing import Any

# A terminal may be told to hide or to change what it shows by characters that a text from outside holds.
CONTROL = {i: None for i in (*range(32), 127, *range(128, 160)) if chr(i) not in "\n\t"}


class Style(StrEnum):
    """How rows are printed."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"


def choose_style(*, as_json: bool, as_csv: bool, output: Path | None) -> Style:
    """The style that the flags ask for; without one a table for a person and JSON lines for a program."""
    if as_csv or (output is not None and output.suffix == ".csv"):
        return Style.CSV
    if as_json or output is not None or not sys.stdout.isatty():
        return Style.JSON
    return Style.TABLE


def print_rows(
    columns: Sequence[str], rows: Iterable[Mapping[str, Any]], *, style: Style, output: Path | None = None
) -> None:
    """Print the rows to stdout, or to a file, written whole or not at all."""
    text = {Style.TABLE: _table, Style.JSON: _json_lines, Style.CSV: _csv}[style](columns, list(rows))
    print_text(text, output=output)


def print_text(text: str, *, output: Path | None = None) -> None:
    """Print text to stdout, or to a file, written whole or not at all."""
    if output is None:
        sys.stdout.write(text)
        return
    unfinished = output.with_name(f".{output.name}.part")
    unfinished.write_text(text, encoding="utf-8")
    unfinished.replace(output)


def print_message(text: str) -> None:
    """Print progress, a warning or an error: to stderr, so that data stays clean."""
    sys.stderr.write(text.translate(CONTROL) + "\n")


def _json_lines(columns: Sequence[str], rows: list[Mapping[str, Any]]) -> str:
    kept = ({column: row.get(column) for column in columns} if columns else row for row in rows)
    return "".join(json.dumps(row, ensure_ascii=False, default=str) + "\n" for row in kept)


def _csv(columns: Sequence[str], rows: list[Mapping[str, Any]]) -> str:
    buffer = io.StringIO()
    writer = csv.DictWriter(buffer, fieldnames=list(columns), extrasaction="ignore", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return buffer.getvalue()


def _table(columns: Sequence[str], rows: list[Mapping[str, Any]]) -> str:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(*columns, show_lines=False, header_style="bold", row_styles=["", "dim"])
    for row in rows:
        cells = ("" if row.get(column) is None else str(row[column]) for column in columns)
        table.add_row(*(Text(cell.translate(CONTROL)) for cell in cells))
    console = Console(file=io.StringIO(), force_terminal=sys.stdout.isatty(), width=_width())
    with console.capture() as capture:
        console.print(table)
    return capture.get() + f"{len(rows)} row{'' if len(rows) == 1 else 's'}\n"


def _width() -> int:
    import shutil

    return shutil.get_terminal_size((120, 40)).columns
