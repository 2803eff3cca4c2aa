"""Graph Store and Update: what is written, and that the default graph stays the union of the named ones."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from rdflib import Graph, URIRef
from starlette.testclient import TestClient

from kb.graph import to_graph
from kb.index.keeping import IndexedStore
from kb.index.wanted import Wanted
from kb.knowledge_base import KnowledgeBase
from kb.store import Table, open_store
from tests.samples import extraction
from tests.web.serving import ONE, TOKEN, TWO

AUTHORISED = {"Authorization": f"Bearer {TOKEN}"}
TURTLE = {**AUTHORISED, "Content-Type": "text/turtle"}
UPDATE = {**AUTHORISED, "Content-Type": "application/sparql-update"}
NEW = "urn:g:put"


def union_is_whole(folder: Path) -> None:
    """The default graph holds every triple of the named ones once, and nothing else."""
    with open_store(f"oxigraph:{folder}", read_only=True) as store:
        union = store.query("SELECT ?s ?p ?o { ?s ?p ?o }")
        assert isinstance(union, Table)
        named = {triple for iri in store.graphs() for triple in store.graph(iri)}
        assert set(union.rows) == named
        assert len(union.rows) == len(named)


def test_a_graph_is_put_added_to_read_and_removed(writing: TestClient, own_store: Path) -> None:
    def held() -> set[str]:
        found = writing.get("/data", params={"graph": NEW}, headers={"Accept": "text/turtle"})
        return {str(value) for value in Graph().parse(data=found.text).objects()}

    where = {"graph": NEW}
    assert writing.get("/data", params=where).status_code == 404
    assert writing.put("/data", params=where, content="<urn:a> <urn:b> 'c', <x> .", headers=TURTLE).status_code == 201
    assert "c" in held()
    assert writing.put("/data", params=where, content="<urn:a> <urn:b> 'c'", headers=TURTLE).status_code == 400
    assert writing.put("/data", params=where, content="<urn:a> <urn:b> 'd' .", headers=TURTLE).status_code == 204
    assert held() == {"d"}
    assert writing.post("/data", params=where, content="<urn:a> <urn:b> 'e' .", headers=TURTLE).status_code == 204
    assert held() == {"d", "e"}
    union_is_whole(own_store)
    assert writing.delete("/data", params=where, headers=AUTHORISED).status_code == 204
    assert writing.delete("/data", params=where, headers=AUTHORISED).status_code == 404
    union_is_whole(own_store)


FORMS = {
    "text/turtle": "<urn:a> <urn:b> 'c' .",
    "application/n-triples": '<urn:a> <urn:b> "c" .',
    "application/ld+json": '{"@id": "urn:a", "urn:b": "c"}',
    "application/rdf+xml": '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:u="urn:">'
    '<rdf:Description rdf:about="urn:a"><u:b>c</u:b></rdf:Description></rdf:RDF>',
}


@pytest.mark.parametrize("media", FORMS)
def test_a_graph_is_put_in_every_form(writing: TestClient, media: str) -> None:
    headers = {**AUTHORISED, "Content-Type": media}
    assert writing.put("/data?graph=urn:g:form", content=FORMS[media], headers=headers).status_code in (201, 204)
    found = writing.get("/data?graph=urn:g:form", headers={"Accept": "application/n-triples"})
    assert found.text == '<urn:a> <urn:b> "c" .\n'


REFUSED = {
    "a blank node": ("text/turtle", "[] <urn:b> 'c' .", 400),
    "a triple term": ("text/turtle", "<urn:a> <urn:b> <<( <urn:a> <urn:b> <urn:c> )>> .", 400),
    "named graphs inside": ("application/trig", "GRAPH <urn:x> { <urn:a> <urn:b> 'c' }", 400),
    "what cannot be read": ("text/turtle", "<urn:a> <urn:b", 400),
    "an entity from a file": (
        "application/rdf+xml",
        '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>' + FORMS["application/rdf+xml"].replace(">c<", ">&e;<"),
        400,
    ),
    "a context from the web": (
        "application/ld+json",
        '{"@context": "http://127.0.0.1:9/context", "@id": "urn:a", "urn:b": "c"}',
        400,
    ),
    "another type": ("text/html", "<p>", 415),
}


@pytest.mark.parametrize(("media", "content", "status"), REFUSED.values(), ids=REFUSED)
def test_what_is_no_plain_graph_is_refused(writing: TestClient, media: str, content: str, status: int) -> None:
    headers = {**AUTHORISED, "Content-Type": media}
    found = writing.put("/data?graph=urn:g:refused", content=content, headers=headers)
    assert found.status_code == status, found.text
    assert "root:" not in found.text
    assert writing.get("/data?graph=urn:g:refused").status_code == 404


WHERE = {
    "no graph": ("", 400),
    "two graphs": ("?graph=urn:a&graph=urn:b", 400),
    "a graph and the default one": ("?graph=urn:a&default", 400),
    "no IRI": ("?graph=a", 400),
    "no IRI either": ("?graph=a%20b:%3C%3E", 400),
    "a graph of the store's own": ("?graph=urn:kb:staging", 400),
    "the default graph": ("?default", 405),
}


@pytest.mark.parametrize(("query", "status"), WHERE.values(), ids=WHERE)
def test_one_named_graph_is_written(writing: TestClient, query: str, status: int) -> None:
    assert writing.put(f"/data{query}", content="<urn:a> <urn:b> 'c' .", headers=TURTLE).status_code == status


def test_the_default_graph_is_read(writing: TestClient) -> None:
    found = writing.get("/data?default", headers={"Accept": "application/n-triples"})
    assert found.text.count('<urn:s> <urn:p> "both" .') == 1


ODD = """<urn:s> <urn:odd> 01, 1, '01'^^xsd:decimal, 1.50, 1e3, true, '1'^^xsd:boolean, 'x'^^<urn:t>, 'x'^^xsd:string,
'x'@uk-UA, '2021-12-02T00:00:00Z'^^xsd:dateTime, '24:00:00'^^xsd:time, 'no day'^^xsd:date, "a\\"b\\n'c\\\\ # among",
<x>, <x#y>, kb:Claim"""
STEPS = (
    f"INSERT DATA {{ GRAPH <urn:g:odd> {{ {ODD} }} }}",
    f"INSERT DATA {{ GRAPH <urn:g:odder> {{ {ODD} }} }} ; DELETE DATA {{ GRAPH <urn:g:odd> {{ {ODD} }} }}",
    f"BASE <urn:base> DELETE DATA {{ GRAPH <urn:g:odder> {{ {ODD} }} }}",
    f"INSERT DATA {{ GRAPH <{ONE}> {{ <urn:s> <urn:p> 3, 'both' }} GRAPH <urn:g:3> {{ <urn:s> <urn:p> 'both' }} }}",
    f"DELETE DATA {{ GRAPH <{ONE}> {{ <urn:s> <urn:p> 'both' }} }}",
    f"WITH <{TWO}> DELETE {{ ?s ?p ?o }} INSERT {{ ?s ?p 'changed' }} WHERE {{ ?s ?p ?o FILTER(?o = 'two') }}",
    "DELETE WHERE { GRAPH ?g { ?s <urn:p> 'both' } }",
    f"COPY <{ONE}> TO <urn:g:4> ; MOVE <urn:g:4> TO <urn:g:5> ; ADD <urn:g:5> TO <{TWO}> ; # the end",
    f"CLEAR GRAPH <{ONE}>",
    "DROP SILENT GRAPH <urn:g:none> ;",
    "INSERT { GRAPH <urn:g:6> { ?s <urn:said> ?o } } WHERE { ?s <urn:p> ?o } # of the union",
    "CREATE GRAPH <urn:g:7>",
    "DROP NAMED",
    "",
)


