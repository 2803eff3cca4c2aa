# Drops a named graph, and from the union of all what no other one holds, as drop.ru does.
# param final: iri -- the graph to drop
# param union: iri -- the graph that holds every triple of the others once
# Both are bound as prefixes, since an update takes no other bindings.

# One operation: of two, Virtuoso may do the first alone. Where it is killed, none of it is done.
DELETE {
  GRAPH final: { ?s ?p ?o }
  GRAPH union: { ?gone_s ?gone_p ?gone_o }
}
WHERE {
  { GRAPH final: { ?s ?p ?o } }
  UNION
  {
    GRAPH final: { ?gone_s ?gone_p ?gone_o }
    FILTER NOT EXISTS {
      GRAPH ?other { ?gone_s ?gone_p ?gone_o }
      FILTER(?other NOT IN (final:, union:))
    }
  }
}
