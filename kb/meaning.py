"""What a claim's content says, in units that can be compared with those of another claim, whatever its language."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from kb.model import Anchor, Modality


class UnitKind(StrEnum):
    """What sort of thing a unit of meaning is."""

    EVENT = "e"
    THING = "t"
    QUALITY = "q"
    NAME = "n"
    NUMBER = "#"
    TIME = "d"


class Bound(StrEnum):
    """How exact a number is."""

    EXACT = "="
    ABOUT = "~"
    LEAST = ">"
    MOST = "<"


@dataclass(frozen=True, slots=True)
class Number:
    """A quantity from `low` to `high`, in `unit` where it measures: days, a currency, %; empty where it counts."""

    low: float
    high: float
    unit: str = ""
    bound: Bound = Bound.EXACT


@dataclass(frozen=True, slots=True)
class Unit:
    """A word or a name that says something, and how it hangs together with the rest.

    `lemma` is in the language of the text, of a name its skeleton in Latin letters. `senses` are frames and concepts
    (`frame#withdraw`), of a name the IRIs of who it is or stands for. `head` is the index of the unit that it belongs
    to, -1 for none, `role` in what way: subject, object, of, at, ... `negated` counts all that denies it: «не», "no",
    "failed to", a denial around it. `turned` is set where the subject of the event is its second role. `days` are the
    first and the last day of a time, where they are known.
    """

    anchor: Anchor
    kind: UnitKind
    lemma: str
    senses: tuple[str, ...] = ()
    head: int = -1
    role: str = ""
    negated: bool = False
    modality: Modality = Modality.ASSERTED
    turned: bool = False
    number: Number | None = None
    days: tuple[date | None, date | None] | None = None


@dataclass(frozen=True, slots=True)
class Meaning:
    """The units of a content in the order of its text; `denies` if all it does is to deny what somebody else said."""

    language: str
    units: tuple[Unit, ...] = ()
    denies: bool = False


def meaning_to_json(meaning: Meaning) -> str:
    """The meaning as one compact JSON literal, as it is stored with the claim.

    >>> meaning_to_json(Meaning("en", (Unit(Anchor(0, 3), UnitKind.EVENT, "win"),)))
    '["en",0,[[0,3,"e","win"]]]'
    """
    units = [_row(unit) for unit in meaning.units]
    return json.dumps([meaning.language, int(meaning.denies), units], ensure_ascii=False, separators=(",", ":"))


def meaning_from_json(text: str) -> Meaning:
    """The meaning that was written so. Raises `ValueError` for what is none."""
    try:
        language, denies, rows = json.loads(text)
        return Meaning(language, tuple(_unit(*row) for row in rows), bool(denies))
    except (TypeError, ValueError, IndexError) as error:
        raise ValueError(f"no meaning of a claim: {error}") from error


def _row(unit: Unit) -> list[object]:
    number, days = unit.number, unit.days
    row: list[object] = [
        unit.anchor.start,
        unit.anchor.end,
        unit.kind,
        unit.lemma,
        list(unit.senses),
        unit.head,
        unit.role,
        int(unit.negated),
        unit.modality if unit.modality is not Modality.ASSERTED else "",
        int(unit.turned),
        [number.low, number.high, number.unit, number.bound] if number else [],
        [day.isoformat() if day else "" for day in days] if days else [],
    ]
    defaults: list[object] = [[], -1, "", 0, "", 0, [], []]
    while len(row) > 4 and row[-1] == defaults[len(row) - 5]:
        row.pop()
    return row


def _unit(
    start: int,
    end: int,
    kind: str,
    lemma: str,
    senses: tuple[str, ...] = (),
    head: int = -1,
    role: str = "",
    negated: int = 0,
    modality: str = "",
    turned: int = 0,
    number: tuple[float, float, str, str] | tuple[()] = (),
    days: tuple[str, str] | tuple[()] = (),
) -> Unit:
    return Unit(
        Anchor(start, end),
        UnitKind(kind),
        lemma,
        tuple(senses),
        head,
        role,
        bool(negated),
        Modality(modality or Modality.ASSERTED),
        bool(turned),
        Number(number[0], number[1], number[2], Bound(number[3])) if number else None,
        (_day(days[0]), _day(days[1])) if days else None,
    )


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
