"""Claims as RDF: one graph for each revision of an article, without blank nodes.

A store of a million claims is as large as its graphs have triples. So nothing stands here that follows from something
else here: an anchor is an IRI that tells its place, with its words beside it on the claim; what is usual (not hedged,
no headline) is not said; a day is said once; that what has a kb:article is a kb:Claim the vocabulary tells.
`kb.web.annotations` tells of an anchor what the vocabulary `oa:` does.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from rdflib import Graph, Literal, URIRef
from rdflib.namespace import PROV, RDF, SKOS, XSD
from rdflib.term import Node

from kb.graph.anchors import AS_WRITTEN, written_blocks
from kb.graph.canonical import canonical
from kb.graph.iris import BASE, Names, article_iri, claim_iri, entity_iri, revision_iri
from kb.model import (
    Anchor,
    Argument,
    Article,
    Claim,
    Dating,
    Entity,
    Extraction,
    Proposition,
    TimeReference,
)
from kb.namespaces import KB, KINDS, SCHEMA, concept, graph_of

Triple = tuple[URIRef, URIRef, Node]

SLOTS: dict[str, URIRef] = {"subject": RDF.subject, "object": RDF.object}
_TAG = re.compile(r"[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*")


def to_graph(extraction: Extraction, *, base: str = BASE, previous: str | None = None) -> Graph:
    """The graph of one article revision, named by the revision's IRI.

    `previous` is the IRI of the revision that this one replaces. What a claim says is never asserted: its
    proposition is a node that is described, not a triple that is stated.
    """
    triples = to_triples(extraction, base=base, previous=previous)
    return graph_of(triples, revision_iri(extraction.article, base=base))


def to_triples(extraction: Extraction, *, base: str = BASE, previous: str | None = None) -> frozenset[Triple]:
    """The triples of the graph that `to_graph` gives: all that a store needs, in half the time."""
    extraction = canonical(extraction)
    names = Names(base, extraction.article)
    triples = frozenset(_triples(extraction, names))
    return triples if previous is None else triples | {(names.revision, PROV.wasRevisionOf, URIRef(previous))}


def text_literal(value: str, language: str) -> Literal:
    """A text in its language, or a plain one where the code is no language tag."""
    return Literal(value, lang=language) if _TAG.fullmatch(language) else Literal(value)


def run_triples(run: URIRef, model: str, version: str) -> Iterator[Triple]:
    """What is said of a run: which model it used, in which version."""
    yield run, RDF.type, PROV.Activity
    yield run, KB.model, Literal(model)
    yield run, KB.modelVersion, Literal(version)


def _triples(extraction: Extraction, names: Names) -> Iterator[Triple]:
    run = names.run(extraction.model, extraction.version)
    yield from run_triples(run, extraction.model, extraction.version)
    yield names.revision, KB.extractedBy, run
    yield from _revision(extraction.article, names)
    if extraction.publisher:
        yield names.revision, SCHEMA.publisher, entity_iri(extraction.publisher, base=names.base)
        yield from _entity(extraction.publisher, names)
    for claim in extraction.claims:
        yield from _claim(claim, names)


def _revision(article: Article, names: Names) -> Iterator[Triple]:
    node, whole = names.revision, article_iri(article.id, base=names.base)
    yield whole, RDF.type, KB.Article
    yield whole, SCHEMA.identifier, Literal(article.id)
    yield node, RDF.type, KB.Revision
    yield node, RDF.type, SCHEMA.NewsArticle
    yield node, PROV.specializationOf, whole
    yield node, SCHEMA.articleBody, text_literal(article.text, article.language)
    yield node, KB.sha256, Literal(article.sha256)
    yield node, SCHEMA.inLanguage, Literal(article.language)
    if article.title is not None:
        yield node, SCHEMA.headline, text_literal(article.title, article.language)
    if article.published is not None:
        yield node, SCHEMA.datePublished, Literal(article.published)
    if article.url is not None:
        # A literal, since an address on the web is often no valid IRI.
        yield node, SCHEMA.url, Literal(article.url, datatype=XSD.anyURI)
    for author in article.authors:
        yield node, SCHEMA.author, text_literal(author, article.language)
    if article.blocks:
        yield node, KB.blocks, Literal(written_blocks(article.blocks))


def _claim(claim: Claim, names: Names) -> Iterator[Triple]:
    article = names.article
    node = claim_iri(claim.id, base=names.base)
    yield node, RDF.type, SCHEMA.Claim
    yield node, SCHEMA.text, text_literal(claim.text(article), article.language)
    yield node, KB.article, names.revision
    yield node, KB.form, concept(KB.form, claim.form)
    yield node, KB.speechAct, concept(KB.speechAct, claim.speech_act)
    yield node, KB.polarity, concept(KB.polarity, claim.polarity)
    yield node, KB.modality, concept(KB.modality, claim.modality)
    yield node, KB.confidence, Literal(float(claim.confidence))
    if claim.hedged:
        yield node, KB.hedged, Literal(True)
    if claim.headline:
        yield node, KB.headline, Literal(True)
    if claim.speaker:
        for each in claim.speaker.each:
            yield node, KB.speaker, entity_iri(each, base=names.base)
            yield from _entity(each, names)
    if claim.source:
        yield from _anchored(node, KB.source, claim.source, names)
    if claim.cue:
        yield from _anchored(node, KB.cue, claim.cue, names)
    for anchor in claim.content:
        yield node, KB.content, names.anchor(anchor)
    for entity in claim.about:
        yield node, KB.about, entity_iri(entity, base=names.base)
        yield from _entity(entity, names)
    if claim.within is not None:
        yield node, KB.within, claim_iri(claim.within, base=names.base)
    yield from _dating(node, claim.said, names)
    for time in claim.times:
        yield node, KB.mentionsTime, names.time(time)
        yield from _time(time, names)
    if claim.proposition:
        yield node, KB.proposition, names.proposition(claim.proposition.id)
        yield from proposition_triples(claim.proposition, names)
    if claim.meaning is not None:
        yield node, KB.meaning, Literal(claim.meaning)


def _dating(node: URIRef, said: Dating, names: Names) -> Iterator[Triple]:
    yield node, KB.saidBasis, concept(KB.saidBasis, said.basis)
    if said.anchor:
        yield from _anchored(node, KB.saidAnchor, said.anchor, names)
    if said.interval is None:
        return
    earliest, latest, edtf = said.interval.earliest, said.interval.latest, said.interval.edtf
    if earliest and earliest == latest:
        yield node, KB.saidOn, Literal(earliest)
    else:
        if earliest:
            yield node, KB.saidEarliest, Literal(earliest)
        if latest:
            yield node, KB.saidLatest, Literal(latest)
    if edtf != str(earliest) or earliest != latest:
        yield node, KB.saidEdtf, Literal(edtf)


def _time(time: TimeReference, names: Names) -> Iterator[Triple]:
    node = names.time(time)
    yield node, RDF.type, KB.TimeReference
    yield from _anchored(node, KB.anchor, time.anchor, names)
    yield node, KB.edtf, Literal(time.interval.edtf)
    if time.interval.earliest:
        yield node, KB.earliest, Literal(time.interval.earliest)
    if time.interval.latest:
        yield node, KB.latest, Literal(time.interval.latest)


def _anchored(subject: URIRef, relation: URIRef, anchor: Anchor, names: Names) -> Iterator[Triple]:
    yield subject, relation, names.anchor(anchor)
    yield subject, AS_WRITTEN[relation], text_literal(anchor.of(names.article.text), names.article.language)


def _entity(entity: Entity, names: Names) -> Iterator[Triple]:
    node = entity_iri(entity, base=names.base)
    yield node, RDF.type, KINDS[entity.kind]
    name = text_literal(entity.name, names.article.language)
    if entity.link is None:
        yield node, SKOS.prefLabel, name
        return
    # What an article calls it is the article's; its names are those of the authority file.
    labels = [text_literal(label, code) for code, label in entity.link.labels]
    for label in labels if entity.link.is_sure and labels else (name,):
        yield node, SKOS.prefLabel, label
    link = names.link(entity)
    yield link, RDF.type, KB.Link
    yield link, KB.linkOf, node
    yield link, KB.linkName, name
    if entity.link.iri != str(node):
        yield link, KB.linkTo, URIRef(entity.link.iri)
    yield link, KB.linkMethod, concept(KB.linkMethod, entity.link.method)
    yield link, KB.linkScore, Literal(float(entity.link.score))


def proposition_triples(proposition: Proposition, names: Names) -> Iterator[Triple]:
    """A proposition with its arguments and the entities among them."""
    node = names.proposition(proposition.id)
    yield node, RDF.type, KB.Proposition
    yield node, RDF.predicate, names.predicate(proposition.language, proposition.predicate)
    for argument in proposition.arguments:
        name = text_literal(argument.name, proposition.language)
        entity = entity_iri(argument.entity, base=names.base) if argument.entity else None
        if argument.entity:
            yield from _entity(argument.entity, names)
        if argument.role in SLOTS:
            yield node, SLOTS[argument.role], entity or name
        if not _slot_says_all(argument, proposition):
            full = names.argument(argument)
            yield node, KB.argument, full
            yield full, RDF.type, KB.Argument
            yield full, KB.role, Literal(argument.role)
            yield full, KB.name, name
            if entity:
                yield full, KB.entity, entity


def _slot_says_all(argument: Argument, proposition: Proposition) -> bool:
    """Whether rdf:subject or rdf:object is enough: only an argument that says more gets a node of its own."""
    if argument.role not in SLOTS:
        return False
    entity = argument.entity
    return entity is None or all(
        other.name == entity.name
        for other in proposition.arguments
        if (other.role, other.entity) == (argument.role, entity)
    )
