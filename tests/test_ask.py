from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from rdflib import Literal, URIRef
from rdflib.namespace import RDF, SKOS, XSD

from kb.ask import (
    BadParameter,
    BadQuestion,
    Parameter,
    Question,
    ask,
    bindings,
    find_question,
    parse_question,
    questions,
)
from kb.errors import NotFound
from kb.graph import article_iri, entity_iri, revision_iri, to_graph
from kb.store import QueryError, Store, Table, open_store
from tests.compared import alike, compared
from tests.conftest import LOCAL
from tests.reference.samples import references
from tests.samples import RUSSIA, TROOPS, extraction, withdrawal
from tests.servers import Server, empty

KINDS = (*LOCAL, "oxigraph serve", "virtuoso")

TODAY = date(2022, 6, 1)
QUESTIONS = {question.name: question for question in questions()}
ODD = [
    '" } ; DROP ALL ; {',
    "'}) #",
    "\\",
    "\n\r\t",
    "?text",
    "}}}} UNION {{{{",
    "\x00",
    "<urn:x>",
    '"""',
    "{?s ?p ?o}",
]


@pytest.fixture(scope="module")
def stores(
    tmp_path_factory: pytest.TempPathFactory, oxigraph_serve: Server, virtuoso: Server
) -> Iterator[dict[str, Store]]:
    folder = tmp_path_factory.mktemp("stores")
    opened: dict[str, Store] = {name: open_store(f"{name}:{folder / name}") for name in LOCAL}
    opened |= {"oxigraph serve": oxigraph_serve.opened(), "virtuoso": virtuoso.opened()}
    for store in opened.values():
        for one in (extraction(), extraction(id="other", publisher="Вечірні вісті")):
            graph = to_graph(one)
            store.put(str(graph.identifier), graph)
        for graph in references():
            store.put(str(graph.identifier), graph)
        for graph in (compared(), alike()):
            store.put(str(graph.identifier), graph)
    yield opened
    for store in opened.values():
        empty(store)
        store.close()


def examples(question: Question) -> dict[str, str]:
    """The examples that the question gives, and ids of the sample where it asks for an id."""
    one = extraction()
    withdrawn = next(claim for claim in one.claims if claim.proposition == withdrawal())
    article, revision = str(article_iri(one.article.id)), str(revision_iri(one.article))
    ids = {"claim": withdrawn.id, "id": withdrawn.id, "article": article, "revision": revision}
    ids["entity"] = str(entity_iri(RUSSIA))
    return {
        p.name: ids[p.name] if p.name == "id" or p.type == "iri" else p.example
        for p in question.parameters
        if p.example is not None and (p.default is None or question.name != "claims")
    }


def needed(question: Question) -> dict[str, bool]:
    """Which of its parameters a question cannot do without."""
    return {p.name: p.default is None for p in question.parameters}


def answer(store: Store, name: str, **values: str) -> list[str]:
    table = ask(store, QUESTIONS[name], values, today=TODAY)
    assert isinstance(table, Table)
    return [str(row.get("text", row.get("words"))) for row in table]


@pytest.mark.parametrize("question", QUESTIONS.values(), ids=QUESTIONS)
def test_a_question_has_a_title_a_description_and_examples(question: Question) -> None:
    assert question.title.endswith("?")
    assert question.description
    for parameter in question.parameters:
        assert parameter.default is not None or parameter.example is not None


@pytest.mark.parametrize("question", QUESTIONS.values(), ids=QUESTIONS)
def test_a_question_is_answered_alike_by_every_store(question: Question, stores: dict[str, Store]) -> None:
    given = examples(question)
    for values in (given, {name: given[name] for name in given if needed(question)[name]}):
        answers = {name: ask(store, question, values, today=TODAY) for name, store in stores.items()}
        first = answers["memory"]
        assert isinstance(first, Table)
        assert len(first) > 0
        assert {name: answer for name, answer in answers.items() if answer != first} == {}


@pytest.mark.parametrize("question", QUESTIONS.values(), ids=QUESTIONS)
def test_a_question_gives_each_row_once(question: Question, stores: dict[str, Store]) -> None:
    table = ask(stores["oxigraph"], question, examples(question), today=TODAY)
    assert isinstance(table, Table)
    assert len(set(table.rows)) == len(table.rows)


