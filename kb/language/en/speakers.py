"""How English refers to those who speak."""

from kb.language.cues import words
from kb.language.speakers import Speakers
from kb.model import EntityKind

_HE = frozenset({"Masc"})
_SHE = frozenset({"Fem"})
_IT = frozenset({"Neut"})
_THEY = frozenset({"Plur"})

SPEAKERS = Speakers(
    entity_kinds={
        "PERS": EntityKind.PERSON,
        "PER": EntityKind.PERSON,
        "PERSON": EntityKind.PERSON,
        "ORG": EntityKind.ORGANISATION,
        "LOC": EntityKind.PLACE,
        "GPE": EntityKind.PLACE,
    },
    pronouns={
        **dict.fromkeys(words("he him his himself"), _HE),
        **dict.fromkeys(words("she her hers herself"), _SHE),
        **dict.fromkeys(words("it its itself"), _IT),
        **dict.fromkeys(words("they them their theirs themselves"), _THEY),
    },
    first_person={**dict.fromkeys(words("i me my mine"), "Sing"), **dict.fromkeys(words("we us our ours"), "Plur")},
    second_person=words("you your yours"),
    relatives=words("who whom whose which that"),
)
