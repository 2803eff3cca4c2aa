"""Which words of one statement say the same as, or the opposite of, which words of the other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from kb.authority.romanise import skeleton
from kb.lexicon import CONCEPT, FRAME, Lexicon
from kb.meaning import Meaning, Unit, UnitKind

WORDS = frozenset({UnitKind.EVENT, UnitKind.THING, UnitKind.QUALITY})
WEIGHTS = {
    UnitKind.NAME: 1.0,
    UnitKind.EVENT: 1.0,
    UnitKind.THING: 1.0,
    UnitKind.QUALITY: 0.6,
    UnitKind.NUMBER: 0.0,
    UnitKind.TIME: 0.0,
}
# What a word weighs that only colours another, belongs to a phrase that is counted already, or tells who says it.
LIGHT = {"part": 0.1, "exists": 0.1, "operator": 0.15, "saying": 0.25, "title": 0.3}
SPEAKER, SOMEONE = "speaker", "someone"
PRONOUN = 0.2
PARTIES = frozenset({UnitKind.NAME, UnitKind.THING})
# A pronoun may mean whoever has the same role on the other side.
ANYBODY = 0.3
# How alike two names or cognates must be spelled, of 1; below, other names come in (Минск, Пинск).
SPELLED_ALIKE = 0.84
SHORTEST_STEM = 5
SAME, RELATED, WIDER, DERIVED = 1.0, 0.9, 0.75, 0.7
NEGATIVE_PREFIXES = ("не", "без", "un", "in", "im", "ir", "dis", "non-", "non")


@dataclass(frozen=True, slots=True)
class Pair:
    """Two units that stand for each other; `opposite` where they exclude each other."""

    left: int
    right: int
    likeness: float
    opposite: bool = False


@dataclass(frozen=True, slots=True)
class Alignment:
    """Two meanings side by side: the pairs, and what is in none of them, by index.

    `candidates` are all that could be pairs, the likest first: a word may stand several times in a text.
    """

    left: Meaning
    right: Meaning
    pairs: tuple[Pair, ...]
    candidates: tuple[Pair, ...]
    left_over: tuple[int, ...]
    right_over: tuple[int, ...]

    @property
    def one_language(self) -> bool:
        """Whether both are in one language."""
        return self.left.language == self.right.language

    def covered(self) -> tuple[float, float]:
        """How much of each side has a counterpart, from 0 to 1, by weight."""
        return (
            _share(self.left, (p.left for p in self.pairs)),
            _share(self.right, (p.right for p in self.pairs)),
        )

    def match_of_left(self, index: int) -> Pair | None:
        """The pair that a unit of the left side is in."""
        return next((pair for pair in self.pairs if pair.left == index), None)


def weight(unit: Unit) -> float:
    """How much a unit tells; numbers and times are compared by themselves and tell nothing here."""
    if _is_pronoun(unit):
        return PRONOUN
    return LIGHT.get(unit.role, WEIGHTS[unit.kind])


def _is_pronoun(unit: Unit) -> bool:
    return unit.senses[:1] in ((SPEAKER,), (SOMEONE,))


def _share(meaning: Meaning, indices: Iterable[int]) -> float:
    whole = sum(map(weight, meaning.units))
    return sum(weight(meaning.units[i]) for i in indices) / whole if whole else 0.0


def align(left: Meaning, right: Meaning, lexicon: Lexicon) -> Alignment:
    """The best counterpart of each unit, the likest pairs first; numbers and times are left to their own rules."""
    same_language = left.language == right.language
    candidates = []
    for i, one in enumerate(left.units):
        for j, other in enumerate(right.units):
            found = _likeness(one, other, left.language, right.language, lexicon, same_language=same_language)
            if found is not None:
                likeness, opposite = found
                candidates.append((likeness + _in_place(left, right, i, j), i, j, likeness, opposite))
    candidates.sort(key=lambda each: (-each[0], abs(each[1] - each[2]), each[1]))
    ordered = tuple(Pair(i, j, likeness, opposite) for _, i, j, likeness, opposite in candidates)
    pairs = one_to_one(ordered)
    lefts, rights = {pair.left for pair in pairs}, {pair.right for pair in pairs}
    return Alignment(left, right, pairs, ordered, tuple(_over(left, lefts)), tuple(_over(right, rights)))


def one_to_one(candidates: Iterable[Pair]) -> tuple[Pair, ...]:
    """Of pairs, the likest first, those that leave each unit in one pair at most."""
    pairs: list[Pair] = []
    lefts: set[int] = set()
    rights: set[int] = set()
    for pair in candidates:
        if pair.left not in lefts and pair.right not in rights:
            lefts.add(pair.left)
            rights.add(pair.right)
            pairs.append(pair)
    return tuple(pairs)


def _over(meaning: Meaning, taken: set[int]) -> Iterator[int]:
    return (i for i, unit in enumerate(meaning.units) if i not in taken and weight(unit) > 0)


def _in_place(left: Meaning, right: Meaning, i: int, j: int) -> float:
    """A little for the same role, and for heads with something in common: of two equal words the one in its place.

    A name goes to a name before it goes to a pronoun that means the same.
    """
    one, other = left.units[i], right.units[j]
    bonus = 0.03 if one.role == other.role else 0.0
    if _is_pronoun(one) != _is_pronoun(other):
        bonus -= PRONOUN
    if one.head >= 0 and other.head >= 0:
        above, beside = left.units[one.head], right.units[other.head]
        if above.lemma == beside.lemma or not set(above.senses).isdisjoint(beside.senses):
            bonus += 0.03
    return bonus


def _likeness(
    one: Unit, other: Unit, left: str, right: str, lexicon: Lexicon, *, same_language: bool
) -> tuple[float, bool] | None:
    if one.kind in WORDS and other.kind in WORDS:
        if same_language and one.lemma == other.lemma:
            return SAME, False
        return _of_words(one.lemma, one.senses, left, other.lemma, other.senses, right, lexicon)
    if UnitKind.NAME in (one.kind, other.kind) and {one.kind, other.kind} <= {UnitKind.NAME, *WORDS}:
        found = _of_names(one, other, left, right)
        return (found, False) if found else None
    return None


@lru_cache(maxsize=200_000)
def _of_words(
    one: str,
    senses: tuple[str, ...],
    left: str,
    other: str,
    others: tuple[str, ...],
    right: str,
    lexicon: Lexicon,
) -> tuple[float, bool] | None:
    """How alike two lemmas of two languages are, with what they evoke, and whether they exclude each other."""
    if not set(senses).isdisjoint(others):
        return RELATED, False
    if left == right and _by_prefix(one, other):
        return RELATED, True
    if any(lexicon.are_opposite(a, b) for a in senses for b in others):
        return RELATED, True
    if any(b in lexicon.implies(a) or a in lexicon.implies(b) for a in senses for b in others):
        return WIDER, False
    alike = _same_stem(one, other) if left == right else _cognate(one, left, other, right)
    return (DERIVED, False) if alike else None


def _of_names(one: Unit, other: Unit, left: str, right: str) -> float:
    if SOMEONE in one.senses or SOMEONE in other.senses:
        return ANYBODY if one.role == other.role and one.kind in PARTIES and other.kind in PARTIES else 0.0
    if not who(one).isdisjoint(who(other)):
        return SAME
    if one.kind is not UnitKind.NAME or other.kind is not UnitKind.NAME:
        name, word, language = (one, other, right) if one.kind is UnitKind.NAME else (other, one, left)
        return RELATED if _alike(name.lemma, skeleton(word.lemma, language)) else 0.0
    if _known(one) and _known(other):
        return 0.0
    if one.lemma == other.lemma:
        return SAME
    ours, theirs = one.lemma.split(), other.lemma.split()
    # A surname stands for the full name, and an acronym or a part of a body's name for the whole.
    shorter, longer = sorted((ours, theirs), key=len)
    if shorter and all(any(_alike(a, b) for b in longer) for a in shorter):
        return RELATED
    return RELATED if _alike(one.lemma, other.lemma) else 0.0


def _known(unit: Unit) -> bool:
    return any(not sense.startswith((FRAME, CONCEPT)) for sense in who(unit))


def who(unit: Unit) -> frozenset[str]:
    """The senses of a unit that tell who or what it is."""
    return frozenset(unit.senses) - {SPEAKER, SOMEONE}


@lru_cache(maxsize=50_000)
def _alike(one: str, other: str) -> bool:
    if one == other:
        return True
    if min(len(one), len(other)) < SHORTEST_STEM:
        return False
    from rapidfuzz import fuzz

    return fuzz.ratio(one, other, score_cutoff=100 * SPELLED_ALIKE) > 0


def _cognate(one: str, left: str, other: str, right: str) -> bool:
    """Whether words of two languages are spelled alike: «парламент» and "parliament" are."""
    return _alike(skeleton(one, left), skeleton(other, right))


def _same_stem(one: str, other: str) -> bool:
    """Whether the words are derived from one another: «новий», «новісінький»."""
    shared = next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    return (
        shared >= min(SHORTEST_STEM, len(min(one, other, key=len)) - 2)
        and shared >= 3
        and (
            shared >= 0.6 * max(len(one), len(other))
            or (shared >= SHORTEST_STEM and shared >= len(min(one, other, key=len)) - 2)
        )
    )


def _by_prefix(one: str, other: str) -> bool:
    """Whether one word is the other with a negative prefix: «достатньо», «недостатньо»."""
    shorter, longer = sorted((one, other), key=len)
    return len(shorter) >= 4 and any(longer == prefix + shorter for prefix in NEGATIVE_PREFIXES)
