from __future__ import annotations

import os
import random
import subprocess
import sys
import time
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import pytest
from rdflib import BNode, Literal

from kb.care.copying import BadCopy, HoldsMore, compare, copy, refuse_same
from kb.care.digest import all_held
from kb.graph import BASE, to_graph
from kb.store import Store, open_store
from kb.store.lines import Unnamed
from kb.store.schema import WrongSchema, schema_graph, schema_iri
from tests.samples import extraction
from tests.store.test_contract import ONE, TERMS, TWO, P, S, graph_of, texts

ROOT = Path(__file__).parents[2]
ROUNDS = int(os.environ.get("KB_KILLS", "3"))
COPY = "import sys; from kb.cli import run; run(sys.argv[1:])"
KINDS = ("memory", "oxigraph")


@pytest.fixture(params=KINDS)
def source(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    with open_store(f"{request.param}:{tmp_path / 'from'}") as store:
        graph = to_graph(extraction())
        store.put(str(graph.identifier), graph)
        store.put(str(schema_iri(base=BASE)), schema_graph(1, base=BASE))
        store.put(ONE, graph_of(*((S, P, given) for given, _ in TERMS.values())))
        store.put(TWO, texts("a", "b"))
        yield store


@pytest.fixture(params=KINDS)
def target(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    with open_store(f"{request.param}:{tmp_path / 'to'}") as store:
        yield store


def differences(source: Store, target: Store, *, keep: bool = False) -> dict[str, str]:
    return {found.iri: found.difference for found in compare(source, target, keep=keep) if not found.is_same}


def test_a_copy_holds_the_same(source: Store, target: Store) -> None:
    done = list(copy(source, target))
    assert all(graph.changed for graph in done)
    assert [graph.number for graph in done] == [1, 2, 3, 4]
    assert done[0].iri == str(schema_iri(base=BASE)), "half a copy is of a known schema, too"
    assert differences(source, target) == {}
    assert list(all_held(source)) == list(all_held(target))


def test_a_copy_that_was_interrupted_goes_on(source: Store, target: Store) -> None:
    assert len(list(islice(copy(source, target), 2))) == 2
    assert sorted(differences(source, target).values()) == ["not in the second", "not in the second"]
    assert [graph.changed for graph in copy(source, target)] == [False, False, True, True]
    assert differences(source, target) == {}
    assert not any(graph.changed for graph in copy(source, target))


def test_a_graph_that_is_otherwise_in_the_copy_is_found_and_replaced(source: Store, target: Store) -> None:
    list(copy(source, target))
    target.put(TWO, texts("a", "c"))
    assert differences(source, target) == {TWO: "2 triples in the first, 2 in the second, not the same"}
    assert [graph.iri for graph in copy(source, target) if graph.changed] == [TWO]
    assert differences(source, target) == {}


def test_what_only_the_copy_holds_is_not_touched_unasked(source: Store, target: Store) -> None:
    target.put("urn:g:more", texts("a"))
    with pytest.raises(HoldsMore, match=r"holds 1 graph \(urn:g:more\), which the first does not; --remove.*--keep"):
        next(copy(source, target))
    assert list(target.graphs()) == ["urn:g:more"]


def test_what_only_the_copy_holds_can_be_kept(source: Store, target: Store) -> None:
    target.put("urn:g:more", texts("a"))
    list(copy(source, target, keep=True))
    assert "urn:g:more" in target
    assert differences(source, target) == {"urn:g:more": "not in the first"}
    assert differences(source, target, keep=True) == {}


def test_what_only_the_copy_holds_can_be_removed(source: Store, target: Store) -> None:
    target.put("urn:g:more", texts("a"))
    last = list(copy(source, target, remove=True))[-1]
    assert (last.iri, last.removed, last.number, last.of) == ("urn:g:more", True, 5, 5)
    assert differences(source, target) == {}


@pytest.mark.parametrize(("here", "there"), [(99, None), (None, 99), (1, 2)], ids=["newer", "to a newer", "another"])
def test_what_is_of_another_schema_is_not_mixed(source: Store, target: Store, here: int, there: int) -> None:
    iri = str(schema_iri(base=BASE))
    for store, version in ((source, here), (target, there)):
        if version is not None:
            store.put(iri, schema_graph(version, base=BASE))
    with pytest.raises(WrongSchema):
        next(copy(source, target))
    assert ONE not in target


def test_a_blank_node_cannot_be_proven_to_be_the_same() -> None:
    with open_store("memory:") as source, open_store("memory:") as target:
        source.put(ONE, graph_of((S, P, BNode())))
        with pytest.raises(Unnamed, match="blank node"):
            differences(source, target)


@pytest.mark.parametrize(
    ("source", "target"),
    [
        pytest.param("oxigraph:a", "oxigraph:./a", id="a folder by two names"),
        pytest.param("https://example.org/sparql", "https://example.org/sparql", id="one server"),
        pytest.param("memory:", "oxigraph:a", id="from memory"),
        pytest.param("oxigraph:a", "memory:", id="to memory"),
    ],
)
def test_a_copy_that_makes_no_sense_is_refused(source: str, target: str) -> None:
    with pytest.raises(BadCopy, match="name another"):
        refuse_same(source, target)


def test_a_copy_that_is_killed_again_and_again_comes_to_its_end(tmp_path: Path) -> None:
    chance = random.Random(1)
    first, second = f"oxigraph:{tmp_path / 'from'}", f"oxigraph:{tmp_path / 'to'}"
    with open_store(first) as store:
        for number in range(40):
            triples = ((S, P, Literal(f"{number} {i % 7 and number}  {i}")) for i in range(100))
            store.put(f"urn:g:{number}", graph_of(*triples))
    command = [sys.executable, "-c", COPY, "copy", first, second]
    for _ in range(ROUNDS):
        with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=ROOT) as process:
            # It is killed once it has begun to write.
            while process.poll() is None and not (tmp_path / "to" / "CURRENT").exists():
                time.sleep(0.01)
            time.sleep(chance.random())
            process.kill()
        with open_store(first, read_only=True) as source, open_store(second) as target:
            assert set(target.graphs()) <= set(source.graphs())
            assert all(found.is_same for found in compare(source, target) if found.there), "a graph is there whole"
    ended = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, check=False)
    assert ended.returncode == 0, ended.stderr
    assert "both hold the same" in ended.stderr
    with open_store(first, read_only=True) as source, open_store(second, read_only=True) as target:
        assert differences(source, target) == {}
        assert source.size() == target.size() == 4_000
