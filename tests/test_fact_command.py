from __future__ import annotations

import io
import json
import re
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Kb
from tests.facts.samples import SOURCE, markup

ARTICLE = "Дорогу відкрито\n\n2 грудня 2021, 17:50\n\nМер міста Ігор Ткач заявив, що мерія відремонтувала дорогу.\n"
TEXT = "Мерія відремонтувала дорогу."
NAMES = ("add", "pull", "list", "remove", "compare", "import")


@pytest.fixture
def filled(kb: Kb, tmp_path: Path) -> Kb:
    (tmp_path / "a.txt").write_text(ARTICLE, encoding="utf-8")
    assert kb("add", "a.txt").code == 0
    return kb


def rows(out: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in out.splitlines()]


@pytest.mark.parametrize("name", NAMES)
def test_a_command_has_help_with_an_example(name: str, kb: Kb) -> None:
    ran = kb("fact", name, "--help")
    assert ran.code == 0
    assert re.search(rf"Example: kb fact {name}\b", ran.out)
    assert "[default: None]" not in ran.out


def test_help_names_every_command_on_a_line_of_its_own(kb: Kb) -> None:
    out = kb("fact", "--help").out
    assert [name for name in NAMES if not re.search(rf"^  {name} +[A-Z][^…]+\.$", out, re.MULTILINE)] == []
    assert re.search(r"^  fact +[A-Z][^…]+\.$", kb("--help").out, re.MULTILINE)


@pytest.mark.parametrize("name", NAMES)
def test_the_readme_names_every_command(name: str) -> None:
    readme = (Path(__file__).parent.parent / "README.md").read_text(encoding="utf-8")
    assert f"kb fact {name}" in readme


def test_a_statement_is_added_listed_compared_and_removed(filled: Kb) -> None:
    ran = filled("fact", "add", TEXT, "--source", SOURCE, "--since", "2014", "--until", "2022-05")
    assert (ran.code, ran.err) == (0, f"added: {TEXT}\n")
    identifier = ran.out.strip()
    assert filled("fact", "add", TEXT, "--source", SOURCE, "--since", "2014", "--until", "2022-05").err == (
        f"already there: {TEXT}\n"
    )
    (listed,) = rows(filled("fact", "list", "ДОРОГУ").out)
    assert {name: listed[name] for name in ("id", "text", "source", "holds", "language")} == {
        "id": identifier,
        "text": TEXT,
        "source": SOURCE,
        "holds": "2014/2022-05",
        "language": "uk",
    }
    (told,) = rows(filled("fact", "compare").out)
    assert (told["finding"], told["who"], told["source"]) == ("agrees", "Ігор Ткач", SOURCE)
    assert filled("show", told["claim"]).code == 0
    (asked,) = rows(filled("query", "against-facts", "statement=дорогу").out)
    assert asked["finding"] == "agrees"
    assert filled("verify").code == 0
    assert filled("fact", "remove", identifier[:6]).err == f"removed: {TEXT}\n"
    assert filled("fact", "list").out == ""
    assert filled("fact", "remove", identifier).code == 4


def test_statements_are_added_from_a_table_and_a_bad_row_is_named(kb: Kb, tmp_path: Path) -> None:
    (tmp_path / "f.csv").write_text(f"text,source,since\n{TEXT},{SOURCE},2014\nБез джерела.,,\n", encoding="utf-8")
    ran = kb("fact", "add", "--file", "f.csv")
    assert ran.code == 1
    assert "kb: f.csv:3: a source without words" in ran.err
    assert len(rows(kb("fact", "list").out)) == 1


USAGE = {
    "nothing": (),
    "a statement without a source": (TEXT,),
    "both a statement and a file": (TEXT, "--source", SOURCE, "--file", "f.csv"),
    "a date that is none": (TEXT, "--source", SOURCE, "--since", "колись"),
    "a language that is not known": (TEXT, "--source", SOURCE, "--lang", "xx"),
    "a period that ends before it begins": (TEXT, "--source", SOURCE, "--since", "2014", "--until", "2013"),
}


@pytest.mark.parametrize("arguments", USAGE.values(), ids=USAGE)
def test_wrong_usage_is_2_and_makes_no_store(arguments: tuple[str, ...], kb: Kb, tmp_path: Path) -> None:
    ran = kb("fact", "add", *arguments)
    assert ran.code == 2
    assert "Traceback" not in ran.err
    assert list(tmp_path.iterdir()) == []


def test_reviews_are_imported_linked_and_asked_for(filled: Kb, tmp_path: Path) -> None:
    good = markup(claimReviewed="Мерія відремонтувала дорогу", itemReviewed={"author": {"name": "Ткач Ігор"}})
    other = markup(claimReviewed="Школу закрито", url="https://perevirka.example/shkola")
    lines = [json.dumps(row) for row in (good, {"@type": "ClaimReview"}, other)]
    (tmp_path / "r.jsonl").write_text("\n".join([*lines, "{broken"]), encoding="utf-8")
    ran = filled("fact", "import", "r.jsonl")
    assert ran.code == 1
    assert [line for line in ran.err.splitlines() if line.startswith("kb: ")] == [
        "kb: r.jsonl:2, review 1: it has no claimReviewed, nor text in itemReviewed: nothing is said to be reviewed",
        "kb: r.jsonl:4: not JSON: Expecting property name enclosed in double quotes at character 1",
    ]
    assert "2 reviews, 2 of them new or changed, 1 linked to claims; 2 could not be taken" in ran.err
    assert [(row["rating"], row["claims"]) for row in rows(ran.out)] == [("Маніпуляція", 1), ("Маніпуляція", 0)]
    (found,) = rows(filled("query", "reviewed", "reviewer=перевірка").out)
    assert (found["who"], found["rating"], found["position"], found["method"]) == (
        "Ігор Ткач",
        "Маніпуляція",
        0.25,
        "speaker",
    )
    assert filled("verify").code == 0
    (tmp_path / "r.jsonl").write_text("\n".join(lines[::2]), encoding="utf-8")
    assert "2 reviews, 0 of them new or changed" in filled("fact", "import", "r.jsonl").err
    review = rows(filled("fact", "import", "r.jsonl").out)[0]["id"]
    assert filled("fact", "remove", review[:8]).code == 0
    assert filled("query", "reviewed").out == ""


def test_reviews_come_through_a_pipe(kb: Kb, monkeypatch: pytest.MonkeyPatch) -> None:
    data = json.dumps([markup()]).encode()
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
    ran = kb("fact", "import", "-", "--csv")
    assert ran.code == 0
    assert ran.out.startswith("id,reviewer,published,rating,claimant,claimed,claims\n")


def test_nothing_is_fetched(kb: Kb) -> None:
    ran = kb("fact", "import", "https://perevirka.example/feed.json")
    assert ran.code == 1
    assert "nothing is fetched" in ran.err


@pytest.mark.parametrize("name", ["list", "compare"])
def test_a_store_that_is_not_there_is_not_made(name: str, kb: Kb, tmp_path: Path) -> None:
    assert kb("fact", name).code == 4
    assert list(tmp_path.iterdir()) == []
