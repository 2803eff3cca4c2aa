"""Claims as JSON lines: the format of `kb extract`, of annotated data and of the scorers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kb.model import chain

if TYPE_CHECKING:
    from kb.model import Anchor, Article, Claim, Entity, Extraction, Proposition


def to_json(extraction: Extraction) -> dict[str, Any]:
    """The claims of one article as a JSON object; offsets are characters of the article's text, end exclusive."""
    by_id = {claim.id: claim for claim in extraction.claims}
    index = {claim.id: i for i, claim in enumerate(extraction.claims)}
    return {
        "id": extraction.article.id,
        "claims": [claim_to_json(claim, extraction.article, by_id, index) for claim in extraction.claims],
    }


def claim_to_json(claim: Claim, article: Article, by_id: dict[str, Claim], index: dict[str, int]) -> dict[str, Any]:
    """One claim; `via` are the names of those through whom it came, innermost first."""

    def span(anchor: Anchor | None) -> dict[str, Any] | None:
        if anchor is None:
            return None
        return {"start": anchor.start, "end": anchor.end, "text": anchor.of(article.text)}

    return {
        "id": claim.id,
        "source": span(claim.source),
        "cue": span(claim.cue),
        "content": [span(anchor) for anchor in claim.content],
        "speaker": _entity(claim.speaker),
        "form": claim.form,
        "speech_act": claim.speech_act,
        "polarity": claim.polarity,
        "modality": claim.modality,
        "hedged": claim.hedged,
        "said_on": claim.said.interval.edtf if claim.said.interval else None,
        "said_on_basis": claim.said.basis,
        "said_on_words": span(claim.said.anchor),
        "times": [{**(span(time.anchor) or {}), "when": time.interval.edtf} for time in claim.times],
        "via": [outer.speaker.name for outer in chain(claim, by_id) if outer.speaker],
        "nested_in": index.get(claim.within) if claim.within else None,
        "headline": claim.headline,
        "about": [_entity(entity) for entity in claim.about],
        "proposition": _proposition(claim.proposition),
        "confidence": claim.confidence,
    }


def _entity(entity: Entity | None) -> dict[str, Any] | None:
    if entity is None:
        return None
    found: dict[str, Any] = {"id": entity.id, "name": entity.name}
    if entity.link:
        found["link"] = {"to": entity.link.iri, "method": entity.link.method, "score": entity.link.score}
    if entity.members:
        found["members"] = [_entity(member) for member in entity.members]
    return found


def _proposition(proposition: Proposition | None) -> dict[str, Any] | None:
    if proposition is None:
        return None
    arguments = [
        {"role": argument.role, "name": argument.name, "entity": argument.entity.id if argument.entity else None}
        for argument in proposition.arguments
    ]
    return {"id": proposition.id, "predicate": proposition.predicate, "arguments": arguments}
