from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest
from rdflib import BNode, Graph, Literal, URIRef
from rdflib.term import Node

from kb.care.digest import Held, all_held, held, total
from kb.graph import to_graph
from kb.store import Store, open_store
from kb.store.lines import Unnamed, line
from tests.samples import extraction
from tests.store.test_contract import ONE, TERMS, TWO, P, S, graph_of, texts

LINES = '<urn:s> <urn:p> "a" .\n<urn:s> <urn:p> "b" .\n'


@pytest.fixture(params=["memory", "oxigraph"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    """One whose graphs are digested as they are, and one that writes their lines itself."""
    with open_store(f"{request.param}:{tmp_path / 'store'}") as opened:
        yield opened


def of(store: Store, graph: Graph) -> Held:
    store.put(ONE, graph)
    return held(store, ONE)


def test_the_digest_of_a_graph_is_that_of_its_sorted_lines(store: Store) -> None:
    assert of(store, texts("b", "a")) == Held(ONE, hashlib.sha256(LINES.encode()).hexdigest(), 2)
    assert held(store, TWO) == Held(TWO, hashlib.sha256(b"").hexdigest(), 0)


def test_the_digest_of_a_store_is_that_of_the_digests_of_its_graphs(store: Store) -> None:
    store.put(TWO, texts("b", "c"))
    store.put(ONE, texts("a"))
    graphs = list(all_held(store))
    assert [graph.iri for graph in graphs] == [ONE, TWO]
    lines = "".join(f"{graph.digest}  {graph.iri}\n" for graph in graphs)
    found = total(graphs)
    assert (found.graphs, found.quads) == (2, 3)
    assert found.digest == hashlib.sha256(lines.encode()).hexdigest()


def test_every_store_has_the_same_digest_of_the_same(tmp_path: Path) -> None:
    article = to_graph(extraction())
    terms = graph_of(*((S, P, given) for given, _ in TERMS.values()))
    found = []
    for specification in ("memory:", f"oxigraph:{tmp_path / 'store'}"):
        with open_store(specification) as store:
            store.put(str(article.identifier), article)
            store.put(ONE, terms)
            found.append(list(all_held(store)))
    assert found[0] == found[1]


@pytest.mark.parametrize(("given", "returned"), TERMS.values(), ids=TERMS)
def test_a_term_has_the_digest_of_the_form_in_which_it_is_returned(store: Store, given: Node, returned: Node) -> None:
    assert of(store, graph_of((S, P, given))).digest == hashlib.sha256(line((S, P, returned)).encode()).hexdigest()


def test_the_lines_are_canonical_n_triples(store: Store) -> None:
    for character in (*map(chr, range(0x100)), "\u2028", "\U0001f1fa"):
        triple = ox.Triple(ox.NamedNode("urn:s"), ox.NamedNode("urn:p"), ox.Literal(character))
        expected = ox.serialize([triple], format=ox.RdfFormat.N_TRIPLES)
        assert expected is not None
        found = of(store, graph_of((S, P, Literal(character))))
        assert found.digest == hashlib.sha256(expected).hexdigest(), ascii(character)


@pytest.mark.parametrize(
    "other",
    [
        Literal("a", lang="uk"),
        Literal("a", datatype=URIRef("urn:t")),
        URIRef("urn:a"),
        Literal("A"),
        Literal("a "),
        Literal("<a>"),
    ],
    ids=repr,
)
def test_what_differs_in_a_term_has_another_digest(store: Store, other: Node) -> None:
    assert of(store, graph_of((S, P, other))) != of(store, texts("a"))


def test_a_blank_node_has_no_digest(store: Store) -> None:
    for triple in ((S, P, BNode()), (BNode(), P, S)):
        with pytest.raises(Unnamed, match="blank node"):
            of(store, graph_of(triple))
