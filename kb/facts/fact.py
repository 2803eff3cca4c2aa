"""A reference statement: what a source says, in which period it holds."""

from __future__ import annotations

from dataclasses import dataclass

from kb.errors import KnowledgeBaseError
from kb.facts.period import period
from kb.facts.words import one_line
from kb.language import language as language_data
from kb.model import Anchor, Article, Block, BlockKind, Interval, digest
from kb.read.detect import choose_language

LONGEST = 2_000
"""Characters of a statement or of its source."""
ARTICLE = "fact:"


class BadFact(KnowledgeBaseError, ValueError):
    """A reference statement that cannot be taken: empty, too long, or without a source."""


@dataclass(frozen=True, slots=True)
class Fact:
    """A reference statement in a language, who says so (an address or a citation), and when it holds.

    `valid` is None where it holds at any time. Nothing here says that it is true: it is what claims are laid beside.
    """

    text: str
    source: str
    language: str
    valid: Interval | None = None

    @property
    def id(self) -> str:
        """A digest of all that it is: the same statement added again is the same."""
        return digest("fact", self.text, self.source, self.language, self.valid.edtf if self.valid else None)

    @property
    def article(self) -> Article:
        """The statement as a text of its own, to be read as articles are."""
        blocks = (Block(Anchor(0, len(self.text)), BlockKind.PARAGRAPH),)
        return Article(f"{ARTICLE}{self.id}", self.text, self.language, blocks)


def make_fact(
    text: str, source: str, *, since: str | None = None, until: str | None = None, language: str | None = None
) -> Fact:
    """A reference statement from what a user gives; its language is told by its letters where it is not given.

    Raises `BadFact`, `BadPeriod`, `UnknownLanguage`.
    """
    said, whence = _line(text, "statement"), _line(source, "source")
    code = language_data(language).code if language else choose_language(said).code
    return Fact(said, whence, code, period(since, until))


def _line(text: str, what: str) -> str:
    if len(text) > LONGEST:
        raise BadFact(f"a {what} of {len(text):,} characters; {LONGEST:,} at most")
    line = one_line(text)
    if not any(letter.isalnum() for letter in line):
        raise BadFact(f"a {what} without words; a reference statement has words and a source")
    return line
