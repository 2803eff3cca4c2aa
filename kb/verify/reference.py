"""The checks of what claims are laid beside: the graph of reference statements, and the graph of each review."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import cache

from rdflib import Graph
from rdflib.namespace import RDF, SH
from rdflib.term import Node

from kb.graph import id_of
from kb.graph.facts import facts_from
from kb.graph.reviews import review_from
from kb.namespaces import KB
from kb.resources import ontology
from kb.verify.checks import Found, violations


def changed_fact(graph: Graph) -> Iterator[Found]:
    """A reference statement is not the one whose digest its id is."""
    known = {fact.id for fact, _ in facts_from(graph)}
    for node in graph.subjects(RDF.type, KB.Fact):
        if id_of(node) not in known:
            yield node, "the statement was changed: its id is not the digest of its words, source, language and period"


def changed_review(graph: Graph) -> Iterator[Found]:
    """A graph does not hold the one review that it is named by, or one that was changed."""
    reviews = list(graph.subjects(RDF.type, KB.Review))
    if reviews != [graph.identifier]:
        yield graph.identifier, f"the graph holds {len(reviews)} reviews; it should hold the one it is named by"
    elif id_of(graph.identifier) != review_from(graph)[0].id:
        yield graph.identifier, "the review was changed: its id is not the digest of its address, reviewer and claim"


def wrong_shape(graph: Graph) -> Iterator[Found]:
    """It does not have the shape that `ontology/facts-shapes.ttl` gives it, or `ontology/shapes.ttl` its parts."""
    yield from violations(graph, "facts-shapes.ttl")
    yield from violations(graph, "shapes.ttl")


def stray(graph: Graph) -> Iterator[Found]:
    """Something is stated of what has no shape; what a statement or a claim says must never be stated."""
    shaped = _targets()
    for subject in set(graph.subjects()):
        if shaped.isdisjoint(graph.objects(subject, RDF.type)):
            yield subject, "it has no shape: such a graph holds statements or a review and what they point at"


@cache
def _targets() -> frozenset[Node]:
    graphs = (Graph().parse(ontology(name)) for name in ("facts-shapes.ttl", "shapes.ttl"))
    return frozenset(term for graph in graphs for term in graph.objects(None, SH.targetClass))


FACT_CHECKS: dict[str, Callable[[Graph], Iterable[Found]]] = {
    "fact": changed_fact,
    "stray": stray,
    "shape": wrong_shape,
}
REVIEW_CHECKS: dict[str, Callable[[Graph], Iterable[Found]]] = {
    "review": changed_review,
    "stray": stray,
    "shape": wrong_shape,
}
