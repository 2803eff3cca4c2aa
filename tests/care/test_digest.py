from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from rdflib import BNode, Graph, Literal, URIRef

from kb.care.digest import NoDigest, all_held, held, total
from kb.graph import to_graph
from kb.store import open_store
from kb.store.terms import tidy
from tests.samples import extraction
from tests.store.test_contract import ONE, TERMS, TWO, P, S, graph_of, texts

SIMPLE = 'urn:s> <urn:p> "a" .\n<urn:s> <urn:p> "b" .\n'


def test_the_digest_of_a_graph_is_that_of_its_sorted_lines() -> None:
    assert held(ONE, texts("b", "a")).digest == hashlib.sha256(f"<{SIMPLE}".encode()).hexdigest()
    assert held(ONE, Graph()).digest == hashlib.sha256(b"").hexdigest()


def test_the_digest_of_a_store_is_that_of_the_digests_of_its_graphs() -> None:
    graphs = [held(ONE, texts("a")), held(TWO, texts("b", "c"))]
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
    assert found[0][0].iri == ONE
    assert found[0][0] == held(ONE, terms)


def test_the_lines_are_canonical_n_triples() -> None:
    import pyoxigraph as ox

    characters = [chr(code) for code in (*range(0x100), 0x2028, 0x1F1FA)]
    for character in characters:
        line = ox.serialize(
            [ox.Triple(ox.NamedNode("urn:s"), ox.NamedNode("urn:p"), ox.Literal(character))],
            format=ox.RdfFormat.N_TRIPLES,
        )
        assert line is not None
        assert held(ONE, graph_of((S, P, Literal(character)))).digest == hashlib.sha256(line).hexdigest(), ascii(
            character
        )


@pytest.mark.parametrize(
    "other",
    [
        Literal("a", lang="uk"),
        Literal("a", datatype=URIRef("urn:t")),
        URIRef("a"),
        Literal("A"),
        Literal("a "),
        Literal("<a>"),
    ],
)
def test_what_differs_in_a_term_has_another_digest(other: Literal) -> None:
    assert tidy(other) == other
    assert held(ONE, graph_of((S, P, other))) != held(ONE, texts("a"))


def test_a_blank_node_has_no_digest() -> None:
    with pytest.raises(NoDigest, match="blank node"):
        held(ONE, graph_of((S, P, BNode())))
