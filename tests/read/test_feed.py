"""Feeds: what they point to and what they say of it."""

from __future__ import annotations

import io
from html import escape
from pathlib import Path

import pytest

from kb.errors import UnreadableSource
from kb.model import Article
from kb.read import Failure, Source, read
from kb.read.feed import read_feed
from kb.read.source import Found, Link
from tests.read.pages import BODY, LEAD

RSS = """<?xml version="1.0" encoding="{encoding}"?><rss version="2.0"
  xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel>
  <title>Приклад</title><link>https://example.org/</link>{items}</channel></rss>"""
ITEM = """<item><title>Мер &amp;amp; трамвай</title><link>https://example.org/a</link>
  <pubDate>Thu, 02 Dec 2021 17:50:00 +0200</pubDate><dc:creator>Марія Чорна</dc:creator>{more}</item>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://example.org/">
  <title>Приклад</title><entry><title type="html">Мер &lt;b&gt;пообіцяв&lt;/b&gt;</title><link href="/a?b=1&amp;c=2"/>
  <published>2021-12-02T17:50:00+02:00</published><author><name>Марія Чорна</name></author></entry></feed>"""
RDF = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
  xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Приклад</title></channel>
  <item><title>Мер</title><link>https://example.org/a</link><dc:date>2021-12-02</dc:date></item></rdf:RDF>"""
CONTENT = f"<content:encoded>{escape(f'<p>{LEAD}</p><p>{BODY}</p>')}</content:encoded>"


def rss(*items: str, encoding: str = "UTF-8") -> bytes:
    return RSS.format(encoding=encoding, items="".join(items)).encode(encoding)


def links(data: bytes | str) -> list[Found]:
    raw = data if isinstance(data, bytes) else data.encode()
    return list(read_feed(io.BytesIO(raw), Source("feed.xml", url="https://example.org/feed.xml")))


def link(data: bytes | str) -> Link:
    (found,) = links(data)
    assert isinstance(found, Link), str(found)
    return found


def test_an_entry_says_what_its_page_may_leave_open() -> None:
    found = link(rss(ITEM.format(more="")))
    assert (found.url, found.listed.title) == ("https://example.org/a", "Мер & трамвай")
    assert str(found.listed.published) == "2021-12-02 17:50:00+02:00"
    assert found.listed.authors == ("Марія Чорна",)
    assert found.page is None


def test_atom_is_read_alike() -> None:
    found = link(ATOM)
    assert (found.url, found.listed.title) == ("https://example.org/a?b=1&c=2", "Мер пообіцяв")
    assert str(found.listed.published) == "2021-12-02 17:50:00+02:00"
    assert found.listed.authors == ("Марія Чорна",)


def test_the_oldest_rss_is_read_alike() -> None:
    assert str(link(RDF).listed.published) == "2021-12-02"


@pytest.mark.parametrize(
    ("date", "published"),
    [
        pytest.param("Thu, 02 Dec 2021 17:50:00 GMT", "2021-12-02 17:50:00+00:00", id="in UTC"),
        pytest.param("2021-12-02T17:50:00Z", "2021-12-02 17:50:00+00:00", id="as Atom has it"),
        pytest.param("2 December 2021 17:50", "2021-12-02 17:50:00", id="without a zone"),
        pytest.param("торік", "None", id="in words"),
        pytest.param("Thu, 99 Dec 2021", "None", id="a day that there is not"),
        pytest.param("", "None", id="nothing"),
    ],
)
def test_the_time_is_taken_as_it_is_written(date: str, published: str) -> None:
    item = ITEM.format(more="").replace("Thu, 02 Dec 2021 17:50:00 +0200", date)
    assert str(link(rss(item)).listed.published) == published


def test_the_page_that_a_feed_holds_itself_is_kept_with_its_link() -> None:
    found = link(rss(ITEM.format(more=CONTENT)))
    assert found.page is not None
    assert LEAD in found.page


def test_offline_a_feed_gives_what_it_holds_and_names_the_rest(tmp_path: Path) -> None:
    path = tmp_path / "feed.xml"
    path.write_bytes(rss(ITEM.format(more=CONTENT), ITEM.replace("org/a", "org/b").format(more="")))
    article, failure = read(str(path))
    assert isinstance(article, Article), str(article)
    assert (article.id, article.url, article.publisher) == ("https://example.org/a", "https://example.org/a", "Приклад")
    assert str(article.published) == "2021-12-02 17:50:00+02:00"
    assert LEAD in article.text
    assert str(failure).startswith("https://example.org/b: an address, and we are offline")


@pytest.mark.parametrize("encoding", ["UTF-8", "windows-1251", "UTF-16"])
def test_a_feed_may_be_in_any_encoding_that_it_names(encoding: str) -> None:
    assert link(rss(ITEM.format(more=""), encoding=encoding)).listed.title == "Мер & трамвай"


@pytest.mark.parametrize(
    ("feed", "message"),
    [
        pytest.param("", "empty", id="nothing"),
        pytest.param("<rss>", "without entries", id="no entries"),
        pytest.param("\0\1\2", "binary", id="no text"),
        pytest.param(
            '<!DOCTYPE rss [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><rss><channel><item><link>http://a/</link>'
            "<title>&b;</title></item></channel></rss>",
            "declares entities",
            id="entities that grow",
        ),
        pytest.param(
            '<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]><rss><channel><title>&x;</title></channel></rss>',
            "declares entities",
            id="an entity that is a file",
        ),
        pytest.param("<rss>" + "<item/>" * 200_001, "more than 200,000 tags", id="too many tags"),
    ],
)
def test_a_feed_that_cannot_be_read_is_named(feed: str, message: str) -> None:
    with pytest.raises(UnreadableSource, match=message):
        links(feed)


def test_of_a_feed_that_is_broken_off_the_whole_entries_are_taken() -> None:
    whole = rss(ITEM.format(more=""), ITEM.replace("org/a", "org/b").format(more=""))
    found = links(whole[: whole.rindex(b"<pubDate>")])
    assert isinstance(found[0], Link)
    assert found[0].url == "https://example.org/a"
    assert isinstance(found[-1], Failure)
    assert "broken off" in str(found[-1])


def test_an_entry_that_points_nowhere_is_named() -> None:
    bad, good = links(rss("<item><title>a</title><link>javascript:alert(1)</link></item>", ITEM.format(more="")))
    assert isinstance(good, Link)
    assert isinstance(bad, Failure)
