"""A timeline of claims: what is affirmed above the line, what is denied below it, and what replaces what."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from math import hypot

from kb.model import Modality, Polarity, SpeechAct
from kb.report import dating
from kb.report.wording import Wording

WIDTH = 400.0
UNDATED = 96.0
"""What the claims without an exact date take on the right."""
RADIUS, PITCH = 8.0, 19.0
HEAD, FOOT = 18.0, 34.0
"""Room for the words above and below the marks."""
LABEL = 62.0
LEVELS = 12
"""Marks over one another; what does not find room is counted, not drawn."""
DAYS = 62
"""Up to so many days the axis names days, then months."""


class Shape(StrEnum):
    """What the speaker does, as the form of a mark."""

    CIRCLE = "circle"
    SQUARE = "square"
    DIAMOND = "diamond"
    TRIANGLE = "triangle"
    FLAG = "flag"


SHAPES: Mapping[SpeechAct, Shape] = {
    SpeechAct.SAY: Shape.CIRCLE,
    SpeechAct.BELIEVE: Shape.CIRCLE,
    SpeechAct.OTHER: Shape.CIRCLE,
    SpeechAct.DENY: Shape.FLAG,
    SpeechAct.DEMAND: Shape.SQUARE,
    SpeechAct.ASK: Shape.SQUARE,
    SpeechAct.PROMISE: Shape.DIAMOND,
    SpeechAct.PLAN: Shape.DIAMOND,
    SpeechAct.PREDICT: Shape.DIAMOND,
    SpeechAct.WARN: Shape.TRIANGLE,
    SpeechAct.ACCUSE: Shape.TRIANGLE,
}


class Hold(StrEnum):
    """How firmly it is told, as the outline of a mark."""

    FACT = "fact"
    DUE = "due"
    OPEN = "open"


HOLDS: Mapping[Modality, Hold] = {
    Modality.ASSERTED: Hold.FACT,
    Modality.MUST: Hold.DUE,
    Modality.SHOULD: Hold.DUE,
    Modality.WILL: Hold.DUE,
    Modality.WANTS: Hold.DUE,
    Modality.MAY: Hold.OPEN,
    Modality.CONDITIONAL: Hold.OPEN,
    Modality.QUESTION: Hold.OPEN,
}

OUTLINES: Mapping[Shape, tuple[tuple[float, float], ...]] = {
    Shape.SQUARE: ((-7.5, -7.5), (7.5, -7.5), (7.5, 7.5), (-7.5, 7.5)),
    Shape.DIAMOND: ((0, -9.5), (9.5, 0), (0, 9.5), (-9.5, 0)),
    Shape.TRIANGLE: ((0, -9.5), (9.5, 7.5), (-9.5, 7.5)),
    Shape.FLAG: ((-9.5, -7.5), (9.5, -7.5), (0, 9.5)),
}
"""The corners of each shape around its centre; a circle has none."""


@dataclass(frozen=True, slots=True)
class Event:
    """A claim on the timeline: its number, its day where one is known, how it stands, where it leads, its name."""

    number: int
    day: date | None
    polarity: Polarity
    act: SpeechAct
    modality: Modality
    title: str
    href: str


@dataclass(frozen=True, slots=True)
class Mark:
    """A claim as it is drawn."""

    x: float
    y: float
    event: Event

    @property
    def outline(self) -> str:
        """The outline as an SVG path."""
        return outline(SHAPES[self.event.act], self.x, self.y)

    @property
    def hold(self) -> Hold:
        """How firmly it is told."""
        return HOLDS[self.event.modality]

    @property
    def baseline(self) -> float:
        """Where its number stands, lower in what is wide below."""
        return self.y + {Shape.TRIANGLE: 6.0, Shape.FLAG: 1.5}.get(SHAPES[self.event.act], 3.4)


@dataclass(frozen=True, slots=True)
class Tie:
    """A line from one claim to another as an SVG path, with the head of an arrow where one replaces the other."""

    path: str
    head: str
    title: str


@dataclass(frozen=True, slots=True)
class Timeline:
    """The marks, the lines between them, the labels of the axis, and all of it in words."""

    height: float
    axis: float
    end: float
    marks: tuple[Mark, ...]
    ties: tuple[Tie, ...]
    labels: tuple[tuple[float, str], ...]
    undated: bool
    hidden: int
    description: str


@dataclass(frozen=True, slots=True)
class Link:
    """That the later of two claims, by their numbers, replaces the earlier (`turns`), or only contradicts it."""

    earlier: int
    later: int
    turns: bool
    title: str


def draw_timeline(events: Sequence[Event], links: Iterable[Link], w: Wording) -> Timeline | None:
    """The timeline of these claims, None where there are none.

    A claim without a single day stands apart: to put it anywhere would claim to know.
    """
    if not events:
        return None
    dated = [event for event in events if event.day is not None]
    undated = [event for event in events if event.day is None]
    end = WIDTH - UNDATED if dated and undated else WIDTH
    xs = _places([event.day for event in dated if event.day], end)
    right = WIDTH - UNDATED + RADIUS + 6 if dated else RADIUS + 2
    columns = int((WIDTH - right - RADIUS) // PITCH) + 1
    across = {event.number: right + PITCH * (i % columns) for i, event in enumerate(undated)}
    across |= {event.number: x for event, x in zip(dated, xs, strict=True)}
    placed, hidden = _stacked(events, across)
    up = max((level for event, level in placed if event.polarity is Polarity.POSITIVE), default=-1) + 1
    down = max((level for event, level in placed if event.polarity is Polarity.NEGATIVE), default=-1) + 1
    axis = HEAD + max(up, 1) * PITCH + 4
    marks = {
        event.number: Mark(across[event.number], axis + _side(event) * (PITCH * level + PITCH / 2 + 4), event)
        for event, level in placed
    }
    return Timeline(
        height=axis + max(down, 1) * PITCH + 4 + FOOT,
        axis=axis,
        end=end if dated else 0.0,
        marks=tuple(marks.values()),
        ties=tuple(_tie(marks[link.earlier], marks[link.later], link) for link in links if _drawn(link, marks)),
        labels=_labels([(event.day, x) for event, x in zip(dated, xs, strict=True) if event.day], w),
        undated=bool(undated),
        hidden=hidden,
        description="; ".join(event.title for event in events),
    )


def outline(shape: Shape, x: float, y: float) -> str:
    """The outline of a mark around this point, as an SVG path."""
    corners = OUTLINES.get(shape)
    if corners is None:
        return (
            f"M{x - RADIUS:.1f} {y:.1f}a{RADIUS} {RADIUS} 0 1 0 {2 * RADIUS} 0a{RADIUS} {RADIUS} 0 1 0 {-2 * RADIUS} 0z"
        )
    return "M" + "L".join(f"{x + dx:.1f} {y + dy:.1f}" for dx, dy in corners) + "z"


def _places(days: Sequence[date], end: float) -> list[float]:
    """Where the days stand between the margins: in proportion to time."""
    if not days:
        return []
    first, margin = min(days), LABEL / 2
    span = (max(days) - first).days
    if not span:
        return [end / 2 for _ in days]
    return [margin + (day - first).days * (end - 2 * margin) / span for day in days]


def _side(event: Event) -> int:
    return -1 if event.polarity is Polarity.POSITIVE else 1


def _stacked(events: Sequence[Event], across: Mapping[int, float]) -> tuple[list[tuple[Event, int]], int]:
    """On which level each claim stands so that no two touch, and how many found no room."""
    taken: dict[tuple[int, int], list[float]] = {}
    placed: list[tuple[Event, int]] = []
    hidden = 0
    for event in sorted(events, key=lambda event: (across[event.number], event.number)):
        x = across[event.number]
        free = (
            level
            for level in range(LEVELS)
            if all(abs(x - other) >= PITCH for other in taken.get((_side(event), level), ()))
        )
        level = next(free, None)
        if level is None:
            hidden += 1
            continue
        taken.setdefault((_side(event), level), []).append(x)
        placed.append((event, level))
    return placed, hidden


def _labels(days: Sequence[tuple[date, float]], w: Wording) -> tuple[tuple[float, str], ...]:
    """The days that are named on the axis: the ends first, then what has room between them, each name once."""
    if not days:
        return ()
    ordered = sorted(set(days))
    form = w.day_short if (ordered[-1][0] - ordered[0][0]).days <= DAYS else w.month_short
    shown: dict[str, float] = {}
    for day, x in (ordered[0], ordered[-1], *ordered[1:-1]):
        label = dating.pattern(day, form, w)
        if label not in shown and all(abs(x - other) >= LABEL for other in shown.values()):
            shown[label] = x
    return tuple((x, label) for label, x in shown.items())


def _drawn(link: Link, marks: Mapping[int, Mark]) -> bool:
    return link.earlier != link.later and link.earlier in marks and link.later in marks


def _tie(start: Mark, end: Mark, link: Link) -> Tie:
    """A line that bends to the side, from the edge of one mark to that of the other."""
    dx, dy = end.x - start.x, end.y - start.y
    length = hypot(dx, dy) or 1.0
    bend = min(26.0, length / 3) * (1 if start.y > end.y or dy == 0 else -1)
    cx, cy = (start.x + end.x) / 2 + bend * dy / length, (start.y + end.y) / 2 - bend * dx / length
    x0, y0 = _towards(start, cx, cy)
    x1, y1 = _towards(end, cx, cy)
    path = f"M{x0:.1f} {y0:.1f}Q{cx:.1f} {cy:.1f} {x1:.1f} {y1:.1f}"
    if not link.turns:
        return Tie(path, "", link.title)
    away = hypot(cx - x1, cy - y1) or 1.0
    ux, uy = (cx - x1) / away, (cy - y1) / away
    left = f"{x1 + 7 * ux - 4 * uy:.1f} {y1 + 7 * uy + 4 * ux:.1f}"
    right = f"{x1 + 7 * ux + 4 * uy:.1f} {y1 + 7 * uy - 4 * ux:.1f}"
    return Tie(path, f"M{left}L{x1:.1f} {y1:.1f}L{right}z", link.title)


def _towards(mark: Mark, x: float, y: float) -> tuple[float, float]:
    """The point at the edge of a mark in the direction of another."""
    length = hypot(x - mark.x, y - mark.y) or 1.0
    return mark.x + (x - mark.x) / length * (RADIUS + 2), mark.y + (y - mark.y) / length * (RADIUS + 2)
