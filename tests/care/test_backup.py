from __future__ import annotations

import json
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from kb.care.backup import MANIFEST, STORE, AlreadyThere, NotABackup, back_up, manifest_of, restore
from kb.care.copying import BadCopy
from kb.care.digest import all_held, total
from kb.errors import CheckFailed
from kb.graph import BASE
from kb.store import StoreLocked, StoreNotFound, UnusableStore, open_store
from kb.store.lock import Lock
from kb.store.oxigraph import OxigraphStore
from kb.store.requests import FOLDER
from kb.store.schema import WrongSchema, schema_graph, schema_iri
from tests.store.test_contract import ONE, TWO, texts
from tests.store.test_oxigraph import ROOT, version_of
from tests.store.writer import GRAPHS


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """A store that is locked stays locked here; nobody need wait for it."""
    monkeypatch.setattr("kb.store.oxigraph.PATIENCE", 0.0)


@pytest.fixture
def specification(tmp_path: Path) -> str:
    """A store with two graphs and its version."""
    specification = f"oxigraph:{tmp_path / 'store'}"
    with open_store(specification) as store:
        store.put(str(schema_iri(base=BASE)), schema_graph(1, base=BASE))
        store.put(ONE, texts("a"))
        store.put(TWO, texts("b"))
    return specification


def contents(specification: str) -> dict[str, set[str]]:
    with open_store(specification, read_only=True) as store:
        return {iri: {str(o) for o in store.graph(iri).objects()} for iri in store.graphs() if iri in (ONE, TWO)}


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


@contextmanager
def written(folder: Path) -> Iterator[subprocess.Popen[str]]:
    """A process that replaces graphs in the store over and over, while the block runs."""
    command = [sys.executable, "-m", "tests.store.writer", str(folder), "1"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT) as writer:
        assert writer.stdout is not None
        for _ in GRAPHS:
            writer.stdout.readline()
        try:
            yield writer
        finally:
            writer.kill()


def test_a_backup_is_a_store_and_its_manifest_says_what_it_holds(tmp_path: Path, specification: str) -> None:
    manifest = back_up(specification, tmp_path / "backup")
    assert manifest_of(tmp_path / "backup") == manifest
    assert (manifest.schema, manifest.graphs, manifest.quads, manifest.source) == (1, 3, 4, specification)
    assert contents(f"oxigraph:{tmp_path / 'backup' / STORE}") == {ONE: {"a"}, TWO: {"b"}}
    assert names(tmp_path) == {"backup", "store"}


def test_a_backup_stays_as_it_is_when_the_store_goes_on(tmp_path: Path, specification: str) -> None:
    back_up(specification, tmp_path / "backup")
    with open_store(specification) as store:
        store.put(ONE, texts("changed"))
        store.drop(TWO)
        store.optimize()  # type: ignore[attr-defined]
    assert restore(tmp_path / "backup", f"oxigraph:{tmp_path / 'other'}").quads == 4
    assert contents(f"oxigraph:{tmp_path / 'other'}") == {ONE: {"a"}, TWO: {"b"}}


def test_a_store_that_others_read_is_backed_up(tmp_path: Path, specification: str) -> None:
    with open_store(specification, read_only=True):
        assert back_up(specification, tmp_path / "backup").graphs == 3


def test_a_store_that_this_process_writes_is_backed_up(tmp_path: Path, specification: str) -> None:
    with open_store(specification) as store:
        store.put(ONE, texts("last"))
        back_up(specification, tmp_path / "backup")
    assert contents(f"oxigraph:{tmp_path / 'backup' / STORE}") == {ONE: {"last"}, TWO: {"b"}}


def test_a_store_that_another_process_writes_is_backed_up_whole(tmp_path: Path) -> None:
    folder = tmp_path / "store"
    with written(folder) as writer:
        for number in range(3):
            manifest = back_up(f"oxigraph:{folder}", tmp_path / f"backup {number}", patience=30)
            assert manifest.graphs == len(GRAPHS)
            with open_store(f"oxigraph:{tmp_path / f'backup {number}' / STORE}", read_only=True) as store:
                assert [version_of(store.graph(iri)) > 0 for iri in store.graphs()] == [True] * len(GRAPHS)
        assert writer.poll() is None
    assert names(folder / FOLDER) == set()


def test_a_writer_that_does_not_answer_is_named(tmp_path: Path, specification: str) -> None:
    lock = Lock(tmp_path / "store", shared=False)
    with pytest.raises(StoreLocked, match=r"which writes since .* made no copy of it in time; wait for it"):
        back_up(specification, tmp_path / "backup", patience=0.2)
    lock.release()
    assert names(tmp_path) == {"store"}
    assert names(tmp_path / "store" / FOLDER) == set()


def test_a_writer_that_ends_before_it_answers_is_not_waited_for(tmp_path: Path, specification: str) -> None:
    lock = Lock(tmp_path / "store", shared=False)
    threading.Timer(0.3, lock.release).start()
    began = time.monotonic()
    assert back_up(specification, tmp_path / "backup", patience=60).graphs == 3
    assert time.monotonic() - began < 30


