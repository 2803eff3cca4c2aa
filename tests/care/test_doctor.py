from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from kb.care import doctor
from kb.care.doctor import Diagnosis, State, examine
from kb.graph import BASE
from kb.store import open_store
from kb.store.schema import CURRENT, schema_graph, schema_iri
from tests.store.test_contract import ONE, texts

CHECKS = dict(doctor.CHECKS)


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Without the models, which take seconds to load, and in an empty folder."""
    monkeypatch.setattr("kb.store.oxigraph.PATIENCE", 0.0)
    monkeypatch.setattr(doctor, "CHECKS", {name: check for name, check in CHECKS.items() if name != "models"})
    monkeypatch.delenv("KB_STORE", raising=False)
    monkeypatch.chdir(tmp_path)


def found(specification: str | None, check: str) -> list[Diagnosis]:
    return [diagnosis for diagnosis in examine(specification) if diagnosis.check == check]


def states(specification: str | None, check: str) -> list[State]:
    return [diagnosis.state for diagnosis in found(specification, check)]


def test_where_all_is_well_it_says_so(tmp_path: Path) -> None:
    with open_store("oxigraph:store") as store:
        store.put(ONE, texts("a"))
        store.put(str(schema_iri(base=BASE)), schema_graph(CURRENT, base=BASE))
    everything = list(examine("oxigraph:store"))
    assert {diagnosis.check for diagnosis in everything} == doctor.CHECKS.keys()
    assert {diagnosis.state for diagnosis in everything} == {State.FINE}
    assert f"schema {CURRENT}" in found("oxigraph:store", "store")[0].found


def test_a_store_that_is_not_there_yet_is_no_fault(tmp_path: Path) -> None:
    assert states("oxigraph:none", "store") == [State.NOTE]
    assert states(None, "store") == [State.NOTE]
    assert states("memory:", "store") == [State.FINE]
    assert not (tmp_path / "none").exists()


def test_what_an_interrupted_restore_left_is_found(tmp_path: Path) -> None:
    open_store("oxigraph:.store.0123abcd").close()
    missing, left = found("oxigraph:store", "store")
    assert (missing.state, left.state) == (State.NOTE, State.WRONG)
    assert left.advice.endswith("mv .store.0123abcd store")


def test_who_holds_the_store_is_named() -> None:
    with open_store("oxigraph:store"):
        who, blocked = found("oxigraph:store", "store")
    assert (who.state, blocked.state) == (State.NOTE, State.NOTE)
    assert "which writes since" in who.found
    assert "kill" in who.advice


@pytest.mark.parametrize(
    ("specification", "advice"),
    [
        pytest.param("oxigraph:damaged", "kb restore", id="a damaged store"),
        pytest.param("oxigraph:newer", "upgrade", id="a newer store"),
        pytest.param("oxigraph:letters", "kb restore", id="an emptied file of a store"),
        pytest.param("redis:x", "", id="an unknown store"),
    ],
)
def test_a_store_that_cannot_be_used_is_told_with_what_to_do(specification: str, advice: str, tmp_path: Path) -> None:
    open_store("oxigraph:damaged").close()
    (tmp_path / "damaged" / "CURRENT").write_text("MANIFEST-999999\n", encoding="ascii")
    with open_store("oxigraph:newer") as store:
        store.put(str(schema_iri(base=BASE)), schema_graph(99, base=BASE))
    (tmp_path / "letters").mkdir()
    (tmp_path / "letters" / "CURRENT").touch()
    (diagnosis,) = found(specification, "store")
    assert diagnosis.state is State.UNUSABLE
    assert advice in diagnosis.advice
    assert len(list(examine(specification))) >= 5, "the other checks go on"


def test_the_settings_say_where_the_store_comes_from(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "default" in found(None, "settings")[0].found
    (tmp_path / "kb.toml").write_text('store = "oxigraph:mine"', encoding="utf-8")
    assert "kb.toml" in found(None, "settings")[0].found
    monkeypatch.setenv("KB_STORE", "https://me:secret@example.org/sparql")
    (diagnosis,) = found(None, "settings")
    assert "KB_STORE" in diagnosis.found
    assert "secret" not in diagnosis.found
    assert "the command line" in found("memory:", "settings")[0].found


def test_settings_that_cannot_be_read_are_told(tmp_path: Path) -> None:
    (tmp_path / "kb.toml").write_text("stoer = 1", encoding="utf-8")
    assert states(None, "settings") == [State.UNUSABLE]
    assert states("memory:", "store") == [State.FINE]


def test_a_full_disk_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    usage = shutil.disk_usage(".")
    monkeypatch.setattr(doctor, "SPACE", usage.total * 2)
    assert states("oxigraph:store", "disk") == [State.WRONG]
    assert states("memory:", "disk") == []


def test_a_package_of_another_version_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    needed = ["rdflib>=99", "no-such-package>=1", "pytest>=99; extra == 'dev'", "rich"]
    monkeypatch.setattr("importlib.metadata.requires", lambda _: needed)
    wrong = {d.state: d for d in found(None, "versions") if d.state is not State.FINE}
    assert wrong.keys() == {State.WRONG, State.UNUSABLE}
    assert "rdflib is" in wrong[State.WRONG].found
    assert wrong[State.UNUSABLE].found == "no-such-package is not installed"


def test_what_breaks_a_check_does_not_break_the_others(monkeypatch: pytest.MonkeyPatch) -> None:
    def breaks() -> None:
        raise ZeroDivisionError("nobody thought of it")

    monkeypatch.setattr("kb.resources.queries", breaks)
    assert states("memory:", "resources") == [State.UNUSABLE]
    assert states("memory:", "store") == [State.FINE]


@pytest.mark.parametrize("check", CHECKS)
def test_every_check_says_what_it_looks_at(check: str) -> None:
    assert CHECKS[check].__doc__
