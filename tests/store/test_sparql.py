"""What a store on a server does when the server, or the way to it, does not do what it should."""

from __future__ import annotations

import base64
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import pytest
from rdflib import BNode, Graph, Literal, URIRef
from rdflib.namespace import XSD
from rdflib.term import Node

from kb.settings import ServerSettings
from kb.store import QueryError, ReadOnlyStore, UnusableStore, open_store
from kb.store.sparql import SparqlStore
from kb.store.sparql_engines import ENGINES, addresses, engine_that_says
from kb.store.sparql_http import WAITS, CutOff, ServerError
from kb.store.sparql_writes import STAGING
from tests.servers import Server, empty, oxigraph_server
from tests.sparql_servers import Misbehaving, Reply, free_port, misbehaving
from tests.store.test_contract import ONE, TWO, P, S, graph_of, table, texts
from tests.store.writer import GRAPHS, SIZE, version

ROOT = Path(__file__).parents[2]
QUERY = "SELECT ?s { ?s ?p ?o }"


def answer(*values: str) -> bytes:
    rows = [{"s": {"type": "uri", "value": value}} for value in values]
    return json.dumps({"head": {"vars": ["s"]}, "results": {"bindings": rows}}).encode()


GOOD = Reply(answer("urn:x"))


@contextmanager
def store_of(server: Misbehaving, **settings: object) -> Iterator[tuple[SparqlStore, list[float]]]:
    """A store on a server, which notes how long it waits instead of waiting."""
    writes = {"engine": "oxigraph", "update": server.address, "graphs": server.address}
    with SparqlStore(server.address, ServerSettings(**writes, **settings)) as store:  # type: ignore[arg-type]
        waits: list[float] = []
        store._client.sleep = waits.append
        yield store, waits


# Answers of which a part is missing

CUT: dict[str, tuple[Reply, str]] = {
    "broken JSON": (Reply(answer("urn:x", "urn:y")[:-20]), "broke its answer off"),
    "words amid JSON": (Reply(answer("urn:x")[:-4] + b"The SPARQL operation has been cancelled"), "cancelled"),
    "nothing at all": (Reply(b""), "broke its answer off"),
    "less than was promised": (Reply(answer("urn:x"), promised=10_000), "was broken off"),
    "a chunk that never comes": (
        Reply(b"5\r\n{'a':\r\n", headers={"Transfer-Encoding": "chunked"}),
        "was broken off",
    ),
    "a limit on time": (
        Reply(
            answer("urn:x"), headers={"X-SQL-State": "S1TAT", "X-SQL-Message": "RC...: Returning incomplete results"}
        ),
        "did not come to an end",
    ),
    "a limit on time with an error": (
        Reply(b"Virtuoso S1T00 Error SR171: Transaction timed out", 500),
        "did not come to an end",
    ),
}


@pytest.mark.parametrize(("reply", "message"), CUT.values(), ids=CUT)
def test_an_answer_that_was_cut_off_is_an_error(reply: Reply, message: str) -> None:
    with misbehaving(reply) as server, store_of(server) as (store, _), pytest.raises(CutOff, match=message):
        store.query(QUERY)


def test_a_limit_on_rows_is_an_error_where_pages_do_not_help() -> None:
    reply = Reply(answer("urn:x", "urn:y"), headers={"X-SPARQL-MaxRows": "2"})
    with misbehaving(reply) as server, store_of(server) as (store, _), pytest.raises((CutOff, QueryError)):
        store.query(QUERY)


def test_a_limit_that_was_not_reached_is_none() -> None:
    reply = Reply(answer("urn:x", "urn:y"), headers={"X-SPARQL-MaxRows": "3"})
    with misbehaving(reply) as server, store_of(server) as (store, _):
        assert len(table(store.query(QUERY))) == 2


def many(count: int) -> Graph:
    return graph_of(*((URIRef(f"urn:s:{i % 700}"), P, Literal(f"№ {i}", lang="uk")) for i in range(count)))


def test_all_rows_come_in_pages_from_a_server_that_gives_some(virtuoso: Server) -> None:
    """The server gives 1,000 rows at once."""
    with virtuoso.opened() as store:
        graph = many(2500)
        store.put(ONE, graph)
        assert set(store.graph(ONE)) == set(graph)
        assert not store.put(ONE, graph)
        ordered = table(store.query("SELECT ?s ?o { ?s ?p ?o } ORDER BY DESC(?o)"))
        assert [str(row["o"]) for row in ordered] == sorted((str(o) for o in graph.objects()), reverse=True)
        assert len(table(store.query("SELECT DISTINCT ?s { ?s ?p ?o }"))) == 700
        assert len(table(store.query("SELECT ?s { ?s ?p ?o }"))) == 2500
        assert len(table(store.query("SELECT ?s { ?s ?p ?o } LIMIT 1200"))) == 1200
        built = store.query("CONSTRUCT { ?o ?p ?s . ?s <urn:q> ?o } WHERE { ?s ?p ?o }")
        assert isinstance(built, Graph)
        assert len(built) == 2500  # a text is no subject
        assert store.size() == 2500
        empty(store)


