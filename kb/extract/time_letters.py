"""Tokens as the letters that the grammar of time reads: a language's words by its calendar, digits by their shape."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from kb.extract.time_meanings import VAGUE, Time, Words, day_of_month
from kb.language.calendar import Role, Unit

if TYPE_CHECKING:
    from kb.language.calendar import Calendar

APOSTROPHES = str.maketrans(dict.fromkeys("’ʼ`´′‘", "'"))
MARKS = {",": ",", ".": ".", **dict.fromkeys("-–—―‒‑−", "-")}
SHAPES = re.compile(
    r"(?P<d>\d{1,2})(?P<mark>[./])(?P<m>\d{1,2})(?P=mark)(?P<y>\d{4}|\d\d)"
    r"|(?P<iso>\d{4}-\d\d-\d\d)"
    r"|(?P<first>\d{1,4})[-–—](?P<last>\d{1,4})"
    r"|(?P<number>\d{1,4})(?:(?P<hyphen>[-–‑])?(?P<ending>[^\W\d]+)\.?)?",
)
# What a token of four digits may be a year of; 1 to 31 may be a day.
YEARS = range(1000, 2200)
LAST_DAY = 31
REMEMBERED = 100_000


class Item(NamedTuple):
    """A letter of the grammar and what the word behind it says."""

    letter: str
    value: Any = None


# What stands for a word that says nothing; it has no letter.
SKIPPED = Item("")


@lru_cache(maxsize=16)
def words_of(calendar: Calendar) -> Mapping[str, Item]:
    """Every form in the calendar as a letter; where two share a form, the later entry of this list stands."""
    return dict(entries(calendar))


def entries(calendar: Calendar) -> Iterator[tuple[str, Item]]:
    """Every form in the calendar with its letter."""
    numbered = {"M": calendar.months, "W": calendar.weekdays, "S": calendar.seasons}
    for letter, names in numbered.items():
        for number, forms in enumerate(names, 1):
            yield from ((form, Item(letter, number)) for form in forms.split())
    for unit, numbers in calendar.units.items():
        for plural, forms in enumerate(numbers):
            item = Item("Y" if unit is Unit.YEAR else "U", Words(unit, bool(plural)))
            yield from ((form, item) for form in forms.split())
    for count, forms in calendar.numbers.items():
        yield from ((form, Item("n", VAGUE if count is None else count)) for form in forms.split())
    valued: dict[str, Mapping[Any, str]] = {
        "o": calendar.ordinals,
        "R": calendar.days,
        "A": calendar.years,
        "L": calendar.shifts,
        "P": calendar.parts,
    }
    for letter, by_value in valued.items():
        for value, forms in by_value.items():
            yield from ((form, Item(letter, value)) for form in forms.split())
    for role, forms in calendar.roles.items():
        yield from ((form, Item(role.value, ROLE_VALUES.get(role))) for form in forms.split())


ROLE_VALUES: dict[Role, Any] = {Role.PAST_FEW: -1, Role.NEXT_FEW: 1, Role.THESE_DAYS: Words(Unit.DAY, True)}


@lru_cache(maxsize=REMEMBERED)
def items_of(text: str, calendar: Calendar) -> tuple[Item, ...]:
    """The letters of a token: nearly always one, three for «1-5», none for what has nothing to do with time."""
    form = text.lower().translate(APOSTROPHES)
    if form in MARKS:
        return (Item(MARKS[form]),)
    if form in calendar.skipped.split():
        return (SKIPPED,)
    found = words_of(calendar).get(form)
    if found:
        return (found,)
    return tuple(_number(form, calendar)) if form[:1].isdecimal() else ()


def _number(form: str, calendar: Calendar) -> Iterator[Item]:
    shape = re.fullmatch(SHAPES, form)
    if shape is None:
        return
    if shape["d"]:
        year = int(shape["y"]) + (2000 if len(shape["y"]) == 2 else 0)
        day, month = (shape["m"], shape["d"]) if calendar.month_first else (shape["d"], shape["m"])
        yield from _date(year, int(month), int(day))
    elif shape["iso"]:
        yield from _date(*map(int, form.split("-")))
    elif shape["first"]:
        yield from (_plain(shape["first"]), Item("-"), _plain(shape["last"]))
    else:
        hyphened = shape["hyphen"] is not None or len(shape["ending"] or "") > 1
        yield from _with_ending(shape["number"], shape["ending"], calendar, hyphened=hyphened)


def _date(year: int, month: int, day: int) -> Iterator[Item]:
    meaning = day_of_month(day, month, year) if year in YEARS else None
    if meaning:
        yield Item("D", Time(meaning, complete=True))


def _plain(digits: str) -> Item:
    value = int(digits)
    if len(digits) == 4 and value in YEARS:
        return Item("y", value)
    return Item("d" if 1 <= value <= LAST_DAY and len(digits) <= 2 else "n", value)


def _with_ending(digits: str, ending: str | None, calendar: Calendar, *, hyphened: bool) -> Iterator[Item]:
    plain = _plain(digits)
    if ending is None:
        yield plain
    elif ending in calendar.decade_endings.split() and digits.endswith("0") and len(digits) in (2, 4):
        yield Item("x", plain.value + _century(digits))
    elif hyphened and ending in calendar.ordinal_endings.split():  # «2145а» is the number of a law
        yield Item("z", plain.value) if plain.letter == "y" else plain
    elif ending in calendar.roles[Role.YEAR_ABBREVIATED].split() and plain.letter == "y":
        yield from (plain, Item(Role.YEAR_ABBREVIATED.value))


def _century(digits: str) -> int:
    """What a decade of two digits leaves out: the 90s are the 1990s, the 10s the 2010s."""
    return 0 if len(digits) == 4 else 2000 if int(digits) <= 10 else 1900