@pytest.mark.parametrize("question", QUESTIONS.values(), ids=QUESTIONS)
@pytest.mark.parametrize(
    ("value", "kind"),
    [*((value, "oxigraph") for value in ODD), *((ODD[0], kind) for kind in KINDS if kind != "oxigraph")],
    ids=ascii,
)
def test_no_value_is_read_as_sparql(question: Question, value: str, kind: str, stores: dict[str, Store]) -> None:
    store = stores[kind]
    values = {p.name: value for p in question.parameters if p.type == "text"}
    size = store.size()
    table = ask(store, question, examples(question) | values, today=TODAY)
    assert isinstance(table, Table)
    if values:
        assert len(table) == 0
    assert store.size() == size


ANSWERS: dict[str, tuple[str, dict[str, str], list[str]]] = {
    "claims by a speaker, whatever the case": (
        "by-speaker",
        {"speaker": "МЕЛЬНИК"},
        ["кошти зникли", "кошти зникли", "Міст, … майже готовий", "Міст, … майже готовий"],
    ),
    "claims by a speaker from a day on": (
        "by-speaker",
        {"speaker": "мельник", "since": "2021-12-01"},
        ["Міст, … майже готовий"] * 2,
    ),
    "claims by a speaker until a day, a month that contains it among them": (
        "by-speaker",
        {"speaker": "мельник", "until": "2021-11-15"},
        ["кошти зникли"] * 2,
    ),
    "claims about an entity": ("about", {"entity": "Росія"}, ["Росія відвела війська"] * 2),
    "claims of one outlet": ("denials", {}, ["кошти зникли"] * 2),
    "claims carried by an agency": ("carried-by", {"carrier": "Reuters"}, ["Росія відвела війська"] * 2),
    "predictions whose date has passed": ("overdue", {}, ["роботи зупинять узимку"] * 2),
    "predictions whose date has not passed": ("overdue", {"today": "2022-02-28"}, []),
    "reviewed claims": ("reviewed", {"reviewer": "перевірка"}, ["Росія відвела війська"]),
    "claims reviewed by nobody of that name": ("reviewed", {"reviewer": "Факти"}, []),
    "claims of what a reference statement says": (
        "against-facts",
        {"speaker": "ткач"},
        ["Росія відвела війська"] * 4,
    ),
    "claims that contradict each other": ("contradictions", {}, ["Росія відвела війська"]),
    "contradictions of somebody else": ("contradictions", {"speaker": "reuters"}, []),
    "contradictions that are sure": ("contradictions", {"least": "0.8"}, []),
    "what a speaker said first": ("changes-of-mind", {"speaker": "МЕЛЬНИК"}, ["кошти зникли"]),
    "claims that say the same": ("agreements", {}, ["Росія відвела війська"]),
    "findings of a kind": ("findings", {"kind": "differs"}, ["перевірити рахунки до 1 березня"]),
    "findings of a speaker": ("findings", {"speaker": "мельник", "kind": "agrees"}, []),
    "findings about an entity": ("findings", {"about": "росія"}, ["Росія відвела війська"] * 2),
    "findings between two outlets": (
        "findings",
        {"outlet_of": "вечірні", "outlet_against": "наше"},
        ["Росія відвела війська"],
    ),
    "findings between two articles": (
        "findings",
        {"article": "other", "against": "misto-2021-12-02"},
        ["Росія відвела війська"],
    ),
    "findings of what was said late": ("findings", {"since": "2021-12-03", "kind": "agrees"}, []),
    "two speakers against each other": (
        "against-each-other",
        {"one": "мельник", "another": "ткач"},
        ["кошти зникли"],
    ),
    "two outlets that do not contradict each other": (
        "against-each-other",
        {"one": "вечірні", "another": "наше"},
        [],
    ),
    "nothing said in another year": ("said-between", {"since": "2023-01-01", "until": "2023-12-31"}, []),
}


@pytest.mark.parametrize(("name", "values", "texts"), ANSWERS.values(), ids=ANSWERS)
@pytest.mark.parametrize("kind", KINDS)
def test_a_question_finds(
    name: str, values: dict[str, str], texts: list[str], kind: str, stores: dict[str, Store]
) -> None:
    assert answer(stores[kind], name, **values) == texts


def test_a_chain_leads_from_the_speaker_to_the_agency(stores: dict[str, Store]) -> None:
    table = ask(stores["oxigraph"], QUESTIONS["chain"], examples(QUESTIONS["chain"]))
    assert isinstance(table, Table)
    assert [(str(row["step"]), str(row["who"])) for row in table] == [("0", "Ігор Ткач"), ("1", "Reuters")]


