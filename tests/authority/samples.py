"""A small authority file of invented people in real states."""

from __future__ import annotations

from datetime import date

from kb.authority import Authority, Entry, Sort, Tenure
from kb.model import EntityKind

UKRAINE, RUSSIA, KYIV = "urn:x:ukraine", "urn:x:russia", "urn:x:kyiv"
MINISTRY, MINISTER = "urn:x:ministry", "urn:x:minister"
MELNYK, TKACH, ELDER, YOUNGER = "urn:x:melnyk", "urn:x:tkach", "urn:x:elder", "urn:x:younger"


def entry(iri: str, sort: Sort, kind: EntityKind, **more: object) -> Entry:
    """An entry with names given as uk="A | B", ru=..., en=..., the preferred one first."""
    names = {code: tuple(str(more.pop(code)).split(" | ")) for code in ("uk", "ru", "en") if code in more}
    return Entry(iri, kind, sort, names, **more)  # type: ignore[arg-type]


AUTHORITY = Authority(
    [
        entry(
            UKRAINE,
            Sort.STATE,
            EntityKind.PLACE,
            uk="Україна",
            ru="Украина",
            en="Ukraine",
            adjectives={"uk": ("український",), "ru": ("украинский",), "en": ("Ukrainian",)},
        ),
        entry(
            RUSSIA,
            Sort.STATE,
            EntityKind.PLACE,
            uk="Росія | РФ",
            ru="Россия | РФ",
            en="Russia",
            adjectives={"uk": ("російський",), "ru": ("российский",), "en": ("Russian",)},
        ),
        entry(
            KYIV,
            Sort.CAPITAL,
            EntityKind.PLACE,
            uk="Київ",
            ru="Киев",
            en="Kyiv | Kiev",
            country=UKRAINE,
            stands_for=UKRAINE,
        ),
        entry(
            MINISTRY,
            Sort.MINISTRY,
            EntityKind.ORGANISATION,
            uk="Міністерство закордонних справ України | МЗС",
            ru="Министерство иностранных дел Украины",
            en="Ministry of Foreign Affairs of Ukraine",
            country=UKRAINE,
        ),
        entry(
            MINISTER,
            Sort.OFFICE,
            EntityKind.OTHER,
            uk="міністр закордонних справ України | глава МЗС України",
            ru="министр иностранных дел Украины",
            en="foreign minister of Ukraine",
            country=UKRAINE,
            body=MINISTRY,
        ),
        entry(
            MELNYK,
            Sort.PERSON,
            EntityKind.PERSON,
            uk="Олена Мельник",
            ru="Елена Мельник",
            en="Olena Melnyk",
            country=UKRAINE,
            gender="Fem",
        ),
        entry(
            TKACH,
            Sort.PERSON,
            EntityKind.PERSON,
            uk="Ігор Ткач",
            ru="Игорь Ткач",
            en="Ihor Tkach",
            country=UKRAINE,
            gender="Masc",
        ),
        entry(
            ELDER, Sort.PERSON, EntityKind.PERSON, en="John Alder", uk="Джон Елдер", country="urn:x:us", gender="Masc"
        ),
        entry(
            YOUNGER, Sort.PERSON, EntityKind.PERSON, en="Mark Alder", uk="Марк Елдер", country="urn:x:us", gender="Masc"
        ),
    ],
    [
        Tenure(TKACH, MINISTER, date(2014, 3, 1), date(2019, 8, 29)),
        Tenure(MELNYK, MINISTER, date(2019, 8, 29)),
    ],
)
