"""The choices that are learnt from annotated texts: on a handful of candidates made by hand."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kb.extract.calibration import Calibration
from kb.extract.ranker import Chooser, Known, Ranker, votes
from kb.training.attribution import calibrate
from kb.training.conditional_logit import Rated, fit
from kb.training.gold import long_lines


def test_the_weights_prefer_what_the_annotators_chose() -> None:
    groups = [[Rated({"clause": 1.0}, 1.0), Rated({"topic": 1.0}, 0.0)] for _ in range(5)]
    groups += [[Rated({"topic": 1.0}, 0.0)] for _ in range(5)]
    ranker = Ranker(fit(groups, penalty=0.1))
    right, wrong = ranker.probabilities([{"clause": 1.0}, {"topic": 1.0}])
    assert right > 0.8
    assert wrong < 0.1


def test_a_candidate_of_no_construction_is_known_by_its_view_alone() -> None:
    facts = Ranker({"clause": 2.0})
    ruled, seen = votes(facts, [Known(["clause"], {"likeness": 0.4}), Known(None, {"likeness": 0.9})])
    assert ruled["facts: weight"] == 2.0
    assert seen["seen: likeness"] == 0.9
    assert "facts: weight" not in seen
    assert Chooser(facts, Ranker({"seen: likeness": 5.0})).probabilities([Known(None, {"likeness": 0.9})])[0] > 0.9


@pytest.mark.parametrize(
    ("chance", "share"),
    [
        pytest.param(0.9, 0.6, id="one that is too sure is told so"),
        pytest.param(0.6, 0.9, id="one that is too careful is told so"),
    ],
)
def test_calibrated_probabilities_are_how_often_it_is_right(chance: float, share: float) -> None:
    pairs = [(chance, number < 100 * share) for number in range(100)]
    pairs += [(0.5, number < 50) for number in range(100)]
    calibration = calibrate(pairs)
    assert calibration(chance) == pytest.approx(share, abs=0.05)
    assert calibration(0.5) == pytest.approx(0.5, abs=0.05)


def test_nothing_to_calibrate_on_changes_nothing() -> None:
    assert calibrate([]) == Calibration()


def test_long_lines_tell_two_files_of_one_article(tmp_path: Path) -> None:
    line = "a line that is long enough to stand in two articles by design and never by chance alone"
    path = tmp_path / "passages.jsonl"
    path.write_text(json.dumps({"text": f"Short.\n{line}\n"}) + "\n", encoding="utf-8")
    assert long_lines(path) == {line}
