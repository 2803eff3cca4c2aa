"""Stores to serve, and the program itself serving one."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import Request, urlopen

from rdflib import Graph, Literal, URIRef
from starlette.testclient import TestClient

from kb.graph import to_graph
from kb.store import open_store
from kb.web.app import create_app
from kb.web.pool import Limits
from kb.web.service import Settings
from tests.samples import extraction

ROOT = Path(__file__).parents[2]
BASE = "http://127.0.0.1/"
TOKEN = "not-a-secret"
ONE, TWO = "urn:g:one", "urn:g:two"
ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
LIMITS = Limits(seconds=10, memory=512, workers=1)


def fill(folder: Path, *, articles: int = 2) -> str:
    """A store with the sample article, some times over, and two small graphs that share a triple."""
    with open_store(f"oxigraph:{folder}") as store:
        for number in range(articles):
            text = f"{extraction().article.text}\nРядок {number}.\n"
            graph = to_graph(extraction(id=f"article-{number}", text=text))
            store.put(str(graph.identifier), graph)
        for iri, own in ((ONE, "one"), (TWO, "two")):
            store.put(iri, small(own))
    return f"oxigraph:{folder}"


def small(*values: object) -> Graph:
    """A triple that says "both", and one for each of the values."""
    graph = Graph()
    for value in ("both", *values):
        graph.add((URIRef("urn:s"), URIRef("urn:p"), Literal(value)))
    return graph


def settings(store: str, *, limits: Limits = LIMITS, **changes: object) -> Settings:
    """Settings for tests: one worker, little time."""
    return replace(Settings(store, BASE, limits, hosts=("127.0.0.1", "localhost")), **changes)  # type: ignore[arg-type]


@contextmanager
def client(store: str, *, limits: Limits = LIMITS, **changes: object) -> Iterator[TestClient]:
    """A client of the application in this process, while the block runs."""
    app = create_app(settings(store, limits=limits, **changes))
    with TestClient(app, base_url=BASE, follow_redirects=False) as found:
        yield found


def contents(store: str) -> dict[str, frozenset[object]]:
    with open_store(store, read_only=True) as opened:
        return {iri: frozenset(opened.graph(iri)) for iri in opened.graphs()}


@dataclass(frozen=True, slots=True)
class Served:
    """The program `kb serve` at work."""

    address: str
    process: subprocess.Popen[str]


@contextmanager
def served(store: str, *options: str, environment: dict[str, str] | None = None) -> Iterator[Served]:
    """`kb serve --api` as a program, at a free port, while the block runs."""
    command = [sys.executable, "-m", "kb", "serve", "--api", "--port", "0", "--store", store, *options]
    with subprocess.Popen(
        command, stderr=subprocess.PIPE, text=True, cwd=ROOT, env={**os.environ, **(environment or {})}
    ) as process:
        try:
            assert process.stderr is not None
            line = process.stderr.readline()
            while line.startswith("kb: WARNING"):
                line = process.stderr.readline()
            assert " at http://" in line, line + process.stderr.read()
            yield Served(line.split(" at ")[1].split("sparql;")[0], process)
        finally:
            if process.poll() is None:
                process.send_signal(signal.SIGINT)
            try:
                process.wait(timeout=20)
            except subprocess.TimeoutExpired:
                process.kill()
                raise


def fetch(address: str, **headers: str) -> tuple[int, bytes]:
    """What a GET of the address answers: status and body."""
    try:
        with urlopen(
            Request(address, headers={name.replace("_", "-"): value for name, value in headers.items()})
        ) as got:
            return got.status, got.read()
    except HTTPError as error:
        return error.code, error.read()
