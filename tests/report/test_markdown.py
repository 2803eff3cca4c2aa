from __future__ import annotations

from html import unescape

import pytest
from hypothesis import example, given, settings
from markdown_it import MarkdownIt

from kb.report.markdown import SPACES, escape, fence, link, quote
from tests.report.pages import TEXTS

COMMONMARK = MarkdownIt("commonmark").enable(["table", "strikethrough"])


@pytest.mark.parametrize(
    "text",
    [
        "# заголовок",
        "- пункт",
        "1. пункт",
        "1) пункт",
        "> цитата",
        "---",
        "===",
        "***",
        "| а | б |",
        "[a]: http://x",
        "+ x",
    ],
)
def test_a_line_is_a_paragraph_whatever_it_starts_with(text: str) -> None:
    assert [token.type for token in COMMONMARK.parse(escape(text))] == ["paragraph_open", "inline", "paragraph_close"]


@settings(max_examples=60, deadline=None)
@given(TEXTS)
@example("http://x.example www.x.example mailto:a@b.example")
def test_what_is_shown_is_the_text(text: str) -> None:
    shown = COMMONMARK.render("x" + escape(text) + "x")
    assert unescape(shown.removeprefix("<p>").removesuffix("</p>\n")) == "x" + SPACES.sub(" ", text) + "x"


@settings(max_examples=60, deadline=None)
@given(TEXTS)
def test_a_quotation_stays_one(text: str) -> None:
    tokens = COMMONMARK.parse(quote(text) + "\n\nafter")
    outside = [token.type for token in tokens if token.level == 0]
    assert outside == ["blockquote_open", "blockquote_close", "paragraph_open", "paragraph_close"]
    assert tokens[-2].content == "after"
    inside = {token.type for token in tokens if token.level == 1}
    assert inside <= {"paragraph_open", "paragraph_close", "inline"}


@settings(max_examples=60, deadline=None)
@given(TEXTS)
def test_a_fence_holds_the_text_and_lets_nothing_out(text: str) -> None:
    (block,) = COMMONMARK.parse(fence(text))
    assert block.type == "fence"
    assert block.content == (text + "\n").replace("\r\n", "\n").replace("\r", "\n")


@settings(max_examples=60, deadline=None)
@given(TEXTS)
def test_the_words_of_a_link_cannot_leave_it(text: str) -> None:
    _, inline, _ = COMMONMARK.parse("x " + link(text, "a.md"))
    opened = [child for child in inline.children or [] if child.type == "link_open"]
    assert [child.attrs["href"] for child in opened] == ["a.md"]
