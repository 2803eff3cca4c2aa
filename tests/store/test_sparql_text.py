from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rdflib import BNode, Literal, URIRef
from rdflib.namespace import XSD
from rdflib.plugins.sparql import prepareQuery
from rdflib.term import Node

from kb.ask import questions
from kb.store import QueryError
from kb.store.sparql_text import parts, term, text, tokens, with_values

QUESTIONS = {question.name: question for question in questions()}


def valued(sparql: str, **values: Node) -> str:
    return " ".join(text(with_values(parts(sparql).whole, values)).split())


VALUED: dict[str, tuple[str, str]] = {
    "a variable in a pattern": ("SELECT ?o { ?x ?p ?o }", "SELECT ?o { <urn:x> ?p ?o }"),
    "in the list of SELECT": ("SELECT DISTINCT ?o ?x { ?x ?p ?o }", "SELECT DISTINCT ?o { <urn:x> ?p ?o }"),
    "alone in the list": ("SELECT ?x { ?x ?p 1 }", "SELECT (1 AS ?kb_nothing_0) { <urn:x> ?p 1 }"),
    "in an expression of the list": ("SELECT (STR(?x) AS ?y) { }", "SELECT (STR(<urn:x>) AS ?y) { }"),
    "in a subquery": (
        "SELECT ?o ?x { { SELECT ?o ?x { ?x ?p ?o } } }",
        "SELECT ?o { { SELECT ?o { <urn:x> ?p ?o } } }",
    ),
    "in an order": ("SELECT ?o { ?x ?p ?o } ORDER BY ?x DESC(?x) ?o", "SELECT ?o { <urn:x> ?p ?o } ORDER BY ?o"),
    "alone in an order": ("SELECT ?o { ?x ?p ?o } ORDER BY ?x LIMIT 1", "SELECT ?o { <urn:x> ?p ?o } LIMIT 1"),
    "among groups": (
        "SELECT ?o (COUNT(*) AS ?n) { ?x ?p ?o } GROUP BY ?o ?x",
        "SELECT ?o (COUNT(*) AS ?n) { <urn:x> ?p ?o } GROUP BY ?o",
    ),
    "alone among groups": (
        "SELECT (COUNT(*) AS ?n) { ?x ?p ?o } GROUP BY ?x",
        "SELECT (COUNT(*) AS ?n) { <urn:x> ?p ?o BIND(1 AS ?kb_nothing_14) } GROUP BY ?kb_nothing_14",
    ),
    "in BOUND": ("ASK { FILTER(BOUND(?x)) }", "ASK { FILTER( true) }"),
    "with a dollar": ("SELECT ?o { $x ?p ?o }", "SELECT ?o { <urn:x> ?p ?o }"),
    "in a text": ("ASK { ?s ?p '?x' }", "ASK { ?s ?p '?x' }"),
    "in a long text": ('ASK { ?s ?p """ "?x" """ }', 'ASK { ?s ?p """ "?x" """ }'),
    "in an IRI": ("ASK { ?s <urn:a?x> 1 }", "ASK { ?s <urn:a?x> 1 }"),
    "in a comment": ("ASK { # ?x {\n ?s ?p 1 }", "ASK { ?s ?p 1 }"),
    "at the beginning of another": ("ASK { ?xy ?p 1 }", "ASK { ?xy ?p 1 }"),
}


@pytest.mark.parametrize(("sparql", "expected"), VALUED.values(), ids=VALUED)
def test_a_variable_gives_way_to_its_value(sparql: str, expected: str) -> None:
    found = valued(sparql, x=URIRef("urn:x"))
    assert found == expected
    prepareQuery(found)


@pytest.mark.parametrize("name", QUESTIONS)
def test_a_question_can_still_be_read_with_its_values(name: str) -> None:
    question = QUESTIONS[name]
    given = {p.name: URIRef("urn:x") if p.type == "iri" else Literal("x") for p in question.parameters}
    found = text(with_values(parts(question.sparql).whole, given))
    prepareQuery(found)
    assert not [p.name for p in question.parameters if f"?{p.name} " in found]


@pytest.mark.parametrize(
    "sparql", ["ASK { BIND(1 AS ?x) }", "ASK { VALUES ?x { 1 } }", "ASK { VALUES (?y ?x) { (1 2) } }"]
)
def test_a_variable_that_has_a_value_is_given_no_other(sparql: str) -> None:
    with pytest.raises(QueryError, match=r"\?x is given a value by the query already"):
        valued(sparql, x=Literal(1))


@given(st.text(), st.sampled_from([None, "uk", "zh-hant"]))
def test_a_text_is_one_term_whatever_is_in_it(value: str, language: str | None) -> None:
    try:
        value.encode()
    except UnicodeEncodeError:
        return
    written = term(Literal(value, lang=language))
    (only, *tag) = tokens(written)
    assert only.kind == "text"
    assert [token.text for token in tag] == ([f"@{language}"] if language else [])


@pytest.mark.parametrize(
    "node",
    [
        pytest.param(URIRef("urn:x> ?p ?o . <urn:y"), id="an IRI that ends early"),
        pytest.param(URIRef("urn:x y"), id="an IRI with a blank"),
        pytest.param(URIRef(""), id="no IRI at all"),
        pytest.param(Literal("x", datatype=URIRef("urn:t> #")), id="a type that ends early"),
        pytest.param(BNode(), id="a blank node"),
    ],
)
def test_what_is_no_term_of_a_query_is_refused(node: Node) -> None:
    with pytest.raises(QueryError):
        term(node)


def test_a_number_keeps_its_type() -> None:
    assert term(Literal(5)) == f'"5"^^<{XSD.integer}>'


@pytest.mark.parametrize(
    ("sparql", "message"),
    [
        pytest.param("DROP ALL", "not an update", id="an update"),
        pytest.param("define get:soft 'soft' SELECT * {}", "not an update", id="a pragma of a server"),
        pytest.param("SELECT ?x WHERE {", "'{' is not closed", id="an open brace"),
        pytest.param("SELECT ?x", "it has no", id="no pattern"),
        pytest.param("SELECT ?x { ?x 'a ?y }", "line 1, column", id="an open text"),
        pytest.param("ASK { ?s \\u003Curn:p> ?o }", "line 1, column 10", id="an escape outside of a text"),
        pytest.param("SELECT ?x { ?x nobody:knows ?y }", "no prefix 'nobody:'", id="an unknown prefix"),
        pytest.param(
            "PREFIX bif: <bif:> ASK { FILTER(bif:file_list('/') = 1) }", "<bif:>", id="a server's own function"
        ),
        pytest.param("ASK { FILTER(<sql:x>(1)) }", "<sql:x>", id="a server's own function by its IRI"),
        pytest.param("PREFIX a:", "declares no prefix", id="half a prefix"),
    ],
)
def test_what_is_no_query_is_refused_before_it_is_sent(sparql: str, message: str) -> None:
    with pytest.raises(QueryError, match=message.replace("(", r"\(").replace("{", r"\{")):
        parts(sparql)


def test_a_query_keeps_its_lines() -> None:
    sparql = "PREFIX a: <urn:a:>\n# why\nSELECT ?x {\n\n  ?x a:y 1 }"
    assert text(parts(sparql).whole).count("\n", 0, text(parts(sparql).whole).index("?x a:y")) == 4
