"""The commands `kb claims` and `kb index`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kb.index.catching_up import FILE
from kb.knowledge_base import KnowledgeBase
from kb.store import open_store
from tests.conftest import Kb
from tests.samples import extraction

STORE = "oxigraph:kb-store"


@pytest.fixture
def filled(kb: Kb) -> Kb:
    with KnowledgeBase(open_store(STORE)) as base:
        base.put(extraction())
    return kb


@pytest.mark.parametrize(
    ("options", "found"),
    [
        pytest.param((), 9, id="nothing"),
        pytest.param(("--text", "військо відвести"), 2, id="words in other forms"),
        pytest.param(("--text", '"майже готов*"'), 1, id="a phrase with a beginning"),
        pytest.param(("--act", "deny"), 1, id="what is done by saying it"),
        pytest.param(("--polarity", "negative", "--plain"), 1, id="a polarity, not doubted"),
        pytest.param(("--headline",), 1, id="headlines"),
        pytest.param(("--no-headline", "--limit", "3"), 3, id="no more than three"),
        pytest.param(("--until", "2021-11-30"), 4, id="a day"),
        pytest.param(("--language", "en"), 0, id="another language"),
    ],
)
def test_claims_are_listed_and_counted_by_what_is_asked(filled: Kb, options: tuple[str, ...], found: int) -> None:
    assert len(filled("claims", *options).out.splitlines()) == found
    if "--limit" not in options:
        assert json.loads(filled("claims", "--count", *options).out) == {"claims": found}


def test_claims_are_counted_by_month_and_by_speaker(filled: Kb) -> None:
    by_month = filled("claims", "--count-by", "month", "--csv", "--no-headline").out.splitlines()
    assert by_month == ["month,claims", ",2", "2021-11,1", "2021-12,5"]
    first = json.loads(filled("claims", "--count-by", "speaker", "--limit", "1").out)
    assert (first["speaker"], first["claims"]) == ("Ігор Ткач", 3)
    assert first["entity"].startswith("urn:kb:entity/")


@pytest.mark.parametrize(
    ("options", "message"),
    [
        pytest.param(("--since", "2022-01-01", "--until", "2021-01-01"), "comes after the last", id="days"),
        pytest.param(("--text", "?!"), "no word", id="no word"),
        pytest.param(("--form", "dirct"), "not one of", id="a form that is none"),
        pytest.param(("--confidence", "2"), "--confidence", id="more than certain"),
    ],
)
def test_what_cannot_be_asked_is_refused(filled: Kb, options: tuple[str, ...], message: str) -> None:
    ran = filled("claims", *options)
    assert ran.code == 2
    assert message in ran.err


def test_the_index_is_made_anew_by_one_command(filled: Kb, tmp_path: Path) -> None:
    before = filled("claims").out
    (tmp_path / "kb-store" / FILE).write_bytes(b"nothing of ours")
    assert "indexed: 2 graphs" in filled("index").err
    assert "indexed: 2 graphs" in filled("index", "--again").err
    assert filled("claims").out == before
    assert filled("claims").err == ""


def test_a_store_that_has_no_index_says_so(kb: Kb) -> None:
    assert "no index" in kb("index", "--store", "memory:").err
    assert kb("index").code == 4
