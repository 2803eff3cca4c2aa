"""An article becomes a Doc of its prose whose tokens stand where the text has them."""

from __future__ import annotations

import spacy
from hypothesis import given
from hypothesis import strategies as st

from kb.extract.document import anchor_of, blocks_of, make_doc, span_at
from kb.language import language
from kb.model import Anchor, Article, Block, BlockKind
from kb.read.blocks import find_blocks

NLP = spacy.blank("uk")
TEXT = "Міст відкрито\n\nРеклама\n\nМер  сказав:\u00a0«Так».\nЙого почули."


def article(text: str, *kinds: BlockKind) -> Article:
    lines = [(text.index(line), line) for line in text.split("\n") if line]
    blocks = tuple(
        Block(Anchor(start, start + len(line)), kind) for (start, line), kind in zip(lines, kinds, strict=True)
    )
    return Article(id="a", text=text, language="uk", blocks=blocks)


def example() -> Article:
    return article(TEXT, BlockKind.HEADLINE, BlockKind.NOTICE, BlockKind.PARAGRAPH, BlockKind.PARAGRAPH)


def test_only_prose_is_kept_and_each_block_starts_a_sentence() -> None:
    doc = make_doc(NLP, example())
    assert [token.text for token in doc] == [
        "Міст", "відкрито", "Мер", "сказав", ":", "«", "Так", "»", ".", "Його", "почули", ".",
    ]  # fmt: skip
    assert [doc[start].text for start, _, _ in blocks_of(doc)] == ["Міст", "Мер", "Його"]
    assert [token.text for token in doc if token.is_sent_start] == ["Міст", "Мер", "Його"]


def test_a_sentence_starts_only_after_what_may_end_one() -> None:
    doc = make_doc(NLP, example())
    assert {token.text for token in doc if token.is_sent_start is None} == {"«", "Так", "."}


def test_anchors_point_into_the_text_as_it_was_given() -> None:
    found = make_doc(NLP, example())
    assert anchor_of(found[2:4]).of(TEXT) == "Мер  сказав"
    assert anchor_of(found[5:8]).of(TEXT) == "«Так»"


@given(st.text(alphabet='аБв .,«»"!?\n\u00a0\u200b😀', max_size=80))
def test_every_token_stands_where_its_anchor_says(text: str) -> None:
    found = find_blocks(text, language("uk"))
    doc = make_doc(NLP, Article(id="a", text=text, language="uk", blocks=found))
    for token in doc:
        anchor = anchor_of(doc[token.i : token.i + 1])
        assert anchor.of(text) == token.text
        span = span_at(doc, anchor)
        assert span is not None
        assert (span.start, span.end) == (token.i, token.i + 1)
