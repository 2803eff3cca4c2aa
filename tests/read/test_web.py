"""Sources that lie elsewhere: addresses, and what points to them."""

from __future__ import annotations

import gzip
import io
import json
from pathlib import Path

import pytest

from kb.fetch import Fetcher
from kb.model import Article
from kb.read import Failure, read
from tests.read.archives import warc
from tests.read.pages import page, told
from tests.sites import Page, Site

HTML = {"Content-Type": "text/html; charset=utf-8"}
FIRST, SECOND = "Перша новина", "Друга новина"


def rss(*items: str) -> str:
    return f"<rss version='2.0'><channel><title>Приклад</title>{''.join(items)}</channel></rss>"


def item(url: str, more: str = "") -> str:
    return f"<item><link>{url}</link>{more}</item>"


def urlset(*urls: str) -> str:
    return f"<urlset>{''.join(f'<url><loc>{url}</loc></url>' for url in urls)}</urlset>"


@pytest.fixture
def news(site: Site) -> Site:
    """A site with two articles."""
    site.pages |= {"/1": Page(page(FIRST), headers=HTML), "/2": Page(page(SECOND), headers=HTML)}
    return site


def reading(source: str | Path, fetcher: Fetcher) -> list[Article | Failure]:
    return list(read(str(source), fetcher=fetcher))


def test_an_address_is_its_article(news: Site, fetcher: Fetcher) -> None:
    (article,) = reading(news.at("/1?utm_source=x#top").replace("?utm_source=x", ""), fetcher)
    assert isinstance(article, Article), str(article)
    assert (article.title, article.id, article.url) == (FIRST, news.at("/1"), news.at("/1"))


@pytest.mark.parametrize(
    "kind",
    ["a feed", "a sitemap", "an index of sitemaps", "a list", "a packed sitemap", "an archive", "JSON lines"],
)
def test_what_an_address_gives_is_found_out(news: Site, fetcher: Fetcher, kind: str) -> None:
    one, two = news.at("/1"), news.at("/2")
    pages: dict[str, Page] = {
        "a feed": Page(rss(item(one), item(two))),
        "a sitemap": Page("<?xml version='1.0'?><!-- a --><?xml-stylesheet href='a'?>" + urlset(one, two)),
        "an index of sitemaps": Page(f"<sitemapindex><sitemap><loc>{news.at('/s')}</loc></sitemap></sitemapindex>"),
        "a list": Page(f"{one}\n{two}\n"),
        "a packed sitemap": Page(gzip.compress(urlset(one, two).encode())),
        "an archive": Page(warc({"url": one, "body": page(FIRST)}, {"url": two, "body": page(SECOND)})),
        "JSON lines": Page("\n".join(json.dumps({"title": t, "text": "Мер сказав, що їде."}) for t in (FIRST, SECOND))),
    }  # fmt: skip
    news.pages |= {"/x": pages[kind], "/s": Page(urlset(one, two))}
    assert told(reading(news.at("/x"), fetcher)) == [FIRST, SECOND]


def test_a_list_in_a_file_is_followed(news: Site, fetcher: Fetcher, tmp_path: Path) -> None:
    path = tmp_path / "urls.txt"
    path.write_text(f"# новини\n{news.at('/2')}\n\n{news.at('/1')}\nnonsense\n{news.at('/none')}\n")
    second, first, nonsense, missing = told(reading(path, fetcher))
    assert [first, second] == [FIRST, SECOND]
    assert nonsense.startswith(f"{path}:5: not an address")
    assert missing == f"{news.at('/none')}: no such page: HTTP 404"


def test_a_list_on_stdin_is_followed(news: Site, fetcher: Fetcher, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(gzip.compress(news.at("/1").encode()))))
    assert told(reading("-", fetcher)) == [FIRST]


def test_the_page_comes_before_what_a_feed_says_of_it(news: Site, fetcher: Fetcher) -> None:
    declared = '<meta property="article:published_time" content="2021-12-01T10:00:00+02:00">'
    news.pages["/1"] = Page(page(FIRST, head=declared), headers=HTML)
    said = "<title>Інша</title><pubDate>Thu, 02 Dec 2021 17:50:00 +0200</pubDate>"
    news.pages["/feed"] = Page(rss(item(news.at("/1"), said), item(news.at("/2"), said)))
    first, second = reading(news.at("/feed"), fetcher)
    assert isinstance(first, Article)
    assert isinstance(second, Article)
    assert [first.title, second.title] == [FIRST, SECOND]
    assert str(first.published) == "2021-12-01 10:00:00+02:00"
    assert str(second.published) == "2021-12-02 17:50:00+02:00"


