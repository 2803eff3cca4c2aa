from __future__ import annotations

import re
from enum import StrEnum
from pathlib import Path

import pytest
from rdflib import OWL, RDF, RDFS, SKOS, Graph, URIRef

from kb.authority import Entry, Sort
from kb.facts.linking import LinkedBy
from kb.graph import BASE, to_graph
from kb.graph.authority import entry_triples
from kb.model import Basis, EntityKind, FindingKind, Form, LinkMethod, Modality, Polarity, SpeechAct
from kb.namespaces import KB, KINDS, concept
from kb.resources import ontology, queries
from kb.store.schema import schema_graph
from tests.compared import alike, compared
from tests.reference.samples import references
from tests.samples import extraction

VOCABULARY = Graph().parse(ontology("kb.ttl"))
SHAPE_FILES = (
    "shapes.ttl",
    "entities-shapes.ttl",
    "facts-shapes.ttl",
    "findings-shapes.ttl",
    "frames-shapes.ttl",
    "likeness-shapes.ttl",
)
SHAPES = Graph()
for name in SHAPE_FILES:
    SHAPES.parse(ontology(name))
LEXICON = ("frames.ttl", "words-uk.ttl", "words-ru.ttl", "words-en.ttl")
TERMS = sorted(str(term) for term in set(VOCABULARY.subjects(RDFS.isDefinedBy)) if isinstance(term, URIRef))
CHOICES: dict[URIRef, type[StrEnum]] = {
    KB.form: Form,
    KB.speechAct: SpeechAct,
    KB.polarity: Polarity,
    KB.modality: Modality,
    KB.saidBasis: Basis,
    KB.linkMethod: LinkMethod,
    KB.sort: Sort,
    KB.reviewMethod: LinkedBy,
    KB.findingKind: FindingKind,
}


def used_by_the_authority_file() -> set[str]:
    written = re.findall(r"(?<![\w:])kb:([A-Za-z][\w-]*)", ontology("entities.ttl").read_text(encoding="utf-8"))
    split = Entry("urn:x", EntityKind.PERSON, Sort.PERSON, {"uk": ("Х",)}, only_in=("1",))
    return {str(KB[term]) for term in written} | {str(term) for _, term, _ in entry_triples(split)}


def used_by_the_lexicon() -> set[str]:
    texts = (ontology(name).read_text(encoding="utf-8") for name in LEXICON)
    return {str(KB[term]) for text in texts for term in re.findall(r"(?<![\w:])kb:([A-Za-z][\w-]*)", text)}


def used_by_the_graph() -> set[str]:
    graphs = (to_graph(extraction()), compared(), alike(), schema_graph(1, base=BASE), *references())
    terms = {str(t) for graph in graphs for triple in graph for t in triple if isinstance(t, URIRef) and t in KB}
    return terms | {str(kind) for kind in (*KINDS.values(), KB.Claim, KB.Statement)}


@pytest.mark.parametrize("term", TERMS)
def test_a_term_has_a_label_and_a_comment(term: str) -> None:
    node = URIRef(term)
    assert {label.language for label in VOCABULARY.objects(node, RDFS.label)} == {"en", "uk"}  # type: ignore[attr-defined]
    assert len(list(VOCABULARY.objects(node, RDFS.comment))) == 1


@pytest.mark.parametrize("kind", [OWL.ObjectProperty, OWL.DatatypeProperty], ids=["object", "datatype"])
def test_a_property_has_a_domain(kind: URIRef) -> None:
    properties = set(VOCABULARY.subjects(RDF.type, kind))
    assert properties
    assert {p for p in properties if VOCABULARY.value(p, RDFS.domain) is None} == set()


def test_every_term_that_the_graph_uses_is_in_the_vocabulary() -> None:
    assert used_by_the_graph() - set(TERMS) == set()


def test_every_term_of_the_vocabulary_is_used() -> None:
    concepts = {str(concept(term, value)) for term, values in CHOICES.items() for value in values}
    schemes = {f"{term}Scheme" for term in CHOICES}
    used = used_by_the_graph() | used_by_the_authority_file() | used_by_the_lexicon()
    assert set(TERMS) - used - concepts - schemes == set()


@pytest.mark.parametrize(("term", "values"), CHOICES.items(), ids=lambda value: getattr(value, "__name__", None))
def test_a_closed_choice_is_the_same_in_python_vocabulary_and_shapes(term: URIRef, values: type[StrEnum]) -> None:
    expected = {concept(term, value) for value in values}
    assert set(VOCABULARY.subjects(SKOS.inScheme, URIRef(f"{term}Scheme"))) == expected
    shape = URIRef("http://www.w3.org/ns/shacl#in")
    lists = [set(SHAPES.items(found)) for found in SHAPES.objects(None, shape)]
    assert expected in lists


@pytest.mark.parametrize(
    "path",
    [*queries().glob("*.rq"), *map(ontology, (*SHAPE_FILES, "entities.ttl", *LEXICON))],
    ids=lambda path: path.name,
)
def test_no_question_or_shape_uses_a_term_that_is_not_in_the_vocabulary(path: Path) -> None:
    used = set(re.findall(r"(?<![\w:])kb:([A-Za-z][\w-]*)", re.sub(r"#.*", "", path.read_text(encoding="utf-8"))))
    assert {term for term in used if str(KB[term]) not in TERMS and not term.endswith("Shape")} == set()
