"""What is gathered in partitions ends in the store as if it had been put, also after the process was killed."""

from __future__ import annotations

import logging
import multiprocessing
import os
import signal
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from kb.graph import BASE
from kb.index import Wanted
from kb.ingest import partitions as module
from kb.ingest.partitions import FOLDER, Partitions
from kb.ingest.written import Writing, Written, write
from kb.knowledge_base import KnowledgeBase
from kb.model import Article, Entity, Extraction
from kb.read import Failure
from kb.store import open_store, oxigraph
from tests.ingest.texts import held
from tests.samples import TKACH, extraction

IDS = ("one", "two", "three", "four")
CLAIMS = len(extraction().claims)


class Made:
    """An extractor that gives the same claims for every article."""

    def extractor(self) -> Made:
        return self

    def extract(self, articles: Iterable[Article]) -> Iterator[Extraction | Failure]:
        return (replace(extraction(), article=article) for article in articles)


def open_kb(folder: Path) -> KnowledgeBase:
    return KnowledgeBase(open_store(f"oxigraph:{folder}"))


def written(name: str) -> Written:
    found = write(extraction(id=name), base=BASE)
    assert isinstance(found, Written)
    return found


def gather(kb: KnowledgeBase, names: Iterable[str], *, full: int = module.FULL) -> list[str]:
    """Add these articles; gives those that were gathered."""
    with Partitions(kb.store, kb._has, full=full) as partitions:
        gathered = [name for name in names if partitions.take(written(name)) or not kb.put(extraction(id=name))]
    kb.near.catch_up()
    return gathered


@pytest.fixture
def expected(tmp_path: Path) -> dict[str, str]:
    with open_kb(tmp_path / "put") as kb:
        for name in IDS:
            kb.put(extraction(id=name))
    return held(tmp_path / "put")


def linked(store: Path) -> dict[str, str]:
    """The digest of every graph, with those that link what is nearly the same, as `kb add` does at its end."""
    with open_kb(store) as kb:
        kb.near.catch_up()
    return held(store)


def refuse_anything_wrong(store: Path, expected: dict[str, str]) -> None:
    assert linked(store) == expected
    assert not (store / FOLDER).exists()
    with open_kb(store) as kb:
        assert list(kb.verify()) == []
        assert kb.store.indexed() == len(expected)
        assert len(kb.claims(Wanted())) == CLAIMS * len(IDS)
        assert kb.statistics().quads == open_size(store.with_name("put"))


def open_size(store: Path) -> int:
    with open_store(f"oxigraph:{store}", read_only=True) as opened:
        return opened.size()


@pytest.mark.parametrize("full", [0, 1_000, module.FULL], ids=["each", "some", "all at once"])
@pytest.mark.parametrize("many", [0, oxigraph.MANY], ids=["in bulk", "in a transaction"])
def test_a_store_ends_as_if_each_article_had_been_put(
    full: int, many: int, tmp_path: Path, expected: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(oxigraph, "MANY", many)
    with open_kb(tmp_path / "loaded") as kb:
        assert gather(kb, IDS, full=full) == list(IDS)
    refuse_anything_wrong(tmp_path / "loaded", expected)


def test_what_is_no_new_article_is_put(tmp_path: Path) -> None:
    edited = replace(extraction().article, id="one", text=extraction().article.text + "\nДодано.")
    for name, gathers in (("put", False), ("loaded", True)):
        with open_kb(tmp_path / name) as kb:
            kb.put(extraction(id="four"))
            with Partitions(kb.store, kb._has) as partitions:
                for each in (*map(extraction_of, ("one", "one", "two", "four")), replace(extraction(), article=edited)):
                    taken = partitions.take(write(each, base=BASE)) if gathers else None
                    added = taken or kb.put(each)
                assert added.previous is not None
    assert linked(tmp_path / "loaded") == linked(tmp_path / "put")


def extraction_of(name: str) -> Extraction:
    return extraction(id=name)


def end_suddenly(store: Path) -> None:
    with open_kb(store) as kb, Partitions(kb.store, kb._has) as partitions:
        for name in IDS[:-1]:
            partitions.take(written(name))
        os.kill(os.getpid(), signal.SIGKILL)


def leave(store: Path) -> Path:
    """A store as a killed process leaves it: with three articles in a partition."""
    process = multiprocessing.get_context("spawn").Process(target=end_suddenly, args=(store,))
    process.start()
    process.join(60)
    (file,) = (store / FOLDER).iterdir()
    return file


def test_what_a_killed_process_has_left_is_loaded_and_not_taken_again(tmp_path: Path, expected: dict[str, str]) -> None:
    store = tmp_path / "loaded"
    left = leave(store)
    whole = left.read_bytes()
    with open_kb(store) as kb:
        assert len(kb.claims(Wanted())) == CLAIMS * 3
    # As if it had been killed when all was loaded.
    left.parent.mkdir()
    left.write_bytes(whole)
    with open_kb(store) as kb:
        assert gather(kb, IDS) == [IDS[-1]]
    refuse_anything_wrong(store, expected)


def test_what_a_killed_process_has_left_is_told_of_where_the_store_is_only_read(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    left = leave(tmp_path / "store")
    with caplog.at_level(logging.WARNING), open_store(f"oxigraph:{tmp_path / 'store'}", read_only=True) as store:
        KnowledgeBase(store)
    assert "a killed process left" in caplog.text
    assert left.exists()


def test_an_article_that_was_not_written_to_its_end_is_added_again(
    tmp_path: Path, expected: dict[str, str], caplog: pytest.LogCaptureFixture
) -> None:
    store = tmp_path / "loaded"
    left = leave(store)
    left.write_bytes(left.read_bytes()[:-100])
    with caplog.at_level(logging.WARNING), open_kb(store) as kb:
        assert "are not whole" in caplog.text
        assert len(kb.claims(Wanted())) == CLAIMS * 2
        assert gather(kb, IDS) == list(IDS[2:])
    refuse_anything_wrong(store, expected)


def test_what_has_waited_long_enough_is_loaded_when_nothing_comes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with open_kb(tmp_path / "store") as kb, Partitions(kb.store, kb._has) as partitions:
        partitions.take(written("one"))
        partitions.pause()
        assert kb.claims(Wanted()) == []
        monkeypatch.setattr(module, "PATIENCE", 0.0)
        partitions.pause()
        assert len(kb.claims(Wanted())) == CLAIMS


def test_a_store_that_cannot_load_takes_none() -> None:
    with KnowledgeBase(open_store("memory:")) as kb:
        assert gather(kb, IDS) == []
        assert len(kb.claims(Wanted())) == CLAIMS * len(IDS)


@pytest.mark.parametrize("iri", ["urn:x> <urn:y> .\n<urn:z", "no scheme", "urn:a b"])
def test_what_is_no_iri_is_not_written(iri: str) -> None:
    made = extraction()
    link = replace(next(c.speaker.link for c in made.claims if c.speaker and c.speaker.link), iri=iri)
    wrong = Entity(TKACH.name, TKACH.kind, link)
    claims = tuple(replace(claim, speaker=wrong) for claim in made.claims)
    assert not isinstance(write(replace(made, claims=claims), base=BASE), Written)


def test_a_worker_writes_what_it_extracts() -> None:
    articles = [extraction(id=name).article for name in IDS]
    found = list(Writing(Made(), BASE).extractor().extract(articles))
    assert [(each.article.id, isinstance(each, Written)) for each in found if isinstance(each, Extraction)] == [
        (name, True) for name in IDS
    ]
