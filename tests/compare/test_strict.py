"""Of claims that nobody has laid side by side, only what is said of one thing is told."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from kb.compare.denials import nearest_denied
from kb.compare.judge import compare
from kb.compare.statement import Statement
from kb.meaning import Meaning, Unit, UnitKind
from kb.model import Anchor, FindingKind, Modality

BANK, MILL, TOWN, PORT = (f"http://www.wikidata.org/entity/Q{n}" for n in (1, 2, 3, 4))
TEXT = "The bank will leave the old town by the river, says the mayor. "


def unit(lemma: str, kind: UnitKind, *senses: str, role: str = "", head: int = 1, at: int = 0) -> Unit:
    return Unit(Anchor(at, at + 3), kind, lemma, senses, head, role)


SUBJECT = unit("bank", UnitKind.NAME, BANK, role="subject", at=4)
LEAVES = unit("leave", UnitKind.EVENT, "frame#leave", head=-1, role="ccomp", at=14)
OBJECT = unit("town", UnitKind.NAME, TOWN, role="object", at=28)
NOBODY = unit("he", UnitKind.NAME, "someone", role="subject", at=4)
STAYS = replace(LEAVES, negated=True)


def said(*units: Unit, text: str = TEXT, **rest: object) -> Statement:
    given: dict[str, object] = {"speaker": "x", "article": "one", "day": date(2021, 5, 4)} | rest
    return Statement("left", text, Meaning("en", units), **given)  # type: ignore[arg-type]


def also(*units: Unit, text: str = f"{TEXT} Other words. ", **rest: object) -> Statement:
    given: dict[str, object] = {"speaker": "y", "article": "two"} | rest
    return replace(said(*units, text=text, **given), id="right")


def found(left: Statement, right: Statement) -> FindingKind | None:
    finding = compare(left, right, strict=True)
    return finding.kind if finding else None


LEFT = said(SUBJECT, LEAVES, OBJECT)


@pytest.mark.parametrize(
    ("right", "kind"),
    [
        pytest.param(
            also(SUBJECT, STAYS, OBJECT, text="Clerks deny that " + TEXT),
            FindingKind.CONTRADICTS,
            id="of the same party",
        ),
        pytest.param(also(replace(SUBJECT, lemma="mill", senses=(MILL,)), STAYS, OBJECT), None, id="of another party"),
        pytest.param(also(NOBODY, STAYS, OBJECT), None, id="of a pronoun that may be anybody"),
        pytest.param(also(SUBJECT, STAYS, OBJECT), None, id="in the same words, read otherwise"),
        pytest.param(
            also(SUBJECT, STAYS, OBJECT, text="Clerks deny that " + TEXT, day=date(2021, 9, 4)), None, id="months later"
        ),
        pytest.param(
            also(
                SUBJECT,
                replace(STAYS, modality=Modality.CONDITIONAL),
                OBJECT,
                text="Clerks ask what if " + TEXT,
            ),
            None,
            id="only supposed",
        ),
    ],
)
def test_a_conflict_is_one(right: Statement, kind: FindingKind | None) -> None:
    assert found(LEFT, right) is kind


PLAN = unit("leave", UnitKind.THING, "frame#leave", head=-1, at=14)
OLD = unit("old", UnitKind.QUALITY, "concept#old", role="amod", head=2, at=24)


@pytest.mark.parametrize(
    ("left", "right", "kind"),
    [
        pytest.param(
            LEFT,
            also(SUBJECT, LEAVES, OBJECT, text="As clerks tell us: " + TEXT),
            FindingKind.AGREES,
            id="who says the same",
        ),
        pytest.param(LEFT, also(SUBJECT, LEAVES, OBJECT), None, id="but not what is copied word for word"),
        pytest.param(
            said(SUBJECT, PLAN, OBJECT),
            also(SUBJECT, PLAN, OBJECT, text="As clerks tell us: " + TEXT),
            None,
            id="nor what each only names",
        ),
        pytest.param(
            LEFT,
            also(NOBODY, LEAVES, OBJECT, text="As clerks tell us: " + TEXT),
            None,
            id="nor what somebody unknown does",
        ),
    ],
)
def test_those_agree(left: Statement, right: Statement, kind: FindingKind | None) -> None:
    assert found(left, right) is kind


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        pytest.param(replace(OBJECT, lemma="port", senses=(PORT,)), FindingKind.DIFFERS, id="another place"),
        pytest.param(replace(OBJECT, lemma="city", kind=UnitKind.THING, senses=()), None, id="another word"),
    ],
)
def test_a_difference_is_one_of_known_things(name: Unit, kind: FindingKind | None) -> None:
    right = also(SUBJECT, LEAVES, OLD, name, text="As clerks tell us: " + TEXT)
    assert found(said(SUBJECT, LEAVES, OLD, OBJECT), right) is kind


REPORT = "The bank leaves, Ann said. The mill stays, Bob said. “That is a lie,” said Ben."
CLAIMS = [
    Statement(speaker, REPORT, Meaning("en", (Unit(anchor, UnitKind.EVENT, "leave"),)), speaker=speaker, article="one")
    for speaker, anchor in (("Ann", Anchor(9, 15)), ("Bob", Anchor(36, 41)))
]
DENIAL = Statement(
    "Ben",
    REPORT,
    Meaning("en", (Unit(Anchor(64, 67), UnitKind.THING, "lie"),), denies=True),
    speaker="Ben",
    article="one",
)


def test_a_denial_is_linked_to_what_stands_next_to_it() -> None:
    findings = [finding for claim in CLAIMS if (finding := compare(claim, DENIAL, strict=True))]
    assert [each.left for each in findings] == ["Ann", "Bob"]
    nearest = nearest_denied(findings, {each.id: each for each in (*CLAIMS, DENIAL)})
    assert [(each.rule, each.left) for each in nearest] == [("denies", "Bob")]


@pytest.mark.parametrize(
    "claim",
    [
        pytest.param(replace(CLAIMS[1], speaker="Ben"), id="the same speaker's"),
        pytest.param(replace(CLAIMS[1], article="two"), id="in another article"),
        pytest.param(replace(CLAIMS[1], headline=True), id="a headline"),
        pytest.param(replace(CLAIMS[1], speaker=None), id="of nobody"),
    ],
)
def test_nobody_denies_so(claim: Statement) -> None:
    assert compare(claim, DENIAL, strict=True) is None
