from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from kb.extract import Extractor, Setup
from kb.ingest.cluster import Cluster, NoCluster
from kb.ingest.partitions import FOLDER
from kb.knowledge_base import KnowledgeBase
from kb.read import Failure
from kb.store import open_store
from tests.conftest import Kb
from tests.ingest.texts import held, write

if os.environ.get("CI") != "true":
    pytest.importorskip("distributed", reason="the extra `cluster` is not installed")

ARTICLES = 50


@pytest.fixture
def cluster() -> Iterator[Any]:
    """A scheduler with two workers, as on machines of their own."""
    distributed: Any = import_module("distributed")
    with distributed.LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as made:
        yield made


def test_a_store_ends_the_same_as_without_a_cluster_also_when_a_worker_is_killed(
    cluster: Any, extractor: Extractor, kb: Kb, tmp_path: Path
) -> None:
    articles = str(write(tmp_path / "articles", ARTICLES))
    (tmp_path / "articles" / "empty.txt").write_text("", encoding="utf-8")
    assert kb("add", articles, "--store", f"oxigraph:{tmp_path / 'here'}").code == 1
    there = tmp_path / "there"
    with KnowledgeBase(open_store(f"oxigraph:{there}"), extractor=extractor) as opened:
        found = opened.add([articles], workers=cluster.scheduler_address)
        first = next(found)
        with Cluster(cluster.scheduler_address, extractor.setup) as other:
            os.kill(other.workers[-1], signal.SIGKILL)
        answers = [first, *found]
    assert sum(isinstance(answer, Failure) for answer in answers) == 1
    assert len(answers) == ARTICLES + 1
    assert held(there) == held(tmp_path / "here")
    assert not (there / FOLDER).exists()


@pytest.mark.parametrize("address", ["local:none", "local:0", "nothing at all"])
def test_what_is_no_cluster_is_told(address: str) -> None:
    with pytest.raises(NoCluster):
        Cluster(address, Setup({}))


def test_a_cluster_is_made_for_the_command(kb: Kb, tmp_path: Path) -> None:
    write(tmp_path / "articles", 3)
    ran = kb("add", "articles", "--cluster", "local:1")
    assert ran.code == 0, ran.err
    assert "3 read: 3 new" in ran.err
