"""What the index keeps of a graph: its claims flat, and what it calls whom."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rdflib.namespace import OWL, RDF, SKOS

from kb.namespaces import KB, SCHEMA, value_of

if TYPE_CHECKING:
    from rdflib.term import Node

ANY_DAY = (0, 99999999)
"""The first and the last day of what may have been said at any time."""


@dataclass(frozen=True, slots=True)
class Label:
    """What an entity is called in a language: its preferred name there, or another."""

    entity: str
    language: str
    name: str
    preferred: bool


@dataclass(frozen=True, slots=True)
class FlatClaim:
    """A claim as one row; entities by their IRIs, days as numbers: 20211202."""

    iri: str
    text: str
    first: int = ANY_DAY[0]
    last: int = ANY_DAY[1]
    form: str | None = None
    speech_act: str | None = None
    polarity: str | None = None
    modality: str | None = None
    hedged: bool = False
    headline: bool = False
    confidence: float | None = None
    speakers: tuple[str, ...] = ()
    about: tuple[str, ...] = ()
    within: str | None = None

    @property
    def day(self) -> int | None:
        """The day that stands for when it was said: the earliest if that is known, else the latest."""
        return self.first or (self.last if self.last != ANY_DAY[1] else None)


@dataclass(frozen=True, slots=True)
class Entries:
    """All that the index keeps of one graph; `language` is that of the revision, None where it holds none."""

    language: str | None = None
    publishers: tuple[str, ...] = ()
    claims: tuple[FlatClaim, ...] = ()
    labels: tuple[Label, ...] = ()
    same: tuple[tuple[str, str], ...] = ()


Fact = Sequence[str | None]
"""A triple as plain texts, and the language of its value where it has one. Terms of rdflib take ten times as long."""

TYPE, PREFERRED, OTHER, SAME = map(str, (RDF.type, SKOS.prefLabel, SKOS.altLabel, OWL.sameAs))
LANGUAGE, PUBLISHER, TEXT = map(str, (SCHEMA.inLanguage, SCHEMA.publisher, SCHEMA.text))
SPEAKER, ABOUT, WITHIN, ARTICLE = map(str, (KB.speaker, KB.about, KB.within, KB.article))
ON, FIRST, LAST = map(str, (KB.saidOn, KB.saidEarliest, KB.saidLatest))
HEDGED, HEADLINE, CONFIDENCE = map(str, (KB.hedged, KB.headline, KB.confidence))
CHOICES = {"form": KB.form, "speech_act": KB.speechAct, "polarity": KB.polarity, "modality": KB.modality}
READ = frozenset(
    {PREFERRED, OTHER, SAME, LANGUAGE, PUBLISHER, TEXT, SPEAKER, ABOUT, WITHIN, ARTICLE}
    | {ON, FIRST, LAST, HEDGED, HEADLINE, CONFIDENCE, *map(str, CHOICES.values())}
)
"""The predicates that the index reads, of more than there are: `described.rq` asks for the same."""
REVISION = str(KB.Revision)
PATTERNS = (*((term, None) for term in sorted(READ)), (TYPE, REVISION))
"""What the index reads of a graph: predicates, the type only where it is this."""

Known = Mapping[str, list[tuple[str, str]]]


def facts(triples: Iterable[Sequence[Node | None]]) -> Iterator[Fact]:
    """The triples as plain texts."""
    for subject, predicate, value in triples:
        yield str(subject), str(predicate), str(value), getattr(value, "language", None)


def entries(found: Iterable[Fact]) -> Entries:
    """What the index keeps of a graph that says this."""
    described: defaultdict[str, defaultdict[str, list[tuple[str, str]]]] = defaultdict(lambda: defaultdict(list))
    revisions: set[str] = set()
    for subject, predicate, value, language in found:
        if (predicate, value) == (TYPE, REVISION):
            revisions.add(subject or "")
        elif predicate in READ:
            described[subject or ""][predicate or ""].append((value or "", (language or "").lower()))
    revision: Known = described[min(revisions)] if revisions else {}
    return Entries(
        language=revision[LANGUAGE][0][0] if LANGUAGE in revision else None,
        publishers=_texts(revision.get(PUBLISHER)),
        claims=tuple(_claim(iri, known) for iri, known in sorted(described.items()) if ARTICLE in known),
        labels=tuple(_labels(described)),
        same=tuple((iri, known[SAME][0][0]) for iri, known in described.items() if SAME in known),
    )


def _claim(iri: str, known: Known) -> FlatClaim:
    def value(term: str) -> str | None:
        return known[term][0][0] if term in known else None

    choices = {name: value(str(term)) for name, term in CHOICES.items()}
    return FlatClaim(
        iri=iri,
        text=value(TEXT) or "",
        first=_day(value(ON) or value(FIRST), ANY_DAY[0]),
        last=_day(value(ON) or value(LAST), ANY_DAY[1]),
        hedged=value(HEDGED) == "true",
        headline=value(HEADLINE) == "true",
        confidence=_number(value(CONFIDENCE)),
        speakers=_texts(known.get(SPEAKER)),
        about=_texts(known.get(ABOUT)),
        within=value(WITHIN),
        **{name: found and value_of(CHOICES[name], found) for name, found in choices.items()},
    )


def _labels(described: Mapping[str, Known]) -> Iterator[Label]:
    for iri, known in described.items():
        for term in (PREFERRED, OTHER):
            for name, language in known.get(term, ()):
                yield Label(iri, language, name, term == PREFERRED)


def _day(day: str | None, unknown: int) -> int:
    digits = (day or "").replace("-", "")[:8]
    return int(digits) if digits.isdecimal() else unknown


def _number(text: str | None) -> float | None:
    try:
        return None if text is None else float(text)
    except ValueError:  # nothing of ours: whoever may write to the store may write anything
        return None


def _texts(values: list[tuple[str, str]] | None) -> tuple[str, ...]:
    return tuple(sorted(value for value, _ in values or ()))
