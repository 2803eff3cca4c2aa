"""A store that is a server: questions are passed on, with the same limits."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from rdflib import Dataset, Graph, URIRef
from starlette.testclient import TestClient

from kb.graph import to_graph
from tests.servers import Server, empty
from tests.web.serving import BASE, LIMITS, ONE, TOKEN, client, small
from tests.web.test_addresses import CLAIM, FIRST, PATHS

AUTHORISED = {"Authorization": f"Bearer {TOKEN}", "Content-Type": "text/turtle"}


@pytest.fixture(scope="module", params=["oxigraph_serve", "virtuoso"])
def remote(request: pytest.FixtureRequest) -> Iterator[TestClient]:
    server: Server = request.getfixturevalue(request.param)
    with server.opened() as store:
        for iri, graph in ((ONE, small("one")), (str(to_graph(FIRST).identifier), to_graph(FIRST))):
            store.put(iri, graph)
    with pytest.MonkeyPatch.context() as patch:
        for name, value in server.environment.items():
            patch.setenv(name, value)
        with client(server.address, limits=replace(LIMITS, seconds=20), token=TOKEN) as found:
            yield found
    with server.opened() as store:
        empty(store)


def test_a_question_is_passed_on(remote: TestClient) -> None:
    found = remote.get("/sparql", params={"query": "SELECT ?o { <urn:s> <urn:p> ?o } ORDER BY ?o"})
    assert [row["o"]["value"] for row in found.json()["results"]["bindings"]] == ["both", "one"]
    assert remote.get("/sparql", params={"query": "ASK { <urn:s> ?p 'none' }"}).json()["boolean"] is False
    table = remote.get(
        "/sparql", params={"query": "SELECT ?o { <urn:s> ?p ?o } ORDER BY ?o"}, headers={"Accept": "text/csv"}
    )
    assert table.text.split() == ["o", "both", "one"]
    graph = remote.get(
        "/sparql", params={"query": "CONSTRUCT WHERE { <urn:s> ?p ?o }"}, headers={"Accept": "text/turtle"}
    )
    assert set(Graph().parse(data=graph.text)) == set(small("one"))


@pytest.mark.parametrize(
    ("query", "status"),
    [("SELECT", 400), ("ASK { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }", 400), ("DROP ALL", 400)],
)
def test_what_is_no_query_is_not_passed_on(remote: TestClient, query: str, status: int) -> None:
    assert remote.get("/sparql", params={"query": query}).status_code == status


def test_a_thing_on_a_server_has_its_address(remote: TestClient) -> None:
    found = remote.get(f"/{PATHS['claim']}.json").json()
    assert found["text"]["value"] == CLAIM.text(FIRST.article)
    graph = Dataset().parse(data=remote.get(f"/{PATHS['revision']}.trig").text, format="trig")
    assert len(graph.graph(URIRef(f"{BASE}{PATHS['revision']}"))) == len(to_graph(FIRST))
    assert remote.get("/claim/none").status_code == 404


def test_graphs_on_a_server_are_written_with_the_token(remote: TestClient) -> None:
    where = {"graph": "urn:g:put"}
    assert remote.put("/data", params=where, content="<urn:a> <urn:b> 'c' .", headers=AUTHORISED).status_code == 201
    assert "c" in remote.get("/data", params=where).text
    assert remote.delete("/data", params=where, headers=AUTHORISED).status_code == 204
    assert remote.get("/data", params=where).status_code == 404
