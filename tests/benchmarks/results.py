"""Keeps what the benchmarks have found in `RESULTS.md`: a section each, with the day, the machine and the versions.

Every module of benchmarks that is run with `--record` replaces its own section and leaves the others. For figures that
are worth keeping: nothing else runs on the machine (the load is told), `make check` passes, the tree is committed. Then
`make bench` and `make million` each take about half an hour, the second 20 GB of disk; read the lines that end in
MISSED, and commit the file by itself.
"""

from __future__ import annotations

import os
import platform
import re
import sqlite3
import sys
from collections.abc import Callable
from contextlib import redirect_stdout
from datetime import date
from importlib.metadata import version
from io import StringIO
from pathlib import Path
from typing import TextIO

RESULTS = Path(__file__).with_name("RESULTS.md")
RECORD = "--record"
HEAD = "# How fast it is\n\nWritten by `make bench` and `make million`; figures are of one machine, ratios travel.\n"
PACKAGES = ("kb-claims", "pyoxigraph", "rdflib", "spacy", "pymorphy3")


class Both(StringIO):
    """What is written, and what is written on to a stream."""

    def __init__(self, stream: TextIO) -> None:
        super().__init__()
        self._stream = stream

    def write(self, text: str) -> int:
        """Write to both."""
        self._stream.write(text)
        return super().write(text)

    def flush(self) -> None:
        """Flush the stream."""
        self._stream.flush()


def run(benchmark: str, work: Callable[[list[str]], object]) -> None:
    """Run a benchmark with the arguments of the command line; with `--record` what it prints is kept."""
    given = [each for each in sys.argv[1:] if each != RECORD]
    if RECORD not in sys.argv:
        work(given)
        return
    before = os.getloadavg()[0]
    with redirect_stdout(Both(sys.stdout)) as printed:
        work(given)
    command = " ".join(["python -m", f"tests.benchmarks{benchmark and '.'}{benchmark}", *given])
    machine = f"{os.cpu_count()} processors, {platform.system()} {platform.machine()}, load {before:.1f} at the start"
    told = f"`{command}`, {date.today()}; {machine}; {versions()}."
    lines = "\n".join(map(str.rstrip, printed.getvalue().splitlines()))
    section = f"{told}\n\n```\n{lines}\n```\n"
    text = RESULTS.read_text(encoding="utf-8") if RESULTS.exists() else HEAD
    RESULTS.write_text(with_section(text, benchmark or "extraction", section), encoding="utf-8")


def with_section(text: str, name: str, section: str) -> str:
    """The text with this section under its heading, in the place of the one that it had, else at the end.

    >>> with_section("# Head\\n\\n## a\\n\\nold\\n\\n## b\\n\\nkept\\n", "a", "new\\n")
    '# Head\\n\\n## a\\n\\nnew\\n\\n## b\\n\\nkept\\n'
    """
    head, *sections = re.split(r"^## ", text, flags=re.MULTILINE)
    there = {each.partition("\n")[0]: each.partition("\n")[2].strip() for each in sections}
    there[name] = section.strip()
    return head.rstrip() + "\n" + "".join(f"\n## {each}\n\n{what}\n" for each, what in there.items())


def versions() -> str:
    """What was measured, and with what."""
    found = [f"python {platform.python_version()}", f"sqlite {sqlite3.sqlite_version}"]
    return ", ".join(found + [f"{name} {version(name)}" for name in PACKAGES])
