"""A knowledge base on a server: every command does there what it does in a folder."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.conftest import Kb, Ran

BRIDGE = """Міст відкриють у травні

2 грудня 2021, 17:50

Мер міста Ігор Ткач заявив, що міст відкриють у травні. За словами директорки школи Олени Мельник, дорогу вже \
закінчено. Ткач також сказав, що мерія відремонтувала дорогу.
"""
DENIAL = """Міст не відкриють

5 грудня 2021, 10:00

Директорка школи Олена Мельник заявила, що міст не відкриють у травні. Мер міста Ігор Ткач сказав, що мерія не \
відремонтувала дорогу.
"""
EDITED = BRIDGE.replace("вже закінчено", "майже закінчено")
STATEMENT = ("Мерія відремонтувала дорогу.", "--source", "https://example.com/road", "--since", "2014")

READING = (
    ("claims",),
    ("claims", "--speaker", "ткач"),
    ("query", "most-quoted"),
    ("query", "contradictions"),
    ("query", "revisions"),
    ("query", "SELECT (COUNT(*) AS ?triples) { ?s ?p ?o }"),
    ("query", "SELECT ?g (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g ORDER BY ?g"),
    ("compare",),
    ("fact", "list"),
    ("fact", "compare"),
    ("entities", "list"),
    ("stats", "--json"),
    ("report", "contradictions"),
    ("report", "speaker", "Ткач"),
    ("verify",),
)


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    folder = tmp_path / "articles"
    folder.mkdir()
    lines = ({"id": name, "text": text, "lang": "uk"} for name, text in (("bridge", BRIDGE), ("denial", DENIAL)))
    (folder / "two.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    return folder


def everything(kb: Kb, store: str, articles: Path) -> list[Ran]:
    """What the commands come to in a store, from the first article on."""
    edited = articles.parent / "edited.jsonl"
    edited.write_text(json.dumps({"id": "bridge", "text": EDITED, "lang": "uk"}) + "\n", encoding="utf-8")
    writing = (
        ("add", articles, "--compare"),
        ("add", articles, "--compare"),
        ("fact", "add", *STATEMENT),
        ("add", edited, "--compare"),
        ("add", articles, "--again"),
    )
    return [kb(*command, "--store", store) for command in (*writing, *READING)]


@pytest.mark.parametrize("specification", ["oxigraph_serve", "virtuoso"], indirect=True)
def test_every_command_does_on_a_server_what_it_does_in_a_folder(kb: Kb, specification: str, articles: Path) -> None:
    here = everything(kb, "oxigraph:here", articles)
    there = everything(kb, specification, articles)
    assert [(ran.code, ran.err) for ran in here if ran.code != 0] == []
    for one, other in zip(here, there, strict=True):
        assert (other.code, other.out) == (one.code, one.out), other.err
