"""`kb entities`: every command of it, on a store that is filled by hand, and with a real SPARQL server."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from rdflib import RDFS, Graph, Literal, URIRef

from kb.commands import entities
from kb.graph import entity_iri
from kb.knowledge_base import KnowledgeBase
from kb.store import open_store
from tests.conftest import Kb, Ran
from tests.samples import TKACH, extraction
from tests.sparql_servers import Reply, free_port, misbehaving, oxigraph
from tests.test_curation import of_the_package

STORE = "oxigraph:kb-store"
NAMES = ["list", "find", "show", "add", "merge", "split", "pull"]
WD = "http://www.wikidata.org/entity/"
ARTICLE = """Міст відкриють у травні

2 грудня 2021, 17:50

Мер міста Гордій Вітряк заявив, що міст відкриють у травні.
"""


def rows(ran: Ran) -> list[dict[str, Any]]:
    assert ran.code == 0, ran.err
    return [json.loads(line) for line in ran.out.splitlines()]


@pytest.fixture
def filled(kb: Kb) -> Kb:
    with KnowledgeBase(open_store(STORE)) as base:
        base.put(extraction())
        base.put(extraction(id="other", publisher="Вечірні вісті"))
    return kb


@pytest.fixture(scope="module")
def endpoint(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    graph = Graph().parse(Path(__file__).parent / "authority" / "wikidata.ttl")
    known = URIRef(f"{WD}Q900000009")
    graph.add((known, URIRef("http://www.wikidata.org/prop/direct/P31"), URIRef(f"{WD}Q5")))
    for code, name in of_the_package().labels:
        graph.add((known, RDFS.label, Literal(name, lang=code)))
    turtle = tmp_path_factory.mktemp("turtle") / "wikidata.ttl"
    graph.serialize(turtle, format="turtle", encoding="utf-8")
    with oxigraph(turtle, tmp_path_factory.mktemp("wikidata")) as address:
        yield address


@pytest.fixture
def pull(kb: Kb, endpoint: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Kb:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return lambda *arguments: kb("entities", "pull", "--endpoint", endpoint, *arguments)


# Help


def test_the_help_of_kb_names_it(kb: Kb) -> None:
    assert re.search(
        r"^  entities +Say who is who: list, find, show, add, merge, split, pull\.$", kb("--help").out, re.MULTILINE
    )


def test_every_command_is_in_its_help_and_has_an_example(kb: Kb) -> None:
    assert sorted(NAMES) == sorted(
        c.name or c.callback.__name__ for c in entities.app.registered_commands if c.callback
    )
    overview = kb("entities", "--help").out
    for name in NAMES:
        assert re.search(rf"^  {name} +[A-Z](?!.*\.\.)[^…]+\.$", overview, re.MULTILINE), name
        shown = kb("entities", name, "--help")
        assert shown.code == 0
        assert f"Example: kb entities {name} " in shown.out
        assert "[default: None]" not in shown.out


def test_every_command_has_a_line_in_the_readme() -> None:
    readme = (Path(__file__).parents[1] / "README.md").read_text(encoding="utf-8")
    assert [name for name in NAMES if f"kb entities {name}" not in readme] == []


# Listing


def test_a_list_has_who_is_spoken_of_and_as_whom(filled: Kb) -> None:
    found = {row["who"]: row for row in rows(filled("entities", "list"))}
    assert (found["Ігор Ткач"]["kind"], found["Ігор Ткач"]["claims"], found["Ігор Ткач"]["to"]) == ("person", 6, None)
    assert (found["Reuters"]["kind"], found["Reuters"]["method"]) == ("organisation", "name")
    assert found["війська"]["kind"] == "other"
    assert found["Дарницький міст"]["about"] > 0


def test_a_list_may_be_narrowed(filled: Kb) -> None:
    assert [row["who"] for row in rows(filled("entities", "list", "ткач"))] == ["Ігор Ткач"]
    assert {row["kind"] for row in rows(filled("entities", "list", "--kind", "place"))} == {"place"}
    (offered,) = rows(filled("entities", "list", "--offered"))
    assert (offered["who"], offered["score"], offered["to"]) == ("Мерія", 75, "urn:kb:who#misto-mayor")
    assert rows(filled("entities", "list", "--offered", "Ткач")) == []


def test_a_list_as_csv_and_in_a_file(filled: Kb, tmp_path: Path) -> None:
    out = filled("entities", "list", "--csv").out
    columns = ["who", "kind", "claims", "about", "method", "score", "known_as", "entity", "to"]
    assert next(csv.reader(io.StringIO(out))) == columns
    assert filled("entities", "list", "-o", "found.csv").out == ""
    assert (tmp_path / "found.csv").read_text(encoding="utf-8") == out


# Finding and showing


def test_finding_needs_no_store(kb: Kb, tmp_path: Path) -> None:
    found = rows(kb("entities", "find", "України", "--kind", "place"))
    assert (found[0]["id"], found[0]["method"], found[0]["score"], found[0]["sort"]) == (
        f"{WD}Q212",
        "name",
        100,
        "state",
    )
    assert list(tmp_path.iterdir()) == []


def test_an_office_with_a_day_shows_who_held_it(kb: Kb) -> None:
    for day, holder in (("2021-12-02", "Блінкен"), ("2019-06-01", "Помпео")):
        found = rows(kb("entities", "find", "держсекретар США", "--date", day))
        assert holder in found[0]["holder"]


def test_whom_nobody_knows(kb: Kb) -> None:
    ran = kb("entities", "find", "Жжщщ Йкйкйк")
    assert (ran.code, ran.out) == (0, "")
    assert "nobody is called like 'Жжщщ Йкйкйк'" in ran.err


def test_an_entry_is_shown_with_its_names(kb: Kb) -> None:
    shown = kb("entities", "show", "Q212")
    assert shown.code == 0
    assert re.search("^id: +http://www.wikidata.org/entity/Q212\nkind: +place\nsort: +state\n", shown.out)
    assert re.search("^uk: +Україна$", shown.out, re.MULTILINE)
    assert json.loads(kb("entities", "show", "Q212", "--json").out)["source"] == ["the package's authority file"]


# Adding


def test_who_is_added_is_found(filled: Kb) -> None:
    added = filled(
        "entities", "add", "Гордій Вітряк", "--kind", "person", "--label", "en=Hordii Vitriak",
        "--alias", "uk=Вітряк Г.", "--gender", "m",
    )  # fmt: skip
    assert added.code == 0, added.err
    assert "added: Гордій Вітряк (person)" in added.err
    iri = added.out.strip()
    found = rows(filled("entities", "find", "Hordii Vitriak"))
    assert (found[0]["id"], found[0]["name"], found[0]["score"]) == (iri, "Гордій Вітряк", 100)
    card = json.loads(filled("entities", "show", iri, "--json").out)
    assert (card["uk"], card["gender"], card["source"]) == (["Гордій Вітряк", "Вітряк Г."], ["Masc"], ["a user"])
    assert filled("verify").code == 0
    assert "already there" in filled("entities", "add", "Гордій Вітряк", "--kind", "person").err


def test_who_is_spoken_of_already_is_not_merged_silently(filled: Kb) -> None:
    added = filled("entities", "add", "Ігор Ткач", "--kind", "person")
    iri = added.out.strip()
    assert f"kb entities merge 'Ігор Ткач' {iri}" in added.err
    assert filled("entities", "merge", "Ігор Ткач", iri).code == 0
    assert [row["to"] for row in rows(filled("entities", "list", "Ігор Ткач"))] == [iri]


def test_an_entry_with_an_id_and_a_sort(kb: Kb) -> None:
    options = ("--kind", "organisation", "--id", "Q900000071", "--sort", "outlet")
    assert kb("entities", "add", "Вечірній вітер", *options).out == f"{WD}Q900000071\n"
    assert json.loads(kb("entities", "show", "Q900000071", "--json").out)["sort"] == ["outlet"]


# Merging and splitting


def test_who_is_merged_is_found_under_either_name_and_counted_once(filled: Kb) -> None:
    before = {row["claim"] for row in rows(filled("claims", "--speaker", "Ігор Ткач"))}
    iri = filled("entities", "add", "Ігор Петрович Ткач", "--kind", "person", "--label", "en=Ihor Tkach").out.strip()
    merged = filled("entities", "merge", str(entity_iri(TKACH)), iri)
    assert merged.code == 0, merged.err
    assert f"merged: 'Ігор Ткач' is Ігор Петрович Ткач ({iri})" in merged.err
    for name in ("Ігор Ткач", "Петрович", "ihor"):
        assert {row["claim"] for row in rows(filled("claims", "--speaker", name))} == before
    quoted = {row["person"]: row["claims"] for row in rows(filled("query", "most-quoted"))}
    assert quoted[iri] == 6
    assert str(entity_iri(TKACH)) not in quoted
    assert filled("verify").code == 0
    again = filled("entities", "merge", "Ігор Ткач", iri)
    assert again.code == 2
    assert "already" in again.err


def test_an_entity_is_named_by_the_beginning_of_its_id(filled: Kb) -> None:
    iri = filled("entities", "add", "Ігор Петрович Ткач", "--kind", "person").out.strip()
    short = {text: text.rpartition("/")[2][:12] for text in (str(entity_iri(TKACH)), iri)}
    assert filled("entities", "merge", *short.values()).code == 0


def test_who_is_split_off_is_another_in_those_articles(filled: Kb) -> None:
    split = filled("entities", "split", "Ігор Ткач", "--article", "other", "--label", "Ігор Ткач (лікар)")
    assert split.code == 0, split.err
    assert "'Ігор Ткач' is Ігор Ткач (лікар), and nowhere else" in split.err
    iri = split.out.strip()
    assert {(row["who"], row["claims"]) for row in rows(filled("entities", "list", "Ткач"))} == {
        ("Ігор Ткач", 3),
        ("Ігор Ткач (лікар)", 3),
    }
    assert json.loads(filled("entities", "show", iri, "--json").out)["only in"] == ["other"]
    assert filled("verify").code == 0


def test_what_was_said_holds_for_articles_that_are_added_later(kb: Kb, tmp_path: Path) -> None:
    for number in (1, 2):
        text = ARTICLE.replace("травні", f"травні {2021 + number} року")
        (tmp_path / f"{number}.jsonl").write_text(json.dumps({"id": f"a{number}", "text": text, "lang": "uk"}) + "\n")
    assert kb("add", "1.jsonl").code == 0
    iri = kb("entities", "add", "Г. П. Вітряк-Млин", "--kind", "person").out.strip()
    assert kb("entities", "merge", "Гордій Вітряк", iri).code == 0
    assert kb("add", "2.jsonl").code == 0
    by_entry = [row for row in rows(kb("query", "most-quoted")) if row["person"] == iri]
    assert [row["claims"] for row in by_entry] == [2]
    assert len(rows(kb("claims", "--speaker", "Млин"))) == len(rows(kb("claims", "--speaker", "Гордій"))) == 2
    other = kb("entities", "split", "Гордій Вітряк", "--article", "a2", "--label", "Інший Вітряк").out.strip()
    for again in ((), ("--again",)):
        assert kb("add", "1.jsonl", "2.jsonl", *again).code == 0
        found = {row["person"]: row["claims"] for row in rows(kb("query", "most-quoted"))}
        assert (found[iri], found[other]) == (1, 1)
    assert kb("verify").code == 0


# Pulling


def test_pulling_adds_people_with_their_offices(pull: Kb, kb: Kb) -> None:
    ran = pull("Q900000001")
    assert rows(ran) == [
        {"name": "Соломія Верболіз", "kind": "person", "sort": "person", "offices": 3, "id": f"{WD}Q900000001"}
    ]
    assert "pulled 1, with 5 that belong to them" in ran.err
    card = kb("entities", "show", "Q900000001").out
    assert re.search("^held: +міністр погоди Тридев'ятії, 2014-01-01 – 2019-05-31$", card, re.MULTILINE)
    assert re.search("^source: +http://127.0.0.1:", card, re.MULTILINE)
    assert re.search("^since: +20", card, re.MULTILINE)
    found = rows(kb("entities", "find", "міністра погоди Тридев'ятії", "--date", "2016-03-01"))
    assert found[0]["holder"] == "Соломія Верболіз"
    assert kb("verify").code == 0
    assert "0 new triples" in pull("Q900000001").err
    assert kb("verify").code == 0


def test_what_was_pulled_before_is_answered_from_the_cache(pull: Kb, kb: Kb, tmp_path: Path) -> None:
    first = pull("Q900000071", "--cache", "kept").out
    assert len(list((tmp_path / "kept").iterdir())) == 1
    address = f"http://127.0.0.1:{free_port()}/query"
    ran = kb("entities", "pull", "Q900000071", "--cache", "kept", "--endpoint", address)
    assert ran.code == 3  # of another endpoint nothing is kept
    assert pull("Q900000071", "--cache", "kept").out == pull("Q900000071", "--cache", "kept", "--fresh").out == first


def test_a_search_pulls_whoever_has_the_name(pull: Kb) -> None:
    assert [row["id"] for row in rows(pull("--search", "Соломія Верболіз"))] == [f"{WD}Q900000001", f"{WD}Q900000002"]
    assert [row["id"] for row in rows(pull("--search", "Соломія Верболіз", "--limit", "1"))] == [f"{WD}Q900000001"]


def test_what_the_endpoint_does_not_know_is_4_and_the_others_are_added(pull: Kb, kb: Kb) -> None:
    ran = pull("Q900000999", "Q900000071")
    assert ran.code == 4
    assert "kb: Q900000999 is not known there; the others were added" in ran.err
    assert kb("entities", "show", "Q900000071").code == 0
    assert pull("--search", "Нікого Такого Немає").code == 4


def test_an_entry_of_the_package_with_the_same_names_is_one_and_that_is_said(pull: Kb, kb: Kb) -> None:
    ours = of_the_package()
    apart = pull("Q900000009", "--apart", "--store", "oxigraph:apart")
    assert f"({ours.iri}) may be {WD}Q900000009: kb entities merge" in apart.err
    merged = pull("Q900000009")
    assert f"({ours.iri}) is {WD}Q900000009, by its names in two languages" in merged.err
    assert kb("entities", "show", ours.iri).out.startswith(f"id:       {WD}Q900000009\n")
    assert "merged" not in pull("Q900000009").err
    assert kb("verify").code == 0


def test_who_was_added_by_hand_is_never_merged_by_name(pull: Kb, kb: Kb) -> None:
    iri = kb("entities", "add", "Соломія Верболіз", "--kind", "person", "--label", "en=Solomiia Verboliz").out.strip()
    assert "merged" not in pull("Q900000001").err
    assert kb("entities", "show", iri).code == 0


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        pytest.param(("list", "--store", "oxigraph:none"), 4, "there is no store", id="a list of no store"),
        pytest.param(("list", "--kind", "thing"), 2, "'thing'", id="a kind that there is not"),
        pytest.param(("find", "Ткач", "--date", "soon"), 2, "is not a day", id="no day"),
        pytest.param(("show", "Q900000998"), 4, "no entry 'Q900000998'", id="an unknown entry"),
        pytest.param(("add", "Хтось"), 2, "--kind", id="an entry of no kind"),
        pytest.param(("add", "Х", "--kind", "person"), 2, "is no name", id="no name"),
        pytest.param(("add", "Хтось\x07", "--kind", "person"), 2, "is no name", id="a name with a control character"),
        pytest.param(("add", "Хтось", "--kind", "person", "--label", "Хто"), 2, "CODE=NAME", id="no language"),
        pytest.param(("add", "Хтось", "--kind", "person", "--label", "u k=Хто"), 2, "no code", id="a bad language"),
        pytest.param(("add", "Хтось", "--kind", "person", "--id", "159"), 2, "no id of Wikidata", id="a bad id"),
        pytest.param(
            ("add", "Дещо", "--kind", "person", "--id", "Q212"), 2, "a place, not a person", id="another kind"
        ),
        pytest.param(("add", "Дещо", "--kind", "place", "--sort", "bank"), 2, "of the kind organisation", id="a sort"),
        pytest.param(("add", "Дещо", "--kind", "place", "--gender", "m"), 2, "a person's gender", id="a gender"),
        pytest.param(("merge", "Нікого", "Q212"), 4, "no one entity 'Нікого'", id="a merge of nobody"),
        pytest.param(("merge", "Ігор Ткач", "Нікого"), 4, "no entry 'Нікого'", id="a merge into nobody"),
        pytest.param(("merge", "Ігор Ткач", "Q212"), 2, "they cannot be one", id="a merge of a person and a place"),
        pytest.param(("merge", "Ткач", "Q212", "--store", "oxigraph:none"), 4, "no store", id="a merge in no store"),
        pytest.param(("split", "Ігор Ткач"), 2, "--article", id="a split of no article"),
        pytest.param(("split", "Ігор Ткач", "--article", "zzz"), 4, "no article", id="a split of an unknown article"),
        pytest.param(("split", "Нікого", "--article", "other"), 4, "no one entity", id="a split of nobody"),
        pytest.param(("pull",), 2, "--search NAME", id="a pull of nothing"),
        pytest.param(("pull", "Q1", "--search", "x"), 2, "--search NAME", id="a pull of two sorts"),
        pytest.param(("pull", "Блінкен"), 2, "no id of Wikidata", id="a pull of no id"),
        pytest.param(("pull", "Q1", "--endpoint", "ftp://x"), 2, "no SPARQL endpoint", id="a pull from no endpoint"),
        pytest.param(
            ("pull", "Q1", "--endpoint", "http://nowhere.invalid/"), 3, "try again online", id="a pull offline"
        ),
        pytest.param(("pull", "Q1", "--cache", "articles.txt"), 3, "articles.txt", id="a pull with a bad cache"),
    ],
)
def test_what_goes_wrong_is_a_line_and_an_exit_code(
    arguments: tuple[str, ...], code: int, message: str, filled: Kb, tmp_path: Path
) -> None:
    (tmp_path / "articles.txt").write_text("")
    with misbehaving(Reply()) as server:
        given = ("--endpoint", server.address) if "--cache" in arguments else ()
        ran = filled("entities", *arguments, *given)
    assert ran.code == code, ran.err
    assert message in " ".join(re.sub("[│╭╮╰╯─]", " ", ran.err).split())
    assert "Traceback" not in ran.err
    assert ran.out == ""
    assert {path.name for path in tmp_path.iterdir()} <= {"articles.txt", "kb-store"}
