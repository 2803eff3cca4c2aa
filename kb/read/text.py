"""Reads an article in plain text."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from kb.model import Article, digest
from kb.read.article import Metadata, make_article
from kb.read.decode import read_text
from kb.read.detect import choose_language
from kb.read.source import Failure, Source


def read_plain(stream: BinaryIO, source: Source) -> Iterator[Article | Failure]:
    """One article: the whole file. Raises UnreadableSource, UnknownLanguage."""
    text = read_text(stream)
    language = choose_language(text, named=source.language)
    yield make_article(text, language, article_id=source.id or f"stdin-{digest(text)}", metadata=Metadata())
