"""Text from outside as Markdown that shows it and nothing else."""

from __future__ import annotations

import re

from markupsafe import Markup

# runs of what breaks or pads a line; no-break spaces are part of the words
SPACES = re.compile(r"[ \t\n\r\f\v\x1c-\x1f\x85\u2028\u2029]+")
SPECIAL = re.compile(r"([\\`*_\[\]<>&|~#$])")
LINE_START = re.compile(r"^(\s*)([-+=]|\d{1,9}[.)])")
ADDRESS = re.compile(r"(?i)\b(https?|ftp|mailto|xmpp|www)([:.])")


def escape(text: str) -> Markup:
    r"""The text on one line, every sign that Markdown or HTML would read made plain.

    >>> print(escape("*<b>* 1"))
    \*\<b\>\* 1
    """
    line = SPECIAL.sub(r"\\\1", SPACES.sub(" ", text))
    line = LINE_START.sub(_plain_start, line)
    # a full address would become a link of its own
    return Markup(ADDRESS.sub(r"\1\\\2", line))  # noqa: S704 - escaped just above, for Markdown


def _plain_start(match: re.Match[str]) -> str:
    space, mark = match.groups()
    return f"{space}{mark[:-1]}\\{mark[-1]}"


def quote(text: str) -> Markup:
    """The text as a block quotation, line by line as it stands."""
    lines = [f"> {escape(line)}" for line in text.splitlines() if line.strip()]
    return Markup("\n>\n".join(lines) or ">")  # noqa: S704 - every line is escaped


def fence(text: str) -> Markup:
    """The text as a code block, every character as it is: the fence is longer than any in it."""
    longest = max((len(run) for run in re.findall(r"`+", text)), default=0)
    mark = "`" * max(3, longest + 1)
    return Markup(f"{mark}text\n{text}\n{mark}")  # noqa: S704 - nothing inside can close the fence


def link(words: str, address: str) -> Markup:
    """A link to an address that was checked before."""
    return Markup(f"[{escape(words)}](<{address}>)")  # noqa: S704 - the words are escaped, the address has no < >
