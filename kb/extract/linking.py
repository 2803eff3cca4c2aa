"""Who in the authority file the entities of an article are: «Блінкена», "Blinken" and «держсекретар США» are one.

Nothing is merged silently: every link says how it was made and how sure it is, and what is not sure is only offered.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from kb.authority.entry import OF_A_STATE, Entry, Sort
from kb.authority.forms import forms_of, is_known, words_of
from kb.extract.entities import Mention
from kb.model import OFFERED_FROM, Entity, EntityKind, Link, LinkMethod, joint

if TYPE_CHECKING:
    from datetime import date

    from spacy.tokens import Doc

    from kb.authority.index import Index

# How sure a link is, from 0 to 100; 90 and above links, 70 and above is offered.
SAME_NAME = 100.0
OTHER_LANGUAGE = 96.0
WITHOUT_PATRONYMIC = 97.0
HELD_THEN = 95.0
TITLE_FITS = 95.0
COUNTRY_FITS = 91.0
SURNAME_ALONE = 75.0
ONE_OF_SEVERAL = 80.0
PERSONS = frozenset({EntityKind.PERSON})
TOWNS = frozenset({Sort.CITY, Sort.CAPITAL, Sort.REGION})
# Names of towns are names of people, too: «Владимир», «Даллас».
TOWNS_AND_OFFICES = TOWNS | {Sort.OFFICE}
INITIALS = re.compile(r"(\w{1,2})\.\s*(?:\w{1,2}\.\s*)?([^.]+)")


@dataclass(frozen=True)
class Surroundings:
    """What an article tells of whom it may mean: its day, the names in it, the states that it speaks of.

    `article` is its id.
    """

    doc: Doc
    index: Index
    day: date | None
    mentions: Sequence[Mention]
    article: str = ""

    @property
    def language(self) -> str:
        """The code of the article's language."""
        return str(self.doc.lang_)

    @cached_property
    def states(self) -> frozenset[str]:
        """The states that the article names, by name, capital or adjective."""
        found: set[str] = set()
        for mention in self.mentions:
            if mention.kind is not EntityKind.PERSON:
                for entry in self.index.named(mention.entity.name, self.language):
                    found |= {iri for iri in (entry.iri, entry.country, entry.stands_for) if iri}
        for word in {token.text for token in self.doc if token.pos_ in {"ADJ", "PROPN"}}:
            found |= {entry.iri for entry in self.index.of_adjective(word, self.language)}
        return frozenset(found)

    @cached_property
    def as_written(self) -> Mapping[str, Sequence[str]]:
        """The words by which the text names each entity, by name."""
        found: dict[str, dict[str, None]] = {}
        for mention in self.mentions:
            found.setdefault(mention.entity.name, {})[mention.span.text] = None
        return {name: tuple(texts) for name, texts in found.items()}

    @cached_property
    def titles(self) -> Mapping[str, frozenset[str]]:
        """The words of the titles that each person carries somewhere in the article, by name."""
        found: dict[str, frozenset[str]] = {}
        for mention in self.mentions:
            if mention.kind is EntityKind.PERSON:
                name = mention.entity.name
                found[name] = found.get(name, frozenset()) | mention.titles | mention.roles
        return found


def link_entities(entities: Iterable[Entity], around: Surroundings) -> dict[Entity, Entity]:
    """Each entity with its link, where it has one; what is linked to one entry has one name, the fullest."""
    given = list(entities)
    singles = {each: linked(each, around) for entity in given for each in entity.each}
    names: dict[str, Entity] = {}
    for entity in singles.values():
        if entity.link is not None and entity.link.is_sure:
            best = names.get(entity.id)
            if best is None or _fuller(entity, best, around.language):
                names[entity.id] = entity
    found = {
        entity: replace(names[new.id], link=new.link) if new.link and new.link.is_sure else new
        for entity, new in singles.items()
    }
    for entity in given:
        if entity.members:
            found[entity] = joint(found[member] for member in entity.members) or entity
    return found


def linked(entity: Entity, around: Surroundings) -> Entity:
    """The entity with the link that its name and the article suggest; without one where nothing is likely."""
    entry, method, score = who(entity, around)
    if entry is None or score < OFFERED_FROM:
        return entity
    link = Link(entry.iri, method, score, entry.labels)
    if not link.is_sure:
        return replace(entity, link=link)
    return replace(entity, name=_declined(entity, entry, method, around), kind=entry.kind, link=link)


def _declined(entity: Entity, entry: Entry, method: LinkMethod, around: Surroundings) -> str:
    """The entity's name, or the entry's where only the words in the text gave it away."""
    parts = entity.name.split()
    if method is not LinkMethod.NAME or len(parts) < 2:
        return entity.name
    own = (entity.name, f"{parts[0]} {parts[-1]}")
    known = (around.index.named(name, language) for language, _ in _languages(around) for name in own)
    bodies = around.index.bodies(entity.name, around.language)
    return entity.name if any(entry in entries for entries in (*known, bodies)) else entry.name(around.language)


