"""What is compared: a claim with what it means, whose it is, and where and when it was said."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from kb.meaning import Meaning, meaning_from_json
from kb.model import JOINER, Article, Claim

LINE = 120
"""Characters of a statement that a reason quotes."""


@dataclass(frozen=True, slots=True)
class Statement:
    """A claim's content as the rules see it.

    `speaker` is an id that two claims of one speaker share, `speaker_name` how the speaker is called; `day` is when it
    was said, where that is known to be one day, `article` the id of the article or of whatever else stands for one
    report. `text` is what the anchors of the meaning point into.
    """

    id: str
    text: str
    meaning: Meaning
    speaker: str | None = None
    speaker_name: str | None = None
    day: date | None = None
    article: str | None = None
    headline: bool = False

    def overlaps(self, other: Statement) -> bool:
        """Whether both stand on the same words of one text."""
        if self.text != other.text or not self.meaning.units or not other.meaning.units:
            return False
        if self.article is None or self.article != other.article or self.id == other.id:
            return False
        start, end = self.meaning.units[0].anchor.start, self.meaning.units[-1].anchor.end
        first, last = other.meaning.units[0].anchor.start, other.meaning.units[-1].anchor.end
        return start < last and first < end

    @property
    def words(self) -> str:
        """The words from its first unit to its last, no more than a line of them."""
        units = self.meaning.units
        if not units:
            return ""
        start, end = min(unit.anchor.start for unit in units), max(unit.anchor.end for unit in units)
        found = " ".join(self.text[start:end].split())
        return found if len(found) <= LINE else f"{found[:LINE]}…"

    @property
    def language(self) -> str:
        """The code of the language of its text."""
        return self.meaning.language


def statement_of(claim: Claim, article: Article) -> Statement:
    """The claim as the rules see it, in the article that has it. Raises `ValueError` for one without a meaning."""
    said = claim.said.interval
    each = claim.speaker.each if claim.speaker else ()
    return Statement(
        claim.id,
        article.text,
        meaning_from_json(claim.meaning or ""),
        speaker=together(member.id for member in each),
        speaker_name=together(member.label(article.language) for member in each),
        day=said.earliest if said is not None and said.earliest == said.latest else None,
        article=article.id,
        headline=claim.headline,
    )


def together(speakers: Iterable[str]) -> str | None:
    """The ids or the names of those who say something together as one, in whatever order they come."""
    return JOINER.join(sorted(set(speakers))) or None
