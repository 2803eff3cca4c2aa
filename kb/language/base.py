"""What a language is to the package: its code and its data, one part for each stage that reads it."""

from __future__ import annotations

from dataclasses import dataclass

from kb.language.boilerplate import Boilerplate
from kb.language.calendar import Calendar
from kb.language.cues import Cues
from kb.language.labels import LabelLexicon
from kb.language.meanings import MeaningLexicon
from kb.language.propositions import PropositionLexicon
from kb.language.speakers import Speakers


@dataclass(frozen=True, slots=True)
class Language:
    """The data of one language; the algorithms are shared."""

    code: str
    name: str
    cues: Cues
    labels: LabelLexicon
    propositions: PropositionLexicon
    speakers: Speakers
    boilerplate: Boilerplate
    calendar: Calendar
    meanings: MeaningLexicon
