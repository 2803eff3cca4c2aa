"""Who in the authority file the entities of an article are: «Блінкена», "Blinken" and «держсекретар США» are one.

Nothing is merged silently: every link says how it was made and how sure it is, and what is not sure is only offered.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from kb.authority.entry import Entry
from kb.extract.link_context import LinkContext
from kb.extract.link_ways import who
from kb.model import OFFERED_FROM, Entity, Link, LinkMethod, joint


def link_entities(entities: Iterable[Entity], context: LinkContext) -> dict[Entity, Entity]:
    """Each entity with its link, where it has one; what is linked to one entry has one name, the fullest."""
    given = list(entities)
    singles = {each: linked(each, context) for entity in given for each in entity.each}
    names: dict[str, Entity] = {}
    for entity in singles.values():
        if entity.link is not None and entity.link.is_sure:
            best = names.get(entity.id)
            if best is None or _fuller(entity, best, context.language):
                names[entity.id] = entity
    found = {
        entity: replace(names[new.id], link=new.link) if new.link and new.link.is_sure else new
        for entity, new in singles.items()
    }
    for entity in given:
        if entity.members:
            found[entity] = joint(found[member] for member in entity.members) or entity
    return found


def linked(entity: Entity, context: LinkContext) -> Entity:
    """The entity with the link that its name and the article suggest; without one where nothing is likely."""
    entry, method, score = who(entity, context)
    if entry is None or score < OFFERED_FROM:
        return entity
    link = Link(entry.iri, method, score, entry.labels)
    if not link.is_sure:
        return replace(entity, link=link)
    return replace(entity, name=_declined(entity, entry, method, context), kind=entry.kind, link=link)


def _declined(entity: Entity, entry: Entry, method: LinkMethod, context: LinkContext) -> str:
    """The entity's name, or the entry's where only the words in the text gave it away."""
    parts = entity.name.split()
    if method is not LinkMethod.NAME or len(parts) < 2:
        return entity.name
    own = (entity.name, f"{parts[0]} {parts[-1]}")
    known = (context.index.named(name, language) for language in context.languages for name in own)
    bodies = context.index.bodies(entity.name, context.language)
    return entity.name if any(entry in entries for entries in (*known, bodies)) else entry.name(context.language)


def _fuller(one: Entity, other: Entity, language: str) -> bool:
    """Whether the name of the one is better: a name rather than an office, the usual one, the longer one."""
    return _fullness(one, language) > _fullness(other, language)


def _fullness(entity: Entity, language: str) -> tuple[bool, bool, int]:
    return _is_named(entity), entity.name == entity.label(language), len(entity.name)


def _is_named(entity: Entity) -> bool:
    """Whether the article gives a name, and not only the office."""
    return entity.link is not None and entity.link.method is not LinkMethod.OFFICE
