from __future__ import annotations

import json
from pathlib import Path

import pytest

from kb.graph import to_graph
from kb.store import open_store
from tests.compared import both, compared
from tests.conftest import Kb


@pytest.fixture
def store(tmp_path: Path) -> str:
    """A store in which the sample articles are compared."""
    place = f"oxigraph:{tmp_path / 'store'}"
    with open_store(place) as opened:
        for one in both():
            opened.put(str(to_graph(one).identifier), to_graph(one))
        opened.put(str(compared().identifier), compared())
    return place


def kinds(out: str) -> list[str]:
    return [json.loads(line)["kind"] for line in out.splitlines()]


ALL = ["agrees", "differs", "contradicts", "supersedes"]


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        pytest.param([], ALL, id="all, the surest first"),
        pytest.param(["--kind", "contradicts"], ["contradicts"], id="of a kind"),
        pytest.param(["--speaker", "мельник", "--kind", "supersedes"], ["supersedes"], id="of a speaker"),
        pytest.param(["--about", "росія"], ["agrees", "contradicts"], id="about an entity"),
        pytest.param(["--source", "вечірні"], ["agrees"], id="of an outlet"),
        pytest.param(["--article", "other", "--article", "misto-2021-12-02"], ["agrees"], id="of two articles"),
        pytest.param(["--since", "2030-01-01", "--speaker", "reuters"], [], id="of a later time"),
    ],
)
def test_what_is_shown_is_narrowed(options: list[str], expected: list[str], store: str, kb: Kb) -> None:
    ran = kb("compare", "--store", store, "--json", *options)
    assert ran.code == 0, ran.err
    assert kinds(ran.out) == expected
    assert ran.err.startswith("compared: ")  # the second article was not compared yet


def test_an_article_that_is_compared_is_not_compared_again(store: str, kb: Kb) -> None:
    kb("compare", "--store", store)
    assert kb("compare", "--store", store).err == ""
    assert len(kb("compare", "--store", store, "--again").err.splitlines()) == 2


def test_three_sides_are_too_many(store: str, kb: Kb) -> None:
    assert kb("compare", "--store", store, "--source", "a", "--source", "b", "--source", "c").code == 2


def test_an_article_is_compared_as_it_is_added(kb: Kb, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Міст відкриють\n\nМер заявив, що міст відкриють у травні.\n", encoding="utf-8")
    assert kb("add", "a.txt", "--compare", "--store", "oxigraph:s").code == 0
    assert kb("compare", "--store", "oxigraph:s").err == ""
