from __future__ import annotations

import csv
import io
import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

import pytest
from rdflib import Literal, URIRef
from rdflib.namespace import RDF

from kb import __version__
from kb.cli import COMMANDS
from kb.namespaces import KB, SCHEMA
from kb.store import open_store
from tests.conftest import Kb

ARTICLE = """Міст відкриють у травні

2 грудня 2021, 17:50

Мер міста Ігор Ткач заявив, що міст відкриють у травні. За словами директорки школи Олени Мельник, дорогу вже \
закінчено.
"""
NAMES = [command.__name__ for command in COMMANDS]
STORE = "oxigraph:kb-store"
T = TypeVar("T")


def page(body: str) -> bytes:
    return f"<!DOCTYPE html><html lang='uk'><head><title>Сторінка</title></head><body>{body}</body></html>".encode()


GOOD = {
    "good.txt": ARTICLE.encode(),
    "good.jsonl": (json.dumps({"id": "good", "text": ARTICLE, "lang": "uk"}, ensure_ascii=False) + "\n").encode(),
}
BAD = {
    "an empty file": ("bad.txt", b""),
    "nothing but blanks": ("bad.txt", b" \n\t\n"),
    "a binary": ("bad.txt", bytes(range(256)) * 20),
    "a picture that is named a page": ("bad.html", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20),
    "20 MB of text": ("bad.txt", ARTICLE.encode() * 80_000),
    "20 MB of HTML": ("bad.html", page("<p>" + "слово " * 2_000_000)),
    "broken UTF-8": ("bad.txt", ARTICLE.encode()[:-9] + b"\xd0 \xff\xfe" + ARTICLE.encode()),
    "a page without an article": ("bad.html", page("<nav><a href='/'>Головна</a></nav>")),
    "a line that is no JSON": ("bad.jsonl", b'{"id": "a", "text": \n'),
    "a line without a text": ("bad.jsonl", b'{"id": "a"}\n'),
    "a line that is no object": ("bad.jsonl", b"[1]\n"),
    "a language that is not known": ("bad.jsonl", '{"id": "a", "lang": "xx", "text": "Слово."}\n'.encode()),
}
QUOTES = ("«", "»", "„", "“", "”", '"', "'", "‘", "’", "‹", "›", "「", "``", "''")


