"""The graph of a revision back as the extraction that it was made from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from typing import TypeVar

from rdflib import Graph, Literal, URIRef
from rdflib.namespace import PROV, RDF, SKOS
from rdflib.term import Node

from kb.graph.anchors import NotARevision, anchor_at, read_blocks
from kb.graph.canonical import canonical
from kb.graph.iris import id_of, predicate_of
from kb.graph.write import SLOTS
from kb.model import (
    Anchor,
    Argument,
    Article,
    Basis,
    Claim,
    Dating,
    Entity,
    EntityKind,
    Extraction,
    Form,
    Interval,
    Link,
    LinkMethod,
    Modality,
    Polarity,
    Proposition,
    SpeechAct,
    TimeReference,
    joint,
)
from kb.namespaces import KB, KINDS, SCHEMA, value_of

T = TypeVar("T")
_KIND_OF = {term: kind for kind, term in KINDS.items()}


def from_graph(graph: Graph) -> Extraction:
    """The extraction that `to_graph` made this graph of, in the order that `canonical` gives it.

    Raises `NotARevision` where the graph holds none, or lacks what an article or a claim cannot be without.
    """
    revisions = list(graph.subjects(RDF.type, KB.Revision))
    if len(revisions) != 1:
        raise NotARevision(f"a graph with {len(revisions)} revisions of articles; a revision's graph holds one")
    revision = revisions[0]
    run = _need(graph, revision, KB.extractedBy)
    outlet = graph.value(revision, SCHEMA.publisher)
    return canonical(
        Extraction(
            article=_article(graph, revision),
            claims=tuple(_claim(graph, node) for node in graph.subjects(KB.article, revision)),
            model=str(_need(graph, run, KB.model)),
            version=str(_need(graph, run, KB.modelVersion)),
            outlet=_entity(graph, outlet) if outlet is not None else None,
        )
    )


def _article(graph: Graph, node: Node) -> Article:
    publisher = graph.value(node, SCHEMA.publisher)
    return Article(
        id=str(_need(graph, _need(graph, node, PROV.specializationOf), SCHEMA.identifier)),
        text=str(_need(graph, node, SCHEMA.articleBody)),
        language=str(_need(graph, node, SCHEMA.inLanguage)),
        blocks=tuple(block for written in graph.objects(node, KB.blocks) for block in read_blocks(str(written))),
        title=_text(graph, node, SCHEMA.headline),
        published=_published(graph, node),
        publisher=_entity(graph, publisher).name if publisher is not None else None,
        authors=tuple(sorted(str(author) for author in graph.objects(node, SCHEMA.author))),
        url=_text(graph, node, SCHEMA.url),
    )


def _claim(graph: Graph, node: Node) -> Claim:
    within = graph.value(node, KB.within)
    proposition = graph.value(node, KB.proposition)
    return Claim(
        id=id_of(node),
        source=_anchor(graph, node, KB.source),
        cue=_anchor(graph, node, KB.cue),
        content=tuple(anchor_at(anchor) for anchor in graph.objects(node, KB.content)),
        speaker=joint(_entity(graph, speaker) for speaker in graph.objects(node, KB.speaker)),
        form=Form(value_of(KB.form, _need(graph, node, KB.form))),
        speech_act=SpeechAct(value_of(KB.speechAct, _need(graph, node, KB.speechAct))),
        polarity=Polarity(value_of(KB.polarity, _need(graph, node, KB.polarity))),
        modality=Modality(value_of(KB.modality, _need(graph, node, KB.modality))),
        hedged=_flag(graph, node, KB.hedged),
        said=_dating(graph, node),
        times=tuple(_time(graph, time) for time in graph.objects(node, KB.mentionsTime)),
        within=id_of(within) if within is not None else None,
        headline=_flag(graph, node, KB.headline),
        about=tuple(_entity(graph, entity) for entity in graph.objects(node, KB.about)),
        proposition=_proposition(graph, proposition) if proposition is not None else None,
        meaning=_text(graph, node, KB.meaning),
        confidence=float(_python(_need(graph, node, KB.confidence), float)),
    )


def _dating(graph: Graph, node: Node) -> Dating:
    on, edtf = _day(graph, node, KB.saidOn), _text(graph, node, KB.saidEdtf)
    interval = None
    if on is not None:
        interval = Interval(edtf or str(on), on, on)
    elif edtf is not None:
        interval = Interval(edtf, _day(graph, node, KB.saidEarliest), _day(graph, node, KB.saidLatest))
    basis = Basis(value_of(KB.saidBasis, _need(graph, node, KB.saidBasis)))
    return Dating(basis, interval, _anchor(graph, node, KB.saidAnchor))


def _time(graph: Graph, node: Node) -> TimeReference:
    edtf = str(_need(graph, node, KB.edtf))
    interval = Interval(edtf, _day(graph, node, KB.earliest), _day(graph, node, KB.latest))
    return TimeReference(anchor_at(_need(graph, node, KB.anchor)), interval)


def _entity(graph: Graph, node: Node) -> Entity:
    kinds = [_KIND_OF[term] for term in graph.objects(node, RDF.type) if isinstance(term, URIRef) and term in _KIND_OF]
    kind = min(kinds, key=list(EntityKind).index, default=EntityKind.OTHER)
    link = graph.value(predicate=KB.linkOf, object=node)
    if link is None:
        return Entity(str(_need(graph, node, SKOS.prefLabel)), kind)
    found = Link(
        iri=str(graph.value(link, KB.linkTo) or node),
        method=LinkMethod(value_of(KB.linkMethod, _need(graph, link, KB.linkMethod))),
        score=float(_python(_need(graph, link, KB.linkScore), float)),
    )
    if found.is_sure:
        labels = (label for label in graph.objects(node, SKOS.prefLabel) if isinstance(label, Literal))
        found = replace(found, labels=tuple(sorted((label.language or "", str(label)) for label in labels)))
    return Entity(str(_need(graph, link, KB.linkName)), kind, found)


def _proposition(graph: Graph, node: Node) -> Proposition:
    language, predicate = predicate_of(_need(graph, node, RDF.predicate))
    return Proposition(language, predicate, tuple(_arguments(graph, node)))


def _arguments(graph: Graph, node: Node) -> Iterator[Argument]:
    told: set[tuple[str, Node]] = set()
    for full in graph.objects(node, KB.argument):
        role, entity = str(_need(graph, full, KB.role)), graph.value(full, KB.entity)
        if entity is not None:
            told.add((role, entity))
        found = _entity(graph, entity) if entity is not None else None
        yield Argument(role, str(_need(graph, full, KB.name)), found)
    for role, slot in SLOTS.items():
        for value in graph.objects(node, slot):
            if isinstance(value, Literal):
                yield Argument(role, str(value))
            elif (role, value) not in told:
                found = _entity(graph, value)
                yield Argument(role, found.name, found)


def _anchor(graph: Graph, node: Node, term: URIRef) -> Anchor | None:
    found = graph.value(node, term)
    return anchor_at(found) if found is not None else None


def _published(graph: Graph, node: Node) -> datetime | date | None:
    found = graph.value(node, SCHEMA.datePublished)
    return _python(found, date) if found is not None else None  # a datetime is a date


def _day(graph: Graph, node: Node, term: URIRef) -> date | None:
    found = graph.value(node, term)
    return _python(found, date) if found is not None else None


def _flag(graph: Graph, node: Node, term: URIRef) -> bool:
    found = graph.value(node, term)
    return found is not None and bool(_python(found, bool))


def _text(graph: Graph, node: Node, term: URIRef) -> str | None:
    found = graph.value(node, term)
    return str(found) if found is not None else None


def _need(graph: Graph, node: Node, term: URIRef) -> Node:
    found = graph.value(node, term)
    if found is None:
        raise NotARevision(f"{node} has no {term}")
    return found


def _python(node: Node, kind: type[T]) -> T:
    value = node.toPython() if isinstance(node, Literal) else node
    if not isinstance(value, kind):
        raise NotARevision(f"'{node}' is no {kind.__name__}")
    return value
