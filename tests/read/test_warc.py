"""Web archives: the pages in them, what is passed over, what is broken."""

from __future__ import annotations

import gzip
import io
import re
import tracemalloc
import zipfile
from pathlib import Path

import pytest

from kb.model import Article
from kb.read import Failure, read
from tests.read.archives import wacz, warc
from tests.read.pages import LEAD, page, told

A = {"url": "https://example.org/a", "body": page("Перша новина")}
B = {"url": "https://example.org/b", "body": page("Друга новина")}
BOTH = ["Перша новина", "Друга новина"]
BOMB = gzip.compress(b"a" * 20_000_000)
CHUNKED = f"{len(page().encode()):x}\r\n".encode() + page().encode() + b"\r\n0\r\n\r\n"


def reading(path: Path, data: bytes) -> list[Article | Failure]:
    path.write_bytes(data)
    return list(read(str(path)))


@pytest.mark.parametrize(
    ("name", "data"),
    [
        pytest.param("a.warc", warc(A, B), id="plain"),
        pytest.param("a.warc.gz", warc(A, B, gzipped=True), id="gzipped record by record"),
        pytest.param("a.warc.gz", gzip.compress(warc(A, B)), id="gzipped as a whole"),
        pytest.param("a", warc(A, B, gzipped=True), id="of another name"),
        pytest.param("a.wacz", wacz(warc(A, gzipped=True), warc(B)), id="in a WACZ file"),
        pytest.param("a.zip", wacz(warc(A, B)), id="in a WACZ file of another name"),
        pytest.param("a.wacz.gz", gzip.compress(wacz(warc(A, B))), id="in a WACZ file that is gzipped"),
    ],
)
def test_the_pages_of_an_archive_are_articles(tmp_path: Path, name: str, data: bytes) -> None:
    found = reading(tmp_path / name, data)
    assert told(found) == BOTH
    assert [f.id for f in found if isinstance(f, Article)] == [A["url"], B["url"]]


@pytest.mark.parametrize(
    "record",
    [
        pytest.param({"body": CHUNKED, "headers": [("Transfer-Encoding", "chunked")]}, id="in chunks"),
        pytest.param({"body": page(), "headers": [("Transfer-Encoding", "chunked")]}, id="not in chunks, as it says"),
        pytest.param({"body": gzip.compress(page().encode()), "headers": [("Content-Encoding", "gzip")]}, id="packed"),
        pytest.param({"body": page(), "headers": [("Content-Encoding", "gzip")]}, id="not packed, as it says"),
        pytest.param({"body": page().replace('<meta charset="utf-8">', "").encode("cp1251"),
                      "type": "text/html; charset=windows-1251"}, id="in an encoding that its server names"),
        pytest.param({"body": page(), "kind": "resource", "type": "text/html"}, id="as a file"),
        pytest.param({"body": LEAD, "kind": "conversion", "type": "text/plain"}, id="as its bare text"),
    ],
)  # fmt: skip
def test_a_page_is_read_as_its_server_meant_it(tmp_path: Path, record: dict[str, object]) -> None:
    (article,) = reading(tmp_path / "a.warc", warc({"url": "https://example.org/a", **record}))
    assert isinstance(article, Article), str(article)
    assert LEAD in article.text
    assert article.id == "https://example.org/a"


@pytest.mark.parametrize(
    "record",
    [
        pytest.param({"type": "image/png", "body": b"\x89PNG"}, id="a picture"),
        pytest.param({"status": "404 Not Found"}, id="a page that was not there"),
        pytest.param({"status": "301 Moved", "headers": [("Location", "/b")]}, id="a redirection"),
        pytest.param({"type": "text/plain", "body": "User-agent: *"}, id="rules for programs"),
        pytest.param({"type": "application/json", "body": "{}"}, id="data"),
        pytest.param({"kind": "metadata", "type": "text/html"}, id="notes of the crawler"),
        pytest.param({"url": "dns:example.org", "kind": "resource", "type": "text/dns"}, id="a look-up"),
    ],
)
def test_what_is_no_page_is_passed_over(tmp_path: Path, record: dict[str, object]) -> None:
    assert told(reading(tmp_path / "a.warc", warc(A, {**A, **record}, B))) == BOTH


def test_a_page_without_an_article_is_named_by_its_address(tmp_path: Path) -> None:
    found = reading(tmp_path / "a.warc", warc(A, {**B, "body": "<p>Меню</p>"}))
    assert told(found)[1] == f"{tmp_path / 'a.warc'}:https://example.org/b: no article text found on the page"


def cut(data: bytes, where: bytes, more: int = 0) -> bytes:
    return data[: data.index(where, 500) + more]