def test_a_server_that_runs_out_of_time_is_found_out(tmp_path: Path) -> None:
    with oxigraph_server(tmp_path, "--timeout-s", "1") as server, server.opened() as store:
        store.put(ONE, many(2000))
        with pytest.raises(CutOff):
            store.query("SELECT (COUNT(*) AS ?n) { ?a ?p ?b . ?c ?q ?d . ?e ?r ?f }")
        assert store.size() == 2000


def test_virtuoso_out_of_time_is_found_out(virtuoso: Server) -> None:
    slow = "SELECT (COUNT(*) AS ?n) { ?a ?p ?b . ?c ?p ?d FILTER(STRLEN(STR(?b)) + STRLEN(STR(?d)) > 500) }"
    begin = virtuoso.address.removesuffix("/sparql")
    settings = ServerSettings(
        engine="virtuoso", update=f"{begin}/sparql-auth", graphs=f"{begin}/sparql-graph-crud-auth"
    )
    with virtuoso.opened() as store:
        store.put(ONE, many(6000))
        with SparqlStore(f"{virtuoso.address}?timeout=1000", settings) as hasty, pytest.raises(CutOff, match="S1T"):
            hasty.query(slow)
        empty(store)


# Trying again


@pytest.mark.parametrize("status", [429, 502, 503, 504])
def test_a_busy_server_is_asked_again(status: int) -> None:
    with misbehaving(Reply(b"", status), Reply(b"", status, {"Retry-After": "7"}), GOOD) as server:
        with store_of(server) as (store, waits):
            assert len(table(store.query(QUERY))) == 1
        assert waits == [WAITS[0], 7.0]


def test_a_transaction_that_was_in_the_way_of_another_is_tried_again() -> None:
    deadlock = Reply(b"Virtuoso 40001 Error SR172: Transaction deadlocked", 500)
    with misbehaving(deadlock, GOOD) as server, store_of(server) as (store, waits):
        store.query(QUERY)
        assert waits == [WAITS[0]]


def test_a_server_that_stays_busy_is_given_up() -> None:
    with misbehaving(Reply(b"", 503)) as server, store_of(server) as (store, waits):
        with pytest.raises(ServerError, match=r"busy \(HTTP 503\); what was done before stays"):
            store.query(QUERY)
        assert waits == list(WAITS)


@pytest.mark.parametrize(
    ("reply", "error", "message"),
    [
        pytest.param(Reply(b"error at 1:13: expected one of", 400), QueryError, "error at 1:13", id="a bad query"),
        pytest.param(Reply(b"<h1>Oops</h1>", 500), ServerError, "refuses with HTTP 500: Oops", id="a broken server"),
        pytest.param(Reply(b"", 401), ServerError, "KB_SERVER_USER", id="a server that asks who we are"),
        pytest.param(Reply(b"", 404), ServerError, "is the address complete", id="a wrong address"),
        pytest.param(
            Reply(b"", 302, {"Location": "http://127.0.0.1:9/"}), ServerError, "redirects to", id="a redirect"
        ),
        pytest.param(Reply(b"[]"), QueryError, "no table", id="another answer"),
    ],
)
def test_what_will_not_change_is_not_tried_again(reply: Reply, error: type[Exception], message: str) -> None:
    with misbehaving(reply) as server, store_of(server) as (store, waits):
        with pytest.raises(error, match=message):
            store.query(QUERY)
        assert (waits, len(server.asked)) == ([], 1)


def test_who_answers_too_late_is_not_waited_for() -> None:
    slow = Reply(answer("urn:x"), promised=10**6)
    with misbehaving(slow) as server, store_of(server, timeout=0.001) as (store, _), pytest.raises(ServerError):
        store.query(QUERY)


def test_a_server_that_cannot_be_reached_is_named() -> None:
    address = f"http://127.0.0.1:{free_port()}/query"
    with pytest.raises(ServerError, match=f"{address}: cannot be reached: Connection refused"):
        open_store(address)


# Who we are

