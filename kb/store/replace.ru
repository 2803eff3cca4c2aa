# Puts the graph that lies ready in the place of another, in one transaction.
# param staged: iri -- the graph that lies ready, empty to drop the other; gone afterwards
# param final: iri -- the graph to replace
# Both are bound as prefixes, since an update takes no other bindings: `final:` is the IRI itself.

# The default graph holds every triple of the named ones once: what no other graph holds leaves it.
DELETE { ?s ?p ?o }
WHERE {
  GRAPH final: { ?s ?p ?o }
  FILTER NOT EXISTS { GRAPH ?other { ?s ?p ?o } FILTER(?other != final:) }
} ;
INSERT { ?s ?p ?o } WHERE { GRAPH staged: { ?s ?p ?o } } ;
DROP SILENT GRAPH final: ;
INSERT { GRAPH final: { ?s ?p ?o } } WHERE { GRAPH staged: { ?s ?p ?o } } ;
DROP SILENT GRAPH staged:
