"""Reads an article in plain text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import BinaryIO

from kb.model import Article, digest
from kb.read.article import make_article
from kb.read.decode import read_text
from kb.read.detect import choose_language
from kb.read.metadata import clean_url, with_zone
from kb.read.source import Source


def read_plain(stream: BinaryIO, source: Source) -> Iterator[Article]:
    """One article: the whole file. Raises UnreadableSource, UnknownLanguage."""
    text = read_text(stream)
    language = choose_language(text, named=source.language)
    url = clean_url(source.url)
    published = with_zone(source.listed.published, language.boilerplate.timezone)
    metadata = replace(source.listed, url=url, published=published)
    yield make_article(text, language, article_id=url or source.id or f"stdin-{digest(text)}", metadata=metadata)
