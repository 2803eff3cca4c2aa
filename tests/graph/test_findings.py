from __future__ import annotations

import pytest
from rdflib import BNode, Graph, Literal, URIRef

from kb.graph import to_graph
from kb.graph.findings import from_findings, without
from kb.model import FindingKind
from kb.namespaces import KB, SCHEMA
from kb.store import open_store
from kb.verify import verify
from tests.compared import both, compared, findings


def test_findings_come_back_as_they_went_in() -> None:
    assert set(from_findings(compared())) == set(findings())


def test_there_are_no_blank_nodes() -> None:
    assert not any(isinstance(term, BNode) for triple in compared() for term in triple)


def test_the_short_triples_lead_both_ways_but_for_what_supersedes() -> None:
    graph = compared()
    assert len(list(graph.triples((None, KB.contradicts, None)))) == 2
    assert len(list(graph.triples((None, KB.supersedes, None)))) == 1


def test_what_is_left_without_a_claim_holds_nothing_of_it() -> None:
    gone = findings()[0].left
    left = without(compared(), [gone])
    kinds = {finding.kind for finding in from_findings(left)}
    assert kinds == {FindingKind.SUPERSEDES, FindingKind.DIFFERS}
    assert not list(left.triples((None, KB.contradicts, None)))


def flaws(graph: Graph) -> set[str]:
    store = open_store("memory:")
    for one in both():
        store.put(str(to_graph(one).identifier), to_graph(one))
    store.put(str(graph.identifier), graph)
    return {flaw.code for flaw in verify(store, findings="urn:kb:findings/")}


def test_what_was_written_is_verified() -> None:
    assert flaws(compared()) == set()


@pytest.mark.parametrize(
    ("term", "value", "code"),
    [
        pytest.param(KB.rule, Literal("another"), "finding", id="another rule"),
        pytest.param(KB.score, Literal(2.0), "shape", id="a score above 1"),
        pytest.param(KB.left, URIRef("urn:kb:claim/nobody"), "dangling", id="a claim that is nowhere"),
        pytest.param(SCHEMA.text, Literal("x"), "stray", id="a statement of a claim"),
    ],
)
def test_what_was_changed_is_reported(term: URIRef, value: URIRef | Literal, code: str) -> None:
    graph = compared()
    node = next(iter(graph.subjects(KB.rule, Literal("negates"))))
    if term == SCHEMA.text:
        graph.add((URIRef("urn:kb:claim/x"), term, value))
    else:
        graph.set((node, term, value))
    assert code in flaws(graph)
