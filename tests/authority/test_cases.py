"""Names are found in every case: 60 states and 60 persons, declined by pymorphy3 in Ukrainian and Russian."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from kb.authority import Entry, Index, Sort, shipped
from kb.model import EntityKind
from kb.parse.dictionary import parses

CASES = ("nomn", "gent", "datv", "accs", "ablt", "loct", "voct")
MANY = 60
FLOOR = 0.95


@pytest.fixture(scope="module")
def index() -> Index:
    return Index(shipped())


def chosen(kind: str) -> list[Entry]:
    """The states by their ids; the persons by how often they were in an office, then by their ids."""
    authority = shipped()
    if kind == "state":
        found = sorted(
            (e for e in authority.entries.values() if e.sort is Sort.STATE), key=lambda e: (len(e.iri), e.iri)
        )
    else:
        persons = (e for e in authority.entries.values() if e.kind is EntityKind.PERSON and e.gender)
        found = sorted(persons, key=lambda e: (-len(authority.by_holder.get(e.iri, ())), e.iri))
    return found[:MANY]


def declined(name: str, language: str, entry: Entry) -> Iterator[str]:
    """The name in every case that the dictionary makes of it."""
    for case in CASES:
        words = [inflected(word, case, language, entry) for word in name.split()]
        if None not in words:
            yield " ".join(word for word in words if word)


def inflected(word: str, case: str, language: str, entry: Entry) -> str | None:
    """One word in a case; itself where it does not change, None where the dictionary has no such form."""
    person = entry.kind is EntityKind.PERSON
    gender = {"Masc": "masc", "Fem": "femn"}.get(entry.gender or "")
    for parse in parses(word, language):
        tag = parse.tag
        # The Ukrainian dictionary leaves the case out of many base forms.
        if tag.POS not in {"NOUN", "ADJF"} or tag.case not in {"nomn", None}:
            continue
        if person and gender not in tag:
            continue
        if person and tag.POS == "NOUN" and not {"Name", "Surn"} & tag.grammemes:
            continue
        form = parse.inflect({case, *(number for number in ("sing", "plur") if number in tag)})
        return "".join([form.word[:1].upper(), form.word[1:]]) if form else None
    return word


@pytest.mark.parametrize("language", ["uk", "ru"])
@pytest.mark.parametrize("kind", ["state", "person"])
def test_names_are_found_in_every_case(kind: str, language: str, index: Index) -> None:
    entries = chosen(kind)
    forms = [(e, form) for e in entries for form in declined(e.name(language), language, e)]
    missed = sorted({form for e, form in forms if e not in index.named(form, language)})
    assert len(entries) == MANY
    assert len(forms) > 5 * MANY
    assert 1 - len(missed) / len(forms) >= FLOOR, missed


# What CLDR calls otherwise than the news: «Гонконг, О.А.Р. Китаю», «Острови Святого Бартоломія».
CLDR_FLOOR = 0.99


@pytest.mark.parametrize("language", ["uk", "ru", "en"])
def test_states_are_found_under_the_names_of_cldr(language: str, index: Index) -> None:
    from babel import Locale

    states = {entry.name("en") for entry in shipped().entries.values() if entry.sort is Sort.STATE}
    english, names = Locale("en").territories, Locale(language).territories
    known = [code for code in map(str, english) if code.isalpha() and english[code] in states]
    missed = [
        names[code] for code in known if not any(e.sort is Sort.STATE for e in index.named(names[code], language))
    ]
    assert len(known) > 170
    assert 1 - len(missed) / len(known) >= CLDR_FLOOR, missed