def test_updates_keep_the_union(writing: TestClient, own_store: Path) -> None:
    for step in STEPS:
        found = writing.post("/update", content=step, headers=UPDATE)
        assert found.status_code == 204, (step, found.text)
        union_is_whole(own_store)
    with open_store(f"oxigraph:{own_store}", read_only=True) as store:
        assert store.size() == 0


def test_random_updates_keep_the_union(writing: TestClient, own_store: Path) -> None:
    chance = random.Random(0)
    for _ in range(12):
        graph, value = f"urn:g:{chance.randrange(3)}", chance.randrange(4)
        verb = chance.choice(("INSERT DATA", "INSERT DATA", "DELETE DATA"))
        text = f"{verb} {{ GRAPH <{graph}> {{ <urn:s> <urn:p> {value} }} }}"
        assert writing.post("/update", content=text, headers=UPDATE).status_code == 204
    union_is_whole(own_store)


def test_the_index_is_in_step(writing: TestClient, own_store: Path) -> None:
    graph = to_graph(extraction(id="indexed"))
    iri = str(graph.identifier)
    writing.put("/data", params={"graph": iri}, content=graph.serialize(format="turtle"), headers=TURTLE)
    new = "{ ?c schema:text 'змінено' } WHERE { ?c schema:text ?text ; kb:speechAct"
    for step in (
        f"WITH <{iri}> DELETE {{ ?c schema:text ?text }} INSERT {new} kb:speechAct-deny }}",
        "DELETE { GRAPH ?g { ?c schema:text ?t } } WHERE { GRAPH ?g { ?c kb:form kb:form-direct ; schema:text ?t } }",
    ):
        assert writing.post("/update", content=step, headers=UPDATE).status_code == 204
        with KnowledgeBase(open_store(f"oxigraph:{own_store}")) as kb:
            assert isinstance(kb.store, IndexedStore)
            found = kb.claims(Wanted())
            kb.store.reindex(again=True)
            assert kb.claims(Wanted()) == found
    union_is_whole(own_store)


def test_what_was_written_is_seen_by_the_next_question(writing: TestClient) -> None:
    for number in range(3):
        text = f"INSERT DATA {{ GRAPH <urn:g:next> {{ <urn:s> <urn:next> {number} }} }}"
        assert writing.post("/update", content=text, headers=UPDATE).status_code == 204
        assert writing.get("/sparql", params={"query": f"ASK {{ <urn:s> <urn:next> {number} }}"}).json()["boolean"]


def test_another_process_has_its_turn(writing: TestClient, own_store: Path) -> None:
    with open_store(f"oxigraph:{own_store}") as store:
        graph = Graph()
        graph.add((URIRef("urn:s"), URIRef("urn:p"), URIRef("urn:other")))
        store.put("urn:g:other", graph)
        assert writing.get("/sparql", params={"query": "ASK { ?s ?p ?o }"}).status_code == 200
    found = writing.put("/data?graph=urn:g:turn", content="<urn:a> <urn:b> 'c' .", headers=TURTLE)
    assert found.status_code == 201
    assert writing.get("/sparql", params={"query": "ASK { ?s ?p <urn:other> }"}).json()["boolean"] is True
