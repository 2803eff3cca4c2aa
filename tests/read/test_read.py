"""Files, folders and stdin: what is good goes in, what is bad is named, one line each."""

from __future__ import annotations

import gzip
import io
import json
import os
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kb.errors import SourceNotFound, UnknownLanguage, UnreadableSource
from kb.model import Article, BlockKind
from kb.read import Failure, Source, read
from kb.read.html import read_html
from kb.read.jsonl import read_json_lines
from kb.read.source import Link, Reader
from kb.read.text import read_plain

TEXT = (
    "Мер пообіцяв трамвай\n\n2 грудня 2021, 17:50\n"
    "Мер міста Олег Сорока пообіцяв, що новий трамвай запустять навесні.\n\n"
    "За його словами, вагони вже замовили.\n\nНаші стандарти: Редакційна політика сайту «Приклад»\n"
)
PAGE = "<!DOCTYPE html><article>" + "".join(f"<p>{line}</p>" for line in TEXT.splitlines() if line) + "</article>"
PICTURE = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"
WORDS = "Мер сказав"


def articles(found: list[Article | Failure]) -> list[Article]:
    return [a for a in found if isinstance(a, Article)]


def failures(found: list[Article | Failure]) -> list[Failure]:
    return [f for f in found if isinstance(f, Failure)]


def write(path: Path, content: str | bytes) -> str:
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return str(path)


def read_one(path: Path, content: str | bytes) -> Article:
    (article,) = read(write(path, content))
    assert isinstance(article, Article), str(article)
    return article


def test_a_text_tells_what_it_is(tmp_path: Path) -> None:
    article = read_one(tmp_path / "a.txt", TEXT)
    assert article.language == "uk"
    assert article.title == "Мер пообіцяв трамвай"
    assert str(article.published) == "2021-12-02 17:50:00+02:00"
    assert article.publisher == "Приклад"
    assert article.id.startswith("a-")
    assert article.text == TEXT


@pytest.mark.parametrize(
    "line", ["Автори: Марія Чорна та Іван Білий\n2 грудня", "Автори: Марія Чорна, Іван Білий\n2 грудня"]
)
def test_a_byline_names_the_authors(tmp_path: Path, line: str) -> None:
    assert read_one(tmp_path / "a.txt", TEXT.replace("2 грудня", line)).authors == ("Марія Чорна", "Іван Білий")


def test_a_dateline_may_name_the_author(tmp_path: Path) -> None:
    text = TEXT.replace("2 грудня", "Марія Чорна — четвер, 2 грудня")
    assert read_one(tmp_path / "a.txt", text).authors == ("Марія Чорна",)


def test_a_text_is_normalised(tmp_path: Path) -> None:
    dirty = TEXT.replace("\n", "\r\n").replace("новий", "но\u00adви\u0438\u0306")
    assert read_one(tmp_path / "a.txt", f"\ufeff{dirty}").text == TEXT


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_unicode_is_read_by_its_mark(tmp_path: Path, encoding: str) -> None:
    assert read_one(tmp_path / "a", TEXT.encode(encoding)).text == TEXT


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        pytest.param("a.txt", b"", "empty", id="an empty text"),
        pytest.param("a.html", b"", "empty", id="an empty page"),
        pytest.param("a.jsonl", b"", "empty", id="empty JSON lines"),
        pytest.param("a.txt", b" \n\t\n", "nothing but white space", id="white space"),
        pytest.param("a.html", b"  \n ", "nothing but white space", id="a page of white space"),
        pytest.param("a.jsonl", b"\n\n", "empty", id="JSON lines of white space"),
        pytest.param("a.txt", PICTURE, "binary: a NUL at byte 8", id="a picture named as a text"),
        pytest.param("a.png", PICTURE, "binary: a NUL at byte 8", id="a picture"),
        pytest.param("a.html", b"\x7fELF\0\0\0", "binary", id="a program named as a page"),
        pytest.param("a.txt", b"\x01\x02\x03\x04\x05\x06", "binary: control characters", id="control characters"),
        pytest.param("a.txt", WORDS.encode()[:-1], "not UTF-8 at byte 17", id="a character cut in half"),
        pytest.param("a.txt", WORDS.encode("cp1251"), "not UTF-8 at byte 0", id="a text in windows-1251"),
        pytest.param("a.txt", b"\xff\xfeA", "not UTF-16-LE at byte 2", id="half a UTF-16 unit"),
        pytest.param(
            "a.html", b"<p>" + WORDS.encode()[:-1] + b"<", "not UTF-8 at byte 20", id="a page with a broken byte"
        ),
        pytest.param("a.txt", "слово " * 1_800_000, "more than 1,000,000 characters", id="20 MB of text"),
        pytest.param("a.html", b"<p>" + b"word " * 4_000_000, "more than 10 MB", id="20 MB of page"),
        pytest.param(
            "a.html", "<nav><a>Головна</a> <a>Новини</a></nav>", "no article text", id="a page without an article"
        ),
        pytest.param("a.html", "<html><body></body></html>", "no article text", id="a page without words"),
        pytest.param("a.html", "<", "no article text", id="a lone bracket"),
        pytest.param(
            "a.txt", "Rzecznik rządu powiedział, że rozmowy trwają.", "in Polish", id="a language without data"
        ),
        pytest.param("a.txt", "12345", "no words", id="figures"),
    ],
)
def test_bad_input_is_one_clear_line(tmp_path: Path, name: str, content: str | bytes, message: str) -> None:
    path = write(tmp_path / name, content)
    (failure,) = read(path)
    assert isinstance(failure, Failure)
    assert message in str(failure)
    assert str(failure).startswith(path)
    assert "\n" not in str(failure)


