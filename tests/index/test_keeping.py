"""The index is in step with the store whatever happens, and nothing is lost without it."""

from __future__ import annotations

import logging
import multiprocessing
import os
import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from kb.graph import revision_iri, to_graph
from kb.index import Wanted
from kb.index.asking import claims
from kb.index.catching_up import FILE
from kb.index.database import Index
from kb.index.keeping import IndexedStore
from kb.index.narrowing import narrowed
from kb.knowledge_base import KnowledgeBase
from kb.model import Extraction
from kb.store import Store, open_store
from kb.store.oxigraph import OxigraphStore
from tests.samples import MELNYK, extraction

EVERY = 9
IRI = str(revision_iri(extraction().article))


@pytest.fixture
def place(tmp_path: Path) -> str:
    """A store with one article."""
    specification = f"oxigraph:{tmp_path / 'store'}"
    put(specification)
    return specification


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "store" / FILE


def put(place: str, one: Extraction | None = None) -> None:
    with KnowledgeBase(open_store(place)) as kb:
        kb.put(one or extraction())


def put_beside(place: str, one: Extraction) -> None:
    """Put an article as another program does, which knows nothing of the index."""
    with open_store(place) as store:
        store.put(str(revision_iri(one.article)), to_graph(one))


def found(place: str) -> int:
    with KnowledgeBase(open_store(place, read_only=True)) as kb:
        assert isinstance(kb.store, IndexedStore)
        assert kb.store.indexed() is not None
        return len(kb.claims(Wanted()))


@pytest.mark.parametrize("kind", ["memory", "oxigraph"])
def test_what_is_written_is_in_the_index(kind: str, tmp_path: Path) -> None:
    with KnowledgeBase(open_store(f"{kind}:{tmp_path / 'store'}")) as kb:
        one = extraction()
        assert kb.claims(Wanted()) == []
        kb.put(one)
        kb.put(one)
        assert len(kb.claims(Wanted())) == EVERY
        kb.put(replace(one, claims=one.claims[:3]))
        assert len(kb.claims(Wanted())) == 3
        assert len(kb.claims(Wanted(speaker="ткач"))) == 0
        kb.put(extraction(id="other"))
        kb.store.drop(IRI)
        assert len(kb.claims(Wanted())) == EVERY


def test_who_somebody_is_changes_in_the_index_too(tmp_path: Path) -> None:
    with KnowledgeBase(open_store(f"oxigraph:{tmp_path / 'store'}")) as kb:
        kb.put(extraction())
        entry = kb.who.split(MELNYK, [extraction().article.id], label="Олена Мельник-молодша")
        assert {row.who for row in kb.claims(Wanted(speaker="молодша"))} == {"Олена Мельник-молодша"}
        kb.who.merge(MELNYK, entry)
        assert [row.claim for row in kb.claims(Wanted(speaker="молодша"))] == [
            row.claim for row in claims(*narrowed(kb.store, Wanted(speaker="молодша")))
        ]


def test_a_name_is_gone_with_the_last_article_that_has_it(tmp_path: Path) -> None:
    with KnowledgeBase(open_store(f"oxigraph:{tmp_path / 'store'}")) as kb:
        kb.put(extraction())
        kb.put(extraction(id="other"))
        kb.store.drop(IRI)
        assert len(kb.claims(Wanted(outlet="місто"))) == EVERY
        kb.store.drop(str(revision_iri(extraction(id="other").article)))
        database = sqlite3.connect(tmp_path / "store" / FILE)
        database.execute("CREATE VIRTUAL TABLE temp.found USING fts5vocab(main, full_text, 'row')")
        for table in ("claim", "content", "speaker", "about", "label", "label_in", "revision", "found"):
            assert database.execute(f"SELECT COUNT(*) FROM {table}").fetchone() == (0,), table
        database.close()


def corrupt(file: Path) -> None:
    file.write_bytes(b"not a database, but as long as the head of one " * 100)


def corrupt_within(file: Path) -> None:
    data = bytearray(file.read_bytes())
    data[4096:] = os.urandom(len(data) - 4096)
    file.write_bytes(data)


def cut_short(file: Path) -> None:
    """As by `kill -9`: with the journal of what was written last, and then damaged."""
    database = sqlite3.connect(file)
    database.execute("PRAGMA journal_mode = WAL")
    database.execute("DELETE FROM claim")
    database.commit()
    journal = file.with_name(f"{file.name}-wal").read_bytes()
    database.close()
    file.with_name(f"{file.name}-wal").write_bytes(journal)
    corrupt(file)


def from_another_version(file: Path) -> None:
    database = sqlite3.connect(file)
    database.execute("UPDATE fact SET value = '0' WHERE name = 'version'")
    database.commit()
    database.close()


@pytest.mark.parametrize(
    ("harm", "word"),
    [
        pytest.param(Path.unlink, "is missing", id="deleted"),
        pytest.param(corrupt, "is damaged", id="another file"),
        pytest.param(corrupt_within, "is damaged", id="damaged within"),
        pytest.param(lambda file: file.write_bytes(b""), "another version", id="empty"),
        pytest.param(cut_short, "is damaged", id="damaged, with a journal"),
        pytest.param(from_another_version, "another version", id="from another version"),
    ],
)
@pytest.mark.parametrize("read_only", [True, False], ids=["by a reader", "by a writer"])
def test_an_index_that_cannot_be_used_is_made_anew_with_a_word(
    harm: Callable[[Path], None], word: str, read_only: bool, place: str, file: Path, caplog: pytest.LogCaptureFixture
) -> None:
    harm(file)
    with KnowledgeBase(open_store(place, read_only=read_only)) as kb:
        assert len(kb.claims(Wanted(text="міст"))) == 3
    assert word in caplog.text
    caplog.clear()
    assert found(place) == EVERY
    assert not caplog.text


