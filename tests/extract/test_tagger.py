"""What the tagger is told of tokens, what it makes of its scores, and its files."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from kb.extract.context import make_context
from kb.extract.tagger import Tagger, View, read_tagger, write_tagger
from kb.extract.tagger_features import BELOW, BESIDE, HEAD, RELATION_ROWS, SELF, SIZES, around, positions, values
from kb.extract.tagger_network import Shape
from kb.language import language
from tests.extract.sentences import parsed
from tests.extract.test_attribution import TWO_VERBS, one_block

CONTEXT = make_context(one_block(parsed(TWO_VERBS)), language("uk"))
MAYOR, SAID, COMMA, THAT, COUNCIL, PROMISES, OPEN, BRIDGE, STOP = range(9)


def view(content: list[float], start: int = 0) -> View:
    found = np.array(content, np.float32)
    return View(cue=start, probability=0.9, start=start, source=np.zeros_like(found), content=found)


@pytest.mark.parametrize(
    ("table", "token", "value"),
    [
        pytest.param("act", SAID, "verb say", id="the lexicon says what a verb reports"),
        pytest.param("class", THAT, "that", id="a complementizer is known as one"),
        pytest.param("class", COMMA, ",", id="a mark stands for itself"),
        pytest.param("head act", COUNCIL, "verb promise", id="a token knows what its head reports"),
        pytest.param("case", MAYOR, "Nom", id="a noun has its case"),
        pytest.param("place", MAYOR, "out block", id="the first word begins the block"),
        pytest.param("word", SAID, "сказати", id="a word is its lemma"),
    ],
)
def test_values_of_tokens(table: str, token: int, value: str) -> None:
    assert values(CONTEXT)[table][token] == value


@pytest.mark.parametrize(
    ("cue", "token", "row"),
    [
        pytest.param(SAID, SAID, SELF, id="the cue itself"),
        pytest.param(PROMISES, SAID, HEAD, id="the cue's head"),
        pytest.param(SAID, BRIDGE, BELOW + RELATION_ROWS["ccomp"], id="deep in the branch of a clause below"),
        pytest.param(PROMISES, MAYOR, BESIDE + RELATION_ROWS["nsubj"], id="in another branch of the head"),
    ],
)
def test_what_a_token_is_to_a_cue_in_the_tree(cue: int, token: int, row: int) -> None:
    tokens, relations = around(positions(CONTEXT), [cue], 10)
    assert relations["tree"][tokens[:, 0] == token, 0].tolist() == [row]
    assert all(relations[name].max() < size for name, size in SIZES.items())


def test_a_content_is_compared_with_what_is_expected() -> None:
    seen = view([1e-4, 0.9999, 0.9999, 1e-4], start=5)
    assert seen.agreement([(6, 8)]) == pytest.approx((1.0, 0.0), abs=1e-3)
    likeness, loss = seen.agreement([(7, 12)])
    assert likeness == pytest.approx(1 / 6, abs=1e-3)
    assert loss < -10


def test_stretches_bridge_one_token() -> None:
    assert view([0.9, 0.1, 0.9, 0.1, 0.1, 0.9], start=3).stretches(0.5) == [(3, 6), (8, 9)]


def test_a_tagger_comes_back_from_its_files(tmp_path: Path) -> None:
    arrays = {f"relation.{name}": np.ones((size, 4), np.float32) for name, size in SIZES.items()}
    tagger = Tagger(Shape(states=8), {"pos": {"NOUN": 1}}, {"мер": 1}, arrays)
    write_tagger(tagger, tmp_path)
    again = read_tagger(tmp_path)
    assert (again.shape, again.tables, again.words) == (tagger.shape, tagger.tables, tagger.words)
    assert again.arrays["relation.tree"].shape == (SIZES["tree"], 4)


def test_a_tagger_of_another_make_is_refused(tmp_path: Path) -> None:
    write_tagger(Tagger(Shape(), {}, {}, {}), tmp_path)
    with pytest.raises(ValueError, match="train it again"):
        read_tagger(tmp_path)
