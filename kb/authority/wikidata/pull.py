"""Entries and tenures from an endpoint in Wikidata's shape: names, kinds, countries, offices and their dates."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from kb.authority.entry import Entry, Sort, Tenure
from kb.authority.turtle import WIKIDATA
from kb.authority.wikidata.answer import Row, Term, name_of, plain
from kb.authority.wikidata.classes import CLASSES, GENDERS, kind_and_sort
from kb.authority.wikidata.endpoint import Endpoint, read_query, with_values
from kb.errors import KnowledgeBaseError
from kb.model import EntityKind

LANGUAGES = ("uk", "ru", "en")
BATCH = 50
"""Items asked for in one request."""
NAMES = 60
"""Names of an item in one language at most."""
HOLDERS = 100
"""Holders of offices that are asked for at most, the latest."""
FOUND = 5
"""Items that a search gives at most."""
DAY, MONTH, YEAR = "11", "10", "9"
_DIRECT = "http://www.wikidata.org/prop/direct/"
# The female form of an office's label is one of its names.
_NAMES = (
    "http://www.w3.org/2000/01/rdf-schema#label",
    "http://www.w3.org/2004/02/skos/core#altLabel",
    f"{_DIRECT}P2521",
)
_OF_NO_COUNTRY = frozenset({Sort.STATE, Sort.CONTINENT})
_SAME = "http://www.w3.org/2002/07/owl#sameAs"
_ITEM = re.compile(re.escape(WIKIDATA) + r"Q[1-9]\d{0,11}")
_IDENTIFIER = re.compile(
    r"(?:wd:|https?://www\.wikidata\.org/(?:entity|wiki)/)?(Q[1-9]\d{0,11})", re.IGNORECASE | re.ASCII
)


class BadIdentifier(KnowledgeBaseError, ValueError):
    """What is no id of Wikidata."""


@dataclass(frozen=True, slots=True)
class Pulled:
    """What an endpoint knows of the items asked for: entries, tenures, and why it has none of some of them.

    `asked` are the IRIs of the entries that were asked for; the others are their offices or their holders, countries
    and bodies.
    """

    source: str
    entries: tuple[Entry, ...] = ()
    tenures: tuple[Tenure, ...] = ()
    asked: tuple[str, ...] = ()
    missing: Mapping[str, str] = field(default_factory=dict)


def identifier(text: str) -> str:
    """The id in what a user writes: `Q159`, `wd:Q159`, an address at Wikidata. Raises `BadIdentifier`.

    >>> identifier("https://www.wikidata.org/wiki/Q159")
    'Q159'
    """
    found = _IDENTIFIER.fullmatch(text.strip())
    if not found:
        raise BadIdentifier(f"'{plain(text)}' is no id of Wikidata; ids are like Q159")
    return found[1].upper()


def pull(ids: Iterable[str], endpoint: Endpoint, *, known: Mapping[str, Entry] | None = None) -> Pulled:
    """What the endpoint knows of these items, the offices that they held or who held them, and the countries of all.

    `known` are entries that need not be asked for where they are no more than somebody's office or country. Raises
    `BadIdentifier` before anything is asked, and `EndpointError`.
    """
    asked = [f"{WIKIDATA}{identifier(one)}" for one in ids]
    return _Puller(endpoint, known or {}).pull(list(dict.fromkeys(asked)))


def search(name: str, endpoint: Endpoint, *, limit: int = FOUND) -> list[str]:
    """The ids of the items that have this name as it stands, or with other capitals; the best known first.

    Raises `BadIdentifier` where it is no name, and `EndpointError`.
    """
    from rdflib import Literal

    wanted = name_of(name)
    if wanted is None:
        raise BadIdentifier(f"'{plain(name)[:40]}' is no name; a name has two letters and at most 200")
    spellings = dict.fromkeys((wanted, wanted.title(), wanted[:1].upper() + wanted[1:]))
    terms = [Literal(text, lang=code).n3() for text in spellings for code in (*LANGUAGES, "mul")]
    rows = endpoint.ask(with_values(read_query("search"), {"name": terms}))
    found = {row["item"].value for row in rows if _is_item(row.get("item"))}
    # Who has been known for longer has the smaller number.
    return sorted((iri.removeprefix(WIKIDATA) for iri in found), key=lambda one: int(one[1:]))[:limit]


@dataclass(slots=True)
class _Item:
    """What an endpoint says of an item."""

    called: dict[str, set[tuple[int, str]]] = field(default_factory=dict)
    facts: dict[str, list[str]] = field(default_factory=dict)
    kind: EntityKind = EntityKind.OTHER
    sort: Sort = Sort.OTHER

    @property
    def names(self) -> dict[str, tuple[str, ...]]:
        """Its names by language, the label first."""
        return {
            code: tuple(dict.fromkeys(name for _, name in sorted(self.called[code])))[:NAMES]
            for code in LANGUAGES
            if code in self.called
        }

    def values(self, *properties: str) -> list[str]:
        """The items that it has under the first of these properties that it has, in the order of their numbers."""
        found: Sequence[str] = next((self.facts[p] for p in properties if p in self.facts), ())
        return sorted(dict.fromkeys(found), key=_number)


@dataclass(slots=True)
class _Puller:
    """Asks for items, then for those that they point at."""

    endpoint: Endpoint
    known: Mapping[str, Entry]
    items: dict[str, _Item] = field(default_factory=dict)

    def pull(self, asked: list[str]) -> Pulled:
        self._fetch(asked)
        people = [iri for iri in asked if self.items[iri].sort is Sort.PERSON]
        posts = [iri for iri in asked if self.items[iri].sort is Sort.OFFICE]
        tenures = [tenure for batch in _batches(people) for tenure in self._tenures("offices", "item", batch)]
        for batch in _batches(posts):
            latest = sorted(self._tenures("holders", "office", batch), key=lambda tenure: tenure.since or date.min)
            tenures += latest[-HOLDERS:]
        tenures = list(dict.fromkeys(tenures))
        offices = list(dict.fromkeys(tenure.office for tenure in tenures))
        self._fetch(offices)
        self._fetch(list(dict.fromkeys(tenure.holder for tenure in tenures)))
        for office in {*offices} & self.items.keys():
            self.items[office].kind, self.items[office].sort = EntityKind.OTHER, Sort.OFFICE
        around = [value for item in self.items.values() for value in (*_countries(item), *_bodies(item))]
        self._fetch(list(dict.fromkeys(around)))
        entries = {iri: self._entry(iri, item) for iri, item in self.items.items() if item.names}
        held = {**self.known, **entries}
        return Pulled(
            source=self.endpoint.address,
            entries=tuple(entries.values()),
            tenures=tuple(t for t in tenures if t.office in held and self._is(t.holder, EntityKind.PERSON)),
            asked=tuple(iri for iri in asked if iri in entries),
            missing={iri.removeprefix(WIKIDATA): self._why(iri) for iri in asked if iri not in entries},
        )

    def _fetch(self, iris: list[str]) -> None:
        """Read what the endpoint says of the items that are not there yet."""
        first = not self.items
        wanted = [iri for iri in iris if iri not in self.items and (first or iri not in self.known)]
        query = read_query("about")
        for batch in _batches(wanted):
            here = {iri: _Item() for iri in batch}
            for row in self.endpoint.ask(with_values(query, {"item": _terms(batch)})):
                item, said, value = row.get("item"), row.get("property"), row.get("value")
                if item and said and value and item.value in here:
                    _tell(here[item.value], said.value, value)
            self.items |= here
        self._classify([self.items[iri] for iri in wanted])

    def _classify(self, items: list[_Item]) -> None:
        """Find what the items are: by their classes, or else by the superclasses of these."""
        unknown = [
            value
            for item in items
            if not any(value in CLASSES for value in item.values(f"{_DIRECT}P31"))
            for value in item.values(f"{_DIRECT}P31")
        ]
        above: dict[str, set[str]] = {}
        query = read_query("superclasses")
        for batch in _batches(list(dict.fromkeys(unknown))):
            for row in self.endpoint.ask(with_values(query, {"class": _terms(batch)})):
                if _is_item(row.get("class")) and _is_item(row.get("super")):
                    above.setdefault(row["class"].value, set()).add(row["super"].value)
        for item in items:
            classes = item.values(f"{_DIRECT}P31")
            item.kind, item.sort = kind_and_sort([*classes, *(up for one in classes for up in above.get(one, ()))])
            if item.sort is Sort.CITY and set(item.values(f"{_DIRECT}P1376")) & set(_countries(item)):
                item.sort = Sort.CAPITAL

    def _tenures(self, question: str, asked: str, iris: list[str]) -> Iterator[Tenure]:
        """What a query says of these people, or of these offices."""
        rows = self.endpoint.ask(with_values(read_query(question), {asked: _terms(iris)}))
        by_statement: dict[tuple[str, ...], list[Row]] = {}
        for row in rows:
            if _is_item(row.get("item")) and _is_item(row.get("office")) and row[asked].value in iris:
                key = tuple(row[name].value for name in ("item", "office", "statement") if name in row)
                by_statement.setdefault(key, []).append(row)
        for (holder, office, *_), same in sorted(by_statement.items()):
            since = [day for row in same if (day := _day(row, "since", last=False))]
            until = [day for row in same if (day := _day(row, "until", last=True))]
            yield Tenure(holder, office, min(since, default=None), max(until, default=None))

    def _entry(self, iri: str, item: _Item) -> Entry:
        country = next((one for one in _countries(item) if one != iri and self._is(one, EntityKind.PLACE)), None)
        body = next((one for one in _bodies(item) if one != iri and self._is(one, EntityKind.ORGANISATION)), None)
        return Entry(
            iri=iri,
            kind=item.kind,
            sort=item.sort,
            names=item.names,
            country=country,
            body=body,
            stands_for=country if item.sort is Sort.CAPITAL else None,
            gender=next((GENDERS[one] for one in item.values(f"{_DIRECT}P21") if one in GENDERS), None),
        )

    def _is(self, iri: str, kind: EntityKind) -> bool:
        """Whether we have an entry of the kind under this IRI."""
        if iri in self.known:
            return self.known[iri].kind is kind
        return iri in self.items and bool(self.items[iri].names) and self.items[iri].kind is kind

    def _why(self, iri: str) -> str:
        """Why there is no entry for an item."""
        item = self.items[iri]
        if merged := item.values(_SAME):
            return f"is {merged[0].removeprefix(WIKIDATA)} there now; pull that"
        return "has no name there in Ukrainian, Russian or English" if item.facts else "is not known there"


def _tell(item: _Item, said: str, value: Term) -> None:
    """Note one thing that is said of an item."""
    if value.is_iri:
        if _ITEM.fullmatch(value.value):
            item.facts.setdefault(said, []).append(value.value)
    elif said in _NAMES and (name := name_of(value.value)):
        # The name that an item has in all languages is written in Latin letters; its label in English comes first.
        everywhere = value.language == "mul"
        code = "en" if everywhere else value.language
        item.called.setdefault(code, set()).add((2 * _NAMES.index(said) + everywhere, name))


def _countries(item: _Item) -> list[str]:
    if item.sort in _OF_NO_COUNTRY:
        return []
    if item.sort is Sort.PERSON:
        return item.values(f"{_DIRECT}P27")
    return item.values(f"{_DIRECT}P17", f"{_DIRECT}P1001")


def _bodies(item: _Item) -> list[str]:
    """Whom an office directs, or what it is part of."""
    return item.values(f"{_DIRECT}P2389", f"{_DIRECT}P361") if item.sort is Sort.OFFICE else []


def _day(row: Row, name: str, *, last: bool) -> date | None:
    """The first or the last day that a date may mean; None where it is not known."""
    found = re.match(r"\+?(\d{4})-(\d\d)-(\d\d)", row[name].value) if name in row and not row[name].is_iri else None
    if not found:
        return None
    precision = row[f"{name}Precision"].value if f"{name}Precision" in row else DAY
    if precision not in (DAY, MONTH, YEAR):
        return None
    year, month, day = map(int, found.groups())
    if precision == YEAR or not month:
        month, day = (12, 31) if last else (1, 1)
    elif precision == MONTH or not day:
        day = calendar.monthrange(year, month)[1] if last and year and month <= 12 else 1
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _terms(iris: Iterable[str]) -> list[str]:
    """The items as SPARQL writes them; none but items."""
    return [f"<{iri}>" for iri in iris if _ITEM.fullmatch(iri)]


def _is_item(term: Term | None) -> bool:
    return term is not None and term.is_iri and _ITEM.fullmatch(term.value) is not None


def _number(iri: str) -> int:
    return int(iri.removeprefix(f"{WIKIDATA}Q"))


def _batches(iris: list[str]) -> Iterator[list[str]]:
    return (iris[start : start + BATCH] for start in range(0, len(iris), BATCH))
