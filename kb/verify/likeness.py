"""The checks of the graphs that say that two texts are nearly the same."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, cast

from rdflib import Graph

from kb.graph.iris import id_of
from kb.graph.likeness import from_likeness, likeness_iri, likeness_triples
from kb.namespaces import KB
from kb.verify.checks import Found, violations

if TYPE_CHECKING:
    from rdflib.term import Node

    from kb.store import Store, Table

SHAPES = "likeness-shapes.ttl"
ARTICLE = "SELECT ?article ?revision { ?revision prov:specializationOf ?article }"


class Revisions(Graph):
    """A graph of a likeness, with the article of each revision that it names; None where that is not in the store."""

    articles: dict[Node, Node | None]


def with_its_revisions(graph: Graph, store: Store) -> Revisions:
    """The graph with what the checks need to know of the graphs that it points into."""
    found = Revisions(identifier=graph.identifier)
    for triple in graph:
        found.add(triple)
    found.articles = {}
    for revision in set(graph.objects(None, KB.alike)):
        rows = cast("Table", store.query(ARTICLE, {"revision": revision}))
        found.articles[revision] = next((row["article"] for row in rows), None)
    return found


def dangling(graph: Graph) -> Iterator[Found]:
    """A likeness is of a revision that is not in the store."""
    if isinstance(graph, Revisions):
        for revision, article in graph.articles.items():
            if article is None:
                yield revision, "a likeness is of this revision, which is not in the store"


def of_one_article(graph: Graph) -> Iterator[Found]:
    """A likeness is of two revisions of one article, which are no duplicates."""
    if isinstance(graph, Revisions):
        articles = [article for article in graph.articles.values() if article is not None]
        if len(articles) == 2 and articles[0] == articles[1]:
            yield graph.identifier, "both revisions are of one article: the later says what it was made from"


def changed(graph: Graph) -> Iterator[Found]:
    """A graph does not hold the one likeness that it is named by, and nothing else."""
    likeness = from_likeness(graph)
    if likeness is None:
        yield graph.identifier, "the graph does not hold the one likeness that it is named by"
        return
    base = str(graph.identifier).rpartition("likeness/")[0]
    if id_of(likeness_iri(likeness.left, likeness.right)) != id_of(graph.identifier):
        yield graph.identifier, "the likeness was changed: its id is not the digest of its revisions"
    elif set(graph) != likeness_triples(likeness, base=base):
        yield graph.identifier, "the graph holds more or less than the likeness of two revisions"


def wrong_shape(graph: Graph) -> Iterator[Found]:
    """A graph does not have the shape that `ontology/likeness-shapes.ttl` gives it."""
    return violations(graph, SHAPES)


LIKENESS_CHECKS: dict[str, Callable[[Graph], Iterable[Found]]] = {
    "dangling": dangling,
    "revision": of_one_article,
    "likeness": changed,
    "shape": wrong_shape,
}
