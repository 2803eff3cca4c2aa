"""A text and what is known about it, as an article: what its page does not declare is read off its own lines."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime

from kb.language.base import Language
from kb.model import Article, Block, BlockKind
from kb.read.blocks import find_blocks
from kb.read.dateline import parse_dateline
from kb.read.phrases import compile_phrases

Published = datetime | date


@dataclass(frozen=True, slots=True)
class Metadata:
    """What is declared about an article outside its text."""

    title: str | None = None
    published: Published | None = None
    publisher: str | None = None
    authors: tuple[str, ...] = ()
    language: str | None = None
    url: str | None = None


def make_article(text: str, language: Language, *, article_id: str, metadata: Metadata) -> Article:
    """The article with its blocks; headline, dateline, byline and notices fill in what the metadata leave open."""
    blocks = find_blocks(text, language, title=metadata.title)
    phrases = compile_phrases(language.boilerplate)
    bylines = _words(text, blocks, BlockKind.BYLINE)
    datelines = _words(text, blocks, BlockKind.DATELINE)
    # «Іван Гай — 2 грудня 2021, 17:50»
    heads = (head for line in datelines if phrases.is_names(head := re.split(r"\s[|–—-]\s", line)[0]))
    notices = _words(text, blocks, BlockKind.NOTICE)
    return Article(
        id=article_id,
        text=text,
        language=language.code,
        blocks=blocks,
        title=metadata.title or next(iter(_words(text, blocks, BlockKind.HEADLINE)), None),
        published=metadata.published or _published(datelines, language),
        publisher=metadata.publisher or next(filter(None, map(phrases.publisher_in, notices)), None),
        authors=metadata.authors or tuple(name for line in [*bylines, *heads] for name in phrases.names_in(line)),
        url=metadata.url,
    )


def _words(text: str, blocks: tuple[Block, ...], kind: BlockKind) -> list[str]:
    return [block.anchor.of(text) for block in blocks if block.kind is kind]


def _published(datelines: list[str], language: Language) -> Published | None:
    """The first dateline with a day."""
    found = (parse_dateline(line, language) for line in datelines)
    return next((day for day in found if isinstance(day, date)), None)
