"""Russian."""

from kb.language.base import Language
from kb.language.ru.boilerplate import BOILERPLATE
from kb.language.ru.calendar import CALENDAR
from kb.language.ru.cues import CUES
from kb.language.ru.labels import LABELS
from kb.language.ru.meanings import MEANINGS
from kb.language.ru.propositions import PROPOSITIONS
from kb.language.ru.speakers import SPEAKERS

RUSSIAN = Language(
    code="ru",
    name="Russian",
    cues=CUES,
    labels=LABELS,
    propositions=PROPOSITIONS,
    speakers=SPEAKERS,
    boilerplate=BOILERPLATE,
    calendar=CALENDAR,
    meanings=MEANINGS,
)
