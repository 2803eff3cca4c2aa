from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from kb.errors import NotFound
from kb.extract import Extractor
from kb.facts.linking import LinkedBy
from kb.facts.review import Rating
from kb.knowledge_base import KnowledgeBase
from kb.read import Failure
from kb.store import Store, open_store
from tests.facts.samples import markup, review
from tests.samples import extraction


@pytest.fixture
def kb(store: Store, extractor: Extractor) -> KnowledgeBase:
    return KnowledgeBase(store, extractor=extractor)


def linked(kb: KnowledgeBase) -> list[LinkedBy]:
    return [link.method for _, links, _ in kb.reviews for link in links]


# The address of the sample article, as another page writes it.
ADDRESS = "http://www.misto.example/міст?a=1&b=two words"
LINKS: dict[str, tuple[dict[str, Any], list[LinkedBy]]] = {
    # The agency's claim holds the speaker's: both have like words, in the article that the review names.
    "by the address": (
        {"appearances": (ADDRESS,)},
        [LinkedBy.ADDRESS, LinkedBy.ADDRESS],
    ),
    "by the speaker": ({"appearances": ()}, [LinkedBy.SPEAKER]),
    "of what nobody here said": ({"claimed": "Школу закрито на карантин"}, []),
}


@pytest.mark.parametrize(("changes", "methods"), LINKS.values(), ids=LINKS)
def test_a_review_is_linked_whichever_came_first(
    changes: dict[str, Any], methods: list[LinkedBy], kb: KnowledgeBase
) -> None:
    kb.put(extraction())
    kb.reviews.put(review(**changes))
    after = list(kb.reviews)
    assert linked(kb) == methods
    kb.store.drop(f"urn:kb:review/{review(**changes).id}")

    kb.reviews.put(review(**changes))
    kb.store.drop(f"urn:kb:review/{review(**changes).id}")
    empty = KnowledgeBase(open_store("memory:"), extractor=kb._extractor)
    empty.reviews.put(review(**changes))
    assert linked(empty) == []
    empty.put(extraction())
    assert empty.reviews.link(extraction()) == len(methods)
    assert empty.reviews.link(extraction()) == 0
    assert [(one, links) for one, links, _ in empty.reviews] == [(one, links) for one, links, _ in after]


def test_importing_twice_changes_nothing_and_a_correction_takes_the_place(kb: KnowledgeBase) -> None:
    kb.put(extraction())
    assert kb.reviews.put(review()).is_new
    size = kb.store.size()
    assert not kb.reviews.put(review()).is_new
    assert kb.store.size() == size
    assert kb.reviews.put(review(rating=Rating("Неправда"))).is_new
    assert [one.rating.name for one, _, _ in kb.reviews] == ["Неправда"]


def test_reviews_are_imported_from_files_and_removed(kb: KnowledgeBase, tmp_path: Path) -> None:
    rows = [markup(), {"@type": "ClaimReview"}, markup(url="https://perevirka.example/druha")]
    (tmp_path / "r.jsonl").write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    found = list(kb.reviews.bring([str(tmp_path / "r.jsonl"), str(tmp_path / "none.json")]))
    assert [isinstance(each, Failure) for each in found] == [False, True, False, True]
    assert kb.reviews.remove(review().id[:10]) == review()
    assert len(list(kb.reviews)) == 1
    for missing in ("", "zzz"):
        with pytest.raises(NotFound):
            kb.reviews.remove(missing)


def test_a_store_with_reviews_has_no_flaw(kb: KnowledgeBase) -> None:
    kb.put(extraction())
    for one in (review(), review(rating=Rating(), url=None), review(reviewer=None, language=None, claimed="Інше")):
        kb.reviews.put(one)
    assert list(kb.verify()) == []


def test_an_article_that_is_added_is_linked(kb: KnowledgeBase, tmp_path: Path) -> None:
    kb.reviews.put(review(claimed="Мерія відремонтувала дорогу", appearances=(), published=None))
    text = "Мер міста Ігор Ткач заявив, що мерія відремонтувала дорогу."
    (tmp_path / "a.jsonl").write_text(json.dumps({"id": "a", "lang": "uk", "text": text}), encoding="utf-8")
    list(kb.add([str(tmp_path / "a.jsonl")]))
    assert linked(kb) == [LinkedBy.SPEAKER]
