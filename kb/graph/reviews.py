"""Reviews of fact-checkers to RDF and back: a graph for each, as it was published, and the claims that it is of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime

from rdflib import Graph, Literal, URIRef
from rdflib.namespace import PROV, RDF, XSD
from rdflib.term import Node

from kb.facts.linking import LinkedBy, ReviewLink
from kb.facts.review import Rating, Review
from kb.graph.iris import BASE, review_iri
from kb.graph.write import Triple, text_literal
from kb.model import digest
from kb.namespaces import KB, SCHEMA, concept, graph_of, value_of

_RATING = {
    "name": SCHEMA.alternateName,
    "value": SCHEMA.ratingValue,
    "best": SCHEMA.bestRating,
    "worst": SCHEMA.worstRating,
}


def review_graph(review: Review, links: Iterable[ReviewLink] = (), *, at: datetime, base: str = BASE) -> Graph:
    """The graph of one review, named by its IRI: what it says, since when it is here, and the claims that it is of.

    A rating is kept as it was given. Reviewer and claimant are names: that a fact-checker names somebody makes nobody
    an outlet or a speaker here.
    """
    node = review_iri(review.id, base=base)
    return graph_of((*_triples(review, node), *_links(node, links), (node, PROV.generatedAtTime, Literal(at))), node)


def _triples(review: Review, node: URIRef) -> Iterator[Triple]:
    language = review.language or ""
    yield node, RDF.type, KB.Review
    yield node, RDF.type, SCHEMA.ClaimReview
    yield node, SCHEMA.claimReviewed, text_literal(review.claimed, language)
    if review.language is not None:
        yield node, SCHEMA.inLanguage, Literal(review.language)
    for term, name in ((KB.reviewer, review.reviewer), (KB.claimant, review.claimant)):
        if name is not None:
            yield node, term, Literal(name)
    for term, day in ((SCHEMA.datePublished, review.published), (KB.claimedOn, review.said_on)):
        if day is not None:
            yield node, term, Literal(day)
    addresses = [(SCHEMA.url, review.url), (SCHEMA.sdLicense, review.licence)]
    for term, address in (*addresses, *((KB.appearance, each) for each in review.appearances)):
        if address is not None:
            yield node, term, Literal(address, datatype=XSD.anyURI)
    if review.rating != Rating():
        yield from _rating(review.rating, node)


def _rating(rating: Rating, node: URIRef) -> Iterator[Triple]:
    given = URIRef(f"{node}#rating")
    yield node, SCHEMA.reviewRating, given
    yield given, RDF.type, SCHEMA.Rating
    for field, term in _RATING.items():
        text = getattr(rating, field)
        if text is not None:
            yield given, term, Literal(text)
    if rating.position is not None:
        yield given, KB.ratingPosition, Literal(rating.position)


def _links(node: URIRef, links: Iterable[ReviewLink]) -> Iterator[Triple]:
    for link in links:
        claim, told = URIRef(link.claim), URIRef(f"{node}#link-{digest(link.claim)}")
        yield node, KB.reviews, claim
        yield told, RDF.type, KB.ReviewLink
        yield told, KB.inReview, node
        yield told, KB.reviewedClaim, claim
        yield told, KB.reviewMethod, concept(KB.reviewMethod, link.method)
        yield told, KB.reviewScore, Literal(float(link.score))


def review_from(graph: Graph) -> tuple[Review, tuple[ReviewLink, ...], datetime | None]:
    """The review that a graph holds, the claims that it is of, and since when it is here."""
    node = graph.identifier
    given = graph.value(node, SCHEMA.reviewRating)
    rating = Rating(**{field: _text(graph, given, term) for field, term in _RATING.items()}) if given else Rating()
    review = Review(
        claimed=_text(graph, node, SCHEMA.claimReviewed) or "",
        url=_text(graph, node, SCHEMA.url),
        reviewer=_text(graph, node, KB.reviewer),
        published=_day(graph, node, SCHEMA.datePublished),
        rating=rating,
        claimant=_text(graph, node, KB.claimant),
        said_on=_day(graph, node, KB.claimedOn),
        appearances=tuple(sorted(str(each) for each in graph.objects(node, KB.appearance))),
        language=_text(graph, node, SCHEMA.inLanguage),
        licence=_text(graph, node, SCHEMA.sdLicense),
    )
    links = sorted(_link(graph, told) for told in graph.subjects(RDF.type, KB.ReviewLink))
    since = graph.value(node, PROV.generatedAtTime)
    when = since.toPython() if isinstance(since, Literal) else None
    return review, tuple(links), when if isinstance(when, datetime) else None


def _link(graph: Graph, node: Node) -> ReviewLink:
    score = graph.value(node, KB.reviewScore)
    return ReviewLink(
        claim=_text(graph, node, KB.reviewedClaim) or "",
        method=LinkedBy(value_of(KB.reviewMethod, graph.value(node, KB.reviewMethod))),
        score=float(str(score)),
    )


def _text(graph: Graph, node: Node | None, term: URIRef) -> str | None:
    found = graph.value(node, term) if node is not None else None
    return str(found) if found is not None else None


def _day(graph: Graph, node: Node, term: URIRef) -> date | None:
    found = graph.value(node, term)
    value = found.toPython() if isinstance(found, Literal) else None
    return value if isinstance(value, date) else None
