"""A claim as it is compared: from an extraction that arrives, or from the store without parsing its text again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from rdflib import URIRef

from kb.compare.keys import atoms
from kb.compare.statement import Statement
from kb.findings.asking import rows
from kb.graph import article_iri, entity_iri, id_of
from kb.lexicon import Lexicon
from kb.meaning import meaning_from_json
from kb.model import Anchor, Claim, Extraction

if TYPE_CHECKING:
    from kb.store import Store


@dataclass(frozen=True, slots=True)
class Held:
    """A claim with its meaning, those who say it (as IRIs), the ids of its revision and article, and its last day.

    `atoms` are what it has in common with claims that may be findings; `content` is known of an arriving claim only.
    """

    statement: Statement
    speakers: tuple[str, ...]
    revision: str
    latest: date | None
    atoms: tuple[frozenset[str], ...]
    content: tuple[Anchor, ...] = ()
    within: str | None = None

    @property
    def id(self) -> str:
        """The id of the claim."""
        return self.statement.id


def arriving(extraction: Extraction, lexicon: Lexicon, *, base: str) -> Iterator[Held]:
    """The claims of an extraction that say anything that can be compared."""
    article = extraction.article
    for claim in extraction.claims:
        if claim.meaning is None:
            continue
        meaning = meaning_from_json(claim.meaning)
        speakers = tuple(
            sorted(str(entity_iri(each, base=base)) for each in claim.speaker.each) if claim.speaker else ()
        )
        statement = Statement(
            claim.id,
            article.text,
            meaning,
            speaker=speakers[0] if speakers else None,
            speaker_name=claim.speaker.name if claim.speaker else None,
            day=_day(claim),
            article=id_of(article_iri(article.id, base=base)),
            headline=claim.headline,
        )
        latest = claim.said.interval.latest if claim.said.interval else None
        found = atoms(meaning, lexicon)
        yield Held(statement, speakers, article.revision, latest, found, claim.content, claim.within)


def stored(store: Store, claim: str, lexicon: Lexicon) -> Held | None:
    """The claim of this IRI as the store has it, without its text; None where it is gone or replaced."""
    found = sorted(
        rows(store, "statement", claim=URIRef(claim)), key=lambda row: (str(row["speaker"]), str(row["name"]))
    )
    if not found:
        return None
    first = found[0]
    meaning = meaning_from_json(str(first["meaning"]))
    speakers = tuple(sorted({str(row["speaker"]) for row in found if row["speaker"] is not None}))
    statement = Statement(
        id_of(claim),
        "",
        meaning,
        speaker=speakers[0] if speakers else None,
        speaker_name=str(first["name"]) if first["name"] is not None else None,
        day=first["day"].toPython() if first["day"] is not None else None,
        article=id_of(first["article"]),
        headline=bool(first["headline"].toPython()),
    )
    latest = first["latest"].toPython() if first["latest"] is not None else None
    return Held(statement, speakers, id_of(first["revision"]), latest, atoms(meaning, lexicon))


def with_text(held: Held, store: Store, *, base: str) -> Held:
    """The claim with the text that its anchors count characters in."""
    found = rows(store, "text", revision=URIRef(f"{base}revision/{held.revision}"))
    return replace(held, statement=replace(held.statement, text=str(found[0]["text"]) if found else ""))


def _day(claim: Claim) -> date | None:
    """The day on which it was said, where that is known to be one day."""
    interval = claim.said.interval
    return interval.earliest if interval and interval.earliest == interval.latest else None
