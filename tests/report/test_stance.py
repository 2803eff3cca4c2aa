from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from kb.model import Modality, Polarity, SpeechAct
from kb.report import FORMS, Scope, stance_report
from kb.report.timeline import HOLDS, LEVELS, PITCH, SHAPES, WIDTH, Event, Link, Shape, draw_timeline, outline
from kb.report.wording import wording
from tests.report.dispute import ALL, CAPTAIN, FINDINGS, MAYOR, PROMISED, TURNED
from tests.report.pages import Page
from tests.report.test_pages import flat

UK = wording("uk")


def event(number: int, iso: str | None, **changes: object) -> Event:
    one = Event(
        number,
        date.fromisoformat(iso) if iso else None,
        Polarity.POSITIVE,
        SpeechAct.SAY,
        Modality.ASSERTED,
        f"{number}.",
        f"#claim-{number}",
    )
    return replace(one, **changes)  # type: ignore[arg-type]


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("language", ["uk", "en"])
def test_a_speaker_is_shown_in_order_of_time_with_what_replaces_what(form: str, language: str) -> None:
    report = stance_report(MAYOR, ALL, FINDINGS, scope=Scope("пором"), form=form, language=language)
    shown = flat("".join(Page(report).text)) if form == "html" else flat(report.replace("\\", "").replace("**", ""))
    w = wording(language)
    assert shown.index("пором повернуть у травні") < shown.rindex("We will not bring the ferry back in May")
    number = f"{w.claim} " if form == "html" else ""
    assert f"{w.finding.replaces}{w.separator}{number}1" in shown
    assert f"{w.finding.replaced_by}{w.separator}{number}3" in shown
    assert MAYOR.label(language) in shown
    assert w.polarity[Polarity.NEGATIVE] in shown
    assert w.speech_act[SpeechAct.PROMISE] in shown
    assert "Лев Савчук" not in shown


def test_the_timeline_tells_position_shape_and_outline_and_draws_an_arrow() -> None:
    html = stance_report(MAYOR, ALL, FINDINGS)
    page = Page(html)
    assert {f"#claim-{PROMISED.id}", f"#claim-{TURNED.id}"} <= set(page.links)
    assert html.count('<g class="turn">') == 2
    assert 'd="M0' in html
    assert "▲ стверджувальне" in html
    assert "▼ заперечне" in html


def test_a_claim_without_a_day_stands_apart() -> None:
    html = stance_report(CAPTAIN, ALL, FINDINGS)
    assert ">без точної дати</text>" in html
    assert stance_report(CAPTAIN, ALL, FINDINGS, form="markdown").count("\n## ") == 2


@pytest.mark.parametrize("form", FORMS)
def test_who_says_nothing_on_it_has_an_empty_report(form: str) -> None:
    assert "No claims were found." in stance_report(MAYOR, ALL, FINDINGS, scope=Scope("вертоліт"), form=form)
    assert stance_report(MAYOR, [], [], form=form)


def test_every_act_has_a_shape_and_every_modality_an_outline() -> None:
    assert set(SHAPES) == set(SpeechAct)
    assert set(HOLDS) == set(Modality)
    assert len({outline(shape, 0, 0) for shape in Shape}) == len(Shape)


def test_affirmed_is_above_the_line_denied_below() -> None:
    drawn = draw_timeline([event(1, "2023-04-01"), event(2, "2023-04-01", polarity=Polarity.NEGATIVE)], [], UK)
    assert drawn is not None
    above, below = drawn.marks
    assert above.y < drawn.axis < below.y


def test_no_claims_no_timeline() -> None:
    assert draw_timeline([], [], UK) is None


def test_marks_never_touch_and_stay_in_the_picture() -> None:
    days = [(date(2023, 1, 1) + timedelta(days=i * 7 % 90)).isoformat() if i % 5 else None for i in range(200)]
    drawn = draw_timeline([event(i, iso) for i, iso in enumerate(days, 1)], [], UK)
    assert drawn is not None
    assert len(drawn.marks) + drawn.hidden == 200
    for one in drawn.marks:
        assert 0 < one.x < WIDTH
        assert 0 < one.y < drawn.height
        near = [
            o for o in drawn.marks if o is not one and abs(o.x - one.x) < PITCH - 0.1 and abs(o.y - one.y) < PITCH - 0.1
        ]
        assert not near


def test_what_finds_no_room_is_counted() -> None:
    drawn = draw_timeline([event(i, "2023-04-01") for i in range(LEVELS + 3)], [], UK)
    assert drawn is not None
    assert drawn.hidden == 3


def test_an_arrow_leads_from_what_was_said_to_what_replaces_it_a_line_joins_what_contradicts() -> None:
    events = [event(1, "2023-04-01"), event(2, "2023-04-20", polarity=Polarity.NEGATIVE), event(3, None)]
    drawn = draw_timeline(events, [Link(1, 2, True, "→"), Link(1, 3, False, "≠"), Link(1, 9, True, "none")], UK)
    assert drawn is not None
    turn, odds = drawn.ties
    assert turn.head
    assert not odds.head


@pytest.mark.parametrize(
    ("days", "labels"),
    [
        pytest.param(("2023-04-01", "2023-04-20"), ["1 квіт.", "20 квіт."], id="days over some weeks"),
        pytest.param(("2022-04-01", "2023-04-20"), ["квіт. 2022", "квіт. 2023"], id="months beyond"),
        pytest.param(("2023-04-01", "2023-04-02", "2023-04-20"), ["1 квіт.", "20 квіт."], id="only what has room"),
        pytest.param(("2023-04-01",), ["1 квіт."], id="a single day"),
    ],
)
def test_the_axis_names(days: tuple[str, ...], labels: list[str]) -> None:
    drawn = draw_timeline([event(i, iso) for i, iso in enumerate(days, 1)], [], UK)
    assert drawn is not None
    assert [label for _, label in sorted(drawn.labels)] == labels
