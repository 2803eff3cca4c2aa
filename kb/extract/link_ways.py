"""The ways in which an entity of an article is found in the authority file, one function each."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kb.authority.entry import OF_A_STATE, Entry, Sort
from kb.authority.forms import forms_of, is_known, words_of
from kb.extract.link_context import LinkContext
from kb.model import OFFERED_FROM, Entity, EntityKind, LinkMethod

# How sure a link is, from 0 to 100; 90 and above links, 70 and above is offered. Set by hand. On NEREL's training
# texts, of those that can be judged, 97 in a hundred links of people by name are right, 89 by surname.
SAME_NAME = 100.0
WITHOUT_PATRONYMIC = 97.0
OTHER_LANGUAGE = 96.0
HELD_THEN = 95.0
TITLE_FITS = 95.0
COUNTRY_FITS = 91.0
ONE_OF_SEVERAL = 80.0
SURNAME_ALONE = 75.0
TOWNS = frozenset({Sort.CITY, Sort.CAPITAL, Sort.REGION})
# Names of towns are names of people, too: «Владимир», «Даллас».
TOWNS_AND_OFFICES = TOWNS | {Sort.OFFICE}
INITIALS = re.compile(r"(\w{1,2})\.\s*(?:\w{1,2}\.\s*)?([^.]+)")

Found = tuple[Entry | None, LinkMethod, float]
NOBODY: Found = (None, LinkMethod.NAME, 0.0)


def who(entity: Entity, context: LinkContext) -> Found:
    """The likeliest entry for an entity, how it was found and how sure it is."""
    for find in (_by_name, _by_adjective, _by_surname, _by_office, _by_state, _by_name_of_another_kind, _by_spelling):
        found = find(entity, context)
        if found[0] is not None:
            return found
    return NOBODY


def _by_name(entity: Entity, context: LinkContext) -> Found:
    """One name in the authority file, in the article's language or in another."""
    for language in context.languages:
        score = SAME_NAME if language == context.language else OTHER_LANGUAGE
        for name, less in _readings(entity, context):
            entries = [e for e in context.index.named(name, language) if _may_be(e, entity, context)]
            if entries:
                found = _chosen(entries, entity, context, LinkMethod.NAME, min(score, less))
                return found if score == SAME_NAME or _is_named_state(found[0], context) else _unsure(found)
    return NOBODY


def _by_adjective(entity: Entity, context: LinkContext) -> Found:
    """A state named by its adjective («російський»)."""
    if entity.kind is not EntityKind.PLACE:
        return NOBODY
    states = context.index.of_adjective(entity.name, context.language)
    return _chosen(states, entity, context, LinkMethod.NAME, SAME_NAME) if states else NOBODY


def _readings(entity: Entity, context: LinkContext) -> Sequence[tuple[str, float]]:
    """The name, that of a person without the patronymic or the middle initial, and the words as they stand.

    The nominative of a name that no dictionary has may be guessed wrong («Сергій Лаврів»).
    """
    parts = entity.name.split()
    found = [(entity.name, SAME_NAME)]
    if entity.kind is EntityKind.PERSON and len(parts) == 3:
        found.append((f"{parts[0]} {parts[2]}", WITHOUT_PATRONYMIC))
    as_written = context.as_written.get(entity.name, ()) if len(parts) > 1 else ()
    return [*found, *((name, SAME_NAME) for name in as_written if len(name.split()) == len(parts))]


def _may_be(entry: Entry, entity: Entity, context: LinkContext) -> bool:
    """Whether the entry is of a kind that the entity may be: a person is a person, and an office is nobody yet."""
    if entry.sort is Sort.OFFICE or (entry.only_in and context.article not in entry.only_in):
        return False
    return (entry.kind is EntityKind.PERSON) == (entity.kind is EntityKind.PERSON)


def _chosen(entries: Sequence[Entry], entity: Entity, context: LinkContext, method: LinkMethod, score: float) -> Found:
    """The one entry of several that the article fits, else the first of them as an offer."""
    for fitting in (
        [entry for entry in entries if entry.only_in],
        [entry for entry in entries if entry.kind is entity.kind],
        [entry for entry in entries if _holds_office(entry, context)],
        [entry for entry in entries if entry.country in context.states],
        [entry for entry in entries if entry.iri in context.index.authority.by_holder],
    ):
        narrower = [entry for entry in entries if entry in fitting]
        entries = narrower or entries
    is_club = entity.kind is EntityKind.ORGANISATION and entries[0].sort in TOWNS  # «Барселона» plays football
    if len(entries) > 1 or is_club or _is_elsewhere(entries[0], context):
        score = min(score, ONE_OF_SEVERAL)
    return entries[0], method, score


def _unsure(found: Found) -> Found:
    """The same, but only as an offer."""
    return found[0], found[1], min(found[2], ONE_OF_SEVERAL)


def _is_named_state(entry: Entry | None, context: LinkContext) -> bool:
    """Whether the article names the state whose body this is; what is of no state needs none."""
    return entry is None or entry.sort not in OF_A_STATE or entry.country in context.states


