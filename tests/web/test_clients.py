"""Other people's programs as clients of the program `kb serve --api`, over a real socket."""

from __future__ import annotations

import http.client
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlencode, urlsplit

import pytest
from rdflib import Dataset, Graph, Literal, URIRef
from rdflib.plugins.stores.sparqlstore import SPARQLStore, SPARQLUpdateStore
from SPARQLWrapper import CSV, JSON, POST, RDFXML, TURTLE, XML, SPARQLWrapper

from kb.ask import BASE
from kb.store import open_store
from kb.store.lock import FILE, is_held
from kb.store.schema import CURRENT, schema_graph, schema_iri
from tests.conftest import Kb
from tests.web.serving import ENDLESS, ONE, TOKEN, TWO, Served, fetch, fill, served, small

NAMES = "SELECT ?name { ?who a kb:Person ; skos:prefLabel ?name } ORDER BY ?name"
PEOPLE = ["Ігор Ткач", "Олена Мельник"]


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    folder = tmp_path_factory.mktemp("clients")
    with served(fill(folder / "store", articles=30), "--writable", environment={"KB_TOKEN": TOKEN}) as found:
        yield found


def asked(client: SPARQLWrapper) -> Any:
    """What the client makes of the answer; of which type that is depends on the form."""
    return client.queryAndConvert()


@pytest.mark.parametrize("method", ["GET", POST])
def test_sparqlwrapper(server: Served, method: str) -> None:
    client = SPARQLWrapper(f"{server.address}sparql")
    client.setMethod(method)
    client.setQuery(NAMES)
    client.setReturnFormat(JSON)
    rows = asked(client)["results"]["bindings"]
    assert [row["name"]["value"] for row in rows] == PEOPLE
    client.setReturnFormat(CSV)
    assert asked(client).decode().split() == ["name", *" ".join(PEOPLE).split()]
    client.setReturnFormat(XML)
    assert [node.firstChild.data for node in asked(client).getElementsByTagName("literal")] == PEOPLE
    client.setQuery("CONSTRUCT { ?s ?p ?o } WHERE { GRAPH <urn:g:one> { ?s ?p ?o } }")
    client.setReturnFormat(RDFXML)
    assert set(asked(client)) == set(small("one"))
    client.setReturnFormat(TURTLE)
    assert set(Graph().parse(data=asked(client))) == set(small("one"))


def test_rdflib_s_sparql_store(server: Served) -> None:
    store = SPARQLStore(f"{server.address}sparql")
    graph = Graph(store)
    assert [str(row[0]) for row in graph.query(NAMES)] == PEOPLE  # type: ignore[index]
    assert {str(value) for value in graph.objects(URIRef("urn:s"), URIRef("urn:p"))} == {"both", "one", "two"}
    assert (URIRef("urn:s"), URIRef("urn:p"), Literal("one")) in graph
    named = Graph(SPARQLStore(f"{server.address}sparql", context_aware=True), identifier=URIRef(TWO))
    assert {str(value) for value in named.objects()} == {"both", "two"}


def test_rdflib_s_sparql_store_writes(server: Served) -> None:
    store = SPARQLUpdateStore(f"{server.address}sparql", f"{server.address}update")
    store.kwargs.setdefault("headers", {})["Authorization"] = f"Bearer {TOKEN}"
    graph = Dataset(store, default_union=True).graph(URIRef("urn:g:rdflib"))
    graph.add((URIRef("urn:a"), URIRef("urn:b"), Literal("додано")))
    assert [str(value) for value in graph.objects()] == ["додано"]


def curl(*arguments: str) -> str:
    program = shutil.which("curl")
    if program is None:
        if os.environ.get("CI") == "true":
            pytest.fail("no program `curl`")
        pytest.skip("no program `curl`")
    return subprocess.run([program, "-sS", *arguments], check=True, capture_output=True, text=True).stdout


def test_curl(server: Served) -> None:
    asked = curl("-G", f"{server.address}sparql", "--data-urlencode", f"query={NAMES}", "-H", "Accept: text/csv")
    assert asked.split() == ["name", *" ".join(PEOPLE).split()]
    posted = curl(f"{server.address}sparql", "-d", urlencode({"query": NAMES}))
    assert [row["name"]["value"] for row in json.loads(posted)["results"]["bindings"]] == PEOPLE
    assert "urn:g:one" not in curl(f"{server.address}data?graph={ONE}")
    put = ["-X", "PUT", "-H", f"Authorization: Bearer {TOKEN}", "-H", "Content-Type: text/turtle"]
    curl(*put, "-d", "<urn:a> <urn:b> 'by curl' .", f"{server.address}data?graph=urn:g:curl")
    assert "by curl" in curl(f"{server.address}data?graph=urn:g:curl")


def test_a_large_answer_comes_as_it_is_made(server: Served) -> None:
    pairs = {"query": "SELECT ?a ?b { ?a ?p ?x . ?b a ?y } LIMIT 300000"}
    connection = http.client.HTTPConnection(urlsplit(server.address).netloc)
    connection.request("GET", f"/sparql?{urlencode(pairs)}", headers={"Accept": "text/csv"})
    start = time.monotonic()
    answer = connection.getresponse()
    assert answer.headers["Transfer-Encoding"] == "chunked"
    first = time.monotonic() - start
    lines = sum(part.count(b"\n") for part in iter(lambda: answer.read(1 << 16), b""))
    assert lines == 300_001
    assert first < (time.monotonic() - start) / 2


