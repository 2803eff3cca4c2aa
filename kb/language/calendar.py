"""How a language names times: its months and weekdays, its words for "last", "ago" and "until", every form of each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Unit(StrEnum):
    """A unit of the calendar, shortest first."""

    HOUR = "hour"
    DAY = "day"
    WEEKEND = "weekend"
    WEEK = "week"
    TEN_DAYS = "ten days"
    MONTH = "month"
    QUARTER = "quarter"
    HALF = "half"
    YEAR = "year"
    DECADE = "decade"
    CENTURY = "century"


class Part(StrEnum):
    """A part of a period, as in "early November"."""

    START = "start"
    MIDDLE = "middle"
    END = "end"


class Role(StrEnum):
    """What a function word does in an expression of time; the value is its letter in the patterns of the grammar."""

    IN = "i"
    FROM = "f"
    OF = "F"
    UNTIL = "t"
    THROUGH = "p"
    BETWEEN = "m"
    AND = "c"
    AFTER = "a"
    BEFORE = "b"
    DURING = "u"
    OVER = "w"
    AGO = "g"
    HENCE = "h"
    SAME = "e"
    ABOUT = "~"
    PAST_FEW = "K"
    NEXT_FEW = "k"
    HALF_OF = "H"
    TIME = "v"
    SOON = "s"
    THESE_DAYS = "T"
    EVE = "E"
    TIME_OF_DAY = "q"
    YEAR_ABBREVIATED = "r"
    DAY_NUMBER = "N"
    DAY_NUMBERS = "B"
    EVERY = "V"
    AS_OF = "O"
    LATELY = "I"
    FROM_NOW = "l"
    EARLIER_IN = "j"
    LATER_IN = "J"


class Construction(StrEnum):
    """A way of naming times that only some languages have, with rules of its own in the grammar."""

    MONTH_FIRST = "November 18"
    PREPOSITIONS = "in two days, earlier this week"


@dataclass(frozen=True, slots=True, eq=False)
class Calendar:
    """The words of time of one language, in lower case, several forms of one word in one string.

    A form of several tokens has a low line between them: "day_before_yesterday".

    `units` gives singular and plural forms apart, `numbers` has None for "several", `days` and `years` are adverbs by
    their distance from today ("yesterday", "last year"), `shifts` adjectives by theirs ("last", "this", "next"),
    `decades` those that have a name ("the nineties") by their first year.
    `amounts` are a number and its unit in one ("fortnight"), `numbered` an ordinal and its unit ("Q3"); `holidays` have
    their day as "12-31", or with its year where the one day of that name is meant.
    `ordinal_endings` and `decade_endings` follow digits («2020-го», «1990-х»). `earlier` are the words by which a
    statement is reported as an older one of unknown date, unless a word of `comparison` stands beside them;
    `reminders` are those that open a paragraph of such statements.
    `forward` are the lemmas that make a date one to come, `ahead` the prepositions that do so with them, `topics`
    the prepositions of what is spoken about.

    `constructions` are those of the language beside the common ones, `skipped` small words that may stand within an
    expression and say nothing ("the 18th of November"), `future` the auxiliaries of what lies ahead,
    `perfect` those that put it back into the past ("will have"). `capitalised` says that months and weekdays are
    written with capitals, and so are no names of anything else for that; `month_first` that 11/18/2021 is a day in
    November.
    """

    months: tuple[str, ...]
    weekdays: tuple[str, ...]
    seasons: tuple[str, ...]
    units: Mapping[Unit, tuple[str, str]]
    numbers: Mapping[float | None, str]
    ordinals: Mapping[int, str]
    days: Mapping[int, str]
    years: Mapping[int, str]
    shifts: Mapping[int, str]
    parts: Mapping[Part, str]
    roles: Mapping[Role, str]
    ordinal_endings: str
    decade_endings: str
    earlier: str
    reminders: str
    comparison: str
    forward: str
    ahead: str
    topics: str
    constructions: tuple[Construction, ...] = ()
    skipped: str = ""
    future: str = ""
    perfect: str = ""
    capitalised: bool = False
    month_first: bool = False
    decades: Mapping[int, str] = field(default_factory=dict)
    amounts: Mapping[tuple[float, Unit], str] = field(default_factory=dict)
    numbered: Mapping[tuple[int, Unit], str] = field(default_factory=dict)
    holidays: Mapping[str, str] = field(default_factory=dict)
