"""The structure of an article's text: which lines are headline, prose, caption, teaser, notice."""

from __future__ import annotations

import re

from kb.language.base import Language
from kb.model import Anchor, Block, BlockKind


def find_blocks(text: str, language: Language, *, title: str | None = None) -> tuple[Block, ...]:
    """The blocks of the text, in order; every non-space character is in exactly one."""
    return tuple(Block(Anchor(m.start(), m.end()), BlockKind.PARAGRAPH) for m in re.finditer(r"[^\n]*\S", text))
