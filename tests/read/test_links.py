"""Lists of addresses."""

from __future__ import annotations

import io

import pytest

from kb.errors import UnreadableSource
from kb.read import Failure, Source
from kb.read.kinds import reader_of
from kb.read.links import read_links
from kb.read.source import Link
from kb.read.text import read_plain


def test_each_line_is_an_address_or_is_named() -> None:
    text = "\ufeff# важливі\n\n https://example.org/a \r\nexample.org/b\nHTTP://example.org/c"
    first, bad, last = read_links(io.BytesIO(text.encode()), Source("urls.txt"))
    assert [f.url for f in (first, last) if isinstance(f, Link)] == ["https://example.org/a", "HTTP://example.org/c"]
    assert isinstance(bad, Failure)
    assert str(bad) == "urls.txt:4: not an address; https://... was expected"


def test_a_list_of_nothing_is_named() -> None:
    with pytest.raises(UnreadableSource, match="empty"):
        list(read_links(io.BytesIO(b"# nothing\n"), Source("urls.txt")))


@pytest.mark.parametrize(
    ("text", "is_list"),
    [
        pytest.param("https://example.org/a", True, id="one address"),
        pytest.param("# a\n\nhttps://example.org/a\r\nhttps://example.org/b\n", True, id="addresses and notes"),
        pytest.param("https://example.org/a\n" * 1000, True, id="more than is looked at"),
        pytest.param("https://example.org/a\n\nМер пообіцяв трамвай.", False, id="an article under its address"),
        pytest.param("Див. https://example.org/a", False, id="an address within a sentence"),
        pytest.param("# Мер\n", False, id="a heading"),
        pytest.param("", False, id="nothing"),
    ],
)
def test_a_text_of_nothing_but_addresses_is_a_list(text: str, is_list: bool) -> None:
    assert (reader_of(text.encode(), named=read_plain) is read_links) == is_list
    assert (reader_of(text.encode()) is read_links) == is_list
