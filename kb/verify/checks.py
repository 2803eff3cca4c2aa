"""The checks of a revision's graph; the docstring of each says what is wrong where it finds something."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from functools import cache

from pyshacl import validate
from rdflib import Graph, URIRef
from rdflib.namespace import PROV, RDF, SH, SKOS
from rdflib.term import Node

from kb.authority import shipped
from kb.graph import NotARevision, anchor_at, id_of
from kb.graph.authority import entry_triples
from kb.model import Anchor, digest
from kb.namespaces import KB, OA, SCHEMA
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
    for node in graph.subjects(RDF.type, OA.SpecificResource):
        source = graph.value(node, OA.hasSource)
        if source not in texts:
            yield node, "the anchor is in no text of this graph"
            continue
        try:
            anchor = anchor_at(graph, node)
        except NotARevision as error:
            yield node, str(error)
            continue
        yield from ((node, message) for message in _mismatches(graph, node, anchor, texts[source]))


def wrong_words(graph: Graph) -> Iterator[Found]:
    """A claim's words, or its speaker's, are not those that it is anchored in."""
    texts = _texts(graph)
    for claim in graph.subjects(RDF.type, KB.Claim):
        text = texts.get(graph.value(claim, KB.article))
        if text is None:
            yield claim, "the claim is of no text in this graph"
            continue
        for words, term, separator in ((SCHEMA.text, KB.content, " … "), (KB.speakerAsWritten, KB.source, "")):
            try:
                anchors = sorted(anchor_at(graph, node) for node in graph.objects(claim, term))
            except NotARevision as error:
                yield claim, str(error)
                continue
            stored, found = str(graph.value(claim, words) or ""), separator.join(anchor.of(text) for anchor in anchors)
            if stored != found:
                yield claim, f"the claim has {_short(stored)}, and its anchors {_short(found)}"


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
    "words": wrong_words,
    "stray": stray,
    "shape": wrong_shape,
}
AUTHORITY_CHECKS: dict[str, Callable[[Graph], Iterable[Found]]] = {"shape": wrong_entry}


def _texts(graph: Graph) -> dict[Node | None, str]:
    return {revision: str(text) for revision, text in graph.subject_objects(SCHEMA.articleBody)}


def _mismatches(graph: Graph, node: Node, anchor: Anchor, text: str) -> Iterator[str]:
    """What of the anchor's quote does not match: the words first, what stands around them only where they do."""
    quote = next((s for s in graph.objects(node, OA.hasSelector) if (s, OA.exact, None) in graph), None)
    if quote is None:
        yield "the anchor has no quote"
        return
    before, exact, after = (str(graph.value(quote, term) or "") for term in (OA.prefix, OA.exact, OA.suffix))
    start, end = anchor.start, anchor.end
    places = (
        (f"at {start}", text[start:end], exact),
        (f"before {start}", text[max(0, start - len(before)) : start], before),
        (f"after {end}", text[end : end + len(after)], after),
    )
    for place, found, stored in places:
        if found != stored:
            yield f"{place} stands {_short(found)}, and it was {_short(stored)}"
            return


def _short(text: str) -> str:
    return f"«{text if len(text) <= SHOWN else text[: SHOWN - 1] + '…'}»"


@cache
def _shapes(name: str = "shapes.ttl") -> Graph:
    return Graph().parse(ontology(name))
