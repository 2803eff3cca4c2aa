"""Claims by what they are asked for: as rows, or counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from kb.index.entries import ANY_DAY
from kb.index.text import conditions
from kb.index.wanted import By, Wanted
from kb.language import LANGUAGES

if TYPE_CHECKING:
    from kb.index.database import Index

JOINER = "; "
FLAT = ("form", "speech_act", "polarity", "modality", "hedged", "headline")
"""What a claim is asked for by, as its row has it."""
LONGEST = 20  # claims within claims: no text has more, and no circle of them is followed for ever


REVISION = "CROSS JOIN revision ON revision.id = claim.revision"
FOUND = "content.day, content.text, content.iri, content.speakers, content.publishers, content.language"
CALLED = "SELECT entity FROM label WHERE instr(folded, ?) > 0"
IN_ORDER = "ORDER BY {}.day, content.text, content.iri LIMIT ?"
TIMES = {By.DAY: 10, By.MONTH: 7, By.YEAR: 4}
"""How many characters of an ISO date say the day, the month, the year."""
GROUPS = {By.SPEAKER: "claim.speakers", By.ABOUT: "claim.about", By.OUTLET: "revision.publishers"}
"""What holds the entities that claims are counted by."""


class Found(NamedTuple):
    """A claim that was asked for; `day` is the earliest on which it may have been said, else the latest.

    A tuple, since there may be a hundred thousand of them.
    """

    day: str | None
    who: str | None
    text: str
    outlet: str | None
    claim: str


@dataclass(frozen=True, slots=True)
class Count:
    """How many claims have this in common; `entity` is the IRI where it is somebody. None is what is not known."""

    value: str | None
    claims: int
    entity: str | None = None


def claims(index: Index, wanted: Wanted, *, limit: int | None = None) -> Iterator[Found]:
    """The claims, the earliest first, those without a day before all; as many as `limit` at most."""
    source = _source(index, wanted)
    if limit is not None:
        source = _earliest(index, source, limit)
    if source.sets and not source.tests:
        # A content has all that is listed: of each claim one row is looked up instead of two.
        asked = source.select(FOUND, "", IN_ORDER.format("content"), table="content")
    else:
        asked = source.select(FOUND, "CROSS JOIN content ON content.id = claim.id", IN_ORDER.format("claim"))
    return _found(index, index.database.execute(asked, (*source.values, -1 if limit is None else limit)))


def chain(index: Index, claim: str) -> Iterator[Found]:
    """The claim with this IRI, then those that hold it, from the speaker out to the outlet."""
    asked = f"""
        WITH RECURSIVE link (iri, step) AS (
          VALUES (?, 0) UNION
          SELECT content.within, link.step + 1 FROM link JOIN content ON content.iri = link.iri
          WHERE content.within IS NOT NULL AND link.step < {LONGEST}
        )
        SELECT {FOUND} FROM link CROSS JOIN content ON content.iri = link.iri ORDER BY link.step
    """  # noqa: S608 - of our own parts
    return _found(index, index.database.execute(asked, (claim,)))


def _found(index: Index, rows: Iterable[tuple[Any, ...]]) -> Iterator[Found]:
    # Claims have days, speakers and outlets in common.
    called, iso = cache(Names(index).of), cache(_iso)
    for day, text, iri, speakers, publishers, language in rows:
        yield Found(iso(day), called(speakers, language), text, called(publishers, language), iri)


def count(index: Index, wanted: Wanted, *, by: By | None = None) -> list[Count]:
    """How many claims there are, in all or by one of their sides.

    Times come in their order, all else by number, the most first. A claim of several speakers counts for each, and
    for those who are one with others, by whom they are one with.
    """
    source = _source(index, wanted)
    if by is None:
        return [Count(None, number) for (number,) in index.database.execute(source.select("COUNT(*)"), source.values)]
    if by in TIMES:
        return _by_time(index, source, TIMES[by])
    if by in GROUPS:
        return _by_entity(index, source, by)
    column = "revision.language" if by is By.LANGUAGE else f"claim.{by}"
    asked = source.select(f"{column}, COUNT(*)", REVISION if by is By.LANGUAGE else "", f"GROUP BY {column}")
    return _most_first(Count(value, number) for value, number in index.database.execute(asked, source.values))


def _by_time(index: Index, source: _Source, length: int) -> list[Count]:
    counted: Counter[str | None] = Counter()
    asked = source.select("claim.day, COUNT(*)", "", "GROUP BY claim.day")
    for day, number in index.database.execute(asked, source.values):
        counted[_iso(day) and str(_iso(day))[:length]] += number
    return sorted((Count(*each) for each in counted.items()), key=lambda each: each.value or "")


def _by_entity(index: Index, source: _Source, by: By) -> list[Count]:
    group = GROUPS[by]
    counted: Counter[int | None] = Counter()
    whole = dict(index.database.execute("SELECT entity, whole FROM same"))
    asked = source.select(f"{group}, COUNT(*)", REVISION if by is By.OUTLET else "", f"GROUP BY {group}")
    for listed, number in index.database.execute(asked, source.values):
        for entity in {whole.get(each, each) for each in _numbers(listed)} or {None}:
            counted[entity] += number
    names = Names(index)
    iris = {entity: index.iri(entity) for entity in counted if entity is not None}
    return _most_first(
        Count(names.name(entity, "") if entity is not None else None, number, iris.get(entity or 0))
        for entity, number in counted.items()
    )


def _most_first(counted: Iterable[Count]) -> list[Count]:
    return sorted(counted, key=lambda each: (-each.claims, each.value or "", each.entity or ""))


class Names:
    """What entities are called, kept once it was looked up."""

    def __init__(self, index: Index) -> None:
        self._index = index
        self._names: dict[tuple[int, str], str | None] = {}

    def of(self, listed: str, language: str) -> str | None:
        """The names of those whose numbers are listed, in a language, None where none has one."""
        found = sorted({name for each in _numbers(listed) if (name := self.name(each, language)) is not None})
        return JOINER.join(found) if found else None

    def name(self, entity: int, language: str) -> str | None:
        """The preferred name in this language, else in the first of the package's that has one."""
        key = entity, language
        if key not in self._names:
            asked = "SELECT NOT preferred, language, name FROM label WHERE entity = ?"
            order = (language, *LANGUAGES)
            rows = [
                (other, order.index(code) if code in order else len(order), name)
                for other, code, name in self._index.database.execute(asked, (entity,))
            ]
            self._names[key] = min(rows)[2] if rows else None
        return self._names[key]


