"""Dates, times and numbers as a reader of the page's language expects them."""

from __future__ import annotations

import calendar
from datetime import date, datetime

from kb.model import Interval
from kb.report.wording import Forms, Wording


def counted(number: int, forms: Forms, w: Wording) -> str:
    """The number with its noun: «3 твердження», «25 тверджень»."""
    return f"{number} {noun(number, forms, w)}"


def noun(number: int, forms: Forms, w: Wording) -> str:
    """The form of the noun that stands after the number."""
    from babel import Locale

    return forms.get(Locale.parse(w.code).plural_form(number)) or list(forms.values())[-1]


def pattern(day: date, form: str, w: Wording) -> str:
    """The day by a CLDR pattern in the language of the page."""
    from babel.dates import format_date

    return format_date(day, form, locale=w.code)


def moment(time: datetime | date, w: Wording) -> str:
    """When an article was published: its day, and its time with the zone where they are known.

    >>> from kb.report.wording import wording
    >>> moment(datetime.fromisoformat("2021-12-02T17:50+02:00"), wording("uk"))
    '2 грудня 2021, 17:50 (UTC+02:00)'
    """
    from babel.dates import format_datetime

    if not isinstance(time, datetime):
        return pattern(time, w.day, w)
    zone = time.strftime("%z")
    named = f"UTC{zone[:3]}:{zone[3:5]}" if zone else w.no_zone
    # babel turns an aware time into UTC; the article's own clock is what its reader saw
    return f"{format_datetime(time.replace(tzinfo=None), w.moment, locale=w.code)} ({named})"


def interval(when: Interval | None, w: Wording) -> str:
    """The days of an interval in words.

    >>> from kb.report.wording import wording
    >>> interval(Interval("2021-10-24", date(2021, 10, 24), date(2021, 10, 24)), wording("uk"))
    '24 жовтня 2021'
    """
    if when is None:
        return w.undated
    first, last = when.earliest, when.latest
    if first is None and last is None:
        return when.edtf or w.undated
    if first is None:
        return w.not_after.format(day=pattern(last or date.max, w.day, w))
    if last is None:
        return w.not_before.format(day=pattern(first, w.day, w))
    words = _between(first, last, w)
    return w.about_then.format(day=words) if "~" in when.edtf or "?" in when.edtf else words


def _between(first: date, last: date, w: Wording) -> str:
    if first == last:
        return pattern(first, w.day, w)
    if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31) and first.year == last.year:
        return pattern(first, w.year, w)
    if (first.year, first.month) == (last.year, last.month):
        if first.day == 1 and last.day == calendar.monthrange(last.year, last.month)[1]:
            return pattern(first, w.month, w)
        return f"{first.day}–{pattern(last, w.day, w)}"
    start = pattern(first, w.day_of_year if first.year == last.year else w.day, w)
    return w.from_to.format(start=start, end=pattern(last, w.day, w))


def day_of(when: Interval | None) -> date | None:
    """The single day of an interval, or None where it has more or is open."""
    return when.earliest if when and when.earliest == when.latest else None


def order(when: Interval | None) -> tuple[bool, date, date]:
    """A key that puts intervals in time order, the unknown last."""
    first = (when.earliest or when.latest) if when else None
    last = (when.latest or when.earliest) if when else None
    return first is None, first or date.max, last or date.max


def iso(time: datetime | date) -> str:
    """The machine's form of a time, for `<time datetime>`."""
    return time.isoformat(timespec="minutes") if isinstance(time, datetime) else time.isoformat()
