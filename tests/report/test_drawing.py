from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kb.report.cards import Step
from kb.report.drawing import WIDTH, breadth, draw_chain, shorten
from kb.report.wording import wording

UK = wording("uk")


def test_a_chain_has_a_box_for_each_station_and_an_arrow_between() -> None:
    drawing = draw_chain([Step("Олена Мельник", "сказала"), Step("Reuters", "пише"), Step("Вісник", outlet=True)], UK)
    assert [(box.name, box.below, box.kind) for box in drawing.boxes] == [
        ("Олена Мельник", "«сказала»", "speaker"),
        ("Reuters", "«пише»", "speaker"),
        ("Вісник", "видання", "outlet"),
    ]
    assert len(drawing.arrows) == 2
    assert drawing.words == "Олена Мельник → Reuters → Вісник"


def test_what_is_not_known_is_said_so() -> None:
    drawing = draw_chain([Step(None, "повідомили"), Step(None, outlet=True)], UK)
    assert [box.kind for box in drawing.boxes] == ["unknown", "outlet"]
    assert drawing.words == "мовця не названо → видання невідоме"


@settings(max_examples=60, deadline=None)
@given(st.lists(st.builds(Step, st.text(max_size=80), st.none() | st.text(max_size=80)), min_size=1, max_size=6))
def test_no_box_is_wider_than_a_phone(steps: list[Step]) -> None:
    drawing = draw_chain(steps, UK)
    assert all(box.x >= 0 and box.x + box.width <= WIDTH + 2 for box in drawing.boxes)
    assert all(box.y + 42 <= drawing.height for box in drawing.boxes)


@pytest.mark.parametrize(
    ("text", "most", "short"),
    [
        pytest.param("Reuters", 10, "Reuters", id="what fits stays"),
        pytest.param("  два \n слова ", 20, "два слова", id="on one line"),
        pytest.param("абвгґд", 4, "абв…", id="what does not is cut"),
        pytest.param("😀😀😀", 4, "😀…", id="a sign of double width counts twice"),
    ],
)
def test_shorten(text: str, most: float, short: str) -> None:
    assert shorten(text, most) == short
    assert breadth(short) <= most
