"""A sample of findings is the same for a seed, and shows both sides as they stand in their articles."""

from __future__ import annotations

from datetime import date

from kb.model import (
    Anchor,
    Article,
    Basis,
    Block,
    BlockKind,
    Claim,
    Dating,
    Entity,
    Extraction,
    Finding,
    FindingKind,
    Interval,
)
from tests.accuracy.findings import counts, in_context, sample

FINDINGS = [Finding(FindingKind.AGREES, "says-the-same", f"{n}", f"{n + 1}", 0.9, "") for n in range(20)]


def test_a_seed_draws_the_same_findings_in_whatever_order_they_come() -> None:
    drawn = sample(FINDINGS, size=5, seed=1)
    assert drawn == sample(reversed(FINDINGS), size=5, seed=1)
    assert drawn != sample(FINDINGS, size=5, seed=2)


def test_findings_are_counted_by_kind_and_rule() -> None:
    assert [line.split() for line in counts(FINDINGS)] == [["agrees", "says-the-same", "20"]]


def test_a_side_is_shown_among_the_words_around_it() -> None:
    text = "The mayor said the bridge is safe."
    day = date(2021, 12, 2)
    article = Article("one", text, "en", (Block(Anchor(0, len(text)), BlockKind.PARAGRAPH),))
    said = Dating(Basis.INFERRED_FROM_ARTICLE_DATE, Interval("", day, day))
    claim = Claim("c", None, None, (Anchor(15, 33),), Entity("mayor"), said=said)
    shown = in_context(claim, Extraction(article, (claim,), "en", "0"))
    assert shown == "one, 2021-12-02, mayor: The mayor said [the bridge is safe]."
