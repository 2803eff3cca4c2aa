# Makes the union hold every triple of the named graphs once, and no other, as mend.ru does.
# param union: iri -- the graph that holds the union, bound as a prefix

DELETE { GRAPH union: { ?gone_s ?gone_p ?gone_o } }
INSERT { GRAPH union: { ?s ?p ?o } }
WHERE {
  {
    GRAPH union: { ?gone_s ?gone_p ?gone_o }
    FILTER NOT EXISTS { GRAPH ?any { ?gone_s ?gone_p ?gone_o } FILTER(?any != union:) }
  }
  UNION
  {
    GRAPH ?own { ?s ?p ?o }
    # Those of the server's own, and those that lie ready to replace another, are no part of it.
    FILTER(?own != union: && !STRSTARTS(STR(?own), "urn:kb:staging:") && !STRSTARTS(STR(?own), "http://localuriqaserver/")
      && !STRSTARTS(STR(?own), "http://www.openlinksw.com/") && ?own != <http://www.w3.org/ns/ldp#>)
    FILTER NOT EXISTS { GRAPH union: { ?s ?p ?o } }
  }
}