@dataclass(frozen=True, slots=True)
class _Source:
    """The claims that are wanted: those in all the sets, if there are any, that pass the tests; and the values."""

    sets: tuple[str, ...]
    tests: tuple[str, ...]
    values: tuple[Any, ...]

    def select(self, columns: str, joins: str = "", rest: str = "", *, table: str = "claim") -> str:
        """The SELECT; every part of it is one of ours, what users say is bound."""
        tests = " AND ".join(self.tests) or "TRUE"
        if not self.sets:
            return f"SELECT {columns} FROM {table} {joins} WHERE {tests} {rest}"  # noqa: S608
        # The sets come first, whatever SQLite thinks of it: it cannot know how few they hold.
        return f"""
            WITH wanted (id) AS ({" INTERSECT ".join(self.sets)})
            SELECT {columns} FROM wanted CROSS JOIN {table} ON {table}.id = wanted.id {joins} WHERE {tests} {rest}
        """  # noqa: S608


def _source(index: Index, wanted: Wanted) -> _Source:
    first = int(f"{wanted.since:%Y%m%d}") if wanted.since else ANY_DAY[0]
    last = int(f"{wanted.until:%Y%m%d}") if wanted.until else ANY_DAY[1]
    sets: list[tuple[str, tuple[Any, ...]]] = []
    if wanted.text.strip():
        sets += conditions(wanted.text, index.words)
    for table, name in (("speaker", wanted.speaker), ("about", wanted.about)):
        if name:
            asked = f"SELECT DISTINCT claim FROM {table} WHERE entity IN ({CALLED}) AND first <= ? AND last >= ?"  # noqa: S608
            sets.append((asked, (name.lower(), last, first)))
    tests: list[tuple[str, tuple[Any, ...]]] = []
    if (wanted.since or wanted.until) and not (wanted.speaker or wanted.about):  # whose sets are of these days
        tests.append(("claim.first <= ? AND claim.last >= ?", (last, first)))
    if wanted.outlet:
        asked = f"claim.revision IN (SELECT revision FROM publisher WHERE entity IN ({CALLED}))"  # noqa: S608
        tests.append((asked, (wanted.outlet.lower(),)))
    if wanted.language is not None:
        tests.append(("claim.revision IN (SELECT id FROM revision WHERE language = ?)", (wanted.language,)))
    if wanted.confidence is not None:
        tests.append(("claim.confidence >= ?", (wanted.confidence,)))
    flat = {column: getattr(wanted, column) for column in FLAT}
    tests += [(f"claim.{column} = ?", (value,)) for column, value in flat.items() if value is not None]
    return _Source(
        tuple(asked for asked, _ in sets),
        tuple(asked for asked, _ in tests),
        tuple(value for _, values in (*sets, *tests) for value in values),
    )


def _earliest(index: Index, source: _Source, limit: int) -> _Source:
    """Those up to the day that so many are found by: texts, which order those of a day, are read of no others."""
    asked = source.select("claim.day", "", "ORDER BY claim.day LIMIT 1 OFFSET ?")
    last = index.database.execute(asked, (*source.values, limit - 1)).fetchone()
    if last is None:
        return source
    tests = (*source.tests, "(claim.day IS NULL OR claim.day <= ?)")
    return replace(source, tests=tests, values=(*source.values, *last))


def _numbers(listed: str) -> Iterator[int]:
    return map(int, listed.split())


def _iso(day: int | None) -> str | None:
    """A day as ISO 8601 has it.

    >>> _iso(20211202)
    '2021-12-02'
    """
    return None if day is None else f"{day // 10000:04}-{day // 100 % 100:02}-{day % 100:02}"
