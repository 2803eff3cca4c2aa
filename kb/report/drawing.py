"""The drawing of a chain: the boxes from the speaker to the outlet and the arrows between them."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from kb.report.cards import Step
from kb.report.wording import Wording

WIDTH, ROW, BOX, ARROW, PADDING = 360.0, 54.0, 42.0, 22.0, 9.0
NAME, CUE = 7.3, 6.3  # the mean width of a letter, in a font of 13 and of 11, with something to spare


@dataclass(frozen=True, slots=True)
class Box:
    """A station: where it stands, its name, and below it the words by which it passes the claim on."""

    x: float
    y: float
    width: float
    name: str
    below: str
    kind: str

    @property
    def middle(self) -> float:
        """Where its text is centred."""
        return self.x + self.width / 2


@dataclass(frozen=True, slots=True)
class Arrow:
    """A line to a box: from the one before, or from the margin where a new row begins."""

    x: float
    y: float
    end: float


@dataclass(frozen=True, slots=True)
class Drawing:
    """Boxes and arrows, its size, and the chain in words."""

    width: float
    height: float
    boxes: tuple[Box, ...]
    arrows: tuple[Arrow, ...]
    words: str


def draw_chain(steps: Sequence[Step], w: Wording) -> Drawing:
    """The drawing of these stations, in rows no wider than a phone."""
    boxes: list[Box] = []
    arrows: list[Arrow] = []
    x = y = 1.0
    for position, step in enumerate(steps):
        name, below, kind = _labels(step, w)
        name, below = (
            shorten(name, (WIDTH - 2 * PADDING - ARROW) / NAME),
            shorten(below, (WIDTH - 2 * PADDING - ARROW) / CUE),
        )
        width = max(44.0, 2 * PADDING + max(breadth(name) * NAME, breadth(below) * CUE))
        if position and x + ARROW + width > WIDTH:
            x, y = 1.0, y + ROW
        if position:
            arrows.append(Arrow(x + 2, y + BOX / 2, x + ARROW - 2))
            x += ARROW
        boxes.append(Box(x, y, width, name, below, kind))
        x += width
    return Drawing(
        width=max(box.x + box.width for box in boxes) + 1,
        height=y + BOX + 1,
        boxes=tuple(boxes),
        arrows=tuple(arrows),
        words=path_in_words(steps, w),
    )


def path_in_words(steps: Sequence[Step], w: Wording) -> str:
    """The chain as a line of text: speaker → agency → outlet."""
    return " → ".join(" ".join(_labels(step, w)[0].split()) for step in steps)


def breadth(text: str) -> float:
    """How many mean letters wide the text is: signs of full width and emoji count twice, capitals a quarter more."""
    return sum(_breadth(sign) for sign in text)


def _breadth(sign: str) -> float:
    if unicodedata.combining(sign) or unicodedata.category(sign) in ("Cf", "Mn", "Cc"):
        return 0.0
    if unicodedata.east_asian_width(sign) in "WF" or ord(sign) > 0xFFFF:
        return 2.0
    return 1.25 if sign.isupper() else 1.0


def shorten(text: str, most: float) -> str:
    """The text on one line, cut with an ellipsis where it is wider than this many mean letters."""
    line = " ".join(text.split())
    if breadth(line) <= most:
        return line
    width = 0.0
    for position, sign in enumerate(line):
        width += _breadth(sign)
        if width > most - 1:
            return line[:position].rstrip() + "…"
    return line


def _labels(step: Step, w: Wording) -> tuple[str, str, str]:
    """Name, the line below it, and the kind of box."""
    below = f"{w.quotes[0]}{step.cue}{w.quotes[1]}" if step.cue else ""
    if step.outlet:
        return step.name or w.unknown_publisher, below or w.publisher.lower(), "outlet"
    if step.name is None:
        return w.unknown_speaker, below, "unknown"
    return step.name, below, "speaker"
