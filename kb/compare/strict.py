"""What of two claims that nobody has laid side by side is worth telling: what speaks of one thing.

Where somebody chose a pair, shared words mean a shared matter. In a store most claims share words and nothing else. So
here it is asked what either side says at its heart, who does it and to whom, and whether both mean one time.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import timedelta

from kb.compare.alignment import ANYBODY, LIGHT, PARTIES, SOMEONE, SPEAKER, WORDS, weight, who
from kb.compare.comparison import OPEN, Comparison
from kb.compare.denials import answers
from kb.compare.rules import Verdict
from kb.compare.statement import Statement
from kb.compare.structure import COLOURING, TELLING, WISHED, clause_of, participants
from kb.meaning import Meaning, Unit, UnitKind
from kb.model import CONFLICTS, Anchor, FindingKind, Modality, digest

Pair = tuple[int, int]
# How much of the shorter and of the longer statement has a counterpart, and the weight of what both have.
AGREED, AGREED_LONGER, AGREED_SHARED = 0.8, 0.5, 2.4
# Of what is said in nearly the same words no more is asked: a quotation, wherever it was cut.
QUOTED, QUOTED_LONGER, QUOTED_SHARED = 0.95, 0.6, 5.0
DIFFERENT, DIFFERENT_LONGER, DIFFERENT_SHARED = 0.7, 0.55, 2.4
# Of clauses that exclude each other; what a pronoun does that may be the speaker's must be said in so much more.
OPPOSED, OPPOSED_LONGER, OPPOSED_SHARED, OPPOSED_OF_PRONOUN = 0.6, 0.4, 1.0, 2.0
# What two people say of one state of affairs is of one time if they say it within so many days.
ONE_TIME = timedelta(days=45)
# Letters before and after a word that make it the same passage; characters before a content that make it a copy, and
# letters that are at least among them.
PASSAGE, AROUND, COPIED, BEGUN = 10, 30, 25, 3
SENTENCE_END, QUOTED_FROM = re.compile(r"[.!?…\n]"), re.compile("[«“”„\"]|''")
# Roles through which a sentence asserts what hangs in it.
ASSERTED = COLOURING | {"saying", "ccomp", "xcomp", "conj", "parataxis"}
ROLES = ("subject", "object")
SUPPOSED = frozenset({Modality.CONDITIONAL, Modality.QUESTION})


def is_told(both: Comparison, verdict: Verdict) -> bool:
    """Whether what a rule found of two claims of a store is worth telling."""
    if verdict.kind in CONFLICTS:
        return _is_conflict(both, verdict)
    return TESTS[verdict.kind](both)


def _is_conflict(both: Comparison, verdict: Verdict) -> bool:
    """Whether both sides claim it at their hearts, of the same parties and of one time."""
    if (both.left.meaning.denies and answers(both.left, both.right)) or (
        both.right.meaning.denies and answers(both.right, both.left)
    ):
        return True
    pair = _at(both, verdict.parts)
    if pair is None or both.times.other or both.numbers.other or _is_one_passage(both, verdict.parts[0]):
        return False
    if verdict.kind is FindingKind.SUPERSEDES and not _is_one_speaker(both):
        return False
    left, right = both.left.meaning, both.right.meaning
    one, other = left.units[pair[0]], right.units[pair[1]]
    if one.negated == other.negated and not _are_as_certain(one, other):
        return False
    verbs = _clauses(both, pair, changes=verdict.kind is FindingKind.SUPERSEDES)
    if verbs is None:
        return False
    clause = both.clause(verbs)
    if clause.shorter < OPPOSED or clause.longer < OPPOSED_LONGER or both.shared < OPPOSED_SHARED:
        return False
    return _is_one_time(both) and _have_same_parties(both, verbs, nobody_else=True)


def _is_agreement(both: Comparison) -> bool:
    """Whether both sides say the same of the same, or quote the same words."""
    if (
        both.swaps
        or both.numbers.other
        or both.times.other
        or _is_copied(both)
        or _asks(both.left) != _asks(both.right)
    ):
        return False
    if not (_is_one_speaker(both) or (_is_sentence(both.left.meaning) and _is_sentence(both.right.meaning))):
        return False
    high, low = both.covered
    if high >= QUOTED and low >= QUOTED_LONGER and both.shared >= QUOTED_SHARED:
        return True
    pair = both.heart
    if pair is None or high < AGREED or low < AGREED_LONGER or both.shared < AGREED_SHARED:
        return False
    one, other = both.left.meaning.units[pair[0]], both.right.meaning.units[pair[1]]
    return one.negated == other.negated and _are_as_certain(one, other) and _have_same_parties(both, pair)


def _is_difference(both: Comparison) -> bool:
    """Whether both sides say the same, but for one thing that is of another name, number or time, or less certain."""
    pair = both.heart
    high, low = both.covered
    if pair is None or high < DIFFERENT or low < DIFFERENT_LONGER or both.shared < DIFFERENT_SHARED:
        return False
    left, right = both.left.meaning.units, both.right.meaning.units
    one, other = left[pair[0]], right[pair[1]]
    if one.negated != other.negated or Modality.QUESTION in (one.modality, other.modality):
        return False
    if _is_open(one) and _is_open(other) and not _are_as_certain(one, other):
        return False
    ours, theirs = clause_of(both.left.meaning, pair[0]), clause_of(both.right.meaning, pair[1])
    others = [_are_others(left[i], right[j]) and i in ours and j in theirs for i, j in both.swaps]
    if len(others) > 1 or not all(others):
        return False
    return _have_same_parties(both, pair, but=both.swaps)


TESTS: Mapping[FindingKind, Callable[[Comparison], bool]] = {
    FindingKind.AGREES: _is_agreement,
    FindingKind.DIFFERS: _is_difference,
}


def _at(both: Comparison, parts: tuple[tuple[Anchor, Anchor], ...]) -> Pair | None:
    """The units that the first part of a verdict rests on."""
    if not parts:
        return None
    ours, theirs = parts[0]
    left = next((i for i, unit in enumerate(both.left.meaning.units) if unit.anchor == ours), None)
    right = next((j for j, unit in enumerate(both.right.meaning.units) if unit.anchor == theirs), None)
    return None if left is None or right is None else (left, right)


def _clauses(both: Comparison, pair: Pair, *, changes: bool) -> Pair | None:
    """The verbs of two clauses that exclude each other: both claimed, and what one of the statements says at its heart.

    The units may be these, or their objects: "offers leave", "offers no leave". Who `changes` his mind says both at
    the hearts of his statements.
    """
    left, right = both.left.meaning, both.right.meaning
    one, other = left.units[pair[0]], right.units[pair[1]]
    if one.kind is other.kind is UnitKind.THING and one.role == other.role == "object" and both.heart is not None:
        pair = (one.head, other.head) if (one.head, other.head) == both.heart else pair
    if both.mains is None or not (pair[0] == both.mains[0] or pair[1] == both.mains[1]):
        return None
    if changes and pair != both.mains:
        return None
    if {left.units[pair[0]].kind, right.units[pair[1]].kind} & PARTIES:
        return None
    return pair if _is_claimed(left, pair[0]) and _is_claimed(right, pair[1]) else None


def _are_as_certain(one: Unit, other: Unit) -> bool:
    """Whether both are stated, or both are held possible, or both are wished."""
    ours, theirs = one.modality, other.modality
    return (ours in OPEN) == (theirs in OPEN) and (ours in WISHED) == (theirs in WISHED)


def _is_sentence(meaning: Meaning) -> bool:
    """Whether it says something, rather than names it: what one calls for another may condemn in the same words."""
    return any(unit.head < 0 and unit.kind not in PARTIES and unit.kind in WORDS for unit in meaning.units)


def _is_open(unit: Unit) -> bool:
    """Whether it is only held possible or wished."""
    return unit.modality in OPEN or unit.modality in WISHED


def _is_claimed(meaning: Meaning, index: int) -> bool:
    """Whether the statement claims what the unit says, rather than supposing it or telling by it which one is meant."""
    units = meaning.units
    if units[index].modality in SUPPOSED:
        return False
    for _ in range(len(units)):
        if units[index].head < 0:
            return True
        head = units[index].head
        if units[index].role not in ASSERTED and units[head].role not in LIGHT:
            return False
        index = head
    return False


def _is_one_time(both: Comparison) -> bool:
    """Whether it can be of one time: of what one speaker says later a change is told."""
    a, b = both.left.day, both.right.day
    return a is None or b is None or abs(a - b) <= ONE_TIME or _is_one_speaker(both)


def _is_one_speaker(both: Comparison) -> bool:
    """Whether both are of one speaker: those who are only called alike («voters», «the author») are one in one text."""
    name, speaker = both.left.speaker_name or "", both.left.speaker or ""
    if not both.same_speaker:
        return False
    if both.left.article == both.right.article or not speaker.endswith(digest("entity", name.casefold())):
        return True
    return name[:1].isupper()


def _have_same_parties(both: Comparison, pair: Pair, *, nobody_else: bool = False, but: Iterable[Pair] = ()) -> bool:
    """Whether the same do it to the same, leaving aside what is in `but`; `nobody_else` is named on both sides."""
    left, right = both.left.meaning, both.right.meaning
    ours, theirs = participants(left, pair[0]), participants(right, pair[1])
    if not _have_same_subject(both, ours, theirs, but, told_by_both=nobody_else):
        return False
    objects, others = _of_role(left, ours, "object"), _of_role(right, theirs, "object")
    if objects and others and not any((i, j) in but or _is_same(both, i, j) for i in objects for j in others):
        return False
    if not nobody_else:
        return True
    ours, theirs = clause_of(left, pair[0]) - {pair[0]}, clause_of(right, pair[1]) - {pair[1]}
    more = any(_is_party(left.units[i]) and not any(_is_same(both, i, j) for j in theirs) for i in ours)
    return not more or not any(
        _is_party(right.units[j]) and not any(_is_same(both, i, j) for i in ours) for j in theirs
    )


def _have_same_subject(
    both: Comparison, ours: frozenset[int], theirs: frozenset[int], but: Iterable[Pair], *, told_by_both: bool
) -> bool:
    left, right = both.left.meaning, both.right.meaning
    subjects, others = _of_role(left, ours, "subject"), _of_role(right, theirs, "subject")
    if any((i, j) in but or _is_same(both, i, j) for i in subjects for j in others):
        return True
    if told_by_both and bool(subjects) != bool(others):
        return False
    # What has no subject is what the speaker wants or does.
    return (
        both.shared >= OPPOSED_OF_PRONOUN
        and _is_one_speaker(both)
        and all(SPEAKER in left.units[i].senses for i in subjects)
        and all(SPEAKER in right.units[j].senses for j in others)
    )


def _of_role(meaning: Meaning, indices: frozenset[int], role: str) -> list[int]:
    return [i for i in sorted(indices) if meaning.units[i].role == role]


def _is_pronoun(unit: Unit) -> bool:
    return unit.senses[:1] in ((SPEAKER,), (SOMEONE,))


def _is_party(unit: Unit) -> bool:
    return unit.kind in PARTIES and weight(unit) >= TELLING


def _is_same(both: Comparison, i: int, j: int) -> bool:
    """Whether two participants are the same: known by name, the speaker of both, or named by the same word."""
    ours = _identity(both.left, both.left.meaning.units[i])
    theirs = _identity(both.right, both.right.meaning.units[j])
    if not ours or not theirs:
        return False
    return not ours.isdisjoint(theirs) or any(
        (p.left, p.right) == (i, j) and p.likeness > ANYBODY for p in both.alignment.candidates
    )


def _identity(statement: Statement, unit: Unit) -> frozenset[str]:
    """By what it is known who or what it is; nothing for a pronoun that may be anybody."""
    known = who(unit)
    if SPEAKER in unit.senses and statement.speaker:
        return known | {statement.speaker}
    return known if _is_pronoun(unit) else known | {unit.lemma}


def _are_others(one: Unit, other: Unit) -> bool:
    """Whether two names are of two that are known apart: a description may be of anybody, a word have a synonym."""
    if not one.kind is other.kind is UnitKind.NAME:
        return False
    return bool(who(one) and who(other)) and not _is_pronoun(one) and not _is_pronoun(other)


def _is_one_passage(both: Comparison, part: tuple[Anchor, Anchor]) -> bool:
    """Whether the words stand in the same passage: that cannot say the opposite of itself."""
    passages = set()
    for statement, anchor in zip((both.left, both.right), part, strict=True):
        before, after = (
            statement.text[max(0, anchor.start - AROUND) : anchor.start],
            statement.text[anchor.end : anchor.end + AROUND],
        )
        passages.add((_letters(before)[-PASSAGE:], _letters(after)[:PASSAGE]))
    return len(passages) == 1


def _is_copied(both: Comparison) -> bool:
    """Whether both stand in the same sentence of two articles, which one took from the other; quotations are not."""
    if both.left.article == both.right.article:
        return False
    (before, one), (beside, other) = (_with_context(each) for each in (both.left, both.right))
    return len(before) >= BEGUN and before == beside and (one.startswith(other) or other.startswith(one))


def _with_context(statement: Statement) -> tuple[str, str]:
    """The letters right before it in its sentence, none where a quotation begins there, and its own."""
    units = statement.meaning.units
    start, end = min(unit.anchor.start for unit in units), max(unit.anchor.end for unit in units)
    before = SENTENCE_END.split(statement.text[max(0, start - COPIED) : start])[-1]
    return "" if QUOTED_FROM.search(before) else _letters(before), _letters(statement.text[start:end])


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text)).lower()


def _asks(statement: Statement) -> bool:
    """Whether a question mark ends it."""
    end = max(unit.anchor.end for unit in statement.meaning.units)
    return "?" in statement.text[end : end + 2]
