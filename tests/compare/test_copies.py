from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.compare.copies import Copy, containment, copies, shingles, words_of
from tests.compare.reports import LONG, report

REWRITTEN = LONG.replace("закінчили роботи", "завершили працю").replace("щойно", "як тільки").replace("місто", "мерія")
CUT = " ".join(LONG.split()[:25])
GROWN = (
    LONG + " " + "Мешканці сусідніх вулиць кажуть, що чекали цього три роки і встигли забути, як їздили раніше. " * 2
)
OTHER = (
    "Шкільна їдальня отримає нову плиту й холодильник, вирішили депутати. Гроші на це знайшли в резерві, а закупівлю "
    "проведуть улітку. Директорка просить батьків прийти на збори в понеділок о шостій вечора."
)
QUOTED = " Відкриття відбудеться у травні, щойно комісія підпише всі акти, сказав мер."
BRIEF = f"Мер був на мосту.{QUOTED}"
SAME = {
    "the same text": LONG,
    "in capitals, with other quotes and dashes": f"«{LONG.upper()}»".replace(", ", " — "),
    "a rewrite that changes a word here and there": REWRITTEN,
    "the first half": CUT,
    "with a paragraph more": GROWN,
}


def found(*texts: str) -> list[Copy]:
    return list(copies(report(f"Видання {i}", text).extraction.article for i, text in enumerate(texts)))


@pytest.mark.parametrize("text", SAME.values(), ids=SAME)
def test_a_copy_or_a_rewrite_is_found(text: str) -> None:
    assert len(found(LONG, text)) == 1


@pytest.mark.parametrize(
    ("left", "right"), [(LONG, OTHER), ("", ""), (LONG, ""), ("Міст відкрито", "Міст закрито"), (BRIEF, OTHER + QUOTED)]
)
def test_what_is_no_copy_is_not_found(left: str, right: str) -> None:
    assert found(left, right) == []


def test_a_pair_is_named_once_whatever_the_order() -> None:
    assert found(LONG, OTHER, REWRITTEN) == found(LONG, OTHER, REWRITTEN)
    pairs = {(copy.left, copy.right) for copy in found(LONG, GROWN, CUT)}
    assert len(pairs) == 3
    assert all(left < right for left, right in pairs)


def test_captions_and_teasers_make_no_copies() -> None:
    one, other = (report(f"В{i}", words, text=LONG).extraction.article for i, words in enumerate((OTHER, CUT)))
    assert len(list(copies([one, other]))) == 1


@given(st.text(max_size=200))
def test_words_have_neither_case_nor_punctuation(text: str) -> None:
    assert words_of(text) == words_of(" ".join(words_of(text)))


@given(st.lists(st.sampled_from("абвгдеє"), max_size=30), st.lists(st.sampled_from("абвгдеє"), max_size=30))
def test_containment_is_symmetric_and_between_0_and_1(left: list[str], right: list[str]) -> None:
    one, other = (shingles(" ".join(words)) for words in (left, right))
    assert 0.0 <= containment(one, other) == containment(other, one) <= 1.0
    assert containment(one, one) == float(bool(one))
