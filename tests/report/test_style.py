"""The colours of the page can be read, in the light and in the dark (WCAG 2.2, level AA)."""

from __future__ import annotations

import re
from importlib.resources import files

import pytest

CSS = (files("kb.report") / "templates" / "report.css").read_text(encoding="utf-8")
BLOCKS = re.findall(r":root \{(.*?)\}", CSS, re.DOTALL)
THEMES = dict(zip(("light", "dark", "print"), (dict(re.findall(r"--(\w+): (#\w+)", b)) for b in BLOCKS), strict=True))


def luminance(colour: str) -> float:
    digits = colour[1:] if len(colour) == 7 else "".join(c * 2 for c in colour[1:])
    parts = [int(digits[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(
    ("ink", "ground", "least"),
    [(ink, ground, 4.5) for ink in ("ink", "soft", "link", "edge") for ground in ("page", "paper")]
    + [("ink", ground, 4.5) for ground in ("tint", "tint2", "tint3", "focus")]
    + [
        (line, ground, 3)
        for line in ("source", "cue", "time")
        for ground in ("paper", "tint", "tint2", "tint3", "focus")
    ]
    + [("bar", "paper", 3), ("paper", "bar", 4.5), ("edge", "tint2", 3)],
)
def test_contrast(theme: str, ink: str, ground: str, least: float) -> None:
    assert contrast(THEMES[theme][ink], THEMES[theme][ground]) >= least
