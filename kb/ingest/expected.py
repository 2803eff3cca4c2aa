"""How many articles there will be, where that can be told without reading them."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from kb.read.source import STDIN, Failure, files_under

ONE_EACH = frozenset({".txt", ".text", ".md", ".html", ".htm", ".xhtml"})
"""The endings of files that hold one article."""


def expected(sources: Iterable[str]) -> int | None:
    """The number of articles in files and folders; None where a file may hold several, and for all else."""
    number = 0
    for source in sources:
        if source == STDIN or not os.path.exists(source):  # noqa: PTH110 - `Path` refuses some names
            return None
        for path in files_under(Path(source)):
            if isinstance(path, Failure) or path.suffix.casefold() not in ONE_EACH:
                return None
            number += 1
    return number
