"""English."""

from kb.language.base import Language
from kb.language.en.boilerplate import BOILERPLATE
from kb.language.en.calendar import CALENDAR
from kb.language.en.cues import CUES
from kb.language.en.labels import LABELS
from kb.language.en.meanings import MEANINGS
from kb.language.en.propositions import PROPOSITIONS
from kb.language.en.speakers import SPEAKERS

ENGLISH = Language(
    code="en",
    name="English",
    cues=CUES,
    labels=LABELS,
    propositions=PROPOSITIONS,
    speakers=SPEAKERS,
    boilerplate=BOILERPLATE,
    calendar=CALENDAR,
    meanings=MEANINGS,
)
