"""With what a command ends: told once, for `kb --help` and for whoever calls it."""

from __future__ import annotations

from enum import IntEnum


class ExitCode(IntEnum):
    """How a command ended."""

    FINE = 0
    SOME_FAILED = 1
    USAGE = 2
    ENVIRONMENT = 3
    NOT_FOUND = 4
    CHECK_FAILED = 5
    INTERRUPTED = 130
