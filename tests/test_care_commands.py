from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from kb.care import doctor
from kb.graph import BASE, to_graph
from kb.knowledge_base import KnowledgeBase
from kb.store import open_store
from kb.store.schema import CURRENT, schema_graph, schema_iri
from tests.conftest import Kb
from tests.samples import extraction
from tests.store.test_contract import ONE, texts

STORE, OTHER = "oxigraph:kb-store", "oxigraph:other"


@pytest.fixture
def filled(kb: Kb, monkeypatch: pytest.MonkeyPatch) -> Kb:
    """`kb` in a folder with a store that holds an article."""
    monkeypatch.setattr("kb.store.oxigraph.PATIENCE", 0.0)
    with KnowledgeBase(open_store(STORE)) as base:
        graph = to_graph(extraction())
        base.store.put(str(graph.identifier), graph)
    return kb


def test_a_store_is_copied_and_proven_to_be_the_same(filled: Kb) -> None:
    ran = filled("copy", STORE, OTHER)
    assert ran.code == 0
    assert "copied: 2 graphs; there already: 0" in ran.err
    assert "both hold the same" in ran.err
    row = json.loads(ran.out)
    assert (row["graphs"], len(row["digest"])) == (2, 64)
    again = filled("copy", STORE, OTHER)
    assert (again.code, json.loads(again.out)) == (0, row)
    assert "there already: 2" in again.err
    assert json.loads(filled("stats", "--store", OTHER).out) == json.loads(filled("stats").out)


def test_checking_changes_nothing_and_names_what_differs(filled: Kb) -> None:
    assert filled("copy", STORE, OTHER).code == 0
    with open_store(OTHER) as store:
        store.put(ONE, texts("more"))
    ran = filled("copy", STORE, OTHER, "--check")
    assert ran.code == 5
    assert json.loads(ran.out) == {"graph": ONE, "difference": "not in the first"}
    assert filled("copy", STORE, OTHER, "--check", "--keep").code == 0
    refused = filled("copy", STORE, OTHER)
    assert refused.code == 2
    assert "--remove removes such graphs, --keep leaves them there" in refused.err
    assert filled("copy", STORE, OTHER, "--keep").code == 0
    assert filled("copy", STORE, OTHER, "--remove").code == 0
    assert filled("copy", STORE, OTHER, "--check").code == 0


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        pytest.param(("copy", STORE, STORE), 2, "the same store", id="a copy to itself"),
        pytest.param(("copy", "memory:", OTHER), 2, "memory: is empty", id="a copy from memory"),
        pytest.param(("copy", "oxigraph:none", OTHER), 4, "there is no store", id="a copy of nothing"),
        pytest.param(("copy", STORE, OTHER, "--keep", "--remove"), 2, "not both", id="to keep and to remove"),
        pytest.param(("copy", STORE, OTHER, "--check"), 4, "there is no store", id="a check of nothing"),
        pytest.param(("backup", "kb-store"), 3, "name a new folder", id="a backup over a store"),
        pytest.param(("backup", "b", "--store", "oxigraph:none"), 4, "there is no store", id="a backup of nothing"),
        pytest.param(("restore", "kb-store"), 4, "is no backup", id="what is no backup"),
        pytest.param(("restore", "none"), 4, "is no backup", id="a backup that is not there"),
        pytest.param(("optimize", "--store", "oxigraph:none"), 4, "there is no store", id="no store to optimize"),
    ],
)
def test_what_goes_wrong_is_a_line_and_an_exit_code(
    filled: Kb, tmp_path: Path, arguments: tuple[str, ...], code: int, message: str
) -> None:
    ran = filled(*arguments)
    assert ran.code == code
    assert message in ran.err
    assert "Traceback" not in ran.err
    assert not (tmp_path / "none").exists()


def test_a_backup_is_brought_back(filled: Kb) -> None:
    ran = filled("backup", "backups/first")
    assert ran.code == 0
    assert json.loads(ran.out)["schema"] == CURRENT
    before = filled("copy", STORE, OTHER).out
    assert filled("restore", "backups/first").code == 3
    with open_store(STORE) as store:
        store.put(ONE, texts("more"))
    restored = filled("restore", "backups/first", "--replace")
    assert restored.code == 0
    assert "2 graphs" in restored.err
    assert filled("copy", STORE, OTHER, "--check").out == before


def test_a_backup_that_was_changed_is_5(filled: Kb) -> None:
    assert filled("backup", "backup").code == 0
    with open_store("oxigraph:backup/store") as store:
        store.put(ONE, texts("more"))
    ran = filled("restore", "backup", "--store", OTHER)
    assert ran.code == 5
    assert "not what its manifest says" in ran.err


def test_a_store_is_optimized_and_holds_the_same(filled: Kb) -> None:
    before = filled("stats").out
    ran = filled("optimize")
    assert (ran.code, "MB now" in ran.err) == (0, True)
    assert filled("stats").out == before
    assert "nothing to optimize" in filled("optimize", "--store", "memory:").err


def test_a_store_of_a_newer_kb_is_refused_by_every_command(filled: Kb) -> None:
    with open_store(STORE) as store:
        store.put(str(schema_iri(base=BASE)), schema_graph(99, base=BASE))
    for command in (("stats",), ("add", "."), ("verify",), ("optimize",), ("copy", STORE, OTHER)):
        ran = filled(*command)
        assert ran.code == 3, command
        assert "the store has schema 99" in ran.err


def test_the_doctor_says_what_is_wrong(filled: Kb, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "CHECKS", {name: check for name, check in doctor.CHECKS.items() if name != "models"})
    well = filled("doctor")
    assert (well.code, "nothing is wrong" in well.err) == (0, True)
    with open_store(STORE):
        held = filled("doctor", "--json")
    assert held.code == 0
    assert f"(process {os.getpid()}), which writes since" in held.out
    (tmp_path / "kb-store" / "CURRENT").write_text("MANIFEST-999999\n", encoding="ascii")
    broken = filled("doctor")
    assert broken.code == 3
    assert {row["state"] for row in map(json.loads, broken.out.splitlines())} == {"fine", "unusable"}
    monkeypatch.setattr(doctor, "SPACE", 1 << 60)
    assert filled("doctor", "--store", OTHER).code == 5


def test_the_doctor_loads_the_models(filled: Kb) -> None:
    rows = [json.loads(line) for line in filled("doctor").out.splitlines()]
    models = [row for row in rows if row["check"] == "models"]
    assert len(models) == 3
    assert {row["state"] for row in models} == {"fine"}
