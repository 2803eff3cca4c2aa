"""A dateline as a time: «2 грудня 2021, 17:50», «Київ, 24 лютого 2022», «18.11.2021 10:30», "Dec. 2, 2021 5:50 PM"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, timezone, tzinfo
from functools import cache
from zoneinfo import ZoneInfo

from kb.language.base import Language

LONGEST = 120
MOST_NAMES = 4

_ISO = r"(?P<y>\d{4})-(?P<m>\d{1,2})-(?P<d>\d{1,2})"
_NUMERIC = r"(?P<d>\d{1,2})[./-](?P<m>\d{1,2})[./-](?P<y>\d{4}|\d{2})"
_MONTH_FIRST = r"(?P<m>\d{1,2})[./-](?P<d>\d{1,2})[./-](?P<y>\d{4}|\d{2})"
_CLOCK = re.compile(
    r"(?<![\d.:])([01]?\d|2[0-3])[:.]([0-5]\d)(?::([0-5]\d)(?:\.\d+)?)?(?![\d:.]\d|\d)(?:\s?([ap])\.?m\b\.?)?",
    re.IGNORECASE,
)
NOON = 12
_OFFSET = re.compile(
    r"(?<=\d)\s?(z(?![^\W\d_])|[+−-]\d\d:?\d\d(?!\d))|\b(?:utc|gmt)\s?([+−-]\d{1,2}(?::\d\d)?)", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class _Calendar:
    """How a language writes dates: expressions with the groups y, m, d; the months' names; the weekdays'."""

    dates: tuple[re.Pattern[str], ...]
    months: dict[str, int]
    weekdays: frozenset[str]


def parse_dateline(text: str, language: Language) -> datetime | date | bool:
    """The time that a dateline names, in the zone it names or else that of the language's publishers.

    A `date` where no hour is given, True where the line is a dateline without a whole date («17:50»), False
    where it is none: where anything stands beside the date that is not a label, a weekday or a name.
    """
    if len(text) > LONGEST or not any(c.isdigit() for c in text):
        return False
    calendar = _calendar(language.code, month_first=language.calendar.month_first)
    rest = text
    found = next((m for p in calendar.dates if (m := p.search(rest))), None)
    day = _day(found, calendar) if found else None
    if found:
        if day is None:
            return False
        rest = f"{rest[: found.start()]} {rest[found.end() :]}"
    rest, zone = _take_zone(rest, language)
    clock = _CLOCK.search(rest)
    if clock:
        rest = f"{rest[: clock.start()]} {rest[clock.end() :]}"
    if not (day or clock) or not _is_beside_date(rest, language, calendar):
        return False
    if day is None:
        return True
    if clock is None:
        return day
    at = time(_hour(int(clock[1]), clock[4]), int(clock[2]), int(clock[3] or 0))
    return datetime.combine(day, at, tzinfo=zone or ZoneInfo(language.boilerplate.timezone))


def _hour(hour: int, half: str | None) -> int:
    """The hour of the day, where the clock goes round twice: 12 a.m. is midnight."""
    if half is None or hour > NOON:
        return hour
    return hour % NOON + NOON * (half.casefold() == "p")


def _day(found: re.Match[str], calendar: _Calendar) -> date | None:
    year, month = int(found["y"]), found["m"].casefold().rstrip(".")
    try:
        return date(year + 2000 if year < 100 else year, calendar.months.get(month) or int(month), int(found["d"]))
    except ValueError:
        return None


def _take_zone(text: str, language: Language) -> tuple[str, tzinfo | None]:
    """The text without the expression that names its zone, and the zone."""
    offset = _OFFSET.search(text)
    if offset:
        return f"{text[: offset.start()]} {text[offset.end() :]}", _fixed(offset[1] or offset[2])
    for expression, name in language.boilerplate.zones:
        found = re.search(rf"(?<!\w)(?:{expression})(?!\w)", text, re.IGNORECASE)
        if found:
            return f"{text[: found.start()]} {text[found.end() :]}", ZoneInfo(name)
    return text, None


def _fixed(offset: str) -> tzinfo | None:
    digits = re.sub(r"\D", "", offset)
    hours, minutes = int(digits[:2] or 0), int(digits[2:] or 0)
    if hours > 14 or minutes > 59:
        return None
    shift = timedelta(hours=hours, minutes=minutes)
    return timezone(-shift if offset[0] in "-−" else shift)


def _is_beside_date(rest: str, language: Language, calendar: _Calendar) -> bool:
    """Whether what is left of the line is labels, weekdays and a few names: a place, an agency, an author."""
    words = re.findall(r"[\w'’ʼ-]*\w", rest)
    known = language.boilerplate.dateline_words | calendar.weekdays | calendar.months.keys()
    names = [w for w in words if not w.isdigit() and _plain(w) not in known]
    return len(names) <= MOST_NAMES and all(w[0].isupper() for w in names) and not re.search(r"[«»\"“”?!]", rest)


def _plain(word: str) -> str:
    """In lower case and with the one apostrophe that babel writes."""
    return re.sub("['’]", "ʼ", word.casefold())


@cache
def _calendar(code: str, *, month_first: bool) -> _Calendar:
    from babel.dates import get_day_names, get_month_names

    months: dict[str, int] = {}
    for width in ("wide", "abbreviated"):
        for context in ("format", "stand-alone"):
            written = get_month_names(width, context, code)
            months |= {str(name).casefold().rstrip("."): number for number, name in written.items()}
    weekdays = (_plain(str(n)) for c in ("format", "stand-alone") for n in get_day_names("wide", c, code).values())
    names = "|".join(map(re.escape, sorted(months, key=len, reverse=True)))
    in_words = rf"(?<!\d)(?P<d>\d{{1,2}})\s+(?P<m>{names})(?!\w)\.?,?\s*(?P<y>\d{{4}})(?!\d)"
    before_day = rf"(?<!\w)(?P<m>{names})\.?\s+(?P<d>\d{{1,2}}),?\s+(?P<y>\d{{4}})(?!\d)"
    bounded = (rf"(?<![\d./-]){p}(?![./-]?\d)" for p in (_ISO, _MONTH_FIRST if month_first else _NUMERIC))
    dates = tuple(re.compile(p, re.IGNORECASE) for p in (in_words, before_day, *bounded))
    return _Calendar(dates, months, frozenset(weekdays))
