"""How two statements stand to each other, by the first rule that holds."""

from __future__ import annotations

from kb.compare.comparison import Comparison
from kb.compare.rules import RULES
from kb.compare.statement import Statement
from kb.compare.structure import subjects
from kb.lexicon import Lexicon, shipped_lexicon
from kb.model import CONFLICTS, Finding


def compare(
    left: Statement, right: Statement, *, lexicon: Lexicon | None = None, strict: bool = False
) -> Finding | None:
    """What the first rule that holds finds of two statements; None where no rule does.

    A claim within another is in its words, and says neither the same nor anything else: there is nothing to find.
    `strict` is for statements that nobody has laid side by side. There nearly all conflicts of words are none between
    claims, and one counts only where both sides say it of the same subject.
    """
    if left.overlaps(right):
        return None
    both = Comparison(left, right, lexicon or shipped_lexicon())
    for name, rule in RULES.items():
        found = rule(both)
        if found is not None:
            finding = Finding(found.kind, name, left.id, right.id, found.score, found.reason, found.parts)
            return None if strict and found.kind in CONFLICTS and not _of_one(left, right, finding) else finding
    return None


def _of_one(left: Statement, right: Statement, finding: Finding) -> bool:
    """Whether what is in conflict is said of the same; a denial of the other's words has no subject of its own."""
    if left.meaning.denies or right.meaning.denies or not finding.parts:
        return True
    ours, theirs = finding.parts[0]
    return not subjects(left.meaning, ours).isdisjoint(subjects(right.meaning, theirs))