def write(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


def last_count(err: str) -> int:
    found = re.search(r"^(\d+) quads in the store", err, re.MULTILINE)
    assert found, err
    return int(found[1])


def clean(err: str) -> None:
    assert "Traceback" not in err
    assert all(len(line) < 500 for line in err.splitlines())


@pytest.fixture
def filled(kb: Kb, tmp_path: Path) -> Kb:
    write(tmp_path / "articles" / "good.txt", GOOD["good.txt"])
    assert kb("add", "articles").code == 0
    return kb


# Help


@pytest.mark.parametrize("command", NAMES)
def test_a_command_has_help_with_an_example(command: str, kb: Kb) -> None:
    ran = kb(command, "--help")
    assert ran.code == 0
    assert re.search(rf"Example: kb {command}\b", ran.out)
    assert "[default: None]" not in ran.out


def test_help_names_every_command_on_a_line_of_its_own(kb: Kb) -> None:
    ran = kb("--help")
    assert ran.code == 0
    assert [name for name in NAMES if not re.search(rf"^  {name} +[A-Z][^…]+\.$", ran.out, re.MULTILINE)] == []


def test_help_imports_nothing_heavy() -> None:
    code = (
        "import sys\nfrom kb.cli import run\ntry: run(['--help'])\n"
        "except SystemExit: sys.stderr.write(' '.join(sys.modules))"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert {"spacy", "rdflib", "trafilatura", "pyoxigraph", "numpy", "rich.table"} & set(ran.stderr.split()) == set()


def test_the_version(kb: Kb) -> None:
    assert kb("--version").out == f"kb {__version__}\n"


@pytest.mark.parametrize(
    "arguments",
    [("nothing",), ("add",), ("extract", "--nothing"), ("query", "denials", "speaker"), ("show",)],
    ids=" ".join,
)
def test_wrong_usage_is_2(arguments: tuple[str, ...], kb: Kb) -> None:
    ran = kb(*arguments)
    assert ran.code == 2
    assert "Usage: kb" in ran.err
    assert "--help" in ran.err


# Adding


def test_adding_twice_leaves_the_same_number_of_quads_and_says_so(filled: Kb) -> None:
    again = filled("add", "articles")
    assert again.code == 0
    assert "already there: Міст відкриють у травні" in again.err
    assert "the same as before" in again.err
    assert last_count(again.err) == json.loads(filled("stats", "--json").out)["quads"]


def test_an_edited_article_is_a_new_revision(filled: Kb, tmp_path: Path) -> None:
    write(tmp_path / "articles" / "good.txt", ARTICLE.replace("у травні. За", "у червні. За").encode())
    assert "added as a new revision: Міст" in filled("add", "articles").err
    found = json.loads(filled("stats").out)
    assert (found["articles"], found["revisions"]) == (1, 2)


def test_what_was_added_can_be_told_to_a_program(kb: Kb, tmp_path: Path) -> None:
    write(tmp_path / "good.jsonl", GOOD["good.jsonl"])
    rows = [json.loads(kb("add", "good.jsonl", "--json").out.splitlines()[0]) for _ in range(2)]
    assert [row["new"] for row in rows] == [True, False]
    assert {(row["id"], row["claims"], row["quads"]) for row in rows} == {("good", rows[0]["claims"], rows[0]["quads"])}


@pytest.mark.parametrize(("name", "data"), BAD.values(), ids=BAD)
def test_a_bad_file_is_named_on_one_line_and_the_good_ones_are_in(
    name: str, data: bytes, kb: Kb, tmp_path: Path
) -> None:
    for good, content in GOOD.items():
        write(tmp_path / "articles" / good, content)
    write(tmp_path / "articles" / name, data)
    ran = kb("add", "articles")
    assert ran.code == 1
    assert [line for line in ran.err.splitlines() if line.startswith(f"kb: articles/{name}")] != []
    assert ran.err.count("kb: ") == 1
    clean(ran.err)
    assert json.loads(kb("stats").out)["articles"] == 2


def test_a_broken_line_leaves_those_around_it(kb: Kb, tmp_path: Path) -> None:
    write(tmp_path / "three.jsonl", GOOD["good.jsonl"] + b"{broken\n" + GOOD["good.jsonl"].replace(b"good", b"next"))
    ran = kb("extract", "three.jsonl")
    assert ran.code == 1
    assert [json.loads(line)["id"] for line in ran.out.splitlines()] == ["good", "next"]
    assert "kb: three.jsonl:2: not JSON" in ran.err


@pytest.mark.parametrize("mark", QUOTES)
def test_an_unclosed_quote_breaks_nothing(mark: str, kb: Kb, tmp_path: Path) -> None:
    for number, quoted in enumerate((f"{mark}міст готовий", f"міст {mark}готовий", mark * 50, f"міст готовий{mark}")):
        text = f"Міст\n\nТкач сказав: {quoted}.\n\nМельник додала, що {mark}дорогу закінчено.\n\nКінець."
        write(tmp_path / f"{number}.txt", text.encode())
    ran = kb("extract", "--language", "uk", *(f"{number}.txt" for number in range(4)))
    assert ran.code == 0, ran.err
    assert len(ran.out.splitlines()) == 4


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ("missing.txt", "no such file or folder"),
        ("http://127.0.0.1/a", "within a private network"),
        ("HTTPS://127.0.0.1/a", "within a private network"),
        ("", "no such file or folder"),
        ("a" * 5000, "File name too long"),
        ("empty", "a folder without files"),
    ],
    ids=["a missing file", "an address", "an address in capitals", "nothing", "too long a name", "an empty folder"],
)
def test_a_source_that_is_none_is_named(source: str, message: str, kb: Kb, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    write(tmp_path / "good.txt", GOOD["good.txt"])
    ran = kb("extract", source, "good.txt")
    assert ran.code == 1
    assert message in ran.err
    assert "Traceback" not in ran.err
    assert len(ran.out.splitlines()) == 1


# Extracting


def test_extracting_writes_a_line_for_each_article(kb: Kb, tmp_path: Path) -> None:
    write(tmp_path / "good.jsonl", GOOD["good.jsonl"] + GOOD["good.jsonl"].replace(b"good", b"next"))
    piped = kb("extract", "good.jsonl")
    assert piped.code == 0
    assert kb("extract", "good.jsonl", "-o", "claims.jsonl").out == ""
    assert (tmp_path / "claims.jsonl").read_text(encoding="utf-8") == piped.out
    rows = [json.loads(line) for line in piped.out.splitlines()]
    assert [row["id"] for row in rows] == ["good", "next"]
    assert [c["speaker"]["name"] for c in rows[0]["claims"] if c["cue"]] == ["Ігор Ткач", "Олена Мельник"]
    for claim in rows[0]["claims"]:
        for span in claim["content"]:
            assert span["text"] == ARTICLE[span["start"] : span["end"]]


# Asking


def test_claims_are_narrowed_by_every_option(filled: Kb) -> None:
    every = filled("claims")
    assert every.code == 0
    rows = [json.loads(line) for line in every.out.splitlines()]
    assert len(rows) >= 2
    assert set(rows[0]) == {"day", "who", "text", "outlet", "claim"}
    for option, value, found in (
        ("--speaker", "ТКАЧ", True),
        ("--speaker", "Бойко", False),
        ("--text", "дорогу", True),
        ("--about", "нічого такого", False),
        ("--source", "нічого такого", False),
        ("--since", "2021-12-02", True),
        ("--since", "today", False),
        ("--until", "2021-12-01", False),
    ):
        out = filled("claims", option, value).out
        assert bool(out) is found, (option, value)
        assert len(out.splitlines()) < len(rows) or option == "--since"


def test_claims_as_csv_on_stdout_and_in_a_file(filled: Kb, tmp_path: Path) -> None:
    out = filled("claims", "--csv").out
    assert next(csv.reader(io.StringIO(out))) == ["day", "who", "text", "outlet", "claim"]
    assert filled("claims", "-o", "claims.csv").out == ""
    assert (tmp_path / "claims.csv").read_text(encoding="utf-8") == out


def test_a_claim_is_shown_with_its_words_and_its_chain(filled: Kb) -> None:
    row = json.loads(filled("claims", "--text", "дорогу").out)
    identifier = row["claim"].rpartition("/")[2]
    shown = filled("show", identifier[:10])
    assert shown.code == 0
    assert f"claim:   {identifier}\n" in shown.out
    assert "content: «дорогу вже закінчено» " in shown.out
    assert "chain:   Олена Мельник\n" in shown.out
    assert "За словами директорки школи" in shown.out
    assert filled("show", row["claim"]).out == shown.out
    assert [c["id"] for c in json.loads(filled("show", identifier, "--json").out)["claims"]] == [identifier]


def test_an_article_is_shown_as_a_report(filled: Kb) -> None:
    shown = filled("show", "good-")
    assert shown.code == 0
    assert shown.out.startswith("# Міст відкриють у травні")


def test_questions_are_listed(kb: Kb) -> None:
    rows = [json.loads(line) for line in kb("query").out.splitlines()]
    assert len(rows) >= 12
    assert {"name": "denials", "question": "Who has denied what?"}.items() <= rows[
        [row["name"] for row in rows].index("denials")
    ].items()


def test_a_question_from_a_file_and_in_sparql(filled: Kb, tmp_path: Path) -> None:
    sparql = "SELECT ?text WHERE { ?claim a schema:Claim ; schema:text ?text } ORDER BY ?text"
    (tmp_path / "mine.rq").write_text(sparql, encoding="utf-8")
    assert filled("query", "mine.rq").out == filled("query", sparql).out != ""
    assert json.loads(filled("query", "ASK { ?claim a schema:Claim }").out) == {"answer": True}
    assert "schema:Claim" in filled("query", "CONSTRUCT WHERE { ?claim a schema:Claim }").out


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        pytest.param(("query", "deniels"), 4, "did you mean 'denials'?", id="an unknown question"),
        pytest.param(("query", "by-speaker"), 2, "needs 'speaker'", id="a missing parameter"),
        pytest.param(("query", "denials", "colour=red"), 2, "no parameter 'colour'", id="an unknown parameter"),
        pytest.param(("query", "said-between", "since=soon"), 2, "not a day", id="a value of another type"),
        pytest.param(("query", "SELECT ?x WHERE {"), 2, "the query cannot be read", id="malformed SPARQL"),
        pytest.param(("query", "DELETE WHERE { ?s ?p ?o }"), 2, "the query cannot be read", id="an update"),
        pytest.param(("query", "ASK { SERVICE <urn:x> { ?s ?p ?o } }"), 2, "SERVICE", id="another server"),
        pytest.param(("query", "a" * 300), 3, "File name too long", id="too long a name"),
        pytest.param(("claims", "--since", "2021-13-01"), 2, "is no day", id="no such day"),
        pytest.param(("claims", "--json", "--csv"), 2, "not both", id="two styles"),
        pytest.param(("claims", "-o", "missing/x.csv"), 3, "cannot write missing/x.csv", id="a folder is missing"),
        pytest.param(("show", "zzz"), 4, "no article or claim 'zzz'", id="an unknown id"),
        pytest.param(
            ("report", "nothing"),
            2,
            "there are: article, speaker, index, contradictions, stance, coverage, all",
            id="an unknown report",
        ),
        pytest.param(("report", "speaker"), 2, "a report of which speaker?", id="a report of nobody"),
        pytest.param(("report", "stance"), 2, "as in: kb report stance NAME TOPIC", id="where nobody stands"),
        pytest.param(("report", "coverage", "0" * 24), 4, "no article or claim", id="who reported an unknown claim"),
        pytest.param(("report", "contradictions", "--since", "учора"), 2, "is no day", id="a day that is none"),
        pytest.param(("report", "speaker", "Бойко"), 4, "nobody named 'Бойко'", id="an unknown speaker"),
        pytest.param(("report", "article", "zzz"), 4, "no article or claim 'zzz'", id="an unknown article"),
        pytest.param(("add", "articles", "--language", "xx"), 2, "xx", id="an unknown language"),
        pytest.param(("add", "articles", "--model", "uk"), 2, "CODE=MODEL", id="a model without a language"),
        pytest.param(("extract", "articles", "--model", "uk=none"), 3, "no model 'none'", id="a missing model"),
        pytest.param(("stats", "--store", "redis:x"), 2, "there are: memory:, oxigraph:", id="an unknown store"),
        pytest.param(("stats", "--store", ""), 2, "there are: memory:, oxigraph:", id="no store"),
        pytest.param(("stats", "--store", "https://kb.invalid/sparql"), 3, "cannot be reached", id="no such server"),
        pytest.param(("stats", "--store", "oxigraph:none"), 4, "`kb add` makes one", id="a store that is not there"),
        pytest.param(
            ("add", "articles", "--store", "oxigraph:articles/good.txt"), 3, "is a file", id="a file for a store"
        ),
        pytest.param(
            ("add", "articles", "--store", "oxigraph:articles"), 3, "articles", id="a folder of something else"
        ),
        pytest.param(("train", "uk"), 2, "--corpora", id="nothing to learn from"),
        pytest.param(("train", "uk", "--corpora", "none"), 4, "none", id="corpora that are not there"),
        pytest.param(("train", "xx", "--corpora", "articles"), 2, "xx", id="a language without a recipe"),
    ],
)
def test_what_goes_wrong_is_a_line_and_an_exit_code(
    arguments: tuple[str, ...], code: int, message: str, filled: Kb
) -> None:
    ran = filled(*arguments)
    assert ran.code == code, ran.err
    assert message in ran.err
    assert "Traceback" not in ran.err
    assert ran.out == ""


