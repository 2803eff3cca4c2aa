"""What every store does, asked of each alike."""

from __future__ import annotations

from datetime import date

import pytest
from rdflib import BNode, Graph, Literal, URIRef
from rdflib.namespace import XSD
from rdflib.term import Node

from kb.graph import from_graph, revision_iri, to_graph
from kb.store import QueryError, Store, Table
from tests.samples import article, extraction

ONE, TWO, S, P = "urn:g:one", "urn:g:two", URIRef("urn:s"), URIRef("urn:p")

TERMS: dict[str, tuple[Node, Node]] = {
    "an IRI": (URIRef("https://example.com/міст#а"), URIRef("https://example.com/міст#а")),
    "a plain text": (Literal("міст"), Literal("міст")),
    "xsd:string is a plain text": (Literal("x", datatype=XSD.string), Literal("x")),
    "the empty text": (Literal(""), Literal("")),
    "a text in a language": (Literal("міст", lang="uk"), Literal("міст", lang="uk")),
    "language tags are in lower case": (Literal("міст", lang="uk-UA"), Literal("міст", lang="uk-ua")),
    "quotes, braces, backslashes, line ends": (Literal("\"'{}\\\r\n\t?x"), Literal("\"'{}\\\r\n\t?x")),
    "odd characters": (Literal("\x00\x07\u2028\u200b\U0001f1fa"), Literal("\x00\x07\u2028\u200b\U0001f1fa")),
    "an integer": (Literal(12), Literal(12)),
    "an integer with leading zeros": (Literal("012", datatype=XSD.integer), Literal(12)),
    "every integer is an xsd:integer": (Literal("5", datatype=XSD.nonNegativeInteger), Literal(5)),
    "a double": (Literal(0.87), Literal(0.87)),
    "a double without decimals": (Literal(1.0), Literal(1.0)),
    "a decimal": (Literal("1.50", datatype=XSD.decimal), Literal("1.5", datatype=XSD.decimal)),
    "a truth value": (Literal(True), Literal(True)),
    "a day": (Literal(date(2021, 12, 2)), Literal(date(2021, 12, 2))),
    "a time with its zone": (
        Literal("2021-12-02T17:50:00+02:00", datatype=XSD.dateTime),
        Literal("2021-12-02T17:50:00+02:00", datatype=XSD.dateTime),
    ),
    "a time at Greenwich": (
        Literal("2021-12-02T17:50:00Z", datatype=XSD.dateTime),
        Literal("2021-12-02T17:50:00+00:00", datatype=XSD.dateTime),
    ),
    "a type of somebody's own": (Literal("x", datatype=URIRef("urn:t")), Literal("x", datatype=URIRef("urn:t"))),
}


def graph_of(*triples: tuple[Node, Node, Node]) -> Graph:
    graph = Graph()
    for triple in triples:
        graph.add(triple)
    return graph


def texts(*values: str) -> Graph:
    return graph_of(*((S, P, Literal(value)) for value in values))


def table(answer: Table | bool | Graph) -> Table:
    assert isinstance(answer, Table)
    return answer


def first_column(answer: Table | bool | Graph) -> list[str]:
    return sorted(str(row[0]) for row in table(answer).rows)


@pytest.mark.parametrize(("given", "returned"), TERMS.values(), ids=TERMS)
def test_a_term_comes_back_in_one_form(store: Store, given: Node, returned: Node) -> None:
    store.put(ONE, graph_of((S, P, given)))
    assert table(store.query("SELECT ?o { ?s ?p ?o }")).rows == ((returned,),)
    assert set(store.graph(ONE)) == {(S, P, returned)}


@pytest.mark.parametrize(("given", "returned"), TERMS.values(), ids=TERMS)
def test_a_term_is_found_when_it_is_bound(store: Store, given: Node, returned: Node) -> None:
    store.put(ONE, graph_of((S, P, given)))
    assert len(table(store.query("SELECT ?s ?o { ?s ?p ?o }", {"o": returned}))) == 1


def test_a_query_without_graph_sees_all_graphs(store: Store) -> None:
    store.put(ONE, texts("a"))
    store.put(TWO, texts("b"))
    assert first_column(store.query("SELECT ?o { ?s ?p ?o }")) == ["a", "b"]


def test_a_query_with_graph_sees_that_graph(store: Store) -> None:
    store.put(ONE, texts("a"))
    store.put(TWO, texts("b"))
    assert first_column(store.query("SELECT ?o { GRAPH <urn:g:two> { ?s ?p ?o } }")) == ["b"]
    assert first_column(store.query("SELECT ?o ?g { GRAPH ?g { ?s ?p ?o } }", {"g": URIRef(TWO)})) == ["b"]
    assert first_column(store.query("SELECT ?g { GRAPH ?g { ?s ?p ?o } }")) == [ONE, TWO]


def test_a_triple_of_two_graphs_is_one_in_their_union(store: Store) -> None:
    store.put(ONE, texts("a"))
    store.put(TWO, texts("a"))
    assert first_column(store.query("SELECT ?o { ?s ?p ?o }")) == ["a"]
    assert store.size() == 2


