"""What claims are found by that may say the same or the opposite: pairs of the things that they speak of."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from itertools import combinations

from kb.authority.romanise import skeleton
from kb.compare.alignment import NEGATIVE_PREFIXES, WORDS, weight
from kb.lexicon import Lexicon
from kb.meaning import Meaning, Unit, UnitKind

# Units of a claim that keys are made of, the weightiest first, then those nearest to what it says: six make 15 pairs.
TELLING_UNITS = 6
# Those of them that are kept together with the speaker.
OF_SPEAKER = 3
LEAST_WEIGHT = 0.5
# Letters of a name or a word without a meaning of its own that stay in all its forms and in all languages.
STEM = 5
MOST_KEYS = 24
JOINER = " "
PRONOUNS = frozenset({"speaker", "someone"})


def atoms(meaning: Meaning, lexicon: Lexicon, *, most: int | None = None) -> tuple[frozenset[str], ...]:
    """What each telling unit has in common with its like and its opposite; of the `most` telling ones, where given."""
    telling = [n for n, unit in enumerate(meaning.units) if _tells(unit)]
    if most is not None:
        telling = sorted(telling, key=lambda n: (-weight(meaning.units[n]), _depth(meaning, n), n))[:most]
    found = (_atoms(meaning.units[n], meaning.language, lexicon) for n in sorted(telling))
    return tuple(each for each in found if each)


def keys(meaning: Meaning, lexicon: Lexicon, *, speakers: Iterable[str] = ()) -> tuple[str, ...]:
    """The keys of a claim: two claims that may be findings have one in common.

    A key is a pair of things that the claim speaks of, or its speaker and a thing: what somebody said of it before.
    """
    given = atoms(meaning, lexicon, most=TELLING_UNITS)
    found: dict[str, None] = {}
    for speaker in sorted(speakers):
        for each in given[:OF_SPEAKER]:
            found.update((f"{speaker}{JOINER}{atom}", None) for atom in sorted(each))
    for one, other in combinations(given, 2):
        for a in sorted(one):
            found.update((JOINER.join(sorted((a, b))), None) for b in sorted(other) if a != b)
    return tuple(found)[:MOST_KEYS]


def in_common(one: tuple[frozenset[str], ...], other: tuple[frozenset[str], ...]) -> float:
    """How much of the claim that says less the other one may have, from 0 to 1."""
    shorter, longer = sorted((one, other), key=len)
    known = frozenset().union(*longer)
    return sum(not each.isdisjoint(known) for each in shorter) / len(shorter) if shorter else 0.0


def _tells(unit: Unit) -> bool:
    return (unit.kind is UnitKind.NAME or unit.kind in WORDS) and weight(unit) >= LEAST_WEIGHT


def _depth(meaning: Meaning, index: int) -> int:
    """How many units stand above it."""
    depth = 0
    while (index := meaning.units[index].head) >= 0 and depth < len(meaning.units):
        depth += 1
    return depth


@lru_cache(maxsize=50_000)
def _atoms(unit: Unit, language: str, lexicon: Lexicon) -> frozenset[str]:
    if unit.kind is UnitKind.NAME:
        if unit.senses:
            # The last is for whom the name stands: Russia for the Kremlin.
            return frozenset(unit.senses[-1:]) - PRONOUNS
        return frozenset(word[:STEM] for word in unit.lemma.split()[-1:])
    if not unit.senses:
        return frozenset({_stem(unit.lemma, language)})
    same = _axes(lexicon)
    meant = {wider for sense in unit.senses for wider in (sense, *lexicon.implies(sense))}
    return frozenset(same.get(sense, sense) for sense in meant)


def _stem(lemma: str, language: str) -> str:
    """The beginning of a word without «не» or "un", which is that of its opposite."""
    for prefix in NEGATIVE_PREFIXES:
        if lemma.startswith(prefix) and len(lemma) >= len(prefix) + STEM:
            lemma = lemma.removeprefix(prefix)
            break
    return skeleton(lemma, language)[:STEM]


@lru_cache(maxsize=4)
def _axes(lexicon: Lexicon) -> Mapping[str, str]:
    """One id for frames and concepts that are opposite to each other, so that they meet under one key."""
    found: dict[str, str] = {}
    for each in (*lexicon.frame_by_id, *lexicon.concept_by_id):
        if each in found or not lexicon.opposites(each):
            continue
        group, edge = {each}, {each}
        while edge:
            edge = {other for one in edge for other in lexicon.opposites(one)} - group
            group |= edge
        found.update(dict.fromkeys(group, min(group)))
    return found
