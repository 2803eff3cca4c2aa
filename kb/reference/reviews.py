"""The reviews of fact-checkers in a store: imported, listed, removed, and linked to the claims that they are of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from functools import cached_property
from typing import TYPE_CHECKING, Any

from rdflib import URIRef

from kb.errors import NotFound
from kb.facts.feeds import read_reviews
from kb.facts.linking import Candidate, ReviewLink, links, name_key, place_of
from kb.facts.review import Review
from kb.graph import BASE, claim_iri, review_iri
from kb.graph.reviews import review_from, review_graph
from kb.model import Claim, Extraction
from kb.read.source import Failure
from kb.reference.asking import rows

if TYPE_CHECKING:
    from kb.store import Store


_CLAIMS = {"revision": "claims-in", "speaker": "claims-by"}


@dataclass(frozen=True, slots=True)
class Imported:
    """A review that is in the store, the claims that it is of, and whether it is new or was changed."""

    review: Review
    links: tuple[ReviewLink, ...]
    is_new: bool


class Reviews:
    """The reviews of a store, and what of the store is looked up to link them; for one import or one adding."""

    def __init__(self, store: Store, *, base: str = BASE) -> None:
        self._store = store
        self._base = base
        self._prefix = str(review_iri("", base=base))
        self._claims: dict[tuple[str, str], list[Candidate]] = {}

    def __iter__(self) -> Iterator[tuple[Review, tuple[ReviewLink, ...], datetime | None]]:
        """Each review, the claims that it is of, and since when it is here."""
        return (review_from(self._store.graph(iri)) for iri in self._store.graphs() if iri.startswith(self._prefix))

    def bring(self, sources: Iterable[str]) -> Iterator[Imported | Failure]:
        """Import the reviews of files and folders, each linked to claims of the store, each whole or not at all."""
        for source in sources:
            for found in read_reviews(source):
                yield found if isinstance(found, Failure) else self.put(found)

    def put(self, review: Review) -> Imported:
        """Put a review into the store, in the place of what is there of it."""
        iri = str(review_iri(review.id, base=self._base))
        found = links(review, self._candidates(review))
        known = review_from(self._store.graph(iri)) if iri in self._store else None
        since = (known[2] if known else None) or datetime.now(UTC).replace(microsecond=0)
        is_new = self._store.put(iri, review_graph(review, found, at=since, base=self._base))
        return Imported(review, found, is_new)

    def remove(self, identifier: str) -> Review:
        """Remove the review of this id, or whose id begins so. Raises `NotFound`."""
        begin = f"{self._prefix}{identifier.removeprefix(self._prefix)}"
        found = [iri for iri in self._store.graphs() if iri.startswith(begin)] if identifier else []
        if len(found) != 1:
            why = f"{len(found)} begin so; give more of it" if found else "`kb query reviewed` lists reviews"
            raise NotFound(f"no one review '{identifier}': {why}")
        review = review_from(self._store.graph(found[0]))[0]
        self._store.drop(found[0])
        return review

    def link(self, extraction: Extraction) -> int:
        """Link the reviews of the store to the claims of an article that was added; gives how many links are new."""
        known, places, names = self._known
        if not known:
            return 0
        address = extraction.article.url
        each = [_candidate(extraction, claim, self._base) for claim in extraction.claims]
        spoken = {name_key(name) for candidate in each for name in candidate.speakers}
        concerned = set(places.get(place_of(address), ())) if address else set()
        concerned.update(iri for name in spoken for iri in names.get(name, ()))
        return sum(self._linked(iri, found) for iri in sorted(concerned) if (found := links(known[iri], each)))

    def _linked(self, iri: str, found: Iterable[ReviewLink]) -> int:
        """Add links to a review that is in the store; gives how many are new."""
        review, there, since = review_from(self._store.graph(iri))
        both = {link.claim: link for link in (*found, *there)}
        if len(both) > len(there):
            now = since or datetime.now(UTC).replace(microsecond=0)
            self._store.put(iri, review_graph(review, both.values(), at=now, base=self._base))
        return len(both) - len(there)

    @cached_property
    def _known(self) -> tuple[dict[str, Review], dict[str, list[str]], dict[str, list[str]]]:
        """The reviews of the store, as far as they are linked by it; their IRIs by the places and names in them."""
        known: dict[str, Review] = {}
        places: dict[str, list[str]] = {}
        names: dict[str, list[str]] = {}
        for row in rows(self._store, "reviews"):
            iri, claimant, address = str(row["review"]), row["claimant"], row["address"]
            one = known.get(iri) or Review(str(row["claimed"]), published=_day(row["published"]))
            if claimant is not None:
                one = replace(one, claimant=str(claimant))
                names.setdefault(name_key(str(claimant)), []).append(iri)
            if address is not None:
                one = replace(one, appearances=(*one.appearances, str(address)))
                places.setdefault(place_of(str(address)), []).append(iri)
            known[iri] = one
        return known, places, names

    @cached_property
    def _addresses(self) -> dict[str, list[str]]:
        """The revisions of the store by their addresses."""
        found: dict[str, list[str]] = {}
        for row in rows(self._store, "addresses"):
            found.setdefault(place_of(str(row["url"])), []).append(str(row["revision"]))
        return found

    @cached_property
    def _speakers(self) -> tuple[dict[str, list[str]], dict[str, list[str]]]:
        """Who says something: their IRIs by name, and their names by IRI."""
        by_name: dict[str, list[str]] = {}
        names: dict[str, list[str]] = {}
        for row in rows(self._store, "speakers"):
            by_name.setdefault(name_key(str(row["name"])), []).append(str(row["speaker"]))
            names.setdefault(str(row["speaker"]), []).append(str(row["name"]))
        return by_name, names

    def _candidates(self, review: Review) -> list[Candidate]:
        """The claims of the articles and of the speaker that a review names."""
        wanted = [("revision", iri) for each in review.appearances for iri in self._addresses.get(place_of(each), ())]
        if review.claimant is not None:
            wanted += [("speaker", iri) for iri in self._speakers[0].get(name_key(review.claimant), ())]
        return [candidate for kind, iri in dict.fromkeys(wanted) for candidate in self._claims_of(kind, iri)]

    def _claims_of(self, kind: str, iri: str) -> list[Candidate]:
        key = (kind, iri)
        if key not in self._claims:
            found = rows(self._store, _CLAIMS[kind], **{kind: URIRef(iri)})
            self._claims[key] = [self._row(row, iri if kind == "speaker" else None) for row in found]
        return self._claims[key]

    def _row(self, row: dict[str, Any], speaker: str | None) -> Candidate:
        return Candidate(
            claim=str(row["claim"]),
            text=str(row["text"]),
            speakers=tuple(self._speakers[1].get(speaker or str(row.get("speaker")), ())),
            address=str(row["url"]) if row["url"] is not None else None,
            earliest=_day(row["earliest"]),
        )


def _day(node: Any) -> date | None:
    value = node.toPython() if node is not None else None
    return value if isinstance(value, date) else None


def _candidate(extraction: Extraction, claim: Claim, base: str) -> Candidate:
    names = [
        name
        for each in (claim.speaker.each if claim.speaker else ())
        for name in (each.name, *(label for _, label in (each.link.labels if each.link and each.link.is_sure else ())))
    ]
    return Candidate(
        claim=str(claim_iri(claim.id, base=base)),
        text=claim.text(extraction.article),
        speakers=tuple(dict.fromkeys(names)),
        address=extraction.article.url,
        earliest=claim.said.interval.earliest if claim.said.interval else None,
    )