def test_an_answer_that_is_cut_off_is_seen_to_be(tmp_path: Path) -> None:
    query = urlencode({"query": "SELECT ?a ?b ?c { ?a ?x ?y . ?b ?p ?q . ?c ?r ?t }"})
    with served(fill(tmp_path / "store"), "--timeout", "1") as server, pytest.raises(http.client.IncompleteRead):
        fetch(f"{server.address}sparql?{query}")


def test_a_client_that_goes_away_leaves_no_query_behind(tmp_path: Path) -> None:
    with served(fill(tmp_path / "store"), "--workers", "1", "--timeout", "60") as server:
        where = urlsplit(server.address)
        with socket.create_connection((where.hostname, where.port)) as gone:
            request = f"GET /sparql?{urlencode({'query': ENDLESS})} HTTP/1.1\r\nHost: {where.netloc}\r\n\r\n"
            gone.sendall(request.encode())
            time.sleep(0.3)
        start = time.monotonic()
        assert fetch(f"{server.address}sparql?query=ASK%7B%7D")[0] == 200
        assert time.monotonic() - start < 10


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM], ids=["Ctrl-C", "kill"])
def test_whoever_ends_it_finds_nothing_left(tmp_path: Path, how: signal.Signals) -> None:
    store = fill(tmp_path / "store")
    with served(store) as server:
        assert fetch(f"{server.address}sparql?query=ASK%7B%7D")[0] == 200
        server.process.send_signal(how)
        assert server.process.wait(timeout=20) == 0
        assert server.process.stderr is not None
        assert server.process.stderr.read() == "stopped\n"
    assert [path for path in (tmp_path / "store" / "kb.serving").iterdir() if path.is_dir()] == []


def test_what_a_killed_server_left_goes_with_the_next(tmp_path: Path) -> None:
    store = fill(tmp_path / "store")
    serving = tmp_path / "store" / "kb.serving"
    with served(store) as server:
        server.process.send_signal(signal.SIGKILL)
        server.process.wait()
    left = {path.name for path in serving.iterdir() if path.is_dir()}
    until = time.monotonic() + 20
    while any(is_held(serving / name / FILE) for name in left):
        assert time.monotonic() < until, "its workers see that it is gone"
        time.sleep(0.05)
    with served(store):
        assert {path.name for path in serving.iterdir() if path.is_dir()} & left == set()


def test_a_port_in_use_is_told(kb: Kb, tmp_path: Path) -> None:
    fill(tmp_path / "kb-store")
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        ran = kb("serve", "--api", "--port", str(taken.getsockname()[1]))
    assert ran.code == 3
    assert "in use" in ran.err
    assert "--port" in ran.err


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        pytest.param(["serve"], 2, "kb serve --api", id="without saying what"),
        pytest.param(["serve", "--api", "--port", "0"], 4, "no store", id="a store that does not exist"),
        pytest.param(["serve", "--api", "--port", "0", "--store", "memory:"], 2, "cannot be served", id="memory"),
        pytest.param(["serve", "--api", "--host", "192.0.2.1"], 3, "cannot listen", id="an address of another machine"),
        pytest.param(
            ["serve", "--api", "--base", "kb.example"], 2, "https://kb.example/", id="a base without a scheme"
        ),
        pytest.param(["serve", "--api", "--timeout", "0"], 2, "timeout", id="no time"),
    ],
)
def test_what_cannot_be_served_is_told(kb: Kb, arguments: list[str], code: int, message: str) -> None:
    ran = kb(*arguments)
    assert ran.code == code
    assert message in ran.err
    assert "Traceback" not in ran.err


def test_a_store_of_a_newer_version_is_not_served(tmp_path: Path) -> None:
    store = fill(tmp_path / "kb-store")
    with open_store(store) as opened:
        opened.put(str(schema_iri(base=BASE)), schema_graph(CURRENT + 1, base=BASE))
    command = [sys.executable, "-m", "kb", "serve", "--api", "--port", "0", "--store", store]
    ran = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
    assert ran.returncode == 3
    assert "newer kb" in ran.stderr


def test_who_opens_it_to_everybody_is_warned(tmp_path: Path) -> None:
    command = ["--host", "0.0.0.0", "--base", "https://kb.example/"]
    with served(fill(tmp_path / "store"), *command) as server:
        status, body = fetch(f"{server.address.replace('0.0.0.0', '127.0.0.1')}", Host="anything.example")
        assert status == 200
        assert json.loads(body)["sparql"] == "https://kb.example/sparql"


def test_the_token_is_made_and_told_once(tmp_path: Path) -> None:
    environment = {"KB_TOKEN": ""}
    with served(fill(tmp_path / "store"), "--writable", environment=environment) as server:
        assert server.process.stderr is not None
        told = server.process.stderr.readline()
        token = told.rpartition("Bearer ")[2].strip()
        assert len(token) > 40
        asked = ["-o", os.devnull, "-w", "%{http_code}", f"{server.address}update", "-d", "update="]
        assert curl(*asked, "-H", f"Authorization: Bearer {token}") == "204"
        assert curl(*asked, "-H", f"Authorization: Bearer {token}x") == "401"


def test_articles_are_added_meanwhile(tmp_path: Path) -> None:
    store = fill(tmp_path / "store")
    with served(store) as server:
        with open_store(store) as writing:
            writing.put("urn:g:later", small(1))
            assert fetch(f"{server.address}sparql?query=ASK%7B%7D")[0] == 200
        until = time.monotonic() + 10
        ask = f"{server.address}sparql?{urlencode({'query': 'ASK { ?s ?p ?o FILTER(?o = 1) }'})}"
        while b"true" not in fetch(ask)[1]:
            assert time.monotonic() < until, "what was added is seen"
            time.sleep(0.1)
