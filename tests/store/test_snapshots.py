"""What a process that answers questions reads, while others write."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from kb.store import StoreLocked, StoreNotFound, open_store
from kb.store.snapshots import FOLDER, Snapshots, state, sweep
from tests.store.test_contract import ONE, TWO, first_column, texts

READ = "SELECT ?o { ?s ?p ?o }"


def held(folder: Path) -> list[str]:
    with open_store(f"oxigraph:{folder}", read_only=True) as store:
        return first_column(store.query(READ))


def kept(folder: Path) -> set[str]:
    return {path.name for path in (folder / FOLDER).iterdir() if path.is_dir()}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    with open_store(f"oxigraph:{tmp_path / 'store'}") as store:
        store.put(ONE, texts("a"))
    return tmp_path / "store"


def test_a_snapshot_is_taken_where_something_was_written(folder: Path) -> None:
    snapshots = Snapshots(folder)
    assert snapshots.refresh()
    first = snapshots.latest
    assert held(first) == ["a"]
    assert not snapshots.refresh()
    assert snapshots.latest == first
    with open_store(f"oxigraph:{folder}") as store:
        store.put(TWO, texts("b"))
    assert snapshots.refresh()
    assert held(snapshots.latest) == ["a", "b"]
    assert held(first) == ["a"], "whoever still reads the one before may"
    snapshots.close()


def test_reading_is_no_writing(folder: Path) -> None:
    before = state(folder)
    snapshots = Snapshots(folder)
    snapshots.refresh()
    with open_store(f"oxigraph:{folder}", read_only=True) as store:
        assert store.size() == 1
    assert state(folder) == before
    snapshots.close()


def test_old_snapshots_go(folder: Path) -> None:
    snapshots = Snapshots(folder)
    for number in range(5):
        with open_store(f"oxigraph:{folder}") as store:
            store.put(TWO, texts(str(number)))
        assert snapshots.refresh()
    assert len(kept(folder)) == 2
    snapshots.close()
    assert kept(folder) == set()


def test_each_server_has_snapshots_of_its_own(folder: Path) -> None:
    one, two = Snapshots(folder), Snapshots(folder)
    assert one.refresh()
    assert two.refresh()
    assert len(kept(folder)) == 2
    one.close()
    assert held(two.latest) == ["a"]
    two.close()


def test_what_a_killed_process_held_is_swept(folder: Path) -> None:
    code = "import os, sys\nfrom pathlib import Path\nfrom kb.store.snapshots import Snapshots\n"
    code += "s = Snapshots(Path(sys.argv[1]))\ns.refresh()\nos.kill(os.getpid(), 9)\n"
    subprocess.run([sys.executable, "-c", code, str(folder)], cwd=Path(__file__).parents[2], check=False)
    assert len(kept(folder)) == 1
    sweep(folder)
    assert kept(folder) == set()


def test_the_store_stays_a_store(folder: Path) -> None:
    snapshots = Snapshots(folder)
    snapshots.refresh()
    with open_store(f"oxigraph:{folder}") as store:
        store.put(TWO, texts("b"))
        assert first_column(store.query(READ)) == ["a", "b"]
    assert held(snapshots.latest) == ["a"]
    snapshots.close()


def test_there_is_none_of_no_store(tmp_path: Path) -> None:
    with pytest.raises(StoreNotFound):
        Snapshots(tmp_path)


def test_before_the_first_there_is_none(folder: Path) -> None:
    with pytest.raises(StoreLocked, match="in use"):
        _ = Snapshots(folder).latest
