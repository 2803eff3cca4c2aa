"""The vocabularies as plain text: those of `kb.namespaces`, which imports rdflib, and a worker is started often."""

from __future__ import annotations

from collections.abc import Mapping

KB = "urn:kb:ns#"
SCHEMA = "https://schema.org/"
OA = "http://www.w3.org/ns/oa#"
PROV = "http://www.w3.org/ns/prov#"
SKOS = "http://www.w3.org/2004/02/skos/core#"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
XSD = "http://www.w3.org/2001/XMLSchema#"
OWL_SAME_AS = "http://www.w3.org/2002/07/owl#sameAs"
RDFS_SEE_ALSO = "http://www.w3.org/2000/01/rdf-schema#seeAlso"

PREFIXES: Mapping[str, str] = {
    "kb": KB,
    "schema": SCHEMA,
    "oa": OA,
    "prov": PROV,
    "skos": SKOS,
    "rdf": RDF,
    "xsd": XSD,
}
