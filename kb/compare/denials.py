"""What a bare denial denies: "that is not true" says nothing by itself, and means what stands next to it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from kb.authority.romanise import skeleton
from kb.compare.alignment import PARTIES, SOMEONE, SPEAKER
from kb.compare.statement import Statement
from kb.compare.structure import main_of
from kb.meaning import Unit, UnitKind
from kb.model import Finding, Modality

RULE = "denies"
"""The rule that links a denial to what it denies."""
# Characters between a denial and what was said before it, and between it and what the same sentence says after it.
BEFORE, AFTER = 200, 80
# Letters of a name that stay in all its cases.
STEM = 5
SENTENCE_ENDS = frozenset(".!?\n")
STATED = frozenset({Modality.ASSERTED, Modality.WILL})
MORE = frozenset({"advcl", "acl"})


def may_mean(denial: Statement, other: Statement) -> bool:
    """Whether the denial can be of the other statement: one report brings both, or the other names who denies.

    That is asked of two statements that somebody laid side by side; of others `answers` is.
    """
    if denial.speaker and denial.speaker == other.speaker and denial.day == other.day:
        return False
    if denial.article is not None and denial.article == other.article:
        return denial.text != other.text or _distance(denial, other) is not None
    if not denial.speaker_name:
        return False
    surname = skeleton(denial.speaker_name, denial.language).split()[-1:]
    if other.speaker_name and _alike_names(denial, other):
        return True
    return any(unit.lemma.split()[-1:] == surname for unit in other.meaning.units if unit.kind is UnitKind.NAME)


def answers(denial: Statement, other: Statement) -> bool:
    """Whether a denial may mean the other statement: somebody else's, of the same text, right beside it."""
    if denial.article is None or denial.article != other.article or other.headline or not _is_bare(denial):
        return False
    if not denial.speaker or not other.speaker or denial.speaker == other.speaker:
        return False
    return main_of(other.meaning) is not None and _distance(denial, other) is not None


def nearest_denied(findings: Iterable[Finding], statements: Mapping[str, Statement]) -> tuple[Finding, ...]:
    """The findings, of which a denial is linked to one statement only; `statements` are the sides by id."""
    kept: list[Finding] = []
    denied: dict[str, tuple[int, Finding]] = {}
    for finding in findings:
        if finding.rule != RULE:
            kept.append(finding)
            continue
        one, other = statements[finding.left], statements[finding.right]
        denial, other = (one, other) if one.meaning.denies else (other, one)
        far = _distance(denial, other)
        best = denied.get(denial.id)
        if far is not None and (best is None or far < best[0]):
            denied[denial.id] = far, finding
    return (*kept, *(finding for _, finding in denied.values()))


def _is_bare(denial: Statement) -> bool:
    """Whether it names nobody and nothing that it would be about: "I never said that" does not."""
    units = denial.meaning.units
    return bool(units) and not any(
        unit.role in MORE or unit.modality not in STATED or (unit.kind in PARTIES and _is_taking_part(unit))
        for unit in units
    )


def _is_taking_part(unit: Unit) -> bool:
    return unit.head >= 0 and SPEAKER not in unit.senses and SOMEONE not in unit.senses


def _distance(denial: Statement, other: Statement) -> int | None:
    """The characters between a denial and the statement before it, or after it in its sentence; None if too many."""
    if denial.text != other.text or not denial.meaning.units or not other.meaning.units:
        return None
    start, end = _place(denial)
    first, last = _place(other)
    if last <= start:
        return start - last if start - last <= BEFORE else None
    between = denial.text[end:first]
    is_near = end <= first <= end + AFTER and SENTENCE_ENDS.isdisjoint(between)
    return first - end if is_near else None


def _place(statement: Statement) -> tuple[int, int]:
    units = statement.meaning.units
    return min(unit.anchor.start for unit in units), max(unit.anchor.end for unit in units)


def _alike_names(one: Statement, other: Statement) -> bool:
    """Whether one speaker is called after the other: a minister's spokesman speaks for the minister."""
    ours = set(skeleton(one.speaker_name or "", one.language).split())
    theirs = set(skeleton(other.speaker_name or "", other.language).split())
    return any(any(a[:STEM] == b[:STEM] for b in theirs if len(b) > STEM) for a in ours if len(a) > STEM)
