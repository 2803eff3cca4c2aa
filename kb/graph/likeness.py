"""That two texts are nearly the same as RDF: a graph of its own for each pair, without blank nodes, and back.

The graph is named by the pair, whichever of the two came first: however articles arrive, a store ends the same.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from rdflib import Graph, Literal, URIRef
from rdflib.namespace import PROV, RDF

from kb.graph.iris import BASE, id_of, run_iri
from kb.graph.write import Triple, run_triples
from kb.model import digest
from kb.namespaces import KB, graph_of

MODEL = "near-duplicates"
"""What a run that looks for them calls its model."""


@dataclass(frozen=True, slots=True, order=True)
class Likeness:
    """Two revisions of different articles, by id, the smaller first, and how much of the shorter text is in the longer.

    `share` is from 0 to 1, `version` that of the package that has found it.
    """

    left: str
    right: str
    share: float
    version: str


def likenesses_iri(*, base: str = BASE) -> str:
    """How the IRIs of all such graphs begin."""
    return f"{base}likeness/"


def likeness_iri(one: str, other: str, *, base: str = BASE) -> URIRef:
    """The graph that says that the texts of two revisions, given by their ids in any order, are nearly the same."""
    return URIRef(f"{likenesses_iri(base=base)}{digest('likeness', *sorted((one, other)))}")


def to_likeness(likeness: Likeness, *, base: str = BASE) -> Graph:
    """The graph of one pair."""
    return graph_of(likeness_triples(likeness, base=base), likeness_iri(likeness.left, likeness.right, base=base))


def likeness_triples(likeness: Likeness, *, base: str = BASE) -> frozenset[Triple]:
    """The triples of the graph that `to_likeness` gives: all that a store needs."""
    return frozenset(_triples(likeness, base))


def from_likeness(graph: Graph) -> Likeness | None:
    """The pair that a graph is of; None where it is of none."""
    node = graph.identifier
    revisions = sorted(id_of(revision) for revision in graph.objects(node, KB.alike))
    share = graph.value(node, KB.share)
    version = graph.value(graph.value(node, PROV.wasGeneratedBy), KB.modelVersion)
    if len(revisions) != 2 or not isinstance(share, Literal) or not isinstance(share.value, float) or version is None:
        return None
    return Likeness(revisions[0], revisions[1], share.value, str(version))


def _triples(likeness: Likeness, base: str) -> Iterator[Triple]:
    node = likeness_iri(likeness.left, likeness.right, base=base)
    left, right = (URIRef(f"{base}revision/{revision}") for revision in (likeness.left, likeness.right))
    run = run_iri(MODEL, likeness.version, base=base)
    yield from run_triples(run, MODEL, likeness.version)
    yield node, RDF.type, KB.Likeness
    yield node, PROV.wasGeneratedBy, run
    yield node, KB.share, Literal(likeness.share)
    for one, other in ((left, right), (right, left)):
        yield node, KB.alike, one
        yield one, KB.nearDuplicateOf, other
