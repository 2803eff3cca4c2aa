"""Every claim, article and speaker at an address of its own."""

from __future__ import annotations

import csv
import io
import json
import re
from urllib.parse import parse_qs, urlsplit

import pyoxigraph as ox
import pytest
from rdflib import Dataset, Graph, URIRef
from rdflib.namespace import OWL, RDF, XSD
from starlette.testclient import TestClient

from kb.graph import article_iri, claim_iri, entity_iri, revision_iri, to_graph
from kb.graph.findings import Compared, Place, finding_iri, to_findings
from kb.model import Finding, FindingKind
from kb.namespaces import KB, SCHEMA
from kb.store import open_store
from kb.web.documents import MOST, find
from kb.web.formats import DOCUMENTS
from kb.web.frames import TooLarge
from kb.web.renderings import render
from tests.samples import AGENCY, MELNYK, TKACH, extraction
from tests.web.serving import BASE

FIRST = extraction(id="article-0", text=f"{extraction().article.text}\nРядок 0.\n")
CLAIM = next(claim for claim in FIRST.claims if claim.proposition and claim.within)
assert CLAIM.proposition
IRIS = {
    "claim": str(claim_iri(CLAIM.id)),
    "article": str(article_iri("article-0")),
    "revision": str(revision_iri(FIRST.article)),
    "entity": str(entity_iri(TKACH)),
    "proposition": f"urn:kb:proposition/{CLAIM.proposition.id}",
}
PATHS = {kind: iri.removeprefix("urn:kb:") for kind, iri in IRIS.items()}
FORMS = {"ttl": "turtle", "jsonld": "json-ld", "trig": "trig"}


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("kind", IRIS)
def test_a_thing_as_rdf(web: TestClient, kind: str, form: str) -> None:
    found = web.get(f"/{PATHS[kind]}.{form}")
    assert found.status_code == 200
    graph = Dataset(default_union=True).parse(data=found.text, format=FORMS[form])
    node = URIRef(f"{BASE}{PATHS[kind]}")
    assert (node, OWL.sameAs, URIRef(IRIS[kind])) in graph
    assert len(set(graph.predicates(node))) > 2
    ours = {str(term) for s, _, o, _ in graph.quads() for term in (s, o) if str(term).startswith("urn:kb:")}
    assert all(iri.startswith(("urn:kb:ns#", "urn:kb:frame#", "urn:kb:who#")) for iri in ours - {IRIS[kind]})


def test_a_claim_has_its_words_and_its_speaker(web: TestClient) -> None:
    found = web.get(f"/{PATHS['claim']}.json").json()
    assert found["id"] == f"{BASE}{PATHS['claim']}"
    assert found["text"] == {"value": "Росія відвела війська", "language": "uk"}
    assert found["speaker"][0]["prefLabel"] == [{"value": TKACH.name, "language": "uk"}]
    exact = [selector["exact"] for selector in found["content"][0]["hasSelector"] if "exact" in selector]
    assert exact == ["Росія відвела війська"]
    assert found["polarity"] == "positive"
    assert found["proposition"]["id"] == f"{BASE}{PATHS['proposition']}"
    assert found["article"]["headline"]["value"] == FIRST.article.title
    assert "articleBody" not in found["article"]


def test_a_revision_is_its_whole_graph(web: TestClient) -> None:
    found = Dataset().parse(data=web.get(f"/{PATHS['revision']}.trig").text, format="trig")
    graph = found.graph(URIRef(f"{BASE}{PATHS['revision']}"))
    assert len(graph) == len(to_graph(FIRST))
    assert str(graph.value(graph.identifier, SCHEMA.articleBody)) == FIRST.article.text


def test_an_article_lists_its_revisions_and_claims(web: TestClient) -> None:
    found = web.get(f"/{PATHS['article']}.json").json()
    assert [each["id"] for each in found["revisions"]] == [f"{BASE}{PATHS['revision']}"]
    assert len(found["claims"]) == len(FIRST.claims)


def test_an_entity_lists_what_it_said(web: TestClient) -> None:
    rows = list(csv.DictReader(io.StringIO(web.get(f"/{PATHS['entity']}.csv").text)))
    assert {row["who"] for row in rows} == {TKACH.name}
    assert f"{BASE}{PATHS['claim']}" in {row["claim"] for row in rows}


def test_a_claim_in_trig_says_which_article_says_so(web: TestClient) -> None:
    found = Dataset().parse(data=web.get(f"/{PATHS['claim']}.trig").text, format="trig")
    named = {str(graph.identifier) for graph in found.graphs() if len(graph) and "revision" in str(graph.identifier)}
    assert named == {f"{BASE}{PATHS['revision']}"}


def test_the_form_that_is_wanted_is_sent(web: TestClient) -> None:
    for media, form in DOCUMENTS.items():
        found = web.get(f"/{PATHS['claim']}", headers={"Accept": media})
        assert found.headers["content-type"].partition(";")[0] == media
        assert found.headers["content-location"] == f"/{PATHS['claim']}.{form}"
        assert found.headers["vary"] == "Accept"
        assert found.content == web.get(f"/{PATHS['claim']}.{form}").content
    assert web.get(f"/{PATHS['claim']}", headers={"Accept": "image/png"}).status_code == 406
    web.headers.pop("accept", None)
    assert web.get(f"/{PATHS['claim']}").json()["id"] == f"{BASE}{PATHS['claim']}"


def test_a_person_is_no_document(web: TestClient) -> None:
    found = web.get(f"/{PATHS['entity']}", headers={"Accept": "text/turtle"})
    assert (found.status_code, found.headers["location"]) == (303, f"/{PATHS['entity']}.ttl")
    moved = web.get(f"/{PATHS['entity'].replace('entity', 'speaker')}")
    assert (moved.status_code, moved.headers["location"]) == (308, f"/{PATHS['entity']}")


