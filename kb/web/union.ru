# Makes the default graph hold what the named graphs hold, each triple once, and nothing else.
# It is added to every update from outside, so that both happen in one transaction or not at all. Where the update says
# which triples it changes, these stand as VALUES in the place of the words "among" below.
DELETE { ?s ?p ?o } WHERE {
  # among
  ?s ?p ?o FILTER NOT EXISTS { GRAPH ?g { ?s ?p ?o } }
} ;
INSERT { ?s ?p ?o } WHERE {
  # among
  GRAPH ?g { ?s ?p ?o } FILTER NOT EXISTS { ?s ?p ?o }
}
