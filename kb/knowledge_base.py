"""The knowledge base: articles in, claims out. The only file that knows all the stages."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from kb.ask import BASE, Question, ask, find_question, parse_question
from kb.errors import KnowledgeBaseError, NotFound
from kb.extract import Extractor
from kb.ingest.added import Added
from kb.ingest.extracting import Extracting, Here
from kb.ingest.failures import Failures
from kb.ingest.partitions import Partitions, folder_of, load_left
from kb.ingest.written import Writer, Writing
from kb.model import Article, Claim, Entity, Extraction, Finding, Link, digest
from kb.read import Failure, read
from kb.store.schema import prepare

if TYPE_CHECKING:
    from rdflib import Graph

    from kb.curation import Curator
    from kb.fetch import Fetcher
    from kb.findings import Comparer
    from kb.index import By, Wanted
    from kb.index.asking import Count, Found
    from kb.ingest.near import NearDuplicates
    from kb.ingest.revisions import Difference
    from kb.model import Finding
    from kb.reference import Facts, Reviews
    from kb.report import Scope
    from kb.store import Store, Table
    from kb.verify import Flaw

ID_LENGTH = len(digest())


class UnknownReport(KnowledgeBaseError, ValueError):
    """A report that there is not, or one that is not told what it is to be about."""


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
    sources: Iterable[str],
    *,
    extractor: Extractor | None = None,
    language: str | None = None,
    fetcher: Fetcher | None = None,
) -> Iterator[Extraction | Failure]:
    """The claims of every article in the sources, without a store; what could not be read is a Failure.

    Nothing is fetched from the web without a `fetcher`.
    """
    found = (item for source in sources for item in read(source, language=language, fetcher=fetcher))
    return Here(extractor or Extractor()).extract(found, lambda item: item)


class KnowledgeBase:
    """A store of claims, and what can be done with it.

    Raises `WrongSchema`, with the store closed, where it is one that this version cannot use.
    """

    def __init__(self, store: Store, *, extractor: Extractor | None = None, base: str = BASE) -> None:
        from kb.index.keeping import IndexedStore

        self.store = store if isinstance(store, IndexedStore) else IndexedStore(store)
        self._extractor = extractor or Extractor()
        self._base = base
        self._partitions = Partitions(self.store, self._has)
        try:
            load_left(self.store)  # before the rest: it is in the shape of whoever was killed
            # What was done to a store of an older version, step by step.
            self.migrated = prepare(self.store, base=base)
        except BaseException:
            self.store.close()
            raise

    def add(
        self,
        sources: Iterable[str],
        *,
        language: str | None = None,
        again: bool = False,
        compare: bool = False,
        fetcher: Fetcher | None = None,
        workers: int | str = 1,
    ) -> Iterator[Added | Failure]:
        """Add the articles of the sources, each as a whole; one that is there already is left as it is.

        `again` extracts also what is there, and replaces it. A changed text is a new revision of its article. `compare`
        compares the claims of each article that is new with what is there, as it is added. Nothing is fetched from the
        web without a `fetcher`. `workers` is how many processes extract, or the address of a Dask cluster whose do; the
        store ends the same. New articles are gathered beside a store on disk and loaded many at once, the last at the
        end, but for those that are compared. Ctrl-C keeps what was extracted until then.
        """
        failures = self.failures
        self.near.catch_up()
        found = failures.reading(sources, lambda source: read(source, language=language, fetcher=fetcher))
        reviews = self.reviews

        def unknown(item: Article | Failure) -> Article | Failure | Added:
            return item if again else self._known(item)

        def recorded(item: Extraction | Failure | Added) -> Added | Failure:
            if isinstance(item, Failure):
                failures.settle(item.source, item)
                return item
            failures.settle(item.article.id)
            if isinstance(item, Added):
                return item
            if taken := self._partitions.take(item):
                self.comparer.forget(item.article.revision)
                taken = replace(taken, near=self.near.expect(item.article))
            added = taken or self.put(item)
            reviews.link(item)
            if compare and not self.comparer.is_compared(item.article.revision):
                self.comparer.compare(item)
            return added

        # What is replaced is put, and what is compared is to be in the store at once.
        writes = not again and not compare and folder_of(self.store) is not None
        with self._partitions, self._extracting(workers, writes=writes) as extracting:
            try:
                extracted: Iterator[Extraction | Failure | Added | None] = extracting.extract(found, unknown)
                for item in extracted:
                    if item is None:
                        self._partitions.pause()
                    else:
                        yield recorded(item)
            except KeyboardInterrupt:
                for rest in extracting.finished():
                    recorded(rest)
                raise
        self.near.catch_up()
        failures.close()
        self.store.flush()

    def load_gathered(self) -> None:
        """Put what an adding that was cut short has gathered into the store; `add` does it at its end."""
        self._partitions.load()
        self.near.catch_up()

    @property
    def failures(self) -> Failures:
        """What failed when it was last added, as it is now; a store that is not on disk remembers nothing of it."""
        from kb.index.catching_up import OnDisk

        return Failures(self.store.inner.folder if isinstance(self.store.inner, OnDisk) else None)

    def _extracting(self, workers: int | str, *, writes: bool) -> Extracting:
        """What extracts the articles that are added: this process, so many of them, or a cluster at an address.

        Where it `writes`, it gives what a store on disk loads, too.
        """
        extractor = self._extractor.knowing(self.who.authority())
        if workers == 1:
            return Here(Writer(extractor, self._base) if writes else extractor)
        setup = Writing(extractor.setup, self._base) if writes else extractor.setup
        if isinstance(workers, str):
            from kb.ingest.cluster import Cluster

            return Cluster(workers, setup)
        from kb.ingest.workers import Workers

        return Workers(workers, setup)

    @property
    def who(self) -> Curator:
        """Who is who here: the package's authority file, and what the users of the store say."""
        from kb.curation import Curator

        return Curator(self.store, base=self._base)

    @property
    def facts(self) -> Facts:
        """The reference statements of the store, which claims are laid beside."""
        from kb.reference import Facts

        return Facts(self.store, self._extractor.knowing(self.who.authority()), base=self._base)

    @property
    def reviews(self) -> Reviews:
        """The reviews of fact-checkers in the store, as they are now; to be asked for anew after a change."""
        from kb.reference import Reviews

        return Reviews(self.store, base=self._base)

    @cached_property
    def comparer(self) -> Comparer:
        """What finds out how the claims here stand to each other."""
        from kb.findings import Comparer

        return Comparer(self.store, base=self._base)

    @cached_property
    def near(self) -> NearDuplicates:
        """What links the articles here that are nearly the same."""
        from kb.ingest.near import NearDuplicates

        return NearDuplicates(self.store, base=self._base)

    def compare(self, *, again: bool = False) -> Iterator[tuple[Article, tuple[Finding, ...]]]:
        """Compare every revision that is not compared yet with those that are, the earliest article first.

        `again` compares all of them anew. Gives each article with what was found of it.
        """
        revisions = [str(row["revision"]) for row in self._rows("revisions")]
        if again:
            self.comparer.forget_all()
        for revision in revisions:
            if not self.comparer.is_compared(revision.rpartition("/")[2]):
                extraction = self._extraction(revision)
                yield extraction.article, self.comparer.compare(extraction)
        self.store.flush()

    def claims(self, wanted: Wanted, *, limit: int | None = None) -> list[Found]:
        """The claims that are asked for, the earliest first, those without a day before all; at most so many."""
        return list(self.each_claim(wanted, limit=limit))

    def each_claim(self, wanted: Wanted, *, limit: int | None = None) -> Iterator[Found]:
        """The same one by one: a million of them need no memory. The store is not to be written meanwhile."""
        from kb.index.asking import claims
        from kb.index.narrowing import narrowed

        return self.store.stream(
            lambda index: claims(index, wanted, limit=limit),
            otherwise=lambda store: claims(*narrowed(store, wanted), limit=limit),
        )

    def count(self, wanted: Wanted, *, by: By | None = None) -> list[Count]:
        """How many claims there are of those that are asked for, in all or by one of their sides."""
        from kb.index.asking import count
        from kb.index.narrowing import narrowed

        return self.store.ask(
            lambda index: count(index, wanted, by=by),
            otherwise=lambda store: count(*narrowed(store, wanted), by=by),
        )

    def provenance(self, claim: str) -> list[Found]:
        """The claim of this id and those that hold it, from the speaker out to the outlet."""
        from kb.graph import claim_iri
        from kb.index.asking import chain
        from kb.index.narrowing import around

        iri = str(claim_iri(claim, base=self._base))
        return self.store.ask(
            lambda index: list(chain(index, iri)), otherwise=lambda store: list(chain(around(store, iri), iri))
        )

    def put(self, extraction: Extraction) -> Added:
        """Record an extraction: its article's graph is replaced as a whole, or not at all."""
        from kb.graph import article_iri, to_triples

        article = extraction.article
        iri = self._revision(article)
        if known := iri in self.store:
            previous = self._described(iri)["previous"]
        else:
            previous = self._latest_revision(str(article_iri(article.id, base=self._base)))
        triples = to_triples(extraction, base=self._base, previous=previous and str(previous))
        is_new = self.store.put(iri, triples)
        if is_new:
            self.comparer.forget(article.revision)
        near = self.near.link(article, again=known) if is_new else ()
        return Added(article, len(extraction.claims), len(triples), is_new, previous and str(previous), near)

    def _known(self, item: Article | Failure) -> Article | Failure | Added:
        """The article as it was added before, where it was."""
        if isinstance(item, Failure) or (iri := self._revision(item)) not in self.store:
            return item
        found = self._described(iri)
        previous = found["previous"] and str(found["previous"])
        return Added(item, int(str(found["claims"])), self.store.size(iri), is_new=False, previous=previous)

    def _revision(self, article: Article) -> str:
        from kb.graph import revision_iri

        return str(revision_iri(article, base=self._base))

    def _rows(self, question: str, **values: str) -> list[dict[str, Any]]:
        """The answer to a named SELECT of the package."""
        found = cast("Table", ask(self.store, find_question(question), values, base=self._base))
        return [dict(row) for row in found]

    def _has(self, article: Article) -> bool:
        """Whether there is a revision of the article."""
        from kb.graph import article_iri

        iri = str(article_iri(article.id, base=self._base))
        return self._revision(article) in self.store or self._latest_revision(iri) is not None

    def _described(self, iri: str) -> dict[str, Any]:
        return next(iter(self._rows("revision", revision=iri)), {"claims": 0, "previous": None})

    def _latest_revision(self, article: str) -> str | None:
        found = self._rows("latest-revision", article=article)
        return str(found[0]["revision"]) if found else None

    def extractions(self) -> Iterator[Extraction]:
        """Everything that is in the store, article revision by article revision."""
        merged = self.who.merged()
        return (self._extraction(revision, merged) for revision in self._revisions())

    def _revisions(self) -> Iterator[str]:
        """The graphs that hold a revision of an article."""
        return (iri for iri in self.store.graphs() if iri.startswith(f"{self._base}revision/"))

    def _extraction(self, revision: str, merged: Mapping[str, Link] | None = None) -> Extraction:
        """What the store has of a revision, with everybody as who the users say they are."""
        from kb.graph import from_graph

        return self.who.as_known(from_graph(self.store.graph(revision)), merged)

    def find(self, identifier: str) -> tuple[Extraction, Claim | None]:
        """The article that an id, an IRI or the beginning of an id names, and the claim where it names one.

        Of an article in several revisions, the latest. Raises `NotFound` where nothing or more than one thing has
        that id.
        """
        from kb.graph import id_of

        iri = self._whole(identifier)
        if iri is not None and iri in self.store:
            return self._extraction(iri), None
        if iri is not None and (holding := self._rows("revision-of", claim=iri)):
            extraction = self._extraction(str(holding[0]["revision"]))
            return extraction, next((claim for claim in extraction.claims if claim.id == id_of(iri)), None)
        if iri is not None and (latest := self._latest_revision(iri)) is not None:
            return self._extraction(latest), None
        raise NotFound(f"no article or claim '{identifier}'; `kb claims` lists the claims with their ids")

    def diff(self, article: str, *, before: str | None = None, after: str | None = None) -> Difference:
        """How the claims of an article differ between two revisions: the latest and the one that it was made from.

        All three are ids, or beginnings of ids. Raises `NotFound` where there is no such revision, or only one.
        """
        from kb.ingest.revisions import difference

        later = self.find(after or article)[0]
        previous = before or self._described(self._revision(later.article))["previous"]
        if previous is None:
            raise NotFound(
                f"'{article}' has no revision before {later.article.revision}; `kb add` makes one of an edit"
            )
        earlier = self.find(str(previous))[0]
        if earlier.article.id != later.article.id:
            raise NotFound(f"'{previous}' is of another article than {later.article.revision}")
        return difference(earlier, later)

    def _whole(self, identifier: str) -> str | None:
        """The IRI that an IRI, an id or the beginning of one stands for; None where it is that of nothing here."""
        from kb.graph import article_iri

        if identifier.startswith(self._base):
            return identifier
        article = str(article_iri(identifier, base=self._base))
        if self._latest_revision(article) is not None:
            return article
        # A whole id is looked up; only the beginning of one needs a scan.
        if re.fullmatch(f"[0-9a-f]{{{ID_LENGTH}}}", identifier):
            claim, revision = (f"{self._base}{kind}/{identifier}" for kind in ("claim", "revision"))
            if revision in self.store:
                return revision
            if self._rows("revision-of", claim=claim):
                return claim
        found = [str(row["match"]) for row in self._rows("with-id", id=identifier)] if identifier else []
        if len(found) > 1:
            some = ", ".join(iri.removeprefix(self._base) for iri in found[:5])
            raise NotFound(f"'{identifier}' begins {len(found)} ids: {some}{', …' * (len(found) > 5)}; give more of it")
        return next(iter(found), None)

    def speaker(self, name: str) -> tuple[Entity, list[Extraction]]:
        """The speaker of this name, whole or a part of it, and the articles that quote them. Raises `NotFound`.

        Where several have that part in their names, it is the one who is quoted most.
        """
        from kb.graph import entity_iri

        rows = self._rows("quoted-in", speaker=name) if name.strip() else []
        if not rows:
            raise NotFound(f"nobody named '{name}' speaks here; `kb query most-quoted` lists the speakers")
        exact = [row for row in rows if str(row["who"]).casefold() == name.casefold()]
        said: Counter[str] = Counter()
        for row in exact or rows:
            said[str(row["person"])] += int(str(row["claims"]))
        person = said.most_common(1)[0][0]
        merged = self.who.merged()
        revisions = dict.fromkeys(str(row["revision"]) for row in rows if str(row["person"]) == person)
        extractions = [self._extraction(revision, merged) for revision in revisions]
        speakers = (claim.speaker for extraction in extractions for claim in extraction.claims if claim.speaker)
        each = (member for speaker in speakers for member in speaker.each)
        return next(member for member in each if str(entity_iri(member, base=self._base)) == person), extractions

    def query(self, question: str, values: Mapping[str, str] | None = None) -> Table | bool | Graph:
        """The answer to a named question, to a file with one, or to a query in SPARQL itself.

        Where a claim, a revision or an article is asked for, the beginning of its id is enough.
        """
        asked = self._question(question)
        given = dict(values or {})
        for parameter in asked.parameters:
            if parameter.type == "iri" and re.fullmatch(
                f"[0-9a-f]{{4,{ID_LENGTH - 1}}}", given.get(parameter.name, "")
            ):
                given[parameter.name] = self._whole(given[parameter.name]) or given[parameter.name]
        return ask(self.store, asked, given, base=self._base)

    @staticmethod
    def _question(question: str) -> Question:
        # A name has no blanks and no braces; the name of a file may.
        if re.search(r"[\s{]", question) and not _is_file(question):
            return parse_question(question)
        return find_question(question)

    def verify(self) -> Iterator[Flaw]:
        """What is wrong: anchors that no longer match, texts that are not what was hashed, shapes that do not hold."""
        from kb.graph import authority_iri, facts_iri, review_iri
        from kb.graph.findings import findings_iri
        from kb.graph.likeness import likenesses_iri
        from kb.store.schema import schema_iri
        from kb.verify import verify

        return verify(
            self.store,
            authority=str(authority_iri(base=self._base)),
            facts=str(facts_iri(base=self._base)),
            reviews=str(review_iri("", base=self._base)),
            findings=str(findings_iri("", base=self._base)),
            likenesses=likenesses_iri(base=self._base),
            schema=str(schema_iri(base=self._base)),
        )

    def entities(self, name: str = "", *, offered: bool = False) -> list[dict[str, Any]]:
        """Who and what is spoken of, each as whom it is known; `offered` are only those that wait for review."""
        found = self._rows("entities", name=name)
        if not offered:
            return found
        waiting = {(str(row["entity"]), str(row["to"])) for row in self._rows("offered-links")}
        return [row for row in found if (str(row["entity"]), str(row["to"])) in waiting]

    def statistics(self) -> Statistics:
        """How much the store holds; what the index does not know is counted in the graphs, which takes a while."""
        counts = {name: int(str(value)) for name, value in self._rows("statistics")[0].items()}
        return Statistics(revisions=sum(1 for _ in self._revisions()), quads=self.store.size(), **counts)

    def findings(self) -> Iterator[Finding]:
        """How the claims of the store stand to each other: what `compare` has found, or what a comparison would find.

        Where nothing was compared yet, claims that speak of somebody in common are, and nothing is kept of it.
        """
        from kb.compare.sharing import findings_among
        from kb.graph.findings import from_findings

        kept = self.comparer.graphs()
        if not kept:
            return findings_among(self.extractions())
        return (finding for iri in kept for finding in from_findings(self.store.graph(iri)))

    def report(self, name: str, what: str | None = None, *, scope: Scope | None = None, form: str = "html") -> str:
        """The report of that name: of an article or a statement by its id, of a speaker by name, or of everything.

        `scope` limits those that compare claims to a topic and to days. Raises `UnknownReport`, and `NotFound` where
        there is no such article, claim or speaker.
        """
        from kb.report import REPORTS

        if name not in REPORTS:
            raise UnknownReport(f"no report '{name}'; there are: {', '.join(REPORTS)}, all")
        if what is None and name in EXAMPLES:
            raise UnknownReport(f"a report of which {name}? as in: kb report {name} {EXAMPLES[name]}")
        return REPORTS[name].function(*self._subject(name, what), **self._limits(name, what, scope), form=form)

    def _subject(self, name: str, what: str | None) -> tuple[Any, ...]:
        """What the report of that name is made from."""
        if name == "article":
            return (self.find(what or "")[0],)
        if name == "speaker":
            return self.speaker(what or "")
        everything = list(self.extractions())
        if name == "index":
            return (everything,)
        about = (self.speaker(what or "")[0],) if name == "stance" else ()
        return *about, everything, self.findings()

    def _limits(self, name: str, what: str | None, scope: Scope | None) -> dict[str, Any]:
        """What a report that compares claims is limited to."""
        from kb.compare.independence import carriers_in
        from kb.report import Scope

        if name not in COMPARING:
            return {}
        limits: dict[str, Any] = {"scope": scope or Scope()}
        if name == "coverage":
            limits["media"] = carriers_in(self.who.authority())
            limits["claim"] = self._claim(what) if what is not None else None
        return limits

    def _claim(self, identifier: str) -> str:
        """The id of the claim that this is the beginning of. Raises `NotFound`."""
        _, claim = self.find(identifier)
        if claim is None:
            raise NotFound(f"'{identifier}' is an article; `kb claims` lists the claims with their ids")
        return claim.id

    def write_reports(self, folder: Path, *, form: str = "html") -> Path:
        """Write an index, a report for every article and speaker, and what contradicts what; returns the index."""
        from kb.report import write_site

        return write_site(self.extractions(), folder, findings=self.findings(), form=form)

    def __enter__(self) -> KnowledgeBase:
        """The knowledge base, to be closed at the end of the block."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close the store, with all that was added to it."""
        try:
            self._partitions.load()
        finally:
            self.store.close()


EXAMPLES = {"article": "ID", "speaker": "NAME", "stance": "NAME TOPIC"}
COMPARING = ("contradictions", "stance", "coverage")


def _is_file(name: str) -> bool:
    try:
        return Path(name).is_file()
    except (OSError, ValueError):  # too long for a name
        return False
