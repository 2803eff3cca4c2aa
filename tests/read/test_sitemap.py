"""Sitemaps and their indexes."""

from __future__ import annotations

import io
import itertools
from typing import BinaryIO, cast

import pytest

from kb.errors import UnreadableSource
from kb.read import Failure, Source
from kb.read.sitemap import read_sitemap
from kb.read.source import Found, Link

NS = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:n="http://www.google.com/schemas/sitemap-news/0.9"'
NEWS = """<url><loc> https://example.org/a?b=1&amp;c=2 </loc><lastmod>2024-01-01</lastmod><n:news><n:publication>
<n:name>Приклад</n:name><n:language>uk</n:language></n:publication><n:publication_date>2021-12-02T17:50:00+02:00
</n:publication_date><n:title>Мер пообіцяв трамвай</n:title></n:news></url>"""


def links(text: str) -> list[Found]:
    return list(read_sitemap(io.BytesIO(text.encode()), Source("sitemap.xml")))


def urls(text: str) -> list[str | None]:
    return [found.url for found in links(text) if isinstance(found, Link)]


def test_a_sitemap_of_news_says_what_their_pages_may_leave_open() -> None:
    (found,) = links(f"<?xml version='1.0'?><urlset {NS}>{NEWS}</urlset>")
    assert isinstance(found, Link)
    assert found.url == "https://example.org/a?b=1&c=2"
    assert (found.listed.title, found.listed.publisher) == ("Мер пообіцяв трамвай", "Приклад")
    assert str(found.listed.published) == "2021-12-02 17:50:00+02:00"


def test_when_a_page_was_changed_is_not_when_it_was_published() -> None:
    (found,) = links("<urlset><url><loc>https://example.org/a</loc><lastmod>2024-01-01</lastmod></url></urlset>")
    assert isinstance(found, Link)
    assert found.listed.published is None


def test_an_index_points_to_sitemaps() -> None:
    index = f"<sitemapindex {NS}><sitemap><loc>https://example.org/1.xml.gz</loc></sitemap></sitemapindex>"
    assert urls(index) == ["https://example.org/1.xml.gz"]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        pytest.param("", "not XML", id="nothing"),
        pytest.param("<urlset></urlset>", "without addresses", id="no addresses"),
        pytest.param("no xml", "not XML", id="a text"),
        pytest.param("<urlset>" + "<a>" * 1000, "not XML", id="a thousand levels"),
        pytest.param("<urlset><url><loc>" + "a" * 11_000_000, "not XML", id="an address without end"),
    ],
)
def test_a_sitemap_that_cannot_be_read_is_named(text: str, message: str) -> None:
    with pytest.raises(UnreadableSource, match=message):
        links(text)


def test_of_a_sitemap_that_is_broken_off_the_whole_entries_are_taken() -> None:
    found = read_sitemap(io.BytesIO(b"<urlset><url><loc>https://a.org/1</loc></url><url><lo"), Source("a"))
    assert isinstance(next(found), Link)
    with pytest.raises(UnreadableSource, match="not XML to its end"):
        next(found)


@pytest.mark.parametrize("loc", ["", "/a", "javascript:alert(1)", "file:///etc/passwd"])
def test_an_entry_that_points_nowhere_is_named(loc: str) -> None:
    bad, good = links(f"<urlset><url><loc>{loc}</loc></url><url><loc>https://a.org/1</loc></url></urlset>")
    assert isinstance(bad, Failure)
    assert isinstance(good, Link)


@pytest.mark.parametrize(
    "entity",
    ['<!ENTITY x SYSTEM "file:///etc/passwd">', '<!ENTITY y "aaaaaaaaaa"><!ENTITY x "&y;&y;&y;&y;&y;&y;&y;&y;">'],
)
def test_entities_stay_what_they_are(entity: str) -> None:
    sitemap = f"<!DOCTYPE urlset [{entity}]><urlset><url><loc>https://a.org/&x;</loc></url></urlset>"
    assert urls(sitemap) in (["https://a.org/"], [])


def test_a_sitemap_of_any_size_is_read_bit_by_bit() -> None:
    made = 0

    class Growing(io.RawIOBase):
        def read(self, size: int = -1) -> bytes:
            nonlocal made
            made += 1
            return b"<urlset>" * (made == 1) + b"<url><loc>https://example.org/%d</loc></url>" % made * 100

    found = read_sitemap(cast(BinaryIO, Growing()), Source("a"))
    assert sum(isinstance(link, Link) for link in itertools.islice(found, 5000)) == 5000
    assert made < 60
