"""Fetching from a site on this machine: what comes, what is asked of it, and what is not taken."""

from __future__ import annotations

import gzip
import socket
import time
import zlib
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Any

import pytest

from kb import __version__
from kb.errors import KnowledgeBaseError, SourceNotFound
from kb.fetch import Cache, Fetcher, FetchFailed, FetchRefused, Policy
from tests.sites import HERE, Page, Site


def test_a_page_is_fetched_with_its_encoding(site: Site, fetcher: Fetcher) -> None:
    site.pages["/a"] = Page("так", headers={"Content-Type": 'text/html; charset="windows-1251"'})
    found = fetcher.fetch(site.at("/a#top"))
    assert (found.url, found.body, found.charset) == (site.at("/a"), "так".encode(), "windows-1251")


def test_we_say_who_we_are(site: Site) -> None:
    site.pages["/a"] = Page("a")
    Fetcher(Policy(contact="desk@example.org\r\nX: y", allow_private=True)).fetch(site.at("/a"))
    agents = {headers["User-Agent"] for _, headers in site.asked}
    assert agents == {f"kb-claims/{__version__} (desk@example.org X: y)"}


@pytest.mark.parametrize(
    ("body", "encoding"),
    [
        pytest.param(gzip.compress(b"words"), "gzip", id="gzip"),
        pytest.param(zlib.compress(b"words"), "deflate", id="deflate"),
        pytest.param(zlib.compress(b"words")[2:-4], "deflate", id="deflate without its frame"),
        pytest.param(b"words", "identity", id="as it is"),
        pytest.param(b"words", "gzip", id="as it is, though it says gzip"),
    ],
)
def test_what_is_packed_is_unpacked(site: Site, fetcher: Fetcher, body: bytes, encoding: str) -> None:
    site.pages["/a"] = Page(body, headers={"Content-Encoding": encoding})
    assert fetcher.fetch(site.at("/a")).body == b"words"


@pytest.mark.parametrize(
    ("page", "error", "message"),
    [
        pytest.param(Page(status=404), SourceNotFound, "no such page: HTTP 404", id="a page that there is not"),
        pytest.param(Page(status=410), SourceNotFound, "HTTP 410", id="a page that there is no more"),
        pytest.param(Page(status=403), FetchFailed, "HTTP 403", id="a page that is locked"),
        pytest.param(Page(status=500), FetchFailed, "HTTP 500", id="a server that failed"),
        pytest.param(Page(status=304), FetchFailed, "HTTP 304", id="a page that we never had"),
        pytest.param(Page(status=302), FetchFailed, "redirected to nowhere", id="a redirection to nowhere"),
        pytest.param(
            Page(status=302, headers={"Location": "/a"}), FetchFailed, "more than 5 times", id="a redirection in a ring"
        ),
        pytest.param(
            Page(status=301, headers={"Location": "file:///etc/passwd"}),
            FetchRefused,
            "not an address of the web",
            id="a redirection to a file",
        ),
        pytest.param(
            Page(status=301, headers={"Location": "http://[::1"}),
            KnowledgeBaseError,
            "no address|not an address",
            id="a redirection to what is no address",
        ),
        pytest.param(Page(b"a" * 1_000_001), FetchFailed, "more than 1 MB", id="a page too large"),
        pytest.param(
            Page(gzip.compress(b"a" * 50_000_000), headers={"Content-Encoding": "gzip"}),
            FetchFailed,
            "unpacks to more than 1 MB",
            id="a bomb",
        ),
        pytest.param(
            Page(gzip.compress(b"words")[:-9], headers={"Content-Encoding": "gzip"}),
            FetchFailed,
            "not a whole gzip",
            id="half a gzip",
        ),
        pytest.param(
            Page(b"\x8b\x02", headers={"Content-Encoding": "br"}), FetchFailed, "packed as 'br'", id="another packing"
        ),
        pytest.param(
            Page(b"half", headers={"Content-Length": "100"}), FetchFailed, "broken off 96 bytes", id="half a page"
        ),
    ],
)
def test_what_cannot_be_used_is_said(
    site: Site, fetcher: Fetcher, page: Page, error: type[Exception], message: str
) -> None:
    site.pages["/a"] = page
    with pytest.raises(error, match=message) as raised:
        fetcher.fetch(site.at("/a"))
    assert "\n" not in str(raised.value)
    assert len(str(raised.value)) < 200


