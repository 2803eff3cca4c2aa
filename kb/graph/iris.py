"""The IRIs of one article revision and of what it shares with others: all digests under one base."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import quote, unquote

from rdflib import URIRef

from kb.errors import KnowledgeBaseError
from kb.graph.anchors import anchor_iri
from kb.model import Anchor, Argument, Article, Entity, TimeReference, digest

BASE = "urn:kb:"


class BadBase(KnowledgeBaseError, ValueError):
    """A base under which no IRI can be made."""


def article_iri(article_id: str, *, base: str = BASE) -> URIRef:
    """The article in all its revisions, by the id that it came with."""
    return URIRef(f"{base}article/{digest('article', article_id)}")


def revision_iri(article: Article, *, base: str = BASE) -> URIRef:
    """One revision of an article, and the named graph that holds all that is known of it."""
    return URIRef(f"{base}revision/{article.revision}")


FRAME, LEXICON = "frame#", "urn:kb:"
MANY = "mul"  # the language of a proposition that is in none


def predicate_of(iri: object) -> tuple[str, str]:
    """The language and the predicate that a predicate's IRI tells.

    >>> predicate_of("urn:kb:frame#withdraw"), predicate_of("urn:kb:predicate/en/step%20down")
    (('mul', 'frame#withdraw'), ('en', 'step down'))
    """
    if str(iri).startswith(f"{LEXICON}{FRAME}"):
        return MANY, str(iri).removeprefix(LEXICON)
    language, _, predicate = str(iri).rpartition("predicate/")[2].partition("/")
    return unquote(language), unquote(predicate)


@lru_cache(maxsize=1024)
def claim_iri(claim_id: str, *, base: str = BASE) -> URIRef:
    """A claim, by its id."""
    return URIRef(f"{base}claim/{quote(claim_id, safe='')}")


def entity_iri(entity: Entity, *, base: str = BASE) -> URIRef:
    """Somebody or something: as whom it is linked, else by name."""
    is_linked = entity.link is not None and entity.link.is_sure
    return URIRef(entity.id if is_linked else f"{base}entity/{entity.id}")


def authority_iri(*, base: str = BASE) -> URIRef:
    """The graph that holds what the users of a store say of who is who."""
    return URIRef(f"{base}authority")


def facts_iri(*, base: str = BASE) -> URIRef:
    """The graph that holds the reference statements."""
    return URIRef(f"{base}facts")


def fact_iri(fact_id: str, *, base: str = BASE) -> URIRef:
    """A reference statement, by its id."""
    return URIRef(f"{base}fact/{fact_id}")


def review_iri(review_id: str, *, base: str = BASE) -> URIRef:
    """A review of a fact-checker, and the named graph that holds all that is known of it."""
    return URIRef(f"{base}review/{review_id}")


def run_iri(model: str, version: str, *, base: str = BASE) -> URIRef:
    """A run: one node for a model and its version, so that running it again adds nothing."""
    return URIRef(f"{base}run/{digest('run', model, version)}")


def id_of(iri: object) -> str:
    """The id in an IRI of ours: what follows the last slash."""
    return unquote(str(iri).rpartition("/")[2])


@dataclass(frozen=True, slots=True)
class Names:
    """Makes the IRIs of one revision."""

    base: str
    article: Article

    def __post_init__(self) -> None:
        if not self.base.endswith((":", "/", "#")) or any(c in self.base for c in ' <>"{}|\\^`'):
            raise BadBase(f"'{self.base}' is no base for IRIs; it ends in ':', '/' or '#', as '{BASE}' does")

    @property
    def revision(self) -> URIRef:
        """The revision itself."""
        return revision_iri(self.article, base=self.base)

    def anchor(self, anchor: Anchor) -> URIRef:
        """A stretch of the revision's text."""
        return anchor_iri(self.revision, anchor)

    def link(self, entity: Entity) -> URIRef:
        """How an entity of the revision is linked to the authority file."""
        return self._of("link", self.article.revision, entity.id)

    def time(self, time: TimeReference) -> URIRef:
        """A time that the revision's text names."""
        days = [str(day) for day in (time.interval.earliest, time.interval.latest)]
        return self._of("time", self.article.revision, time.anchor.start, time.anchor.end, time.interval.edtf, days)

    def run(self, model: str, version: str) -> URIRef:
        """A run of the extractor."""
        return run_iri(model, version, base=self.base)

    def proposition(self, proposition_id: str) -> URIRef:
        """What a claim says, without who, polarity and modality."""
        return URIRef(f"{self.base}proposition/{proposition_id}")

    def predicate(self, language: str, predicate: str) -> URIRef:
        """A predicate: a frame of the lexicon, or a lemma; `predicate_of` reads it again."""
        if language == MANY and predicate.startswith(FRAME):
            return URIRef(f"{LEXICON}{predicate}")
        return URIRef(f"{self.base}predicate/{quote(language, safe='')}/{quote(predicate, safe='')}")

    def argument(self, argument: Argument) -> URIRef:
        """A participant of a proposition."""
        return self._of("argument", argument.role, argument.name, argument.entity.id if argument.entity else None)

    def _of(self, kind: str, *parts: object) -> URIRef:
        return URIRef(f"{self.base}{kind}/{digest(kind, *parts)}")
