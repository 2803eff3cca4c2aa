"""Names with their titles, and what "and" joins."""

from __future__ import annotations

from kb.extract.arrangement import TITLE, put_together
from kb.meaning import Unit, UnitKind
from kb.model import Anchor


def unit(kind: UnitKind, lemma: str, *, head: int = -1, role: str = "") -> Unit:
    return Unit(Anchor(0, 1), kind, lemma, head=head, role=role)


def test_a_name_takes_the_place_of_its_title() -> None:
    found = put_together(
        [
            unit(UnitKind.THING, "президент", head=2, role="subject"),
            unit(UnitKind.NAME, "baiden", head=0, role="flat"),
            unit(UnitKind.EVENT, "приїхати"),
        ]
    )
    assert [(each.head, each.role) for each in found] == [(1, TITLE), (2, "subject"), (-1, "")]


def test_a_name_behind_the_state_belongs_to_the_title_before_it() -> None:
    found = put_together(
        [
            unit(UnitKind.THING, "президент", head=3, role="subject"),
            unit(UnitKind.NAME, "rf", head=0, role="of"),
            unit(UnitKind.NAME, "putin", head=1, role="flat"),
            unit(UnitKind.EVENT, "приїхати"),
        ]
    )
    assert [(each.head, each.role) for each in found] == [(2, TITLE), (0, TITLE), (3, "subject"), (-1, "")]


def test_what_is_joined_shares_a_place() -> None:
    found = put_together(
        [
            unit(UnitKind.NAME, "moskva", head=2, role="subject"),
            unit(UnitKind.NAME, "vasinhton", head=0, role="conj"),
            unit(UnitKind.EVENT, "домовитися"),
        ]
    )
    assert [(each.head, each.role) for each in found[:2]] == [(2, "subject"), (2, "subject")]
