"""Which names of a text are one person's.

A surname belongs to the fullest name that it fits: «Тестовий» to «Іван Тестовий». Two names that disagree in the
given name or in gender stay two persons.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from math import log1p
from typing import TYPE_CHECKING

from kb.extract.names import PersonName, is_listed, plain, readings

if TYPE_CHECKING:
    from kb.language.speakers import Speakers

OTHER_READING = 2.5
"""How much worse than the best a reading may be if somebody already has that name."""
PROMINENT = 0.3
NAMED_FIRST = 0.7


@dataclass(frozen=True, slots=True)
class Seen:
    """A name as it stands: its readings, best first, and the gender of the possessive after it, if it is their own.

    `subject` tells that it stands in the nominative.
    """

    readings: Sequence[PersonName]
    pronoun: str = ""
    subject: bool = True


@dataclass(slots=True)
class Person:
    """Somebody found so far: the fullest name, at which places, how many of them with more than a surname."""

    name: PersonName
    places: list[int] = field(default_factory=list)
    whole: int = 0


def identified(seen: Sequence[Seen], words: Speakers) -> tuple[PersonName, ...]:
    """For each name in the order of the text the fullest one of the same person; full names first, then short ones."""
    persons: list[Person] = []
    chosen: dict[int, Person] = {}
    told: dict[tuple[str, ...], Counter[str]] = {}
    for each in seen:
        told.setdefault(each.readings[0].words, Counter())[each.pronoun] += 1
    # What a name is in the nominative is surest where it stands in it.
    for i in sorted(range(len(seen)), key=lambda i: (_is_short(seen[i], words), not seen[i].subject, i)):
        person, reading = _home(seen[i], i, persons, told[seen[i].readings[0].words], words)
        if person is None:
            person = Person(reading)
            persons.append(person)
        elif _fuller(reading, person.name, words):
            person.name = reading
        person.places.append(i)
        person.whole += len(reading.words) > 1
        chosen[i] = person
    genders = {id(chosen[i]): name.gender for i, each in enumerate(seen) if (name := each.readings[0]).gender}
    names = (chosen[i].name for i in range(len(seen)))
    return tuple(
        name if name.gender else name._replace(gender=genders.get(id(chosen[i]), "")) for i, name in enumerate(names)
    )


def _is_short(seen: Seen, words: Speakers) -> bool:
    """Whether the name is a surname alone or, where there are patronymics, has no surname."""
    name = seen.readings[0]
    return _fullness(name, words)[0] < 2 if words.patronymics else len(name.words) < 2


def _home(
    seen: Seen, index: int, persons: Sequence[Person], told: Mapping[str, int], words: Speakers
) -> tuple[Person | None, PersonName]:
    """The person already known that this name fits, the nearest before, else the first after; and in which reading."""
    best: tuple[Person | None, PersonName] = (None, seen.readings[0])
    best_fit = seen.readings[0].fit - OTHER_READING
    fitting = [(r, p) for r in seen.readings for p in persons if same_person(r, p.name, words)]
    first = min((person.places[0] for _, person in fitting), default=0)
    for reading, person in fitting:
        before = [i for i in person.places if i <= index]
        distance = min(index - i for i in before) if before else 50 + min(person.places) - index
        fit = reading.fit - distance / 1000
        if words.capitals is not None and len(reading.words) == 1:
            # A bare surname is whom the text is about: named first, named often, of the gender of what is theirs.
            known = log1p(person.whole) + log1p(len(before)) / 2 + NAMED_FIRST * (person.places[0] == first)
            fit += PROMINENT * (known + 2 * _share(told, person.name.gender))
        if fit > best_fit:
            best, best_fit = (person, reading), fit
    return best


def _share(told: Mapping[str, int], gender: str) -> float:
    """How much more often a gender is told than the other, of all times that one is."""
    total = sum(count for each, count in told.items() if each)
    return (2 * told.get(gender, 0) - total) / total if gender and total else 0.0


def _fuller(name: PersonName, other: PersonName, words: Speakers) -> bool:
    """Whether the name says more: given name and surname, then a patronymic; an initial counts for nothing."""
    return _fullness(name, words) > _fullness(other, words)


def _fullness(name: PersonName, words: Speakers) -> tuple[int, int, int]:
    whole = [word for word in name.words if "." not in word]
    surnamed = [word for word in whole if not is_patronymic(word.casefold(), name.gender, words)]
    return min(len(surnamed), 3), len(whole), sum(map(len, whole))


def same_person(short: PersonName, full: PersonName, words: Speakers) -> bool:
    """Whether the two names may name one person: they share a word and no word of the one contradicts the other."""
    if short.gender and full.gender and short.gender != full.gender:
        return False
    a, b = ([plain(w.casefold()) for w in name.words if w.casefold() not in words.suffixes] for name in (short, full))
    if not a or not b:
        return False
    if len(a) == 1 or len(b) == 1:
        return any(_alike(x, y) for x in a for y in b if not (x.endswith(".") or y.endswith(".")))
    if a[-1] == b[-1]:
        return _alike(a[0], b[0]) or a == b[-len(a) :] or b == a[-len(b) :]
    if a[0] == b[0]:
        # One of them is a given name with a patronymic: «Олена Іванівна» is «Олена Тестова».
        return is_patronymic(a[-1], short.gender, words) != is_patronymic(b[-1], full.gender, words)
    return set(a) == set(b)


def is_patronymic(word: str, gender: str, words: Speakers) -> bool:
    """Whether the word, in lower case, is the father's name of a man or a woman, and no surname («янукович»)."""
    if "-" in word or not word.endswith(words.patronymics.get(gender, ("\0",))):
        return False
    known = [parse.tag.grammemes for parse in readings(word, words.dictionary) if is_listed(parse)]
    return any("Patr" in grammemes for grammemes in known) or not any("Surn" in grammemes for grammemes in known)


def _alike(word: str, other: str) -> bool:
    """Whether the words are the same, or one is the initial («О.») or the short form («Юля», «Юлія») of the other."""
    if word == other:
        return True
    short, full = sorted((word, other), key=len)
    if short.endswith("."):
        return full.startswith(short.rstrip(".")) and short != "."
    return len(short) > 2 and short[-1] in "ая" and full[-1] in "ая" and full.startswith(short[:-1])