def test_a_writer_that_cannot_copy_says_why(
    tmp_path: Path, specification: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(store: OxigraphStore, target: Path) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(OxigraphStore, "backup", full)
    with open_store(specification), pytest.raises(UnusableStore, match=r"could not copy the store: .*No space left"):
        back_up(specification, tmp_path / "backup")
    assert names(tmp_path) == {"store"}


def test_what_an_asker_that_was_killed_left_is_cleared_away(tmp_path: Path, specification: str) -> None:
    left = tmp_path / "store" / FOLDER
    (left / "0123456789abcdef").mkdir(parents=True)
    (left / "0123456789abcdef.granted").touch()
    (left / "fedcba9876543210.wanted").touch()
    (left / "fedcba9876543210.tmp").mkdir()
    (left / "letter.txt").touch()
    with open_store(specification):
        back_up(specification, tmp_path / "backup")
    assert names(left) == {"letter.txt"}


@pytest.mark.parametrize("name", ["memory:", "memory:x"])
def test_memory_is_neither_backed_up_nor_restored(tmp_path: Path, specification: str, name: str) -> None:
    with pytest.raises(BadCopy, match="name another"):
        back_up(name, tmp_path / "backup")
    back_up(specification, tmp_path / "backup")
    with pytest.raises(BadCopy, match="name another"):
        restore(tmp_path / "backup", name)


def test_no_backup_is_made_of_nothing_or_over_something(tmp_path: Path, specification: str) -> None:
    with pytest.raises(StoreNotFound):
        back_up(f"oxigraph:{tmp_path / 'none'}", tmp_path / "backup")
    back_up(specification, tmp_path / "backup")
    for place in (tmp_path / "backup", tmp_path / "backup" / MANIFEST):
        with pytest.raises(AlreadyThere, match="name a new folder"):
            back_up(specification, place)
    assert names(tmp_path) == {"backup", "store"}


def test_a_store_is_not_overwritten_unasked(tmp_path: Path, specification: str) -> None:
    back_up(specification, tmp_path / "backup")
    with open_store(specification) as store:
        store.put(ONE, texts("newer"))
    with pytest.raises(AlreadyThere, match="--replace"):
        restore(tmp_path / "backup", specification)
    assert contents(specification)[ONE] == {"newer"}
    restore(tmp_path / "backup", specification, replace=True)
    assert contents(specification) == {ONE: {"a"}, TWO: {"b"}}
    assert names(tmp_path) == {"backup", "store"}


def test_a_store_that_somebody_uses_is_not_replaced(tmp_path: Path, specification: str) -> None:
    back_up(specification, tmp_path / "backup")
    with open_store(specification, read_only=True), pytest.raises(StoreLocked, match="which reads"):
        restore(tmp_path / "backup", specification, replace=True)
    assert names(tmp_path) == {"backup", "store"}


def test_a_folder_of_something_else_is_not_replaced(tmp_path: Path, specification: str) -> None:
    back_up(specification, tmp_path / "backup")
    (tmp_path / "letters").mkdir()
    (tmp_path / "letters" / "letter.txt").touch()
    for place in (tmp_path / "letters", tmp_path / "letters" / "letter.txt"):
        with pytest.raises(UnusableStore, match=r"something else|is a file"):
            restore(tmp_path / "backup", f"oxigraph:{place}", replace=True)
    assert names(tmp_path / "letters") == {"letter.txt"}


def test_a_backup_without_its_manifest_is_none(tmp_path: Path, specification: str) -> None:
    with pytest.raises(NotABackup, match=f"no {MANIFEST}"):
        restore(tmp_path / "store", specification, replace=True)


@pytest.mark.parametrize("text", ["", "{}", "[]", "null", '{"made": 1}', "\udcff"], ids=ascii)
def test_a_manifest_that_cannot_be_read_is_told(tmp_path: Path, text: str) -> None:
    (tmp_path / MANIFEST).write_text(text, encoding="utf-8", errors="surrogateescape")
    with pytest.raises(CheckFailed, match="cannot be read"):
        manifest_of(tmp_path)


def test_a_backup_that_is_not_what_its_manifest_says_is_not_restored(tmp_path: Path, specification: str) -> None:
    back_up(specification, tmp_path / "backup")
    with open_store(f"oxigraph:{tmp_path / 'backup' / STORE}") as store:
        store.put(ONE, texts("forged"))
    with pytest.raises(CheckFailed, match="not what its manifest says"):
        restore(tmp_path / "backup", specification, replace=True)
    assert contents(specification) == {ONE: {"a"}, TWO: {"b"}}
    assert names(tmp_path) == {"backup", "store"}


def test_a_backup_of_a_newer_kb_is_not_restored(tmp_path: Path, specification: str) -> None:
    back_up(specification, tmp_path / "backup")
    manifest = tmp_path / "backup" / MANIFEST
    manifest.write_text(json.dumps(json.loads(manifest.read_text(encoding="utf-8")) | {"schema": 99}), encoding="utf-8")
    with pytest.raises(WrongSchema, match="newer kb"):
        restore(tmp_path / "backup", f"oxigraph:{tmp_path / 'other'}")
    assert names(tmp_path) == {"backup", "store"}


def test_the_digest_in_the_manifest_is_that_of_the_store(tmp_path: Path, specification: str) -> None:
    with open_store(specification, read_only=True) as store:
        found = total(all_held(store))
    assert back_up(specification, tmp_path / "backup").total == found
