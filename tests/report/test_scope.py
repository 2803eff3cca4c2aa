from __future__ import annotations

from datetime import date

import pytest

from kb.report import Scope
from kb.report.cards import cards
from kb.report.scope import in_scope
from tests.report.dispute import ALL

SHOWN = [card for extraction in ALL for card in cards(extraction)]


@pytest.mark.parametrize(
    ("scope", "claims"),
    [
        pytest.param(Scope(), 8, id="nothing"),
        pytest.param(Scope("  "), 8, id="no words"),
        pytest.param(Scope("ПОРОМ"), 8, id="a name in capitals, also where only the words are"),
        pytest.param(Scope("The Ferry"), 6, id="a name in another language, wherever the same is meant"),
        pytest.param(Scope("порома"), 8, id="another case of a word"),
        pytest.param(Scope("стояти рік"), 1, id="two words, both there"),
        pytest.param(Scope("стояти травень"), 0, id="two words, one there"),
        pytest.param(Scope(since=date(2023, 4, 5)), 1, id="days from one on"),
        pytest.param(Scope(until=date(2023, 4, 3)), 5, id="days up to one"),
        pytest.param(
            Scope(since=date(2023, 4, 4), until=date(2023, 4, 4)), 2, id="a day, for the undated the article's"
        ),
    ],
)
def test_a_report_is_limited_to(scope: Scope, claims: int) -> None:
    assert len(in_scope(SHOWN, scope)) == claims
