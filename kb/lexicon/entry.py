"""What the lexicon holds: frames with their roles, concepts, and the words that evoke them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class PartOfSpeech(StrEnum):
    """What sort of word evokes a frame or a concept."""

    VERB = "verb"
    NOUN = "noun"
    ADJECTIVE = "adjective"


@dataclass(frozen=True, slots=True)
class Role:
    """A participant of a frame: its name, and the adpositions or cases that mark it.

    `place` is 1 for the subject of the active verb, 2 for its object, then in the order of the entry.
    """

    place: int
    name: str
    markers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Frame:
    """What verbs and nouns of action of several languages say: "AGENT takes THEME out of SOURCE".

    `opposites` cannot be true of the same event, `implied` are true with it in the same roles; `converse` says the
    same with the first role and another exchanged (buy, sell). A role of `single` takes one value for one event.
    """

    id: str
    gloss: str = ""
    roles: tuple[Role, ...] = ()
    opposites: frozenset[str] = frozenset()
    implied: frozenset[str] = frozenset()
    converse: str | None = None
    single: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Concept:
    """What nouns, adjectives and adverbs of several languages mean, and what wider concepts it falls under."""

    id: str
    opposites: frozenset[str] = frozenset()
    broader: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Evoked:
    """A frame or a concept that a word evokes; `turned` if the word's subject is the frame's second role.

    «Експорт збільшився» has for its subject what «збільшити» has for its object.
    """

    id: str
    part_of_speech: PartOfSpeech
    turned: bool = False


@dataclass(frozen=True, slots=True)
class Phrase:
    """An entry of several words, by their lemmas, and what it evokes."""

    words: tuple[str, ...]
    evoked: tuple[Evoked, ...]


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one language: what single lemmas evoke, and the phrases by their first word."""

    single: Mapping[str, tuple[Evoked, ...]]
    phrases: Mapping[str, tuple[Phrase, ...]]
