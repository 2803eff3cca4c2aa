"""The reference statements of a store: added, listed, removed, and laid beside its claims."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from rdflib import URIRef

from kb.compare.independence import Report
from kb.errors import NotFound
from kb.facts.against import Judge, against, by_proposition
from kb.facts.fact import Fact
from kb.graph import BASE, fact_iri, facts_iri, from_graph, id_of
from kb.graph.facts import fact_triples, facts_from, without
from kb.model import Extraction, Finding
from kb.read.source import Failure
from kb.reference.asking import rows

if TYPE_CHECKING:
    from kb.extract import Extractor
    from kb.store import Store

MOST = 200
"""Claims that a statement is laid beside: those that share its proposition first, then those about the same, the
latest first."""


@dataclass(frozen=True, slots=True)
class Held:
    """How a claim of the store stands to a reference statement."""

    finding: Finding
    fact: Fact
    report: Report


class Facts:
    """The reference statements of a store."""

    def __init__(self, store: Store, extractor: Extractor, *, base: str = BASE) -> None:
        self._store = store
        self._extractor = extractor
        self._base = base
        self._iri = str(facts_iri(base=base))

    def __iter__(self) -> Iterator[tuple[Fact, datetime | None]]:
        """Each statement and since when it is here, the oldest first."""
        return iter(facts_from(self._store.graph(self._iri)))

    def add(self, facts: Iterable[Fact]) -> list[tuple[Fact, bool]]:
        """Add statements, each read as the content of a claim is; gives each with whether it is new."""
        graph = self._store.graph(self._iri)
        known = {fact.id for fact, _ in facts_from(graph)}
        now = datetime.now(UTC).replace(microsecond=0)
        told: list[tuple[Fact, bool]] = []
        for fact in facts:
            told.append((fact, fact.id not in known))
            if fact.id not in known:
                known.add(fact.id)
                for triple in fact_triples(fact, self._read(fact), at=now, base=self._base):
                    graph.add(triple)
        self._store.put(self._iri, graph)
        return told

    def remove(self, identifier: str) -> Fact:
        """Remove the statement of this id, or whose id begins so. Raises `NotFound`."""
        fact = self.find(identifier)
        left = without(self._store.graph(self._iri), fact_iri(fact.id, base=self._base))
        if len(left):
            self._store.put(self._iri, left)
        else:
            self._store.drop(self._iri)
        return fact

    def find(self, identifier: str) -> Fact:
        """The statement of this id or IRI, or whose id begins so. Raises `NotFound`."""
        begin = identifier.removeprefix(f"{self._base}fact/")
        found = [fact for fact, _ in self if begin and fact.id.startswith(begin)]
        if len(found) == 1:
            return found[0]
        why = f"{len(found)} begin so; give more of it" if found else "`kb fact list` lists them"
        raise NotFound(f"no one reference statement '{identifier}': {why}")

    def beside(self, identifiers: Iterable[str] = (), *, judge: Judge = by_proposition) -> Iterator[Held]:
        """How the claims of the store stand to the statements of these ids, or to all of them."""
        chosen = [self.find(identifier) for identifier in identifiers] or [fact for fact, _ in self]
        known: dict[str, Extraction] = {}
        for fact in chosen:
            stated = self._read(fact)
            if stated is None:
                continue
            for revision, claim in self._candidates(fact):
                if revision not in known:
                    known[revision] = from_graph(self._store.graph(revision))
                extraction = known[revision]
                report = next((Report(extraction, each) for each in extraction.claims if each.id == claim), None)
                finding = against(fact, stated, report, judge=judge) if report else None
                if report and finding:
                    yield Held(finding, fact, report)

    def _candidates(self, fact: Fact) -> list[tuple[str, str]]:
        """The claims that share a proposition or an entity with a statement: revision and id."""
        found = rows(self._store, "beside", fact=URIRef(fact_iri(fact.id, base=self._base)))
        pairs = ((str(row["revision"]), id_of(row["claim"])) for row in found)
        return list(dict.fromkeys(pairs))[:MOST]

    def _read(self, fact: Fact) -> Extraction | None:
        """The statement as the content of a claim is read; None where its pipeline cannot."""
        found = self._extractor.state(fact.article)
        return None if isinstance(found, Failure) else found
