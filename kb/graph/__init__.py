"""Claims to RDF and back: `to_graph`, `from_graph`, and the IRIs of what they name. Importing it imports rdflib."""

from __future__ import annotations

from kb.graph.anchors import NotARevision, anchor_at, anchor_iri, revision_of
from kb.graph.canonical import canonical
from kb.graph.iris import (
    BASE,
    BadBase,
    article_iri,
    authority_iri,
    claim_iri,
    entity_iri,
    fact_iri,
    facts_iri,
    id_of,
    review_iri,
    revision_iri,
)
from kb.graph.read import from_graph
from kb.graph.write import to_graph, to_triples

__all__ = [
    "BASE",
    "BadBase",
    "NotARevision",
    "anchor_at",
    "anchor_iri",
    "article_iri",
    "authority_iri",
    "canonical",
    "claim_iri",
    "entity_iri",
    "fact_iri",
    "facts_iri",
    "from_graph",
    "id_of",
    "review_iri",
    "revision_iri",
    "revision_of",
    "to_graph",
    "to_triples",
]
