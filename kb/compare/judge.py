"""How two statements stand to each other, by the first rule that holds."""

from __future__ import annotations

from kb.compare.comparison import Comparison
from kb.compare.rules import RULES
from kb.compare.statement import Statement
from kb.compare.strict import is_told
from kb.lexicon import Lexicon, shipped_lexicon
from kb.model import Finding


def compare(
    left: Statement, right: Statement, *, lexicon: Lexicon | None = None, strict: bool = False
) -> Finding | None:
    """What the first rule that holds finds of two statements; None where no rule does.

    A claim within another is in its words, and says neither the same nor anything else: there is nothing to find.
    `strict` is for claims that nobody has laid side by side. There most words in common, and nearly all conflicts of
    words, are nothing between claims: what `is_told` does not let pass is not told.
    """
    if left.overlaps(right):
        return None
    both = Comparison(left, right, lexicon or shipped_lexicon())
    for name, rule in RULES.items():
        found = rule(both)
        if found is not None:
            is_left_out = strict and not is_told(both, found)
            finding = Finding(found.kind, name, left.id, right.id, found.score, found.reason, found.parts)
            return None if is_left_out else finding
    return None