Found = tuple[Entry | None, LinkMethod, float]
NOBODY: Found = (None, LinkMethod.NAME, 0.0)


def who(entity: Entity, around: Surroundings) -> Found:
    """The likeliest entry for an entity, how it was found and how sure it is."""
    for find in (_by_name, _by_adjective, _by_surname, _by_office, _by_state, _by_name_of_another_kind, _by_spelling):
        found = find(entity, around)
        if found[0] is not None:
            return found
    return NOBODY


def _by_name(entity: Entity, around: Surroundings) -> Found:
    """One name in the authority file, in the article's language or in another."""
    for language, score in _languages(around):
        for name, less in _readings(entity, around):
            entries = [e for e in around.index.named(name, language) if _may_be(e, entity, around)]
            if entries:
                found = _chosen(entries, entity, around, LinkMethod.NAME, min(score, less))
                return found if score == SAME_NAME or _is_named_state(found[0], around) else _unsure(found)
    return NOBODY


def _by_adjective(entity: Entity, around: Surroundings) -> Found:
    """A state named by its adjective («російський»)."""
    if entity.kind is not EntityKind.PLACE:
        return NOBODY
    states = around.index.of_adjective(entity.name, around.language)
    return _chosen(states, entity, around, LinkMethod.NAME, SAME_NAME) if states else NOBODY


def _languages(around: Surroundings) -> Sequence[tuple[str, float]]:
    others = ("uk", "ru", "en")
    return [(around.language, SAME_NAME), *((code, OTHER_LANGUAGE) for code in others if code != around.language)]


def _readings(entity: Entity, around: Surroundings) -> Sequence[tuple[str, float]]:
    """The name, that of a person without the patronymic or the middle initial, and the words as they stand.

    The nominative of a name that no dictionary has may be guessed wrong («Сергій Лаврів»).
    """
    parts = entity.name.split()
    found = [(entity.name, SAME_NAME)]
    if entity.kind is EntityKind.PERSON and len(parts) == 3:
        found.append((f"{parts[0]} {parts[2]}", WITHOUT_PATRONYMIC))
    as_written = around.as_written.get(entity.name, ()) if len(parts) > 1 else ()
    return [*found, *((name, SAME_NAME) for name in as_written if len(name.split()) == len(parts))]


def _may_be(entry: Entry, entity: Entity, around: Surroundings) -> bool:
    """Whether the entry is of a kind that the entity may be: a person is a person, and an office is nobody yet."""
    if entry.sort is Sort.OFFICE or (entry.only_in and around.article not in entry.only_in):
        return False
    return (entry.kind in PERSONS) == (entity.kind in PERSONS)


def _chosen(entries: Sequence[Entry], entity: Entity, around: Surroundings, method: LinkMethod, score: float) -> Found:
    """The one entry of several that the article fits, else the first of them as an offer."""
    for fitting in (
        [entry for entry in entries if entry.only_in],
        [entry for entry in entries if entry.kind is entity.kind],
        [entry for entry in entries if _holds_office(entry, around)],
        [entry for entry in entries if entry.country in around.states],
        [entry for entry in entries if entry.iri in around.index.authority.by_holder],
    ):
        narrower = [entry for entry in entries if entry in fitting]
        entries = narrower or entries
    is_club = entity.kind is EntityKind.ORGANISATION and entries[0].sort in TOWNS  # «Барселона» plays football
    if len(entries) > 1 or is_club or _is_elsewhere(entries[0], around):
        score = min(score, ONE_OF_SEVERAL)
    return entries[0], method, score


def _unsure(found: Found) -> Found:
    """The same, but only as an offer."""
    return found[0], found[1], min(found[2], ONE_OF_SEVERAL)


def _is_named_state(entry: Entry | None, around: Surroundings) -> bool:
    """Whether the article names the state whose body this is; what is of no state needs none."""
    return entry is None or entry.sort not in OF_A_STATE or entry.country in around.states


def _is_elsewhere(entry: Entry, around: Surroundings) -> bool:
    """Whether the article is about other states than that whose body this is: every state has a ministry of defence."""
    return entry.sort in OF_A_STATE and bool(around.states) and entry.country not in around.states


def _holds_office(entry: Entry, around: Surroundings) -> bool:
    """Whether somebody is in an office on the article's day."""
    tenures = around.index.authority.by_holder.get(entry.iri, ())
    return around.day is not None and any(tenure.covers(around.day) for tenure in tenures)


