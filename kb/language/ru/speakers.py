"""How Russian refers to those who speak."""

from kb.language.speakers import Speakers
from kb.model import EntityKind

SPEAKERS = Speakers(
    entity_kinds={
        "PERS": EntityKind.PERSON,
        "PER": EntityKind.PERSON,
        "PERSON": EntityKind.PERSON,
        "ORG": EntityKind.ORGANISATION,
        "ORGANIZATION": EntityKind.ORGANISATION,
        "LOC": EntityKind.PLACE,
        "GPE": EntityKind.PLACE,
    },
    dictionary="ru",
)