SECRETS: dict[str, tuple[dict[str, str], str]] = {
    "a token": ({"token": "hush"}, "Bearer hush"),
    "a password": ({"user": "анна", "password": "hush"}, "Basic " + base64.b64encode("анна:hush".encode()).decode()),
    "none": ({}, ""),
}


@pytest.mark.parametrize(("settings", "header"), SECRETS.values(), ids=SECRETS)
def test_credentials_are_sent_and_never_told(settings: dict[str, str], header: str) -> None:
    with misbehaving(GOOD, Reply(b"no", 403)) as server, store_of(server, **settings) as (store, _):
        store.query(QUERY)
        assert server.asked[0][1].get("Authorization", "") == header
        with pytest.raises(ServerError) as error:
            store.query(QUERY)
        assert "hush" not in f"{error.value}{error.value!r}{store._client!r}{ServerSettings(**settings)!r}"  # type: ignore[arg-type]


def test_an_address_holds_no_password() -> None:
    with pytest.raises(ServerError, match="holds no user name") as error:
        open_store("https://anna:hush@example.org/sparql")
    assert "hush" not in str(error.value)


@pytest.mark.parametrize("address", ["http:", "https:///sparql", "https://exa mple.org/", "http://[/x", "https://x/#a"])
def test_what_is_no_address_is_refused(address: str) -> None:
    with pytest.raises(ServerError, match="is no address of a SPARQL server"):
        open_store(address)


# Which server it is

ADDRESSES = {
    "oxigraph": ("http://h:7878/query", False, "http://h:7878/update", "http://h:7878/store"),
    "virtuoso": ("http://h/sparql", False, "http://h/sparql", "http://h/sparql-graph-crud"),
    "virtuoso with a user": ("http://h/sparql", True, "http://h/sparql-auth", "http://h/sparql-graph-crud-auth"),
    "fuseki": ("http://h:3030/kb/sparql", False, "http://h:3030/kb/update", "http://h:3030/kb/data"),
    "graphdb": ("http://h/repositories/kb", False, "http://h/repositories/kb/statements", "http://h/repositories/kb/rdf-graphs/service"),
}  # fmt: skip


@pytest.mark.parametrize("name", ADDRESSES)
def test_where_to_write_follows_from_where_to_ask(name: str) -> None:
    address, with_user, update, graphs = ADDRESSES[name]
    assert addresses(ENGINES[name.partition(" ")[0]], address, with_user=with_user) == (update, graphs)


@pytest.mark.parametrize(
    ("said", "address", "name"),
    [
        pytest.param("Virtuoso/07.20.3229 (Linux)", "https://h/query", "virtuoso", id="what it says"),
        pytest.param("nginx", "https://h/sparql", "virtuoso", id="its address"),
        pytest.param("nginx", "https://h/query", "oxigraph", id="its address of another kind"),
    ],
)
def test_a_server_is_known_by_what_it_says_or_by_its_address(said: str, address: str, name: str) -> None:
    assert engine_that_says(said, address).name == name


def test_an_unknown_server_is_to_be_described() -> None:
    with pytest.raises(UnusableStore, match="set engine, update and graphs"):
        engine_that_says("nginx", "https://h/ask")
    with pytest.raises(UnusableStore, match="no engine 'x'; there are: oxigraph"):
        SparqlStore("https://h/query", ServerSettings(engine="x"))
    with pytest.raises(UnusableStore, match="where to write"):
        SparqlStore("https://h/ask", ServerSettings(engine="oxigraph"))


def test_what_is_only_read_is_not_written(oxigraph_serve: Server) -> None:
    with oxigraph_serve.opened(read_only=True) as store, pytest.raises(ReadOnlyStore):
        store.put(ONE, texts("a"))


# What is written

UNKEPT: dict[str, Node] = {
    "more digits than six": Literal(0.12345678),
    "a large integer": Literal(10**20),
    "a long decimal": Literal("1234567890.1234567890", datatype=XSD.decimal),
    "a truth value that is none": Literal("yes", datatype=XSD.boolean, normalize=False),
    "a span of time": Literal("P1D", datatype=XSD.duration),
    "a long IRI": URIRef("urn:" + "x" * 2000),
}


@pytest.mark.parametrize("node", UNKEPT.values(), ids=UNKEPT)
def test_what_virtuoso_would_change_is_refused(node: Node, virtuoso: Server) -> None:
    with virtuoso.opened() as store:
        with pytest.raises(UnusableStore, match="virtuoso cannot keep"):
            store.put(ONE, graph_of((S, P, node)))
        assert ONE not in store


