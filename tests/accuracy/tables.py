"""Figures and their floors as tables that are read in a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from tests.accuracy.calibration import BINS, bins
from tests.accuracy.floors import is_worse
from tests.accuracy.measure import Measured

Bounds = Mapping[str, Mapping[str, float]]
ABSENT = "-"


def aligned(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """The lines of a table: the first column to the left, the others to the right."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        cells = [row[0].ljust(widths[0]), *(cell.rjust(width) for cell, width in zip(row[1:], widths[1:], strict=True))]
        yield "  ".join(cells).rstrip()


def cell(name: str, figures: Mapping[str, float], floors: Mapping[str, float], *, places: int = 3) -> str:
    """A figure and, in brackets, its floor; an exclamation mark where it is worse."""
    figure, floor = figures.get(name), floors.get(name)
    shown = ABSENT if figure is None else f"{figure:.{places}f}"
    if floor is None:
        return shown
    return f"{shown} ({floor:.{places}f}){'!' if is_worse(name, figure, floor) else ''}"


def parse_table(found: Mapping[str, Mapping[str, float]], floors: Bounds, columns: Sequence[str]) -> Iterator[str]:
    """One row for each corpus, one column for each figure, in percent."""
    body = [
        [corpus, *(cell(name, figures, floors.get(corpus, {}), places=1) for name in columns)]
        for corpus, figures in found.items()
    ]
    return aligned([["", *columns], *body])


def claims_table(found: Mapping[str, Measured], floors: Bounds) -> Iterator[str]:
    """One column for each set of articles, one row for each figure."""
    rows = dict.fromkeys(name for measured in found.values() for name in measured.figures)
    body = [
        [
            name.replace("_", " "),
            *(cell(name, measured.figures, floors.get(corpus, {})) for corpus, measured in found.items()),
        ]
        for name in rows
    ]
    return aligned([["", *found], *body])


def task_table(
    found: Mapping[str, Mapping[str, float]], floors: Mapping[str, Mapping[str, Bounds]], task: str
) -> Iterator[str]:
    """One column for each language, one row for each figure of a task that has one set of data."""
    rows = dict.fromkeys(name for figures in found.values() for name in figures)
    limits = {code: next(iter(floors.get(code, {}).get(task, {}).values()), {}) for code in found}
    body = [[name, *(cell(name, figures, limits[code]) for code, figures in found.items())] for name in rows]
    return aligned([["", *found], *body])


def confidence_table(found: Mapping[str, Measured]) -> Iterator[str]:
    """How many of the claims with about the same confidence are right, in one column for each set of articles."""
    columns = [list(bins(measured.judged)) for measured in found.values()]
    body = [
        [
            f"{(i + 0.0) / BINS:.1f} to {(i + 1) / BINS:.1f}",
            *(f"{column[i].right:.2f} of {column[i].size}" if column[i].size else ABSENT for column in columns),
        ]
        for i in range(BINS)
    ]
    return aligned([["", *found], *body])


def pairs_table(found: Mapping[str, Mapping[str, float]], floors: Bounds) -> Iterator[str]:
    """One row for all pairs and for each part of them, one column for each figure."""
    columns = list(dict.fromkeys(name for figures in found.values() for name in figures))
    body = [[part, *(cell(name, figures, floors.get(part, {})) for name in columns)] for part, figures in found.items()]
    return aligned([["", *(name.replace("_", " ") for name in columns)], *body])
