"""Whether two claims speak of the same: the same parties, one speaker, one time, one passage of text."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import timedelta

from kb.compare.alignment import ANYBODY, PARTIES, SOMEONE, SPEAKER, weight, who
from kb.compare.comparison import Comparison
from kb.compare.statement import Statement
from kb.compare.structure import TELLING, clause_of, participants
from kb.meaning import Meaning, Unit, UnitKind
from kb.model import Anchor, digest

Pair = tuple[int, int]
# What two people say of one state of affairs is of one time if they say it within so many days.
ONE_TIME = timedelta(days=45)
# What a speaker does, wants or is said to do without a subject is one thing where so much else of it is the same.
SHARED_BY_SPEAKER = 2.0
# Letters before and after a word that make it the same passage; characters before a content that make it a copy, and
# letters that are at least among them.
PASSAGE, AROUND, COPIED, BEGUN = 10, 30, 25, 3
SENTENCE_END, QUOTED_FROM = re.compile(r"[.!?…\n]"), re.compile("[«“”„\"]|''")


def is_one_time(both: Comparison) -> bool:
    """Whether it can be of one time: of what one speaker says later a change is told."""
    a, b = both.left.day, both.right.day
    return a is None or b is None or abs(a - b) <= ONE_TIME or is_one_speaker(both)


def is_one_speaker(both: Comparison) -> bool:
    """Whether both are of one speaker: those who are only called alike («voters», «the author») are one in one text."""
    name, speaker = both.left.speaker_name or "", both.left.speaker or ""
    if not both.same_speaker:
        return False
    if both.left.article == both.right.article or not speaker.endswith(digest("entity", name.casefold())):
        return True
    return name[:1].isupper()


def have_same_parties(both: Comparison, pair: Pair, *, nobody_else: bool = False, but: Iterable[Pair] = ()) -> bool:
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
        both.shared >= SHARED_BY_SPEAKER
        and is_one_speaker(both)
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


def are_others(one: Unit, other: Unit) -> bool:
    """Whether two names are of two that are known apart: a description may be of anybody, a word have a synonym."""
    if not one.kind is other.kind is UnitKind.NAME:
        return False
    return bool(who(one) and who(other)) and not _is_pronoun(one) and not _is_pronoun(other)


def is_one_passage(both: Comparison, part: tuple[Anchor, Anchor]) -> bool:
    """Whether the words stand in the same passage: that cannot say the opposite of itself."""
    passages = set()
    for statement, anchor in zip((both.left, both.right), part, strict=True):
        before, after = (
            statement.text[max(0, anchor.start - AROUND) : anchor.start],
            statement.text[anchor.end : anchor.end + AROUND],
        )
        passages.add((_letters(before)[-PASSAGE:], _letters(after)[:PASSAGE]))
    return len(passages) == 1


def is_copied(both: Comparison) -> bool:
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
