"""`kb add` and `kb extract` of addresses."""

from __future__ import annotations

import json
from pathlib import Path

from tests.conftest import Kb
from tests.read.pages import page
from tests.sites import Page, Site


def rss(*urls: str) -> str:
    items = "".join(f"<item><link>{url}</link></item>" for url in urls)
    return f'<?xml version="1.0"?><rss version="2.0"><channel>{items}</channel></rss>'


def test_the_articles_of_a_feed_are_added_once_and_what_fails_is_named(kb: Kb, site: Site, tmp_path: Path) -> None:
    site.pages["/a"] = Page(page(), headers={"ETag": '"1"'})
    site.pages["/feed"] = Page(rss(site.at("/a"), site.at("/gone")))
    command = ("add", site.at("/feed"), "--allow-private", "--cache", tmp_path, "--contact", "desk@example.org")
    for state in ("new", "there already"):
        ran = kb(*command, "--json")
        assert ran.code == 1
        assert f"kb: {site.at('/gone')}: no such page: HTTP 404" in ran.err.splitlines()
        (row,) = map(json.loads, ran.out.splitlines()[:1])
        assert (row["id"], row["new"]) == (site.at("/a"), state == "new")
    assert all("(desk@example.org)" in headers["User-Agent"] for _, headers in site.asked)
    assert [headers["If-None-Match"] for path, headers in site.asked if path == "/a"] == [None, '"1"']


def test_this_machine_is_not_asked_unless_that_is_said(kb: Kb, site: Site, tmp_path: Path) -> None:
    ran = kb("extract", site.at("/a"), "--cache", tmp_path)
    assert (ran.code, ran.out, len(ran.err.splitlines())) == (1, "", 1)
    assert "within a private network; --allow-private lets it be asked" in ran.err
    assert not site.asked


def test_offline_nothing_is_asked(kb: Kb, site: Site) -> None:
    ran = kb("extract", site.at("/a"), "--allow-private", "--offline")
    assert ran.code == 1
    assert "we are offline" in ran.err
    assert not site.asked
