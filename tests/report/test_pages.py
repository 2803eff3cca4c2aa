from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from markdown_it import MarkdownIt

from kb.model import Anchor, Article, Block, BlockKind, Entity, Extraction
from kb.report import FORMS, REPORTS, Links, UnknownForm, article_report, index_report, speaker_report
from kb.report.cards import cards
from tests.report.example import HRYTSENKO, SAVCHUK, article, extraction
from tests.report.pages import Page, extractions

MARKDOWN = MarkdownIt("commonmark").enable(["table"])
TAGS = frozenset(
    """
    html head meta title style body div header footer main section article p h1 h2 h3 a b bdi br span code time dl dt dd
    ul li mark blockquote figure svg desc path g rect text details summary table thead tbody tr th td
    """.split()  # noqa: SIM905 - a list of fifty literals reads worse
)


def flat(text: str) -> str:
    return " ".join(text.split())


@settings(max_examples=60, deadline=None)
@given(extractions())
def test_the_text_on_the_page_is_the_articles_character_by_character(extraction: Extraction) -> None:
    page = Page(article_report(extraction))
    assert "".join(page.words) == extraction.article.text


@settings(max_examples=60, deadline=None)
@given(extractions())
def test_no_text_from_outside_becomes_markup(extraction: Extraction) -> None:
    speaker = next((claim.speaker for claim in extraction.claims if claim.speaker), Entity("<b>"))
    for html in (article_report(extraction), speaker_report(speaker, [extraction]), index_report([extraction])):
        page = Page(html)
        assert set(page.tags) <= TAGS
        assert not [name for name in page.attributes if name.startswith("on")]
        assert len(page.ids) == len(set(page.ids))
        for link in page.links:
            assert link.startswith(("http://", "https://")) or link[1:] in page.ids


@settings(max_examples=40, deadline=None)
@given(extractions())
def test_no_text_from_outside_becomes_markdown(extraction: Extraction) -> None:
    extraction = replace(extraction, article=replace(extraction.article, url=None))
    tokens = MARKDOWN.parse(article_report(extraction, form="markdown"))
    children = [child.type for token in tokens for child in token.children or []]
    assert not {"html_block", "code_block", "hr"} & {token.type for token in tokens}
    assert not {"html_inline", "link_open", "image", "em_open"} & set(children)
    headings = [token.tag for token in tokens if token.type == "heading_open"]
    named = {claim.speaker.id for claim in extraction.claims if claim.speaker}
    assert headings == ["h1"] + ["h2"] * (1 + bool(named)) + ["h3"] * len(extraction.claims) + ["h2"]
    text = (extraction.article.text + "\n").replace("\r\n", "\n").replace("\r", "\n")
    assert [token.content for token in tokens if token.type == "fence"] == [text]


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("language", ["uk", "en"])
def test_a_report_says_what_an_editor_asks(form: str, language: str) -> None:
    one = extraction()
    report = article_report(one, form=form, language=language)
    shown = flat("".join(Page(report).text)) if form == "html" else flat(report.replace("\\", ""))
    assert one.article.sha256 in shown
    assert "09:05 (UTC+03:00)" in shown
    assert "Ніна Лось, Гнат Юрків" in shown
    for card in cards(one):
        for part in card.parts:
            assert flat(part.of(one.article.text)) in shown
            assert f"{part.start}–{part.end}" in shown
    assert {"uk": "заперечення", "en": "denial"}[language] in shown
    assert "Лев Савчук → Степовий телеграф → Річковий листок" in shown


def test_every_claim_leads_to_its_words_and_back() -> None:
    page = Page(article_report(extraction()))
    for card in cards(extraction()):
        assert {f"#words-{card.key}", f"#claim-{card.key}"} <= set(page.links)
        assert {f"words-{card.key}", f"claim-{card.key}"} <= set(page.ids)


@pytest.mark.parametrize(
    ("claim", "why"),
    [
        pytest.param(0, "Дати при цих словах немає, тож узято дату статті.", id="the article's own date"),
        pytest.param(1, "3 квітня 2023. У тексті сказано «3 квітня»; решта випливає з дати статті.", id="a part"),
        pytest.param(2, "березень 2023. У тексті є частина дати", id="a month without its words"),
        pytest.param(4, "Дату названо в тексті: «7 квітня 2023».", id="a date with its words"),
        pytest.param(5, "не пізніше 7 квітня 2023. Текст не каже, коли саме.", id="before the article"),
        pytest.param(6, "без точної дати. Текст не каже, коли саме.", id="unknown"),
    ],
)
def test_a_claim_says_why_it_is_dated_so(claim: int, why: str) -> None:
    one = extraction()
    shown = flat("".join(Page(article_report(replace(one, claims=(one.claims[claim],)))).text))
    assert why in shown


