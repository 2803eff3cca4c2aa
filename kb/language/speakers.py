"""What a language says about who speaks: names and their cases, pronouns, titles, places that stand for states."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from kb.language.capitals import Capitals
from kb.model import EntityKind

Agreement = frozenset[str]
"""What a word can stand for: any of "Masc", "Fem", "Neut" (one of them) and "Plur" (several)."""


@dataclass(frozen=True, slots=True)
class Ending:
    """How a name that no dictionary knows ends in one gender and case, and how it ends in the nominative."""

    gender: str
    case: str
    ending: str
    nominative: str


@dataclass(frozen=True, slots=True)
class Speakers:
    """The words by which a language refers to those who speak; all in lower case, nouns and adjectives as lemmas.

    Names: `dictionary` is the code of the dictionary that declines them, None where they are not declined;
    `honorifics` and `particles` («фон») belong to them, `patronymics` are endings by gender, `endings` decline what
    no dictionary knows. Pronouns: `pronouns`, `first_person` and `second_person` hold forms, possessives included;
    `nobody` and `indefinite` words point to nobody in particular; `quantifiers` leave their noun in the genitive.

    Descriptions: each set of `synonyms` holds titles of one sort; `offices` are titles in several words («глава
    держави») and what they stand for; `kin` are somebody's relatives, not who was named before; `hypernyms` say what
    sort of thing something is and `organisations` that it is one, and both point back.

    Things that speak: `speaking` are nouns for institutions and documents, `carriers` only hold somebody's words
    («сайт»), and `sides` speak for a state («українська сторона»). `impersonal` verbs give the author's own view,
    `own_report` words the outlet's.

    Where no dictionary and no morphology tells: `people` are nouns for persons, `people_endings` what others end in,
    `given_names` are a man's or a woman's by gender, `gendered` titles and nouns tell it too ("Mrs.", "spokeswoman"),
    and `suffixes` follow a name without being its surname ("Jr."). `natural_gender` says that only people are he or
    she and things are "it", `articles` are dropped from the front of what somebody is called, `drops_subjects`
    that a verb may leave out its subject, and `capitals` how names are told apart that capitals alone mark.
    `common_gender` are nouns for a man or a woman, whatever their own gender is («глава»). `pointing` words only point
    («цей», «наш», «його»): nobody is called by them. `announcements` are texts in which somebody speaks who may be
    named elsewhere («у повідомленні йдеться»).
    """

    entity_kinds: Mapping[str, EntityKind]
    job_labels: frozenset[str] = frozenset()
    dictionary: str | None = None
    pronouns: Mapping[str, Agreement] = field(default_factory=dict)
    first_person: Mapping[str, str] = field(default_factory=dict)
    reflexives: frozenset[str] = frozenset()
    second_person: frozenset[str] = frozenset()
    relatives: frozenset[str] = frozenset()
    nobody: frozenset[str] = frozenset()
    author: str = "author"
    honorifics: frozenset[str] = frozenset()
    particles: frozenset[str] = frozenset()
    patronymics: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    indefinite: frozenset[str] = frozenset()
    synonyms: tuple[frozenset[str], ...] = ()
    kin: frozenset[str] = frozenset()
    sides: frozenset[str] = frozenset()
    offices: Mapping[str, frozenset[str]] = field(default_factory=dict)
    hypernyms: Mapping[str, frozenset[str]] = field(default_factory=dict)
    organisations: frozenset[str] = frozenset()
    carriers: frozenset[str] = frozenset()
    speaking: frozenset[str] = frozenset()
    quantifiers: frozenset[str] = frozenset()
    impersonal: frozenset[str] = frozenset()
    own_report: frozenset[str] = frozenset()
    endings: tuple[Ending, ...] = ()
    people: frozenset[str] = frozenset()
    people_endings: tuple[str, ...] = ()
    given_names: Mapping[str, frozenset[str]] = field(default_factory=dict)
    gendered: Mapping[str, str] = field(default_factory=dict)
    suffixes: frozenset[str] = frozenset()
    natural_gender: bool = False
    articles: frozenset[str] = frozenset()
    drops_subjects: bool = True
    capitals: Capitals | None = None
    common_gender: frozenset[str] = frozenset()
    pointing: frozenset[str] = frozenset()
    announcements: frozenset[str] = frozenset()
