"""Articles in JSON lines: the text as it is given, a bad line named."""

from __future__ import annotations

import io
import json
from typing import Any

import pytest

from kb.errors import UnreadableSource
from kb.model import Article
from kb.read import Failure, Source
from kb.read.jsonl import read_json_lines

TEXT = "Мер пообіцяв трамвай\r\n\r\nМер міста Олег Сорока пообіцяв но\u00adвий трамваи\u0306."


def read(*rows: dict[str, Any] | str | bytes) -> list[Article | Failure]:
    lines = [r if isinstance(r, bytes) else r.encode() if isinstance(r, str) else json.dumps(r).encode() for r in rows]
    return list(read_json_lines(io.BytesIO(b"\n".join(lines)), Source("a.jsonl", "a-1")))


def read_one(row: dict[str, Any]) -> Article:
    (article,) = read(row)
    assert isinstance(article, Article), str(article)
    return article


def test_the_text_is_kept_exactly_as_given() -> None:
    assert read_one({"id": "x", "text": TEXT}).text == TEXT


def test_blocks_refer_to_the_text_as_given() -> None:
    article = read_one({"id": "x", "text": f"Реклама\r\n{TEXT}\r\nЧитайте також: Ціни"})
    prose = [block.anchor.of(article.text) for block in article.blocks if block.kind.is_prose]
    assert prose == [TEXT.splitlines()[0], TEXT.splitlines()[2]]


def test_what_a_row_declares_is_taken() -> None:
    article = read_one(
        {
            "id": 7,
            "text": TEXT,
            "lang": "uk-UA",
            "title": "Трамвай",
            "date": "2021-12-02T17:50",
            "publisher": "Приклад",
            "url": "https://example.org/a?utm_source=x",
        }
    )
    assert (article.id, article.title, article.publisher) == ("7", "Трамвай", "Приклад")
    assert str(article.published) == "2021-12-02 17:50:00+02:00"
    assert article.url == "https://example.org/a"


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        pytest.param({"id": "x y", "url": "https://example.org/a"}, "x y", id="its own, unchanged"),
        pytest.param({"url": "https://example.org/a"}, "https://example.org/a", id="else its address"),
        pytest.param({}, "a-1-1", id="else the file's and the line's"),
    ],
)
def test_the_id_of_an_article(row: dict[str, Any], expected: str) -> None:
    assert read_one({**row, "text": TEXT}).id == expected


@pytest.mark.parametrize(
    ("line", "message"),
    [
        pytest.param("{", "not JSON", id="broken JSON"),
        pytest.param("[" * 100_000, "not JSON", id="JSON nested too deep"),
        pytest.param("[1]", "not a JSON object", id="a list"),
        pytest.param("{}", 'no "text"', id="no text"),
        pytest.param('{"text": " "}', 'no "text"', id="an empty text"),
        pytest.param('{"text": 7}', 'no "text"', id="a number for a text"),
        pytest.param('{"text": "Так \\u0000"}', "cannot be stored", id="a NUL"),
        pytest.param('{"text": "Так \\ud83d"}', "cannot be stored", id="half a surrogate pair"),
        pytest.param('{"text": "Її слова", "date": "учора"}', "ISO 8601", id="a date in words"),
        pytest.param('{"text": "Її слова", "title": ["a"]}', '"title" is not a string', id="a list for a title"),
        pytest.param('{"text": "Її слова", "id": [1]}', '"id" is not a string', id="a list for an id"),
        pytest.param('{"text": "Її слова", "id": true}', '"id" is not a string', id="a truth value for an id"),
        pytest.param(
            '{"text": "Її слова", "id": "\\udfff"}', '"id" holds what cannot', id="half a surrogate pair in an id"
        ),
        pytest.param('{"text": "Її слова", "lang": "pl"}', "in Polish", id="a language without data"),
        pytest.param(b'{"text": "\xff"}', "not UTF-8 at byte 10", id="broken UTF-8"),
        pytest.param(json.dumps({"text": "слово " * 200_000}), "too large", id="a text too long"),
        pytest.param(b"x" * 20_000_000, "line too long", id="a line too long"),
    ],
)
def test_a_bad_line_is_named_and_stops_no_other(line: str | bytes, message: str) -> None:
    first, bad, last = read({"text": TEXT}, line, {"text": TEXT})
    assert isinstance(first, Article)
    assert isinstance(last, Article)
    assert isinstance(bad, Failure)
    assert bad.source == "a.jsonl:2"
    assert message in str(bad)
    assert len(str(bad)) < 200


def test_a_mark_at_the_head_and_empty_lines_are_passed_over() -> None:
    assert len(read("\ufeff" + json.dumps({"text": TEXT}), "", " ", {"text": TEXT})) == 2


def test_a_file_of_something_else_is_not_read_to_its_end() -> None:
    with pytest.raises(UnreadableSource, match="1,000 lines one after another"):
        read(*["nonsense"] * 5000)


def test_broken_lines_here_and_there_stop_nothing() -> None:
    lines = [*["nonsense"] * 999, json.dumps({"text": TEXT})]
    found = read(*lines, *lines)
    assert sum(isinstance(item, Article) for item in found) == 2
