"""Entries of the authority file to RDF, with where they are from, and back; and which of them users say are one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime

from rdflib import Graph, Literal, URIRef
from rdflib.namespace import DCTERMS, OWL, PROV, RDF, SKOS, XSD
from rdflib.term import Node

from kb.authority import Authority, Entry, Sort, Tenure, authority_of
from kb.authority.entry import Names
from kb.authority.turtle import WHO
from kb.graph.write import text_literal
from kb.model import Link, digest
from kb.namespaces import KB, KINDS, SCHEMA, concept

Triple = tuple[URIRef, URIRef, Node]

GENDERS = {"Masc": SCHEMA.Male, "Fem": SCHEMA.Female}
_SINGLE = (KB.sort, KB.country, KB.body, KB.standsFor, SCHEMA.gender)
_TYPES = frozenset({*KINDS.values(), KB.Office})


def authority_from(graph: Graph) -> Authority:
    """The entries and tenures that a graph holds. Raises `BadAuthority`."""
    return authority_of((str(s), str(p), str(o), o.language if isinstance(o, Literal) else None) for s, p, o in graph)


def entry_triples(entry: Entry) -> Iterator[Triple]:
    """An entry as the authority file has it."""
    node = URIRef(entry.iri)
    yield node, RDF.type, SKOS.Concept
    yield node, RDF.type, KB.Office if entry.sort is Sort.OFFICE else KINDS[entry.kind]
    if entry.sort not in {Sort.OFFICE, Sort.PERSON}:
        yield node, KB.sort, concept(KB.sort, entry.sort)
    for language, names in entry.names.items():
        for place, name in enumerate(dict.fromkeys(names)):
            yield node, SKOS.altLabel if place else SKOS.prefLabel, Literal(name, lang=language)
    for language, adjectives in entry.adjectives.items():
        for adjective in adjectives:
            yield node, KB.adjective, Literal(adjective, lang=language)
    for term, iri in ((KB.country, entry.country), (KB.body, entry.body), (KB.standsFor, entry.stands_for)):
        if iri is not None:
            yield node, term, URIRef(iri)
    if entry.gender in GENDERS:
        yield node, SCHEMA.gender, GENDERS[entry.gender]
    for article in entry.only_in:
        yield node, KB.onlyIn, Literal(article)


def add_entry(graph: Graph, entry: Entry) -> None:
    """Add an entry to a graph that may have it already: what it is, and the preferred names that it has, stay."""
    node = URIRef(entry.iri)
    preferred = {label.language for label in graph.objects(node, SKOS.prefLabel) if isinstance(label, Literal)}
    there = {term for term in _SINGLE if (node, term, None) in graph}
    is_typed = any(term in _TYPES for term in graph.objects(node, RDF.type))
    for _, term, value in list(entry_triples(entry)):
        if term in there or (term == RDF.type and value in _TYPES and is_typed):
            continue
        if term == SKOS.prefLabel and isinstance(value, Literal):
            if value.language in preferred:
                term = SKOS.altLabel
            else:
                graph.remove((node, SKOS.altLabel, value))
        if term != SKOS.altLabel or (node, SKOS.prefLabel, value) not in graph:
            graph.add((node, term, value))


def add_tenure(graph: Graph, tenure: Tenure) -> None:
    """Add a tenure to a graph, in the place of what the graph has of the same one."""
    triples = list(tenure_triples(tenure))
    graph.remove((triples[0][0], None, None))
    for triple in triples:
        graph.add(triple)


def tenure_triples(tenure: Tenure) -> Iterator[Triple]:
    """A tenure, its days as days."""
    node = URIRef(f"{WHO}tenure-{digest('tenure', tenure.holder, tenure.office, str(tenure.since))}")
    yield node, RDF.type, KB.Tenure
    yield node, KB.holder, URIRef(tenure.holder)
    yield node, KB.office, URIRef(tenure.office)
    for term, day in ((SCHEMA.startDate, tenure.since), (SCHEMA.endDate, tenure.until)):
        if isinstance(day, date):
            yield node, term, Literal(day.isoformat(), datatype=XSD.date)
    if tenure.acting:
        yield node, KB.acting, Literal(True)


def add_provenance(graph: Graph, iri: str, source: str, *, at: datetime) -> None:
    """Note where an entry is from, and since when it is here, where that is not noted yet."""
    node = URIRef(iri)
    graph.add((node, DCTERMS.source, Literal(source)))
    if (node, PROV.generatedAtTime, None) not in graph:
        graph.add((node, PROV.generatedAtTime, Literal(at)))


def add_same(graph: Graph, iri: str, link: Link, *, name: str, language: str, at: datetime) -> None:
    """Say that what has this IRI is the entry that the link leads to, and how that is known.

    What was the same as it is the same as the entry, so that one step always leads there.
    """
    node, to = URIRef(iri), URIRef(link.iri)
    for other in [*graph.subjects(OWL.sameAs, node)]:
        graph.set((other, OWL.sameAs, to))
    graph.set((node, OWL.sameAs, to))
    told = URIRef(f"{iri}-link" if "#" in iri else f"{iri}#link")
    graph.remove((told, None, None))
    graph.add((told, RDF.type, KB.Link))
    graph.add((told, KB.linkOf, node))
    graph.add((told, KB.linkName, text_literal(name, language)))
    graph.add((told, KB.linkTo, to))
    graph.add((told, KB.linkMethod, concept(KB.linkMethod, link.method)))
    graph.add((told, KB.linkScore, Literal(link.score)))
    graph.add((told, PROV.generatedAtTime, Literal(at)))


def share_names(graph: Graph, iri: str, entry: Entry, own: Mapping[str, Names]) -> None:
    """Give all that is the same as an entry its names, so that who asks by any of them finds what was said by all.

    `own` are the names that some of them have elsewhere than in the graph, by IRI.
    """
    named = authority_from(graph).entries.get(iri, entry)
    for node in graph.subjects(OWL.sameAs, URIRef(iri)):
        for language, names in named.names.items():
            for name in set(names) - set(own.get(str(node), {}).get(language, ())):
                label = Literal(name, lang=language)
                if (node, SKOS.prefLabel, label) not in graph:
                    graph.add((node, SKOS.altLabel, label))


def same_in(graph: Graph) -> dict[str, str]:
    """What is the same as which entry, by IRI."""
    return {str(one): str(other) for one, other in graph.subject_objects(OWL.sameAs)}


def sources_of(graph: Graph, iri: str) -> tuple[list[str], datetime | None]:
    """Where an entry of the graph is from, and since when it is here."""
    node = URIRef(iri)
    since = graph.value(node, PROV.generatedAtTime)
    when = since.toPython() if isinstance(since, Literal) else None
    return sorted(map(str, graph.objects(node, DCTERMS.source))), when if isinstance(when, datetime) else None


def as_one(authority: Authority, same: Mapping[str, str]) -> Authority:
    """The authority with entries that are the same as others put together with these, and their tenures."""
    if not same:
        return authority

    def renamed(iri: str | None) -> str | None:
        return same.get(iri, iri) if iri else iri

    def entries() -> Iterable[Entry]:
        # The entry that others are the same as comes first: what it is and what it is called first is kept.
        for entry in sorted(authority.entries.values(), key=lambda each: each.iri in same):
            country, body, stands_for = map(renamed, (entry.country, entry.body, entry.stands_for))
            iri = same.get(entry.iri, entry.iri)
            yield replace(entry, iri=iri, country=country, body=body, stands_for=stands_for)

    tenures = (
        replace(t, holder=same.get(t.holder, t.holder), office=same.get(t.office, t.office)) for t in authority.tenures
    )
    return Authority(entries(), tenures)
