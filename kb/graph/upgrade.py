"""Graphs as earlier versions of the schema have them, brought to what this one writes."""

from __future__ import annotations

from collections.abc import Iterator

from rdflib import Graph, Literal, Namespace, URIRef
from rdflib.namespace import PROV, RDF, SKOS
from rdflib.term import Node

from kb.graph.anchors import AS_WRITTEN, anchor_iri, written_blocks
from kb.graph.iris import FRAME, LEXICON, Names
from kb.graph.write import text_literal
from kb.model import Anchor, Article, Block, BlockKind
from kb.namespaces import KB, SCHEMA, graph_of, value_of

Triple = tuple[Node, Node, Node]

OA = Namespace("http://www.w3.org/ns/oa#")
OURS = (KB.Revision, KB.Comparison, KB.Fact)
NO_LONGER = {KB.block, PROV.wasAttributedTo, PROV.wasQuotedFrom, PROV.wasDerivedFrom}
NODES_NO_LONGER = {OA.SpecificResource, OA.TextPositionSelector, OA.TextQuoteSelector, KB.Block, KB.Predicate}
IN_WORDS_OF_THE_TEXT = {KB.cue, KB.saidAnchor, KB.anchor}


def to_2(graph: Graph) -> Graph:
    """A graph of version 1 as version 2 has it; one that has it so already, or that is not of ours, stays as it is.

    In version 1 anchors, blocks and predicates were described by triples of their own, false flags were written, and
    much was said twice.
    """
    if not any((None, RDF.type, kind) in graph for kind in OURS):
        return graph
    old = _Old(graph)
    return graph_of(old.triples(), str(graph.identifier))


class _Old:
    """Reads a graph of version 1."""

    def __init__(self, graph: Graph) -> None:
        self._graph = graph
        self._gone = {node for kind in NODES_NO_LONGER for node in graph.subjects(RDF.type, kind)}
        self._claims = set(graph.subjects(RDF.type, KB.Claim))
        self._anchors = {node: self._anchor(node) for node in graph.subjects(RDF.type, OA.SpecificResource)}
        self._language = str(graph.value(graph.identifier, SCHEMA.inLanguage) or "")

    def triples(self) -> Iterator[Triple]:
        """What version 2 says instead."""
        for subject, predicate, value in self._graph:
            if subject in self._gone or predicate in NO_LONGER or self._follows(subject, predicate, value):
                continue
            if predicate == RDF.predicate:
                value = self._predicate(subject, value)
            elif predicate in AS_WRITTEN and value in self._anchors:
                yield from self._words(subject, predicate, value)
                value = self._anchors[value]
            yield subject, predicate, value
        for revision in set(self._graph.subjects(KB.block)):
            blocks = [self._block(node) for node in self._graph.objects(revision, KB.block)]
            yield revision, KB.blocks, Literal(written_blocks(sorted(blocks, key=lambda each: each.anchor)))

    def _follows(self, subject: Node, predicate: Node, value: Node) -> bool:
        """Whether a triple says what another one does, or what is usual."""
        on = self._graph.value(subject, KB.saidOn)
        return (
            (predicate == RDF.type and value == KB.Claim)
            or (predicate in (KB.hedged, KB.headline) and str(value) == "false")
            or (predicate == PROV.wasGeneratedBy and subject in self._claims)
            or (predicate in (KB.saidEarliest, KB.saidLatest) and on is not None)
            or (predicate == KB.saidEdtf and str(on) == str(value))
            or (predicate == KB.linkTo and (subject, KB.linkOf, value) in self._graph)
            or (predicate == SCHEMA.inLanguage and (subject, RDF.type, KB.Proposition) in self._graph)
        )

    def _words(self, subject: Node, predicate: Node, anchor: Node) -> Iterator[Triple]:
        told = AS_WRITTEN[URIRef(str(predicate))]
        if self._graph.value(subject, told) is None:
            words = next(
                o for s in self._graph.objects(anchor, OA.hasSelector) for o in self._graph.objects(s, OA.exact)
            )
            is_of_the_text = predicate in IN_WORDS_OF_THE_TEXT
            yield subject, told, text_literal(str(words), self._language) if is_of_the_text else words

    def _predicate(self, proposition: Node, predicate: Node) -> Node:
        label = self._graph.value(predicate, SKOS.prefLabel)
        language = self._graph.value(proposition, SCHEMA.inLanguage)
        if label is None or language is None or str(predicate).startswith(f"{LEXICON}{FRAME}"):
            return predicate
        base = str(predicate).rpartition("predicate/")[0]
        return Names(base, Article("", "", "", ())).predicate(str(language), str(label))

    def _anchor(self, node: Node) -> URIRef:
        selectors = [s for s in self._graph.objects(node, OA.hasSelector) if (s, OA.start, None) in self._graph]
        return anchor_iri(URIRef(str(self._graph.value(node, OA.hasSource))), self._position(selectors[0]))

    def _block(self, node: Node) -> Block:
        kind = BlockKind(value_of(KB.blockKind, self._graph.value(node, KB.blockKind)))
        return Block(self._position(node), kind)

    def _position(self, node: Node) -> Anchor:
        start, end = (int(str(self._graph.value(node, term))) for term in (OA.start, OA.end))
        return Anchor(start, end)
