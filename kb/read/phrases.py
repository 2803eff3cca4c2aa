"""A language's boilerplate compiled: what a line is by its words alone."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from kb.language.boilerplate import Boilerplate
from kb.model import BlockKind

# A longer line is a paragraph, whatever it begins with; it also bounds the work of the expressions.
LONGEST = 500
LONGEST_CAPTION = 250
MOST_NAMES = 6

_BULLETS = r"[^\w«\"“„'’—–(\[©]*+"
_WORD = re.compile(r"[^\W\d_](?:[\w'’ʼ-]*\w)?\.?")
# «Мер і депутати / Reuters»: a slash with spaces and at most five words, the first a name or an address.
_SLASH_CREDIT = re.compile(r"[^.!?…]*\S / ((?:@|https?:)?[^\W\d_]\S*)(?: \S+){0,4}(?<![.;!?…])$")
_BREADCRUMB = re.compile(r"[^.!?…|›»>→]{1,40}(?:\s[|›»>→]\s[^.!?…|›»>→]{1,60}){2,}$")


@dataclass(frozen=True, slots=True)
class Phrases:
    """The compiled expressions of one language; each answers for one line."""

    data: Boilerplate
    teaser: re.Pattern[str]
    inline_teaser: re.Pattern[str]
    notice: re.Pattern[str]
    ending: re.Pattern[str]
    caption: re.Pattern[str]
    credit: re.Pattern[str]
    byline: re.Pattern[str]
    publishers: tuple[re.Pattern[str], ...]
    dateline: re.Pattern[str] | None = None

    def kind_of(self, text: str) -> BlockKind | None:
        """What the line is by its words, None where they do not tell."""
        if len(text) > LONGEST:
            return None
        return next((kind for kind, holds in _KINDS if holds(self, text)), None)

    def is_ending(self, text: str) -> bool:
        """Whether nothing of the article follows this line."""
        return len(text) <= LONGEST and self.ending.match(text) is not None

    def dateline_end(self, text: str) -> int:
        """Where the place and agency that open a report end, 0 where there are none or nothing follows them."""
        found = self.dateline.match(text) if self.dateline is not None else None
        return found.end() if found is not None and found.end() < len(text) else 0

    def is_bare_heading(self, text: str) -> bool:
        """Whether a teaser's opening stands alone, so that what it points to comes in the next lines."""
        found = self.teaser.match(text)
        return found is not None and not re.search(r"\w", text[found.end() :])

    def is_names(self, text: str) -> bool:
        """Whether the line is two names or more and nothing else: «Байден і Путін»."""
        words = text.split()
        names = [w for w in words if w.casefold() not in self.data.conjunctions]
        cased = all(_WORD.fullmatch(w.strip(",")) and w[0].isupper() and not w.isupper() for w in names)
        return 2 <= len(names) <= MOST_NAMES and cased and not text.endswith((".", ","))

    def names_in(self, text: str) -> tuple[str, ...]:
        """The authors that a byline names."""
        found = self.byline.match(text)
        words = text[found.end() :] if found else text
        joined = "|".join(map(re.escape, sorted(self.data.conjunctions)))
        names = (part.strip(" .:–—-") for part in re.split(rf"[,;/]|\s(?:{joined})\s", words))
        return tuple(name for name in names if name)

    def publisher_in(self, text: str) -> str | None:
        """The site that a notice names."""
        found = (m for m in (p.search(text[:LONGEST]) for p in self.publishers) if m)
        return next((m.group(1).strip() for m in found if re.search(r"\w", m.group(1))), None)

    def find_inline_teaser(self, text: str) -> tuple[int, int] | None:
        """Where a teaser stands after a sentence's end, to the end of the line or of its brackets."""
        for found in self.inline_teaser.finditer(text):
            title = text[found.end() :].lstrip(' \t"«“„')
            if title[:1].isupper() or found.group().endswith(":"):
                start = found.start("teaser")
                closing = text.find(")", found.end()) if text[start] == "(" else -1
                return start, closing + 1 or len(text)
        return None


def _is_dateline(phrases: Phrases, text: str) -> bool:
    return phrases.dateline_end(f"{text} A") == len(text) + 1


def _is_teaser(phrases: Phrases, text: str) -> bool:
    return phrases.teaser.match(text) is not None


def _is_notice(phrases: Phrases, text: str) -> bool:
    return bool(phrases.ending.match(text) or phrases.notice.match(text) or _BREADCRUMB.match(text))


def _is_caption(phrases: Phrases, text: str) -> bool:
    if len(text) > LONGEST_CAPTION:
        return False
    return bool(phrases.caption.match(text) or phrases.credit.search(text)) or _ends_in_agency(text)


def _ends_in_agency(text: str) -> bool:
    found = _SLASH_CREDIT.match(text)
    return found is not None and (found[1][0].isupper() or "." in found[1] or "@" in found[1])


def _is_byline(phrases: Phrases, text: str) -> bool:
    found = phrases.byline.match(text)
    return found is not None and phrases.is_names(text[found.end() :].strip().replace(",", " і"))


# Read top to bottom: a teaser may hold a credit, a notice a name.
_KINDS = (
    (BlockKind.DATELINE, _is_dateline),
    (BlockKind.TEASER, _is_teaser),
    (BlockKind.NOTICE, _is_notice),
    (BlockKind.BYLINE, _is_byline),
    (BlockKind.CAPTION, _is_caption),
)


def _any(expressions: tuple[str, ...]) -> str:
    return "(?:" + "|".join(f"(?:{_spaced(e)})" for e in expressions) + ")"


def _spaced(expression: str) -> str:
    return expression.replace(" ?", r"\s*").replace(" ", r"\s+")


@cache
def compile_phrases(data: Boilerplate) -> Phrases:
    """The language's expressions, compiled once."""

    def opening(*expressions: str) -> re.Pattern[str]:
        return re.compile(_BULLETS + _any(expressions), re.IGNORECASE)

    label = _any(data.labels) + r"[^\w.!?…]*$"
    return Phrases(
        data=data,
        teaser=re.compile(rf"{_BULLETS}[(\[]?{_any(data.teasers)}", re.IGNORECASE),
        inline_teaser=re.compile(rf"[.!?…][»”\")]?\s*(?P<teaser>\(?{_any(data.teasers)}\s*:?)", re.IGNORECASE),
        notice=opening(*data.notices, label),
        ending=opening(*data.endings),
        caption=re.compile(r"[\W_]*+" + _any(data.captions), re.IGNORECASE),
        credit=re.compile(_any(data.credits) + r"\s*$", re.IGNORECASE),
        byline=opening(*data.bylines),
        publishers=tuple(re.compile(_spaced(p), re.IGNORECASE) for p in data.publishers),
        dateline=re.compile(_any(data.datelines)) if data.datelines else None,
    )
