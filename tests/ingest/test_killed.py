"""`kb add --workers 2` is killed at some moment and started again; KB_KILLS says how often, once by default."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from tests.conftest import Kb
from tests.ingest.texts import held, write

ROOT = Path(__file__).parents[2]
ROUNDS = int(os.environ.get("KB_KILLS", "1"))
ARTICLES = 24


@contextmanager
def started(folder: Path, *arguments: str) -> Iterator[subprocess.Popen[str]]:
    """`kb add` of the articles in a process of its own, that has added the first; it ends with the block."""
    command = [sys.executable, "-m", "kb", "add", "articles", *arguments]
    paths = os.pathsep.join([str(ROOT), *filter(None, [os.environ.get("PYTHONPATH")])])
    with subprocess.Popen(
        command,
        cwd=folder,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
        env={**os.environ, "PYTHONPATH": paths},
    ) as process:
        try:
            assert process.stderr is not None
            line = process.stderr.readline()
            assert line.startswith("added: "), line + process.stderr.read()
            yield process
        finally:
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)


def test_nothing_is_lost_and_nothing_is_there_twice_after_it_was_killed(kb: Kb, tmp_path: Path) -> None:
    write(tmp_path / "articles", ARTICLES)
    assert kb("add", "articles", "--store", "oxigraph:whole").code == 0
    expected, chance = held(tmp_path / "whole"), random.Random(0)
    for number in range(ROUNDS):
        store = f"store-{number}"
        with started(tmp_path, "--workers", "2", "--store", f"oxigraph:{store}") as process:
            assert process.stderr is not None
            for _ in range(chance.randrange(ARTICLES - 1)):
                process.stderr.readline()
            time.sleep(chance.uniform(0, 0.1))
            process.kill()
            process.communicate(timeout=60)  # its processes end, too
        assert kb("add", "articles", "--store", f"oxigraph:{store}").code == 0
        assert held(tmp_path / store) == expected
        ran = kb("verify", "--store", f"oxigraph:{store}")
        assert ran.code == 0, ran.out


@pytest.mark.parametrize("where", [("--workers", "2"), ("--cluster", "local:2")], ids=["processes", "a cluster"])
def test_interrupted_it_keeps_what_was_extracted(where: tuple[str, str], kb: Kb, tmp_path: Path) -> None:
    if "--cluster" in where and os.environ.get("CI") != "true":
        pytest.importorskip("distributed", reason="the extra `cluster` is not installed")
    write(tmp_path / "articles", ARTICLES)
    os.mkfifo(tmp_path / "later.txt")  # nobody writes into it: the command waits there
    with started(tmp_path, "later.txt", *where) as process:
        os.killpg(process.pid, signal.SIGINT)  # as a terminal does
        _, err = process.communicate(timeout=60)
    assert process.returncode == 130, err
    assert "Traceback" not in err
    assert kb("add", "articles").code == 0
    assert kb("verify").code == 0