def test_what_a_feed_holds_stands_in_for_a_page_that_is_gone(news: Site, fetcher: Fetcher) -> None:
    content = f"<content:encoded><![CDATA[{page().partition('</h1>')[2]}]]></content:encoded>"
    feed = rss(item(news.at("/gone"), f"<title>{FIRST}</title>{content}"))
    namespace = 'xmlns:content="http://purl.org/rss/1.0/modules/content/"'
    news.pages["/feed"] = Page(feed.replace("<rss", f"<rss {namespace}"))
    (article,) = reading(news.at("/feed"), fetcher)
    assert isinstance(article, Article), str(article)
    assert (article.title, article.url, article.publisher) == (FIRST, news.at("/gone"), "Приклад")


def test_lists_that_point_to_each_other_are_read_once(news: Site, fetcher: Fetcher) -> None:
    for here, there in (("/a", "/b"), ("/b", "/a")):
        news.pages[here] = Page(
            f"<sitemapindex><sitemap><loc>{news.at(there)}</loc></sitemap>"
            f"<sitemap><loc>{news.at('/s')}</loc></sitemap></sitemapindex>"
        )
    news.pages["/s"] = Page(urlset(news.at("/1"), news.at("/1")))
    assert told(reading(news.at("/a"), fetcher)).count(FIRST) == 1
    assert len(news.paths) < 8


def test_lists_within_lists_come_to_an_end(news: Site, fetcher: Fetcher) -> None:
    for i in range(9):
        news.pages[f"/l{i}"] = Page(f"{news.at(f'/l{i + 1}')}\n")
    (failure,) = told(reading(news.at("/l0"), fetcher))
    assert "a list within lists" in failure


@pytest.mark.parametrize(
    ("declared", "path"),
    [
        pytest.param("/2021/a", "/2021/a", id="of the same site"),
        pytest.param("https://other.example/a", "/1", id="of another site"),
        pytest.param("", "/1", id="none"),
    ],
)
def test_the_address_that_a_page_declares_counts_if_it_is_its_own(
    news: Site, fetcher: Fetcher, declared: str, path: str
) -> None:
    url = news.at(declared) if declared.startswith("/") else declared
    news.pages["/1"] = Page(page(FIRST, head=f'<link rel="canonical" href="{url}">'), headers=HTML)
    (article,) = reading(news.at("/1"), fetcher)
    assert isinstance(article, Article)
    assert (article.id, article.url) == (news.at(path), news.at(path))


def test_an_article_is_known_by_the_address_it_was_found_at_in_the_end(news: Site, fetcher: Fetcher) -> None:
    news.pages["/old"] = Page(status=301, headers={"Location": "/1"})
    (article,) = reading(news.at("/old"), fetcher)
    assert isinstance(article, Article)
    assert article.id == news.at("/1")


def test_a_page_without_an_article_tells_of_its_feed(news: Site, fetcher: Fetcher) -> None:
    news.pages["/"] = Page('<link rel="alternate" type="application/rss+xml" href="/rss?a=1&amp;b=2"><p>Новини</p>')
    (failure,) = told(reading(news.at("/"), fetcher))
    assert failure == f"{news.at('/')}: no article text found on the page; its feed is {news.at('/rss?a=1&b=2')}"


def test_the_encoding_that_a_server_names_is_taken(news: Site, fetcher: Fetcher) -> None:
    plain = page(FIRST).replace('<meta charset="utf-8">', "").replace("і", "i")
    news.pages["/1"] = Page(plain.encode("koi8-u"), headers={"Content-Type": "text/html; charset=KOI8-U"})
    (article,) = reading(news.at("/1"), fetcher)
    assert isinstance(article, Article), str(article)
    assert "трамвай" in article.text


def test_offline_nothing_is_asked(news: Site) -> None:
    (failure,) = told(list(read(news.at("/1"))))
    assert failure == f"{news.at('/1')}: an address, and we are offline; save the page and add the file"
    assert not news.asked
