"""Extractions with their graphs written out where they are extracted, so that whoever keeps the store need not."""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

from kb.model import Article, Extraction
from kb.read.source import Failure

if TYPE_CHECKING:
    from kb.graph.write import Triple
    from kb.index.entries import Entries
    from kb.ingest.extracting import Extracts, Makes

LEVEL = 1  # of compression: a seventh of the size, in a tenth of the time that the triples take to be made
_IRI = re.compile(r'[A-Za-z][A-Za-z0-9+.-]*:[^\x00-\x20<>"{}|^`\\]*')


@dataclass(frozen=True, slots=True)
class Written(Extraction):
    """An extraction with its graph, as that of an article that is new.

    `lines` is the named `graph` in N-Quads, compressed; `entries` is what the index keeps of it.
    """

    graph: str = ""
    lines: bytes = b""
    quads: int = 0
    entries: Entries | None = None


@dataclass(frozen=True, slots=True)
class Writing:
    """What an extractor is made of that writes out what it extracts, under this base for IRIs."""

    setup: Makes
    base: str

    def extractor(self) -> Writer:
        """The extractor."""
        return Writer(self.setup.extractor(), self.base)


class Writer:
    """Extracts, and writes out what it extracts."""

    def __init__(self, extractor: Extracts, base: str) -> None:
        self._extractor = extractor
        self._base = base

    def extract(self, articles: Iterable[Article]) -> Iterator[Extraction | Failure]:
        """The claims of each article, in order, as `Written`; see `Extractor.extract`."""
        for found in self._extractor.extract(articles):
            yield found if isinstance(found, Failure) else write(found, base=self._base)


def write(extraction: Extraction, *, base: str) -> Extraction:
    """The extraction as `Written`; as it is where its graph cannot be, which a store will say when it is put."""
    from kb.graph import revision_iri, to_triples
    from kb.index.entries import entries, facts

    graph = str(revision_iri(extraction.article, base=base))
    triples = to_triples(extraction, base=base)
    lines = _lines(triples, graph)
    if lines is None:
        return extraction
    same = {field.name: getattr(extraction, field.name) for field in fields(extraction)}
    packed = gzip.compress(lines, LEVEL, mtime=0)
    return Written(**same, graph=graph, lines=packed, quads=len(triples), entries=entries(facts(triples)))


def _lines(triples: Iterable[Triple], graph: str) -> bytes | None:
    """The triples as lines of N-Quads; None where an IRI or a text is none."""
    from rdflib import URIRef

    from kb.store.lines import written

    triples = list(triples)
    iris = {term for triple in triples for term in triple if isinstance(term, URIRef)}
    if not all(map(_IRI.fullmatch, (*iris, graph))):
        return None
    try:
        return "".join([f"<{s}> <{p}> {written(o)} <{graph}> .\n" for s, p, o in triples]).encode()
    except UnicodeEncodeError:  # half a character
        return None
