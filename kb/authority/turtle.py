"""The authority file: SKOS in Turtle, read with the parser of the store, which is the fastest at hand.

wd:Q61 a skos:Concept, kb:Place ; kb:sort kb:sort-capital ; kb:country wd:Q30 ; kb:standsFor wd:Q30 ;
skos:prefLabel "Washington"@en, "Вашингтон"@uk ; skos:altLabel "Washington, D.C."@en .
<urn:kb:who#tenure-...> a kb:Tenure ; kb:holder wd:Q76 ; kb:office wd:Q11696 ;
schema:startDate "2009-01-20"^^xsd:date ; schema:endDate "2017-01-20"^^xsd:date .
"""

from __future__ import annotations

import calendar
from collections.abc import Iterable
from datetime import date
from functools import cache
from pathlib import Path

from kb.authority.entry import Authority, Entry, Names, Sort, Tenure
from kb.errors import KnowledgeBaseError
from kb.model import EntityKind
from kb.resources import ontology

WHO = "urn:kb:who#"
"""Namespace of the entries that have no Wikidata id in the authority file."""
WIKIDATA = "http://www.wikidata.org/entity/"

_KB = "urn:kb:ns#"
_RDF_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
_SKOS = "http://www.w3.org/2004/02/skos/core#"
_SCHEMA = "https://schema.org/"
_KINDS = {
    f"{_KB}Person": EntityKind.PERSON,
    f"{_KB}Organisation": EntityKind.ORGANISATION,
    f"{_KB}Place": EntityKind.PLACE,
    f"{_KB}Entity": EntityKind.OTHER,
    f"{_KB}Office": EntityKind.OTHER,
}
_GENDERS = {f"{_SCHEMA}Male": "Masc", f"{_SCHEMA}Female": "Fem"}

Triple = tuple[str, str, str, str | None]
"""Subject, predicate and object as text, and the language of the object, None for one without."""
Node = tuple[str, str | None]
"""The value of a node and its language, None for one without."""


class BadAuthority(KnowledgeBaseError, ValueError):
    """An authority file that cannot be read."""


@cache
def shipped() -> Authority:
    """The authority file of the package, read once."""
    return read_authority(ontology("entities.ttl"))


def read_authority(path: Path) -> Authority:
    """The entries and tenures of a Turtle file. Raises `BadAuthority`."""
    from pyoxigraph import RdfFormat, parse

    try:
        return authority_of(
            (quad.subject.value, quad.predicate.value, quad.object.value, getattr(quad.object, "language", None))
            for quad in parse(path=path, format=RdfFormat.TURTLE)
        )
    except (SyntaxError, ValueError) as error:
        raise BadAuthority(f"{path} is no authority file: {error}") from error


def authority_of(triples: Iterable[Triple]) -> Authority:
    """The entries and tenures that triples describe; what is neither is passed over. Raises `BadAuthority`."""
    nodes: dict[str, dict[str, list[Node]]] = {}
    for subject, predicate, value, language in triples:
        nodes.setdefault(subject, {}).setdefault(predicate, []).append((value, language))
    entries: list[Entry] = []
    tenures: list[Tenure] = []
    for iri, said in nodes.items():
        types = {value for value, _ in said.get(_RDF_TYPE, ())}
        if f"{_KB}Tenure" in types:
            tenures.append(_tenure(iri, said))
        elif types & _KINDS.keys():
            entries.append(_entry(iri, said, types))
    return Authority(entries, tenures)


def _entry(iri: str, said: dict[str, list[Node]], types: set[str]) -> Entry:
    kind = next(kind for term, kind in _KINDS.items() if term in types)
    sort = _one(said, f"{_KB}sort")
    gender = _one(said, f"{_SCHEMA}gender")
    return Entry(
        iri=iri,
        kind=kind,
        sort=_sort(iri, sort, kind, types),
        names=_names(said, f"{_SKOS}prefLabel", f"{_SKOS}altLabel"),
        adjectives=_names(said, f"{_KB}adjective"),
        country=_one(said, f"{_KB}country"),
        body=_one(said, f"{_KB}body"),
        stands_for=_one(said, f"{_KB}standsFor"),
        gender=_GENDERS.get(gender) if gender else None,
        only_in=tuple(sorted(value for value, _ in said.get(f"{_KB}onlyIn", ()))),
    )


def _sort(iri: str, sort: str | None, kind: EntityKind, types: set[str]) -> Sort:
    if f"{_KB}Office" in types:
        return Sort.OFFICE
    if sort is None:
        return Sort.PERSON if kind is EntityKind.PERSON else Sort.OTHER
    try:
        return Sort(sort.removeprefix(f"{_KB}sort-"))
    except ValueError:
        raise BadAuthority(f"{iri} is of no known sort: {sort}; there are: {', '.join(Sort)}") from None


def _tenure(iri: str, said: dict[str, list[Node]]) -> Tenure:
    holder, office = _one(said, f"{_KB}holder"), _one(said, f"{_KB}office")
    if holder is None or office is None:
        raise BadAuthority(f"{iri} is a tenure without kb:holder or kb:office; it needs both")
    since, until = _one(said, f"{_SCHEMA}startDate"), _one(said, f"{_SCHEMA}endDate")
    return Tenure(
        holder,
        office,
        _day(iri, since, last=False) if since else None,
        _day(iri, until, last=True) if until else None,
        acting=_one(said, f"{_KB}acting") == "true",
    )


def _day(iri: str, written: str, *, last: bool) -> date:
    """The first or the last day of what is written as a day, a month or a year."""
    try:
        year, month, day = (*map(int, written.split("-")), 0, 0)[:3]
        month = month or (12 if last else 1)
        return date(year, month, day or (calendar.monthrange(year, month)[1] if last else 1))
    except (ValueError, IndexError):
        raise BadAuthority(f"{iri} has the date '{written}'; dates are YYYY, YYYY-MM or YYYY-MM-DD") from None


def _one(said: dict[str, list[Node]], term: str) -> str | None:
    return min((value for value, _ in said.get(term, ())), default=None)


def _names(said: dict[str, list[Node]], *terms: str) -> Names:
    found: dict[str, list[str]] = {}
    for term in terms:
        for value, language in sorted(said.get(term, ()), key=lambda node: node[1] or ""):
            found.setdefault((language or "").lower(), []).append(value)
    return {code: tuple(dict.fromkeys(names)) for code, names in found.items()}
