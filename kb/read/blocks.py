"""The structure of an article's text: which lines are headline, prose, caption, teaser, notice.

First each line is judged by its words (`phrases`, data of the language), then by what stands around it. A line
about which nothing is known is a paragraph: prose that is lost cannot be found again, a stray button says nothing.
"""

from __future__ import annotations

import re
from itertools import takewhile

from kb.language.base import Language
from kb.model import Anchor, Block, BlockKind
from kb.read.dateline import parse_dateline
from kb.read.lines import Piece, bare, is_terminated, split_pieces
from kb.read.phrases import Phrases, compile_phrases

LONGEST_HEADLINE = 200
LONGEST_SUBHEADING = 120
SHORTEST_LINK = 4  # words; a shorter line under «Читайте також:» is rather a subheading of the article
SHORTEST_BODY = 40  # characters; a sentence of the article itself
HEADER = 12  # pieces; headline, dateline, byline, lead and a photo or two
MENU = 4  # lines of a word or two before the headline are a menu

QUOTES = "«\"“„'"

Kinds = tuple[BlockKind | None, ...]


def find_blocks(text: str, language: Language, *, title: str | None = None) -> tuple[Block, ...]:
    """The blocks of the text, in order; every non-space character is in exactly one."""
    phrases = compile_phrases(language.boilerplate)
    pieces = split_pieces(text, phrases)
    kinds: Kinds = tuple(phrases.kind_of(p.text) for p in pieces)
    kinds = _with_datelines(pieces, kinds, language)
    kinds = _with_headline(pieces, kinds, title)
    kinds = _with_names(pieces, kinds, phrases)
    kinds = _with_links(pieces, kinds, phrases)
    kinds = _with_trailer(pieces, kinds, phrases)
    kinds = _with_subheadings(pieces, kinds)
    return tuple(Block(Anchor(p.start, p.end), k or BlockKind.PARAGRAPH) for p, k in zip(pieces, kinds, strict=True))


def _replaced(kinds: Kinds, changes: dict[int, BlockKind]) -> Kinds:
    return tuple(changes.get(i, kind) for i, kind in enumerate(kinds))


def _is_body(piece: Piece, kind: BlockKind | None) -> bool:
    return kind is None and len(piece.text) >= SHORTEST_BODY and is_terminated(piece.text)


def _with_datelines(pieces: list[Piece], kinds: Kinds, language: Language) -> Kinds:
    """Dates above the article's second paragraph, and under its last; one in between heads a part of a chronicle."""
    bodies = [i for i, piece in enumerate(pieces) if _is_body(piece, kinds[i])]
    first, last = (bodies[1:2] or [len(pieces)])[0], bodies[-1] if bodies else -1
    outside = (i for i in range(len(pieces)) if (i < min(first, HEADER) or i > last) and kinds[i] is None)
    return _replaced(kinds, {i: BlockKind.DATELINE for i in outside if parse_dateline(pieces[i].text, language)})


def _with_headline(pieces: list[Piece], kinds: Kinds, title: str | None) -> Kinds:
    """The line that is the title, else the first line where it looks like one; what stands before it is a menu."""
    wanted = bare(title) if title else None
    named = (i for i, piece in enumerate(pieces[: 2 * HEADER]) if wanted and bare(piece.text) == wanted)
    at = next(named, None)
    if at is None:
        free = [i for i, kind in enumerate(kinds[:HEADER]) if kind is None]
        menu = list(takewhile(lambda i: len(pieces[i].text.split()) <= 2 and not is_terminated(pieces[i].text), free))
        at = next((i for i in free if i not in menu or len(menu) < MENU), None)
        if at is None or not _looks_like_headline(pieces, kinds, at):
            return kinds
    before = {i: BlockKind.NOTICE for i in range(at) if kinds[i] is None and not _is_body(pieces[i], None)}
    return _replaced(kinds, {**before, at: BlockKind.HEADLINE})


def _looks_like_headline(pieces: list[Piece], kinds: Kinds, at: int) -> bool:
    """Short, without a full stop, set off from what follows: by an empty line, a dateline, a longer paragraph."""
    line = pieces[at].text
    if (
        len(line) > LONGEST_HEADLINE
        or line.endswith((".", ",", ";", ":"))
        or not (line[0].isalnum() or line[0] in "«\"“„'")
    ):
        return False
    if line[0].islower() or at + 1 == len(pieces) or "\n" in line:
        return False
    following = pieces[at + 1]
    if following.gap or kinds[at + 1] is not None:
        return True
    return not is_terminated(line) and len(following.text) > len(line) and is_terminated(following.text)


