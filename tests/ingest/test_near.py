"""Articles that are nearly the same are linked, whenever and however they come."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from itertools import permutations
from pathlib import Path

import pytest

from kb.care.copying import compare, copy
from kb.care.digest import all_held
from kb.graph import revision_iri, to_graph
from kb.graph.likeness import likenesses_iri
from kb.index.catching_up import FILE
from kb.index.keeping import IndexedStore
from kb.ingest.account import Account
from kb.ingest.added import Added
from kb.knowledge_base import KnowledgeBase
from kb.model import Extraction
from kb.store import open_store
from tests.conftest import Kb
from tests.ingest.texts import TEXT
from tests.samples import TEXT as SAMPLE
from tests.samples import extraction

ONE = extraction()
REPRINT = extraction(id="reprint", publisher="Вечірні вісті", title="Міст відкриють навесні")
EDITED = extraction(text=SAMPLE + "\nУточнено.")


def iri(one: Extraction) -> str:
    return str(revision_iri(one.article))


def links(kb: KnowledgeBase) -> list[str]:
    return [graph for graph in kb.store.graphs() if graph.startswith(likenesses_iri())]


@pytest.fixture
def kb_in(specification: str) -> Iterator[KnowledgeBase]:
    """A knowledge base in a store of each kind, empty."""
    with KnowledgeBase(open_store(specification)) as opened:
        yield opened


@pytest.fixture
def place(tmp_path: Path) -> str:
    return f"oxigraph:{tmp_path / 'store'}"


def test_a_reprint_is_linked_in_every_store(kb_in: KnowledgeBase) -> None:
    assert kb_in.put(ONE).near == ()
    assert kb_in.put(REPRINT).near == (iri(ONE),)
    assert kb_in.put(REPRINT).near == (), "it is there already"
    assert len(links(kb_in)) == 1
    assert kb_in.store.query(f"ASK {{ <{iri(ONE)}> kb:nearDuplicateOf <{iri(REPRINT)}> }}") is True


def test_an_edited_article_is_no_duplicate_of_itself(place: str) -> None:
    with KnowledgeBase(open_store(place)) as kb:
        kb.put(ONE)
        assert kb.put(EDITED) == replace(kb.put(EDITED), is_new=True, near=())
        assert links(kb) == []
        assert set(kb.put(REPRINT).near) == {iri(ONE), iri(EDITED)}


def test_a_replaced_revision_is_linked_once(kb_in: KnowledgeBase) -> None:
    kb_in.put(ONE)
    kb_in.put(REPRINT)
    before = links(kb_in)
    assert kb_in.put(replace(ONE, claims=ONE.claims[:2])).near == (iri(REPRINT),)
    assert links(kb_in) == before


def test_a_store_ends_the_same_in_whatever_order_articles_come(tmp_path: Path) -> None:
    third = extraction(id="third", text=SAMPLE.replace("мережі", "газетах"))
    found = []
    for number, order in enumerate(permutations((ONE, REPRINT, third))):
        with KnowledgeBase(open_store(f"oxigraph:{tmp_path / str(number)}")) as kb:
            for one in order:
                kb.put(one)
            found.append(list(all_held(kb.store.inner)))
            assert len(links(kb)) == 3
    assert all(each == found[0] for each in found)


def test_what_was_killed_before_it_was_linked_is_linked_when_articles_are_added_again(place: str) -> None:
    with KnowledgeBase(open_store(place)) as kb:
        kb.put(ONE)
        kb.store.put(iri(REPRINT), to_graph(REPRINT))
    with KnowledgeBase(open_store(place)) as kb:
        assert list(kb.add([])) == []
        assert len(links(kb)) == 1
        assert kb.near.catch_up() == {}, "only once"


def test_what_another_program_has_put_is_linked(place: str) -> None:
    with open_store(place) as store:
        for one in (ONE, REPRINT):
            store.put(iri(one), to_graph(one))
    with KnowledgeBase(open_store(place)) as kb:
        assert kb.near.catch_up() == {iri(ONE): (iri(REPRINT),), iri(REPRINT): (iri(ONE),)}


def test_what_is_loaded_later_is_known_before_and_linked_then(place: str) -> None:
    with KnowledgeBase(open_store(place)) as kb:
        kb.put(ONE)
        third = extraction(id="third")
        assert kb.near.expect(REPRINT.article) == (iri(ONE),)
        assert set(kb.near.expect(third.article)) == {iri(ONE), iri(REPRINT)}
        assert kb.near.catch_up() == {}, "it is not there yet"
        for one in (REPRINT, third):
            kb.store.put(iri(one), to_graph(one))
        assert set(kb.near.expect(extraction(id="fourth").article)) == {iri(one) for one in (ONE, REPRINT, third)}
        assert len(links(kb)) == 3


def test_without_the_index_nothing_is_lost_and_nothing_is_there_twice(place: str, tmp_path: Path) -> None:
    with KnowledgeBase(open_store(place)) as kb:
        kb.put(ONE)
        kb.put(REPRINT)
        before = list(all_held(kb.store.inner))
    (tmp_path / "store" / FILE).unlink()
    with KnowledgeBase(open_store(place)) as kb:
        kb.near.catch_up()
        assert list(all_held(kb.store.inner)) == before
        assert set(kb.put(extraction(id="third")).near) == {iri(ONE), iri(REPRINT)}


def test_a_damaged_index_costs_no_link(place: str) -> None:
    with KnowledgeBase(open_store(place)) as kb:
        kb.put(ONE)
        kb.store.ask(lambda index: index.database.execute("DROP TABLE band"), otherwise=lambda _: None)
        assert kb.put(REPRINT).claims == len(REPRINT.claims)
    with KnowledgeBase(open_store(place)) as kb:
        kb.near.catch_up()
        assert len(links(kb)) == 1


def test_a_store_without_an_index_is_read_first_and_once(without_index: IndexedStore) -> None:
    for one in (ONE, REPRINT):
        without_index.put(iri(one), to_graph(one))
    kb = KnowledgeBase(without_index)
    assert len(kb.near.catch_up()) == 2
    assert kb.near.catch_up() == {}
    assert len(kb.put(extraction(id="third")).near) == 2


@pytest.fixture
def without_index() -> IndexedStore:
    """A store that keeps no index on disk."""
    return IndexedStore(open_store("memory:"))


def test_a_copy_of_the_store_has_the_links(place: str, tmp_path: Path) -> None:
    with KnowledgeBase(open_store(place)) as kb:
        for one in (ONE, REPRINT):
            kb.put(one)
        with open_store(f"oxigraph:{tmp_path / 'copy'}") as target:
            assert list(copy(kb.store.inner, target))
            assert all(each.is_same for each in compare(kb.store.inner, target))
        assert list(kb.verify()) == []


def test_the_account_counts_reprints_and_an_article_shows_them(kb: Kb, tmp_path: Path) -> None:
    headline, *rest = TEXT.format(number=7).split("\n")
    (tmp_path / "one.txt").write_text("\n".join((headline, *rest)), encoding="utf-8")
    (tmp_path / "reprint.txt").write_text("\n".join(("Ткач назвав строк", *rest)), encoding="utf-8")
    ran = kb("add", "one.txt", "reprint.txt", "--json")
    first, second, last = (json.loads(line) for line in ran.out.splitlines())
    assert (len(first["near_duplicates"]), len(second["near_duplicates"])) == (0, 1)
    assert last["account"]["near_duplicates"] == 1
    assert "2 read: 2 new, 0 revised, 0 unchanged, 1 near-duplicates, 0 failed" in ran.err
    shown = kb("show", second["near_duplicates"][0]).out
    assert "- nearly the same: Ткач назвав строк" in shown
    assert kb("verify").code == 0


def test_only_what_is_new_counts() -> None:
    account = Account()
    for is_new in (True, False):
        account.count(Added(ONE.article, 1, 1, is_new, near=("urn:kb:revision/0",)))
    assert (account.near_duplicates, account.read) == (1, 2)
