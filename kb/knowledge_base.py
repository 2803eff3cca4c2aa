"""The knowledge base: articles in, claims out. The only file that knows all the stages."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar, cast

from kb.ask import ask, find_question, parse_question
from kb.errors import NotFound
from kb.extract import Extractor
from kb.model import Article, Claim, Entity, Extraction
from kb.read import Failure, read

if TYPE_CHECKING:
    from pathlib import Path

    from rdflib import Graph

    from kb.store import Store, Table
    from kb.verify import Finding

# Articles that are read before their claims are extracted: a bad one among them is reported in its place.
READ_AHEAD = 16
BASE = "urn:kb:"
Other = TypeVar("Other")


@dataclass(frozen=True, slots=True)
class Added:
    """An article that is in the store: how many claims and quads it has there, and whether it was new."""

    article: Article
    claims: int
    quads: int
    is_new: bool


@dataclass(frozen=True, slots=True)
class Statistics:
    """What the store holds."""

    articles: int
    revisions: int
    claims: int
    speakers: int
    outlets: int
    quads: int


def extract(
    sources: Iterable[str], *, extractor: Extractor | None = None, language: str | None = None
) -> Iterator[Extraction | Failure]:
    """The claims of every article in the sources, without a store; what could not be read is a Failure."""
    found = (item for source in sources for item in read(source, language=language))
    return _extracted(found, extractor or Extractor())


def _extracted(items: Iterable[Article | Other], extractor: Extractor) -> Iterator[Extraction | Failure | Other]:
    """The articles among the items extracted, some at a time, and all else in its place between them."""
    waiting: list[Article] = []
    for item in items:
        if isinstance(item, Article):
            waiting.append(item)
        if len(waiting) == READ_AHEAD or not isinstance(item, Article):
            yield from extractor.extract(waiting)
            waiting = []
        if not isinstance(item, Article):
            yield item
    yield from extractor.extract(waiting)


class KnowledgeBase:
    """A store of claims, and what can be done with it."""

    def __init__(self, store: Store, *, extractor: Extractor | None = None, base: str = BASE) -> None:
        self.store = store
        self._extractor = extractor or Extractor()
        self._base = base

    def add(
        self, sources: Iterable[str], *, language: str | None = None, again: bool = False
    ) -> Iterator[Added | Failure]:
        """Add the articles of the sources, each as a whole; one that is there already is left as it is.

        `again` extracts also what is there, and replaces it. A changed text is a new revision of its article.
        """
        found = (item for source in sources for item in read(source, language=language))
        unknown = found if again else map(self._known, found)
        for item in _extracted(unknown, self._extractor):
            yield self.put(item) if isinstance(item, Extraction) else item
        self.store.flush()

    def _known(self, item: Article | Failure) -> Article | Failure | Added:
        """The article as it was added before, where it was."""
        if isinstance(item, Failure) or (iri := self._revision(item)) not in self.store:
            return item
        return Added(item, claims=self._claims_in(iri), quads=self.store.size(iri), is_new=False)

    def put(self, extraction: Extraction) -> Added:
        """Record an extraction: its article's graph is replaced as a whole, or not at all."""
        from kb.graph import to_graph

        iri = self._revision(extraction.article)
        previous = None if iri in self.store else self._latest_revision(extraction.article)
        is_new = self.store.put(iri, to_graph(extraction, base=self._base, previous=previous))
        return Added(extraction.article, len(extraction.claims), self.store.size(iri), is_new)

    def _revision(self, article: Article) -> str:
        from kb.graph import revision_iri

        return str(revision_iri(article, base=self._base))

    def _latest_revision(self, article: Article) -> str | None:
        from kb.graph import article_iri

        question = find_question("latest-revision")
        found = cast("Table", ask(self.store, question, {"article": str(article_iri(article.id, base=self._base))}))
        return str(found.rows[0][0]) if found.rows else None

    def _claims_in(self, iri: str) -> int:
        from rdflib import RDF

        from kb.namespaces import KB

        return len(set(self.store.graph(iri).subjects(RDF.type, KB.Claim)))

    def extractions(self) -> Iterator[Extraction]:
        """Everything that is in the store, article revision by article revision."""
        from kb.graph import from_graph

        for iri in self.store.graphs():
            yield from_graph(self.store.graph(iri))

    def find(self, identifier: str) -> tuple[Extraction, Claim | None]:
        """The article that an id, an IRI or the beginning of an id names, and the claim where it names one.

        Raises `NotFound` where nothing or more than one thing has that id.
        """
        from kb.graph import from_graph, id_of

        found = cast("Table", ask(self.store, find_question("revision-of"), {"id": identifier}))
        if not found.rows:
            raise NotFound(f"no article or claim '{identifier}'; `kb claims` lists the claims with their ids")
        matches = {id_of(row["match"]) for row in found if row["match"] != row["revision"]}
        if len(matches) > 1:
            raise NotFound(f"'{identifier}' begins several ids: {', '.join(sorted(matches)[:5])}")
        extraction = from_graph(self.store.graph(str(found.rows[0][0])))
        claim = next((claim for claim in extraction.claims if claim.id in matches), None)
        return extraction, claim

    def speaker(self, name: str) -> tuple[Entity, list[Extraction]]:
        """The speaker of this name, whole or a part of it, and the articles that quote them. Raises `NotFound`."""
        quoted: dict[str, list[Extraction]] = {}
        entities: dict[str, Entity] = {}
        mentions: Counter[str] = Counter()
        for extraction in self.extractions():
            for speaker in {claim.speaker for claim in extraction.claims if claim.speaker}:
                if name.casefold() in speaker.name.casefold():
                    entities[speaker.id] = speaker
                    quoted.setdefault(speaker.id, []).append(extraction)
                    mentions[speaker.id] += 1
        if not entities:
            raise NotFound(f"nobody named '{name}' speaks here; `kb query most-quoted` lists the speakers")
        exact = [key for key, entity in entities.items() if entity.name.casefold() == name.casefold()]
        key = exact[0] if exact else mentions.most_common(1)[0][0]
        return entities[key], quoted[key]

    def query(self, question: str, values: Mapping[str, str] | None = None) -> Table | bool | Graph:
        """The answer to a named question, to a file with one, or to a query in SPARQL itself."""
        asked = parse_question(question, name="query") if "{" in question else find_question(question)
        return ask(self.store, asked, values)

    def verify(self) -> Iterator[Finding]:
        """What is wrong: anchors that no longer match, texts that are not what was hashed, shapes that do not hold."""
        from kb.verify import verify

        return verify(self.store)

    def statistics(self) -> Statistics:
        """How much the store holds."""
        found = cast("Table", ask(self.store, find_question("statistics"), {}))
        counts = {name: int(str(value)) for name, value in next(iter(found)).items()}
        return Statistics(revisions=sum(1 for _ in self.store.graphs()), quads=self.store.size(), **counts)

    def report(self, name: str, what: str | None = None, *, form: str = "html") -> str:
        """The report of that name: of an article by its id, of a speaker by name, or the index. Raises `NotFound`."""
        from kb.report import REPORTS

        if name not in REPORTS:
            raise NotFound(f"no report '{name}'; there are: {', '.join(REPORTS)}, all")
        if name == "index":
            return REPORTS[name].function(self.extractions(), form=form)
        if what is None:
            raise NotFound(f"a report of which {name}? e.g. kb report {name} NAME")
        if name == "speaker":
            speaker, extractions = self.speaker(what)
            return REPORTS[name].function(speaker, extractions, form=form)
        return REPORTS[name].function(self.find(what)[0], form=form)

    def __enter__(self) -> KnowledgeBase:
        """The knowledge base, to be closed at the end of the block."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close the store."""
        self.store.close()

    def write_reports(self, folder: Path, *, form: str = "html") -> Path:
        """Write an index and a report for every article and speaker; returns the index."""
        from kb.report import write_site

        return write_site(self.extractions(), folder, form=form)
