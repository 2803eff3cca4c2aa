from __future__ import annotations

import pytest
from rdflib import RDF, Graph, Literal, URIRef
from rdflib.namespace import DCTERMS, PROV
from rdflib.term import Node

from kb.graph import fact_iri, facts_iri, review_iri
from kb.namespaces import KB, SCHEMA
from kb.store import open_store
from kb.verify import verify
from kb.verify.reference import FACT_CHECKS, REVIEW_CHECKS
from tests.facts.samples import fact, review
from tests.reference.samples import facts_graph, references, reviewed_graph

FACT, REVIEW = fact_iri(fact("Так.", since=None).id), review_iri(review().id)
RATING = URIRef(f"{REVIEW}#rating")
WORLD = (URIRef("http://www.wikidata.org/entity/Q159"), URIRef("urn:withdrew"), Literal("війська"))


def codes(*graphs: Graph) -> set[str]:
    with open_store("memory:") as store:
        for graph in graphs:
            store.put(str(graph.identifier), graph)
        return {flaw.code for flaw in verify(store, facts=str(facts_iri()), reviews=str(review_iri("")))}


def test_what_was_just_written_has_no_flaw() -> None:
    assert codes(*references()) == set()


CHANGED: dict[str, tuple[Node, Node, Node, str]] = {
    "other words": (FACT, SCHEMA.text, Literal("Ні.", lang="uk"), "fact"),
    "another source": (FACT, DCTERMS.source, Literal("Інше"), "fact"),
    "another period": (FACT, KB.validEdtf, Literal("1990"), "fact"),
    "no time since when": (FACT, PROV.generatedAtTime, Literal("колись"), "shape"),
    "a source that is none": (FACT, DCTERMS.source, URIRef("urn:x"), "shape"),
    "a property that statements do not have": (FACT, KB.speaker, URIRef("urn:x"), "shape"),
}
CHANGED_REVIEWS: dict[str, tuple[Node, Node, Node, str]] = {
    "other words": (REVIEW, SCHEMA.claimReviewed, Literal("Інше"), "review"),
    "another reviewer": (REVIEW, KB.reviewer, Literal("Інші"), "review"),
    "a rating off its scale": (RATING, KB.ratingPosition, Literal(1.5), "shape"),
    "a rating that is a number": (RATING, SCHEMA.ratingValue, Literal(2), "shape"),
    "a verdict on a claim": (REVIEW, KB.polarity, KB["polarity-negative"], "shape"),
}


@pytest.mark.parametrize(("subject", "term", "value", "code"), CHANGED.values(), ids=CHANGED)
def test_a_changed_statement_is_reported(subject: Node, term: Node, value: Node, code: str) -> None:
    graph = facts_graph()
    graph.set((subject, term, value))
    assert code in codes(graph)


@pytest.mark.parametrize(("subject", "term", "value", "code"), CHANGED_REVIEWS.values(), ids=CHANGED_REVIEWS)
def test_a_changed_review_is_reported(subject: Node, term: Node, value: Node, code: str) -> None:
    graph = reviewed_graph()
    graph.set((subject, term, value))
    assert code in codes(graph)


@pytest.mark.parametrize("graph", references(), ids=["facts", "review"])
def test_what_is_stated_of_the_world_is_reported(graph: Graph) -> None:
    graph.add(WORLD)
    assert "stray" in codes(graph)


def test_a_second_review_in_a_graph_is_reported() -> None:
    graph = reviewed_graph()
    graph.add((URIRef("urn:x"), RDF.type, KB.Review))
    assert "review" in codes(graph)


@pytest.mark.parametrize("check", [*FACT_CHECKS.values(), *REVIEW_CHECKS.values()], ids=lambda check: check.__name__)
def test_a_check_says_what_is_wrong(check: object) -> None:
    assert (check.__doc__ or "").endswith(".")
