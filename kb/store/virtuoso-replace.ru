# Puts the graph that lies ready in the place of another, and the union of all with it.
# param staged: iri -- the graph that lies ready, and says which it replaces; gone afterwards. Where it is gone already,
#   nothing is done: so this may be asked for again when an answer got lost
# param final: iri -- the graph to replace
# param union: iri -- the graph that holds every triple of the others once
# The three are bound as prefixes, since an update takes no other bindings.
PREFIX dct: <http://purl.org/dc/terms/>

# One operation: of two, Virtuoso may do the first alone. Where it is killed, none of it is done.
DELETE {
  GRAPH final: { ?old_s ?old_p ?old_o }
  GRAPH union: { ?gone_s ?gone_p ?gone_o }
  GRAPH staged: { ?s ?p ?o . staged: dct:replaces final: }
}
INSERT {
  GRAPH final: { ?s ?p ?o }
  GRAPH union: { ?s ?p ?o }
}
WHERE {
  {
    GRAPH staged: { staged: dct:replaces final: . ?s ?p ?o }
    FILTER(?s != staged:)
  }
  UNION
  {
    GRAPH staged: { staged: dct:replaces final: }
    GRAPH final: { ?old_s ?old_p ?old_o }
    FILTER NOT EXISTS { GRAPH staged: { ?old_s ?old_p ?old_o } }
  }
  UNION
  {
    GRAPH staged: { staged: dct:replaces final: }
    GRAPH final: { ?gone_s ?gone_p ?gone_o }
    # What another graph holds stays in the union.
    FILTER NOT EXISTS {
      GRAPH ?other { ?gone_s ?gone_p ?gone_o }
      FILTER(?other NOT IN (final:, union:))
    }
  }
}
