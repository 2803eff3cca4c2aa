"""Tokens as the letters that the grammar of time reads: a language's words by its calendar, digits by their shape."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from kb.extract.time_days import day_of_month
from kb.extract.time_meanings import VAGUE, Holiday, Time, Words
from kb.language.calendar import Role, Unit

if TYPE_CHECKING:
    from kb.language.calendar import Calendar

APOSTROPHES = str.maketrans(dict.fromkeys("’ʼ`´′‘", "'"))
MARKS = {",": ",", ".": ".", **dict.fromkeys("-–—―‒‑−", "-")}
SHAPES = re.compile(
    r"(?P<d>\d{1,2})(?P<mark>[-./])(?P<m>\d{1,2})(?P=mark)(?P<y>\d{4}|\d\d)"
    r"|(?P<a>\d{1,2})(?P<between>[./])(?P<b>\d{1,2})\.?"
    r"|(?P<iso>\d{4}(?P<by>[-./])\d\d(?P=by)\d\d)"
    r"|(?P<first>\d{1,4})[-–—](?P<last>\d{1,4})"
    r"|(?P<number>\d{1,4})(?:(?P<hyphen>[-–‑])?(?P<ending>[^\W\d]+)\.?)?",
)
# What a token of four digits may be a year of; 1 to 31 may be a day.
YEARS = range(1000, 2200)
LAST_DAY, MONTHS = 31, 12
# Below this the second number of 2/3 is rather a denominator.
LEAST_DAY = 11
REMEMBERED = 100_000


class Item(NamedTuple):
    """A letter of the grammar and what the word behind it says."""

    letter: str
    value: Any = None


Items = tuple[Item, ...]
# What stands for a word that says nothing; it has no letter.
SKIPPED = Item("")


@lru_cache(maxsize=16)
def words_of(calendar: Calendar) -> Mapping[str, Items]:
    """Every form in the calendar as letters, words apart by spaces; where two share one, the later entry stands."""
    return {form.replace("_", " "): items for form, items in entries(calendar)}


@lru_cache(maxsize=16)
def phrases_of(calendar: Calendar) -> Mapping[str, tuple[tuple[str, ...], ...]]:
    """The forms of several words by their first word, the longest first."""
    found: dict[str, list[tuple[str, ...]]] = {}
    for form in words_of(calendar):
        if " " in form:
            words = tuple(form.split())
            found.setdefault(words[0], []).append(words)
    return {first: tuple(sorted(phrases, key=len, reverse=True)) for first, phrases in found.items()}


def entries(calendar: Calendar) -> Iterator[tuple[str, Items]]:
    """Every form in the calendar with its letters, mostly one."""
    for form, item in _words(calendar):
        yield form, (item,)
    for letter, amounts in (("n", calendar.amounts), ("o", calendar.numbered)):
        for (number, unit), forms in amounts.items():
            items = (Item(letter, number), Item("Y" if unit is Unit.YEAR else "U", Words(unit, number != 1)))
            yield from ((form, items) for form in forms.split())


def _words(calendar: Calendar) -> Iterator[tuple[str, Item]]:
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
        "Q": calendar.decades,
        "G": {Holiday.on(day): forms for day, forms in calendar.holidays.items()},
    }
    for letter, by_value in valued.items():
        for value, forms in by_value.items():
            yield from ((form, Item(letter, value)) for form in forms.split())
    for role, forms in calendar.roles.items():
        yield from ((form, Item(role.value, ROLE_VALUES.get(role))) for form in forms.split())


ROLE_VALUES: dict[Role, Any] = {Role.PAST_FEW: -1, Role.NEXT_FEW: 1, Role.THESE_DAYS: Words(Unit.DAY, True)}


@lru_cache(maxsize=REMEMBERED)
def items_of(text: str, calendar: Calendar) -> Items:
    """The letters of a token: nearly always one, three for «1-5», none for what has nothing to do with time."""
    form = plain_form(text)
    if form in MARKS:
        return (Item(MARKS[form]),)
    if form in calendar.skipped.split():
        return (SKIPPED,)
    found = words_of(calendar).get(form)
    if found:
        return found
    if form[:1].isdecimal():
        return tuple(_number(form, calendar))
    first, hyphen, last = form.partition("-")
    return _joined(words_of(calendar).get(first, ()), words_of(calendar).get(last, ())) if hyphen else ()


def plain_form(text: str) -> str:
    """As the calendar writes it: in lower case, with a straight apostrophe."""
    return text.lower().translate(APOSTROPHES)


def _joined(first: Items, last: Items) -> Items:
    """The letters of two months or two weekdays with a hyphen between them, none for any other words."""
    letters = "".join(item.letter for item in (*first, *last))
    return (*first, Item("-"), *last) if letters in ("MM", "WW") else ()


def _number(form: str, calendar: Calendar) -> Iterator[Item]:
    shape = re.fullmatch(SHAPES, form)
    if shape is None:
        return
    if shape["d"]:
        year = int(shape["y"]) + (2000 if len(shape["y"]) == 2 else 0)
        first, second = int(shape["d"]), int(shape["m"])
        month_first = calendar.month_first and shape["mark"] != "." and first <= MONTHS
        yield from _date(year, first, second) if month_first else _date(year, second, first)
    elif shape["a"]:
        yield from _without_year(shape["a"], shape["between"], shape["b"], calendar)
    elif shape["iso"]:
        yield from _date(*map(int, shape["iso"].split(shape["by"])))
    elif shape["first"]:
        yield from (_plain(shape["first"]), Item("-"), _plain(shape["last"]))
    else:
        hyphened = shape["hyphen"] is not None or len(shape["ending"] or "") > 1
        yield from _with_ending(shape["number"], shape["ending"], calendar, hyphened=hyphened)


def _date(year: int, month: int, day: int) -> Iterator[Item]:
    meaning = day_of_month(day, month, year) if year in YEARS else None
    if meaning:
        yield Item("D", Time(meaning, complete=True))


def _without_year(first: str, mark: str, second: str, calendar: Calendar) -> Iterator[Item]:
    """«18.11» with two digits each, 11/18 where the month comes first."""
    if calendar.month_first:
        day, month, fits = int(second), int(first), mark == "/" and int(second) >= LEAST_DAY
    else:
        day, month, fits = int(first), int(second), mark == "." and len(first) == len(second) == len("00")
    if fits and day_of_month(day, month):
        yield Item("C" if calendar.month_first else "Z", Holiday(month, day))


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
