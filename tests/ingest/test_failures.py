from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest

from kb.ingest.account import Account
from kb.ingest.expected import expected
from kb.ingest.failures import FILE
from tests.conftest import Kb
from tests.ingest.texts import write


def kept(folder: Path) -> list[str]:
    """The names of the files that are kept as failed."""
    file = folder / "kb-store" / FILE
    return [Path(json.loads(line)["source"]).name for line in file.read_text().splitlines()] if file.exists() else []


def test_what_failed_is_tried_again_and_forgotten_when_it_no_longer_fails(kb: Kb, tmp_path: Path) -> None:
    write(tmp_path / "articles", 2)
    (tmp_path / "articles" / "a.txt").write_text("", encoding="utf-8")
    (tmp_path / "articles" / "b.txt").write_text("", encoding="utf-8")
    ran = kb("add", "articles", "no-such.txt")
    assert ran.code == 1
    assert "5 read: 2 new, 0 revised, 0 unchanged, 0 near-duplicates, 3 failed (2: " in ran.err
    assert kept(tmp_path) == ["a.txt", "b.txt", "no-such.txt"]

    (tmp_path / "articles" / "a.txt").write_text((tmp_path / "articles" / "001.txt").read_text(), encoding="utf-8")
    ran = kb("add", "--retry-failed")
    assert ran.code == 1
    assert "3 read: 1 new, 0 revised, 0 unchanged, 1 near-duplicates, 2 failed" in ran.err
    assert kept(tmp_path) == ["b.txt", "no-such.txt"]

    (tmp_path / "articles" / "b.txt").unlink()
    assert kb("add", "articles").code == 0
    assert kept(tmp_path) == ["no-such.txt"], "what was not tried again stays"


def test_nothing_failed_and_nothing_is_read(kb: Kb) -> None:
    ran = kb("add", "--retry-failed")
    assert ran.code == 0
    assert "0 read" in ran.err


def test_a_program_is_given_the_account_last(kb: Kb, tmp_path: Path) -> None:
    write(tmp_path / "articles", 2)
    *rows, last = (json.loads(line) for line in kb("add", "articles", "none.txt", "--json").out.splitlines())
    assert [row["new"] for row in rows] == [True, True]
    assert {name: last["account"][name] for name in ("read", "new", "failed")} == {"read": 3, "new": 2, "failed": 1}
    assert sum(last["account"]["reasons"].values()) == 1


def test_a_line_tells_the_commonest_reasons() -> None:
    account = Account(failed=21, reasons=Counter({f"reason {n}": n for n in range(1, 7)}))
    assert str(account).endswith("21 failed (6: reason 6; 5: reason 5; 4: reason 4; 3: reason 3; 2: reason 2; …)")


@pytest.mark.parametrize(
    ("sources", "number"),
    [
        pytest.param(["articles"], 3, id="texts in a folder"),
        pytest.param(["articles", "articles/000.txt"], 4, id="a folder and a file"),
        pytest.param(["articles", "-"], None, id="what comes from stdin"),
        pytest.param(["https://example.org/feed"], None, id="an address"),
        pytest.param(["many.jsonl"], None, id="a file of many"),
        pytest.param([], 0, id="nothing"),
    ],
)
def test_how_many_there_will_be_is_told_where_it_is_known(
    sources: list[str], number: int | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path / "articles", 3)
    (tmp_path / "many.jsonl").write_text("{}\n{}\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert expected(sources) == number
