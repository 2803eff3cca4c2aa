"""A claim as it is compared: from an extraction that arrives, or from the store without parsing its text again."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
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
    from kb.store import Row, Store


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


def stored(store: Store, claims: Iterable[str], lexicon: Lexicon) -> dict[str, Held]:
    """Claims as the store has them, by their IRIs, without their texts; what is gone or replaced is left out."""
    found: defaultdict[str, list[Row]] = defaultdict(list)
    for claim, *row in rows(store, "statement", claim=map(URIRef, claims)):
        if claim is not None:
            found[claim].append(tuple(row))
    return {claim: _held(claim, about, lexicon) for claim, about in found.items()}


def texts(store: Store, revisions: Iterable[str], *, base: str) -> dict[str, str]:
    """The texts that the anchors of revisions, given by their ids, count characters in."""
    asked = (URIRef(f"{base}revision/{revision}") for revision in revisions)
    return {id_of(revision): text or "" for revision, text in rows(store, "text", revision=asked)}


def _held(claim: str, about: list[Row], lexicon: Lexicon) -> Held:
    """A claim of the rows that tell of it: all alike but for the speaker and what the speaker is called."""
    written, headline, day, latest, revision, article, language, *_ = about[0]
    meaning = meaning_from_json(written or "")
    speakers = sorted({speaker for *_, speaker, _, _ in about if speaker is not None})
    names = sorted(
        name for *_, speaker, name, of in about if name is not None and (speaker, of) == (speakers[0], language)
    )
    statement = Statement(
        id_of(claim),
        "",
        meaning,
        speaker=speakers[0] if speakers else None,
        speaker_name=names[0] if names else None,
        day=date.fromisoformat(day) if day else None,
        article=id_of(article),
        headline=headline == "true",
    )
    last = date.fromisoformat(latest) if latest else None
    return Held(statement, tuple(speakers), id_of(revision), last, atoms(meaning, lexicon))


def _day(claim: Claim) -> date | None:
    """The day on which it was said, where that is known to be one day."""
    interval = claim.said.interval
    return interval.earliest if interval and interval.earliest == interval.latest else None
