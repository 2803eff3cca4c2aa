"""What surrounds an article on its page: pointers to other articles, notices, captions, bylines, datelines."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Boilerplate:
    """The phrases of one language that tell an article's own words from what stands around them.

    All are regular expressions, matched without regard to case; a space stands for any run of white space.
    Those called openings match where a line begins (bullets and emoji aside); a label is the whole line.
    """

    teasers: tuple[str, ...]
    """Openings of a pointer to another article, whatever is glued to them; also looked for after a sentence's end."""

    notices: tuple[str, ...]
    """Openings of what the site says to its reader: cookies, subscription, copyright, a report of an error."""

    endings: tuple[str, ...]
    """Openings of notices after which nothing of the article follows."""

    labels: tuple[str, ...]
    """Whole lines: buttons, headings of widgets, menu entries."""

    captions: tuple[str, ...]
    """Openings of a caption, with their colon, dash or preposition."""

    credits: tuple[str, ...]
    """What a caption ends with, up to the end of the line."""

    bylines: tuple[str, ...]
    """Openings of a byline; names and nothing else follow."""

    publishers: tuple[str, ...]
    """Where a notice names the site; the first group is the name."""

    conjunctions: frozenset[str]
    """Words in lower case that may join names."""

    dateline_words: frozenset[str]
    """Words in lower case that may stand beside a date: «опубліковано», «року», «о»."""

    zones: tuple[tuple[str, str], ...]
    """Expressions that name a time zone on a dateline, and the zone's IANA name."""

    timezone: str
    """IANA name of the zone that the language's publishers mean when they name none."""

    datelines: tuple[str, ...] = ()
    """What opens a report with its place and agency, up to its dash ("KYIV, Ukraine (AP) —"); case counts here."""
