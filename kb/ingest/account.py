"""The account of an adding: how many articles were read, and what became of them."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from kb.ingest.added import Added
from kb.read.source import Failure

REASONS = 5
"""Reasons that a line tells; in JSON there are all."""
COUNTS = ("read", "new", "revised", "unchanged", "near_duplicates", "failed")


@dataclass(slots=True)
class Account:
    """Counts what comes out of an adding; `reasons` are those of what failed, as its messages say it.

    `near_duplicates` are the new and revised articles that are nearly the same as another one.
    """

    new: int = 0
    revised: int = 0
    unchanged: int = 0
    near_duplicates: int = 0
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
            return
        self.near_duplicates += item.is_new and bool(item.near)
        if not item.is_new:
            self.unchanged += 1
        elif item.previous is not None:
            self.revised += 1
        else:
            self.new += 1

    def as_json(self) -> dict[str, Any]:
        """The account for a program."""
        return {**{name: getattr(self, name) for name in COUNTS}, "reasons": dict(self.reasons.most_common())}

    def __str__(self) -> str:
        """The account as a line.

        >>> print(Account(new=2, near_duplicates=1, failed=3, reasons=Counter({"empty": 2, "no such file": 1})))
        5 read: 2 new, 0 revised, 0 unchanged, 1 near-duplicates, 3 failed (2: empty; 1: no such file)
        """
        reasons = [f"{number}: {reason}" for reason, number in self.reasons.most_common(REASONS)]
        reasons += ["…"] * (len(self.reasons) > REASONS)
        why = f" ({'; '.join(reasons)})" if reasons else ""
        told = (f"{getattr(self, name)} {name.replace('_', '-')}" for name in COUNTS[1:])
        return f"{self.read} read: {', '.join(told)}{why}"
