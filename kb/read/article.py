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
    near_headline: tuple[str, ...] = ()
    """What the page shows around its headline but the text lacks; one may be a dateline."""


NOTHING = Metadata()


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
        published=_published(metadata.published, [*datelines, *metadata.near_headline], language),
        publisher=metadata.publisher or next(filter(None, map(phrases.publisher_in, notices)), None),
        authors=metadata.authors or tuple(name for line in [*bylines, *heads] for name in phrases.names_in(line)),
        url=metadata.url,
    )


def _words(text: str, blocks: tuple[Block, ...], kind: BlockKind) -> list[str]:
    return [block.anchor.of(text) for block in blocks if block.kind is kind]


def _published(declared: Published | None, lines: list[str], language: Language) -> Published | None:
    """The time declared, else the first dateline's; the hour of a bare day from a dateline of that day."""
    if isinstance(declared, datetime):
        return declared
    found = [time for line in lines if isinstance(time := parse_dateline(line, language), date)]
    days = (time.date() if isinstance(time, datetime) else time for time in found)
    day = declared or next(days, None)
    return next((time for time in found if isinstance(time, datetime) and time.date() == day), day)
