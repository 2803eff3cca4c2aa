"""What the users of a store say of who is who, on top of the package's authority file: entries, merges, splits.

All of it stands in one graph of the store, with where it is from and since when it is there. Merging states that two
are one (`owl:sameAs`) and changes no article; splitting says of some articles that they mean somebody else.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, cast

from rdflib import Graph, Literal, URIRef
from rdflib.namespace import OWL, PROV, RDF, SKOS

from kb.ask import ask, find_question
from kb.authority import Authority, Entry, Index, Sort, Tenure, shipped
from kb.authority.turtle import WIKIDATA
from kb.errors import KnowledgeBaseError, NotFound
from kb.graph import BASE, authority_iri, entity_iri, to_graph
from kb.graph.authority import Triple, authority_from, entry_triples, provenance_triples, tenure_triples
from kb.model import LINKED_FROM, OFFERED_FROM, Claim, Entity, EntityKind, Extraction, Link, LinkMethod, digest, joint
from kb.namespaces import KB, KINDS, concept

if TYPE_CHECKING:
    from kb.store import Store, Table

USER = "a user"
CERTAIN = 100.0


class BadMerge(KnowledgeBaseError, ValueError):
    """Two entities that cannot be one."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """An entry that a name may mean, how it was found and how like the name it is, from 0 to 100."""

    entry: Entry
    method: LinkMethod
    score: float


class Curator:
    """Who is who in a store: the package's authority file and what its users have added."""

    def __init__(self, store: Store, *, base: str = BASE) -> None:
        self._store = store
        self._base = base
        self._iri = str(authority_iri(base=base))

    def own(self) -> Graph:
        """What the users of the store have said, as a graph to add to."""
        return self._store.graph(self._iri)

    def authority(self) -> Authority:
        """The package's entries and the users' together."""
        own = authority_from(self.own())
        return shipped().with_more(own) if own.entries else shipped()

    def add(self, entries: Iterable[Entry], tenures: Iterable[Tenure] = (), *, source: str = USER) -> int:
        """Add entries and tenures, or more names to entries that are known; gives the number of new triples."""
        graph = self.own()
        before, now = len(graph), datetime.now(UTC).replace(microsecond=0)
        for entry in entries:
            for triple in _fitted(entry, graph):
                graph.add(triple)
            if (URIRef(entry.iri), PROV.generatedAtTime, None) not in graph:
                _extend(graph, provenance_triples(entry.iri, source, at=now))
        for tenure in tenures:
            _extend(graph, tenure_triples(tenure))
        self._store.put(self._iri, graph)
        return len(graph) - before

    def find(self, name: str, *, kind: EntityKind | None = None) -> list[Candidate]:
        """The entries that a name may mean, the likeliest first: by name, by surname, by office, by spelling."""
        index = Index(self.authority())
        found: dict[str, Candidate] = {}
        for language in ("uk", "ru", "en"):
            for entry in index.named(name, language):
                found.setdefault(entry.iri, Candidate(entry, LinkMethod.NAME, CERTAIN))
            for entry in index.with_surname(name, language):
                found.setdefault(entry.iri, Candidate(entry, LinkMethod.SURNAME, LINKED_FROM - 1))
            for entry in index.offices(name, language):
                found.setdefault(entry.iri, Candidate(entry, LinkMethod.OFFICE, LINKED_FROM))
            for each in (kind,) if kind else EntityKind:
                for like in index.spelled(name, language, each, OFFERED_FROM):
                    entry = index.authority.entries[like.iri]
                    found.setdefault(like.iri, Candidate(entry, LinkMethod.SPELLING, round(like.score, 1)))
        kept = (c for c in found.values() if kind is None or c.entry.kind is kind)
        return sorted(kept, key=lambda each: (-each.score, each.entry.iri))

    def entry(self, identifier: str) -> Entry:
        """The entry of this IRI, Wikidata id or exact name. Raises `NotFound` where there is none, or more than one."""
        authority = self.authority()
        iri = whole_iri(identifier)
        if iri in authority.entries:
            return authority.entries[iri]
        named = [each.entry for each in self.find(identifier) if each.method is LinkMethod.NAME]
        if len(named) == 1:
            return named[0]
        if named:
            ids = ", ".join(entry.iri for entry in named[:5])
            raise NotFound(f"'{identifier}' is the name of {len(named)} entries: {ids}; give the id of one")
        raise NotFound(f"no entry '{identifier}' in the authority file; `kb entities find` shows what is like it")

    def merge(self, one: Entity, into: Entry) -> None:
        """Say that an entity of the store is this entry: its names become names of the entry.

        Raises `BadMerge` where the entity is linked already, or is a person and the entry is not.
        """
        if one.link is not None and one.link.is_sure:
            raise BadMerge(f"'{one.name}' is {one.id} already; split it off first, article by article")
        if (one.kind is EntityKind.PERSON) != (into.kind is EntityKind.PERSON) and one.kind is not EntityKind.OTHER:
            raise BadMerge(f"'{one.name}' is a {one.kind} and '{into.name('en')}' a {into.kind}: they cannot be one")
        iri = str(entity_iri(one, base=self._base))
        names = {str(row["language"]): str(row["name"]) for row in self._rows("who", entity=iri)}
        together = {code: (into.name(code), name) for code, name in names.items()}
        self.add([replace(into, names={**{code: (label,) for code, label in into.labels}, **together})])
        graph = self.own()
        graph.add((URIRef(iri), OWL.sameAs, URIRef(into.iri)))
        # So that who asks for the entry by its name finds what was said before the merge.
        for language, label in into.labels:
            graph.add((URIRef(iri), SKOS.altLabel, Literal(label, lang=language)))
        _extend(graph, _user_link(iri, one.name, next(iter(names), "uk"), into.iri))
        self._store.put(self._iri, graph)

    def split(self, entity: Entity, articles: Iterable[Extraction], *, label: str | None = None) -> Entry:
        """Say that these articles mean somebody else of the same name, who becomes an entry of their own.

        The articles are written again with that entry; what is added later of them is linked to it as well.
        """
        given = list(articles)
        ids = tuple(sorted({extraction.article.id for extraction in given}))
        language = given[0].article.language if given else "uk"
        entry = Entry(
            iri=f"{self._base}entity/{digest('split', entity.name.casefold(), *ids)}",
            kind=entity.kind,
            sort=_SORTS.get(entity.kind, Sort.OTHER),
            names={language: tuple(dict.fromkeys((label or entity.name, entity.name)))},
            only_in=ids,
        )
        self.add([entry], source=USER)
        link = Link(entry.iri, LinkMethod.USER, CERTAIN, entry.labels)
        for extraction in given:
            changed = with_entity(extraction, entity, replace(entity, link=link))
            iri = str(to_graph(changed, base=self._base).identifier)
            previous = self._store.graph(iri).value(URIRef(iri), PROV.wasRevisionOf)
            self._store.put(iri, to_graph(changed, base=self._base, previous=str(previous) if previous else None))
        return entry

    def known_as(self, identifier: str) -> Entity:
        """The entity that the articles of the store have under this IRI, id or exact name. Raises `NotFound`."""
        iri = identifier if ":" in identifier else f"{self._base}entity/{identifier}"
        rows = self._rows("who", entity=whole_iri(iri))
        if not rows:
            named = self._rows("entities", name=identifier)
            exact = {str(r["entity"]) for r in named if str(r["who"]).casefold() == identifier.casefold()}
            if len(exact) != 1:
                hint = (
                    f"{len(exact)} have that name: {', '.join(sorted(exact))}" if exact else "`kb entities list` lists"
                )
                raise NotFound(f"no one entity '{identifier}' in the store; {hint}")
            iri = exact.pop()
            rows = self._rows("who", entity=iri)
        kinds = [kind for kind, term in KINDS.items() if any(row["kind"] == term for row in rows)]
        entity = Entity(str(rows[0]["name"]), kinds[0] if kinds else EntityKind.OTHER)
        if iri == f"{self._base}entity/{entity.id}":
            return entity
        labels = tuple(sorted({(str(row["language"]), str(row["name"])) for row in rows}))
        return replace(entity, link=Link(iri, LinkMethod.NAME, CERTAIN, labels))

    def _rows(self, question: str, **values: str) -> list[dict[str, Any]]:
        return [dict(row) for row in cast("Table", ask(self._store, find_question(question), values, base=self._base))]