def test_what_was_written_without_the_index_is_noticed(place: str, caplog: pytest.LogCaptureFixture) -> None:
    put_beside(place, extraction(id="other"))
    assert found(place) == 2 * EVERY
    assert "was not there when the store was written to" in caplog.text
    with open_store(place) as store:
        store.drop(IRI)
    put(place, extraction(id="third"))
    assert found(place) == 2 * EVERY
    put_beside(place, replace(extraction(id="third"), claims=extraction(id="third").claims[:1]))
    assert found(place) == EVERY + 1


def _killed(place: str) -> None:
    """Write, and end as by `kill -9` between the store and the index."""
    one = replace(extraction(), claims=extraction().claims[:2])
    store = IndexedStore(open_store(place))
    store._safely = lambda change: None if change.__name__ == "<lambda>" else os._exit(9)  # type: ignore[method-assign]
    IndexedStore._safely(store, lambda index: index.begin(IRI))
    store.put(IRI, to_graph(one))


def test_a_write_that_was_cut_short_is_caught_up_with(place: str, caplog: pytest.LogCaptureFixture) -> None:
    process = multiprocessing.get_context("fork").Process(target=_killed, args=(place,))
    process.start()
    process.join()
    assert process.exitcode == 9
    assert found(place) == 2
    assert "was not closed: indexing 1 graph" in caplog.text


def test_several_read_at_once_and_one_catches_up(place: str) -> None:
    put_beside(place, extraction(id="other"))
    with (
        KnowledgeBase(open_store(place, read_only=True)) as one,
        KnowledgeBase(open_store(place, read_only=True)) as other,
    ):
        assert len(one.claims(Wanted())) == len(other.claims(Wanted())) == 2 * EVERY
    assert found(place) == 2 * EVERY


def test_the_index_of_a_large_store_is_made_when_claims_are_asked_for(
    place: str, file: Path, caplog: pytest.LogCaptureFixture
) -> None:
    file.unlink()
    with IndexedStore(open_store(place), most=0) as store:
        assert store.indexed() is None
        assert "kb index" in caplog.text
        assert store.put(IRI, to_graph(replace(extraction(), claims=extraction().claims[:1])))
        assert store.put("urn:kb:findings/1", to_graph(extraction(id="other")))
        assert store.size() == store.inner.size()
        assert len(store.ask(every, otherwise=nothing)) == EVERY + 1
        assert store.indexed() == 3
    assert found(place) == EVERY + 1


def every(index: Index) -> list[object]:
    return list(claims(index, Wanted()))


def nothing(_: Store) -> list[object]:
    return []


def test_an_answer_that_breaks_off_goes_on_from_where_it_was(place: str, caplog: pytest.LogCaptureFixture) -> None:
    tried: list[int] = []

    def breaking(index: Index) -> Iterator[object]:
        for number, each in enumerate(claims(index, Wanted())):
            if number == 3 and not tried:
                tried.append(number)
                raise sqlite3.DatabaseError("database disk image is malformed")
            yield each

    with IndexedStore(open_store(place)) as store:
        whole = store.ask(every, otherwise=nothing)
        assert list(store.stream(breaking, otherwise=lambda _: iter(()))) == whole
    assert tried
    assert "is damaged" in caplog.text


def test_how_much_there_is_the_index_knows(place: str) -> None:
    with IndexedStore(open_store(place)) as store:
        for one in (extraction(id="other"), replace(extraction(), claims=extraction().claims[:2])):
            store.put(str(revision_iri(one.article)), to_graph(one))
            assert store.size() == store.inner.size()
        store.drop(IRI)
        assert store.size() == store.inner.size()
        store.reindex(again=True)
        assert store.size() == store.inner.size()


def test_an_index_that_cannot_be_written_fails_no_article(
    place: str, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def full(*_: object, **__: object) -> None:
        raise sqlite3.OperationalError("database or disk is full")

    with KnowledgeBase(open_store(place)) as kb:
        with monkeypatch.context() as patched:
            patched.setattr(Index, "put", full)
            assert kb.put(extraction(id="other")).is_new
        assert len(kb.claims(Wanted())) == 2 * EVERY
        kb.put(replace(extraction(), claims=extraction().claims[:1]))
    assert "disk is full" in caplog.text
    assert found(place) == EVERY + 1


def test_an_index_that_is_made_anew_answers_the_same(place: str, file: Path, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.ERROR)
    put(place, extraction(id="other"))
    with KnowledgeBase(open_store(place, read_only=True)) as kb:
        before = kb.claims(Wanted())
    file.unlink()
    with KnowledgeBase(open_store(place, read_only=True)) as kb:
        assert kb.claims(Wanted()) == before
        assert list(file.parent.glob(f"{FILE}*")) == [file]


def test_a_store_tells_when_it_was_written_to(tmp_path: Path) -> None:
    with OxigraphStore(tmp_path / "store") as store:
        store.put("urn:kb:g", to_graph(extraction()))
    closed = store.state()
    with OxigraphStore(tmp_path / "store", read_only=True) as reader:
        assert reader.state() == closed
    assert store.state() == closed
    with OxigraphStore(tmp_path / "store") as store:
        store.drop("urn:kb:g")
    assert store.state() != closed
