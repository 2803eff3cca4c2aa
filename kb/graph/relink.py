"""The entities of an extraction, and the same claims with some of them known as others."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from kb.graph.iris import BASE, entity_iri
from kb.model import Claim, Entity, Extraction, Link, joint


def entities_in(extraction: Extraction) -> Iterator[Entity]:
    """Everybody who speaks, is spoken of or publishes in an extraction, one by one; some more than once."""
    if extraction.publisher:
        yield from extraction.publisher.each
    for claim in extraction.claims:
        if claim.speaker:
            yield from claim.speaker.each
        for entity in claim.about:
            yield from entity.each
        for argument in claim.proposition.arguments if claim.proposition else ():
            if argument.entity:
                yield from argument.entity.each


def linked_anew(extraction: Extraction, links: Mapping[str, Link], *, base: str = BASE) -> Extraction:
    """The same claims, with the entities of these IRIs linked so, wherever they stand."""

    def changed(entity: Entity) -> Entity:
        if entity.members:
            return joint(changed(member) for member in entity.members) or entity
        link = links.get(str(entity_iri(entity, base=base)))
        return replace(entity, link=link) if link else entity

    def claim(one: Claim) -> Claim:
        said = one.proposition
        arguments = (replace(a, entity=changed(a.entity)) if a.entity else a for a in said.arguments) if said else ()
        return replace(
            one,
            speaker=changed(one.speaker) if one.speaker else None,
            about=tuple(map(changed, one.about)),
            proposition=replace(said, arguments=tuple(arguments)) if said else None,
        )

    return replace(
        extraction,
        claims=tuple(map(claim, extraction.claims)),
        outlet=changed(extraction.publisher) if extraction.publisher else None,
    )
