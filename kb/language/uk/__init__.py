"""Ukrainian."""

from kb.language.base import Language
from kb.language.uk.boilerplate import BOILERPLATE
from kb.language.uk.calendar import CALENDAR
from kb.language.uk.cues import CUES
from kb.language.uk.labels import LABELS
from kb.language.uk.meanings import MEANINGS
from kb.language.uk.propositions import PROPOSITIONS
from kb.language.uk.speakers import SPEAKERS

UKRAINIAN = Language(
    code="uk",
    name="Ukrainian",
    cues=CUES,
    labels=LABELS,
    propositions=PROPOSITIONS,
    speakers=SPEAKERS,
    boilerplate=BOILERPLATE,
    calendar=CALENDAR,
    meanings=MEANINGS,
)
