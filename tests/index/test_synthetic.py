"""The articles that the benchmarks make up are in a store as they are in an index."""

from __future__ import annotations

from pathlib import Path

from kb.index import By, Wanted
from kb.index.asking import claims
from kb.index.database import IN_MEMORY, Index
from kb.knowledge_base import KnowledgeBase
from kb.store import open_store
from tests.benchmarks.synthetic import CLAIMS, News, fill

ARTICLES = 3


def test_a_made_up_store_says_what_a_made_up_index_does(tmp_path: Path) -> None:
    fill(tmp_path / "store", ARTICLES)
    index = Index(IN_MEMORY, new=True)
    with index.changing():
        for graph, found in News().flat(ARTICLES):
            index.put(graph, found)
    with KnowledgeBase(open_store(f"oxigraph:{tmp_path / 'store'}")) as kb:
        assert kb.claims(Wanted()) == list(claims(index, Wanted()))
        assert sum(each.claims for each in kb.count(Wanted(), by=By.MONTH)) == ARTICLES * CLAIMS
