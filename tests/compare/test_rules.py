"""The rules on meanings written by hand: no model is needed to tell what excludes what."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from kb.compare.judge import compare
from kb.compare.statement import Statement
from kb.meaning import Bound, Meaning, Number, Unit, UnitKind
from kb.model import Anchor, FindingKind, Modality

WITHDRAW, DEPLOY = "frame#withdraw", "frame#deploy"
RUSSIA = "http://www.wikidata.org/entity/Q159"
POLAND = "http://www.wikidata.org/entity/Q36"


def event(lemma: str, *senses: str, negated: bool = False, modality: Modality = Modality.WILL) -> Unit:
    return Unit(Anchor(0, 1), UnitKind.EVENT, lemma, senses, negated=negated, modality=modality)


def name(lemma: str, iri: str, role: str = "subject") -> Unit:
    return Unit(Anchor(2, 3), UnitKind.NAME, lemma, (iri,), 0, role)


def thing(lemma: str, *senses: str, role: str = "object") -> Unit:
    return Unit(Anchor(4, 5), UnitKind.THING, lemma, senses, 0, role)


def number(low: float, unit: str = "", bound: Bound = Bound.EXACT, head: int = 2) -> Unit:
    return Unit(Anchor(6, 7), UnitKind.NUMBER, str(low), (), head, "nummod", number=Number(low, low, unit, bound))


def time(first: str, last: str) -> Unit:
    days = date.fromisoformat(first), date.fromisoformat(last)
    return Unit(Anchor(8, 9), UnitKind.TIME, first, (), 0, days=days)


def statement(*units: Unit, language: str = "uk", **rest: object) -> Statement:
    return Statement("claim", "a b c d e f", Meaning(language, units), **rest)  # type: ignore[arg-type]


RUSSIA_WITHDRAWS = (event("відвести", WITHDRAW), name("rosia", RUSSIA), thing("військо", "concept#troops"))


@pytest.mark.parametrize(
    ("right", "kind", "rule"),
    [
        (
            (replace(RUSSIA_WITHDRAWS[0], negated=True), *RUSSIA_WITHDRAWS[1:]),
            FindingKind.CONTRADICTS,
            "negates",
        ),
        ((event("розмістити", DEPLOY), *RUSSIA_WITHDRAWS[1:]), FindingKind.CONTRADICTS, "opposes"),
        (
            (event("розмістити", DEPLOY, negated=True), *RUSSIA_WITHDRAWS[1:]),
            FindingKind.AGREES,
            "says-the-same",
        ),
        (
            (RUSSIA_WITHDRAWS[0], name("polsa", POLAND), RUSSIA_WITHDRAWS[2]),
            FindingKind.DIFFERS,
            "is-of-another",
        ),
        (
            (replace(RUSSIA_WITHDRAWS[0], negated=True), name("polsa", POLAND), RUSSIA_WITHDRAWS[2]),
            FindingKind.DIFFERS,
            "is-of-another",
        ),
        (RUSSIA_WITHDRAWS, FindingKind.AGREES, "says-the-same"),
    ],
    ids=[
        "what one side affirms the other denies",
        "the frames are opposite",
        "the opposite is denied",
        "another state does so",
        "another state does not do so",
        "the same",
    ],
)
def test_what_two_statements_are_to_each_other(right: tuple[Unit, ...], kind: FindingKind, rule: str) -> None:
    found = compare(statement(*RUSSIA_WITHDRAWS), statement(*right))
    assert found is not None
    assert (found.kind, found.rule) == (kind, rule)


@pytest.mark.parametrize("language", ["en", "ru"])
def test_frames_concepts_and_entities_meet_across_languages(language: str) -> None:
    other = (event("withdraw", WITHDRAW, negated=True), name("rusia", RUSSIA), thing("troop", "concept#troops"))
    found = compare(statement(*RUSSIA_WITHDRAWS), statement(*other, language=language))
    assert found is not None
    assert found.kind is FindingKind.CONTRADICTS


DEAD = (event("загинути", "frame#die", modality=Modality.ASSERTED), thing("людина", "concept#person", role="subject"))


@pytest.mark.parametrize(
    ("left", "right", "kind"),
    [
        (number(3, head=1), number(7, head=1), FindingKind.CONTRADICTS),
        (number(100, head=1), number(102, head=1), FindingKind.AGREES),
        (number(20, bound=Bound.ABOUT, head=1), number(18, head=1), FindingKind.AGREES),
        (number(100, bound=Bound.LEAST, head=1), number(140, head=1), FindingKind.AGREES),
        (number(100, bound=Bound.LEAST, head=1), number(40, head=1), FindingKind.CONTRADICTS),
        (number(3, "day", head=1), number(3, head=1), FindingKind.AGREES),
    ],
    ids=[
        "another number of the same",
        "a rounded number",
        "about as many",
        "more than a hundred and 140",
        "more than a hundred and 40",
        "numbers in two measures say nothing of each other",
    ],
)
def test_numbers(left: Unit, right: Unit, kind: FindingKind) -> None:
    found = compare(statement(*DEAD, left), statement(*DEAD, right))
    if left.number and right.number and left.number.unit != right.number.unit:
        assert found is None or found.kind is not FindingKind.CONTRADICTS
        return
    assert found is not None
    assert found.kind is kind


def test_another_day_of_the_same_event_contradicts() -> None:
    left, right = time("2021-05-03", "2021-05-03"), time("2021-05-09", "2021-05-09")
    found = compare(statement(*DEAD, left), statement(*DEAD, right))
    assert found is not None
    assert (found.kind, found.rule) == (FindingKind.CONTRADICTS, "dates-otherwise")


def test_a_day_within_the_year_agrees() -> None:
    left, right = time("2021-01-01", "2021-12-31"), time("2021-05-09", "2021-05-09")
    found = compare(statement(*DEAD, left), statement(*DEAD, right))
    assert found is not None
    assert found.kind is FindingKind.AGREES


def test_other_numbers_of_other_times_are_no_contradiction() -> None:
    left = (*DEAD, number(3, head=1), time("2020-01-01", "2020-12-31"))
    right = (*DEAD, number(7, head=1), time("2021-01-01", "2021-12-31"))
    found = compare(statement(*left), statement(*right))
    assert found is not None
    assert found.kind is FindingKind.DIFFERS


def test_what_ought_to_be_may_well_not_be() -> None:
    left = (event("відвести", WITHDRAW, modality=Modality.MUST), *RUSSIA_WITHDRAWS[1:])
    right = (event("відвести", WITHDRAW, negated=True, modality=Modality.ASSERTED), *RUSSIA_WITHDRAWS[1:])
    found = compare(statement(*left), statement(*right))
    assert found is None or found.kind is not FindingKind.CONTRADICTS


def test_a_speaker_who_says_otherwise_later_has_changed_his_mind() -> None:
    right = (replace(RUSSIA_WITHDRAWS[0], negated=True), *RUSSIA_WITHDRAWS[1:])
    found = compare(
        statement(*RUSSIA_WITHDRAWS, speaker="x", day=date(2021, 1, 1)),
        statement(*right, speaker="x", day=date(2021, 2, 1)),
    )
    assert found is not None
    assert found.kind is FindingKind.SUPERSEDES


def test_a_denial_that_points_back_denies_what_its_own_report_has_said() -> None:
    denial = Statement("d", "I never said that", Meaning("en", (), denies=True), speaker_name="Ann", article="one")
    claim = statement(*RUSSIA_WITHDRAWS, article="one", speaker_name="Bob")
    found = compare(claim, denial)
    assert found is not None
    assert (found.kind, found.rule) == (FindingKind.CONTRADICTS, "denies")
    assert compare(replace(claim, article="two"), denial) is None


@pytest.mark.parametrize(
    ("modality", "headline", "rule"),
    [
        pytest.param(Modality.MAY, True, "overstates", id="what the article holds possible"),
        pytest.param(Modality.ASSERTED, True, "says-the-same", id="but not what the article states as well"),
        pytest.param(Modality.MAY, False, "is-less-certain", id="nor what no headline says"),
    ],
)
def test_a_headline_overstates(modality: Modality, headline: bool, rule: str) -> None:
    title = statement(*RUSSIA_WITHDRAWS, article="one", headline=headline)
    body = statement(replace(RUSSIA_WITHDRAWS[0], modality=modality), *RUSSIA_WITHDRAWS[1:], article="one")
    found = compare(title, replace(body, id="body", text="b c d e f g"))
    assert found is not None
    assert found.rule == rule
