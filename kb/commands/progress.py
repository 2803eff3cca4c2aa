"""A line of progress under what is written to stderr, for a person at a terminal and for nobody else."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

T = TypeVar("T")


def progress(found: Iterable[T], *, total: Callable[[], int | None], unit: str) -> Iterator[T]:
    """The same things, with a line that tells how many there were, how fast they come, and how long the rest takes."""
    if not sys.stderr.isatty():
        yield from found
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (BarColumn(), MofNCompleteColumn(), TextColumn("{task.fields[rate]}"), TimeRemainingColumn())
    # What is said meanwhile goes above the line; what is written to stdout is not ours to touch.
    line = Progress(*columns, console=Console(stderr=True), transient=True, redirect_stdout=False)
    with line:
        task = line.add_task("", total=total(), rate="")
        for item in found:
            yield item
            line.advance(task)
            speed = line.tasks[0].speed
            line.update(task, rate=f"{speed:.1f} {unit}/s" if speed else "")
