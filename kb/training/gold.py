"""Annotated articles in the exchange format, as articles and as attributions over a parsed Doc."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kb.extract.annotation import Attribution
from kb.extract.document import span_at
from kb.model import Anchor

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span

# In characters.
LONG = 80


def read_gold(path: Path) -> Iterator[dict[str, Any]]:
    """The annotated articles of a JSON lines file, gzipped or not."""
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, filter(str.strip, lines))


def long_lines(path: Path) -> frozenset[str]:
    """The lines of the articles of a file that are too long to stand in two articles by chance."""
    lines = (line.strip() for row in read_gold(path) for line in row["text"].splitlines())
    return frozenset(line for line in lines if len(line) >= LONG)


def gold_attributions(doc: Doc, claims: list[dict[str, Any]]) -> tuple[Attribution | None, ...]:
    """The annotated claims as attributions over the Doc, None where the content lies in nothing that is read."""

    def span(found: dict[str, int] | None) -> Span | None:
        return span_at(doc, Anchor(found["start"], found["end"])) if found else None

    def attribution(claim: dict[str, Any]) -> Attribution | None:
        content = tuple(s for s in map(span, claim["content"]) if s is not None)
        if not content:
            return None
        return Attribution(
            source=span(claim.get("source")),
            cue=span(claim.get("cue")),
            content=content,
            construction="gold",
            within=claim.get("nested_in"),
            antecedent=claim.get("content_resolved", False),
        )

    return tuple(map(attribution, claims))
