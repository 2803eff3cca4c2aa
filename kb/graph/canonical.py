"""One order for what a graph keeps as sets, so that an extraction comes back from the store as it went in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from kb.model import Argument, Claim, Entity, EntityKind, Extraction, Proposition, TimeReference, joint


def canonical(extraction: Extraction) -> Extraction:
    """The same extraction with its claims and their parts in the order of the text.

    Where two entities or two propositions of the article share an id, the first stands for both: they are one
    node in the graph. The publisher's name wins over other spellings of it.
    """
    article = extraction.article
    publisher = [extraction.publisher] if extraction.publisher else []
    entities: dict[str, Entity] = {}
    for entity in (*publisher, *sorted(_entities(extraction.claims), key=_entity_order)):
        entities.setdefault(entity.id, entity)
    propositions: dict[str, Proposition] = {}
    claims = sorted((_in_order(claim, entities) for claim in extraction.claims), key=_claim_order)
    for claim in claims:
        if claim.proposition:
            propositions.setdefault(claim.proposition.id, claim.proposition)
    claims = [
        replace(claim, proposition=propositions[claim.proposition.id]) if claim.proposition else claim
        for claim in claims
    ]
    return replace(
        extraction,
        article=replace(
            article,
            authors=tuple(sorted(set(article.authors))),
            blocks=tuple(sorted(set(article.blocks), key=lambda block: (block.anchor, block.kind))),
        ),
        claims=tuple({claim.id: claim for claim in claims}.values()),
        outlet=entities[extraction.publisher.id] if extraction.publisher else None,
    )


def _entities(claims: Iterable[Claim]) -> Iterator[Entity]:
    for claim in claims:
        if claim.speaker:
            yield from claim.speaker.each
        yield from claim.about
        if claim.proposition:
            yield from (a.entity for a in claim.proposition.arguments if a.entity)


def _in_order(claim: Claim, entities: dict[str, Entity]) -> Claim:
    proposition = claim.proposition
    if proposition:
        arguments = {replace(a, entity=entities[a.entity.id]) if a.entity else a for a in proposition.arguments}
        proposition = replace(proposition, arguments=tuple(sorted(arguments, key=_argument_order)))
    return replace(
        claim,
        content=tuple(sorted(set(claim.content))),
        speaker=joint(sorted((entities[each.id] for each in claim.speaker.each), key=_entity_order))
        if claim.speaker
        else None,
        times=tuple(sorted(set(claim.times), key=_time_order)),
        about=tuple(sorted({entities[entity.id] for entity in claim.about}, key=_entity_order)),
        proposition=proposition,
    )


def _entity_order(entity: Entity) -> tuple[int, str]:
    return list(EntityKind).index(entity.kind), entity.name


def _argument_order(argument: Argument) -> tuple[str, str, str]:
    return argument.role, argument.name, argument.entity.id if argument.entity else ""


def _time_order(time: TimeReference) -> tuple[int, int, str]:
    return time.anchor.start, time.anchor.end, time.interval.edtf


def _claim_order(claim: Claim) -> tuple[int, int, str]:
    anchors = [anchor for anchor in (*claim.content, claim.source, claim.cue) if anchor]
    first = min(anchors, default=None)
    return (first.start, -first.end, claim.id) if first else (0, 0, claim.id)
