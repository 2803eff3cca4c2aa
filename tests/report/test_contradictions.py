from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from kb.model import Anchor, Extraction, Finding, FindingKind
from kb.report import FORMS, Links, Scope, contradictions_report, coverage_report, stance_report
from kb.report.cards import cards
from kb.report.matching import matches, reason_words, rule_words, stretches
from kb.report.wording import wording
from tests.report.dispute import ALL, COURIER, DENIED, FINDINGS, HERALD, MAYOR, PROMISED, TURNED, part
from tests.report.pages import Page, extractions
from tests.report.test_pages import MARKDOWN, TAGS, flat

UK, EN = wording("uk"), wording("en")
SHOWN = [card for extraction in ALL for card in cards(extraction)]


@st.composite
def compared(draw: st.DrawFn) -> tuple[Extraction, list[Finding]]:
    """An article of any text, with findings of any rule between any of its claims, on any words of it."""
    one = draw(extractions())
    ids = [claim.id for claim in one.claims]
    anchors = st.tuples(*(st.integers(0, len(one.article.text)),) * 2).map(lambda ends: Anchor(min(ends), max(ends)))
    finding = st.builds(
        Finding,
        st.sampled_from(FindingKind),
        st.sampled_from(["negates", "says-the-same", "<script>", "{left}"]),
        st.sampled_from(ids or [""]),
        st.sampled_from(ids or [""]),
        st.floats(0, 1),
        st.sampled_from(["<script>alert(1)</script>", "{{ 7*7 }} {left}", "*so*"]),
        st.lists(st.tuples(anchors, anchors), max_size=3).map(tuple),
    )
    return one, draw(st.lists(finding, max_size=4))


@settings(max_examples=60, deadline=None)
@given(compared())
def test_no_text_from_outside_becomes_markup(given: tuple[Extraction, list[Finding]]) -> None:
    one, findings = given
    speaker = next((claim.speaker for claim in one.claims if claim.speaker), MAYOR)
    for html in (
        contradictions_report([one], findings),
        stance_report(speaker, [one], findings),
        coverage_report([one], findings),
    ):
        page = Page(html)
        assert set(page.tags) <= TAGS | {"h4"}
        assert not [name for name in page.attributes if name.startswith("on")]
        assert len(page.ids) == len(set(page.ids))
        for link in page.links:
            assert link.startswith(("http://", "https://")) or link[1:] in page.ids


@settings(max_examples=40, deadline=None)
@given(compared())
def test_no_text_from_outside_becomes_markdown(given: tuple[Extraction, list[Finding]]) -> None:
    one, findings = given
    one = replace(one, article=replace(one.article, url=None))
    speaker = next((claim.speaker for claim in one.claims if claim.speaker), MAYOR)
    for report in (
        contradictions_report([one], findings, form="markdown"),
        stance_report(speaker, [one], findings, form="markdown"),
        coverage_report([one], findings, form="markdown"),
    ):
        tokens = MARKDOWN.parse(report)
        children = [child.type for token in tokens for child in token.children or []]
        assert not {"html_block", "code_block", "hr", "fence"} & {token.type for token in tokens}
        assert not {"html_inline", "link_open", "image", "em_open"} & set(children)
        assert [token.tag for token in tokens if token.type == "heading_open"].count("h1") == 1


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("language", ["uk", "en"])
def test_both_sides_are_shown_with_words_dates_and_chains(form: str, language: str) -> None:
    report = contradictions_report(ALL, FINDINGS, form=form, language=language)
    shown = flat("".join(Page(report).text)) if form == "html" else flat(report.replace("\\", ""))
    w = wording(language)
    for words in (
        "пором повернуть у травні",
        "We will not bring the ferry back in May",
        "Річковий листок",
        "Степовий телеграф",
        w.finding.contradictions_note,
        {"uk": "9 квітня 2023. Дату названо в тексті.", "en": "9 April 2023. The text gives the date."}[language],
        {"uk": "Одна сторона стверджує те, що друга заперечує.", "en": "One side affirms what the other denies."}[
            language
        ],
        "0.93",
        "0.81",
        w.finding.kind[FindingKind.SUPERSEDES],
        w.finding.kind[FindingKind.AGREES],
        w.finding.kind[FindingKind.DIFFERS],
    ):
        assert words in shown, words


def test_a_page_in_a_language_gives_the_reason_in_it_and_one_without_words_for_it_in_english() -> None:
    (turned,) = [match for match in matches(SHOWN, FINDINGS) if match.finding.score == 0.81]
    assert reason_words(turned, UK) == ("Одне з двох стверджено, друге заперечено: «повернуть», «bring».", "uk")
    assert reason_words(turned, EN) == (turned.finding.reason, "en")
    unknown = replace(turned, finding=replace(turned.finding, rule="another", reason="because"))
    assert (rule_words(unknown.finding, UK), reason_words(unknown, UK)) == ("another", ("because", "en"))


