"""Which claims are asked for, and by what they are counted."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date
from enum import StrEnum

from kb.errors import KnowledgeBaseError
from kb.model import Form, Modality, Polarity, SpeechAct


class BadWanted(KnowledgeBaseError, ValueError):
    """What no claim can be: said between days in the wrong order, or with half a character in it."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """The claims that are asked for: what is None or empty is not narrowed.

    `speaker`, `about` and `outlet` are parts of a name, in any case; `text` are words in any form, as
    `kb.index.text` has it. A claim that may have been said in a longer time is asked for by every day of it, one of
    which nothing is known by all. `confidence` is the least.
    """

    speaker: str = ""
    about: str = ""
    outlet: str = ""
    text: str = ""
    since: date | None = None
    until: date | None = None
    language: str | None = None
    form: Form | None = None
    speech_act: SpeechAct | None = None
    polarity: Polarity | None = None
    modality: Modality | None = None
    hedged: bool | None = None
    headline: bool | None = None
    confidence: float | None = None

    def __post_init__(self) -> None:
        if self.since and self.until and self.since > self.until:
            raise BadWanted(f"said since {self.since} and until {self.until}: the first day comes after the last")
        for field in fields(self):
            try:
                str(getattr(self, field.name)).encode()
            except UnicodeEncodeError as error:
                raise BadWanted(f"{getattr(self, field.name)!a} is not text in UTF-8") from error


class By(StrEnum):
    """What claims are counted by."""

    DAY = "day"
    MONTH = "month"
    YEAR = "year"
    SPEAKER = "speaker"
    ABOUT = "about"
    OUTLET = "outlet"
    LANGUAGE = "language"
    FORM = "form"
    SPEECH_ACT = "speech_act"
    POLARITY = "polarity"
    MODALITY = "modality"
