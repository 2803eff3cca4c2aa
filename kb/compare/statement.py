"""What is compared: a claim with what it means, whose it is, and where and when it was said."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from kb.meaning import Meaning


@dataclass(frozen=True, slots=True)
class Statement:
    """A claim's content as the rules see it.

    `speaker` is an id that two claims of one speaker share, `speaker_name` how the speaker is called; `day` is when it
    was said, `article` an id of the article or of whatever else stands for one report. `text` is what the anchors of
    the meaning point into.
    """

    id: str
    text: str
    meaning: Meaning
    speaker: str | None = None
    speaker_name: str | None = None
    day: date | None = None
    article: str | None = None
    headline: bool = False

    @property
    def language(self) -> str:
        """The code of the language of its text."""
        return self.meaning.language
