"""The checks of the graphs that hold what was found of claims."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from functools import cache
from typing import TYPE_CHECKING, cast

from rdflib import Graph, URIRef
from rdflib.namespace import RDF, SH
from rdflib.term import Node

from kb.graph.anchors import NotARevision, revision_of
from kb.graph.findings import RELATIONS, finding_iri, from_findings
from kb.graph.iris import id_of
from kb.namespaces import KB, SCHEMA
from kb.resources import ontology
from kb.verify.checks import Found, orphan, violations

if TYPE_CHECKING:
    from kb.store import Store, Table

SHAPES = "findings-shapes.ttl"
# What such a graph tells of claims of other graphs.
OF_CLAIMS = frozenset({KB.key, *RELATIONS.values()})
TEXT = "SELECT ?text ?revision { ?revision schema:articleBody ?text }"
CLAIM = "ASK { ?claim kb:article ?revision }"


class Findings(Graph):
    """A graph of findings, with the texts that its anchors are in and the claims that are nowhere in the store."""

    texts: Graph
    gone: frozenset[Node]


def with_what_it_names(graph: Graph, store: Store) -> Findings:
    """The graph with what the checks need to know of the graphs that it points into."""
    found = Findings(identifier=graph.identifier)
    found.texts = Graph(identifier=graph.identifier)
    for triple in graph:
        found.add(triple)
        found.texts.add(triple)
    for revision in _revisions(graph):
        for row in cast("Table", store.query(TEXT, {"revision": revision})):
            found.texts.add((revision, SCHEMA.articleBody, cast("Node", row["text"])))
    claims = {claim for side in (KB.left, KB.right) for claim in graph.objects(None, side)}
    found.gone = frozenset(claim for claim in claims if not store.query(CLAIM, {"claim": claim}))
    return found


def _revisions(graph: Graph) -> set[URIRef]:
    """The revisions that the words of the findings stand in; what is no anchor the check tells of."""
    found = set()
    for node in (*graph.objects(None, KB.leftWords), *graph.objects(None, KB.rightWords)):
        with suppress(NotARevision):
            found.add(revision_of(node))
    return found


def not_a_comparison(graph: Graph) -> Iterator[Found]:
    """A graph does not hold the one comparison that it is named by, of the revision that has the same id."""
    comparisons = list(graph.subjects(RDF.type, KB.Comparison))
    if comparisons != [graph.identifier]:
        yield graph.identifier, f"the graph holds {len(comparisons)} comparisons; it should hold the one it is named by"
    for comparison in comparisons:
        revision = graph.value(comparison, KB.compared)
        if revision is not None and id_of(revision) != id_of(comparison):
            yield comparison, f"the comparison is of another revision than it is named by: {revision}"


def dangling(graph: Graph) -> Iterator[Found]:
    """A finding is of a claim that is not in the store."""
    if isinstance(graph, Findings):
        yield from ((claim, "a finding is of this claim, which is not in the store") for claim in graph.gone)


def orphaned_words(graph: Graph) -> Iterator[Found]:
    """The words that a finding rests on no longer stand where they stood."""
    return orphan(graph.texts) if isinstance(graph, Findings) else orphan(graph)


def changed(graph: Graph) -> Iterator[Found]:
    """A finding is not the one whose digest its id is, or the short triple between its claims is missing."""
    known = {id_of(finding_iri(finding)): finding for finding in from_findings(graph)}
    for node in graph.subjects(RDF.type, KB.Finding):
        finding = known.get(id_of(node))
        if finding is None:
            yield node, "the finding was changed: its id is not the digest of its kind, rule and claims"
        elif (graph.value(node, KB.right), RELATIONS[finding.kind], graph.value(node, KB.left)) not in graph:
            yield node, "the claims of the finding lack the short triple between them"


def stray(graph: Graph) -> Iterator[Found]:
    """Something is stated of what is no part of a finding; what a claim says must never be stated."""
    shaped = _targets()
    for subject in set(graph.subjects()):
        if shaped.isdisjoint(graph.objects(subject, RDF.type)) and not OF_CLAIMS.issuperset(
            predicate for predicate in graph.predicates(subject) if isinstance(predicate, URIRef)
        ):
            yield subject, "it has no shape: such a graph holds findings, their parts and the keys of claims"


def wrong_shape(graph: Graph) -> Iterator[Found]:
    """A graph does not have the shape that `ontology/findings-shapes.ttl` gives it."""
    return violations(graph, SHAPES)


@cache
def _targets() -> frozenset[Node]:
    return frozenset(Graph().parse(ontology(SHAPES)).objects(None, SH.targetClass))


FINDING_CHECKS: dict[str, Callable[[Graph], Iterable[Found]]] = {
    "comparison": not_a_comparison,
    "dangling": dangling,
    "orphan": orphaned_words,
    "finding": changed,
    "stray": stray,
    "shape": wrong_shape,
}
