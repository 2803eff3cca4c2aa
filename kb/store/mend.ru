# Makes the default graph hold every triple of the named graphs once, and no other.
# Two processes that replace graphs at the same time may each leave there what the other one's graph still held.

DELETE { ?s ?p ?o }
WHERE {
  ?s ?p ?o
  FILTER NOT EXISTS { GRAPH ?any { ?s ?p ?o } }
} ;
INSERT { ?s ?p ?o }
WHERE { GRAPH ?any { ?s ?p ?o } }
