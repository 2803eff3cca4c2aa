"""The checks of a revision's graph; the docstring of each says what is wrong where it finds something."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache

from pyshacl import validate
from rdflib import Graph, URIRef
from rdflib.namespace import PROV, RDF, SH, SKOS
from rdflib.term import Node

from kb.authority import shipped
from kb.graph import NotARevision, anchor_at, id_of, revision_of
from kb.graph.anchors import AS_WRITTEN, GAP
from kb.graph.authority import entry_triples
from kb.model import digest
from kb.namespaces import KB, SCHEMA
from kb.resources import ontology

Found = tuple[Node | None, str]
SHOWN = 60  # characters of a text in a message


def not_a_revision(graph: Graph) -> Iterator[Found]:
    """A graph does not hold the one revision that it is named by, with its text."""
    revisions = list(graph.subjects(RDF.type, KB.Revision))
    if revisions != [graph.identifier]:
        yield graph.identifier, f"the graph holds {len(revisions)} revisions; it should hold the one it is named by"
    for revision in revisions:
        if graph.value(revision, SCHEMA.articleBody) is None:
            yield revision, "the revision has no text"


def wrong_hash(graph: Graph) -> Iterator[Found]:
    """The stored text is not the one whose SHA-256 was stored with it."""
    for revision, text in _texts(graph).items():
        stored, found = str(graph.value(revision, KB.sha256)), hashlib.sha256(text.encode()).hexdigest()
        if stored != found:
            yield revision, f"the text was changed: its SHA-256 is {found[:12]}… and was {stored[:12]}…"
        article = graph.value(revision, PROV.specializationOf)
        name = graph.value(article, SCHEMA.identifier)
        if id_of(revision) != digest(str(name), stored):
            yield revision, "the revision's id is not the digest of its article's id and of the SHA-256 of its text"


def orphan(graph: Graph) -> Iterator[Found]:
    """An anchor no longer matches the text; it is left where it is."""
    texts = _texts(graph)
    for pointing, words in AS_WRITTEN.items():
        for subject in {*graph.subjects(pointing), *graph.subjects(words)}:
            stored = str(graph.value(subject, words) or "")
            yield from ((subject, message) for message in _mismatches(graph.objects(subject, pointing), stored, texts))


def stray(graph: Graph) -> Iterator[Found]:
    """Something is stated of what is no part of a revision; what a claim says must never be stated."""
    shaped = set(_shapes().objects(None, SH.targetClass))
    for subject in set(graph.subjects()):
        if shaped.isdisjoint(graph.objects(subject, RDF.type)):
            yield subject, "it has no shape: a graph holds a revision, its claims and what they point at, nothing else"


def wrong_shape(graph: Graph) -> Iterator[Found]:
    """A graph does not have the shape that `ontology/shapes.ttl` gives it."""
    return violations(graph, "shapes.ttl")


def wrong_entry(graph: Graph) -> Iterator[Found]:
    """Who is who does not have the shape that `ontology/entities-shapes.ttl` gives it."""
    # A user's entry may point at entries of the package's, which are not in the store.
    whole = Graph()
    pointed_at = (triple for iri in _pointed_at(graph) for triple in entry_triples(shipped().entries[iri]))
    for triple in (*graph, *pointed_at):
        whole.add(triple)
    own = set(graph.subjects())
    return (found for found in violations(whole, "entities-shapes.ttl") if found[0] in own)


def _pointed_at(graph: Graph) -> set[str]:
    """The entries of the package's authority file that a graph points at, and those that they point at."""
    entries = shipped().entries
    found: set[str] = set()
    waiting = {str(value) for value in graph.objects() if isinstance(value, URIRef)}
    while waiting:
        iri = waiting.pop()
        if iri in entries and iri not in found and (URIRef(iri), RDF.type, SKOS.Concept) not in graph:
            found.add(iri)
            entry = entries[iri]
            waiting |= {each for each in (entry.country, entry.body, entry.stands_for) if each}
    return found


def violations(graph: Graph, shapes: str) -> Iterator[Found]:
    """Where a graph does not have the shapes of a file of the ontology, and what would be right."""
    _, report, _ = validate(graph, shacl_graph=_shapes(shapes), inplace=True)
    for result in report.subjects(RDF.type, SH.ValidationResult):
        message = "; ".join(sorted(str(text) for text in report.objects(result, SH.resultMessage)))
        details = [report.value(result, term) for term in (SH.resultPath, SH.value)]
        told = ", ".join(_short(str(detail)) for detail in details if detail is not None)
        yield report.value(result, SH.focusNode), f"{message} ({told})" if told else message


CHECKS: dict[str, Callable[[Graph], Iterable[Found]]] = {
    "revision": not_a_revision,
    "hash": wrong_hash,
    "orphan": orphan,
    "stray": stray,
    "shape": wrong_shape,
}
AUTHORITY_CHECKS: dict[str, Callable[[Graph], Iterable[Found]]] = {"shape": wrong_entry}


def _texts(graph: Graph) -> dict[Node, str]:
    return {revision: str(text) for revision, text in graph.subject_objects(SCHEMA.articleBody)}


def _mismatches(nodes: Iterable[Node], stored: str, texts: Mapping[Node, str]) -> Iterator[str]:
    try:
        placed = sorted((anchor_at(node), revision_of(node)) for node in nodes)
    except NotARevision as error:
        yield str(error)
        return
    gone = [revision for _, revision in placed if revision not in texts]
    if gone:
        yield f"the anchor is in no text of this graph, but in one of {gone[0]}"
        return
    found = GAP.join(anchor.of(texts[revision]) for anchor, revision in placed)
    if found != stored:
        places = ", ".join(str(anchor.start) for anchor, _ in placed) or "no place"
        yield f"at {places} stands {_short(found)}, and it was {_short(stored)}"


def _short(text: str) -> str:
    return f"«{text if len(text) <= SHOWN else text[: SHOWN - 1] + '…'}»"


@cache
def _shapes(name: str = "shapes.ttl") -> Graph:
    return Graph().parse(ontology(name))