@pytest.mark.parametrize(
    ("data", "message"),
    [
        pytest.param(warc(A, B)[:-200], "broken off", id="cut off within a page"),
        pytest.param(cut(warc(A, B), b"WARC-Target-URI: https://example.org/b"), "", id="cut off within a head"),
        pytest.param(warc(A) + b"nonsense " * 1000, "no WARC record", id="followed by nonsense"),
        pytest.param(
            warc(A) + b"WARC/1.0\r\nWARC-Type: resource\r\n\r\n", "without the length", id="a record without length"
        ),
        pytest.param(
            warc(A) + b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: -5\r\n\r\n", "length", id="less than nothing"
        ),
        pytest.param(
            warc(A) + b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 9999999999999\r\n\r\n",
            "cannot be read|broken off",
            id="a length beyond the file's",
        ),
        pytest.param(warc(A) + b"WARC/1.0\r\n" + b"X: y\r\n" * 300_000, "headers are longer", id="headers without end"),
        pytest.param(warc(A) + b"WARC/1.0\r\nX: " + b"y" * 2_000_000, "headers are longer", id="a header without end"),
        pytest.param(warc(A) + b"WARC/9.9\r\n\r\n", "cannot be read|without the length", id="another version"),
        pytest.param(
            warc(A, {**B, "warc": {"WARC-Truncated": "length"}}), "cut short", id="a page that the crawler cut short"
        ),
        pytest.param(warc(A, {**B, "body": b"\x1f\x8b" + b"x" * 50, "headers": [("Content-Encoding", "gzip")]}),
                     "not a whole gzip", id="a page that is broken within"),
        pytest.param(warc(A, {**B, "body": BOMB, "headers": [("Content-Encoding", "gzip")]}),
                     "unpacks to more than 10 MB", id="a page that is a bomb"),
        pytest.param(warc(A, {**B, "body": b"a" * 10_000_001}), "too large", id="a page too large"),
    ],
)  # fmt: skip
def test_what_is_broken_is_named_and_the_good_is_taken(tmp_path: Path, data: bytes, message: str) -> None:
    first, *rest = reading(tmp_path / "a.warc", data)
    assert isinstance(first, Article)
    assert first.title == "Перша новина"
    assert len(rest) == 1
    assert isinstance(rest[0], Failure)
    assert re.search(message, str(rest[0]))
    assert len(str(rest[0])) < 250


def test_after_nonsense_the_next_record_is_found(tmp_path: Path) -> None:
    first, bad, last = told(reading(tmp_path / "a.warc", warc(A) + b"nonsense\n" * 50 + warc(B)))
    assert [first, last] == BOTH
    assert "no WARC record" in bad


@pytest.mark.parametrize(
    ("data", "message"),
    [
        pytest.param(b"PK\x03\x04nothing", "not a whole zip", id="cut off"),
        pytest.param(wacz(warc(A))[:-40], "not a whole zip", id="without its end"),
        pytest.param(wacz(warc(A), folder="other"), "no WACZ", id="another zip file"),
        pytest.param(wacz(b"WARC/1.0\r\n\r\n" + b"\0" * 100_000_000), "200 times its size", id="a bomb"),
        pytest.param(wacz(gzip.compress(b"\0" * 200_000_000)), "200 times its size", id="a bomb within a bomb"),
        pytest.param(wacz(b"\x1f\x8bnothing"), "not a whole gzip", id="a broken archive in it"),
    ],
)
def test_a_wacz_file_that_is_broken_is_named(tmp_path: Path, data: bytes, message: str) -> None:
    *_, failure = reading(tmp_path / "a.wacz", data)
    assert isinstance(failure, Failure)
    assert message in str(failure)
    assert str(failure).startswith(str(tmp_path / "a.wacz"))


def test_of_a_wacz_file_with_a_broken_member_the_others_are_read(tmp_path: Path) -> None:
    data = bytearray(wacz(warc(A, gzipped=True), warc(B)))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        start = archive.infolist()[1].header_offset
    data[start + 80 : start + 90] = b"\xff" * 10
    found = reading(tmp_path / "a.wacz", bytes(data))
    assert [f.title for f in found if isinstance(f, Article)] == ["Друга новина"]
    assert any(isinstance(f, Failure) for f in found)


def test_an_archive_of_nothing_but_pictures_is_named(tmp_path: Path) -> None:
    (failure,) = told(reading(tmp_path / "a.warc", warc({**A, "type": "image/png"})))
    assert failure.endswith("a web archive without pages")


def test_an_archive_of_any_size_takes_little_memory(tmp_path: Path) -> None:
    path = tmp_path / "a.warc"
    picture = warc({**A, "type": "image/png", "body": b"x" * 5_000_000})
    with path.open("wb") as file:
        for _ in range(20):
            file.write(picture)
        file.write(warc(B))
    tracemalloc.start()
    assert told(list(read(str(path)))) == ["Друга новина"]
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 20_000_000
