from __future__ import annotations

import re

import pytest
from rdflib import BNode, Graph, Literal, URIRef
from rdflib.namespace import OWL, RDF, SKOS, XSD
from rdflib.term import Node

from kb.graph import anchor_at, claim_iri, entity_iri, revision_iri, to_graph
from kb.graph.anchors import AS_WRITTEN
from kb.model import digest
from kb.namespaces import KB, SCHEMA
from kb.store import Store, open_store
from kb.verify import Flaw, verify
from kb.verify.checks import CHECKS
from tests.samples import RUSSIA, TEXT, TROOPS, article, extraction

REVISION = revision_iri(article())
CLAIMS = extraction().claims
HEADLINE, DIRECT = (claim_iri(claim.id) for claim in CLAIMS[:2])


def store_of(graph: Graph) -> Store:
    store = open_store("memory:")
    store.put(str(graph.identifier), graph)
    return store


def flaws(graph: Graph) -> list[Flaw]:
    return list(verify(store_of(graph)))


def test_what_was_just_read_has_no_flaw(store: Store) -> None:
    for one in (extraction(), extraction(id="other"), extraction(id="bare", publisher=None, title=None, url=None)):
        graph = to_graph(one)
        store.put(str(graph.identifier), graph)
    assert list(verify(store)) == []


def test_an_edited_article_has_no_flaw() -> None:
    assert flaws(to_graph(extraction(text=TEXT + "\nУточнено."), previous=str(REVISION))) == []


def changed(text: str) -> Graph:
    graph = to_graph(extraction())
    graph.set((REVISION, SCHEMA.articleBody, Literal(text, lang="uk")))
    return graph


def test_one_changed_character_leaves_orphans(store: Store) -> None:
    graph = changed(TEXT.replace("війська", "військо"))
    store.put(str(REVISION), graph)
    found = list(verify(store))
    assert {flaw.code for flaw in found} == {"hash", "orphan"}
    orphans = [flaw.message for flaw in found if flaw.code == "orphan"]
    assert "at 170 stands «Росія відвела військо», and it was «Росія відвела війська»" in orphans
    assert set(store.graph(str(REVISION))) == set(graph), "nothing is re-anchored"


def test_one_character_more_leaves_every_later_anchor_an_orphan() -> None:
    found = flaws(changed(TEXT[:60] + " " + TEXT[60:]))
    graph = to_graph(extraction())
    later = {(str(s), anchor_at(o).start) for p in AS_WRITTEN for s, o in graph.subject_objects(p)}
    told = {(flaw.subject, int(place)) for flaw in found for place in re.findall(r"\d+", flaw.message)}
    assert {(subject, start) for subject, start in later if start >= 60} <= told


def test_a_character_changed_away_from_every_anchor_is_told_by_the_hash() -> None:
    found = flaws(changed(TEXT.replace("мости", "мостІ")))
    assert [flaw.code for flaw in found] == ["hash"]


def test_a_text_that_was_changed_with_its_hash_is_told_by_the_id() -> None:
    graph = changed(TEXT.replace("мости", "мостІ"))
    graph.set((REVISION, KB.sha256, Literal(article(text=TEXT.replace("мости", "мостІ")).sha256)))
    assert [flaw.message[:20] for flaw in flaws(graph)] == ["the revision's id is"]


ONE = next(to_graph(extraction()).objects(DIRECT, KB.content))
ADDED: dict[str, tuple[Node, Node, Node]] = {
    "the content of a claim, stated": (entity_iri(RUSSIA), URIRef("urn:kb:predicate/x"), entity_iri(TROOPS)),
    "anything else stated of an entity": (entity_iri(RUSSIA), SCHEMA.knowsAbout, Literal("війська")),
    "something stated of the world": (URIRef("http://www.wikidata.org/entity/Q159"), RDF.value, Literal("x")),
    "an entity said to be another": (entity_iri(RUSSIA), OWL.sameAs, URIRef("http://www.wikidata.org/entity/Q159")),
    "a blank node": (BNode(), RDF.value, Literal("x")),
    "a second text of a claim": (DIRECT, SCHEMA.text, Literal("інше")),
    "a second polarity": (DIRECT, KB.polarity, KB["polarity-negative"]),
    "a polarity that there is not": (HEADLINE, KB.polarity, KB["polarity-zero"]),
    "a second day": (DIRECT, KB.saidOn, Literal("2021-12-03", datatype=XSD.date)),
    "a property that claims do not have": (DIRECT, KB.mood, Literal("x")),
    "a claim within something that is no claim": (HEADLINE, KB.within, URIRef("urn:kb:claim/none")),
    "content that is no anchor": (DIRECT, KB.content, REVISION),
    "a source of a headline in the outlet's own voice": (HEADLINE, KB.source, ONE),
    "something stated of an anchor": (ONE, RDF.value, Literal("x")),
    "a second part of a content": (DIRECT, KB.content, URIRef(f"{REVISION}#char=0,9")),
    "an anchor in another text": (HEADLINE, KB.saidAnchor, URIRef("urn:kb:revision/x#char=0,9")),
    "that it is no headline": (DIRECT, KB.headline, Literal(False)),
    "a first day beside the only one": (DIRECT, KB.saidEarliest, Literal("2021-01-01", datatype=XSD.date)),
    "a second name in a language": (entity_iri(RUSSIA), SKOS.prefLabel, Literal("РФ", lang="uk")),
    "an author who is no text": (REVISION, SCHEMA.author, entity_iri(RUSSIA)),
    "a second revision": (URIRef("urn:kb:revision/x"), RDF.type, KB.Revision),
    "a second predicate": (next(iter(to_graph(extraction()).subjects(RDF.predicate))), RDF.predicate, KB.x),
}


