"""What a language says about who speaks: names and their cases, pronouns, titles, places that stand for states."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

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

    `dictionary` is the code of the dictionary that declines names, None where they are not declined. `pronouns`
    and `first_person` hold forms, possessives included. `kin` are relatives of somebody, who
    have not been named, `sides` stand for the state of their adjective («українська сторона»), `hypernyms` say what sort of thing something is, `organisations` that it is one: all point back. `offices` are titles
    in several words («глава держави») and the one that they stand for. `carriers` hold somebody's words («сайт»,
    «стаття»), `speaking` are the nouns for things that say something («суд», «закон»), `actors` the capitals that stand for a state or a union when they speak.
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
    actors: Mapping[str, str] = field(default_factory=dict)
    adjectives: Mapping[str, str] = field(default_factory=dict)
    own_report: frozenset[str] = frozenset()
    endings: tuple[Ending, ...] = ()
