"""The grammar of expressions of time: a cascade of patterns over letters, one letter a token, and what each means.

The letters are those of `kb.language.calendar.Role` and, for the words that carry a value: M month, W weekday,
S season, U unit, Y the unit year, R day by distance from today, A year by distance, L "last, this, next", P "start of,
end of", d number to 31, y year, z year with an ending, x decade, Q decade by name, o ordinal, n other number,
G holiday, C and Z day and month in digits (11/18, 18.11). A match becomes one item, D for a day, 0 for what is no
time, and X for any other time, that later patterns build on. A group of a pattern is an argument of the function
beside it. No word of any language stands here.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from typing import Any, NamedTuple

from kb.extract import time_days as days
from kb.extract import time_limits as limits
from kb.extract import time_meanings as mean
from kb.extract import time_parts as parts
from kb.extract import time_relations as relate
from kb.extract.time_meanings import Meaning
from kb.language.calendar import Construction


class Rule(NamedTuple):
    """A pattern over letters, what builds its meaning, the letter of the result, and what the words must satisfy."""

    pattern: re.Pattern[str]
    build: Callable[..., Meaning | None]
    letter: str = "X"
    point: bool = True
    check: str = ""


YEAR = r"(?:,?(?P<year>[yz])(?:Y|r\.?)?|(?P<shift>L(?=e?Y)|A)(?:e?Y)?)"
YEAR_FIRST = r"(?:(?P<year>[yz])(?:Y|r\.?)|(?P<shift>L(?=e?Y)|A)(?:e?Y)?),?q?i?"
YEARS = r"(?:Y|r\.?)"


def rule(pattern: str, build: Callable[..., Meaning | None], letter: str = "X", **options: Any) -> Rule:
    """A line of the grammar."""
    return Rule(re.compile(pattern), build, letter, **options)


# In order: what is longer and what is more exact comes first.
GRAMMAR: tuple[Rule, ...] = (
    rule(r"(?P<year>y)-(?P<month>d)-(?P<day>d)", days.day_of_month, "D"),
    rule(r"(?P<day>d)-(?P<month>d)-(?P<year>y)", days.day_of_month, "D"),
    rule(r"V[don]?(?:[WSMYUq]|iW)", mean.never, "0"),
    rule(r"(?P<shift>L)(?P<holiday>G)", days.named_holiday, "D"),
    rule(rf"(?P<holiday>G){YEAR}", days.holiday, "D"),
    rule(r"(?P<holiday>G)", days.holiday, "D", check="holiday"),
    rule(r"(?P<holiday>C)", days.holiday, "D", check="date"),
    # «о 18.05» is an hour.
    rule(r"(?<!i)(?P<holiday>Z)", days.holiday, "D", check="date"),
    rule(rf"(?P<tens>n)(?P<day>o)(?P<month>M){YEAR}?", days.compound_day, "D"),
    rule(rf"qf(?P<first>[do])i(?P<last>[do])(?P<month>M){YEAR}?", days.days_of_month),
    rule(r"qf(?P<first>W)i(?P<last>W)", days.weekdays),
    rule(r"(?P<day>[do])N(?P<shift>L)(?P<unit>U)", days.day_in_month, "D"),
    rule(r"(?P<day>[do])N(?![M0])", days.day_alone, "D"),
    rule(rf"f?(?P<first>[do])[-tp](?P<last>[do])(?P<month>M){YEAR}?", days.days_of_month),
    rule(rf"m(?P<first>[do])c(?P<last>[do])(?P<month>M){YEAR}?", days.days_of_month),
    rule(rf"(?P<first>[do])c(?P<last>[do])(?P<month>M){YEAR}?", days.two_days),
    rule(r"(?P<count>[dn])?(?P<unit>Y)g,?i?(?P<day>[do])(?P<month>M)(?!,?[yz])", days.anniversary, "D"),
    rule(rf"{YEAR_FIRST}(?P<day>[do])(?P<month>M)(?!,?[yz])", days.day_of_month, "D"),
    rule(rf"(?P<day>[do])(?P<month>M){YEAR}?", days.day_of_month, "D"),
    rule(rf"f?(?P<first>M)[-tp](?P<last>M){YEAR}?", mean.months),
    rule(rf"m(?P<first>M)c(?P<last>M){YEAR}?", mean.months),
    rule(rf"(?P<first>M)c(?P<last>M){YEAR}?", mean.two_months),
    rule(rf"{YEAR_FIRST}(?P<month>M)(?!,?[yz])", mean.month),
    rule(rf"(?P<month>M){YEAR}", mean.month),
    rule(r"(?P<shift>L)e?(?P<month>M)", mean.named),
    rule(r"(?P<month>M)", mean.month, check="month"),
    rule(r"(?P<weekday>W),?q?i?(?P<x>D)", days.day_on, "D"),
    rule(r"(?P<x>D),i?(?P<weekday>W)", days.day_on, "D"),
    rule(r"R,?q?i?(?P<x>D)", mean.same, "D"),
    rule(r"(?P<x>D),i?R", mean.same, "D"),
    rule(r"(?P<weekday>W)(?P<shift>L)e?(?P<unit>U)", days.of_week, "D"),
    rule(r"(?P<shift>L)e?(?P<unit>U),?i?(?P<weekday>W)", days.of_week, "D"),
    rule(r"(?P<shift>[Lk])e?(?P<weekday>W)", days.of_week, "D"),
    rule(r"(?P<weekday>W)", days.of_week, "D", check="weekday"),
    rule(r"(?P<season>S)(?P<first>[yz])-(?P<last>[yz])Y?", mean.season_over_years),
    rule(rf"{YEAR_FIRST}(?P<season>S)(?!,?[yz])", mean.season),
    rule(rf"(?P<season>S){YEAR}", mean.season),
    rule(r"(?P<shift>L)e?(?P<season>S)", mean.named),
    rule(r"(?P<season>S)", mean.season, check="season"),
    rule(rf"(?P<number>[do])(?P<unit>U){YEAR}", parts.of_unit),
    rule(rf"(?P<number>[do])H{YEAR}", parts.half_of_year),
    rule(r"(?P<number>[oK])B(?P<x>X)", parts.days_at),
    rule(r"(?P<number>[oK])(?P<unit>U)(?P<x>X)", parts.days_at),
    rule(r"(?P<number>[doK])(?P<unit>U)(?P<x>[XD])", parts.nth_of),
    rule(r"(?P<number>[do])H(?P<x>X)", parts.half_of),
    rule(r"(?P<number>[doK])(?P<unit>U)(?P<whole>[UY])", parts.nth_of_unit),
    rule(r"(?P<number>[do])H(?P<whole>[UY])", parts.half_of_unit),
    rule(r"(?P<number>[do])(?P<unit>U)(?!g)", parts.of_unit),
    rule(r"(?P<decade>x)Y?", mean.decade),
    rule(r"(?P<decade>Q)Y", mean.decade),
    rule(r"(?P<decade>Q)", mean.decade, check="not counting"),
    rule(rf"(?P<first>[yz])-(?P<last>[yz]){YEARS}", mean.years),
    rule(r"(?<=[iftw])(?P<first>[yz])-(?P<last>[yz])", mean.years, check="not counting"),
    rule(r"(?P<first>y)-(?P<last>y)", mean.modern_years, check="not counting"),
    rule(r"(?<=[iftwS])(?P<first>y)-(?P<last>[dn])", mean.modern_years, check="short years"),
    rule(rf"m(?P<first>[yz])c(?P<last>[yz]){YEARS}?", mean.years),
    rule(rf"(?P<first>[yz])c(?P<last>[yz]){YEARS}", mean.two_years),
    rule(rf"(?P<year>[yz])(?=c[yz]{YEARS})", mean.year),
    rule(rf"(?P<year>[yz]){YEARS}", mean.year),
    rule(r"(?<=[iftpawubP])(?P<year>z)", mean.year),
    rule(r"(?P<year>z)", mean.year, check="not counting"),
    rule(r"(?<=[iftpaw])(?P<year>y)", mean.year, check="not counting"),
    rule(r"(?P<number>[oKL])(?P<count>[dn])(?P<unit>U)(?P<x>X)", parts.first_of),
    rule(r"(?P<number>[oKL])(?P<count>[dn])(?P<unit>U)(?P<whole>[UY])", parts.first_of_unit),
    rule(r"(?P<number>[oKL])(?P<count>[dn])(?P<unit>U)(?P<year>y)", parts.first_of_year),
    rule(r"(?P<number>K)(?P<unit>U)(?P<x>X)", parts.nth_of),
    rule(r"(?P<shift>L)(?P<count>[dn])(?P<unit>[UY])", relate.several, point=False),
    rule(r"(?P<shift>L)e?(?P<unit>[UY])", mean.unit_by),
    rule(r"(?P<shift>L)q", days.day_by, "D"),
    rule(r"(?P<shift>A)", mean.year_by),
    rule(r"(?P<count>[dn])?(?P<unit>[UY])g", relate.ago),
    rule(r"h(?P<count>[dn])?(?P<unit>[UY])(?!a)", relate.hence),
    rule(r"[wu]?K(?P<count>[dn])?(?P<unit>[UYT])", relate.recent, point=False),
    rule(r"[wu]?k(?P<count>[dn])?(?P<unit>[UYT])", relate.coming, point=False),
    rule(r"kv", relate.soon, point=False),
    rule(r"s", relate.before_long, point=False),
    rule(r"[wu]?(?:Kv|I)", relate.lately, point=False),
    rule(r"u(?P<count>[dn])?(?P<unit>[UY])(?!a)", relate.during, point=False),
    rule(r"(?P<shift>R)", days.day_by, "D"),
    rule(r"(?<=P)(?P<unit>[UY])", mean.this),
    rule(r"T", relate.these_days),
    rule(r"E(?P<x>D)", relate.eve_of, "D"),
    rule(r"E", relate.eve, "D", check="eve"),
    rule(r"t(?P<unit>U)", limits.until_weekend, point=False),
    rule(r"~(?P<x>[XD])", relate.roughly),
    rule(r"[fF](?P<part>P)(?P<x>[XD])", limits.since_part, point=False),
    rule(r"[tb](?P<part>P)(?P<x>[XD])", limits.until_part, point=False),
    rule(r"(?P<part>P)(?P<x>[XD])", relate.part_of),
    rule(r"[fF](?P<first>[XD])[-tp](?P<last>[XD])", limits.between, point=False),
    rule(r"m(?P<first>[XD])c(?P<last>[XD])", limits.between, point=False),
    rule(r"(?P<first>[XD])-(?P<last>[XD])", limits.between, point=False),
    rule(r"F(?P<x>D)", mean.same, "D", check="of a document"),
    rule(r"[fF](?P<x>[XD])", limits.since, point=False),
    rule(r"t(?P<x>[XD])", limits.until, point=False),
    rule(r"a(?P<x>[XD])", limits.after, point=False),
    rule(r"b(?P<x>[XD])", limits.before, point=False),
    rule(r"[wu](?P<x>X)", mean.same, point=False),
    rule(r"[iw](?P<unit>U)", mean.weekend),
)

# What the common rules come after, and what comes after them, in languages with these constructions.
_DAY = {"letter": "D", "check": "month of a day"}
BEFORE: dict[Construction, tuple[Rule, ...]] = {
    Construction.MONTH_FIRST: (
        rule(r"(?P<month>d)-(?P<day>d)-(?P<year>y)", days.day_of_month, "D"),
        rule(r"(?P<count>[dn])?(?P<unit>Y)g,?i?(?P<month>M)(?P<day>[do])(?!,?[yz])", days.anniversary, "D"),
        rule(rf"[fm]?(?P<month>M)(?P<first>[do])[-tpc](?P<last>[do])(?![MUY]){YEAR}?", days.days_of_month),
        rule(rf"(?P<month>M)(?P<day>[do])(?![UY]){YEAR}?", days.day_of_month, **_DAY),
    ),
    Construction.PREPOSITIONS: (
        rule(r"(?P<unit>[UY])(?:b|a)(?P<shift>L)", mean.unit_beyond),
        rule(r"(?P<count>[dn])?(?P<unit>[UY])gL[UY]", relate.ago),
        rule(r"(?P<count>[dn])?(?P<unit>[UY])l", relate.hence),
        rule(r"(?P<shift>L)(?P<unit>U)(?P<year>y)", parts.last_of_year),
        rule(r"(?P<shift>L)(?P<unit>U)(?P<month>M)", parts.last_of_month),
        rule(r"(?P<weekday>W)(?:b|a)(?P<shift>L)", days.weekday_beyond, "D"),
        rule(rf"(?P<count>[dn])(?P<unit>[UY])[pt](?P<month>M){YEAR}?", mean.months_to),
        rule(r"f?(?P<first>W)[-tp](?P<last>W)", days.weekdays),
        rule(r"(?<=P)(?P<year>y)", mean.year),
        rule(r"(?<=P-)(?P<year>y)", mean.year),
    ),
}
AFTER: dict[Construction, tuple[Rule, ...]] = {
    Construction.PREPOSITIONS: (
        rule(r"t(?P<part>P)-(?P<x>[XD])", limits.until_part, point=False),
        rule(r"[fF](?P<part>P)-(?P<x>[XD])", limits.since_part, point=False),
        rule(r"(?P<part>P)-(?P<x>[XD])", relate.part_of),
        rule(r"j(?P<x>X)", relate.so_far),
        rule(r"J(?P<x>X)", relate.remaining),
        rule(r"i(?P<count>[dn])(?P<unit>[UY])", relate.hence, check="scheduled"),
        rule(r"i(?P<count>[dn])(?P<unit>[UY])", relate.hence_if_ahead),
    ),
}

_NAMES = re.compile(r"\(\?P<\w+>")


@lru_cache(maxsize=16)
def grammar_of(constructions: tuple[Construction, ...]) -> tuple[Rule, ...]:
    """The rules for a language with these constructions, in the order in which they apply."""
    before, after = ([r for each in constructions for r in rules.get(each, ())] for rules in (BEFORE, AFTER))
    return (*before, *GRAMMAR, *after)


@lru_cache(maxsize=16)
def _any(constructions: tuple[Construction, ...]) -> re.Pattern[str]:
    patterns = [_NAMES.sub("(?:", rule.pattern.pattern) for rule in grammar_of(constructions)]
    return re.compile("|".join([*patterns, "D"]))


@lru_cache(maxsize=10_000)
def names_time(letters: str, constructions: tuple[Construction, ...] = ()) -> bool:
    """Whether any rule applies: most stretches of «в», «і» and numbers end here."""
    return _any(constructions).search(letters) is not None
