from __future__ import annotations

import csv
import io
import json
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from rdflib import XSD, Literal, URIRef

from kb.console import BadStyle, CannotWrite, Style, choose_style, one_line, opened, say, write_rows, write_text

ROW: dict[str, object] = {
    "number": Literal(3),
    "share": Literal(Decimal("0.5")),
    "truth": Literal(True),
    "day": Literal(date(2021, 12, 2)),
    "odd": Literal("2021-13-99", datatype=XSD.date),
    "name": Literal("Ігор «Ткач», мер", lang="uk"),
    "claim": URIRef("urn:kb:claim/544f216c2d542fdc9e6da927"),
    "nothing": None,
}


@pytest.mark.parametrize(
    ("as_json", "as_csv", "output", "style"),
    [
        pytest.param(False, False, None, Style.JSON, id="a pipe gets JSON lines"),
        pytest.param(False, True, None, Style.CSV, id="CSV where it is asked for"),
        pytest.param(False, False, Path("x.CSV"), Style.CSV, id="a file that ends in .csv"),
        pytest.param(False, False, Path("x.jsonl"), Style.JSON, id="any other file"),
        pytest.param(True, False, Path("x.csv"), Style.JSON, id="a flag outweighs the name of the file"),
    ],
)
def test_the_style(as_json: bool, as_csv: bool, output: Path | None, style: Style) -> None:
    assert choose_style(as_json=as_json, as_csv=as_csv, output=output) is style


def test_two_styles_at_once_are_refused() -> None:
    with pytest.raises(BadStyle):
        choose_style(as_json=True, as_csv=True, output=None)


def test_json_has_numbers_truth_values_and_null(capsys: pytest.CaptureFixture[str]) -> None:
    write_rows(tuple(ROW), [ROW], style=Style.JSON)
    assert json.loads(capsys.readouterr().out) == {
        "number": 3,
        "share": 0.5,
        "truth": True,
        "day": "2021-12-02",
        "odd": "2021-13-99",
        "name": "Ігор «Ткач», мер",
        "claim": "urn:kb:claim/544f216c2d542fdc9e6da927",
        "nothing": None,
    }


def test_csv_is_quoted(capsys: pytest.CaptureFixture[str]) -> None:
    write_rows(("name", "truth", "nothing"), [ROW], style=Style.CSV)
    rows = list(csv.reader(io.StringIO(capsys.readouterr().out)))
    assert rows == [["name", "truth", "nothing"], ["Ігор «Ткач», мер", "true", ""]]


@pytest.mark.parametrize("text", ["=1+1", "+380", "-сказав", "@a", "\t=1"])
def test_csv_holds_no_formula(text: str, capsys: pytest.CaptureFixture[str]) -> None:
    write_rows(("text",), [{"text": text}], style=Style.CSV)
    assert list(csv.reader(io.StringIO(capsys.readouterr().out)))[1] == [f"'{text}"]


def test_a_table_shows_enough_of_an_id_and_no_control_characters(capsys: pytest.CaptureFixture[str]) -> None:
    rows: list[dict[str, object]] = [ROW, {**ROW, "name": "\x1b[8mприховане\u202e"}]
    write_rows(("name", "claim"), rows, style=Style.TABLE)
    out = capsys.readouterr().out
    assert "544f216c2d54" in out
    assert "urn:kb" not in out
    assert "\x1b" not in out
    assert "\u202e" not in out
    assert out.endswith("2 rows\n")


def test_a_table_without_rows_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    write_rows(("name",), [], style=Style.TABLE)
    assert capsys.readouterr().out.endswith("0 rows\n")


def test_a_file_is_written_whole_or_not_at_all(tmp_path: Path) -> None:
    path = tmp_path / "out.txt"
    write_text("old", output=path)
    with pytest.raises(UnicodeEncodeError), opened(path) as stream:
        stream.writelines(["half", "\ud800"])
    assert path.read_text(encoding="utf-8") == "old"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("name", ["missing/out.txt", "."], ids=["a folder that is missing", "a folder itself"])
def test_what_cannot_be_written_is_named(name: str, tmp_path: Path) -> None:
    with pytest.raises(CannotWrite, match="cannot write"):
        write_text("x", output=tmp_path / name)


def test_what_is_no_file_takes_what_comes() -> None:
    write_text("x", output=Path("/dev/null"))


def test_messages_go_to_stderr_without_control_characters(capsys: pytest.CaptureFixture[str]) -> None:
    say(one_line("two\n  lines\x1b[2J"))
    assert capsys.readouterr() == ("", "two lines[2J\n")