@pytest.mark.parametrize("entity", [MELNYK, AGENCY], ids=["ours", "of Wikidata"])
def test_an_entity_is_found_as_whom_it_is_linked(web: TestClient, entity: object) -> None:
    iri = str(entity_iri(entity))  # type: ignore[arg-type]
    found = web.get(f"/entity/{iri.rpartition('/')[2]}.json").json()
    assert found["id"] == iri.replace("urn:kb:", BASE)
    assert found["claims"]


def test_what_has_not_changed_is_not_sent_again(web: TestClient) -> None:
    first = web.get(f"/{PATHS['claim']}.json")
    tag = first.headers["etag"]
    again = web.get(f"/{PATHS['claim']}.json", headers={"If-None-Match": f'"x", W/{tag}'})
    assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", tag)
    assert web.get(f"/{PATHS['claim']}.ttl", headers={"If-None-Match": tag}).status_code == 200


def test_the_twins_are_named(web: TestClient) -> None:
    link = web.get(f"/{PATHS['claim']}.json").headers["link"]
    assert re.findall(r'<([^>]+)>; rel="alternate"', link) == [
        f"/{PATHS['claim']}.{form}" for form in ("ttl", "jsonld", "csv", "trig")
    ]


NOWHERE = [
    "claim/none",
    "claim/none.json",
    "claim/",
    "nothing/x",
    "claim/a/b",
    "claim/%2e%2e",
    "claim/..%2f..",
    "fact/x.csv",
]


@pytest.mark.parametrize("path", NOWHERE)
def test_there_is_nothing_elsewhere(web: TestClient, path: str) -> None:
    assert web.get(f"/{path}").status_code == 404


def test_the_address_of_a_claim_is_that_of_its_iri(web: TestClient, store: str) -> None:
    with open_store(store, read_only=True) as opened:
        claims = opened.graph(IRIS["revision"]).subjects(RDF.type, SCHEMA.Claim)
        assert {web.get("/" + str(claim).removeprefix("urn:kb:")).status_code for claim in claims} == {200}


def test_a_description_is_of_its_claims_alone(web: TestClient) -> None:
    found = Graph().parse(data=web.get(f"/{PATHS['claim']}.ttl").text)
    within = found.value(URIRef(f"{BASE}{PATHS['claim']}"), KB.within)
    assert str(within).startswith(f"{BASE}claim/")
    assert set(found.subjects(RDF.type, SCHEMA.Claim)) == {URIRef(f"{BASE}{PATHS['claim']}")}
    assert (None, KB.speaker, None) in found


NUMBERS = {
    "7": ("integer", 7),
    "0.5": ("decimal", 0.5),
    "true": ("boolean", True),
    "NaN": ("double", "NaN"),
    "x": ("integer", "x"),
}


@pytest.mark.parametrize("text", NUMBERS)
def test_a_number_is_one_that_json_has(text: str) -> None:
    kind, value = NUMBERS[text]
    store, fact = ox.Store(), ox.NamedNode("urn:kb:fact/f")
    number = ox.Literal(text, datatype=ox.NamedNode(f"{XSD}{kind}"))
    store.add(ox.Quad(fact, ox.NamedNode(str(KB.confidence)), number))
    found = find(store, "fact", "f")
    assert found
    told = json.loads(render(store, found, base=BASE, form="json"), parse_constant=pytest.fail)
    assert told["confidence"] == value


def test_a_finding_has_both_claims_with_their_words() -> None:
    left, right = (claim.id for claim in FIRST.claims[:2])
    finding = Finding(FindingKind.CONTRADICTS, "denies", left, right, 0.9, "because")
    places = {claim: Place(FIRST.article.revision, FIRST.article.text) for claim in (left, right)}
    graphs = (to_graph(FIRST), to_findings(Compared(FIRST.article.revision, "1", (finding,)), places))
    store = ox.Store()
    for graph in graphs:
        store.load(graph.serialize(format="nt").encode(), ox.RdfFormat.N_TRIPLES)
    iri = str(finding_iri(finding))
    found = find(store, "finding", iri.rpartition("/")[2])
    assert found
    told = json.loads(render(store, found, base=BASE, form="json"))
    assert (told["findingKind"], told["reason"]) == ("contradicts", "because")
    assert told["right"]["text"]["value"] == FIRST.claims[1].text(FIRST.article)
    assert told["left"]["content"][0]["hasSelector"]
    table = list(csv.DictReader(io.StringIO(render(store, found, base=BASE, form="csv").decode())))
    assert {row["claim"] for row in table} == {f"{BASE}claim/{left}", f"{BASE}claim/{right}"}


def test_who_said_more_than_a_document_holds() -> None:
    store = ox.Store()
    who = ox.NamedNode("urn:kb:entity/much")
    store.add(ox.Quad(who, ox.NamedNode(str(RDF.type)), ox.NamedNode(str(KB.Person))))
    claims = (ox.NamedNode(f"urn:kb:claim/{number}") for number in range(MOST + 1))
    store.extend(ox.Quad(claim, ox.NamedNode(str(KB.speaker)), who) for claim in claims)
    found = find(store, "entity", "much")
    assert found
    told = json.loads(render(store, found, base=BASE, form="json"))
    assert len(told["claims"]) == MOST
    query = parse_qs(urlsplit(told["cut"]["claims"]).query)["query"][0]
    assert len(list(store.query(query))) == MOST + 1  # type: ignore[arg-type]
    assert b"seeAlso" in render(store, found, base=BASE, form="ttl")
    with pytest.raises(TooLarge):  # a table has no place to say so
        render(store, found, base=BASE, form="csv")
