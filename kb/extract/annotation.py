"""What the components find in a Doc on the way to a claim."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Span


@dataclass(frozen=True, slots=True)
class Quotation:
    """A quoted passage: with its marks (`outer`) and without (`inner`); a dash opens dialogue."""

    outer: Span
    inner: Span


@dataclass(frozen=True, slots=True)
class Attribution:
    """A source, a cue and a content, before it is known who the source is and when it was said.

    `source` is None for a dropped subject or a passive; `content` has several spans where the cue interrupts
    it; `within` is the index of the attribution whose content holds this one; `construction` names the
    syntactic pattern that it was found by; `antecedent` is true where the content is what "this" points back
    to («про це повідомив X»).
    """

    source: Span | None
    cue: Span | None
    content: tuple[Span, ...]
    construction: str
    confidence: float = 1.0
    within: int | None = None
    antecedent: bool = False
