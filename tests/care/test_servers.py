"""Copying to servers and back: what is killed on the way, client or server, goes on and ends with the same."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from rdflib import Literal, URIRef

from kb.care.backup import back_up, restore
from kb.care.copying import compare
from kb.graph import BASE, to_graph
from kb.store import Store, open_store
from kb.store.schema import schema_graph, schema_iri
from tests.care.test_copying import COPY, ROOT, differences
from tests.conftest import Kb
from tests.samples import extraction
from tests.servers import Server, empty
from tests.store.test_contract import ONE, P, S, first_column, graph_of, texts

ROUNDS = int(os.environ.get("KB_KILLS", "1"))
GRAPHS, SIZE = 12, 20


@pytest.fixture(params=["oxigraph_serve", "virtuoso"])
def server(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    """A server that holds nothing, as the command line reaches it."""
    running: Server = request.getfixturevalue(request.param)
    for name, value in running.environment.items():
        monkeypatch.setenv(name, value)
    yield running
    with running.opened() as store:
        empty(store)


@pytest.fixture
def local(tmp_path: Path) -> str:
    """A store on disk with an article, the version, and many graphs."""
    specification = f"oxigraph:{tmp_path / 'from'}"
    with open_store(specification) as store:
        article = to_graph(extraction())
        store.put(str(article.identifier), article)
        store.put(str(schema_iri(base=BASE)), schema_graph(1, base=BASE))
        for number in range(GRAPHS):
            many = ((S, P, Literal(f"{number}, {i % 7 and number}, {i}")) for i in range(SIZE))
            store.put(f"urn:g:{number:02}", graph_of(*many, (S, URIRef("urn:q"), Literal("in all"))))
    return specification


def copied(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", COPY, "copy", *arguments]
    return subprocess.run(command, capture_output=True, text=True, cwd=ROOT, check=False, timeout=120)


def is_whole(source: Store, target: Store) -> bool:
    """Whether the target holds nothing but whole graphs of the source."""
    return all(found.is_same for found in compare(source, target) if found.there)


def test_a_copy_to_a_server_and_back_is_the_same(server: Server, local: str, tmp_path: Path) -> None:
    there = copied(local, server.address)
    assert (there.returncode, "both hold the same" in there.stderr) == (0, True), there.stderr
    back = copied(server.address, f"oxigraph:{tmp_path / 'back'}")
    assert (back.returncode, back.stdout) == (0, there.stdout), back.stderr
    assert copied(local, f"oxigraph:{tmp_path / 'back'}", "--check").returncode == 0
    with server.opened() as store:
        store.put("urn:g:07", graph_of((S, P, Literal("otherwise"))))
    checked = copied(local, server.address, "--check")
    assert checked.returncode == 5
    assert "urn:g:07" in checked.stdout


def test_a_copy_that_is_killed_goes_on(server: Server, local: str) -> None:
    chance = random.Random(2)
    for _ in range(ROUNDS):
        process = begun(server, local, chance)
        process.kill()
        process.wait()
        with open_store(local, read_only=True) as source, server.opened(read_only=True) as target:
            assert is_whole(source, target)
    ended(server, local)


def test_a_copy_to_a_server_that_is_killed_goes_on(server: Server, local: str) -> None:
    chance = random.Random(3)
    for _ in range(ROUNDS):
        process = begun(server, local, chance)
        server.kill()
        if chance.random() < 0.5:  # else it is back while the copy still tries
            process.wait(timeout=120)
        server.start()
        _, err = process.communicate(timeout=120)
        assert process.returncode in (0, 3), err
        assert process.returncode == 0 or "the same command goes on from there" in err
        assert "Traceback" not in err
        with open_store(local, read_only=True) as source, server.opened(read_only=True) as target:
            assert is_whole(source, target)
    ended(server, local)


def test_a_server_is_backed_up_and_restored(server: Server, local: str, tmp_path: Path) -> None:
    assert copied(local, server.address).returncode == 0
    manifest = back_up(server.address, tmp_path / "backup")
    with server.opened() as store:
        store.put("urn:g:07", graph_of((S, P, Literal("otherwise"))))
        store.put("urn:g:more", graph_of((S, P, Literal("more"))))
    assert restore(tmp_path / "backup", server.address, replace=True) == manifest
    with open_store(local, read_only=True) as source, server.opened(read_only=True) as target:
        assert differences(source, target) == {}


def begun(server: Server, local: str, chance: random.Random) -> subprocess.Popen[str]:
    """A copy that has written something, and a little more."""
    with server.opened() as store:
        empty(store)  # else, after the first round, there would be nothing to do
        process = subprocess.Popen(
            [sys.executable, "-c", COPY, "copy", local, server.address],
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=ROOT,
        )  # fmt: skip
        while process.poll() is None and next(store.graphs(), None) is None:
            time.sleep(0.02)
    time.sleep(chance.random())
    return process


def ended(server: Server, local: str) -> None:
    """The same command, left to come to its end."""
    done = copied(local, server.address)
    assert done.returncode == 0, done.stderr
    with open_store(local, read_only=True) as source, server.opened(read_only=True) as target:
        assert differences(source, target) == {}
        assert (
            source.size()
            == target.size()
            == GRAPHS * (SIZE + 1) + source.size(str(schema_iri(base=BASE))) + len(to_graph(extraction()))
        )


GONE = {
    "oxigraph_serve": "INSERT DATA { <urn:s> <urn:p> 'of no graph' }",
    "virtuoso": "INSERT DATA { GRAPH <urn:kb:union> { <urn:s> <urn:p> 'of no graph' } }",
}


@pytest.mark.parametrize(("server", "update"), GONE.items(), indirect=["server"], ids=GONE)
def test_optimizing_puts_right_what_all_graphs_hold_together(server: Server, update: str, kb: Kb) -> None:
    with server.opened() as store:
        store.put(ONE, texts("a"))
        store._client.update(store._target.update, update)
        assert first_column(store.query("SELECT ?o { ?s ?p ?o }")) == ["a", "of no graph"]
    ran = kb("optimize", "--store", server.address)
    assert (ran.code, "put right" in ran.err) == (0, True), ran.err
    with server.opened() as store:
        assert "of no graph" not in first_column(store.query("SELECT ?o { ?s ?p ?o }"))
