from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from rdflib import Dataset, Graph, Literal, URIRef
from rdflib.graph import DATASET_DEFAULT_GRAPH_ID
from rdflib.namespace import PROV

from kb.graph import BASE, to_graph
from kb.graph.upgrade import to_2
from kb.knowledge_base import KnowledgeBase
from kb.namespaces import KB
from kb.store import STORES, Store, open_store
from kb.store.schema import CURRENT, Migration, WrongSchema, prepare, schema_graph, schema_iri, schema_version
from tests.compared import compared
from tests.reference.samples import references
from tests.samples import extraction

IRI = str(schema_iri(base=BASE))
SPEAKER, SAYS = URIRef("urn:x"), URIRef("urn:y")


@pytest.fixture(params=[name for name in STORES if name in ("memory", "oxigraph")])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    with open_store(f"{request.param}:{tmp_path / 'store'}") as opened:
        yield opened


def fill(store: Store) -> None:
    graph = to_graph(extraction())
    store.put(str(graph.identifier), graph)


def said(version: str | int) -> Graph:
    graph = schema_graph(1, base=BASE)
    graph.set((URIRef(IRI), KB.schemaVersion, Literal(version)))
    return graph


def add_a_graph(store: Store) -> None:
    """Adds a graph.

    That is all.
    """
    graph = Graph()
    graph.add((SPEAKER, SAYS, Literal("two")))
    store.put("urn:kb:new", graph)


def fail(store: Store) -> None:
    """Fails."""
    raise OSError("the power went")


STEPS: dict[int, Migration] = {1: add_a_graph, 2: add_a_graph}


def test_a_new_store_says_which_schema_it_has(store: Store) -> None:
    assert schema_version(store, base=BASE) is None
    kb = KnowledgeBase(store)
    assert kb.migrated == ()
    assert schema_version(store, base=BASE) == CURRENT
    assert list(kb.verify()) == []


def test_a_store_of_before_there_was_a_version_has_the_first(store: Store) -> None:
    fill(store)
    assert IRI not in store
    assert schema_version(store, base=BASE) == 1
    assert list(KnowledgeBase(store).verify()) == []


def test_what_the_first_version_wrote_is_what_this_one_writes() -> None:
    found = {str(graph.identifier): graph for graph in (to_graph(extraction()), compared(), *references())}
    first = Dataset().parse(Path(__file__).with_name("schema-1.nq"))
    for iri, graph in found.items():
        assert set(to_2(first.graph(URIRef(iri)))) == set(graph)
        assert set(to_2(graph)) == set(graph), "what is done already is left as it is"


def test_a_graph_that_is_not_ours_is_left_as_it_is() -> None:
    graph = Graph()
    graph.add((SPEAKER, PROV.wasAttributedTo, SAYS))
    assert set(to_2(graph)) == set(graph)


def test_a_store_of_the_first_version_is_brought_up_to_date(store: Store) -> None:
    for graph in Dataset().parse(Path(__file__).with_name("schema-1.nq")).graphs():
        if graph.identifier != DATASET_DEFAULT_GRAPH_ID:
            store.put(str(graph.identifier), graph)
    assert schema_version(store, base=BASE) == 1
    kb = KnowledgeBase(store)
    assert len(kb.migrated) == 1
    assert {flaw.code for flaw in kb.verify()} == {"dangling"}, "the other article of the findings is not there"


@pytest.mark.parametrize("has_version", [True, False], ids=["with its version", "of before there was one"])
def test_an_older_store_is_brought_up_to_date_step_by_step(store: Store, has_version: bool) -> None:
    fill(store)
    if has_version:
        store.put(IRI, schema_graph(1, base=BASE))
    done = prepare(store, base=BASE, current=3, migrations=STEPS)
    assert done == ("schema 1 to 2: Adds a graph.", "schema 2 to 3: Adds a graph.")
    assert schema_version(store, base=BASE) == 3
    assert "urn:kb:new" in store
    assert prepare(store, base=BASE, current=3, migrations=STEPS) == ()


def test_a_step_that_failed_is_begun_again(store: Store) -> None:
    fill(store)
    with pytest.raises(OSError, match="power"):
        prepare(store, base=BASE, current=3, migrations={1: add_a_graph, 2: fail})
    assert schema_version(store, base=BASE) == 2
    assert prepare(store, base=BASE, current=3, migrations=STEPS) == ("schema 2 to 3: Adds a graph.",)


def test_a_new_store_needs_no_steps(store: Store) -> None:
    assert prepare(store, base=BASE, current=3, migrations={1: fail, 2: fail}) == ()
    assert schema_version(store, base=BASE) == 3


@pytest.mark.parametrize(
    ("version", "message"),
    [
        pytest.param(CURRENT + 1, "written by a newer kb", id="newer"),
        pytest.param("one", "one whole number", id="no number"),
        pytest.param(0, "one whole number", id="nought"),
    ],
)
def test_a_store_that_this_version_cannot_use_is_refused(store: Store, version: str | int, message: str) -> None:
    fill(store)
    store.put(IRI, said(version))
    with pytest.raises(WrongSchema, match=message):
        KnowledgeBase(store)


def test_an_older_store_that_is_only_read_is_refused(tmp_path: Path) -> None:
    specification = f"oxigraph:{tmp_path / 'store'}"
    with open_store(specification) as store:
        fill(store)
        store.put(IRI, schema_graph(CURRENT, base=BASE))
    with open_store(specification, read_only=True) as store:
        assert KnowledgeBase(store).statistics().articles == 1
        with pytest.raises(WrongSchema, match="kb optimize"):
            prepare(store, base=BASE, current=CURRENT + 1, migrations={CURRENT: add_a_graph})


@pytest.mark.parametrize("version", [2, "one"])
def test_verify_tells_what_else_stands_beside_the_version(store: Store, version: str | int) -> None:
    kb = KnowledgeBase(store)
    store.put(IRI, said(version))
    assert [flaw.code for flaw in kb.verify()] == ([] if version == 2 else ["schema"])
    extra = said(1)
    extra.add((SPEAKER, SAYS, Literal("more")))
    store.put(IRI, extra)
    assert [flaw.code for flaw in kb.verify()] == ["schema"]
