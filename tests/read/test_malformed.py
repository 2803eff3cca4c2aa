"""Broken sources: none crashes us, none is waited for, each is named; KB_MALFORMED says how many are tried."""

from __future__ import annotations

import os
import time
from pathlib import Path

from kb.model import Article
from kb.read import Failure, read
from tests.read.malformed import malformed

COUNT = int(os.environ.get("KB_MALFORMED", "100"))
MOST_SECONDS = 15.0  # of work on one source, on a machine that has other things to do


def test_broken_sources_crash_nothing_and_are_all_named(tmp_path: Path) -> None:
    slowest, failed = (0.0, ""), 0
    for name, data in malformed(COUNT):
        path = tmp_path / name
        path.write_bytes(data)
        started = time.process_time()
        found = list(read(str(path)))
        slowest = max(slowest, (time.process_time() - started, name))
        assert found, f"{name}: nothing said of it"
        for item in found:
            assert isinstance(item, Article | Failure)
            if isinstance(item, Failure):
                assert len(str(item).splitlines()) == 1, name
                assert len(str(item.error)) < 250, name
                assert len(item.source) < 2500, name
        failed += any(isinstance(item, Failure) for item in found)
        path.unlink()
    print(f"{COUNT} sources, {failed} with failures, slowest {slowest[0]:.1f} s: {slowest[1]}")
    assert slowest[0] < MOST_SECONDS, slowest
    assert failed > COUNT * 2 / 3
