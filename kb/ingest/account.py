"""The account of an adding: how many articles were read, and what became of them."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from kb.ingest.added import Added
from kb.read.source import Failure

REASONS = 5
"""Reasons that a line tells; in JSON there are all."""


@dataclass(slots=True)
class Account:
    """Counts what comes out of an adding; `reasons` are those of what failed, as its messages say it."""

    new: int = 0
    revised: int = 0
    unchanged: int = 0
    failed: int = 0
    reasons: Counter[str] = field(default_factory=Counter)

    @property
    def read(self) -> int:
        """All of them: articles, and inputs that gave none."""
        return self.new + self.revised + self.unchanged + self.failed

    def count(self, item: Added | Failure) -> None:
        """Enter one."""
        if isinstance(item, Failure):
            self.failed += 1
            self.reasons[str(item.error)] += 1
        elif not item.is_new:
            self.unchanged += 1
        elif item.previous is not None:
            self.revised += 1
        else:
            self.new += 1

    def as_json(self) -> dict[str, Any]:
        """The account for a program."""
        counts = {name: getattr(self, name) for name in ("read", "new", "revised", "unchanged", "failed")}
        return {**counts, "reasons": dict(self.reasons.most_common())}

    def __str__(self) -> str:
        """The account as a line.

        >>> print(Account(new=2, failed=3, reasons=Counter({"empty": 2, "no such file": 1})))
        5 read: 2 new, 0 revised, 0 unchanged, 3 failed (2: empty; 1: no such file)
        """
        told = [f"{number}: {reason}" for reason, number in self.reasons.most_common(REASONS)]
        told += ["…"] * (len(self.reasons) > REASONS)
        why = f" ({'; '.join(told)})" if told else ""
        line = f"{self.read} read: {self.new} new, {self.revised} revised, {self.unchanged} unchanged"
        return f"{line}, {self.failed} failed{why}"
