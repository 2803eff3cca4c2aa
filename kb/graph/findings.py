"""What was found of the claims of one revision as RDF: a graph of its own, without blank nodes, and back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from rdflib import Graph, Literal, URIRef
from rdflib.namespace import PROV, RDF
from rdflib.term import Node

from kb.graph.anchors import AS_WRITTEN, anchor_at, anchor_iri
from kb.graph.iris import BASE, claim_iri, id_of, run_iri
from kb.graph.write import Triple, run_triples
from kb.model import Finding, FindingKind, digest
from kb.namespaces import KB, concept, graph_of, value_of

MODEL = "compare"
"""What a run that compares calls its model."""
RELATIONS: Mapping[FindingKind, URIRef] = {
    FindingKind.CONTRADICTS: KB.contradicts,
    FindingKind.SUPERSEDES: KB.supersedes,
    FindingKind.AGREES: KB.agrees,
    FindingKind.DIFFERS: KB.differsFrom,
}
# An agreement rests on all the words of both sides: as many as a reader takes in.
MOST_PARTS = 6


@dataclass(frozen=True, slots=True)
class Place:
    """Where a claim stands: the id of the revision and its text, which the anchors of findings count characters in."""

    revision: str
    text: str


@dataclass(frozen=True, slots=True)
class Compared:
    """What comparing the claims of one revision came to: the findings, and by which keys its claims are found later.

    `revision` is its id, `version` that of the package, `keys` are pairs of the id of a claim and a key.
    """

    revision: str
    version: str
    findings: tuple[Finding, ...] = ()
    keys: tuple[tuple[str, str], ...] = ()


def findings_iri(revision: str, *, base: str = BASE) -> URIRef:
    """The graph that holds what was found when a revision, given by its id, was compared with what was there."""
    return URIRef(f"{base}findings/{revision}")


def finding_iri(finding: Finding, *, base: str = BASE) -> URIRef:
    """A finding: one rule says one thing of two claims once."""
    return URIRef(f"{base}finding/{digest('finding', finding.kind, finding.rule, finding.left, finding.right)}")


def to_findings(compared: Compared, places: Mapping[str, Place], *, base: str = BASE) -> Graph:
    """The graph of one comparison; `places` are those of the claims, by id, that the findings speak of.

    Of a contradiction, an agreement and a difference the short triple stands in both directions; what supersedes is
    the claim on the right.
    """
    return graph_of(finding_triples(compared, places, base=base), findings_iri(compared.revision, base=base))


def finding_triples(compared: Compared, places: Mapping[str, Place], *, base: str = BASE) -> frozenset[Triple]:
    """The triples of the graph that `to_findings` gives: all that a store needs."""
    return frozenset(_triples(compared, places, base))


def from_findings(graph: Graph) -> tuple[Finding, ...]:
    """The findings that a graph holds, the surest first; at most `MOST_PARTS` of the parts that they were made with."""
    found = (_finding(graph, node) for node in graph.subjects(RDF.type, KB.Finding))
    return tuple(sorted(found, key=lambda each: (-each.score, each.left, each.right, each.rule)))


def without(graph: Graph, claims: Iterable[str], *, base: str = BASE) -> Graph:
    """The graph without the findings that speak of these claims, by id; what is left points at nothing that went."""
    gone = {claim_iri(claim, base=base) for claim in claims}
    kept = Graph(identifier=graph.identifier)
    dropped = {node for side in (KB.left, KB.right) for node, claim in graph.subject_objects(side) if claim in gone}
    findings = set(graph.subjects(RDF.type, KB.Finding)) - dropped
    between = set(RELATIONS.values())
    waiting: list[Node] = [*findings, *graph.subjects(RDF.type, KB.Comparison), *graph.subjects(KB.key)]
    seen: set[Node] = set()
    while waiting:
        node = waiting.pop()
        if node not in seen:
            seen.add(node)
            for _, predicate, value in graph.triples((node, None, None)):
                if predicate not in between:
                    kept.add((node, predicate, value))
                    waiting.append(value)
    for finding in (_finding(graph, node) for node in findings):
        for triple in _relation(finding, base):
            kept.add(triple)
    return kept


def _triples(compared: Compared, places: Mapping[str, Place], base: str) -> Iterator[Triple]:
    node = findings_iri(compared.revision, base=base)
    run = run_iri(MODEL, compared.version, base=base)
    yield from run_triples(run, MODEL, compared.version)
    yield node, RDF.type, KB.Comparison
    yield node, KB.compared, URIRef(f"{base}revision/{compared.revision}")
    yield node, PROV.wasGeneratedBy, run
    for claim, key in compared.keys:
        yield claim_iri(claim, base=base), KB.key, Literal(key, normalize=False)
    for finding in compared.findings:
        yield from _relation(finding, base)
        yield from _described(replace(finding, parts=finding.parts[:MOST_PARTS]), places, run, base)


def _relation(finding: Finding, base: str) -> Iterator[Triple]:
    left, right = (claim_iri(claim, base=base) for claim in (finding.left, finding.right))
    relation = RELATIONS[finding.kind]
    yield right, relation, left
    if finding.kind is not FindingKind.SUPERSEDES:
        yield left, relation, right


def _described(finding: Finding, places: Mapping[str, Place], run: URIRef, base: str) -> Iterator[Triple]:
    node = finding_iri(finding, base=base)
    yield node, RDF.type, KB.Finding
    yield node, KB.findingKind, concept(KB.findingKind, finding.kind)
    yield node, KB.rule, Literal(finding.rule)
    yield node, KB.left, claim_iri(finding.left, base=base)
    yield node, KB.right, claim_iri(finding.right, base=base)
    yield node, KB.score, Literal(float(finding.score))
    yield node, KB.reason, Literal(finding.reason)
    yield node, PROV.wasGeneratedBy, run
    for left, right in finding.parts:
        ends = [left.start, left.end, right.start, right.end]
        part = URIRef(f"{base}part/{digest('part', finding.left, finding.right, *ends)}")
        yield node, KB.part, part
        yield part, RDF.type, KB.Part
        for words, anchor, claim in ((KB.leftWords, left, finding.left), (KB.rightWords, right, finding.right)):
            place = places[claim]
            yield part, words, anchor_iri(URIRef(f"{base}revision/{place.revision}"), anchor)
            yield part, AS_WRITTEN[words], Literal(anchor.of(place.text))


def _finding(graph: Graph, node: Node) -> Finding:
    parts = []
    for part in graph.objects(node, KB.part):
        left, right = (graph.value(part, side) for side in (KB.leftWords, KB.rightWords))
        if left is not None and right is not None:
            parts.append((anchor_at(left), anchor_at(right)))
    return Finding(
        kind=FindingKind(value_of(KB.findingKind, graph.value(node, KB.findingKind))),
        rule=str(graph.value(node, KB.rule)),
        left=id_of(graph.value(node, KB.left)),
        right=id_of(graph.value(node, KB.right)),
        score=float(str(graph.value(node, KB.score))),
        reason=str(graph.value(node, KB.reason)),
        parts=tuple(sorted(parts)),
    )
