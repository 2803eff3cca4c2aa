"""Reference statements to RDF and back: all of a store in one graph, each as its source has it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from rdflib import Graph, Literal, URIRef
from rdflib.namespace import DCTERMS, PROV, RDF
from rdflib.term import Node

from kb.facts.fact import Fact
from kb.graph.iris import BASE, Names, entity_iri, fact_iri
from kb.graph.write import Triple, proposition_triples, run_triples, text_literal
from kb.model import Claim, Extraction, Interval
from kb.namespaces import KB, SCHEMA, concept


def fact_triples(fact: Fact, stated: Extraction | None, *, at: datetime, base: str = BASE) -> Iterator[Triple]:
    """A reference statement, since when it is here, and what it says as far as it could be read."""
    node = fact_iri(fact.id, base=base)
    yield node, RDF.type, KB.Fact
    yield node, SCHEMA.text, text_literal(fact.text, fact.language)
    yield node, SCHEMA.inLanguage, Literal(fact.language)
    yield node, DCTERMS.source, Literal(fact.source)
    yield node, PROV.generatedAtTime, Literal(at)
    if fact.valid is not None:
        yield node, KB.validEdtf, Literal(fact.valid.edtf)
        if fact.valid.earliest:
            yield node, KB.validEarliest, Literal(fact.valid.earliest)
        if fact.valid.latest:
            yield node, KB.validLatest, Literal(fact.valid.latest)
    if stated is not None and stated.claims:
        yield from _reading(node, stated.claims[0], stated, Names(base, fact.article))


def _reading(node: URIRef, claim: Claim, stated: Extraction, names: Names) -> Iterator[Triple]:
    run = names.run(stated.model, stated.version)
    yield node, PROV.wasGeneratedBy, run
    yield from run_triples(run, stated.model, stated.version)
    yield node, KB.polarity, concept(KB.polarity, claim.polarity)
    yield node, KB.modality, concept(KB.modality, claim.modality)
    for entity in claim.about:
        # Not kb:about, by which claims are counted: nobody claims this.
        yield node, SCHEMA.about, entity_iri(entity, base=names.base)
    if claim.proposition is not None:
        yield node, KB.proposition, names.proposition(claim.proposition.id)
        entities = {argument.entity for argument in claim.proposition.arguments if argument.entity}
        # How an entity of an article was linked is told in that article's graph.
        link_nodes = {names.link(entity) for entity in entities}
        yield from (t for t in proposition_triples(claim.proposition, names) if t[0] not in link_nodes)


def without(graph: Graph, node: URIRef) -> Graph:
    """The graph of reference statements without one of them, and without what only that one needs."""
    kept = Graph(identifier=graph.identifier)
    waiting: list[Node] = [fact for fact in graph.subjects(RDF.type, KB.Fact) if fact != node]
    seen: set[Node] = set()
    while waiting:
        subject = waiting.pop()
        if subject in seen:
            continue
        seen.add(subject)
        for _, term, value in graph.triples((subject, None, None)):
            kept.add((subject, term, value))
            if isinstance(value, URIRef):
                waiting.append(value)
    return kept


def facts_from(graph: Graph) -> list[tuple[Fact, datetime | None]]:
    """The reference statements of a graph and since when each is here, the oldest first."""
    found = [(_fact(graph, node), _since(graph, node)) for node in graph.subjects(RDF.type, KB.Fact)]
    return sorted(found, key=lambda each: (str(each[1] or ""), each[0].text, each[0].id))


def _fact(graph: Graph, node: Node) -> Fact:
    edtf = graph.value(node, KB.validEdtf)
    valid = None
    if edtf is not None:
        valid = Interval(str(edtf), _day(graph, node, KB.validEarliest), _day(graph, node, KB.validLatest))
    text, source, language = (graph.value(node, term) for term in (SCHEMA.text, DCTERMS.source, SCHEMA.inLanguage))
    return Fact(str(text), str(source), str(language), valid)


def _since(graph: Graph, node: Node) -> datetime | None:
    found = graph.value(node, PROV.generatedAtTime)
    value = found.toPython() if isinstance(found, Literal) else None
    return value if isinstance(value, datetime) else None


def _day(graph: Graph, node: Node, term: URIRef) -> date | None:
    found = graph.value(node, term)
    value = found.toPython() if isinstance(found, Literal) else None
    return value if isinstance(value, date) else None
