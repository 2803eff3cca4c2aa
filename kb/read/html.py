"""Reads an article from its HTML page: the text that trafilatura extracts is what is stored."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import BinaryIO

from kb.errors import UnreadableSource
from kb.model import Article, BlockKind, digest
from kb.read.article import NOTHING, Metadata, make_article
from kb.read.decode import check_length, normalise, read_page
from kb.read.detect import choose_language
from kb.read.lines import bare, is_terminated
from kb.read.metadata import address_of, feed_of, page_metadata, page_titles, parse_time, with_zone
from kb.read.source import Source

# A page of links yields a few words too; an article has at least one sentence of some length.
SHORTEST_SENTENCE = 40
# Every tag takes some 50 microseconds; of the pages of articles the fullest have a tenth of this.
MOST_TAGS = 100_000


class _NoArticle(UnreadableSource):
    """A page of something else: a front page, a list of links."""


def read_html(stream: BinaryIO, source: Source) -> Iterator[Article]:
    """One article: the page's. Raises UnreadableSource, UnknownLanguage."""
    page = read_page(stream, source.charset)
    try:
        text, metadata = extract_page(page, source.listed)
    except _NoArticle as error:
        if feed := feed_of(page, source.url):
            raise UnreadableSource(f"{error}; its feed is {feed}") from None
        raise
    language = choose_language(text, named=source.language, declared=metadata.language)
    published = with_zone(metadata.published, language.boilerplate.timezone)
    metadata = replace(metadata, published=published, url=address_of(metadata.url, source.url))
    article_id = metadata.url or source.id or f"stdin-{digest(text)}"
    article = make_article(text, language, article_id=article_id, metadata=metadata)
    _check_sentences(b.anchor.of(text) for b in article.blocks if b.kind is BlockKind.PARAGRAPH)
    yield article


def extract_page(page: str, listed: Metadata = NOTHING) -> tuple[str, Metadata]:
    """The article's text, its headline first, and what the page declares about it, or else what is `listed` of it."""
    if not page.strip():
        raise UnreadableSource("holds nothing but white space; an HTML page was expected")
    if page.count("<") > MOST_TAGS:
        raise UnreadableSource(f"more than {MOST_TAGS:,} tags; the page of one article was expected")
    try:
        text, metadata = _extract(page, listed)
    except Exception as error:  # a parser fed with a stranger's page: whatever it stumbles over
        raise UnreadableSource(f"not a page that can be parsed: {type(error).__name__}") from error
    check_length(text)
    _check_sentences(text.splitlines())
    return text, metadata


def _check_sentences(lines: Iterable[str]) -> None:
    if not any(len(line) >= SHORTEST_SENTENCE and is_terminated(line) for line in lines):
        raise _NoArticle("no article text found on the page")


def _extract(page: str, listed: Metadata) -> tuple[str, Metadata]:
    import trafilatura
    from trafilatura.settings import Document

    tree = trafilatura.load_html(page)
    if tree is None:
        return "", Metadata()
    declared, titles = page_metadata(tree), page_titles(tree)
    found = trafilatura.bare_extraction(page, include_comments=False, include_tables=False, with_metadata=True)
    text = normalise(str(getattr(found, "text", None) or "")).strip()
    if not text or not isinstance(found, Document):
        return "", declared
    first = {bare(line) for line in text.splitlines()[:5]}
    title = next((t for t in titles if bare(t) in first), None)
    metadata = replace(
        declared,
        title=title or next(iter(titles), listed.title),
        published=declared.published or listed.published or parse_time(found.date or ""),
        publisher=declared.publisher or listed.publisher or found.sitename,
        authors=declared.authors or listed.authors or tuple(filter(None, (found.author or "").split("; "))),
        language=declared.language or listed.language,
    )
    return (text if title or not titles else f"{titles[0]}\n\n{text}"), metadata
