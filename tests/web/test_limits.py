"""What one request may take, and what becomes of one that takes more."""

from __future__ import annotations

import subprocess
import threading
import time
from dataclasses import replace
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from kb.store import open_store
from kb.web.pool import Limits
from tests.web.serving import ENDLESS, LIMITS, client

ASK = {"query": "ASK { ?s ?p ?o }"}
# Each row is another, so that DISTINCT has to remember them all.
HUNGRY = "SELECT DISTINCT ?a ?c ?d ?f ?g { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?a ?d ?g"


def workers() -> set[int]:
    """The process ids of the workers that this process has."""
    import os

    found = subprocess.run(["ps", "-o", "pid=,args=", "--ppid", str(os.getpid())], capture_output=True, text=True)
    return {int(line.split()[0]) for line in found.stdout.splitlines() if "kb.web.worker" in line}


def test_a_query_that_takes_too_long_is_ended(store: str) -> None:
    before = workers()
    with client(store, limits=replace(LIMITS, seconds=3)) as web:
        (worker,) = workers() - before
        start = time.monotonic()
        found = web.get("/sparql", params={"query": ENDLESS})
        assert 3 <= time.monotonic() - start < 10
        assert found.status_code == 503
        assert found.headers["retry-after"] == "5"
        assert "longer than 3 seconds" in found.json()["detail"]
        assert worker not in workers(), "its process is gone"
        assert web.get("/sparql", params=ASK).json()["boolean"] is True
    assert workers() == before


def test_a_query_that_needs_too_much_memory_is_ended(store: str) -> None:
    with client(store, limits=replace(LIMITS, seconds=60, memory=160)) as web:
        found = web.get("/sparql", params={"query": HUNGRY})
        assert found.status_code == 503
        assert "160 MB" in found.json()["detail"]
        assert web.get("/sparql", params=ASK).json()["boolean"] is True


def test_an_answer_that_is_too_large_is_not_taken_for_a_whole_one(store: str) -> None:
    with client(store, limits=replace(LIMITS, size=1000)) as web:
        found = web.get("/sparql", params={"query": "SELECT * { ?s ?p ?o }"})
        assert found.status_code == 503
        assert "larger" in found.json()["detail"]
        assert web.get("/sparql", params=ASK).status_code == 200


def test_those_who_wait_are_few(store: str) -> None:
    statuses: list[int] = []
    with client(store, limits=replace(LIMITS, seconds=4, waiting=1)) as web:

        def ask() -> None:
            statuses.append(web.get("/sparql", params={"query": ENDLESS}).status_code)

        threads = [threading.Thread(target=ask) for _ in range(2)]
        for thread in threads:
            thread.start()
        time.sleep(1)
        start = time.monotonic()
        found = web.get("/sparql", params=ASK)
        assert found.status_code == 503
        assert "too many" in found.json()["detail"]
        assert time.monotonic() - start < 2.5, "it is told at once"
        for thread in threads:
            thread.join()
        assert statuses == [503, 503]
        assert web.get("/sparql", params=ASK).status_code == 200


def test_a_worker_that_dies_is_replaced(store: str) -> None:
    before = workers()
    with client(store) as web:
        (worker,) = workers() - before
        subprocess.run(["kill", "-9", str(worker)], check=True)
        statuses = {web.get("/sparql", params=ASK).status_code for _ in range(3)}
        assert statuses <= {200, 503}
        assert web.get("/sparql", params=ASK).status_code == 200


@pytest.mark.parametrize("query", ["SELECT * { ?s ?p ?o ; ?q ?v }", "CONSTRUCT { ?s ?p ?v } { ?s ?p ?o ; ?q ?v }"])
def test_a_large_answer_is_whole(web: TestClient, store: str, query: str) -> None:
    with open_store(store, read_only=True) as opened:
        answer = opened.query(query)
        size = len(answer)  # type: ignore[arg-type]
    accept = "text/csv, application/n-triples"
    found = web.get("/sparql", params={"query": query}, headers={"Accept": accept})
    assert len(found.content) > 100_000
    assert found.text.count("\n") >= size


def test_a_snapshot_goes_with_its_server(store: str) -> None:
    serving = Path(store.partition(":")[2]) / "kb.serving"
    before = {path.name for path in serving.iterdir() if path.is_dir()}
    with client(store):
        assert len([path for path in serving.iterdir() if path.is_dir()]) == len(before) + 1
    assert {path.name for path in serving.iterdir() if path.is_dir()} == before


def test_limits_have_defaults_for_a_laptop() -> None:
    assert Limits() == Limits(seconds=30, memory=1024, size=1 << 30, workers=2, waiting=64)
