"""What a language is to the package: its code and its data, one part for each stage that reads it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Language:
    """The data of one language; the algorithms are shared."""

    code: str
    name: str
