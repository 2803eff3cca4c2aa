from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from kb.model import Finding, FindingKind
from kb.report import FORMS, Scope, coverage_report
from tests.report.dispute import AGENCY, ALL, COPY, FINDINGS, HEADLINE, PROMISED, REPEATED, made
from tests.report.pages import Page
from tests.report.test_pages import flat

MEDIA = (AGENCY.id,)


def plain(report: str, form: str) -> str:
    return flat("".join(Page(report).text)) if form == "html" else flat(report.replace("\\", "").replace("**", ""))


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("language", ["uk", "en"])
def test_copies_of_one_agencys_report_are_one_source(form: str, language: str) -> None:
    shown = plain(coverage_report(ALL, FINDINGS, claim=PROMISED.id, media=MEDIA, form=form, language=language), form)
    assert {"uk": "2 видання, 1 незалежне джерело", "en": "2 outlets, 1 independent source"}[language] in shown
    assert "Річковий листок" in shown
    assert "Вечірня гавань" in shown
    assert {"uk": "у викладі «Степовий телеграф»", "en": "as Степовий телеграф reports it"}[language] in shown


def test_without_what_ties_them_they_are_two() -> None:
    alone = replace(COPY, claims=(replace(COPY.claims[1], within=None),))
    told = [alone if one is COPY else one for one in ALL]
    found = [replace(f, right=alone.claims[0].id) if f.right == REPEATED.id else f for f in FINDINGS]
    shown = plain(coverage_report(told, found, claim=PROMISED.id, language="en"), "html")
    assert "2 outlets, 2 independent sources" in shown


@pytest.mark.parametrize("form", FORMS)
def test_it_says_what_the_headline_made_of_it_who_left_it_out_and_who_told_it_otherwise(form: str) -> None:
    shown = plain(coverage_report(ALL, FINDINGS, claim=PROMISED.id, media=MEDIA, form=form, language="en"), form)
    assert "Пором повернуть у травні — the headline says the same" in shown
    assert "Обіцянка мерки — nothing was found that ties the headline to it" in shown
    assert "3–5 April 2023" in shown
    assert "Хмара" in shown
    assert "Моряк" in shown
    left_out = shown[shown.rindex({"html": "Who left it out", "markdown": "Left out by"}[form]) :]
    assert "Моряк" not in left_out
    assert "The River Courier" not in left_out
    assert "denial, negative, told as fact; Моряк" in shown
    assert "We will not bring the ferry back in May" in shown


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        (FindingKind.CONTRADICTS, "the headline contradicts it"),
        (FindingKind.AGREES, "the headline says the same"),
        (FindingKind.DIFFERS, "the headline says it of something else"),
    ],
)
def test_a_headline_is_told_by_what_was_found(kind: FindingKind, words: str) -> None:
    found = [Finding(kind, "negates", HEADLINE.id, PROMISED.id, 0.9, "")]
    assert words in coverage_report(ALL, found, claim=PROMISED.id, language="en")


def test_a_topic_has_its_statements_those_of_several_outlets_first() -> None:
    html = coverage_report(ALL, FINDINGS, scope=Scope("пором"), media=MEDIA)
    assert html.count('class="card statement"') == 4
    assert html.index("2 видання, 1 незалежне джерело") < html.index("Повідомило лише одне видання: 3")


def test_days_limit_what_was_said_and_who_might_have_reported_it() -> None:
    scope = Scope("пором", since=date(2023, 4, 3), until=date(2023, 4, 10))
    html = coverage_report(ALL, FINDINGS, scope=scope, media=MEDIA, language="en")
    first = html[html.index('id="statement-1"') : html.index('id="statement-2"')]
    assert "The River Courier" in first
    assert "since 3 April 2023 until 10 April 2023" in flat(html)


def test_what_is_said_again_months_later_is_another_story() -> None:
    later = made(
        "later",
        ("Знову", "Марія Гриценко каже, що пором повернуть у травні."),
        ({"content": "пором повернуть у травні", "about": PROMISED.about},),
        published="2023-09-01",
        publisher="Осінь",
    )
    again = Finding(FindingKind.AGREES, "says-the-same", PROMISED.id, later.claims[0].id, 0.99, "")
    html = coverage_report([*ALL, later], [*FINDINGS, again], claim=PROMISED.id, language="en")
    assert "Осінь" not in html


@pytest.mark.parametrize("form", FORMS)
def test_a_statement_that_nobody_reported_has_an_empty_report(form: str) -> None:
    assert "No claims were found." in coverage_report(ALL, FINDINGS, claim="none", form=form)
    assert coverage_report([], [], form=form)
