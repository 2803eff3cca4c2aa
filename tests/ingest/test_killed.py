"""`kb add --workers 2` is killed at some moment and started again; KB_KILLS says how often, twice by default."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.conftest import Kb
from tests.ingest.texts import held, write

ROOT = Path(__file__).parents[2]
ROUNDS = int(os.environ.get("KB_KILLS", "2"))
ARTICLES = 24


def start(folder: Path, *arguments: str) -> subprocess.Popen[str]:
    """`kb add` of the articles in a process of its own."""
    command = [sys.executable, "-m", "kb", "add", "articles", *arguments]
    paths = os.pathsep.join([str(ROOT), *filter(None, [os.environ.get("PYTHONPATH")])])
    return subprocess.Popen(
        command,
        cwd=folder,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
        env={**os.environ, "PYTHONPATH": paths},
    )


def seconds(folder: Path) -> float:
    """How long a whole run takes here and now, from nothing to its end."""
    begun = time.monotonic()
    process = start(folder, "--workers", "2", "--store", "oxigraph:whole")
    _, err = process.communicate(timeout=600)
    assert process.returncode == 0, err
    return time.monotonic() - begun


def test_nothing_is_lost_and_nothing_is_there_twice_after_it_was_killed(kb: Kb, tmp_path: Path) -> None:
    write(tmp_path / "articles", ARTICLES)
    whole, chance = seconds(tmp_path), random.Random(0)
    expected = held(tmp_path / "whole")
    for number in range(ROUNDS):
        store = f"store-{number}"
        process = start(tmp_path, "--workers", "2", "--store", f"oxigraph:{store}")
        time.sleep(whole * chance.uniform(0.1, 1.0))
        process.kill()
        process.communicate()
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
    process = start(tmp_path, "later.txt", *where)
    assert process.stderr is not None
    assert process.stderr.readline().startswith("added: ")
    os.killpg(process.pid, signal.SIGINT)  # as a terminal does
    _, err = process.communicate(timeout=60)
    assert process.returncode == 130, err
    assert "Traceback" not in err
    assert kb("add", "articles").code == 0
    assert kb("verify").code == 0