@pytest.mark.parametrize("triple", ADDED.values(), ids=ADDED)
def test_what_does_not_belong_is_reported(triple: tuple[Node, Node, Node]) -> None:
    graph = to_graph(extraction())
    graph.add(triple)
    assert flaws(graph)


REMOVED: dict[str, tuple[Node | None, Node | None, Node | None]] = {
    "texts": (None, SCHEMA.articleBody, None),
    "hashes": (None, KB.sha256, None),
    "the id of the article": (None, SCHEMA.identifier, None),
    "the language": (REVISION, SCHEMA.inLanguage, None),
    "what read the article": (None, KB.extractedBy, None),
    "the claim's text": (DIRECT, SCHEMA.text, None),
    "the claim's revision": (DIRECT, KB.article, None),
    "contents": (DIRECT, KB.content, None),
    "forms": (DIRECT, KB.form, None),
    "speech acts": (DIRECT, KB.speechAct, None),
    "polarities": (DIRECT, KB.polarity, None),
    "modalities": (DIRECT, KB.modality, None),
    "confidences": (DIRECT, KB.confidence, None),
    "bases of dates": (DIRECT, KB.saidBasis, None),
    "the class of schema.org": (DIRECT, RDF.type, SCHEMA.Claim),
    "the speaker as written": (DIRECT, KB.speakerAsWritten, None),
    "names": (None, SKOS.prefLabel, None),
    "the cue as written": (DIRECT, KB.cueAsWritten, None),
    "cues": (DIRECT, KB.cue, None),
    "the words of a time": (None, KB.asWritten, None),
    "predicates": (None, RDF.predicate, None),
    "roles": (None, KB.role, None),
    "EDTF of times": (None, KB.edtf, None),
    "models": (None, KB.model, None),
}


@pytest.mark.parametrize("pattern", REMOVED.values(), ids=REMOVED)
def test_what_is_missing_is_reported(pattern: tuple[Node | None, Node | None, Node | None]) -> None:
    graph = to_graph(extraction())
    assert pattern in graph
    graph.remove(pattern)
    assert flaws(graph)


def test_a_graph_of_something_else_is_reported() -> None:
    graph = Graph(identifier="urn:g")
    graph.add((URIRef("urn:s"), URIRef("urn:p"), Literal("x")))
    assert {flaw.code for flaw in flaws(graph)} == {"revision", "stray"}


def test_a_store_without_graphs_has_no_flaw() -> None:
    assert list(verify(open_store("memory:"))) == []


def test_an_earliest_day_is_not_after_the_latest() -> None:
    graph = to_graph(extraction())
    graph.remove((DIRECT, KB.saidOn, None))
    for term, day in ((KB.saidEarliest, "2022-01-02"), (KB.saidLatest, "2022-01-01")):
        graph.add((DIRECT, term, Literal(day, datatype=XSD.date)))
    assert [flaw.code for flaw in flaws(graph)] == ["shape"]


def test_shapes_may_be_left_out() -> None:
    graph = to_graph(extraction())
    graph.remove((DIRECT, KB.form, None))
    store = store_of(graph)
    assert {flaw.code for flaw in verify(store)} == {"shape"}
    assert list(verify(store, shapes=False)) == []


@pytest.mark.parametrize("code", CHECKS)
def test_a_check_says_what_is_wrong(code: str) -> None:
    assert (CHECKS[code].__doc__ or "").endswith(".")


def test_the_revision_s_id_is_what_the_model_gives_it() -> None:
    assert str(REVISION).endswith(digest(article().id, article().sha256))
