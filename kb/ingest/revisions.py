"""What became of the claims of an article when its text was edited.

A claim's id is of one revision, so claims are matched by what they say and who says it: the same words first, then the
likest ones.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import product
from operator import attrgetter

from kb.compare.copies import words_of
from kb.model import Article, Claim, Extraction

LIKE = 60.0
"""Likeness of two texts, from 0 to 100, from which on they may be one claim of one speaker, edited."""
ALIKE = 80.0
"""The same where the speakers differ: then only the same words, or nearly, tell that it is the same claim."""
LABELS = ("form", "speech_act", "polarity", "modality", "hedged")


class Change(StrEnum):
    """What became of a claim."""

    VANISHED = "vanished"
    CAME = "came"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class Changed:
    """A claim that is not as it was: before, after or both, and in what they differ, as `text` or `polarity`."""

    kind: Change
    before: Claim | None
    after: Claim | None
    parts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Difference:
    """How the claims of two revisions of an article differ, in the order of the text."""

    before: Extraction
    after: Extraction
    changes: tuple[Changed, ...]
    unchanged: int


def difference(before: Extraction, after: Extraction) -> Difference:
    """The claims that vanished, came or changed from one revision of an article to another."""
    pairs = _pairs(before, after)
    changed = [
        Changed(Change.CHANGED, one, other, parts)
        for one, other in pairs
        if (parts := tuple(_parts(one, before.article, other, after.article)))
    ]
    kept = {claim.id for pair in pairs for claim in pair}
    vanished = [Changed(Change.VANISHED, claim, None) for claim in before.claims if claim.id not in kept]
    came = [Changed(Change.CAME, None, claim) for claim in after.claims if claim.id not in kept]
    changes = sorted([*changed, *vanished, *came], key=_place)
    return Difference(before, after, tuple(changes), len(pairs) - len(changed))


def _pairs(before: Extraction, after: Extraction) -> list[tuple[Claim, Claim]]:
    """Each claim of the one with its counterpart in the other, where it has one."""
    pairs: list[tuple[Claim, Claim]] = []
    for exact in (True, False):
        one, other = (_left(each, {claim.id for pair in pairs for claim in pair}) for each in (before, after))
        same: defaultdict[tuple[object, ...], list[Claim]] = defaultdict(list)
        for claim in other:
            same[_key(claim, after.article, exact=exact)].append(claim)
        keyed = ((claim, same[_key(claim, before.article, exact=exact)]) for claim in one)
        pairs += [(claim, waiting.pop(0)) for claim, waiting in keyed if waiting]
    one, other = (_left(each, {claim.id for pair in pairs for claim in pair}) for each in (before, after))
    return pairs + _likest(one, before.article, other, after.article)


def _likest(one: list[Claim], before: Article, other: list[Claim], after: Article) -> list[tuple[Claim, Claim]]:
    """The pairs that are like each other, the likest first, each claim in one of them at most."""
    from rapidfuzz.fuzz import ratio

    said = {claim.id: words_of(claim.text(before)) for claim in one}
    said |= {claim.id: words_of(claim.text(after)) for claim in other}
    found = []
    for left, right in product(one, other):
        least = LIKE if _who(left) == _who(right) else ALIKE
        if (score := ratio(said[left.id], said[right.id], score_cutoff=least)) and left.headline == right.headline:
            found.append((-score, _start(left), _start(right), left, right))
    pairs, taken = [], set[str]()
    for *_, left, right in sorted(found, key=lambda each: each[:3]):
        if taken.isdisjoint((left.id, right.id)):
            taken |= {left.id, right.id}
            pairs.append((left, right))
    return pairs


def _left(extraction: Extraction, taken: set[str]) -> list[Claim]:
    return [claim for claim in extraction.claims if claim.id not in taken]


def _key(claim: Claim, article: Article, *, exact: bool) -> tuple[object, ...]:
    """The words of a claim and who says them; where it has to be exact all that can change, too."""
    words = " ".join(words_of(claim.text(article)))
    rest = (claim.said.interval, *(getattr(claim, label) for label in LABELS)) if exact else ()
    return words, _who(claim), claim.headline, *rest


def _parts(one: Claim, before: Article, other: Claim, after: Article) -> Iterator[str]:
    """In what two claims differ."""
    if words_of(one.text(before)) != words_of(other.text(after)):
        yield "text"
    if _who(one) != _who(other):
        yield "speaker"
    if one.said.interval != other.said.interval:
        yield "day"
    yield from (label for label in LABELS if attrgetter(label)(one) != attrgetter(label)(other))


def _who(claim: Claim) -> str | None:
    return claim.speaker.id if claim.speaker else None


def _start(claim: Claim) -> int:
    return min((anchor.start for anchor in claim.content), default=0)


def _place(change: Changed) -> tuple[int, str]:
    claim = change.after or change.before
    return (_start(claim), change.kind) if claim else (0, change.kind)
