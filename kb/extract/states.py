"""Words that stand for a state: capitals that act, adjectives, abbreviations; the authority file knows them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kb.authority import Entry, Sort
from kb.extract.document import index_of
from kb.extract.syntax import lemma
from kb.model import Entity

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

# What acts under the name of a place: «Вашингтон», «Банкова». Ministries and parliaments act for themselves.
ACTING = frozenset({Sort.CAPITAL, Sort.SEAT})
STATES = frozenset({Sort.STATE, Sort.INTERNATIONAL})
ABBREVIATED = 5
"""Letters in an abbreviation at most: «США», «РФ», "U.S."."""


def as_actor(entity: Entity, doc: Doc) -> Entity:
    """The state, union or institution that a name stands for where it speaks or acts: «Вашингтон» is США."""
    actor = _actor(entity.name, doc)
    return Entity(actor.name(doc.lang_), actor.kind) if actor is not None else entity


def acts(token: Token) -> bool:
    """Whether the token is a name under which a state acts: of a capital, of a street, an abbreviation."""
    return _actor(token.text, token.doc) is not None


def names_state(token: Token) -> bool:
    """Whether the token by itself names a state or what stands for one."""
    if not token.text[:1].isupper() or token.pos_ not in {"NOUN", "PROPN", "X"}:
        return False
    return acts(token) or any(entry.sort is Sort.STATE for entry in _named(token.text, token.doc))


def state_of(adjective: Token) -> Entity | None:
    """The state that an adjective names («український»); None where it names none, or several."""
    found = state_of_lemma(lemma(adjective), adjective.doc)
    return Entity(found.name(adjective.doc.lang_), found.kind) if found is not None else None


def state_of_lemma(adjective: str, doc: Doc) -> Entry | None:
    """The state that an adjective names, given by its lemma."""
    found = [e for e in index_of(doc).of_adjective(adjective, doc.lang_) if e.sort is Sort.STATE]
    return found[0] if len(found) == 1 else None


def _actor(name: str, doc: Doc) -> Entry | None:
    entries = _named(name, doc)
    for entry in entries:
        if entry.sort in ACTING and entry.stands_for is not None:
            return index_of(doc).authority.entries.get(entry.stands_for)
    is_short = len(name) <= ABBREVIATED and name.isupper()
    return next((entry for entry in entries if entry.sort in STATES), None) if is_short else None


def _named(name: str, doc: Doc) -> tuple[Entry, ...]:
    return index_of(doc).named(name, doc.lang_)
