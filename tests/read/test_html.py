"""An article from its page."""

from __future__ import annotations

import io
import json
from datetime import date

import pytest

from kb.errors import UnreadableSource
from kb.model import Article, BlockKind
from kb.read import Source
from kb.read.html import read_html
from kb.read.metadata import clean_url

LEAD = "Мер міста Олег Сорока пообіцяв, що новий трамвай запустять навесні наступного року."
BODY = "За його словами, вагони вже замовили, а колії ремонтують від початку літа."
LAST = "Сорока підкреслив, що квитки не подорожчають, і подякував депутатам за підтримку."
DECLARED = {
    "@context": "https://schema.org",
    "@graph": [
        {"@type": "WebSite", "name": "Не він"},
        {
            "@type": ["NewsArticle"],
            "headline": "Мер пообіцяв трамвай",
            "datePublished": "2021-12-02T17:50:00+02:00",
            "author": [{"@type": "Person", "name": "Марія Чорна"}, {"@type": "Person", "name": "Іван Білий"}],
            "publisher": {"@type": "Organization", "name": "Приклад &amp; Ко"},
            "inLanguage": "uk-UA",
        },
    ],
}


def page(head: str = "", *, charset: str = "utf-8") -> str:
    return f"""<!DOCTYPE html><html lang="uk"><head><meta charset="{charset}">{head}</head><body>
    <nav><a href="/">Головна</a><a href="/n">Новини</a><a href="/p">Політика</a></nav>
    <article><h1>Мер пообіцяв трамвай</h1>
    <figure><img src="a.jpg" alt="Олег Сорока"><figcaption>Олег Сорока / Укрінформ</figcaption></figure>
    <p>{LEAD}</p><p>{BODY}</p><div><b>читайте також</b><a href="/x">Опозиція заявила, що трамвая не буде</a></div>
    <h2>Що буде з тролейбусами</h2><p>{LAST}</p>
    <p>Читайте також: <a href="/y">Ціни на проїзд зростуть</a></p></article>
    <aside><h3>Останні новини</h3><ul><li><a href="/1">Сніг у Карпатах</a></li></ul></aside>
    <footer>© 2021 Приклад. Ми використовуємо cookies <button>Прийняти</button></footer></body></html>"""


def read(content: str | bytes) -> Article:
    data = content if isinstance(content, bytes) else content.encode()
    (article,) = read_html(io.BytesIO(data), Source("a.html", "a-1"))
    assert isinstance(article, Article)
    return article


def test_only_the_article_is_prose() -> None:
    article = read(page())
    prose = [block.anchor.of(article.text) for block in article.blocks if block.kind.is_prose]
    assert prose == ["Мер пообіцяв трамвай", LEAD, BODY, "Що буде з тролейбусами", LAST]


def test_json_ld_is_believed_first() -> None:
    head = '<meta property="article:published_time" content="2020-01-01T00:00:00Z"><meta name="author" content="Хтось">'
    article = read(page(f'{head}<script type="application/ld+json">{json.dumps(DECLARED)}</script>'))
    assert str(article.published) == "2021-12-02 17:50:00+02:00"
    assert article.authors == ("Марія Чорна", "Іван Білий")
    assert article.publisher == "Приклад & Ко"
    assert article.title == "Мер пообіцяв трамвай"


@pytest.mark.parametrize(
    "broken", ["{", "[" * 100_000, '"words"', "{}", '{"@type": {}}', '{"@type": "NewsArticle", "author": 7}']
)
def test_broken_json_ld_is_passed_over(broken: str) -> None:
    head = '<meta property="og:site_name" content="Приклад"><meta name="date" content="2021-12-02T17:50">'
    article = read(page(f'<script type="application/ld+json">{broken}</script>{head}'))
    assert article.publisher == "Приклад"
    assert str(article.published) == "2021-12-02 17:50:00+02:00", "the zone is that of Ukrainian publishers"


def test_the_hour_is_taken_from_the_dateline_of_the_same_day() -> None:
    shown = page('<meta name="date" content="2021-12-02">').replace("</h1>", "</h1><div>2 грудня 2021, 17:50</div>")
    assert str(read(shown).published) == "2021-12-02 17:50:00+02:00"


def test_the_dateline_of_another_day_is_not_the_articles() -> None:
    shown = page('<meta name="date" content="2021-12-02">').replace("</h1>", "</h1><div>5 грудня 2021, 17:50</div>")
    assert read(shown).published == date(2021, 12, 2)


def test_metadata_that_cannot_be_stored_are_cleaned() -> None:
    row = {"@type": "NewsArticle", "headline": "Інший \ud800заголовок\0", "publisher": "При\ud800клад"}
    article = read(page(f'<script type="application/ld+json">{json.dumps(row)}</script>').replace("h1>", "p>"))
    assert (article.title, article.publisher) == ("Інший заголовок", "Приклад")
    assert article.sha256


def test_a_bare_day_stays_a_day() -> None:
    assert read(page('<meta name="date" content="2021-12-02">')).published == date(2021, 12, 2)


@pytest.mark.parametrize("declared", ["windows-1251", "utf-8"])
def test_windows_1251_is_read(declared: str) -> None:
    text = page(charset="windows-1251")
    data = text.encode("cp1251") if declared == "windows-1251" else text.encode()
    assert LEAD in read(data).text


def test_windows_1251_is_read_where_nothing_is_declared() -> None:
    data = page().replace('<meta charset="utf-8">', "").encode("cp1251")
    assert LEAD in read(data).text


def test_an_encoding_that_runs_code_is_not_obeyed() -> None:
    with pytest.raises(UnreadableSource, match="not UTF-8"):
        read(b'<meta charset="unicode_escape"><p>' + "Мер".encode() * 50 + b"\xff</p>")


def test_an_xml_declaration_is_no_hindrance() -> None:
    assert LEAD in read(f'<?xml version="1.0" encoding="utf-8"?>{page()}').text


def test_the_headline_comes_first_where_the_text_lacks_it() -> None:
    article = read(
        page('<meta property="og:title" content="Інший заголовок">').replace("<h1>Мер пообіцяв трамвай</h1>", "")
    )
    assert article.text.startswith("Інший заголовок\n\n")
    assert article.blocks[0].kind is BlockKind.HEADLINE


def test_the_address_is_the_id() -> None:
    article = read(page('<link rel="canonical" href="https://example.org/news/1?utm_source=x#top">'))
    assert article.id == article.url == "https://example.org/news/1"


def test_without_an_address_the_id_is_the_files() -> None:
    assert read(page('<link rel="canonical" href="/">')).id == "a-1"


@pytest.mark.parametrize(
    ("url", "cleaned"),
    [
        ("https://example.org/a?id=7&utm_source=x&fbclid=y#top", "https://example.org/a?id=7"),
        ("https://example.org/a?q=%D0%BC+b", "https://example.org/a?q=%D0%BC+b"),
        ("https://example.org/?p=7", "https://example.org/?p=7"),
        ("https://example.org/", None),
        ("/news/1", None),
        ("javascript:alert(1)", None),
        ("https://example.org/a b", None),
        ('https://example.org/"><script>', None),
        ("https://[::1", None),
        ("", None),
        (None, None),
    ],
)
def test_an_address_is_cleaned(url: str | None, cleaned: str | None) -> None:
    assert clean_url(url) == cleaned
