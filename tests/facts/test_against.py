from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from kb.compare.independence import Report
from kb.facts.against import against
from kb.model import (
    Anchor,
    Claim,
    Dating,
    Extraction,
    Finding,
    FindingKind,
    Interval,
    Modality,
    Polarity,
    TimeReference,
)
from tests.facts.samples import SOURCE, fact
from tests.samples import day, extraction, withdrawal

STATED = Claim("stated", None, None, (Anchor(0, 5),), proposition=withdrawal())
FACT = fact(since="2021-11", until="2021-12")
READ = Extraction(FACT.article, (STATED,), "uk", "0.1.0")


def report(**changes: Any) -> Report:
    one = extraction()
    claim = next(claim for claim in one.claims if claim.proposition == withdrawal())
    return Report(one, replace(claim, **changes))


NEXT_YEAR = Interval("2022", date(2022, 1, 1), date(2022, 12, 31))
FOUND: dict[str, tuple[dict[str, Any], FindingKind | None]] = {
    "the same": ({}, FindingKind.AGREES),
    "the opposite": ({"polarity": Polarity.NEGATIVE}, FindingKind.CONTRADICTS),
    "something else": ({"proposition": None}, None),
    "what must be": ({"modality": Modality.MUST}, None),
    "about another time": ({"times": (TimeReference(Anchor(0, 1), NEXT_YEAR),)}, FindingKind.DIFFERS),
    "said at another time": ({"said": Dating(interval=day("2023-01-01"))}, FindingKind.DIFFERS),
    "nobody knows when": ({"said": Dating()}, FindingKind.AGREES),
    "said later about that time": (
        {"said": Dating(interval=day("2023-01-01")), "times": (TimeReference(Anchor(0, 1), day("2021-12-01")),)},
        FindingKind.AGREES,
    ),
}


@pytest.mark.parametrize(("changes", "kind"), FOUND.values(), ids=FOUND)
def test_a_claim_is_laid_beside_a_statement(changes: dict[str, Any], kind: FindingKind | None) -> None:
    found = against(FACT, READ, report(**changes))
    assert (found.kind if found else None) == kind


def test_a_finding_names_both_sides_and_declares_nobody_right() -> None:
    one = report(polarity=Polarity.NEGATIVE)
    found = against(FACT, READ, one)
    assert found is not None
    assert (found.left, found.right) == (one.claim.id, FACT.id)
    assert SOURCE in found.reason
    assert not {"true", "false", "wrong", "right", "lie"} & set(found.reason.split())


def test_another_judge_may_be_asked() -> None:
    def judge(left: Report, right: Report) -> Finding:
        return Finding(FindingKind.DIFFERS, "mine", left.claim.id, right.claim.id, 0.5, "why")

    found = against(FACT, READ, report(), judge=judge)
    assert found is not None
    assert (found.kind, found.rule, found.reason, found.right) == (FindingKind.DIFFERS, "mine", "why", FACT.id)


def test_a_statement_that_could_not_be_read_says_nothing() -> None:
    assert against(FACT, replace(READ, claims=()), report()) is None