def _with_names(pieces: list[Piece], kinds: Kinds, phrases: Phrases) -> Kinds:
    """A line of bare names by a dateline is the author, above the text or by a photo credit a photo's description."""
    bodies = [i for i, piece in enumerate(pieces) if _is_body(piece, kinds[i])]
    body = min((bodies[1:2] or [len(pieces)])[0], HEADER)
    changes: dict[int, BlockKind] = {}
    for i, piece in enumerate(pieces):
        if kinds[i] is not None or i == 0:
            continue
        before, after = kinds[i - 1], kinds[i + 1] if i + 1 < len(pieces) else None
        if after is BlockKind.CAPTION and not pieces[i + 1].gap and _describes(piece.text, pieces[i + 1].text):
            changes[i] = BlockKind.CAPTION
        elif phrases.is_names(piece.text) and BlockKind.DATELINE in (before, after):
            changes[i] = BlockKind.BYLINE
        elif phrases.is_names(piece.text) and (i < body or (before is BlockKind.CAPTION and not piece.gap)):
            changes[i] = BlockKind.CAPTION
    return _replaced(kinds, changes)


def _describes(line: str, caption: str) -> bool:
    """Whether a line without a full stop shares a name with the caption under it: the photo's alternative text."""
    stems = [{w[:4].casefold() for w in re.findall(r"\w{4,}", text)} for text in (line, caption)]
    return len(line) <= LONGEST_HEADLINE and not is_terminated(line) and bool(stems[0] & stems[1])


def _with_links(pieces: list[Piece], kinds: Kinds, phrases: Phrases) -> Kinds:
    """The titles that follow a bare «Читайте також:»."""
    changes: dict[int, BlockKind] = {}
    pointing = False
    for i, piece in enumerate(pieces):
        if kinds[i] is not None:
            pointing = kinds[i] is BlockKind.TEASER and phrases.is_bare_heading(piece.text)
            continue
        long_enough = not piece.gap or len(piece.text.split()) >= SHORTEST_LINK
        pointing = (
            pointing and long_enough and len(piece.text) <= LONGEST_HEADLINE and not piece.text.endswith((".", ":"))
        )
        if pointing:
            changes[i] = BlockKind.TEASER
    return _replaced(kinds, changes)


def _with_trailer(pieces: list[Piece], kinds: Kinds, phrases: Phrases) -> Kinds:
    """What is left of the page under the article: all after a notice that ends it, short lines after another."""
    bodies = [i for i, piece in enumerate(pieces) if _is_body(piece, kinds[i])]
    if not bodies:
        return kinds
    # The second, since a link to the comments may stand under the lead.
    under = (i for i in range(bodies[:2][-1], len(pieces)) if kinds[i] is BlockKind.NOTICE)
    end = next((i for i in under if phrases.is_ending(pieces[i].text)), len(pieces))
    last = max(i for i in bodies if i < end)
    extras = (i for i in range(last + 1, len(pieces)) if kinds[i] in (BlockKind.NOTICE, BlockKind.TEASER))
    free = (i for i in range(next(extras, len(pieces)), len(pieces)) if kinds[i] is None)
    return _replaced(kinds, {i: BlockKind.NOTICE for i in free if i > end or not is_terminated(pieces[i].text)})


def _with_subheadings(pieces: list[Piece], kinds: Kinds) -> Kinds:
    """Short lines without a full stop, above a longer paragraph."""
    changes: dict[int, BlockKind] = {}
    for i, piece in enumerate(pieces[:-1]):
        if i == 0 or kinds[i] is not None or kinds[i + 1] is not None or "\n" in piece.text:
            continue
        if _looks_like_subheading(piece.text) and len(piece.text) < len(pieces[i + 1].text):
            changes[i] = BlockKind.SUBHEADING
    return _replaced(kinds, changes)


def _looks_like_subheading(line: str) -> bool:
    opens = (line[0].isalnum() and not line[0].islower()) or line[0] in QUOTES
    ends = is_terminated(line) or line.endswith((",", "-", "–", "—"))
    return opens and not ends and len(line) <= LONGEST_SUBHEADING
