from __future__ import annotations

from typing import Any

import pytest
from rdflib import BNode, URIRef
from rdflib.namespace import RDF, SKOS

from kb.facts.fact import Fact
from kb.facts.linking import LinkedBy, ReviewLink
from kb.facts.review import Rating, Review
from kb.graph import fact_iri, facts_iri
from kb.graph.facts import fact_triples, facts_from, without
from kb.graph.reviews import review_from, review_graph
from kb.namespaces import KB, SCHEMA
from tests.facts.samples import NOW, fact, review
from tests.reference.samples import facts_graph, reviewed_graph

FACTS = {
    "with a period": fact(since="2014~", until="2019"),
    "open at one end": fact(since=None, until="2019-05"),
    "at any time": fact(since=None),
    "in English": fact("The bridge stands.", source="A report, p. 3"),
}


@pytest.mark.parametrize("one", FACTS.values(), ids=FACTS)
def test_a_statement_comes_back_as_it_went_in(one: Fact) -> None:
    graph = facts_graph()
    for triple in fact_triples(one, None, at=NOW):
        graph.add(triple)
    assert (one, NOW) in facts_from(graph)


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"rating": Rating()},
        {"rating": Rating("Правда")},
        {"reviewer": None, "claimant": None, "published": None, "said_on": None, "appearances": ()},
        {"url": None, "language": None, "licence": None},
    ],
    ids=["all", "no rating", "a name", "an address alone", "a reviewer alone"],
)
def test_a_review_comes_back_as_it_went_in(changes: dict[str, Any]) -> None:
    links = (ReviewLink("urn:kb:claim/a", LinkedBy.ADDRESS, 61.5), ReviewLink("urn:kb:claim/b", LinkedBy.SPEAKER, 90.0))
    one: Review = review(**changes)
    assert review_from(review_graph(one, links, at=NOW)) == (one, links, NOW)


def test_there_are_no_blank_nodes() -> None:
    for graph in (facts_graph(), reviewed_graph()):
        assert not any(isinstance(term, BNode) for triple in graph for term in triple)


def test_what_a_statement_says_is_not_stated() -> None:
    graph = facts_graph()
    entities = {URIRef(str(entity)) for entity in graph.objects(None, SCHEMA.about)}
    assert entities
    assert {p for entity in entities for p in graph.predicates(entity)} == {RDF.type, SKOS.prefLabel}


def test_nobody_becomes_an_outlet_or_a_speaker_by_a_review() -> None:
    assert not {KB.speaker, SCHEMA.publisher} & set(reviewed_graph().predicates())


def test_a_statement_is_taken_out_with_what_only_it_needs() -> None:
    graph = facts_graph()
    left = without(graph, fact_iri(fact("Росія не відвела війська.").id))
    assert left.identifier == facts_iri()
    assert len(facts_from(left)) == 2
    assert (None, RDF.predicate, None) in left
    for one, _ in facts_from(left):
        left = without(left, fact_iri(one.id))
    assert len(left) == 0