def test_the_page_speaks_the_articles_language_and_english_where_it_has_no_words() -> None:
    assert '<html lang="uk">' in article_report(extraction())
    other = article_report(extraction(language="tlh"))
    assert '<html lang="en">' in other
    assert '<div class="words" lang="tlh">' in other
    assert '<html lang="en">' in index_report([])


def test_what_follows_the_article_is_folded_and_what_stands_in_it_says_why_it_was_skipped() -> None:
    html = article_report(extraction())
    assert "2 фрагменти, що не є статтею" in html
    assert html.index("<details>") < html.index("Читайте також")
    assert 'data-why="місце й час"' in html


def test_a_speaker_has_all_claims_in_time_order_by_outlet() -> None:
    other = extraction(id="other", publisher="Інше видання")
    page = speaker_report(HRYTSENKO, [extraction(), other, extraction()])
    assert page.count('<article class="card"') == 4
    assert page.index("Річковий листок</bdi></h2>") < page.index("Інше видання</bdi></h2>")
    words = [page.index(f'id="claim-{card.key}"') for card in _in_time(cards(extraction()))]
    assert words == sorted(words)


def _in_time(found: tuple) -> list:  # type: ignore[type-arg]
    mine = [card for card in found if card.speaker == HRYTSENKO]
    return sorted(mine, key=lambda card: card.claim.said.interval.earliest)


def test_a_speakers_report_that_stands_alone_shows_the_words_in_their_place() -> None:
    html = speaker_report(SAVCHUK, [extraction()])
    page = Page(html)
    assert "<details open>" in html
    assert "За словами Лева Савчука, річка міліє, передає Степовий телеграф." in "".join(page.words)
    assert all(link[1:] in page.ids for link in page.links if link.startswith("#"))


def test_a_speaker_of_whom_nothing_is_known_has_an_empty_report() -> None:
    assert "No claims were found." in speaker_report(Entity("Ніхто"), [])
    assert "No claims were found." in speaker_report(Entity("Ніхто"), [], form="markdown")


def test_the_index_counts_a_revision_once_and_puts_the_latest_first() -> None:
    older = extraction(id="older", title="Давніше", published=None)
    html = index_report([older, extraction(), extraction()])
    assert html.count("<tr>") == (1 + 2) + (1 + 4)
    assert html.index("Пором повернеться навесні") < html.index("Давніше")


def test_links_lead_to_the_other_files_of_a_site() -> None:
    links = Links({article().revision: "a.html"}, {HRYTSENKO.id: "m.html"}, "index.html")
    assert {"m.html", "index.html"} <= set(Page(article_report(extraction(), links=links)).links)
    speaker = Page(speaker_report(HRYTSENKO, [extraction()], links=links)).links
    assert [link for link in speaker if link.startswith("a.html#words-")]
    assert {"a.html", "m.html"} <= set(Page(index_report([extraction()], links=links)).links)


@pytest.mark.parametrize("form", FORMS)
def test_an_article_without_anything_is_a_report_too(form: str) -> None:
    empty = Extraction(Article("e", "", "uk", ()), (), "m", "0")
    assert "Тверджень не знайдено" in article_report(empty, form=form)
    assert index_report([empty], form=form)


@pytest.mark.parametrize("form", FORMS)
def test_anchors_outside_the_text_break_nothing(form: str) -> None:
    short = article(text="Коротко", blocks=(Block(Anchor(0, 900), BlockKind.PARAGRAPH),))
    far = replace(extraction(), article=short)
    assert article_report(far, form=form)
    assert speaker_report(HRYTSENKO, [far], form=form)


def test_a_page_loads_nothing_and_runs_nothing() -> None:
    html = article_report(extraction())
    assert "default-src 'none'" in html
    for needle in ("<script", "<link", "<img", "@import", "url(", " src="):
        assert needle not in html


def test_what_is_not_text_is_light() -> None:
    empty = article_report(Extraction(article(), (), "m", "0"))
    assert len(empty.encode()) < 20_000
    full = article_report(extraction())
    assert (len(full.encode()) - len(empty.encode())) / len(extraction().claims) < 6_000


def test_an_unknown_form_names_those_there_are() -> None:
    with pytest.raises(UnknownForm, match="no form 'pdf'; there are: html, markdown"):
        article_report(extraction(), form="pdf")


@pytest.mark.parametrize("name", REPORTS)
def test_every_report_has_a_template_for_every_form_and_says_what_it_shows(name: str) -> None:
    from importlib.resources import files

    report = REPORTS[name]
    assert report.shows
    assert report.function.__doc__
    for suffix in FORMS.values():
        assert (files("kb.report") / "templates" / f"{report.template}{suffix}.jinja").is_file()