def test_a_reference_statement_is_laid_beside_claims_of_its_time(stores: dict[str, Store]) -> None:
    for store in stores.values():
        table = ask(store, QUESTIONS["against-facts"])
        assert isinstance(table, Table)
        told = [(str(row["finding"]), str(row["holds"])) for row in table]
        assert told == [("conflicts", "2021-11/..")] * 2 + [("other time", "../2021-10")] * 2


def test_statements_and_reviews_change_no_other_answer(stores: dict[str, Store]) -> None:
    bare = open_store("memory:")
    for one in (extraction(), extraction(id="other", publisher="Вечірні вісті")):
        graph = to_graph(one)
        bare.put(str(graph.identifier), graph)
    for graph in (compared(), alike()):
        bare.put(str(graph.identifier), graph)
    for name in QUESTIONS.keys() - {"reviewed", "against-facts"}:
        question = QUESTIONS[name]
        answers = [ask(store, question, examples(question), today=TODAY) for store in (bare, stores["memory"])]
        assert answers[0] == answers[1], name


@pytest.mark.parametrize(
    ("article", "outlets"),
    [
        ("misto-2021-12-02", [("Наше місто", "Вечірні вісті")]),
        ("other", [("Вечірні вісті", "Наше місто")]),
        ("none", []),
    ],
)
@pytest.mark.parametrize("kind", KINDS)
def test_a_reprint_is_found_from_either_side(
    article: str, outlets: list[tuple[str, str]], kind: str, stores: dict[str, Store]
) -> None:
    table = ask(stores[kind], QUESTIONS["near-duplicates"], {"article": article})
    assert isinstance(table, Table)
    assert [(str(row["outlet"]), str(row["other_outlet"])) for row in table] == outlets
    everything = ask(stores[kind], QUESTIONS["near-duplicates"])
    assert isinstance(everything, Table)
    assert [float(str(row["share"])) for row in everything] == [0.9375]


def test_who_is_quoted_most_counts_claims_and_outlets(stores: dict[str, Store]) -> None:
    table = ask(stores["oxigraph"], QUESTIONS["most-quoted"])
    assert isinstance(table, Table)
    first = next(iter(table))
    assert [str(first[c]) for c in ("who", "claims", "outlets", "latest")] == ["Ігор Ткач", "6", "2", "2021-12-02"]


JOURNALIST = """
SELECT ?name ?said ?text ?outlet WHERE {
  ?claim a schema:Claim ; kb:speaker ?who ; kb:about <urn:kb:entity/%s> ; kb:saidOn ?said ; schema:text ?text ;
         kb:article/schema:publisher ?paper .
  ?paper skos:prefLabel ?outlet .
  ?who skos:prefLabel ?name . FILTER(LANG(?name) = "uk")
} ORDER BY ?said ?outlet
"""


@pytest.mark.parametrize("kind", KINDS)
def test_a_question_of_one_s_own_stays_short_and_counts_nothing_twice(kind: str, stores: dict[str, Store]) -> None:
    table = ask(stores[kind], parse_question(JOURNALIST % RUSSIA.id))
    assert isinstance(table, Table)
    assert [[str(term) for term in row] for row in table.rows] == [
        ["Ігор Ткач", "2021-12-02", "Росія відвела війська", "Вечірні вісті"],
        ["Ігор Ткач", "2021-12-02", "Росія відвела війська", "Наше місто"],
    ]


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_is_true_because_somebody_said_so(kind: str, stores: dict[str, Store]) -> None:
    """Whether Russia withdrew troops: no predicate leads from the one to the other, nor from Russia anywhere."""
    russia, troops = (entity_iri(entity) for entity in (RUSSIA, TROOPS))
    claimed = "ASK { ?claim kb:proposition [ rdf:subject ?russia ; rdf:object ?troops ] }"
    given = {"russia": russia, "troops": troops}
    assert stores[kind].query(claimed, given) is True
    assert stores[kind].query("ASK { ?russia ?any ?troops }", given) is False
    table = stores[kind].query("SELECT DISTINCT ?p ?russia { ?russia ?p ?o }", {"russia": russia})
    assert isinstance(table, Table)
    assert {row["p"] for row in table} == {RDF.type, SKOS.prefLabel}


