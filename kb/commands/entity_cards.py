"""What the commands show of the authority file's entries."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from kb.authority.entry import Sort

if TYPE_CHECKING:
    from kb.authority.entry import Authority, Entry, Tenure
    from kb.model import Entity


def whole_name(one: Entry | Entity | None) -> str | None:
    """The name of an entry, Ukrainian where it has one, or of an entity."""
    if one is None:
        return None
    return one.name if isinstance(one.name, str) else one.name("uk")


def entry_rows(entry: Entry) -> dict[str, str]:
    """An entry as a row of a table."""
    return {"name": entry.name("uk"), "kind": entry.kind, "sort": entry.sort, "id": entry.iri}


def holder_of(entry: Entry, authority: Authority, day: date | None) -> str | None:
    """Who held an office on that day; None of what is no office, or where it is not known."""
    if day is None or entry.sort is not Sort.OFFICE:
        return None
    return whole_name(authority.holder(entry.iri, day))


def entry_card(entry: Entry, authority: Authority, sources: list[str], since: datetime | None) -> dict[str, list[str]]:
    """All that is known of an entry, by heading."""
    held = sorted(authority.by_holder.get(entry.iri, ()), key=_begun)
    holders = sorted(authority.by_office.get(entry.iri, ()), key=_begun)

    def named(iri: str | None) -> str | None:
        return whole_name(authority.entries.get(iri)) or iri if iri else None

    parts: dict[str, list[str | None]] = {
        "id": [entry.iri],
        "kind": [entry.kind],
        "sort": [entry.sort],
        **{code: list(names) for code, names in sorted(entry.names.items())},
        "gender": [entry.gender],
        "country": [named(entry.country)],
        "body": [named(entry.body)],
        "stands for": [named(entry.stands_for)],
        "held": [f"{named(tenure.office)}, {_days(tenure)}" for tenure in held],
        "holder": [f"{named(tenure.holder)}, {_days(tenure)}" for tenure in holders],
        "only in": list(entry.only_in),
        "source": [*sources] or ["the package's authority file"],
        "since": [since.isoformat() if since else None],
    }
    return {heading: kept for heading, values in parts.items() if (kept := [value for value in values if value])}


def _begun(tenure: Tenure) -> date:
    return tenure.since or date.min


def _days(tenure: Tenure) -> str:
    return f"{tenure.since or '…'} – {tenure.until or '…'}{', acting' if tenure.acting else ''}"