@pytest.mark.parametrize("mark", ["«", "»", "“", "”", "„", '"', "'", "’", "‘", "(", "—"])
def test_an_unclosed_quote_is_read(tmp_path: Path, mark: str) -> None:
    text = TEXT.replace("новий", mark + "новий")
    assert read_one(tmp_path / "a.txt", text).text == text


def test_a_folder_gives_its_good_files_and_names_the_bad(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    for name in ("a.txt", "b/a.txt", "z.txt"):
        write(tmp_path / name, TEXT)
    write(tmp_path / "b" / "bad.bin", b"\0\1\2")
    write(tmp_path / ".hidden", b"\0")
    found = list(read(str(tmp_path)))
    assert [type(f) for f in found] == [Article, Article, Failure, Article]
    assert len({a.id for a in articles(found)}) == 3
    assert str(tmp_path / "b" / "bad.bin") in str(failures(found)[0])


def test_links_in_a_folder_do_not_lead_astray(tmp_path: Path) -> None:
    write(tmp_path / "a.txt", TEXT)
    (tmp_path / "again").symlink_to(tmp_path)
    (tmp_path / "itself").symlink_to(tmp_path / "itself")
    (tmp_path / "nowhere").symlink_to(tmp_path / "gone")
    os.mkfifo(tmp_path / "pipe")
    found = list(read(str(tmp_path)))
    assert len(articles(found)) == 1
    assert [f.source.rpartition("/")[2] for f in failures(found)] == ["itself", "nowhere", "pipe"]


@pytest.mark.parametrize(
    ("source", "error"),
    [
        pytest.param("no such file.txt", SourceNotFound, id="a file that does not exist"),
        pytest.param("", SourceNotFound, id="an empty name"),
        pytest.param("a\0b", UnreadableSource, id="a name that no file can have"),
        pytest.param("https://example.org/a", UnreadableSource, id="an address"),
    ],
)
def test_a_source_that_is_none_is_named(source: str, error: type[Exception]) -> None:
    (failure,) = read(source)
    assert isinstance(failure, Failure)
    assert isinstance(failure.error, error)


def test_an_empty_folder_is_named(tmp_path: Path) -> None:
    (failure,) = read(str(tmp_path))
    assert "folder without files" in str(failure)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_permission_is_named(tmp_path: Path) -> None:
    path = Path(write(tmp_path / "a.txt", TEXT))
    path.chmod(0)
    (failure,) = read(str(path))
    assert "Permission denied" in str(failure)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        pytest.param("a.jsonl.gz", json.dumps({"id": "x", "text": TEXT}), id="JSON lines"),
        pytest.param("a.txt.gz", TEXT, id="text"),
        pytest.param("a.GZ", PAGE, id="a page that only its first characters tell"),
    ],
)
def test_what_is_gzipped_is_unpacked(tmp_path: Path, name: str, content: str) -> None:
    assert "трамвай запустять" in read_one(tmp_path / name, gzip.compress(content.encode())).text


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(TEXT.encode(), id="no gzip at all"),
        pytest.param(gzip.compress(TEXT.encode())[:-20], id="cut off"),
        pytest.param(gzip.compress(TEXT.encode())[:20] + b"\xff" * 40, id="broken inside"),
        pytest.param(b"", id="empty"),
    ],
)
def test_what_only_looks_gzipped_is_named(tmp_path: Path, content: bytes) -> None:
    (failure,) = read(write(tmp_path / "a.txt.gz", content))
    assert isinstance(failure, Failure)
    assert str(failure).startswith(f"{tmp_path / 'a.txt.gz'}: ")


def test_a_name_that_is_no_text_can_be_printed(tmp_path: Path) -> None:
    (tmp_path / os.fsdecode(b"\xff\xfe.txt")).write_text(TEXT, encoding="utf-8")
    (article,) = articles(list(read(str(tmp_path))))
    assert article.id.encode()


def test_an_unknown_language_is_refused_at_once() -> None:
    with pytest.raises(UnknownLanguage, match="no language 'xx'"):
        read("a.txt", language="xx")


def test_the_users_language_stands_for_the_articles_own(tmp_path: Path) -> None:
    (article,) = read(write(tmp_path / "a.txt", "Rzecznik powiedział."), language="uk")
    assert isinstance(article, Article)


@pytest.mark.parametrize(
    ("content", "count"),
    [
        pytest.param(TEXT, 1, id="text"),
        pytest.param(PAGE, 1, id="a page"),
        pytest.param(f"{json.dumps({'text': TEXT})}\n{json.dumps({'text': TEXT + TEXT})}", 2, id="JSON lines"),
    ],
)
def test_stdin_is_what_it_looks_like(monkeypatch: pytest.MonkeyPatch, content: str, count: int) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(content.encode())))
    found = articles(list(read("-")))
    assert len(found) == len({a.id for a in found}) == count
    assert all(a.id.startswith("stdin-") for a in found)


@settings(max_examples=60, deadline=None)
@given(data=st.one_of(st.binary(max_size=300), st.text(max_size=300).map(lambda t: t.encode("utf-8", "replace"))))
@pytest.mark.parametrize("reader", [read_plain, read_html, read_json_lines])
def test_any_bytes_give_articles_or_an_error_of_ours(reader: Reader, data: bytes) -> None:
    try:
        found = list(reader(io.BytesIO(data), Source("a", "a", "uk")))
    except UnreadableSource:
        return
    assert all(f.error if isinstance(f, Failure) else f.sha256 for f in found if not isinstance(f, Link))


def test_only_prose_is_left_to_be_read(tmp_path: Path) -> None:
    article = read_one(tmp_path / "a.txt", TEXT)
    assert [b.kind for b in article.blocks if not b.kind.is_prose] == [BlockKind.DATELINE, BlockKind.NOTICE]
