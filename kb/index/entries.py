"""What the index keeps of a graph: its claims flat, and what it calls whom."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rdflib import Literal
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


PREDICATES = frozenset(
    {
        RDF.type,
        SKOS.prefLabel,
        SKOS.altLabel,
        OWL.sameAs,
        SCHEMA.inLanguage,
        SCHEMA.publisher,
        SCHEMA.text,
        KB.article,
        KB.speaker,
        KB.about,
        KB.form,
        KB.speechAct,
        KB.polarity,
        KB.modality,
        KB.hedged,
        KB.headline,
        KB.confidence,
        KB.saidEarliest,
        KB.saidLatest,
    }
)
"""What the index reads of a graph; all else it does not need."""

Described = Mapping["Node", Mapping["Node", list["Node"]]]


def entries(triples: Iterable[tuple[Node, Node, Node]]) -> Entries:
    """What the index keeps of a graph with these triples."""
    described: dict[Node, dict[Node, list[Node]]] = defaultdict(lambda: defaultdict(list))
    for subject, predicate, value in triples:
        if predicate in PREDICATES:
            described[subject][predicate].append(value)
    claims = [node for node, known in described.items() if KB.Claim in known.get(RDF.type, ())]
    revision = next((node for node, known in described.items() if KB.Revision in known.get(RDF.type, ())), None)
    known = described[revision] if revision is not None else {}
    return Entries(
        language=str(known[SCHEMA.inLanguage][0]) if SCHEMA.inLanguage in known else None,
        publishers=_iris(known.get(SCHEMA.publisher)),
        claims=tuple(sorted((_claim(str(node), described[node]) for node in claims), key=lambda claim: claim.iri)),
        labels=tuple(_labels(described)),
        same=tuple((str(node), str(known[OWL.sameAs][0])) for node, known in described.items() if OWL.sameAs in known),
    )


def _claim(iri: str, known: Mapping[Node, list[Node]]) -> FlatClaim:
    def value(term: Node) -> Node | None:
        return known[term][0] if term in known else None

    def choice(term: Node) -> str | None:
        found = value(term)
        return None if found is None else value_of(term, found)  # type: ignore[arg-type]

    confidence = value(KB.confidence)
    return FlatClaim(
        iri=iri,
        text=str(value(SCHEMA.text) or ""),
        first=_day(value(KB.saidEarliest), ANY_DAY[0]),
        last=_day(value(KB.saidLatest), ANY_DAY[1]),
        form=choice(KB.form),
        speech_act=choice(KB.speechAct),
        polarity=choice(KB.polarity),
        modality=choice(KB.modality),
        hedged=str(value(KB.hedged)) == "true",
        headline=str(value(KB.headline)) == "true",
        confidence=float(str(confidence)) if confidence is not None else None,
        speakers=_iris(known.get(KB.speaker)),
        about=_iris(known.get(KB.about)),
    )


def _labels(described: Described) -> Iterable[Label]:
    for node, known in described.items():
        if KB.Predicate in known.get(RDF.type, ()):
            continue  # what is said is no one who says it
        for term in (SKOS.prefLabel, SKOS.altLabel):
            for name in known.get(term, ()):
                if isinstance(name, Literal):
                    yield Label(str(node), (name.language or "").lower(), str(name), term == SKOS.prefLabel)


def _day(term: Node | None, unknown: int) -> int:
    return unknown if term is None else int(str(term).replace("-", "")[:8])


def _iris(nodes: list[Node] | None) -> tuple[str, ...]:
    return tuple(sorted(map(str, nodes or ())))
