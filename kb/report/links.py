"""Where a report leads: to the files of the same site, to the web, to the very words."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from urllib.parse import quote, urlsplit

from kb.model import Anchor, Article, Entity


@dataclass(frozen=True, slots=True)
class Links:
    """The other files of a site: of articles by revision, of speakers by id; empty for a report that stands alone."""

    articles: Mapping[str, str] = field(default_factory=dict)
    speakers: Mapping[str, str] = field(default_factory=dict)
    index: str | None = None
    contradictions: str | None = None

    def article(self, article: Article) -> str | None:
        """The file of the article's report."""
        return self.articles.get(article.revision)

    def speaker(self, speaker: Entity | None) -> str | None:
        """The file of the speaker's report."""
        return self.speakers.get(speaker.id) if speaker is not None else None


ALONE = Links()
"""A report that stands alone."""


def id_of(iri: str) -> str:
    """The part of an IRI that tells it from others of its kind: what follows its last separator.

    >>> id_of("http://www.wikidata.org/entity/Q159")
    'Q159'
    """
    return re.split(r"[/#]", iri)[-1]


def web_address(url: str | None) -> str | None:
    """The address if a browser may follow it: http or https with a host and nothing else.

    >>> web_address("https://example.org/a"), web_address("javascript:alert(1)")
    ('https://example.org/a', None)
    """
    if url is None:
        return None
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return None
    if parts.scheme not in ("http", "https") or not parts.hostname:
        return None
    return quote(url.strip(), safe="%/:?#[]@!$&'()*+,;=~-._")


WORDS_AT_EDGE = 6  # enough to be unique in an article, short enough to survive a small correction in the middle


def words_in_original(article: Article, parts: Sequence[Anchor]) -> str | None:
    """The original's address with a text fragment, by which a browser scrolls to the words and marks them.

    Text fragments: https://wicg.github.io/scroll-to-text-fragment/
    """
    address = web_address(article.url)
    words = parts[0].of(article.text).split() if parts else []
    if address is None or not words:
        return None
    edges = [words] if len(words) <= 2 * WORDS_AT_EDGE else [words[:WORDS_AT_EDGE], words[-WORDS_AT_EDGE:]]
    fragment = ",".join(quote(" ".join(edge), safe="").replace("-", "%2D") for edge in edges)
    return f"{address.partition('#')[0]}#:~:text={fragment}"
