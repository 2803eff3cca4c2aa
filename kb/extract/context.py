"""A parsed Doc with what the constructions ask of it again and again: sentences, blocks, quotations by token."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kb.extract.document import blocks_of
from kb.extract.quotation import find_quotations
from kb.extract.syntax import feature, trimmed

if TYPE_CHECKING:
    from collections.abc import Iterable

    from spacy.tokens import Doc, Span

    from kb.extract.annotation import Quotation
    from kb.language.base import Language


# No content is longer, in tokens: what is reported as one statement fills a page at most, and the work stays bounded.
LONGEST = 1000


@dataclass(frozen=True, slots=True)
class Context:
    """The Doc and, for each of its tokens, the sentence, the block and the quotation (-1 for none) that it is in.

    `verbs` and, of them, `personal_verbs` (first and second person) are token indices in order.
    """

    doc: Doc
    language: Language
    quotations: tuple[Quotation, ...]
    quotation_at: list[int]
    sentences: list[tuple[int, int]]
    sentence_at: list[int]
    blocks: list[tuple[int, int]]
    block_at: list[int]
    verbs: list[int]
    personal_verbs: list[int]

    def sentence(self, i: int) -> tuple[int, int]:
        """Bounds of the sentence that token `i` is in."""
        return self.sentences[self.sentence_at[i]]

    def block(self, i: int) -> tuple[int, int]:
        """Bounds of the block that token `i` is in."""
        return self.blocks[self.block_at[i]]

    def verbs_within(self, start: int, end: int) -> int:
        """How many verbs stand in this stretch of tokens."""
        return bisect_left(self.verbs, end) - bisect_left(self.verbs, start)

    def speaks_to_us(self, start: int, end: int) -> bool:
        """Whether a verb of the first or second person stands in this stretch."""
        return bisect_left(self.personal_verbs, end) > bisect_left(self.personal_verbs, start)

    def spans(self, *bounds: tuple[int, int]) -> tuple[Span, ...]:
        """These stretches of tokens without punctuation at their edges; empty and endless ones left out."""
        found = (trimmed(self.doc, start, end) for start, end in bounds if end - start <= LONGEST)
        return tuple(span for span in found if span is not None)


def make_context(doc: Doc, language: Language) -> Context:
    """The context of a parsed Doc."""
    quotations = find_quotations(doc)
    verbs = [token for token in doc if token.pos_ == "VERB"]
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
        verbs=[token.i for token in verbs],
        personal_verbs=[token.i for token in verbs if feature(token, "Person") in {"1", "2"}],
    )


def _index(length: int, stretches: Iterable[tuple[int, int]]) -> list[int]:
    """For each token the number of the stretch that it is in, -1 for none."""
    found = [-1] * length
    for number, (start, end) in enumerate(stretches):
        found[start:end] = [number] * (end - start)
    return found
