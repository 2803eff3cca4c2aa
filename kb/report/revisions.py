"""The articles of a report: each revision once, and the language that most of them are in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from kb.model import Article, Extraction


def revisions(extractions: Iterable[Extraction]) -> list[Extraction]:
    """Each revision of an article once, as it was last extracted."""
    return list({extraction.article.revision: extraction for extraction in extractions}.values())


def language_of(articles: Iterable[Article]) -> str:
    """The language of most of the articles, empty where there are none."""
    counts = Counter(article.language for article in articles)
    return counts.most_common(1)[0][0] if counts else ""
