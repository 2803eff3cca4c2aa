"""What the users of a store say of who is who, on top of the package's authority file: entries, merges, splits.

All of it stands in one graph of the store, with where it is from and since when it is there. Merging states that two
are one (`owl:sameAs`) and changes no article; splitting says of some articles that they mean somebody else.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, cast

from rdflib import Graph, URIRef
from rdflib.namespace import PROV

from kb.ask import ask, find_question
from kb.authority import Authority, Entry, Sort, Tenure, shipped
from kb.authority.lookup import CERTAIN, Candidate, entry_of, find_entries, twins, whole_iri
from kb.authority.turtle import WIKIDATA
from kb.errors import KnowledgeBaseError, NotFound
from kb.graph import BASE, article_iri, authority_iri, entity_iri, from_graph, to_graph
from kb.graph.authority import (
    add_entry,
    add_provenance,
    add_same,
    add_tenure,
    as_one,
    authority_from,
    same_in,
    share_names,
    sources_of,
)
from kb.graph.relink import entities_in, linked_anew
from kb.model import Entity, EntityKind, Extraction, Link, LinkMethod, digest
from kb.namespaces import KINDS

if TYPE_CHECKING:
    from kb.store import Store, Table

USER = "a user"
_SORTS = {EntityKind.PERSON: Sort.PERSON, EntityKind.PLACE: Sort.CITY}


class BadMerge(KnowledgeBaseError, ValueError):
    """Two entities that cannot be one."""


class BadSplit(KnowledgeBaseError, ValueError):
    """A split of nothing, or of what nobody could find again by its name."""


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
        """The package's entries and the users' together, those that are one as one."""
        graph = self.own()
        own, same = authority_from(graph), same_in(graph)
        return as_one(shipped().with_more(own) if own.entries else shipped(), same)

    def merged(self) -> dict[str, Link]:
        """Who the users say is which entry, by IRI."""
        same = same_in(self.own())
        entries = self.authority().entries if same else {}
        labels = {iri: entries[iri].labels for iri in set(same.values()) if iri in entries}
        return {one: Link(iri, LinkMethod.USER, CERTAIN, labels.get(iri, ())) for one, iri in same.items()}

    def as_known(self, extraction: Extraction, merged: Mapping[str, Link] | None = None) -> Extraction:
        """The extraction with everybody as the entry that users say they are; `merged` where that is at hand."""
        links = self.merged() if merged is None else merged
        return linked_anew(extraction, links, base=self._base) if links else extraction

    def sources(self, iri: str) -> tuple[list[str], datetime | None]:
        """Where an entry that the users added is from, and since when it is here."""
        return sources_of(self.own(), iri)

    def add(self, entries: Iterable[Entry], tenures: Iterable[Tenure] = (), *, source: str = USER) -> int:
        """Add entries and tenures, or more names to entries that are known; gives the number of new triples.

        What is known of an entry stays: its kind, its sort, its country, its preferred names.
        """
        graph, known = self.own(), self.authority().entries
        before, now = len(graph), _now()
        for entry in entries:
            there = known.get(entry.iri)
            add_entry(graph, replace(entry, kind=there.kind, sort=there.sort) if there else entry)
            add_provenance(graph, entry.iri, source, at=now)
        for tenure in tenures:
            add_tenure(graph, tenure)
        self._store.put(self._iri, graph)
        return len(graph) - before

    def new_iri(self, name: str, kind: EntityKind) -> str:
        """The IRI of an entry that has no id elsewhere."""
        return f"{self._base}entity/{digest('entry', name.casefold(), kind)}"

    def find(self, name: str, *, kind: EntityKind | None = None) -> list[Candidate]:
        """The entries that a name may mean, the likeliest first: by name, by surname, by office, by spelling."""
        return find_entries(self.authority(), name, kind=kind)

    def entry(self, identifier: str) -> Entry:
        """The entry of this IRI, id, beginning of an id, or exact name.

        Raises `NotFound` where there is none, or more than one.
        """
        return entry_of(self.authority(), identifier, same=same_in(self.own()), base=self._base)

    def twins(self, entries: Iterable[Entry]) -> Iterator[tuple[Entry, Entry]]:
        """Each entry from elsewhere with the one of the package's that must be the same, though without its id."""
        return twins(self.authority(), entries)

    def merge(self, one: Entity | Entry, into: Entry, *, method: LinkMethod = LinkMethod.USER) -> None:
        """Say that an entity of the store, or an entry, is this entry: its names become names of the entry.

        Raises `BadMerge` where the entity is another entry already, or the two are of different kinds.
        """
        iri = one.iri if isinstance(one, Entry) else str(entity_iri(one, base=self._base))
        name = one.name("en") if isinstance(one, Entry) else one.name
        self._refuse_merge(one, iri, name, into)
        names = dict(one.names) if isinstance(one, Entry) else self._names(iri)
        graph, now = self.own(), _now()
        labels = {code: (label,) for code, label in into.labels}
        both = {code: (*labels.get(code, ()), *names.get(code, ())) for code in {**labels, **names} if code}
        add_entry(graph, replace(into, names=both))
        add_provenance(graph, into.iri, USER, at=now)
        link = Link(into.iri, method, CERTAIN)
        add_same(graph, iri, link, name=name, language=next(iter(names), "uk"), at=now)
        share_names(graph, into.iri, into, {each.iri: each.names for each in shipped().entries.values()})
        self._store.put(self._iri, graph)

    def _refuse_merge(self, one: Entity | Entry, iri: str, name: str, into: Entry) -> None:
        if iri == into.iri:
            raise BadMerge(f"'{name}' is {into.iri} already")
        if isinstance(one, Entity):
            already = one.link.iri if one.link is not None and one.link.is_sure else same_in(self.own()).get(iri)
            if already is not None:
                raise BadMerge(f"'{name}' is {already} already; split it off first, article by article")
        elif one.iri.startswith(WIKIDATA) and into.iri.startswith(WIKIDATA):
            raise BadMerge(f"{one.iri} and {into.iri} are two in Wikidata: they cannot be one")
        if (one.kind is EntityKind.PERSON) != (into.kind is EntityKind.PERSON) and one.kind is not EntityKind.OTHER:
            raise BadMerge(f"'{name}' is a {one.kind} and '{into.name('en')}' a {into.kind}: they cannot be one")
        if into.sort is Sort.OFFICE and not (isinstance(one, Entry) and one.sort is Sort.OFFICE):
            raise BadMerge(f"'{into.name('en')}' is an office, which nobody is; merge '{name}' into who held it")

    def split(self, entity: Entity, articles: Iterable[str], *, label: str | None = None) -> Entry:
        """Say that the articles of these ids mean somebody else of the same name, who becomes an entry of their own.

        The articles are written again with that entry, in all their revisions; what is added later of them is linked
        to it as well. Raises `BadSplit`, and `NotFound` where an article does not speak of the entity.
        """
        ids = tuple(sorted(set(articles)))
        if not ids:
            raise BadSplit(f"name the articles that mean somebody else than '{entity.name}'")
        found = {article: list(self._revisions(article)) for article in ids}
        iris = self._all_of(str(entity_iri(entity, base=self._base)))
        named: dict[str, dict[str, None]] = {}
        for article, extractions in found.items():
            here = [
                (extraction.article.language, each.name)
                for extraction in extractions
                for each in entities_in(extraction)
                if str(entity_iri(each, base=self._base)) in iris
            ]
            if not here:
                raise NotFound(f"article {article} does not speak of '{entity.name}'")
            for language, name in here:
                names = named.setdefault(language, dict.fromkeys([label] if label else []))
                names[name] = None
        entry = Entry(
            iri=f"{self._base}entity/{digest('split', entity.name.casefold(), *ids)}",
            kind=entity.kind,
            sort=_SORTS.get(entity.kind, Sort.OTHER),
            names={language: tuple(names) for language, names in named.items()},
            only_in=ids,
        )
        self.add([entry], source=USER)
        link = Link(entry.iri, LinkMethod.USER, CERTAIN, entry.labels)
        for extraction in (each for extractions in found.values() for each in extractions):
            self._rewrite(linked_anew(extraction, dict.fromkeys(iris, link), base=self._base))
        return entry

    def known_as(self, identifier: str) -> Entity:
        """The entity that the articles of the store have under this IRI, id, beginning of an id, or exact name.

        Raises `NotFound`.
        """
        iri = whole_iri(identifier)
        iri = iri if ":" in iri else f"{self._base}entity/{iri}"
        rows = self._rows("who", entity=iri) if re.fullmatch(r"[^\x00-\x20<>\"{}|\\^`]+", iri) else []
        if not rows:
            iri = self._one_of(identifier)
            rows = self._rows("who", entity=iri)
        kinds = [kind for kind, term in KINDS.items() if any(row["kind"] == term for row in rows)]
        entity = Entity(str(rows[0]["name"]), kinds[0] if kinds else EntityKind.OTHER)
        if iri == f"{self._base}entity/{entity.id}":
            return entity
        labels = tuple(sorted({str(row["language"]): str(row["name"]) for row in rows}.items()))
        return replace(entity, link=Link(iri, LinkMethod.NAME, CERTAIN, labels))

    def either(self, identifier: str) -> Entity | Entry:
        """Whom the articles of the store or else the authority file have under this id or name. Raises `NotFound`.

        Who is linked to an entry is the entry, where it is asked for by id.
        """
        try:
            found = self.known_as(identifier)
        except NotFound as error:
            try:
                return self.entry(identifier)
            except NotFound:
                raise error from None
        is_id = found.link is not None and (":" in identifier or whole_iri(identifier) != identifier)
        return self.entry(found.link.iri) if is_id and found.link else found

    def _one_of(self, identifier: str) -> str:
        """The IRI of the one entity of the store whose id begins so, or that has this name."""
        if re.fullmatch("[0-9a-f]{4,}", identifier):
            begin = f"{self._base}entity/{identifier}"
            found = {str(row["entity"]) for row in self._rows("entities")}
            if len(begun := {iri for iri in found if iri.startswith(begin)}) == 1:
                return begun.pop()
        wanted = identifier.casefold().strip()
        rows = self._rows("entities", name=identifier) if wanted else []
        iris = dict.fromkeys(str(row["entity"]) for row in rows)
        exact = [iri for iri in iris if any(str(r["name"]).casefold() == wanted for r in self._rows("who", entity=iri))]
        same = same_in(self.own())
        if len({same.get(iri, iri) for iri in exact}) == 1:
            return exact[0]
        hint = f"{len(exact)} have that name: {', '.join(exact)}" if exact else "`kb entities list` lists them"
        raise NotFound(f"no one entity '{identifier}' in the store; {hint}")

    def _all_of(self, iri: str) -> set[str]:
        """What is one with this, by IRI."""
        same = same_in(self.own())
        whole = same.get(iri, iri)
        return {iri, whole, *(one for one, other in same.items() if other == whole)}

    def _names(self, iri: str) -> dict[str, tuple[str, ...]]:
        found: dict[str, dict[str, None]] = {}
        for row in self._rows("who", entity=iri):
            found.setdefault(str(row["language"]), {})[str(row["name"])] = None
        return {language: tuple(names) for language, names in found.items()}

    def _revisions(self, article: str) -> Iterator[Extraction]:
        """An article in all its revisions, the latest first."""
        latest = self._rows("latest-revision", article=str(article_iri(article, base=self._base)))
        iri = str(latest[0]["revision"]) if latest else None
        while iri is not None:
            graph = self._store.graph(iri)
            yield from_graph(graph)
            previous = graph.value(URIRef(iri), PROV.wasRevisionOf)
            iri = str(previous) if previous is not None and str(previous) in self._store else None

    def _rewrite(self, extraction: Extraction) -> None:
        """Put a revision in the place of what the store has of it."""
        iri = str(to_graph(extraction, base=self._base).identifier)
        previous = self._store.graph(iri).value(URIRef(iri), PROV.wasRevisionOf)
        self._store.put(iri, to_graph(extraction, base=self._base, previous=str(previous) if previous else None))

    def _rows(self, question: str, **values: str) -> list[dict[str, Any]]:
        return [dict(row) for row in cast("Table", ask(self._store, find_question(question), values, base=self._base))]


def _now() -> datetime:
    return datetime.now(UTC).replace(microsecond=0)
