"""The SPARQL 1.1 Protocol, row by row: those of the W3C's tests, and what they leave open."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import dataclass, field
from urllib.parse import urlencode
from xml.etree import ElementTree

import pytest
from rdflib import Dataset, Graph, URIRef
from starlette.testclient import TestClient

from tests.web.serving import ONE, TOKEN, TWO, client

FORM, QUERY, UPDATE = "application/x-www-form-urlencoded", "application/sparql-query", "application/sparql-update"
JSON, XML = "application/sparql-results+json", "application/sparql-results+xml"
ASK, COUNT = "ASK { ?s ?p ?o }", "SELECT ?o { ?s <urn:p> ?o } ORDER BY ?o"
IN_GRAPHS = "SELECT ?g { GRAPH ?g { ?s <urn:p> ?o } } ORDER BY ?g"
NOT_UTF8 = "ASK { ?s ?p 'é' }".encode("latin-1")
TWO_ASKED = urlencode([("query", ASK), ("query", ASK)])


def form(**values: str | list[str]) -> str:
    return urlencode(values, doseq=True)


@dataclass(frozen=True)
class Row:
    """A request, the status that it gets and the type of the answer."""

    method: str = "GET"
    url: str = "/sparql"
    status: int = 200
    media: str | None = None
    accept: str | None = None
    content: str | bytes | None = None
    kind: str | None = None
    headers: dict[str, str] = field(default_factory=dict)


QUERIES: dict[str, Row] = {
    # W3C: https://www.w3.org/2009/sparql/docs/tests/data-sparql11/protocol/
    "query by GET": Row(url=f"/sparql?{form(query=ASK)}", media=JSON),
    "query by POST as a form": Row("POST", content=form(query=ASK), kind=FORM, media=JSON),
    "query by POST as it is": Row("POST", content=ASK, kind=QUERY, media=JSON),
    "a SELECT in a results format": Row(url=f"/sparql?{form(query=COUNT)}", accept=XML, media=XML),
    "an ASK in a results format": Row(url=f"/sparql?{form(query=ASK)}", accept=XML, media=XML),
    "a DESCRIBE in a graph format": Row(url=f"/sparql?{form(query='DESCRIBE <urn:s>')}", media="text/turtle"),
    "a CONSTRUCT in a graph format": Row(
        url=f"/sparql?{form(query='CONSTRUCT WHERE { ?s <urn:p> ?o }')}", accept="text/turtle", media="text/turtle"
    ),
    "query by an unknown method": Row("PUT", url=f"/sparql?{form(query=ASK)}", status=405),
    "two queries": Row(url=f"/sparql?{TWO_ASKED}", status=400),
    "two queries in a form": Row("POST", content=TWO_ASKED, kind=FORM, status=400),
    "a form in the wrong media type": Row("POST", content=form(query=ASK), kind="text/plain", status=415),
    "a query in the wrong media type": Row("POST", content=ASK, kind="text/turtle", status=415),
    "a form without a media type": Row("POST", content=form(query=ASK), status=415),
    "a query without a media type": Row("POST", content=ASK, status=415),
    "a query in another encoding": Row("POST", content=NOT_UTF8, kind=QUERY, status=400),
    "a form in another encoding": Row("POST", content=b"query=" + NOT_UTF8, kind=FORM, status=400),
    "escapes of another encoding": Row(url="/sparql?query=ASK%7B%7D%20%23%E9", status=400),
    "a query that cannot be read": Row(url=f"/sparql?{form(query='ASK WHERE {')}", status=400),
    "no query": Row(url=f"/sparql?{form(other='x')}", status=400),
    "an empty form": Row("POST", content="", kind=FORM, status=400),
    "an update for a query": Row(url=f"/sparql?{form(query='DROP ALL')}", status=400),
    "a form, and parameters in the address": Row("POST", f"/sparql?{form(query=ASK)}", 400, content="", kind=FORM),
    "an update where queries are asked": Row("POST", content="DROP ALL", kind=UPDATE, status=415),
    "a media type with a charset": Row("POST", content=ASK, kind=f"{QUERY}; charset=utf-8", media=JSON),
    "a media type in capitals": Row("POST", content=ASK, kind=QUERY.upper(), media=JSON),
    "a body that is packed": Row(
        "POST", content=b"\x1f\x8b", kind=QUERY, headers={"Content-Encoding": "gzip"}, status=415
    ),
    "a body that is too large": Row("POST", content="#" * (1 << 20) + "\n", kind=QUERY, status=413),
    "a service": Row(url=f"/sparql?{form(query='ASK { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }')}", status=400),
    # Content negotiation
    "no Accept is JSON": Row(url=f"/sparql?{form(query=COUNT)}", media=JSON),
    "anything is JSON": Row(url=f"/sparql?{form(query=COUNT)}", accept="*/*", media=JSON),
    "plain JSON": Row(url=f"/sparql?{form(query=COUNT)}", accept="application/json", media="application/json"),
    "CSV": Row(url=f"/sparql?{form(query=COUNT)}", accept="text/csv", media="text/csv"),
    "TSV": Row(
        url=f"/sparql?{form(query=COUNT)}", accept="text/tab-separated-values", media="text/tab-separated-values"
    ),
    "the higher q wins": Row(
        url=f"/sparql?{form(query=COUNT)}", accept=f"{JSON};q=0.2, text/csv;q=0.9", media="text/csv"
    ),
    "the more specific range wins": Row(
        url=f"/sparql?{form(query=COUNT)}",
        accept="text/*;q=0.9, text/csv;q=0.1, */*;q=0.5",
        media="text/xml",
    ),
    "what has q=0 is not sent": Row(
        url=f"/sparql?{form(query=COUNT)}", accept=f"*/*, {JSON};q=0", media="application/json"
    ),
    "parameters do not matter": Row(
        url=f"/sparql?{form(query=COUNT)}", accept="text/csv;header=present", media="text/csv"
    ),
    "a browser gets XML or what it takes": Row(
        url=f"/sparql?{form(query=COUNT)}",
        accept="text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
        media="application/xml",
    ),
    "none of the forms": Row(url=f"/sparql?{form(query=COUNT)}", accept="image/png", status=406),
    "a graph form for a table": Row(url=f"/sparql?{form(query=COUNT)}", accept="text/turtle", status=406),
    "a table form for a graph": Row(url=f"/sparql?{form(query='DESCRIBE <urn:s>')}", accept="text/csv", status=406),
    "an Accept that cannot be read": Row(url=f"/sparql?{form(query=COUNT)}", accept=";;q=,", status=406),
    **{
        f"a graph as {media}": Row(url=f"/sparql?{form(query='DESCRIBE <urn:s>')}", accept=media, media=media)
        for media in ("application/n-triples", "application/ld+json", "application/trig", "application/rdf+xml")
    },
    # What else HTTP asks for
    "HEAD of a query": Row("HEAD", url=f"/sparql?{form(query=COUNT)}", media=JSON),
    "OPTIONS": Row("OPTIONS", status=204),
    "DELETE": Row("DELETE", status=405),
    "a service description": Row(accept="text/turtle", media="text/turtle"),
    "a service description as JSON-LD": Row(accept="application/ld+json", media="application/ld+json"),
    "a service description as a picture": Row(accept="image/png", status=406),
    "another host's name": Row(url=f"/sparql?{form(query=ASK)}", headers={"Host": "evil.example"}, status=400),
    "an update where nothing may be written": Row("POST", "/update", 403, content="DROP ALL", kind=UPDATE),
    "a graph where nothing may be written": Row("PUT", f"/data?graph={ONE}", 403, content="", kind="text/turtle"),
    "nothing at the address": Row(url="/nothing", status=404),
}


@pytest.mark.parametrize("row", QUERIES.values(), ids=QUERIES)
def test_a_query(web: TestClient, row: Row) -> None:
    check(web, row)


AUTHORISED = {"Authorization": f"Bearer {TOKEN}"}
INSERT = "INSERT DATA { GRAPH <urn:g:new> { <urn:a> <urn:b> 'c' } }"
UPDATES: dict[str, Row] = {
    "update by POST as a form": Row("POST", "/update", 204, content=form(update=INSERT), kind=FORM),
    "update by POST as it is": Row("POST", "/update", 204, content=INSERT, kind=UPDATE),
    "update with a relative IRI": Row(
        "POST", "/update", 204, content="INSERT DATA { GRAPH <urn:g:new> { <a> <b> <c> } }", kind=UPDATE
    ),
    "update by GET": Row("GET", f"/update?{form(update=INSERT)}", 405),
    "two updates": Row("POST", "/update", 400, content=urlencode([("update", INSERT)] * 2), kind=FORM),
    "an update form in the wrong media type": Row(
        "POST", "/update", 415, content=form(update=INSERT), kind="text/plain"
    ),
    "an update in the wrong media type": Row("POST", "/update", 415, content=INSERT, kind=QUERY),
    "an update form without a media type": Row("POST", "/update", 415, content=form(update=INSERT)),
    "an update in another encoding": Row("POST", "/update", 400, content=b"# \xe9\n" + INSERT.encode(), kind=UPDATE),
    "an update that cannot be read": Row("POST", "/update", 400, content="INSERT {", kind=UPDATE),
    "a query for an update": Row("POST", "/update", 400, content=ASK, kind=UPDATE),
    "no update": Row("POST", "/update", 400, content="", kind=FORM),
    "graphs named by the request and the update": Row(
        "POST",
        f"/update?{form(**{'using-graph-uri': ONE})}",
        400,
        content=f"INSERT {{ GRAPH <urn:g:new> {{ ?s ?p ?o }} }} USING <{TWO}> WHERE {{ ?s ?p ?o }}",
        kind=UPDATE,
    ),
    "LOAD": Row("POST", "/update", 400, content="LOAD <file:///etc/passwd> INTO GRAPH <urn:g:new>", kind=UPDATE),
    "LOAD in disguise": Row("POST", "/update", 400, content="\\u004cOAD SILENT <http://127.0.0.1:9/>", kind=UPDATE),
    "SERVICE in an update": Row(
        "POST",
        "/update",
        400,
        content="INSERT { GRAPH <urn:x> { ?s ?p ?o } } WHERE { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
        kind=UPDATE,
    ),
    "what would write to the default graph": Row(
        "POST", "/update", 400, content="INSERT DATA { <urn:a> <urn:b> <urn:c> }", kind=UPDATE
    ),
    "clearing the default graph": Row("POST", "/update", 400, content="CLEAR DEFAULT", kind=UPDATE),
    "copying to the default graph": Row("POST", "/update", 400, content=f"COPY <{ONE}> TO DEFAULT", kind=UPDATE),
    "a graph of the store's own": Row("POST", "/update", 400, content="CLEAR GRAPH <urn:kb:staging>", kind=UPDATE),
    "a blank node": Row("POST", "/update", 400, content="INSERT DATA { GRAPH <urn:x> { _:a <urn:b> 1 } }", kind=UPDATE),
}


@pytest.mark.parametrize("row", UPDATES.values(), ids=UPDATES)
def test_an_update(writing: TestClient, row: Row) -> None:
    check(writing, Row(row.method, row.url, row.status, None, None, row.content, row.kind, AUTHORISED))


TOKENS = {
    "none": {},
    "a wrong one": {"Authorization": "Bearer x"},
    "another scheme": {"Authorization": f"Basic {TOKEN}"},
}


@pytest.mark.parametrize("headers", TOKENS.values(), ids=TOKENS)
def test_nothing_is_written_without_the_token(writing: TestClient, headers: dict[str, str]) -> None:
    for method, url, kind in (("POST", "/update", UPDATE), ("PUT", "/data?graph=urn:g:x", "text/turtle")):
        found = writing.request(method, url, content="", headers={**headers, "Content-Type": kind})
        assert found.status_code == 401
        assert found.headers["www-authenticate"].startswith("Bearer")


def check(asking: TestClient, row: Row) -> None:
    headers = {**row.headers}
    headers |= {"Accept": row.accept} if row.accept is not None else {}
    headers |= {"Content-Type": row.kind} if row.kind is not None else {}
    if row.accept is None:
        asking.headers.pop("accept", None)
    found = asking.request(row.method, row.url, content=row.content, headers=headers)
    assert found.status_code == row.status, found.text
    if row.media is not None:
        assert found.headers["content-type"].partition(";")[0] == row.media
        assert found.headers["vary"] == "Accept"
    if row.status >= 400 and row.headers.get("Host") is None:
        assert found.headers["content-type"] == "application/problem+json"
        assert found.json()["status"] == row.status
        assert len(found.json()["detail"]) > 10


DATASETS: dict[str, tuple[dict[str, list[str]], list[str], list[str]]] = {
    "no graphs named": ({}, ["both", "one", "two"], [ONE, ONE, TWO, TWO]),
    "one default graph": ({"default-graph-uri": [ONE]}, ["both", "one"], []),
    "two default graphs are merged": ({"default-graph-uri": [ONE, TWO]}, ["both", "one", "two"], []),
    "one named graph": ({"named-graph-uri": [TWO]}, [], [TWO, TWO]),
    "two named graphs": ({"named-graph-uri": [ONE, TWO]}, [], [ONE, ONE, TWO, TWO]),
    "default and named graphs": ({"default-graph-uri": [ONE], "named-graph-uri": [TWO]}, ["both", "one"], [TWO, TWO]),
    "two of each": ({"default-graph-uri": [ONE, TWO], "named-graph-uri": [TWO]}, ["both", "one", "two"], [TWO, TWO]),
    "a graph that there is not": ({"default-graph-uri": ["urn:g:none"]}, [], []),
}


@pytest.mark.parametrize("method", ["GET", "POST as a form", "POST as it is"])
@pytest.mark.parametrize(("graphs", "values", "named"), DATASETS.values(), ids=DATASETS)
def test_the_request_names_the_graphs(
    web: TestClient, method: str, graphs: dict[str, list[str]], values: list[str], named: list[str]
) -> None:
    def column(query: str) -> list[str]:
        if method == "GET":
            found = web.get("/sparql", params={"query": query, **graphs})
        elif method == "POST as a form":
            found = web.post("/sparql", data={"query": query, **graphs})
        else:
            found = web.post("/sparql", params=graphs, content=query, headers={"Content-Type": QUERY})
        return [row[name]["value"] for row in found.json()["results"]["bindings"] for name in row]

    assert column(COUNT) == values
    assert column(IN_GRAPHS) == named


def test_the_graphs_of_the_request_stand_before_those_of_the_query(web: TestClient) -> None:
    for graphs in ([ONE], [ONE, ONE]):
        found = web.get(
            "/sparql", params={"query": f"SELECT ?o FROM <{TWO}> {{ ?s <urn:p> ?o }}", "default-graph-uri": graphs}
        )
        assert {row["o"]["value"] for row in found.json()["results"]["bindings"]} == {"both", "one"}


def test_an_update_is_asked_of_the_graphs_of_the_request(writing: TestClient) -> None:
    insert = "# WHERE { } USING\nINSERT { GRAPH <urn:g:copy> { ?s <urn:where> ?o } }"
    copy = f"{insert} WHERE {{ ?s ?p ?o FILTER(?o != ' WHERE {{') }}"
    graphs = {"using-graph-uri": [ONE]}
    found = writing.post("/update", params=graphs, content=copy, headers={**AUTHORISED, "Content-Type": UPDATE})
    assert found.status_code == 204, found.text
    held = writing.get("/sparql", params={"query": "SELECT ?o { GRAPH <urn:g:copy> { ?s ?p ?o } } ORDER BY ?o"})
    assert [row["o"]["value"] for row in held.json()["results"]["bindings"]] == ["both", "one"]
    named = "INSERT { GRAPH <urn:g:copy2> { ?s ?p ?o } } WHERE { GRAPH ?g { ?s ?p ?o } }"
    data = {"update": named, "using-named-graph-uri": TWO}
    assert writing.post("/update", data=data, headers=AUTHORISED).status_code == 204
    held = writing.get("/sparql", params={"query": "SELECT ?o { GRAPH <urn:g:copy2> { ?s ?p ?o } } ORDER BY ?o"})
    assert [row["o"]["value"] for row in held.json()["results"]["bindings"]] == ["both", "two"]


# What the answers hold


def test_a_table_is_the_same_in_every_form(web: TestClient) -> None:
    def got(media: str) -> str:
        return web.get("/sparql", params={"query": COUNT}, headers={"Accept": media}).text

    values = ["both", "one", "two"]
    assert [row["o"]["value"] for row in json.loads(got(JSON))["results"]["bindings"]] == values
    space = "{http://www.w3.org/2005/sparql-results#}"
    assert [node.text for node in ElementTree.fromstring(got(XML)).iter(f"{space}literal")] == values
    assert [row["o"] for row in csv.DictReader(io.StringIO(got("text/csv")))] == values
    assert got("text/tab-separated-values").split("\n")[1:4] == [f'"{value}"' for value in values]


@pytest.mark.parametrize(
    ("media", "name"),
    [
        ("text/turtle", "turtle"),
        ("application/n-triples", "nt"),
        ("application/ld+json", "json-ld"),
        ("application/rdf+xml", "xml"),
    ],
)
def test_a_graph_is_the_same_in_every_form(web: TestClient, media: str, name: str) -> None:
    found = web.get("/sparql", params={"query": "DESCRIBE <urn:s>"}, headers={"Accept": media})
    values = {str(value) for value in Graph().parse(data=found.text, format=name).objects(URIRef("urn:s"))}
    assert values == {"both", "one", "two"}


def test_a_graph_in_trig(web: TestClient) -> None:
    found = web.get("/sparql", params={"query": "DESCRIBE <urn:s>"}, headers={"Accept": "application/trig"})
    assert len(Dataset(default_union=True).parse(data=found.text, format="trig")) == 3


def test_a_query_that_cannot_be_read_is_told_where(web: TestClient) -> None:
    found = web.get("/sparql", params={"query": "SELECT ?x WHERE {\n ?x nobody:knows ?y }"}).json()
    assert (found["line"], found["column"]) == (2, 5) or found["line"] == 2
    assert "line 2, column" in found["detail"]


def test_the_limits_are_told(web: TestClient) -> None:
    headers = web.get("/sparql", params={"query": ASK}).headers
    assert (headers["kb-timeout"], headers["kb-memory"], headers["kb-max-bytes"]) == ("10", "512", str(1 << 30))


def test_a_head_has_no_body_and_the_worker_goes_on(web: TestClient) -> None:
    for _ in range(3):
        assert web.head("/sparql", params={"query": "SELECT * { ?s ?p ?o }"}).content == b""
    assert web.get("/sparql", params={"query": ASK}).json()["boolean"] is True


def test_the_service_says_what_it_can(web: TestClient, writing: TestClient) -> None:
    space = "http://www.w3.org/ns/sparql-service-description#"
    for asking, languages in ((web, 1), (writing, 2)):
        found = Graph().parse(data=asking.get("/sparql", headers={"Accept": "text/turtle"}).text)
        endpoint = URIRef("http://127.0.0.1/sparql")
        assert (endpoint, URIRef(f"{space}feature"), URIRef(f"{space}UnionDefaultGraph")) in found
        assert len(set(found.objects(endpoint, URIRef(f"{space}supportedLanguage")))) == languages


def test_a_page_of_another_origin_reads_where_it_may(store: str, web: TestClient) -> None:
    asks = {"Origin": "https://page.example"}
    before = {**asks, "Access-Control-Request-Method": "POST", "Access-Control-Request-Headers": "content-type"}
    assert "access-control-allow-origin" not in web.get("/sparql", params={"query": ASK}, headers=asks).headers
    with client(store, origins=("https://page.example",)) as open_to_it:
        found = open_to_it.get("/sparql", params={"query": ASK}, headers=asks)
        assert found.headers["access-control-allow-origin"] == "https://page.example"
        assert "Retry-After" in found.headers["access-control-expose-headers"]
        assert open_to_it.options("/sparql", headers=before).headers["access-control-allow-origin"] == asks["Origin"]
        assert open_to_it.options("/sparql", headers={**before, "Origin": "https://evil.example"}).status_code == 400
