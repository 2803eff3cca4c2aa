"""What the authority file knows: entities under their names in several languages, offices, and who held them when."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from kb.model import EntityKind


class Sort(StrEnum):
    """What an entity is more exactly than its kind."""

    PERSON = "person"
    STATE = "state"
    TERRITORY = "territory"
    REGION = "region"
    CAPITAL = "capital"
    CITY = "city"
    CONTINENT = "continent"
    BODY = "body"
    SEAT = "seat"
    GOVERNMENT = "government"
    PRESIDENCY = "presidency"
    PARLIAMENT = "parliament"
    MINISTRY = "ministry"
    AGENCY = "agency"
    COURT = "court"
    MILITARY = "military"
    INTERNATIONAL = "international"
    PARTY = "party"
    OUTLET = "outlet"
    NEWSAGENCY = "newsagency"
    COMPANY = "company"
    BANK = "bank"
    NGO = "ngo"
    ARMED = "armed"
    CHURCH = "church"
    OFFICE = "office"
    OTHER = "other"


_PLACES = frozenset(
    {Sort.STATE, Sort.TERRITORY, Sort.REGION, Sort.CAPITAL, Sort.CITY, Sort.CONTINENT, Sort.BODY, Sort.SEAT}
)


OF_A_STATE = frozenset({Sort.MINISTRY, Sort.AGENCY, Sort.COURT, Sort.PARLIAMENT, Sort.GOVERNMENT, Sort.MILITARY})
"""What every state has one of, so that its name alone does not tell whose it is."""


def kind_of(sort: Sort) -> EntityKind:
    """The kind of an entity of that sort."""
    if sort is Sort.PERSON:
        return EntityKind.PERSON
    if sort in _PLACES:
        return EntityKind.PLACE
    return EntityKind.OTHER if sort in {Sort.OFFICE, Sort.OTHER} else EntityKind.ORGANISATION


Names = Mapping[str, tuple[str, ...]]
"""Names by language code; the first of each is the preferred one."""


@dataclass(frozen=True, slots=True)
class Entry:
    """An entity or an office. `country`, `body` and `stands_for` are IRIs of other entries.

    `adjectives` name a state («український»); `stands_for` is who acts where the news says its name («Вашингтон»);
    `body` is the institution that an office belongs to; `gender` is "Masc" or "Fem". An entry that is split off from
    another of the same name is meant `only_in` some articles.
    """

    iri: str
    kind: EntityKind
    sort: Sort
    names: Names
    adjectives: Names = field(default_factory=dict)
    country: str | None = None
    body: str | None = None
    stands_for: str | None = None
    gender: str | None = None
    only_in: tuple[str, ...] = ()

    def name(self, language: str) -> str:
        """The preferred name in a language, else in any."""
        found = self.names.get(language) or next(iter(self.names.values()), ())
        return found[0] if found else self.iri

    @property
    def labels(self) -> tuple[tuple[str, str], ...]:
        """The preferred name in each language: code and name."""
        return tuple(sorted((code, names[0]) for code, names in self.names.items() if names))


@dataclass(frozen=True, slots=True)
class Tenure:
    """Somebody in an office, from the first to the last possible day; None where not known or not over."""

    holder: str
    office: str
    since: date | None = None
    until: date | None = None
    acting: bool = False

    def covers(self, day: date) -> bool:
        """Whether it was their office on that day."""
        return (self.since is None or self.since <= day) and (self.until is None or day <= self.until)


class Authority:
    """Entries by their IRIs, and tenures by office and by holder. Later entries add to earlier ones of the same IRI."""

    def __init__(self, entries: Iterable[Entry] = (), tenures: Iterable[Tenure] = ()) -> None:
        self.entries: dict[str, Entry] = {}
        for entry in entries:
            known = self.entries.get(entry.iri)
            self.entries[entry.iri] = _united(known, entry) if known else entry
        self.tenures = tuple(dict.fromkeys(tenures))
        self.by_office: dict[str, list[Tenure]] = {}
        self.by_holder: dict[str, list[Tenure]] = {}
        for tenure in self.tenures:
            self.by_office.setdefault(tenure.office, []).append(tenure)
            self.by_holder.setdefault(tenure.holder, []).append(tenure)

    def with_more(self, other: Authority) -> Authority:
        """Both together; what the other says of an entry comes after what is known."""
        return Authority((*self.entries.values(), *other.entries.values()), (*self.tenures, *other.tenures))

    def holder(self, office: str, day: date) -> Entry | None:
        """Who held the office on that day; None where nobody, or several (the day of a change), are known to.

        A successor who came that day is the one: the news of that day calls the other one former.
        """
        found = [t for t in self.by_office.get(office, ()) if t.covers(day)]
        holders = {t.holder for t in found}
        if len(holders) > 1:
            latest = max((t.since for t in found if t.since), default=None)
            holders = {t.holder for t in found if t.since == latest}
        return self.entries.get(holders.pop()) if len(holders) == 1 else None


def _united(one: Entry, other: Entry) -> Entry:
    """An entry with the names and adjectives of both, the first one's first."""
    return Entry(
        one.iri,
        one.kind,
        one.sort,
        _all(one.names, other.names),
        _all(one.adjectives, other.adjectives),
        one.country or other.country,
        one.body or other.body,
        one.stands_for or other.stands_for,
        one.gender or other.gender,
        tuple(dict.fromkeys((*one.only_in, *other.only_in))),
    )


def _all(one: Names, other: Names) -> Names:
    return {code: tuple(dict.fromkeys((*one.get(code, ()), *other.get(code, ())))) for code in {**one, **other}}