def says(raw: bytes, *, every: float = 0.0) -> Any:
    """A server that sends these bytes, perhaps one at a time."""

    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.close_connection = True
        for i in range(len(raw)) if every else [None]:
            handler.wfile.write(raw if i is None else raw[i : i + 1])
            handler.wfile.flush()
            time.sleep(every)

    return answer


@pytest.mark.parametrize(
    "raw",
    [
        pytest.param(b"", id="nothing"),
        pytest.param(b"SSH-2.0-OpenSSH_9.6\r\n", id="another protocol"),
        pytest.param(b"HTTP/1.1 abc\r\n\r\n", id="a status that is no number"),
        pytest.param(b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 1000 + b"\r\n", id="a thousand headers"),
        pytest.param(b"HTTP/1.1 200 OK\r\nX: " + b"y" * 100_000 + b"\r\n\r\n", id="a header without end"),
        pytest.param(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n", id="a broken chunk"),
        pytest.param(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nab", id="half a chunk"),
    ],
)
def test_what_is_no_answer_is_said(site: Site, fetcher: Fetcher, raw: bytes) -> None:
    site.pages["/a"] = says(raw)
    with pytest.raises(FetchFailed):
        fetcher.fetch(site.at("/a"))


@pytest.mark.parametrize(
    "raw",
    [
        pytest.param(b"HTTP/1.1 200 OK\r\nX: " + b"y" * 1000, id="in its headers"),
        pytest.param(b"HTTP/1.0 200 OK\r\n\r\n" + b"y" * 1000, id="in its body"),
        pytest.param(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\na\r\n" * 20, id="in its chunks"),
    ],
)
def test_a_server_that_drips_is_left_in_time(site: Site, raw: bytes) -> None:
    site.pages["/a"] = says(raw, every=0.02)
    started = time.monotonic()
    with pytest.raises(FetchFailed, match=r"did not answer within 0\.3 s"):
        Fetcher(Policy(allow_private=True, within=0.3)).fetch(site.at("/a"))
    assert time.monotonic() - started < 3


def test_what_is_no_secure_connection_is_said(site: Site, fetcher: Fetcher) -> None:
    with pytest.raises(FetchFailed, match=r"no secure connection to 127\.0\.0\.1"):
        fetcher.fetch(site.at("/a").replace("http:", "https:"))


def test_a_machine_that_is_not_there_is_said_and_not_asked_for_ever(fetcher: Fetcher) -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{unused.getsockname()[1]}/a"
        for _ in range(2):
            with pytest.raises(FetchFailed, match="Connection refused"):
                fetcher.fetch(url)


def test_a_host_that_fails_again_and_again_is_left_alone(site: Site, fetcher: Fetcher) -> None:
    site.pages["/a"] = says(b"")
    for _ in range(8):
        with pytest.raises(FetchFailed):
            fetcher.fetch(site.at("/a"))
    assert len(site.paths) == 5


# --- where we may go


def test_this_machine_is_not_asked_without_leave(site: Site) -> None:
    site.pages["/a"] = Page("secret")
    with pytest.raises(FetchRefused, match="private network"):
        Fetcher().fetch(site.at("/a"))
    assert not site.asked


def test_a_redirection_into_a_private_network_is_refused(site: Site, fetcher: Fetcher) -> None:
    """What a page points to is looked at again: here leave ends while the page is answered."""

    def answer(handler: BaseHTTPRequestHandler) -> None:
        fetcher.policy = Policy(pause=0.0)
        handler.send_response(302)
        handler.send_header("Location", site.at("/secret"))
        handler.end_headers()

    site.pages |= {"/a": answer, "/secret": Page("secret")}
    with pytest.raises(FetchRefused, match="private network"):
        fetcher.fetch(site.at("/a"))
    assert site.paths == ["/a"]


def test_a_redirection_to_what_robots_txt_forbids_is_refused(site: Site, fetcher: Fetcher) -> None:
    site.pages |= {
        "/robots.txt": Page("User-agent: *\nDisallow: /b"),
        "/a": Page(status=302, headers={"Location": "/b"}),
        "/b": Page("b"),
    }
    with pytest.raises(FetchRefused, match=r"robots\.txt"):
        fetcher.fetch(site.at("/a"))
    assert site.paths == ["/a"]


def test_the_number_that_was_looked_at_is_the_one_connected_to(site: Site) -> None:
    """A name that leads elsewhere the second time is asked for once for each connection."""
    site.pages["/a"] = Page("a")
    asked: list[str] = []

    def resolve(host: str, port: int, **_: Any) -> Any:
        asked.append(host)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", port))]

    assert Fetcher(HERE, resolve=resolve).fetch(site.at("/a", "rebind.example")).body == b"a"
    assert len(asked) == len(site.asked) == 2
    assert {headers["Host"] for _, headers in site.asked} == {f"rebind.example:{site.port}"}


# --- what a site asks for


@pytest.mark.parametrize(
    ("rules", "allowed"),
    [
        pytest.param(Page("User-agent: *\nDisallow: /"), False, id="nothing for programs"),
        pytest.param(Page("User-agent: kb-claims\nDisallow: /a"), False, id="nothing for us"),
        pytest.param(Page("User-agent: other\nDisallow: /"), True, id="nothing for others"),
        pytest.param(Page("User-agent: *\nDisallow: /*.html$\nAllow: /"), True, id="a pattern that is not ours"),
        pytest.param(Page("User-agent: *\nDisallow: /\nAllow: /a"), True, id="the longest rule counts"),
        pytest.param(Page("", 404), True, id="no rules"),
        pytest.param(Page("", 403), True, id="rules that are locked"),
        pytest.param(Page("", 503), False, id="a server that fails to say"),
        pytest.param(Page("\0\xff<html>" * 100), True, id="rules that are none"),
    ],
)
def test_robots_txt_is_obeyed(site: Site, fetcher: Fetcher, rules: Page, allowed: bool) -> None:
    site.pages |= {"/robots.txt": rules, "/a": Page("a")}
    if allowed:
        assert fetcher.fetch(site.at("/a")).body == b"a"
    else:
        with pytest.raises(FetchRefused, match=r"robots\.txt"):
            fetcher.fetch(site.at("/a"))
        assert not site.paths


def test_robots_txt_is_asked_for_once_a_site(site: Site, fetcher: Fetcher) -> None:
    site.pages |= {"/a": Page("a"), "/b": Page("b")}
    fetcher.fetch(site.at("/a"))
    fetcher.fetch(site.at("/b"))
    assert [path for path, _ in site.asked] == ["/robots.txt", "/a", "/b"]


@pytest.mark.parametrize(
    ("rules", "pause", "waited"),
    [
        pytest.param("", 1.0, 1.0, id="our own pause"),
        pytest.param("User-agent: *\nCrawl-delay: 7", 1.0, 7.0, id="the site's, which is longer"),
        pytest.param("User-agent: *\nCrawl-delay: 0.1", 1.0, 1.0, id="ours, which is longer"),
    ],
)
def test_a_host_is_left_in_peace_between_two_requests(site: Site, rules: str, pause: float, waited: float) -> None:
    site.pages |= {"/robots.txt": Page(rules), "/a": Page("a"), "/b": Page("b")}
    sleeps: list[float] = []
    fetcher = Fetcher(Policy(allow_private=True, pause=pause), sleep=sleeps.append)
    fetcher.fetch(site.at("/a"))
    fetcher.fetch(site.at("/b"))
    assert sleeps == [pytest.approx(waited, abs=0.3)]


def test_two_hosts_need_not_wait_for_each_other(site: Site) -> None:
    site.pages["/a"] = Page("a")
    sleeps: list[float] = []
    fetcher = Fetcher(Policy(allow_private=True), sleep=sleeps.append)
    fetcher.fetch(site.at("/a"))
    fetcher.fetch(site.at("/a", "localhost"))
    assert not sleeps


def test_a_site_that_wants_hours_is_left_alone(site: Site, fetcher: Fetcher) -> None:
    site.pages |= {"/robots.txt": Page("User-agent: *\nCrawl-delay: 9999"), "/a": Page("a")}
    fetcher.fetch(site.at("/a"))
    with pytest.raises(FetchRefused, match="asks to be left alone"):
        fetcher.fetch(site.at("/a"))


def test_a_busy_server_is_asked_once_more_after_its_time(site: Site) -> None:
    site.pages["/a"] = Page("", 429, {"Retry-After": "3"})
    sleeps: list[float] = []

    def sleep(seconds: float) -> None:
        sleeps.append(seconds)
        site.pages["/a"] = Page("a")

    assert Fetcher(Policy(allow_private=True, pause=0.0), sleep=sleep).fetch(site.at("/a")).body == b"a"
    assert sleeps == [pytest.approx(3.0, abs=0.3)]


# --- what is kept


def test_a_page_that_has_not_changed_is_not_sent_again(site: Site, tmp_path: Path) -> None:
    site.pages["/a"] = Page("a", headers={"ETag": '"1"', "Content-Type": "text/plain; charset=utf-8"})
    first, again = (Fetcher(HERE, cache=Cache(tmp_path)).fetch(site.at("/a")) for _ in range(2))
    assert first == again
    assert [headers["If-None-Match"] for path, headers in site.asked if path == "/a"] == [None, '"1"']


def test_a_page_that_has_changed_is_taken(site: Site, tmp_path: Path) -> None:
    fetcher = Fetcher(HERE, cache=Cache(tmp_path))
    for body in ("a", "b"):
        site.pages["/a"] = Page(body, headers={"Last-Modified": "Thu, 02 Dec 2021 15:50:00 GMT"})
        assert fetcher.fetch(site.at("/a")).body == body.encode()
    assert site.asked[-1][1]["If-Modified-Since"] == "Thu, 02 Dec 2021 15:50:00 GMT"


def test_what_is_not_to_be_kept_is_not(site: Site, tmp_path: Path) -> None:
    site.pages["/a"] = Page("a", headers={"ETag": '"1"', "Cache-Control": "no-store"})
    for _ in range(2):
        Fetcher(HERE, cache=Cache(tmp_path)).fetch(site.at("/a"))
    assert site.asked[-1][1]["If-None-Match"] is None


def test_only_so_much_is_kept(tmp_path: Path) -> None:
    from kb.fetch.exchange import Answer

    cache = Cache(tmp_path, most_bytes=10)
    for name in ("a", "b"):
        cache.keep(name, Answer(200, {"etag": name}, name.encode()))
    Cache(tmp_path, most_bytes=10).keep("c", Answer(200, {"etag": "c"}, b"c"))
    assert [name for name in "abc" if cache.get(name)] == ["c"]


@pytest.mark.parametrize("spoilt", [b"no database", b"SQLite format 3\0" + b"\xff" * 5000])
def test_a_cache_that_is_broken_is_begun_anew(site: Site, tmp_path: Path, spoilt: bytes) -> None:
    (tmp_path / "fetched.sqlite").write_bytes(spoilt)
    site.pages["/a"] = Page("a", headers={"ETag": '"1"'})
    for _ in range(2):
        assert Fetcher(HERE, cache=Cache(tmp_path)).fetch(site.at("/a")).body == b"a"
    assert site.asked[-1][1]["If-None-Match"] == '"1"'


def test_a_cache_that_cannot_be_written_hinders_nothing(site: Site, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("a")
    site.pages["/a"] = Page("a", headers={"ETag": '"1"'})
    assert Fetcher(HERE, cache=Cache(tmp_path / "file")).fetch(site.at("/a")).body == b"a"
