# Drops a named graph, and from the default graph what no other one holds.
# param final: iri -- the graph to drop, bound as a prefix, since an update takes no other bindings

DELETE { ?s ?p ?o }
WHERE {
  GRAPH final: { ?s ?p ?o }
  FILTER NOT EXISTS { GRAPH ?other { ?s ?p ?o } FILTER(?other != final:) }
} ;
DROP SILENT GRAPH final:
