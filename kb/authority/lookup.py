"""Looking up entries as a user names them: by id, by name, by what is like it; and which two must be one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from kb.authority import index_of
from kb.authority.entry import Authority, Entry, Sort
from kb.authority.romanise import CYRILLIC
from kb.authority.turtle import WHO, WIKIDATA
from kb.errors import NotFound
from kb.model import LINKED_FROM, OFFERED_FROM, EntityKind, LinkMethod

CERTAIN = 100.0
_CYRILLIC, _LATIN = ("uk", "ru"), ("en",)


@dataclass(frozen=True, slots=True)
class Candidate:
    """An entry that a name may mean, how it was found and how like the name it is, from 0 to 100."""

    entry: Entry
    method: LinkMethod
    score: float


def find_entries(authority: Authority, name: str, *, kind: EntityKind | None = None) -> list[Candidate]:
    """The entries that a name may mean, the likeliest first: by name, by surname, by office, by spelling."""
    index = index_of(authority)
    found: dict[str, Candidate] = {}

    def note(entries: Iterable[Entry], method: LinkMethod, score: float) -> None:
        for entry in entries:
            if (kind is None or entry.kind is kind) and (entry.iri not in found or found[entry.iri].score < score):
                found[entry.iri] = Candidate(entry, method, score)

    for language in (*_CYRILLIC, *_LATIN):
        note(index.named(name, language), LinkMethod.NAME, CERTAIN)
    for language in _CYRILLIC if CYRILLIC.search(name) else _LATIN:
        if " " in name.strip():  # one word names an office in full or not at all
            note(index.offices(name, language), LinkMethod.OFFICE, LINKED_FROM)
        note(index.with_surname(name, language), LinkMethod.SURNAME, LINKED_FROM - 1)
        for each in (kind,) if kind else EntityKind:
            for like in index.spelled(name, language, each, OFFERED_FROM):
                note([authority.entries[like.iri]], LinkMethod.SPELLING, min(round(like.score, 1), CERTAIN - 1))
    return sorted(found.values(), key=lambda each: (-each.score, each.entry.iri))


def entry_of(authority: Authority, identifier: str, *, same: Mapping[str, str], base: str) -> Entry:
    """The entry of this IRI, id, beginning of an id under the base, or exact name; `same` leads from merged ones.

    Raises `NotFound` where there is none, or more than one.
    """
    entries = authority.entries
    for iri in (whole_iri(identifier), f"{base}entity/{identifier}", f"{WHO}{identifier}"):
        if same.get(iri, iri) in entries:
            return entries[same.get(iri, iri)]
    if re.fullmatch("[0-9a-f]{4,}", identifier):
        begun = [iri for iri in entries if iri.startswith(f"{base}entity/{identifier}")]
        if len(begun) == 1:
            return entries[begun[0]]
    wanted = identifier.casefold().strip()
    named = [e for e in entries.values() if any(wanted == n.casefold() for each in e.names.values() for n in each)]
    if not named:
        index = index_of(authority)
        inflected = (e for language in (*_CYRILLIC, *_LATIN) for e in index.named(identifier, language))
        named = list({entry.iri: entry for entry in inflected}.values())
    if len(named) == 1:
        return named[0]
    if named:
        ids = ", ".join(entry.iri for entry in named[:5])
        raise NotFound(f"'{identifier}' is the name of {len(named)} entries: {ids}; give the id of one")
    raise NotFound(f"no entry '{identifier}' in the authority file; `kb entities find` shows what is like it")


def twins(authority: Authority, entries: Iterable[Entry]) -> Iterator[tuple[Entry, Entry]]:
    """Each entry from elsewhere with the one of the package's that must be the same, though without its id.

    Two preferred names are the same, kind and sort are, and neither gender nor country speak against it.
    """
    ours: dict[tuple[str, str], set[str]] = {}
    known = authority.entries
    for entry in known.values():
        if entry.iri.startswith(WHO):
            for code, name in entry.labels:
                ours.setdefault((code, name.casefold()), set()).add(entry.iri)
    for entry in entries:
        alike = [iri for code, name in entry.labels for iri in ours.get((code, name.casefold()), ())]
        found = {iri for iri in alike if alike.count(iri) >= 2 and _may_be_one(known[iri], entry)}
        if not entry.iri.startswith(WHO) and len(found) == 1:
            yield entry, known[found.pop()]


def whole_iri(identifier: str) -> str:
    """The IRI that a Wikidata id or a short form stands for, else the identifier itself.

    >>> whole_iri("Q159"), whole_iri("wd:Q159") == whole_iri("Q159"), whole_iri("who:ua-mayor")
    ('http://www.wikidata.org/entity/Q159', True, 'urn:kb:who#ua-mayor')
    """
    short = identifier.removeprefix("wd:")
    if re.fullmatch(r"Q[1-9]\d*", short):
        return f"{WIKIDATA}{short}"
    return f"{WHO}{identifier[4:]}" if identifier.startswith("who:") else identifier


def _may_be_one(one: Entry, other: Entry) -> bool:
    """Whether nothing but the id tells two entries of the same name apart."""
    pairs = ((one.gender, other.gender), (one.country, other.country))
    same_sort = one.sort is other.sort or Sort.OTHER in (one.sort, other.sort)
    return one.kind is other.kind and same_sort and all(a is None or b is None or a == b for a, b in pairs)
