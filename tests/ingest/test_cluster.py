from __future__ import annotations

import os
import signal
from pathlib import Path

import pytest

from kb.extract import Extractor, Setup
from kb.ingest.cluster import Cluster, NoCluster
from kb.ingest.extracting import Here
from kb.model import Article, Extraction
from kb.read import Failure, read
from tests.conftest import Kb
from tests.ingest.texts import held, write

if os.environ.get("CI") != "true":
    pytest.importorskip("distributed", reason="the extra `cluster` is not installed")


def same(article: Article) -> Article:
    return article


def test_a_cluster_gives_what_one_process_gives_also_when_a_worker_is_killed(
    extractor: Extractor, tmp_path: Path
) -> None:
    found = read(str(write(tmp_path / "articles", 70)))
    articles = [item for item in found if isinstance(item, Article)]
    answers: list[Extraction | Failure] = []
    with Cluster("local:2", Setup({})) as cluster:
        for answer in cluster.extract(articles, same):
            if not answers:
                os.kill(cluster.workers[-1], signal.SIGKILL)
            answers.append(answer)
    with Here(extractor) as here:
        assert answers == list(here.extract(articles, same))


@pytest.mark.parametrize("address", ["local:none", "local:0", "nothing at all"])
def test_what_is_no_cluster_is_told(address: str) -> None:
    with pytest.raises(NoCluster):
        Cluster(address, Setup({}))


def test_a_store_ends_the_same_as_without_a_cluster(kb: Kb, tmp_path: Path) -> None:
    write(tmp_path / "articles", 3)
    (tmp_path / "articles" / "empty.txt").write_text("", encoding="utf-8")
    assert kb("add", "articles", "--store", "oxigraph:here").code == 1
    ran = kb("add", "articles", "--store", "oxigraph:there", "--cluster", "local:1")
    assert ran.code == 1, ran.err
    assert "4 read: 3 new" in ran.err
    assert held(tmp_path / "here") == held(tmp_path / "there")
