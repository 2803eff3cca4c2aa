from __future__ import annotations

import pytest
from hypothesis import given, settings

from kb.model import Anchor, Article, Block, BlockKind, Extraction
from kb.report.cards import cards, marks
from kb.report.marking import Mark, Piece, Role, lay_out
from tests.report.pages import extractions

TEXT = "Аня каже, що дощ"


def pieces(*found: Mark, blocks: tuple[Block, ...] = (), text: str = TEXT) -> tuple[Piece, ...]:
    return lay_out(Article("a", text, "uk", blocks), found)


def content(number: int, start: int, end: int) -> Mark:
    return Mark(Anchor(start, end), Role.CONTENT, number, first=True)


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        pytest.param((), [((0, 16), ())], id="an unmarked text is one segment"),
        pytest.param(
            (content(1, 0, 16), content(2, 4, 8)),
            [((0, 4), (1,)), ((4, 8), (1, 2)), ((8, 16), (1,))],
            id="a nested span knows both claims",
        ),
        pytest.param(
            (content(1, 0, 8), content(2, 4, 16)),
            [((0, 4), (1,)), ((4, 8), (1, 2)), ((8, 16), (2,))],
            id="spans that overlap in part are cut where they meet",
        ),
        pytest.param(
            (content(1, 4, 8), content(2, 4, 8)), [((0, 4), ()), ((4, 8), (1, 2)), ((8, 16), ())], id="shared"
        ),
        pytest.param((content(1, -3, 4), content(2, 20, 30)), [((0, 4), (1,)), ((4, 16), ())], id="outside the text"),
    ],
)
def test_segments(found: tuple[Mark, ...], expected: list[tuple[tuple[int, int], tuple[int, ...]]]) -> None:
    (piece,) = pieces(*found)
    assert [((s.anchor.start, s.anchor.end), s.numbers) for s in piece.segments] == expected


def test_a_mark_opens_once_where_it_crosses_blocks() -> None:
    blocks = (Block(Anchor(0, 9), BlockKind.HEADLINE), Block(Anchor(10, 16), BlockKind.PARAGRAPH))
    found = pieces(content(1, 4, 16), blocks=blocks)
    segments = [segment for piece in found for segment in piece.segments]
    assert [piece.kind for piece in found] == [BlockKind.HEADLINE, None, BlockKind.PARAGRAPH]
    assert sum(len(segment.opens) for segment in segments) == sum(segment.closes for segment in segments) == 1


def test_blocks_out_of_order_and_overlapping_still_cover_the_text_once() -> None:
    blocks = (Block(Anchor(6, 40), BlockKind.NOTICE), Block(Anchor(0, 9), BlockKind.PARAGRAPH))
    assert [piece.anchor for piece in pieces(blocks=blocks)] == [Anchor(0, 9), Anchor(9, 16)]


def test_roles_are_told_apart_in_one_segment() -> None:
    (piece,) = pieces(content(1, 0, 16), Mark(Anchor(0, 3), Role.SOURCE, 2))
    assert piece.segments[0].roles == (Role.SOURCE, Role.CONTENT)


@settings(max_examples=50, deadline=None)
@given(extractions())
def test_the_segments_give_the_text_again(extraction: Extraction) -> None:
    article = extraction.article
    found = lay_out(article, marks(cards(extraction)))
    segments = [segment for piece in found for segment in piece.segments]
    assert "".join(segment.text for segment in segments) == article.text
    assert all(segment.anchor.of(article.text) == segment.text for segment in segments)
    assert sum(len(segment.opens) for segment in segments) == sum(segment.closes for segment in segments)
