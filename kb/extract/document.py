"""An article as a spaCy Doc: the prose alone, without whitespace tokens, every token tied to its characters.

A parser trained on treebanks has never seen a whitespace token, a photo caption or a cookie notice: they are
left out here, and the offsets of what is kept still refer to the text as it was given.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kb.authority import shipped_index
from kb.model import Anchor, Article, Block

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.language import Language
    from spacy.tokens import Doc, Span, Token

    from kb.authority import Index

# All of a text but for runs of more than 200 characters without a blank, which no word is.
PIECE = re.compile(r"(?:\S{0,200}\s+)+\S{0,200}|\S{1,200}")
OFFSETS = "kb_offsets"
# A sentence begins only after one of these, whatever the parser thinks; after any of them it may.
SENTENCE_ENDS = frozenset('.!?…:;»”“"')
BLOCKS = "kb_blocks"
AUTHORITY = "kb_authority"


def make_doc(nlp: Language, article: Article) -> Doc:
    """The article's headline, subheadings and paragraphs as one Doc, not yet parsed; each block starts a sentence."""
    from spacy.tokens import Doc

    words: list[str] = []
    spaces: list[bool] = []
    starts: list[bool | int | None] = []
    offsets: list[int] = []
    blocks: list[tuple[int, int, Block]] = []
    for block in article.blocks:
        if not block.kind.is_prose:
            continue
        first = len(words)
        ends = False
        for offset, token in _tokens(nlp, block.anchor.of(article.text)):
            if token.is_space:
                if len(words) > first:
                    spaces[-1] = True
                continue
            words.append(token.text)
            spaces.append(bool(token.whitespace_))
            starts.append(True if len(words) == first + 1 else None if ends else False)
            ends = token.text[-1] in SENTENCE_ENDS or (ends and token.is_punct)
            offsets.append(block.anchor.start + offset)
        if len(words) > first:
            spaces[-1] = True
            blocks.append((first, len(words), block))
    doc = Doc(nlp.vocab, words=words, spaces=spaces, sent_starts=starts)
    doc.user_data[OFFSETS] = offsets
    doc.user_data[BLOCKS] = blocks
    return doc


def _tokens(nlp: Language, text: str) -> Iterator[tuple[int, Token]]:
    """The tokens of a text and where they begin; long runs without a blank are cut: it is quadratic there."""
    for piece in PIECE.finditer(text):
        for token in nlp.tokenizer(piece.group()):
            yield piece.start() + token.idx, token


def index_of(doc: Doc) -> Index:
    """The authority file that the names of the Doc are looked up in: the package's where none was given with it."""
    index: Index = doc.user_data.get(AUTHORITY) or shipped_index()
    return index


def blocks_of(doc: Doc) -> list[tuple[int, int, Block]]:
    """The blocks of the Doc: first token, end (exclusive), block."""
    found: list[tuple[int, int, Block]] = doc.user_data[BLOCKS]
    return found


def anchor_of(span: Span) -> Anchor:
    """Where in the article's text the span stands."""
    offsets = span.doc.user_data[OFFSETS]
    last = span.end - 1
    return Anchor(offsets[span.start], offsets[last] + len(span.doc[last]))


def span_at(doc: Doc, anchor: Anchor) -> Span | None:
    """The tokens that overlap the anchor, or None where it lies in nothing that is read."""
    from bisect import bisect_left, bisect_right

    offsets = doc.user_data[OFFSETS]
    first = max(0, bisect_right(offsets, anchor.start) - 1)
    if first < len(doc) and offsets[first] + len(doc[first]) <= anchor.start:
        first += 1
    end = bisect_left(offsets, anchor.end)
    return doc[first:end] if first < end else None