def test_a_rule_without_its_words_gives_no_half_sentence() -> None:
    (denied,) = [match for match in matches(SHOWN, FINDINGS) if match.finding.rule == "denies"]
    assert reason_words(denied, UK) == ("", "uk")
    assert reason_words(replace(denied, finding=replace(denied.finding, rule="negates")), UK) == ("", "uk")


def test_the_earlier_side_stands_first_with_its_own_words() -> None:
    turned = next(match for match in matches(SHOWN, FINDINGS) if match.finding.kind is FindingKind.SUPERSEDES)
    assert (turned.left.claim.id, turned.right.claim.id) == (PROMISED.id, TURNED.id)
    assert turned.in_time
    marked = [[s.text for part in content for s in part if s.numbers] for _, content in turned.sides]
    assert marked == [["повернуть"], ["bring"]]


def test_the_surest_finding_comes_first_and_repetitions_are_folded_into_it() -> None:
    found = matches(SHOWN, [*FINDINGS, *FINDINGS])
    assert [match.finding.score for match in found] == sorted((m.finding.score for m in found), reverse=True)
    (turned,) = [match for match in found if match.finding.kind is FindingKind.SUPERSEDES]
    assert [other.finding.score for other in turned.others] == [0.8]
    html = contradictions_report(ALL, FINDINGS)
    assert html.count('class="card pair supersedes"') == 1
    assert "Ті самі слова одні проти одних також тут: 1" in html


@pytest.mark.parametrize(
    ("anchors", "shown"),
    [
        pytest.param(("повернуть",), [("пором ", ()), ("повернуть", (1,)), (" у травні", ())], id="one word"),
        pytest.param(
            ("у травні", "пором"), [("пором", (2,)), (" повернуть ", ()), ("у травні", (1,))], id="two, numbered"
        ),
        pytest.param(
            ("пором повернуть", "повернуть"), [("пором ", (1,)), ("повернуть", (1, 2)), (" у травні", ())], id="nested"
        ),
    ],
)
def test_words_are_cut_where_parts_begin_and_end(
    anchors: tuple[str, ...], shown: list[tuple[str, tuple[int, ...]]]
) -> None:
    card = next(card for card in SHOWN if card.claim.id == PROMISED.id)
    (found,) = stretches(card, [part(HERALD, PROMISED, words) for words in anchors])
    assert [(stretch.text, stretch.numbers) for stretch in found] == shown


def test_parts_outside_the_content_mark_nothing() -> None:
    card = next(card for card in SHOWN if card.claim.id == PROMISED.id)
    (found,) = stretches(card, [Anchor(0, 5), Anchor(900, 950)])
    assert [stretch.numbers for stretch in found] == [()]


@pytest.mark.parametrize(
    ("scope", "conflicts"),
    [
        pytest.param(Scope("ferry"), 2, id="an entity by its name in another language"),
        pytest.param(Scope("гавань"), 1, id="what one side is about"),
        pytest.param(Scope("вертоліт"), 0, id="another topic"),
        pytest.param(Scope(since=TURNED.said.interval.earliest), 1, id="said since"),  # type: ignore[union-attr]
        pytest.param(Scope(until=DENIED.said.interval.latest), 2, id="said until"),  # type: ignore[union-attr]
    ],
)
def test_findings_are_limited_to(scope: Scope, conflicts: int) -> None:
    html = contradictions_report(ALL, FINDINGS, scope=scope)
    assert html.count('card pair contradicts"') + html.count('card pair supersedes"') == conflicts


def test_links_lead_to_the_article_and_to_the_original() -> None:
    links = Links({HERALD.article.revision: "a.html"}, {MAYOR.id: "m.html"}, "index.html")
    found = Page(contradictions_report(ALL, FINDINGS, links=links)).links
    assert {f"a.html#claim-{PROMISED.id}", "m.html", "index.html"} <= set(found)
    assert [link for link in found if link.startswith("https://courier.example/a#:~:text=")]


@pytest.mark.parametrize("form", FORMS)
def test_nothing_found_is_a_report_too(form: str) -> None:
    assert "Тут ніщо нічому не суперечить." in contradictions_report(ALL, [], form=form)
    assert contradictions_report([], [], form=form)
    stranger = replace(FINDINGS[0], left="nobody")
    assert "Nothing here contradicts" in contradictions_report([COURIER], [stranger], form=form)


def test_the_page_runs_nothing_and_works_by_keyboard() -> None:
    html = contradictions_report(ALL, FINDINGS)
    assert "<script" not in html
    assert "<details><summary>" in html
    assert MarkdownIt().parse(contradictions_report(ALL, FINDINGS, form="markdown"))
