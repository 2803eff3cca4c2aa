"""A chart of claims over time: where its bars and labels stand."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

from kb.model import Interval
from kb.report.dating import counted, pattern
from kb.report.wording import Wording

WIDTH, PLOT, BASE, HEIGHT = 400.0, 84.0, 104.0, 126.0
UNDATED = 100.0  # what the bar of claims without an exact date takes on the right
LABEL, COUNT = 62.0, 18.0  # labels and counts nearer to one another than this would touch
CELLS = 24  # a higher bar is drawn in one piece


@dataclass(frozen=True, slots=True)
class Point:
    """A claim on the chart: when it was said, where it leads, what it is called."""

    when: Interval | None
    title: str
    href: str | None = None


@dataclass(frozen=True, slots=True)
class Cell:
    """One claim in a bar."""

    y: float
    height: float
    point: Point


@dataclass(frozen=True, slots=True)
class Bar:
    """The claims of one day, month or year; `cells` is empty in a bar drawn in one piece."""

    x: float
    y: float
    width: float
    height: float
    count: int
    when: str
    title: str
    label: str
    cells: tuple[Cell, ...] = ()
    dated: bool = True
    labelled: bool = True
    counted: bool = True


@dataclass(frozen=True, slots=True)
class Chart:
    """The bars from left to right, and the chart in words for those who do not see it."""

    bars: tuple[Bar, ...]
    end: float
    description: str


@dataclass(frozen=True, slots=True)
class _Scale:
    """How finely time is cut: the bin of a day, its place on the axis, its patterns."""

    title: str
    label: str
    unit: int

    def bin(self, day: date) -> date:
        return day if self.unit == 1 else date(day.year, day.month, 1) if self.unit == 30 else date(day.year, 1, 1)

    def place(self, day: date) -> int:
        return day.toordinal() if self.unit == 1 else day.year * 12 + day.month if self.unit == 30 else day.year


def draw_chart(points: Sequence[Point], w: Wording) -> Chart | None:
    """The chart of these claims, None where there are none.

    Bars are days over two months, months over six years, years beyond. A claim whose date is wider than a bar
    stands apart, without an exact date: to put it anywhere would claim to know.
    """
    if not points:
        return None
    scale = _scale(points, w)
    bins: dict[date, list[Point]] = defaultdict(list)
    undated: list[Point] = []
    for point in points:
        day = _bin(point.when, scale)
        (bins[day] if day is not None else undated).append(point)
    tallest = max([len(undated), *map(len, bins.values())])
    end = WIDTH - UNDATED if undated and bins else WIDTH
    bars = _dated(bins, scale, end, tallest, w) if bins else []
    if undated:
        x = WIDTH - UNDATED / 2 if bins else WIDTH / 2
        bars.append(_bar(undated, x, 20.0, tallest, w.undated, w.undated, w, dated=False))
    return Chart(tuple(bars), end, "; ".join(bar.title for bar in bars))


def _scale(points: Sequence[Point], w: Wording) -> _Scale:
    days = [day for p in points if p.when for day in (p.when.earliest, p.when.latest) if p.when.earliest and day]
    span = (max(days) - min(days)).days if days else 0
    if span <= 62:
        return _Scale(w.day, w.day_short, 1)
    return _Scale(w.month, w.month_short, 30) if span <= 6 * 366 else _Scale(w.year, "y", 365)


def _bin(when: Interval | None, scale: _Scale) -> date | None:
    if when is None or when.earliest is None or when.latest is None:
        return None
    first, last = scale.bin(when.earliest), scale.bin(when.latest)
    return first if first == last else None


def _dated(bins: dict[date, list[Point]], scale: _Scale, end: float, tallest: int, w: Wording) -> list[Bar]:
    days = sorted(bins)
    places = [scale.place(day) for day in days]
    margin = LABEL / 2
    span = places[-1] - places[0]
    step = (end - 2 * margin) / span if span else 0.0
    gap = min((b - a for a, b in pairwise(places)), default=1)
    width = min(20.0, max(2.0, 0.8 * gap * step)) if span else 20.0
    middle = 0.0 if span else (end - 2 * margin) / 2
    xs = [margin + middle + (place - places[0]) * step for place in places]
    counts = [len(bins[day]) for day in days]
    labelled, counted_ = _with_room(xs, counts, LABEL), _with_room(xs, counts, COUNT)
    bars = [
        _bar(bins[day], x, width, tallest, pattern(day, scale.title, w), pattern(day, scale.label, w), w)
        for day, x in zip(days, xs, strict=True)
    ]
    return [replace(bar, labelled=i in labelled, counted=i in counted_) for i, bar in enumerate(bars)]


def _with_room(xs: Sequence[float], counts: Sequence[int], room: float) -> set[int]:
    """Which bars have this much room for what is written on them: the ends first, then the highest."""
    shown: list[int] = []
    for i in sorted(range(len(xs)), key=lambda i: (i not in (0, len(xs) - 1), -counts[i])):
        if all(abs(xs[i] - xs[j]) >= room for j in shown):
            shown.append(i)
    return set(shown)


def _bar(
    points: Sequence[Point],
    x: float,
    width: float,
    tallest: int,
    when: str,
    label: str,
    w: Wording,
    *,
    dated: bool = True,
) -> Bar:
    unit = min(9.0, PLOT / tallest)
    height = unit * len(points)
    gap = 1.0 if unit > 3 else 0.0
    cells = [Cell(BASE - unit * (i + 1) + gap / 2, unit - gap, point) for i, point in enumerate(points)]
    return Bar(
        x=x - width / 2,
        y=BASE - height,
        width=width,
        height=height,
        count=len(points),
        when=when,
        title=f"{when}: {counted(len(points), w.claims, w)}",
        label=label,
        cells=tuple(cells) if len(points) <= CELLS else (),
        dated=dated,
    )
