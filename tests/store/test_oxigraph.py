from __future__ import annotations

import os
import random
import subprocess
import sys
import time
from pathlib import Path

import pytest
from rdflib import Graph, Literal

from kb.store import ReadOnlyStore, StoreLocked, StoreNotFound, Table, UnusableStore, open_store
from kb.store.oxigraph import STAGING, OxigraphStore
from tests.store.test_contract import ONE, first_column, texts
from tests.store.writer import GRAPHS, SIZE, version

ROOT = Path(__file__).parents[2]
ROUNDS = int(os.environ.get("KB_KILLS", "3"))


def test_no_graph_is_lost_or_half_written_when_the_writer_is_killed(tmp_path: Path) -> None:
    folder, chance = tmp_path / "store", random.Random(0)
    reported = dict.fromkeys(GRAPHS, 0)
    for _ in range(ROUNDS):
        reported |= _killed_at_random(folder, first=max(reported.values()) + 1, chance=chance)
        with open_store(f"oxigraph:{folder}", read_only=chance.random() < 0.5) as store:
            held = {iri: store.graph(iri) for iri in store.graphs()}
            assert set(GRAPHS[: len(held)]) == set(held)
            for iri, graph in held.items():
                number = version_of(graph)
                assert number >= reported[iri], "what was reported as written is there"
                assert set(graph) == set(version(number)), "a graph is of one version, whole"
            union = store.query("SELECT ?s ?p ?o { ?s ?p ?o }")
            assert isinstance(union, Table)
            assert sorted(union.rows) == sorted({triple for graph in held.values() for triple in graph})


def _killed_at_random(folder: Path, *, first: int, chance: random.Random) -> dict[str, int]:
    """Run the writer, kill it some time after it began, and return the last version that it reported of each graph."""
    command = [sys.executable, "-m", "tests.store.writer", f"oxigraph:{folder}", str(first)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT) as writer:
        assert writer.stdout is not None
        lines = [writer.stdout.readline() for _ in range(chance.randint(1, 8))]
        time.sleep(chance.random() * 0.1)
        writer.kill()
        lines += writer.stdout.readlines()
    whole = [line.split() for line in lines if line.endswith("\n")]
    return {iri: int(number) for iri, number in whole}


def version_of(graph: Graph) -> int:
    """The version that all triples of a graph of the writer's are of."""
    numbers = {int(o) for o in graph.objects() if isinstance(o, Literal) and o != Literal("here")}
    assert len(graph) == SIZE
    assert len(numbers) == 1
    return numbers.pop()


def test_what_a_writer_left_ready_is_cleared_away(tmp_path: Path) -> None:
    with open_store(f"oxigraph:{tmp_path}") as store:
        store.put(ONE, texts("a"))
        store.put(STAGING, texts("never to be seen"))
    with open_store(f"oxigraph:{tmp_path}", read_only=True) as store:
        assert list(store.graphs()) == [ONE]
    with open_store(f"oxigraph:{tmp_path}") as store:
        assert STAGING not in store
        assert first_column(store.query("SELECT ?o { GRAPH ?g { ?s ?p ?o } }")) == ["a"]


def test_what_is_written_is_there_when_the_store_is_opened_again(tmp_path: Path) -> None:
    with open_store(f"oxigraph:{tmp_path}") as store:
        store.put(ONE, texts("міст"))
    with open_store(f"oxigraph:{tmp_path}") as store:
        assert set(store.graph(ONE)) == set(texts("міст"))


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """A store that is locked stays locked here; nobody need wait for it."""
    monkeypatch.setattr("kb.store.oxigraph.PATIENCE", 0.0)


@pytest.mark.usefixtures("impatient")
def test_one_process_writes(tmp_path: Path) -> None:
    with open_store(f"oxigraph:{tmp_path}"):
        with pytest.raises(StoreLocked, match="in use"):
            open_store(f"oxigraph:{tmp_path}")
        with pytest.raises(StoreLocked, match="in use"):
            open_store(f"oxigraph:{tmp_path}", read_only=True)


@pytest.mark.usefixtures("impatient")
def test_several_read(tmp_path: Path) -> None:
    open_store(f"oxigraph:{tmp_path}").close()
    first, second = (open_store(f"oxigraph:{tmp_path}", read_only=True) for _ in range(2))
    with first, second:
        assert first.size() == second.size() == 0
        with pytest.raises(StoreLocked):
            open_store(f"oxigraph:{tmp_path}")


def test_a_store_opened_to_be_read_is_not_written(tmp_path: Path) -> None:
    open_store(f"oxigraph:{tmp_path}").close()
    with open_store(f"oxigraph:{tmp_path}", read_only=True) as store, pytest.raises(ReadOnlyStore):
        store.put(ONE, texts("a"))


def test_a_copy_is_a_store_of_its_own(tmp_path: Path) -> None:
    with open_store(f"oxigraph:{tmp_path / 'store'}") as store:
        assert isinstance(store, OxigraphStore)
        store.put(ONE, texts("a"))
        store.backup(tmp_path / "copy")
        store.put(ONE, texts("b"))
        with pytest.raises(UnusableStore, match="cannot be copied"):
            store.backup(tmp_path / "copy")
    with open_store(f"oxigraph:{tmp_path / 'copy'}") as copy:
        assert first_column(copy.query("SELECT ?o { ?s ?p ?o }")) == ["a"]


def test_optimizing_changes_nothing_that_is_held(tmp_path: Path) -> None:
    with open_store(f"oxigraph:{tmp_path}") as store:
        assert isinstance(store, OxigraphStore)
        for text in "abcde":
            store.put(ONE, texts(text))
        store.optimize()
        assert first_column(store.query("SELECT ?o { ?s ?p ?o }")) == ["e"]
    with open_store(f"oxigraph:{tmp_path}", read_only=True) as store, pytest.raises(ReadOnlyStore):
        store.optimize()  # type: ignore[attr-defined]


def test_reading_makes_no_store(tmp_path: Path) -> None:
    with pytest.raises(StoreNotFound, match="kb add"):
        open_store(f"oxigraph:{tmp_path / 'none'}", read_only=True)
    assert not (tmp_path / "none").exists()


def test_a_folder_of_something_else_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("Шановна редакціє", encoding="utf-8")
    with pytest.raises(UnusableStore, match="something else"):
        open_store(f"oxigraph:{tmp_path}")
    with pytest.raises(UnusableStore, match="is a file"):
        open_store(f"oxigraph:{tmp_path / 'letter.txt'}")
    assert [path.name for path in tmp_path.iterdir()] == ["letter.txt"]


def test_a_damaged_store_is_reported(tmp_path: Path) -> None:
    open_store(f"oxigraph:{tmp_path}").close()
    (tmp_path / "CURRENT").write_text("MANIFEST-999999\n", encoding="ascii")
    with pytest.raises(UnusableStore, match="cannot be opened"):
        open_store(f"oxigraph:{tmp_path}")
    with pytest.raises(UnusableStore, match="cannot be opened"):  # and its lock was let go of
        open_store(f"oxigraph:{tmp_path}")