def test_a_blank_node_is_put_to_no_server(oxigraph_serve: Server) -> None:
    with oxigraph_serve.opened() as store, pytest.raises(UnusableStore, match="blank nodes"):
        store.put(ONE, graph_of((S, P, BNode())))


def test_a_long_text_is_kept(virtuoso: Server) -> None:
    """Virtuoso looks at what a text begins with, and takes a long one for no Turtle."""
    with virtuoso.opened() as store:
        graph = texts("я" * 300_000, "короткий")
        store.put(ONE, graph)
        assert set(store.graph(ONE)) == set(graph)
        empty(store)


# What is killed

KILLED = {"oxigraph_serve": 4, "virtuoso": 2}


@pytest.mark.parametrize("name", KILLED)
def test_no_graph_is_half_written_when_the_client_or_the_server_is_killed(
    name: str, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    server: Server = request.getfixturevalue(name)
    command = [sys.executable, "-m", "tests.store.writer", server.address, "1"]
    environment = {**os.environ, **server.environment}
    for number in range(KILLED[name]):
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT, env=environment) as writer:
            assert writer.stdout is not None
            for _ in range(2 + number):
                writer.stdout.readline()
            time.sleep(0.05 * number)
            if number % 2:
                server.kill()
                server.start()  # the writer goes on by itself
                assert writer.stdout.readline()
            writer.kill()
            writer.wait()
        with server.opened() as store:
            whole(store)
    with server.opened() as store:
        empty(store)
        assert store.query("ASK { ?s ?p ?o }") is False


def whole(store: SparqlStore) -> None:
    """Every graph is of one version, and their union has each triple of them once."""
    held = {iri: store.graph(iri) for iri in store.graphs()}
    assert set(held) <= set(GRAPHS)
    for graph in held.values():
        assert len(graph) == SIZE
        number = max(int(str(o)) for o in graph.objects() if o != Literal("here"))
        assert set(graph) == set(version(number))
    assert union(store) == everything(store)


def at_once(*jobs: Callable[[], None]) -> None:
    """Do the jobs at the same time; what goes wrong in one goes wrong here."""
    with ThreadPoolExecutor(len(jobs)) as pool:
        for done in [pool.submit(job) for job in jobs]:
            done.result()


@pytest.mark.parametrize("name", KILLED)
def test_two_processes_add_at_once(name: str, request: pytest.FixtureRequest) -> None:
    server: Server = request.getfixturevalue(name)

    def add(writer: int) -> None:
        with server.opened() as store:
            for number in range(4):
                store.put(f"urn:g:{writer}:{number}", version(number))
                store.put(f"urn:g:both:{number}", texts("the same"))

    at_once(lambda: add(1), lambda: add(2))
    with server.opened() as store:
        assert len(list(store.graphs())) == 12
        assert store.graph("urn:g:2:3").isomorphic(version(3))
        assert union(store) == everything(store)
        empty(store)


@pytest.mark.parametrize("name", KILLED)
def test_what_two_processes_left_in_the_union_is_mended(name: str, request: pytest.FixtureRequest) -> None:
    server: Server = request.getfixturevalue(name)

    def change(own: str) -> None:
        with server.opened() as store:
            for number in range(3):
                store.put(own, version(number))

    at_once(lambda: change(ONE), lambda: change(TWO))
    with server.opened() as store:
        assert set(store.graph(ONE)) == set(store.graph(TWO)) == set(version(2))
        store.mend()
        assert union(store) == everything(store) == sorted(version(2))
        empty(store)


def test_what_a_killed_writer_left_ready_is_cleared_away(virtuoso: Server) -> None:
    with virtuoso.opened() as store:
        store.put(ONE, texts("a"))
        old, fresh = f"{STAGING}1000000000:a", f"{STAGING}{int(time.time())}:b"
        for iri in (old, fresh):
            store._client.put(store._target.graphs, iri, b"<urn:s> <urn:p> 'never to be seen' .")
        assert list(store.graphs()) == [ONE]
        store.mend()
        left = store._client.query("SELECT DISTINCT ?g { GRAPH ?g { ?s ?p 'never to be seen' } }")[0]
        assert [row["g"]["value"] for row in left["results"]["bindings"]] == [fresh]
        assert union(store) == everything(store)
        store._client.update(store._target.update, f"CLEAR GRAPH <{fresh}>")
        empty(store)


def union(store: SparqlStore) -> list[tuple[Node | None, ...]]:
    return sorted(table(store.query("SELECT ?s ?p ?o { ?s ?p ?o }")).rows)


def everything(store: SparqlStore) -> list[tuple[Node, ...]]:
    return sorted({triple for iri in store.graphs() for triple in store.graph(iri)})
