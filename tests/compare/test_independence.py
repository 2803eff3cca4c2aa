from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.authority import shipped
from kb.compare.independence import Bond, Independence, Report, carriers_in, origins
from kb.model import Extraction
from tests.compare.reports import BRIDGE, HARBOUR, LONG, MEDIA, TIDE, TKACH, report

SAID = date(2021, 12, 2)
OTHER_WORDS = "у травні через річку поїдуть авто, пообіцяв мер після ремонту"
AWAY = "школі куплять нову плиту"
Told = tuple[int, int, set[Bond]]
CASES: dict[str, tuple[list[Report], Told]] = {
    "nothing": ([], (0, 0, set())),
    "one report": ([report("А")], (1, 1, set())),
    "two outlets that name nobody": ([report("А"), report("Б", OTHER_WORDS)], (2, 2, set())),
    "a copy": ([report("А", LONG), report("Б", LONG)], (2, 1, {Bond.COPY})),
    "an outlet that repeats itself": ([report("А"), report("А", OTHER_WORDS)], (1, 1, {Bond.OUTLET})),
    "outlets without a name": ([report(None), report(None, AWAY)], (2, 2, set())),
    "two outlets that name one agency": (
        [report("А", through=HARBOUR), report("Б", f"Міст, {BRIDGE}", through=HARBOUR)],
        (2, 1, {Bond.AGENCY}),
    ),
    "two outlets that name two agencies": (
        [report("А", through=HARBOUR), report("Б", f"Отже, {BRIDGE}", through=TIDE)],
        (2, 2, set()),
    ),
    "the agency and who names it": (
        [report("Гавань"), report("Б", f"Отже, {BRIDGE}", through=HARBOUR)],
        (2, 1, {Bond.AGENCY}),
    ),
    "one agency with two reports": (
        [report("А", through=HARBOUR), report("Б", AWAY, through=HARBOUR)],
        (2, 2, set()),
    ),
    "an agency itself as the speaker": (
        [report("А", speaker=HARBOUR), report("Б", f"Отже, {BRIDGE}", through=HARBOUR)],
        (2, 1, {Bond.AGENCY}),
    ),
    "an outlet that names another, which is no agency": (
        [report("А"), report("Б", f"Отже, {BRIDGE}", through=report("А").extraction.publisher)],
        (2, 1, {Bond.AGENCY}),
    ),
    "an outlet's own report and one that it took from an agency": (
        [report("А"), report("А", OTHER_WORDS, through=HARBOUR)],
        (1, 2, set()),
    ),
    "one saying of one speaker through one agency in two languages": (
        [
            report("А", through=TIDE, said=SAID),
            report("Б", "the bridge opens in May", through=TIDE, language="en", said=SAID),
        ],
        (2, 1, {Bond.AGENCY}),
    ),
    "sayings of two days through one agency in two languages": (
        [
            report("А", through=TIDE, said=SAID),
            report("Б", "the bridge opens in May", through=TIDE, language="en", said=date(2021, 12, 9)),
        ],
        (2, 2, set()),
    ),
    "five outlets and two sources": (
        [
            report("А", through=HARBOUR),
            report("Б", f"Отже, {BRIDGE}", through=HARBOUR),
            report("В", LONG),
            report("Г", LONG + " Міст гарний."),
            report("Ґ", f"Новини. {LONG}"),
        ],
        (5, 2, {Bond.AGENCY, Bond.COPY}),
    ),
}


@pytest.mark.parametrize(("reports", "told"), CASES.values(), ids=CASES)
def test_sources_are_counted(reports: list[Report], told: Told) -> None:
    found = origins(reports, media=MEDIA)
    bonds = {tie.bond for origin in found.origins for tie in origin.ties}
    assert (len(found.outlets), len(found.origins), bonds) == told


def test_it_is_told_in_words_with_the_reason() -> None:
    found = origins(CASES["five outlets and two sources"][0], media=MEDIA)
    assert str(found) == "5 outlets, 2 independent sources"
    reasons = [tie.reason for origin in found.origins for tie in origin.ties]
    assert "both are as Гавань reports it, in words that are 100% alike" in reasons
    assert "the articles have 100% of the shorter text in common" in reasons
    assert str(origins([report("А")])) == "1 outlet, 1 independent source"


def test_two_claims_of_one_article_are_one_source() -> None:
    one = report("А", through=HARBOUR)
    outer = one.extraction.claims[1]
    found = origins([one, replace(one, claim=outer)])
    assert [tie.bond for origin in found.origins for tie in origin.ties] == [Bond.ARTICLE]


def test_the_news_agencies_of_the_authority_file_are_known() -> None:
    media = carriers_in(shipped())
    assert "http://www.wikidata.org/entity/Q130879" in media
    assert "http://www.wikidata.org/entity/Q159" not in media


REPORTS = st.builds(
    report,
    st.sampled_from(["А", "Б", "В", "Гавань", "Tide News", None]),
    st.sampled_from([BRIDGE, OTHER_WORDS, AWAY, LONG, f"Отже, {BRIDGE}", f"{LONG} Кінець."]),
    through=st.sampled_from([None, HARBOUR, TIDE, TKACH]),
    text=st.sampled_from(["", LONG, "Ще один абзац."]),
)
SETS = st.lists(REPORTS, max_size=6)


def grouped(found: Independence) -> set[tuple[str, ...]]:
    return {origin.claims for origin in found.origins}


@given(SETS, st.randoms(use_true_random=False))
def test_the_order_does_not_matter(reports: list[Report], random: object) -> None:
    shuffled = list(reports)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert origins(reports, media=MEDIA) == origins(shuffled, media=MEDIA)


@given(SETS, st.data())
def test_a_copy_never_adds_a_source(reports: list[Report], data: st.DataObject) -> None:
    if not reports:
        return
    one = data.draw(st.sampled_from(reports))
    outlet = data.draw(st.sampled_from(["Ї", "А", "Гавань", None]))
    article = replace(one.extraction.article, id="copy", publisher=outlet)
    claim = replace(one.claim, id="copy", within=None)
    copy = Report(Extraction(article, (claim,), "m", "1"), claim)
    assert len(origins([*reports, copy], media=MEDIA).origins) <= len(origins(reports, media=MEDIA).origins)


@given(SETS, REPORTS)
def test_one_more_report_parts_nothing(reports: list[Report], more: Report) -> None:
    before, after = (grouped(origins(each, media=MEDIA)) for each in (reports, [*reports, more]))
    assert all(any(set(group) <= set(whole) for whole in after) for group in before)


@given(SETS)
def test_every_report_has_one_source_and_every_group_is_tied_together(reports: list[Report]) -> None:
    found = origins(reports, media=MEDIA)
    assert sorted(claim for origin in found.origins for claim in origin.claims) == sorted(
        {report.claim.id for report in reports}
    )
    assert all(len(origin.ties) == len(origin.claims) - 1 for origin in found.origins)


def test_no_reports_have_no_source() -> None:
    assert origins([]) == Independence(())
    assert str(origins([])) == "0 outlets, 0 independent sources"