def test_the_first_comment_is_read() -> None:
    text = (
        "# Who?\n# Some more\n# of it.\n"
        '# param a: text = "" -- a name; e.g. Анна = Б\n# param b: date = today -- a day\n#param c:iri -- an id\n'
        "SELECT ?a ?b ?c {} # param d: text -- not a parameter\n"
    )
    assert parse_question(text, name="q") == Question(
        "q",
        "Who?",
        "Some more of it.",
        (
            Parameter("a", "text", "a name", "", "Анна = Б"),
            Parameter("b", "date", "a day", "today", None),
            Parameter("c", "iri", "an id", None, None),
        ),
        text,
    )


def test_a_query_without_a_comment_is_a_question_without_parameters() -> None:
    assert parse_question("ASK {}") == Question("", "", "", (), "ASK {}")


@pytest.mark.parametrize("line", ["# param a", "# param a: colour -- what", "# param a: text", "# param 1: text -- x"])
def test_a_parameter_that_cannot_be_understood_is_reported(line: str) -> None:
    with pytest.raises(BadQuestion, match="should read 'param NAME: TYPE"):
        parse_question(f"# Who?\n{line}\nASK {{}}", name="q")


def test_a_question_is_found_by_name_or_by_file(tmp_path: Path) -> None:
    mine = tmp_path / "mine.rq"
    mine.write_text("# Mine?\nASK {}", encoding="utf-8")
    assert find_question("by-speaker").name == "by-speaker"
    assert find_question(str(mine)).title == "Mine?"


@pytest.mark.parametrize(
    ("name", "hint"),
    [("by-speakr", "did you mean 'by-speaker'"), ("zzzz", "there are: about, "), ("../kb", "there are")],
)
def test_a_question_that_is_not_there_is_reported(name: str, hint: str) -> None:
    with pytest.raises(NotFound, match=hint):
        find_question(name)


def test_a_file_that_is_no_text_is_reported(tmp_path: Path) -> None:
    (tmp_path / "x.rq").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(BadQuestion, match="UTF-8"):
        find_question(str(tmp_path / "x.rq"))


TYPED = parse_question(
    "# Q?\n# param t: text -- t\n# param d: date = today -- d\n# param n: number = 1 -- n\n# param i: iri = x -- i\n"
    "ASK {}"
)


@pytest.mark.parametrize(
    ("values", "name", "term"),
    [
        pytest.param({"t": 'a"b'}, "t", Literal('a"b'), id="a text as it is"),
        pytest.param({"t": ""}, "d", Literal(TODAY), id="today"),
        pytest.param({"t": "", "d": "2021-12-02"}, "d", Literal(date(2021, 12, 2)), id="a day"),
        pytest.param({"t": "", "n": "12"}, "n", Literal(12), id="a whole number"),
        pytest.param({"t": "", "n": "0.5"}, "n", Literal("0.5", datatype=XSD.decimal), id="a part of one"),
        pytest.param({"t": "", "i": "urn:x:y"}, "i", URIRef("urn:x:y"), id="an IRI"),
        pytest.param({"t": "", "i": "6b72"}, "i", URIRef("urn:kb:i/6b72"), id="an id"),
    ],
)
def test_a_value_becomes_a_term_of_its_type(values: dict[str, str], name: str, term: object) -> None:
    assert bindings(TYPED, values, today=TODAY)[name] == term


@pytest.mark.parametrize(
    ("values", "message"),
    [
        pytest.param({}, "needs 't', t; it takes: t \\(text\\), d \\(date, optional\\)", id="a value that is missing"),
        pytest.param({"t": "", "x": "1"}, "no parameter 'x'; it takes: t", id="a value not asked for"),
        pytest.param({"t": "", "d": "1 грудня"}, "not a day", id="a day in words"),
        pytest.param({"t": "", "n": "NaN"}, "not a number", id="not a number"),
        pytest.param({"t": "", "n": "five"}, "not a number", id="a number in words"),
        pytest.param({"t": "", "i": "urn:x> <y"}, "not an IRI", id="an IRI with a way out"),
        pytest.param({"t": "\udcff"}, "not text in UTF-8", id="half a character"),
    ],
)
def test_a_bad_value_is_reported(values: dict[str, str], message: str) -> None:
    with pytest.raises(BadParameter, match=message):
        bindings(TYPED, values, today=TODAY)


def test_a_parameter_that_is_not_selected_is_reported(stores: dict[str, Store]) -> None:
    question = parse_question("# Q?\n# param a: text -- a\nSELECT ?s { ?s ?p ?o FILTER(?o = ?a) }")
    with pytest.raises(QueryError, match="SELECT"):
        ask(stores["oxigraph"], question, {"a": "x"})
