"""What two statements may be to each other: one function for each finding, whose docstring is what the user reads."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from kb.authority.romanise import skeleton
from kb.compare.alignment import SPEAKER, Pair, weight
from kb.compare.comparison import OPEN, TELLING, Comparison
from kb.compare.statement import Statement
from kb.meaning import UnitKind
from kb.model import Anchor, FindingKind

# Thresholds, measured on the development pairs; see tests/accuracy for what they reach.
RELATED = 0.4
REPLACED = 0.3
ALL_BUT = 0.12
COVERED = 0.6
SAME_QUANTITY = 0.7
ENTAILED = 0.75


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a rule finds: how the statements stand to each other, how sure that is, and on which words it rests."""

    kind: FindingKind
    score: float
    reason: str
    parts: tuple[tuple[Anchor, Anchor], ...] = ()


Rule = Callable[[Comparison], Verdict | None]


def denies(both: Comparison) -> Verdict | None:
    """One side says that what the other was quoted with was not said, or is not so."""
    for denial, other in ((both.left, both.right), (both.right, both.left)):
        if denial.meaning.denies and not other.meaning.denies and _is_about(denial, other):
            return Verdict(FindingKind.CONTRADICTS, 0.7, f"«{denial.text}» denies «{other.text}»")
    return None


def turns(both: Comparison) -> Verdict | None:
    """A speaker says the opposite of what the same speaker said or did before."""
    if not both.same_speaker or not both.turned or both.replaced > REPLACED * 2:
        return None
    return None


def negates(both: Comparison) -> Verdict | None:
    """One side affirms what the other denies."""
    found = [pair for pair in both.turned if not pair.opposite]
    return _conflict(both, found, "{} is affirmed by one side and denied by the other, as {}")


def opposes(both: Comparison) -> Verdict | None:
    """The sides say opposite things of the same."""
    found = [pair for pair in both.turned if pair.opposite]
    return _conflict(both, found, "{} and {} exclude each other")


def _conflict(both: Comparison, found: list[Pair], reason: str) -> Verdict | None:
    if not found or both.covered[0] < COVERED or both.replaced > REPLACED:
        return None
    ours, theirs = both.words(found[0])
    score = _score(both)
    return Verdict(_against(both), score, reason.format(f"«{ours}»", f"«{theirs}»"), both.anchors(found))


def counts_otherwise(both: Comparison) -> Verdict | None:
    """The sides give different values for the same quantity."""
    found = both.numbers.other
    if not found or both.covered[0] < SAME_QUANTITY or both.replaced > REPLACED:
        return None
    if both.times.left_over or both.times.right_over or both.times.other:
        return None
    ours, theirs = both.words(found[0])
    return Verdict(_against(both), _score(both), f"«{ours}» and «{theirs}» are given for the same", both.anchors(found))


def dates_otherwise(both: Comparison) -> Verdict | None:
    """The sides date the same event differently."""
    found = both.times.other
    if not found or both.covered[1] < SAME_QUANTITY or both.replaced > ALL_BUT:
        return None
    if both.numbers.other or both.turned:
        return None
    ours, theirs = both.words(found[0])
    return Verdict(_against(both), _score(both), f"«{ours}» and «{theirs}» date the same event", both.anchors(found))


def is_of_another(both: Comparison) -> Verdict | None:
    """The sides say alike things of different people, places or things."""
    names = _of_kind(both, UnitKind.NAME)
    if both.covered[0] < RELATED or (not names and both.replaced <= REPLACED):
        return None
    ours = both.left.meaning.units[both.left_over[0]].anchor if both.left_over else None
    theirs = both.right.meaning.units[both.right_over[0]].anchor if both.right_over else None
    if ours is None or theirs is None:
        return None
    reason = f"«{ours.of(both.left.text)}» has no counterpart there, «{theirs.of(both.right.text)}» none here"
    return Verdict(FindingKind.DIFFERS, min(0.95, 0.5 + both.replaced), reason, ((ours, theirs),))


def is_of_another_time(both: Comparison) -> Verdict | None:
    """The sides speak of different times."""
    if not both.times.other or not (both.turned or both.numbers.other or both.replaced > ALL_BUT):
        return None
    if both.covered[0] < RELATED:
        return None
    ours, theirs = both.words(both.times.other[0])
    reason = f"«{ours}» is another time than «{theirs}»"
    return Verdict(FindingKind.DIFFERS, 0.7, reason, both.anchors(both.times.other[:1]))


def is_less_certain(both: Comparison) -> Verdict | None:
    """One side states what the other only holds possible or wants."""
    for pair in both.alignment.pairs:
        one, other = both.left.meaning.units[pair.left], both.right.meaning.units[pair.right]
        if one.kind is UnitKind.EVENT and weight(one) >= TELLING and (one.modality in OPEN) != (other.modality in OPEN):
            ours, theirs = both.words(pair)
            reason = f"«{ours}» and «{theirs}» are not equally certain"
            return Verdict(FindingKind.DIFFERS, 0.5, reason, both.anchors((pair,)))
    return None


def says_the_same(both: Comparison) -> Verdict | None:
    """Both sides say the same, or one says what follows from the other."""
    if both.covered[0] < ENTAILED or both.replaced > REPLACED or both.turned:
        return None
    if both.numbers.other or both.times.other:
        return None
    return Verdict(FindingKind.AGREES, _score(both), "all that one side says is in the other", both.anchors(both.alignment.pairs))


RULES: Mapping[str, Rule] = {
    "denies": denies,
    "is-of-another-time": is_of_another_time,
    "is-of-another": is_of_another,
    "negates": negates,
    "opposes": opposes,
    "counts-otherwise": counts_otherwise,
    "dates-otherwise": dates_otherwise,
    "says-the-same": says_the_same,
}


def _against(both: Comparison) -> FindingKind:
    """A conflict of one speaker with himself on a later day is a change of mind."""
    a, b = both.left.day, both.right.day
    later = both.same_speaker and a is not None and b is not None and a != b
    return FindingKind.SUPERSEDES if later else FindingKind.CONTRADICTS


def _score(both: Comparison) -> float:
    low = both.covered[1]
    return round(max(0.3, min(0.99, 0.5 * both.covered[0] + 0.5 * low - both.replaced)), 2)


def _of_kind(both: Comparison, kind: UnitKind) -> bool:
    """Whether both sides have something of the kind without a counterpart."""
    return any(both.left.meaning.units[i].kind is kind for i in both.left_over) and any(
        both.right.meaning.units[j].kind is kind for j in both.right_over
    )


def _is_about(denial: Statement, other: Statement) -> bool:
    """Whether the denial can be of the other statement: one report brings both, or the other names who denies."""
    if denial.speaker and denial.speaker == other.speaker and denial.day == other.day:
        return False
    if denial.article is not None and denial.article == other.article:
        return True
    if not denial.speaker_name:
        return False
    surname = skeleton(denial.speaker_name, denial.language).split()[-1:]
    return any(unit.lemma.split()[-1:] == surname for unit in other.meaning.units if unit.kind is UnitKind.NAME)


__all__ = ["RULES", "SPEAKER", "Rule", "Verdict"]