def test_putting_replaces_the_whole_graph(store: Store) -> None:
    store.put(TWO, texts("kept"))
    assert store.put(ONE, texts("a", "b"))
    assert store.put(ONE, texts("b", "c"))
    assert set(store.graph(ONE)) == set(texts("b", "c"))
    assert list(store.graphs()) == [ONE, TWO]
    assert store.size() == 3


def test_putting_the_same_again_changes_nothing(store: Store) -> None:
    graph = to_graph(extraction())
    iri = str(graph.identifier)
    assert store.put(iri, graph)
    size = store.size()
    assert not store.put(iri, to_graph(extraction()))
    assert store.size() == size == len(graph)


def test_an_article_comes_back_from_the_store(store: Store) -> None:
    graph = to_graph(extraction())
    store.put(str(graph.identifier), graph)
    assert from_graph(store.graph(str(revision_iri(article())))) == from_graph(graph)


def test_dropping_removes_one_graph(store: Store) -> None:
    store.put(ONE, texts("a"))
    store.put(TWO, texts("b"))
    assert store.drop(ONE)
    assert not store.drop(ONE)
    assert ONE not in store
    assert TWO in store
    assert list(store.graphs()) == [TWO]
    assert len(store.graph(ONE)) == 0


def test_sizes_are_counted_in_all_and_by_graph(store: Store) -> None:
    store.put(ONE, texts("a", "b"))
    store.put(TWO, texts("a"))
    assert (store.size(), store.size(ONE), store.size(TWO), store.size("urn:g:none")) == (3, 2, 1, 0)


def test_a_select_answers_with_columns_and_gaps(store: Store) -> None:
    store.put(ONE, texts("a"))
    answer = table(store.query("SELECT ?o ?none { ?s ?p ?o OPTIONAL { ?o ?p ?none } }"))
    assert answer.columns == ("o", "none")
    assert answer.rows == ((Literal("a"), None),)
    assert list(answer) == [{"o": Literal("a"), "none": None}]


def test_a_bound_variable_is_no_column(store: Store) -> None:
    store.put(ONE, texts("Анна", "Борис"))
    query = "SELECT ?o ?part { ?s ?p ?o FILTER(CONTAINS(LCASE(?o), LCASE(?part))) }"
    assert table(store.query(query, {"part": Literal("АНН")})) == Table(("o",), ((Literal("Анна"),),))


def test_a_binding_reaches_a_subquery_that_selects_it(store: Store) -> None:
    store.put(ONE, texts("Анна", "Борис"))
    query = "SELECT ?o ?part { { SELECT ?o ?part { ?s ?p ?o FILTER(CONTAINS(?o, ?part)) } } ?s ?p ?o }"
    assert first_column(store.query(query, {"part": Literal("Анн")})) == ["Анна"]


@pytest.mark.parametrize("value", ['" } ; DROP ALL ; {', "'} #", "\\", "\n", "?o", "}}}", "<urn:s>"])
def test_a_bound_value_is_never_read_as_sparql(store: Store, value: str) -> None:
    store.put(ONE, texts("a", value))
    answer = store.query("SELECT ?o ?v { ?s ?p ?o FILTER(STR(?o) = ?v) }", {"v": Literal(value)})
    assert first_column(answer) == [value]
    assert store.size() == 2


AMONG = "SELECT ?o ?none { VALUES ?o {} ?s ?p ?o OPTIONAL { ?o ?p ?none } }"


def test_many_values_are_asked_for_at_once(store: Store) -> None:
    store.put(ONE, graph_of((S, P, Literal("a")), (S, P, Literal("б", lang="uk")), (S, P, S), (S, P, Literal(True))))
    store.put(TWO, graph_of((S, P, Literal("c")), (S, P, Literal(date(2021, 12, 2)))))
    values = [Literal("a"), Literal("б", lang="uk"), Literal(True), Literal(date(2021, 12, 2)), Literal("none")]
    found = store.select(AMONG, {"o": values})
    assert sorted(found) == [("2021-12-02", None), ("a", None), ("true", None), ("б", None)]
    assert ("urn:s", "a") in store.select(AMONG, {"o": [S]})


@pytest.mark.parametrize(("given", "returned"), TERMS.values(), ids=TERMS)
def test_a_term_is_found_among_others(store: Store, given: Node, returned: Node) -> None:
    store.put(ONE, graph_of((S, P, given)))
    assert store.select("SELECT ?s { VALUES ?o {} ?s ?p ?o }", {"o": [Literal("other"), returned]}) == [("urn:s",)]


@pytest.mark.parametrize(
    "value",
    ['" } ; DROP ALL ; {', "\\", '\\"', "\n", "\r", '"""', "\\u0022 } #", "\\\\u0022 } #", "\\U00000022 } #", "{}"],
)
def test_no_value_among_others_is_read_as_sparql(store: Store, value: str) -> None:
    store.put(ONE, texts("a", value))
    assert store.select("SELECT ?o { VALUES ?o {} ?s ?p ?o }", {"o": [Literal(value)]}) == [(value,)]


