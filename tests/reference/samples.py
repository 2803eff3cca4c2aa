"""Graphs of reference statements and of a review beside the sample article."""

from __future__ import annotations

from rdflib import Graph

from kb.facts.linking import LinkedBy, ReviewLink
from kb.graph import claim_iri, facts_iri
from kb.graph.facts import fact_triples
from kb.graph.reviews import review_graph
from kb.model import Anchor, Claim, Extraction, Polarity
from tests.facts.samples import NOW, fact, review
from tests.samples import RUSSIA, extraction, withdrawal


def facts_graph() -> Graph:
    """Two statements about what the sample article reports, of which one held before that only, and one of nothing."""
    graph = Graph(identifier=facts_iri())
    now = fact("Росія не відвела війська.")
    before = fact("Росія відвела війська.", since=None, until="2021-10")
    for one, polarity in ((now, Polarity.NEGATIVE), (before, Polarity.POSITIVE)):
        whole = (Anchor(0, len(one.text)),)
        claim = Claim(one.id, None, None, whole, polarity=polarity, about=(RUSSIA,), proposition=withdrawal())
        for triple in fact_triples(one, Extraction(one.article, (claim,), "uk", "0.1.0"), at=NOW):
            graph.add(triple)
    for triple in fact_triples(fact("Так.", since=None), None, at=NOW):
        graph.add(triple)
    return graph


def reviewed_graph() -> Graph:
    """A review of a claim of the sample article."""
    claim = next(claim for claim in extraction().claims if claim.proposition == withdrawal())
    return review_graph(review(), [ReviewLink(str(claim_iri(claim.id)), LinkedBy.ADDRESS, 100.0)], at=NOW)


def references() -> tuple[Graph, ...]:
    """All that claims are laid beside."""
    return facts_graph(), reviewed_graph()
