"""Floors rise and never fall; what is worse than a floor, or no longer measured, is named."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.accuracy.floors import CLAIMS, PARSE, Floors, raised, read_floors, worse, write_floors

OLD: Floors = {"xx": {PARSE: {"trees": {"LAS": 79.7}}, CLAIMS: {"news": {"tuple": 0.6, "spurious": 0.3}}}}
NAMES = ("tuple", "spurious", "brier")

RISES = {
    "a better one, to the step below": ({"tuple": 0.6789}, {"tuple": 0.675}),
    "one that is a step already": ({"tuple": 0.745}, {"tuple": 0.745}),
    "a worse one, not at all": ({"tuple": 0.5}, {"tuple": 0.6}),
    "fewer spurious claims, to the step above": ({"spurious": 0.2522}, {"spurious": 0.255}),
    "more spurious claims, not at all": ({"spurious": 0.4}, {"spurious": 0.3}),
    "one without a floor": ({"brier": 0.1811}, {"brier": 0.185}),
}


@pytest.mark.parametrize(("figures", "changed"), RISES.values(), ids=RISES)
def test_a_floor_rises_with(figures: dict[str, float], changed: dict[str, float]) -> None:
    new = raised(OLD, "xx", CLAIMS, {"news": (figures, NAMES)})
    assert new["xx"][CLAIMS]["news"] == {**OLD["xx"][CLAIMS]["news"], **changed}


def test_parsing_is_measured_in_percent_and_the_rest_is_left_alone() -> None:
    new = raised(
        OLD, "xx", PARSE, {"trees": ({"LAS": 81.4}, ["LAS"]), "names": ({"PERS": 90.2, "all": 80.0}, ["PERS"])}
    )
    assert new == {"xx": {PARSE: {"trees": {"LAS": 81.0}, "names": {"PERS": 90.0}}, CLAIMS: OLD["xx"][CLAIMS]}}


def test_a_language_may_be_new() -> None:
    new = raised(OLD, "yy", CLAIMS, {"news": ({"tuple": 0.61}, NAMES)})
    assert new == {**OLD, "yy": {PARSE: {}, CLAIMS: {"news": {"tuple": 0.61}}}}


def test_what_is_worse_is_named_with_its_floor() -> None:
    floors = {"tuple": 0.6, "spurious": 0.3, "brier": 0.2, "cue": 0.9}
    found = worse({"tuple": 0.59, "spurious": 0.31, "brier": 0.2}, floors)
    assert found == {"tuple": (0.59, 0.6), "spurious": (0.31, 0.3), "cue": (None, 0.9)}


def test_the_file_has_a_line_for_each_corpus(tmp_path: Path) -> None:
    write_floors(OLD, tmp_path / "floors.json")
    assert '\n      "news": {"tuple": 0.6, "spurious": 0.3}\n' in (tmp_path / "floors.json").read_text(encoding="utf-8")
    assert read_floors(tmp_path / "floors.json") == OLD
