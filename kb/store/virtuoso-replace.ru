# Puts the graph that lies ready in the place of another, and the union of all with it.
# param staged: iri -- the graph that lies ready; gone afterwards. Where it is gone already, nothing is done
# param final: iri -- the graph to replace
# param union: iri -- the graph that holds every triple of the others once
# The three are bound as prefixes, since an update takes no other bindings.

# One operation: of two, Virtuoso may do the first alone. Where it is killed, none of it is done.
DELETE {
  GRAPH final: { ?old_s ?old_p ?old_o }
  GRAPH union: { ?gone_s ?gone_p ?gone_o }
  GRAPH staged: { ?s ?p ?o }
}
INSERT {
  GRAPH final: { ?s ?p ?o }
  GRAPH union: { ?s ?p ?o }
}
WHERE {
  { GRAPH staged: { ?s ?p ?o } }
  UNION
  {
    GRAPH final: { ?old_s ?old_p ?old_o }
    FILTER EXISTS { GRAPH staged: { ?any_s ?any_p ?any_o } }
    FILTER NOT EXISTS { GRAPH staged: { ?old_s ?old_p ?old_o } }
  }
  UNION
  {
    GRAPH final: { ?gone_s ?gone_p ?gone_o }
    FILTER EXISTS { GRAPH staged: { ?any_s ?any_p ?any_o } }
    # What another graph holds stays in the union.
    FILTER NOT EXISTS {
      GRAPH ?other { ?gone_s ?gone_p ?gone_o }
      FILTER(?other NOT IN (final:, union:))
    }
  }
}