def test_a_store_that_is_being_written_is_locked(filled: Kb, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kb.store.oxigraph.PATIENCE", 0.0)
    with open_store(STORE):
        for command in (("stats",), ("add", "articles")):
            ran = filled(*command)
            assert ran.code == 3
            assert f"(process {os.getpid()}), which writes since" in ran.err


def test_reports_are_written(filled: Kb, tmp_path: Path) -> None:
    assert filled("report", "speaker", "ткач", "-o", "tkach.html").code == 0
    assert "Ігор Ткач" in (tmp_path / "tkach.html").read_text(encoding="utf-8")
    assert filled("report", "article", "good-", "-o", "good.md").code == 0
    assert (tmp_path / "good.md").read_text(encoding="utf-8").startswith("# Міст")
    assert filled("report", "all", "-o", "reports").out == "reports/index.html\n"
    assert filled("report", "index", "--markdown").out.startswith("# ")
    assert filled("report", "contradictions", "міст", "--since", "2021-12-01", "-o", "against.html").code == 0
    assert filled("report", "stance", "ткач", "міст", "--markdown").out.startswith("# ")
    assert filled("report", "coverage", "міст", "--until", "2021-12-31", "--markdown").out.startswith("# міст")


# Checking


def test_a_changed_character_is_reported_and_nothing_is_re_anchored(filled: Kb) -> None:
    assert filled("verify").code == 0
    with open_store(STORE) as store:
        (iri,) = (iri for iri in store.graphs() if "/" in iri)
        graph = store.graph(iri)
        revision = next(graph.subjects(RDF.type, KB.Revision))
        text = str(graph.value(revision, SCHEMA.articleBody)).replace("дорогу вже", "дорогi вже")
        graph.set((URIRef(str(revision)), SCHEMA.articleBody, Literal(text, lang="uk")))
        store.put(iri, graph)
        changed = set(store.graph(iri))
    ran = filled("verify")
    assert ran.code == 5
    rows = [json.loads(line) for line in ran.out.splitlines()]
    assert any(row["code"] == "orphan" and "«дорогi вже закінчено»" in row["message"] for row in rows)
    assert "orphans; nothing was changed" in ran.err
    with open_store(STORE, read_only=True) as store:
        assert set(store.graph(iri)) == changed


# The tour


def test_the_tour_ends_with_a_report_and_can_be_taken_twice(kb: Kb) -> None:
    first, second = kb("demo"), kb("demo")
    assert (first.code, second.code) == (0, 0), first.err + second.err
    address = first.out.splitlines()[-1].removeprefix("Open file://")
    assert Path(address).read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
    assert len(re.findall("^added: ", first.err, re.MULTILINE)) == 13
    assert len(re.findall("^already there: ", second.err, re.MULTILINE)) == 13
    assert "kb: " not in first.err + second.err


# As a process


@contextmanager
def started(*arguments: str, folder: Path) -> Iterator[subprocess.Popen[str]]:
    """The program at work; it has ended when the block does."""
    environment = {key: value for key, value in os.environ.items() if key != "KB_STORE"}
    with subprocess.Popen(
        [sys.executable, "-m", "kb", *arguments],
        cwd=folder,
        env=environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    ) as process:
        try:
            yield process
        finally:
            process.kill()


def until(found: Callable[[], T], *, seconds: float = 60) -> T:
    """What is found, as soon as it is something."""
    end = time.monotonic() + seconds
    while not (value := found()) and time.monotonic() < end:
        time.sleep(0.05)
    return value


def test_interrupted_it_keeps_what_it_has_added_and_goes_on_from_there(kb: Kb, tmp_path: Path) -> None:
    for number in range(20):
        write(tmp_path / "articles" / f"{number:02}.txt", ARTICLE.replace("Ткач", f"Ткач-{number}").encode())
    # Nobody writes into the pipe: the command waits there, with some articles added and some only read.
    os.mkfifo(tmp_path / "later.txt")
    with started("add", "articles", "later.txt", folder=tmp_path) as process:
        assert process.stderr
        assert process.stderr.readline().startswith("added: ")
        process.send_signal(signal.SIGINT)
        _, err = process.communicate(timeout=60)
    assert process.returncode == 130, err
    assert "Traceback" not in err
    assert "run the same command again to go on" in err
    there = json.loads(kb("stats").out)["articles"]
    assert 0 < there < 20
    assert kb("add", "articles").code == 0
    assert json.loads(kb("stats").out)["articles"] == 20


def test_whoever_has_seen_enough_may_close_the_pipe(filled: Kb, tmp_path: Path) -> None:
    many = "SELECT ?s ?p ?o WHERE { ?s ?p ?o . ?a ?b ?c . FILTER(?b = rdf:type) }"
    with started("query", many, folder=tmp_path) as process:
        assert process.stdout
        assert process.stderr
        assert process.stdout.readline()
        process.stdout.close()
        assert process.wait(timeout=60) != 1
        assert process.stderr.read() == ""


def test_an_article_comes_from_stdin(tmp_path: Path) -> None:
    with started("extract", "-", folder=tmp_path) as process:
        out, err = process.communicate(ARTICLE, timeout=60)
    assert process.returncode == 0, err
    assert json.loads(out)["claims"]
