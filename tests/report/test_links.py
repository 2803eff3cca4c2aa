from __future__ import annotations

from dataclasses import replace

import pytest

from kb.model import Anchor, Article
from kb.report.links import web_address, words_in_original


@pytest.mark.parametrize(
    ("url", "address"),
    [
        pytest.param("https://news.example/a?b=1&c=2", "https://news.example/a?b=1&c=2", id="https"),
        pytest.param(" HTTP://news.example ", "HTTP://news.example", id="http in capitals, with spaces around"),
        pytest.param(
            "https://news.example/міст", "https://news.example/%D0%BC%D1%96%D1%81%D1%82", id="letters are encoded"
        ),
        pytest.param("https://news.example/%D0%BC", "https://news.example/%D0%BC", id="what is encoded stays"),
        pytest.param('https://news.example/"><x>', "https://news.example/%22%3E%3Cx%3E", id="quotes and brackets"),
        pytest.param("javascript:alert(1)", None, id="a script"),
        pytest.param("data:text/html,x", None, id="data"),
        pytest.param("java\nscript:alert(1)", None, id="a script in disguise"),
        pytest.param("//news.example/a", None, id="no scheme"),
        pytest.param("https:///a", None, id="no host"),
        pytest.param("http://[", None, id="no address at all"),
        pytest.param("file:///etc/passwd", None, id="a file"),
        pytest.param(None, None, id="nothing"),
    ],
)
def test_only_what_a_browser_may_follow_is_a_link(url: str | None, address: str | None) -> None:
    assert web_address(url) == address


def test_the_words_are_found_in_the_original_by_a_text_fragment() -> None:
    text = "Міст - це, звісно, міст: " + "дуже довгий " * 10 + "кінець."
    article = Article("a", text, "uk", (), url="https://news.example/a#top")
    short, long = Anchor(0, 10), Anchor(0, len(text))
    assert (
        words_in_original(article, [short])
        == "https://news.example/a#:~:text=%D0%9C%D1%96%D1%81%D1%82%20%2D%20%D1%86%D0%B5%2C"
    )
    assert (words_in_original(article, [long]) or "").count(",") == 1
    assert words_in_original(article, []) is None
    assert words_in_original(replace(article, url="javascript:x"), [short]) is None
