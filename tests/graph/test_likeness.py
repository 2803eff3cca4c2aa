from __future__ import annotations

import pytest
from rdflib import Graph, Literal
from rdflib.namespace import PROV

from kb.graph.likeness import Likeness, from_likeness, likeness_iri, to_likeness
from kb.namespaces import KB
from tests.compared import alike

BASE = "https://example.org/kb/"


@pytest.mark.parametrize("base", ["urn:kb:", BASE])
def test_a_likeness_comes_back_as_it_went(base: str) -> None:
    likeness = Likeness("a" * 24, "b" * 24, 0.987, "1.2.3")
    graph = to_likeness(likeness, base=base)
    assert from_likeness(graph) == likeness
    assert str(graph.identifier).startswith(f"{base}likeness/")


def test_a_pair_has_one_graph_whichever_came_first() -> None:
    assert likeness_iri("a", "b") == likeness_iri("b", "a") != likeness_iri("a", "c")


@pytest.mark.parametrize("term", [KB.alike, KB.share, PROV.wasGeneratedBy])
def test_a_graph_that_lacks_something_is_of_no_pair(term: object) -> None:
    graph = alike()
    graph.remove((None, term, None))  # type: ignore[arg-type]
    assert from_likeness(graph) is None


def test_a_share_that_is_no_number_is_of_no_pair() -> None:
    graph: Graph = alike()
    graph.set((graph.identifier, KB.share, Literal("most of it")))
    assert from_likeness(graph) is None
