"""Entries of the authority file to RDF, with where they are from, and back."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from rdflib import Graph, Literal, URIRef
from rdflib.namespace import DCTERMS, PROV, RDF, SKOS, XSD
from rdflib.term import Node

from kb.authority import Authority, Entry, Sort, Tenure, authority_of
from kb.authority.turtle import WHO
from kb.model import digest
from kb.namespaces import KB, KINDS, SCHEMA, concept

Triple = tuple[URIRef, URIRef, Node]

GENDERS = {"Masc": SCHEMA.Male, "Fem": SCHEMA.Female}


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
        for place, name in enumerate(names):
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


def provenance_triples(iri: str, source: str, *, at: datetime) -> Iterator[Triple]:
    """Where an entry is from, and since when it is here."""
    node = URIRef(iri)
    yield node, DCTERMS.source, Literal(source)
    yield node, PROV.generatedAtTime, Literal(at)