def _is_elsewhere(entry: Entry, context: LinkContext) -> bool:
    """Whether the article is about other states than that whose body this is: every state has a ministry of defence."""
    return entry.sort in OF_A_STATE and bool(context.states) and entry.country not in context.states


def _holds_office(entry: Entry, context: LinkContext) -> bool:
    """Whether somebody is in an office on the article's day."""
    tenures = context.index.authority.by_holder.get(entry.iri, ())
    return context.day is not None and any(tenure.covers(context.day) for tenure in tenures)


def _by_surname(entity: Entity, context: LinkContext) -> Found:
    """A surname alone: whose titles or whose country the article speaks of."""
    initial, surname = _initial_and_surname(entity.name)
    if entity.kind is not EntityKind.PERSON or len(surname.split()) > 2:
        return NOBODY
    titles = context.titles.get(entity.name, frozenset())
    bearers = [e for e in context.index.with_surname(surname, context.language) if _begins(e, initial, context)]
    if not bearers:
        return NOBODY
    titled = [entry for entry in bearers if titles & _words_of_offices(entry, context)]
    if titled:
        return _chosen(titled, entity, context, LinkMethod.SURNAME, TITLE_FITS)
    in_office = context.index.authority.by_holder
    local = [entry for entry in bearers if entry.country in context.states and (initial or entry.iri in in_office)]
    if local and (initial or not titles):
        return _chosen(local, entity, context, LinkMethod.SURNAME, COUNTRY_FITS)
    return _chosen(bearers, entity, context, LinkMethod.SURNAME, SURNAME_ALONE)


def _initial_and_surname(name: str) -> tuple[str, str]:
    """«Дж. Байден» apart; no initial where the name has none."""
    match = INITIALS.fullmatch(name)
    return (match[1], match[2]) if match else ("", name)


def _begins(entry: Entry, initial: str, context: LinkContext) -> bool:
    """Whether a given name of the person begins so."""
    names = entry.names.get(context.language, ())
    return not initial or any(name.casefold().startswith(initial.casefold()) for name in names)


def _words_of_offices(entry: Entry, context: LinkContext) -> frozenset[str]:
    """The words by which the offices that somebody has ever held are called."""
    authority = context.index.authority
    offices = (authority.entries.get(tenure.office) for tenure in authority.by_holder.get(entry.iri, ()))
    return frozenset(
        form
        for office in offices
        if office is not None
        for name in office.names.get(context.language, ())
        for word in words_of(name)
        for form in forms_of(word, context.language)
    )


def _by_office(entity: Entity, context: LinkContext) -> Found:
    """Who held the office on the article's day that the entity is called by («держсекретар США»)."""
    if context.day is None or " " not in entity.name:
        return NOBODY
    offices = context.index.offices(entity.name, context.language)
    holders = {h.iri: h for office in offices if (h := context.index.holder(office, context.day)) is not None}
    if len(holders) != 1:
        return NOBODY
    return next(iter(holders.values())), LinkMethod.OFFICE, HELD_THEN


def _by_state(entity: Entity, context: LinkContext) -> Found:
    """A body that is called by what it is and whose («російське міністерство оборони», "Britain's parliament")."""
    if entity.kind is EntityKind.PERSON or " " not in entity.name:
        return NOBODY
    bodies = context.index.bodies(entity.name, context.language)
    return _chosen(bodies, entity, context, LinkMethod.NAME, OTHER_LANGUAGE) if bodies else NOBODY


def _by_spelling(entity: Entity, context: LinkContext) -> Found:
    """A name that is spelled almost as one in the authority file."""
    if entity.kind is EntityKind.OTHER or (" " not in entity.name and _is_common(entity, context)):
        return NOBODY
    found = context.index.spelled(entity.name, context.language, entity.kind, OFFERED_FROM)
    if not found:
        return NOBODY
    likest = found[0]
    several = len(found) > 1 and found[1].score == likest.score
    score = min(likest.score, ONE_OF_SEVERAL) if several else likest.score
    return context.index.authority.entries[likest.iri], LinkMethod.SPELLING, min(score, OTHER_LANGUAGE)


def _is_common(entity: Entity, context: LinkContext) -> bool:
    """Whether one word is no name to tell by its spelling: a bare surname, or a word that the dictionary knows."""
    return entity.kind is EntityKind.PERSON or is_known(entity.name, context.language)


def _by_name_of_another_kind(entity: Entity, context: LinkContext) -> Found:
    """What was taken for a person and bears the name of an agency, or for a place and bears a person's whole name."""
    is_person = entity.kind is EntityKind.PERSON
    named = (e for e in context.index.named(entity.name, context.language) if e.sort not in TOWNS_AND_OFFICES)
    entries = [e for e in named if (e.kind is EntityKind.PERSON) != is_person]
    if len(entries) != 1 or (not is_person and " " not in entity.name):
        return NOBODY
    return _chosen(entries, entity, context, LinkMethod.NAME, OTHER_LANGUAGE)