def _by_surname(entity: Entity, around: Surroundings) -> Found:
    """A surname alone: whose titles or whose country the article speaks of."""
    initial, surname = _initial_and_surname(entity.name)
    if entity.kind is not EntityKind.PERSON or len(surname.split()) > 2:
        return NOBODY
    titles = around.titles.get(entity.name, frozenset())
    bearers = [e for e in around.index.with_surname(surname, around.language) if _begins(e, initial, around)]
    if not bearers:
        return NOBODY
    titled = [entry for entry in bearers if titles & _words_of_offices(entry, around)]
    if titled:
        return _chosen(titled, entity, around, LinkMethod.SURNAME, TITLE_FITS)
    in_office = around.index.authority.by_holder
    local = [entry for entry in bearers if entry.country in around.states and (initial or entry.iri in in_office)]
    if local and (initial or not titles):
        return _chosen(local, entity, around, LinkMethod.SURNAME, COUNTRY_FITS)
    return _chosen(bearers, entity, around, LinkMethod.SURNAME, SURNAME_ALONE)


def _initial_and_surname(name: str) -> tuple[str, str]:
    """«Дж. Байден» apart; no initial where the name has none."""
    match = INITIALS.fullmatch(name)
    return (match[1], match[2]) if match else ("", name)


def _begins(entry: Entry, initial: str, around: Surroundings) -> bool:
    """Whether a given name of the person begins so."""
    names = entry.names.get(around.language, ())
    return not initial or any(name.casefold().startswith(initial.casefold()) for name in names)


def _words_of_offices(entry: Entry, around: Surroundings) -> frozenset[str]:
    """The words by which the offices that somebody has ever held are called."""
    authority = around.index.authority
    offices = (authority.entries.get(tenure.office) for tenure in authority.by_holder.get(entry.iri, ()))
    return frozenset(
        form
        for office in offices
        if office is not None
        for name in office.names.get(around.language, ())
        for word in words_of(name)
        for form in forms_of(word, around.language)
    )


def _by_office(entity: Entity, around: Surroundings) -> Found:
    """Who held the office on the article's day that the entity is called by («держсекретар США»)."""
    if around.day is None or " " not in entity.name:
        return NOBODY
    offices = around.index.offices(entity.name, around.language)
    holders = {h.iri: h for office in offices if (h := around.index.holder(office, around.day)) is not None}
    if len(holders) != 1:
        return NOBODY
    return next(iter(holders.values())), LinkMethod.OFFICE, HELD_THEN


def _by_state(entity: Entity, around: Surroundings) -> Found:
    """A body that is called by what it is and whose («російське міністерство оборони», "Britain's parliament")."""
    if entity.kind is EntityKind.PERSON or " " not in entity.name:
        return NOBODY
    bodies = around.index.bodies(entity.name, around.language)
    return _chosen(bodies, entity, around, LinkMethod.NAME, OTHER_LANGUAGE) if bodies else NOBODY


def _by_spelling(entity: Entity, around: Surroundings) -> Found:
    """A name that is spelled almost as one in the authority file."""
    if entity.kind is EntityKind.OTHER or (" " not in entity.name and _is_common(entity, around)):
        return NOBODY
    found = around.index.spelled(entity.name, around.language, entity.kind, OFFERED_FROM)
    if not found:
        return NOBODY
    likest = found[0]
    several = len(found) > 1 and found[1].score == likest.score
    score = min(likest.score, ONE_OF_SEVERAL) if several else likest.score
    return around.index.authority.entries[likest.iri], LinkMethod.SPELLING, min(score, OTHER_LANGUAGE)


def _is_common(entity: Entity, around: Surroundings) -> bool:
    """Whether one word is no name to tell by its spelling: a bare surname, or a word that the dictionary knows."""
    return entity.kind is EntityKind.PERSON or is_known(entity.name, around.language)


def _by_name_of_another_kind(entity: Entity, around: Surroundings) -> Found:
    """What was taken for a person and bears the name of an agency, or for a place and bears a person's whole name."""
    is_person = entity.kind is EntityKind.PERSON
    named = (e for e in around.index.named(entity.name, around.language) if e.sort not in TOWNS_AND_OFFICES)
    entries = [e for e in named if (e.kind is EntityKind.PERSON) != is_person]
    if len(entries) != 1 or (not is_person and " " not in entity.name):
        return NOBODY
    return _chosen(entries, entity, around, LinkMethod.NAME, OTHER_LANGUAGE)


def _fuller(one: Entity, other: Entity, language: str) -> bool:
    """Whether the name of the one is better: a name rather than an office, the usual one, the longer one."""
    return _fullness(one, language) > _fullness(other, language)


def _fullness(entity: Entity, language: str) -> tuple[bool, bool, int]:
    return _is_named(entity), entity.name == entity.label(language), len(entity.name)


def _is_named(entity: Entity) -> bool:
    """Whether the article gives a name, and not only the office."""
    return entity.link is not None and entity.link.method is not LinkMethod.OFFICE
