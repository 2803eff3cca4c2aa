"""A parsed Doc with what the constructions ask of it again and again: sentences, blocks, quotations by token."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kb.extract.document import blocks_of
from kb.extract.quotation import find_quotations
from kb.extract.syntax import trimmed

if TYPE_CHECKING:
    from collections.abc import Iterable

    from spacy.tokens import Doc, Span

    from kb.extract.annotation import Quotation
    from kb.language.base import Language


# No content is longer, in tokens: what is reported as one statement fills a page at most, and the work stays bounded.
LONGEST = 1000


@dataclass(frozen=True, slots=True)
class Context:
    """The Doc and, for each of its tokens, the sentence, the block and the quotation (-1 for none) that it is in."""

    doc: Doc
    language: Language
    quotations: tuple[Quotation, ...]
    quotation_at: list[int]
    sentences: list[tuple[int, int]]
    sentence_at: list[int]
    blocks: list[tuple[int, int]]
    block_at: list[int]

    def sentence(self, i: int) -> tuple[int, int]:
        """Bounds of the sentence that token `i` is in."""
        return self.sentences[self.sentence_at[i]]

    def block(self, i: int) -> tuple[int, int]:
        """Bounds of the block that token `i` is in."""
        return self.blocks[self.block_at[i]]

    def spans(self, *bounds: tuple[int, int]) -> tuple[Span, ...]:
        """These stretches of tokens without punctuation at their edges; empty and endless ones left out."""
        found = (trimmed(self.doc, start, end) for start, end in bounds if end - start <= LONGEST)
        return tuple(span for span in found if span is not None)


def make_context(doc: Doc, language: Language) -> Context:
    """The context of a parsed Doc."""
    quotations = find_quotations(doc)
    sentences = [(sentence.start, sentence.end) for sentence in doc.sents]
    blocks = [(start, end) for start, end, _ in blocks_of(doc)]
    return Context(
        doc=doc,
        language=language,
        quotations=quotations,
        quotation_at=_index(len(doc), ((q.outer.start, q.outer.end) for q in quotations)),
        sentences=sentences,
        sentence_at=_index(len(doc), sentences),
        blocks=blocks,
        block_at=_index(len(doc), blocks),
    )


def _index(length: int, stretches: Iterable[tuple[int, int]]) -> list[int]:
    """For each token the number of the stretch that it is in, -1 for none."""
    found = [-1] * length
    for number, (start, end) in enumerate(stretches):
        found[start:end] = [number] * (end - start)
    return found
