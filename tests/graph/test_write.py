from __future__ import annotations

from dataclasses import replace

import pytest
from rdflib import BNode, Graph, Literal, URIRef
from rdflib.namespace import PROV, RDF, SKOS

from kb.authority.turtle import WHO
from kb.graph import BadBase, anchor_at, claim_iri, entity_iri, revision_iri, revision_of, to_graph
from kb.graph.anchors import AS_WRITTEN
from kb.model import Entity, EntityKind
from kb.namespaces import KB, SCHEMA
from tests.samples import MELNYK, RUSSIA, TROOPS, article, day, extraction, withdrawal


@pytest.fixture(scope="module")
def graph() -> Graph:
    return to_graph(extraction())


def test_there_are_no_blank_nodes(graph: Graph) -> None:
    assert not [term for triple in graph for term in triple if isinstance(term, BNode)]


def test_reading_twice_gives_the_same_triples(graph: Graph) -> None:
    assert set(to_graph(extraction())) == set(graph)


def test_the_graph_has_the_name_of_its_revision(graph: Graph) -> None:
    assert graph.identifier == revision_iri(article())
    assert (graph.identifier, RDF.type, SCHEMA.NewsArticle) in graph


def test_every_iri_of_ours_stands_under_the_base() -> None:
    base = "https://kb.example/"
    ours = {term for triple in to_graph(extraction(), base=base) for term in triple if str(term).startswith("urn:kb:")}
    ours = {term for term in ours if not str(term).startswith(WHO)}
    assert {term for term in ours if not str(term).startswith(str(KB))} == set()


@pytest.mark.parametrize("base", ["urn:kb", "https://kb.example/a b/", "https://kb.example/<", ""])
def test_a_base_that_makes_no_iris_is_refused(base: str) -> None:
    with pytest.raises(BadBase, match="no base for IRIs"):
        to_graph(extraction(), base=base)


def test_an_edited_article_names_the_revision_before() -> None:
    before = revision_iri(article())
    edited = to_graph(extraction(text=article().text + "\nУточнено."), previous=str(before))
    assert edited.identifier != before
    assert (edited.identifier, PROV.wasRevisionOf, before) in edited


def test_no_content_of_a_claim_is_asserted(graph: Graph) -> None:
    """The sample says, in somebody's mouth, that Russia withdrew troops: the graph must not."""
    russia, troops = entity_iri(RUSSIA), entity_iri(TROOPS)
    assert {(s, p) for s, p in graph.subject_predicates(troops)} == {
        (_proposition(graph), RDF.object),
        (_claim_about(graph, TROOPS), KB.about),
    }
    assert set(graph.predicates(russia)) == {RDF.type, SKOS.prefLabel}
    predicates = set(graph.predicates())
    nodes = set(graph.objects(None, RDF.predicate))
    assert not predicates & nodes, "a proposition's predicate is a node, never a property"


def _proposition(graph: Graph) -> URIRef:
    return URIRef(f"urn:kb:proposition/{withdrawal().id}")


def _claim_about(graph: Graph, entity: Entity) -> object:
    return graph.value(predicate=KB.about, object=entity_iri(entity))


def test_claims_of_the_same_meet_at_one_proposition() -> None:
    """Two articles, one affirms and one denies: the node is the same."""
    other = extraction(id="other", publisher="Інше видання")
    both = {
        node
        for one in (extraction(), other)
        for node in to_graph(one).subjects(RDF.predicate)
        if node == URIRef(f"urn:kb:proposition/{withdrawal().id}")
    }
    assert len(both) == 1


def test_claims_with_the_same_words_share_an_anchor() -> None:
    one = extraction()
    claim = one.claims[1]
    twin = replace(claim, id="twin")
    graph = to_graph(replace(one, claims=(claim, twin)))
    assert set(graph.objects(claim_iri(claim.id), KB.content)) == set(graph.objects(claim_iri("twin"), KB.content))


def test_an_anchor_points_at_its_words_and_quotes_them(graph: Graph) -> None:
    text = article().text
    pointing = [(s, words, o) for term, words in AS_WRITTEN.items() for s, o in graph.subject_objects(term)]
    assert pointing
    for subject, words, anchor in pointing:
        assert revision_of(anchor) == revision_iri(article())
        assert anchor_at(anchor).of(text) in str(graph.value(subject, words))


def test_a_claim_has_what_a_journalist_asks_for(graph: Graph) -> None:
    claim = graph.value(predicate=SCHEMA.text, object=Literal("Міст, … майже готовий", lang="uk"))
    assert claim is not None
    assert (claim, KB.speaker, entity_iri(MELNYK)) in graph
    assert (claim, KB.saidOn, Literal(day("2021-12-02").earliest)) in graph
    assert (claim, KB.speakerAsWritten, Literal("Олена Мельник", lang="uk")) in graph
    assert (entity_iri(MELNYK), SKOS.prefLabel, Literal("Олена Мельник", lang="uk")) in graph
    publisher = entity_iri(Entity("Наше місто", EntityKind.ORGANISATION))
    assert (revision_iri(article()), SCHEMA.publisher, publisher) in graph


def test_a_date_is_a_single_day_only_where_it_is_one(graph: Graph) -> None:
    for claim in graph.subjects(RDF.type, SCHEMA.Claim):
        first, last, on = (graph.value(claim, t) for t in (KB.saidEarliest, KB.saidLatest, KB.saidOn))
        assert on is None or (first is None and last is None)
        assert first is None or first != last


def test_a_claim_costs_about_twenty_quads(graph: Graph) -> None:
    claims = set(graph.subjects(RDF.type, SCHEMA.Claim))
    assert sum(len(list(graph.predicate_objects(claim))) for claim in claims) / len(claims) <= 22
