from __future__ import annotations

from collections.abc import Callable

import pytest
from rdflib import Graph, Literal, URIRef
from rdflib.namespace import SKOS

from kb.graph import to_graph
from kb.graph.likeness import Likeness, likenesses_iri, to_likeness
from kb.model import Extraction
from kb.namespaces import KB
from kb.store import Store, open_store
from kb.verify import verify
from tests.compared import alike, both
from tests.samples import TEXT, extraction


def codes(store: Store, graph: Graph, *articles: Extraction) -> list[str]:
    for one in map(to_graph, articles):
        store.put(str(one.identifier), one)
    store.put(str(graph.identifier), graph)
    return sorted({flaw.code for flaw in verify(store, likenesses=likenesses_iri())})


def test_a_likeness_of_two_articles_has_no_flaw(store: Store) -> None:
    assert codes(store, alike(), *both()) == []


def test_a_revision_that_is_gone_is_told() -> None:
    assert codes(open_store("memory:"), alike(), both()[0]) == ["dangling"]


def test_two_revisions_of_one_article_are_no_duplicates() -> None:
    one, other = extraction(), extraction(text=TEXT + "\nУточнено.")
    left, right = sorted(each.article.revision for each in (one, other))
    assert codes(open_store("memory:"), to_likeness(Likeness(left, right, 0.9, "1")), one, other) == ["revision"]


def set_share(graph: Graph) -> None:
    graph.set((graph.identifier, KB.share, Literal(1.5)))


def say_more(graph: Graph) -> None:
    graph.add((graph.identifier, SKOS.note, Literal("copied")))


def lose_a_side(graph: Graph) -> None:
    graph.remove((next(graph.subjects(KB.nearDuplicateOf)), None, None))


def name_another(graph: Graph) -> None:
    graph.remove((graph.identifier, KB.alike, next(graph.objects(graph.identifier, KB.alike))))
    graph.add((graph.identifier, KB.alike, URIRef("urn:kb:revision/0")))


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        pytest.param(set_share, ["shape"], id="a share above one"),
        pytest.param(say_more, ["likeness", "shape"], id="something else in its graph"),
        pytest.param(lose_a_side, ["likeness"], id="one direction lost"),
        pytest.param(name_another, ["dangling", "likeness"], id="another revision"),
    ],
)
def test_a_changed_graph_is_told(change: Callable[[Graph], None], expected: list[str]) -> None:
    graph = alike()
    change(graph)
    assert codes(open_store("memory:"), graph, *both()) == expected
