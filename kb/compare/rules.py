"""What two statements may be to each other: one function for each finding, whose docstring is what the user reads."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from kb.compare.alignment import SPEAKER, Pair, weight
from kb.compare.comparison import OPEN, Comparison
from kb.compare.denials import STATED, may_mean
from kb.compare.statement import Statement
from kb.compare.structure import TELLING
from kb.language import language
from kb.meaning import Meaning, UnitKind
from kb.model import Anchor, FindingKind

# Thresholds, measured on the development pairs; see tests/accuracy for what they reach.
RELATED = 0.4
LEAST_SHARED = 1
COVERED = 0.6
SAME_QUANTITY = 0.65
LONGER = 0.5
# Across languages some words have no counterpart because the lexicon has none.
LONGER_ACROSS = 0.35
ENTAILED = 0.7
LEAST_SAID = 1.5


def _frames(names: str) -> frozenset[str]:
    return frozenset(f"frame#{name}" for name in names.split())


# What one says or does not as to a matter, and may later do otherwise.
ATTITUDES = _frames(
    """deny deny-guilt deny-involvement confess admit confirm refuse agree-to refuse-comment comment refuse-talks
    negotiate promise support oppose approve reject criticise praise trust distrust believe doubt agree-with disagree
    refuse-to-apologise apologise refuse-to-testify testify claim-responsibility allow ban"""
)


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
        if denial.meaning.denies and not other.meaning.denies and may_mean(denial, other):
            return Verdict(FindingKind.CONTRADICTS, 0.7, f"«{denial.words}» denies «{other.words}»")
    return None


def turns(both: Comparison) -> Verdict | None:
    """A speaker does or says at last the opposite of what was first said or done."""
    if not both.same_speaker or not (_tells_order(both.left) or _tells_order(both.right)):
        return None
    left, right = both.left.meaning.units, both.right.meaning.units
    for pair in both.alignment.pairs:
        both_events = left[pair.left].kind is right[pair.right].kind is UnitKind.EVENT
        if not both_events or not both.is_main((pair.left, pair.right)):
            continue
        if ATTITUDES.isdisjoint(left[pair.left].senses):
            continue
        if pair.opposite and left[pair.left].negated == right[pair.right].negated:
            ours, theirs = both.words(pair)
            return Verdict(_against(both), 0.6, f"first and last: «{ours}», «{theirs}»", both.anchors((pair,)))
    return None


def _tells_order(statement: Statement) -> bool:
    """Whether the words say what came first or later."""
    turns_ = language(statement.language).meanings.turns
    return any(unit.lemma in turns_ for unit in statement.meaning.units)


def negates(both: Comparison) -> Verdict | None:
    """One side affirms what the other denies."""
    found = [pair for pair in (*both.turned, *both.maybe_turned) if not pair.opposite]
    return _conflict(both, found, "{} is affirmed by one side and denied by the other, as {}")


def opposes(both: Comparison) -> Verdict | None:
    """The sides say opposite things of the same."""
    found = [pair for pair in (*both.turned, *both.maybe_turned) if pair.opposite]
    return _conflict(both, found, "{} and {} exclude each other")


def _conflict(both: Comparison, found: list[Pair], reason: str) -> Verdict | None:
    for pair in found:
        clause = both.clause((pair.left, pair.right))
        shared = clause.telling >= LEAST_SHARED or clause.anybody
        if clause.swapped or clause.other_time or not shared or clause.shorter < COVERED or not both.fits(pair):
            continue
        ours, theirs = both.words(pair)
        score = _score(clause.shorter, clause.longer)
        return Verdict(_against(both), score, reason.format(f"«{ours}»", f"«{theirs}»"), both.anchors((pair,)))
    return None


def does_otherwise(both: Comparison) -> Verdict | None:
    """The sides say of the same parties that one thing happened, and that another did not."""
    mains = [both.mains] if both.mains is not None and _are_left_over(both, both.mains) else []
    for i, j in (*both.other_events, *mains) if both.alike else ():
        one, other = both.left.meaning.units[i], both.right.meaning.units[j]
        clause = both.clause((i, j))
        if one.negated == other.negated or clause.swapped or clause.other_time or clause.shorter < SAME_QUANTITY:
            continue
        ours, theirs = both.words((i, j))
        reason = f"only one of «{ours}» and «{theirs}» is denied, of the same"
        return Verdict(_against(both), 0.5, reason, both.anchors(((i, j),)))
    return None


def counts_otherwise(both: Comparison) -> Verdict | None:
    """The sides give different values for the same quantity."""
    if both.times.left_over or both.times.right_over or both.times.other:
        return None
    if (
        both.one_language
        and _things(both.left.meaning, both.left_over)
        and _things(both.right.meaning, both.right_over)
    ):
        return None
    longer = LONGER if both.one_language else LONGER_ACROSS
    for i, j in both.numbers.other:
        clause = both.clause((i, j))
        if clause.swapped or clause.other_event or clause.shorter < SAME_QUANTITY or clause.longer < longer:
            continue
        ours, theirs = both.words((i, j))
        reason = f"«{ours}» and «{theirs}» are given for the same"
        return Verdict(_against(both), _score(clause.shorter, clause.longer), reason, both.anchors(((i, j),)))
    return None


def dates_otherwise(both: Comparison) -> Verdict | None:
    """The sides date the same event differently."""
    if both.covered[0] < SAME_QUANTITY or both.numbers.other or both.turned or both.swaps:
        return None
    for i, j in both.times.other:
        clause = both.clause((i, j))
        if clause.other_event or clause.longer < SAME_QUANTITY:
            continue
        ours, theirs = both.words((i, j))
        reason = f"«{ours}» and «{theirs}» date the same event"
        return Verdict(_against(both), _score(clause.shorter, clause.longer), reason, both.anchors(((i, j),)))
    return None


def is_of_another(both: Comparison) -> Verdict | None:
    """The sides say alike things of different people, places or things."""
    if both.covered[0] < RELATED or not both.swaps:
        return None
    ours, theirs = both.words(both.swaps[0])
    reason = f"«{ours}» is not «{theirs}»"
    return Verdict(FindingKind.DIFFERS, 0.8, reason, both.anchors(both.swaps))


def is_of_another_time(both: Comparison) -> Verdict | None:
    """The sides speak of different times."""
    if both.covered[0] < RELATED or not both.times.other:
        return None
    ours, theirs = both.words(both.times.other[0])
    reason = f"«{ours}» is another time than «{theirs}»"
    return Verdict(FindingKind.DIFFERS, 0.7, reason, both.anchors(both.times.other[:1]))


def is_another_quantity(both: Comparison) -> Verdict | None:
    """The sides give numbers of different quantities, or of different times."""
    if both.covered[0] < RELATED or not both.numbers.other:
        return None
    ours, theirs = both.words(both.numbers.other[0])
    reason = f"«{ours}» and «{theirs}» need not be the same quantity"
    return Verdict(FindingKind.DIFFERS, 0.6, reason, both.anchors(both.numbers.other[:1]))


def overstates(both: Comparison) -> Verdict | None:
    """The headline states as certain what its article only holds possible or wants."""
    left, right = both.left, both.right
    if left.headline == right.headline or left.article is None or left.article != right.article:
        return None
    if both.heart is None or both.covered[0] < ENTAILED:
        return None
    ours, theirs = left.meaning.units[both.heart[0]], right.meaning.units[both.heart[1]]
    title, body = (ours, theirs) if left.headline else (theirs, ours)
    if title.negated != body.negated or title.modality not in STATED or body.modality not in OPEN:
        return None
    one, other = both.words(both.heart)
    reason = f"the headline has it for certain, the article has not: «{one}», «{other}»"
    return Verdict(FindingKind.DIFFERS, 0.7, reason, both.anchors((both.heart,)))


def is_less_certain(both: Comparison) -> Verdict | None:
    """One side states what the other only holds possible or wants."""
    if both.covered[0] < ENTAILED:
        return None
    for pair in both.alignment.pairs:
        one, other = both.left.meaning.units[pair.left], both.right.meaning.units[pair.right]
        if one.kind is UnitKind.EVENT and weight(one) >= TELLING and (one.modality in OPEN) != (other.modality in OPEN):
            ours, theirs = both.words(pair)
            reason = f"«{ours}» and «{theirs}» are not equally certain"
            return Verdict(FindingKind.DIFFERS, 0.5, reason, both.anchors((pair,)))
    return None


def says_the_same(both: Comparison) -> Verdict | None:
    """Both sides say the same, or one says what follows from the other."""
    if both.covered[0] < ENTAILED or both.turned:
        return None
    if both.shared < LEAST_SAID or any(both.is_main(pair) for pair in both.other_events):
        return None
    if both.numbers.left_over and both.numbers.right_over:
        return None
    score = _score(*both.covered)
    return Verdict(
        FindingKind.AGREES, score, "all that one side says is in the other", both.anchors(both.alignment.pairs)
    )


RULES: Mapping[str, Rule] = {
    "denies": denies,
    "turns": turns,
    "negates": negates,
    "opposes": opposes,
    "does-otherwise": does_otherwise,
    "counts-otherwise": counts_otherwise,
    "dates-otherwise": dates_otherwise,
    "is-of-another": is_of_another,
    "is-of-another-time": is_of_another_time,
    "is-another-quantity": is_another_quantity,
    "overstates": overstates,
    "is-less-certain": is_less_certain,
    "says-the-same": says_the_same,
}


def _against(both: Comparison) -> FindingKind:
    """A conflict of one speaker with himself on a later day is a change of mind."""
    a, b = both.left.day, both.right.day
    later = both.same_speaker and a is not None and b is not None and a != b
    return FindingKind.SUPERSEDES if later else FindingKind.CONTRADICTS


def _are_left_over(both: Comparison, pair: tuple[int, int]) -> bool:
    """Whether neither word has a counterpart in the other statement."""
    paired = {found.left for found in both.alignment.pairs}, {found.right for found in both.alignment.pairs}
    return pair[0] not in paired[0] and pair[1] not in paired[1]


def _things(meaning: Meaning, indices: tuple[int, ...]) -> bool:
    return any(meaning.units[i].kind in (UnitKind.NAME, UnitKind.THING) for i in indices)


def _score(shorter: float, longer: float) -> float:
    return round(max(0.3, min(0.99, 0.6 * shorter + 0.4 * longer)), 2)


__all__ = ["RULES", "SPEAKER", "Rule", "Verdict"]
