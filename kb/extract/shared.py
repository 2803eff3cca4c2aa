"""Propositions that claims in several languages share: a frame whose participants are entities and concepts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from kb.extract.senses import Senses
from kb.lexicon import Lexicon
from kb.model import Argument, Proposition

if TYPE_CHECKING:
    from spacy.tokens import Token

ACROSS_LANGUAGES = "mul"
"""What stands for the language of a proposition that belongs to none (ISO 639-2)."""
SUBJECT, OBJECT, OBLIQUE = "subject", "object", "oblique:"
# The role, the head of the words that fill it, and what they name.
Participant = tuple[str, "Token", Argument]


def shared_proposition(
    predicate: Token, participants: Sequence[Participant], senses: Senses, *, passive: bool
) -> Proposition | None:
    """The same proposition without its language: «Росія відведе війська», "Russia must withdraw its troops".

    None where the predicate evokes no frame, or its subject or object is neither an entity nor a concept. Participants
    that the frame has no role for are left out: they say more of the event, not which event it is.
    """
    lexicon = senses.lexicon
    sense = senses.of(predicate)
    evoked = next((each for each in sense.evoked if each.id in lexicon.frame_by_id), None)
    if evoked is None:
        return None
    has_object = any(role == OBJECT for role, _, _ in participants)
    turned = evoked.turned and not passive and not has_object
    found: list[Argument] = []
    for role, token, argument in participants:
        if token.i in sense.phrase:
            continue
        place = _place(role, evoked.id, lexicon, turned=turned)
        if place is None:
            continue
        filler = argument if argument.entity is not None else _concept(token, senses)
        if filler is None and role in (SUBJECT, OBJECT):
            return None
        if filler is not None:
            found.append(Argument(place, filler.name, filler.entity))
    if not any(argument.role in (SUBJECT, OBJECT) for argument in found):
        return None
    return Proposition(ACROSS_LANGUAGES, evoked.id, tuple(dict.fromkeys(found)))


def _place(role: str, frame: str, lexicon: Lexicon, *, turned: bool) -> str | None:
    """The role in the frame: subject and object by their places, the others by their names; None for what has none."""
    if role == SUBJECT and turned:
        return OBJECT
    if role in (SUBJECT, OBJECT):
        return role
    if not role.startswith(OBLIQUE):
        return None
    marker = role.removeprefix(OBLIQUE)
    return next((r.name for r in lexicon.roles(frame) if r.place > 2 and marker in r.markers), None)


def _concept(token: Token, senses: Senses) -> Argument | None:
    evoked = next((each for each in senses.of(token).evoked if each.id in senses.lexicon.concept_by_id), None)
    return Argument("", evoked.id) if evoked is not None else None