def whole_iri(identifier: str) -> str:
    """The IRI that a Wikidata id or its short form stands for, else the identifier itself.

    >>> whole_iri("Q159"), whole_iri("wd:Q159") == whole_iri("Q159")
    ('http://www.wikidata.org/entity/Q159', True)
    """
    short = identifier.removeprefix("wd:")
    return f"{WIKIDATA}{short}" if re.fullmatch(r"Q[1-9]\d*", short) else identifier


def with_entity(extraction: Extraction, old: Entity, new: Entity) -> Extraction:
    """The same claims with one entity known as another, wherever it stands."""

    def changed(entity: Entity) -> Entity:
        if entity.members:
            return joint(changed(member) for member in entity.members) or entity
        return replace(new, name=entity.name) if entity.id == old.id else entity

    def claim(one: Claim) -> Claim:
        said = one.proposition
        arguments = (replace(a, entity=changed(a.entity)) if a.entity else a for a in said.arguments) if said else ()
        return replace(
            one,
            speaker=changed(one.speaker) if one.speaker else None,
            about=tuple(map(changed, one.about)),
            proposition=replace(said, arguments=tuple(arguments)) if said else None,
        )

    return replace(
        extraction,
        claims=tuple(map(claim, extraction.claims)),
        outlet=changed(extraction.publisher) if extraction.publisher else None,
    )


def _fitted(entry: Entry, graph: Graph) -> Iterator[Triple]:
    """The triples of an entry for a graph that may have it already: preferred names that it has stay as they are."""
    node = URIRef(entry.iri)
    preferred = {
        label.language: str(label) for label in graph.objects(node, SKOS.prefLabel) if isinstance(label, Literal)
    }
    for subject, predicate, value in entry_triples(entry):
        if predicate == SKOS.prefLabel and isinstance(value, Literal) and value.language in preferred:
            if str(value) != preferred[value.language]:
                yield subject, SKOS.altLabel, value
        else:
            yield subject, predicate, value


def _user_link(entity: str, name: str, language: str, to: str) -> Iterator[Triple]:
    """That a user linked an entity, and to what."""
    node = URIRef(f"{entity}#link")
    yield node, RDF.type, KB.Link
    yield node, KB.linkOf, URIRef(entity)
    yield node, KB.linkName, Literal(name, lang=language)
    yield node, KB.linkTo, URIRef(to)
    yield node, KB.linkMethod, concept(KB.linkMethod, LinkMethod.USER)
    yield node, KB.linkScore, Literal(CERTAIN)
    yield node, PROV.generatedAtTime, Literal(datetime.now(UTC).replace(microsecond=0))


def _extend(graph: Graph, triples: Iterable[Triple]) -> None:
    for triple in triples:
        graph.add(triple)


_SORTS = {EntityKind.PERSON: Sort.PERSON, EntityKind.PLACE: Sort.CITY}
