from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from kb.store import StoreLocked
from kb.store.lock import FILE, Lock, holders

HOLD = """
import sys
from pathlib import Path
from kb.store.lock import Lock
lock = Lock(Path(sys.argv[1]), shared=sys.argv[2] == "reads")
print("held", flush=True)
sys.stdin.read()
"""


@contextmanager
def held_elsewhere(folder: Path, does: str) -> Iterator[subprocess.Popen[str]]:
    """Another process that has the folder, while the block runs."""
    command = [sys.executable, "-c", HOLD, str(folder), does]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "held\n"
        try:
            yield process
        finally:
            process.kill()


def notes(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir() if path.name != FILE]


def test_whoever_is_refused_is_told_who_has_the_store_and_what_to_do(tmp_path: Path) -> None:
    with held_elsewhere(tmp_path, "writes") as other:
        expected = rf"`-c .* writes` \(process {other.pid}\), which writes since 20.*wait for it.*stop it.*`kb backup`"
        with pytest.raises(StoreLocked, match=expected):
            Lock(tmp_path, shared=True)
    with held_elsewhere(tmp_path, "reads") as other, pytest.raises(StoreLocked, match=rf"process {other.pid}\).*reads"):
        Lock(tmp_path, shared=False)


def test_all_who_read_are_named(tmp_path: Path) -> None:
    with held_elsewhere(tmp_path, "reads") as first, held_elsewhere(tmp_path, "reads") as second:
        assert {holder.pid for holder in holders(tmp_path)} == {first.pid, second.pid}
        assert not any(holder.writes for holder in holders(tmp_path))


def test_a_process_that_was_killed_is_not_named(tmp_path: Path) -> None:
    with held_elsewhere(tmp_path, "writes") as killed:
        killed.kill()
        killed.wait()
        assert len(notes(tmp_path)) == 1, "it could not clear its note away"
        assert holders(tmp_path) == ()
        assert notes(tmp_path) == []
    with held_elsewhere(tmp_path, "reads") as other, pytest.raises(StoreLocked, match=f"process {other.pid}"):
        Lock(tmp_path, shared=False)


def test_letting_go_leaves_no_note(tmp_path: Path) -> None:
    lock = Lock(tmp_path, shared=False)
    assert [holder.pid for holder in holders(tmp_path)] == [os.getpid()]
    lock.release()
    assert notes(tmp_path) == []
    Lock(tmp_path, shared=False).release()


def test_one_that_is_held_for_a_moment_is_waited_for(tmp_path: Path) -> None:
    with held_elsewhere(tmp_path, "writes") as other:
        assert other.stdin is not None
        with pytest.raises(StoreLocked):
            Lock(tmp_path, shared=False, patience=0.1)
        other.stdin.close()
        Lock(tmp_path, shared=False, patience=20).release()


@pytest.mark.parametrize("text", ["", "{", "[1]", '{"pid": 1}', "\x00"], ids=repr)
def test_a_note_that_cannot_be_read_names_nobody(tmp_path: Path, text: str) -> None:
    lock = Lock(tmp_path, shared=False)
    (note,) = notes(tmp_path)
    (tmp_path / note).write_text(text, encoding="utf-8")
    assert holders(tmp_path) == ()
    with pytest.raises(StoreLocked, match="left no word"):
        Lock(tmp_path, shared=True)
    lock.release()
