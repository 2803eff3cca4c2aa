"""The judge on pairs of our own: news-like, in three languages and across them."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest

from kb.compare.pairs import BadPair, Judgement, judge_pairs
from kb.compare.rules import RULES
from kb.extract import Extractor
from tests.conftest import Kb

PAIRS = Path(__file__).parent / "pairs.jsonl"
ROWS = [json.loads(line) for line in PAIRS.read_text(encoding="utf-8").splitlines()]
# Half of the pairs were never looked at while the rules were written.
FLOORS = {"develop": 0.95, "check": 0.7}


@pytest.fixture(scope="module")
def judged(extractor: Extractor) -> dict[str, Judgement]:
    found = judge_pairs(PAIRS.read_text(encoding="utf-8").splitlines(), extractor)
    return {one.id: one for one in found if isinstance(one, Judgement)}


def test_every_pair_is_judged(judged: dict[str, Judgement]) -> None:
    assert set(judged) == {row["id"] for row in ROWS}


@pytest.mark.parametrize("part", FLOORS)
def test_the_share_of_pairs_judged_rightly(judged: dict[str, Judgement], part: str) -> None:
    rows = [row for row in ROWS if row["part"] == part]
    wrong = [row["id"] for row in rows if judged[row["id"]].label != row["label"]]
    assert 1 - len(wrong) / len(rows) >= FLOORS[part], wrong


def test_a_contradiction_is_hardly_ever_found_where_there_is_none(judged: dict[str, Judgement]) -> None:
    found = Counter(row["label"] for row in ROWS if judged[row["id"]].label == "contradict")
    assert found["contradict"] >= 0.9 * found.total()


def test_a_judgement_names_a_rule_and_gives_a_reason(judged: dict[str, Judgement]) -> None:
    for one in judged.values():
        assert one.rule in {*RULES, "unrelated"}
        assert one.reason
        assert 0 <= one.score <= 1


def test_it_does_not_matter_which_side_comes_first(extractor: Extractor, judged: dict[str, Judgement]) -> None:
    turned = [json.dumps({**row, "a": row["b"], "b": row["a"]}) for row in ROWS]
    found = {one.id: one.label for one in judge_pairs(turned, extractor) if isinstance(one, Judgement)}
    assert [id_ for id_, label in found.items() if label != judged[id_].label] == []


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("no JSON", "line 1 is no pair"),
        ('{"id": "1", "a": {"text": "Так", "lang": "uk"}}', "has no 'b'"),
        ('{"id": "1", "a": {"text": " ", "lang": "uk"}, "b": {"text": "Ні", "lang": "uk"}}', "a text is empty"),
        ('{"id": "1", "a": {"text": "Ja", "lang": "de"}, "b": {"text": "Ні", "lang": "uk"}}', "no language 'de'"),
        (
            '{"id": "1", "a": {"text": "Так", "lang": "uk", "date": "2021-13"}, "b": {"text": "Ні", "lang": "uk"}}',
            "month must",
        ),
    ],
    ids=["no JSON", "a side is missing", "an empty text", "an unknown language", "no date"],
)
def test_a_line_that_cannot_be_read_is_named(extractor: Extractor, line: str, message: str) -> None:
    (found,) = judge_pairs([line], extractor)
    assert isinstance(found, BadPair)
    assert message in str(found)


def test_the_command_judges_a_file_and_names_what_it_cannot_read(kb: Kb, tmp_path: Path) -> None:
    file = tmp_path / "given.jsonl"
    file.write_text(f"{json.dumps(ROWS[0])}\n\nno JSON\n", encoding="utf-8")
    ran = kb("compare", "--pairs", file)
    assert ran.code == 1
    assert "line 3 is no pair" in ran.err
    (row,) = map(json.loads, ran.out.splitlines())
    assert set(row) == {"id", "label", "rule", "score", "reason"}
    assert row["id"] == ROWS[0]["id"]


@pytest.mark.parametrize("name", RULES)
def test_a_rule_says_what_it_finds(name: str) -> None:
    assert (RULES[name].__doc__ or "").strip().endswith(".")