UNFIT: dict[str, tuple[str, list[Node]]] = {
    "no values": ("SELECT ?o { VALUES ?o {} ?s ?p ?o }", []),
    "no clause for them": ("SELECT ?o { ?s ?p ?o }", [S]),
    "a blank node": ("SELECT ?o { VALUES ?o {} ?s ?p ?o }", [BNode()]),
    "what is no IRI": ("SELECT ?o { VALUES ?o {} ?s ?p ?o }", [URIRef("urn:s> } #")]),
    "a question with another answer": ("ASK { VALUES ?o {} ?s ?p ?o }", [S]),
    "a syntax error": ("SELECT ?o { VALUES ?o {} ?s ?p", [S]),
    "a service": ("SELECT ?o { VALUES ?o {} SERVICE <http://127.0.0.1:9/x> { ?s ?p ?o } }", [S]),
}


@pytest.mark.parametrize(("sparql", "values"), UNFIT.values(), ids=UNFIT)
def test_what_cannot_be_asked_of_many_values_is_refused(store: Store, sparql: str, values: list[Node]) -> None:
    with pytest.raises(QueryError):
        store.select(sparql, {"o": values})


def test_an_ask_answers_yes_or_no(store: Store) -> None:
    store.put(ONE, texts("a"))
    assert store.query('ASK { ?s ?p "a" }') is True
    assert store.query('ASK { ?s ?p "b" }') is False
    assert store.query("ASK { ?s ?p ?o }", {"o": Literal("b")}) is False


def test_a_construct_answers_with_a_graph(store: Store) -> None:
    store.put(ONE, texts("a"))
    answer = store.query("CONSTRUCT { ?s <urn:q> ?o } WHERE { ?s ?p ?o }")
    assert isinstance(answer, Graph)
    assert set(answer) == {(S, URIRef("urn:q"), Literal("a"))}


def test_the_package_s_prefixes_are_known(store: Store) -> None:
    graph = to_graph(extraction())
    store.put(str(graph.identifier), graph)
    assert store.query("ASK { ?c a schema:Claim ; kb:article ?a ; kb:speaker/skos:prefLabel ?name }") is True


REFUSED: dict[str, str] = {
    "an update": "DROP ALL",
    "an insertion": "INSERT DATA { <urn:a> <urn:b> <urn:c> }",
    "a load": "LOAD <http://127.0.0.1:9/x>",
    "a syntax error": "SELECT ?x WHERE {",
    "an unknown prefix": "SELECT ?x { ?x nobody:knows ?y }",
    "nothing": "",
    "a service": "SELECT * { SERVICE <http://127.0.0.1:9/x> { ?s ?p ?o } }",
    "a service over lines": "SELECT * { service # so\n SILENT\n <http://127.0.0.1:9/x> { ?s ?p ?o } }",
    "a service in disguise": "SELECT * { \\u0053ERVICE <http://127.0.0.1:9/x> { ?s ?p ?o } }",
    "a service by variable": "SELECT * { ?x <urn:p> ?y . SERVICE ?x { ?s ?p ?o } }",
    "a service by prefix": "PREFIX e: <http://127.0.0.1:9/> SELECT * {SERVICE e:x{ ?s ?p ?o } }",
    "a service after a number": "SELECT * { FILTER(1<2)SERVICE<http://127.0.0.1:9/x> { ?s ?p ?o } }",
}


@pytest.mark.parametrize("sparql", REFUSED.values(), ids=REFUSED)
def test_what_is_no_query_of_this_store_is_refused(store: Store, sparql: str) -> None:
    store.put(ONE, texts("a"))
    with pytest.raises(QueryError):
        store.query(sparql)
    assert store.size() == 1


def test_a_graph_from_elsewhere_is_not_fetched(store: Store) -> None:
    store.put(ONE, texts("a"))
    try:
        rows = table(store.query("SELECT ?o FROM <http://127.0.0.1:9/x> { ?s ?p ?o }")).rows
    except QueryError:
        rows = ()
    assert rows == ()


def test_from_chooses_a_graph(store: Store) -> None:
    store.put(ONE, texts("a"))
    store.put(TWO, texts("b"))
    assert first_column(store.query("SELECT ?o FROM <urn:g:one> { ?s ?p ?o }")) == ["a"]


def test_what_two_graphs_hold_stays_when_one_goes(store: Store) -> None:
    store.put(ONE, texts("a", "b"))
    store.put(TWO, texts("b", "c"))
    store.put(ONE, texts("c"))
    assert first_column(store.query("SELECT ?o { ?s ?p ?o }")) == ["b", "c"]
    store.drop(TWO)
    assert first_column(store.query("SELECT ?o { ?s ?p ?o }")) == ["c"]
    store.drop(ONE)
    assert store.query("ASK { ?s ?p ?o }") is False


@pytest.mark.parametrize("sparql", ["ASK { ?service ?p 'a' FILTER(?service != <urn:x>) }", "ASK { ?s ?p 'a', 'a' }"])
def test_a_harmless_query_is_answered(store: Store, sparql: str) -> None:
    store.put(ONE, texts("a"))
    assert store.query(sparql) is True
