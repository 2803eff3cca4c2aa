"""Who a pronoun, a description or a missing subject points back to.

Everybody before the reference who agrees with it is a candidate; a log-linear model over a few features of each
chooses. The features do not depend on the language.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import log1p
from typing import TYPE_CHECKING

from kb.extract.names import feature, nominative
from kb.extract.nouns import (
    PEOPLE,
    SINGULAR,
    agreement_of,
    can_speak,
    content_lemmas,
    is_animate,
    noun_phrase,
    whole_lemma,
    without_pointers,
)
from kb.extract.syntax import relation
from kb.model import Entity, EntityKind

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

    from kb.extract.entities import Mention
    from kb.language.speakers import Speakers

REACH = 8
"""Sentences that a reference looks back over for common nouns."""
COLLECTIVE = frozenset({EntityKind.ORGANISATION, EntityKind.OTHER})
SUBJECTS = frozenset({"nsubj", "csubj"})

# Fitted on the training passages and rounded; those of "place" and "collective" set by hand. Fitting them again in
# five folds chose the right antecedent 218 times of 341, these weights 217 times; in two folds of the Ukrainian and
# Russian passages 514 times of 620, these 511 times, and more features or a weight of "nobody" were no better.
WEIGHTS: Mapping[str, float] = {
    "blocks": -0.67,
    "before": 0.55,
    "here": -0.27,
    "count": 0.47,
    "last": 0.3,
    "named": 0.9,
    "person": 0.9,
    "quoted": -0.8,
    "spoke": 0.35,
    "subject": 0.15,
    "was subject": 1.1,
    "sure": 0.35,
    "place": -1.5,
    "collective": -1.0,
    "pronoun before": 0.3,
    "pronoun here": 0.2,
    "pronoun named": 0.9,
    "pronoun person": 0.6,
    "pronoun last": 0.2,
    "dropped last": 0.35,
    "dropped person": 0.35,
    "dropped here": -0.35,
    "description last": -0.2,
}


@dataclass(frozen=True, slots=True)
class Referent:
    """Somebody at a place in the text: what later words can call them, and how prominent they are there.

    `agreement` holds "Masc", "Fem", "Neut" or "Plur", several where the text leaves it open; `words` are the lemmas
    that describe them and `roles` those of their titles.
    """

    entity: Entity
    at: int
    agreement: frozenset[str]
    words: frozenset[str] = frozenset()
    roles: frozenset[str] = frozenset()
    head: str = ""
    spoke: bool = False
    subject: bool = False
    named: bool = False


def from_mention(mention: Mention, words: Speakers) -> Referent:
    """A named entity as somebody to point back to."""
    root = mention.span.root
    person = mention.kind is EntityKind.PERSON
    open_to = SINGULAR if not words.natural_gender else PEOPLE if person else frozenset({"Neut"})
    known = frozenset({mention.gender}) if mention.gender else open_to
    sort = {whole_lemma(root.head)} if not person and relation(root) in {"flat", "appos"} else set()
    return Referent(
        entity=mention.entity,
        at=root.i,
        agreement=frozenset({"Plur"}) if mention.number == "Plur" else known,
        words=mention.titles if person else content_lemmas(mention.span) | sort,
        roles=mention.roles,
        head=next(iter(sort), whole_lemma(root)),
        subject=is_subject(root),
        named=True,
    )


def from_noun(head: Token, words: Speakers, *, within: Span | None = None, verb: Token | None = None) -> Referent:
    """A common noun phrase as somebody to point back to, under its nominative; it may be the subject of `verb`."""
    span = without_pointers(noun_phrase(head, within=within), head, words)
    kind = EntityKind.PERSON if is_animate(head, words) and feature(head, "Number") != "Plur" else EntityKind.OTHER
    return Referent(
        entity=Entity(nominative(span, words, verb=verb), kind),
        at=head.i,
        agreement=agreement_of(head, words),
        words=content_lemmas(span),
        head=whole_lemma(head),
        subject=is_subject(head),
    )


def is_subject(token: Token) -> bool:
    """Whether the token is in the subject of its clause: itself, or as the name that follows a title."""
    for _ in range(3):
        if relation(token) not in {"flat", "appos", "conj"}:
            break
        token = token.head
    return relation(token) in SUBJECTS


def speaking_nouns(doc: Doc, words: Speakers) -> list[Token]:
    """The common nouns that may speak, in their order."""
    return [token for token in doc if token.pos_ == "NOUN" and can_speak(token, words)]


def nouns_before(nouns: Sequence[Token], position: int, sentence_of: Sequence[int]) -> Iterator[Token]:
    """Those of the nouns in the sentences just before a position, nearest first."""
    here = sentence_of[position - 1] if position else 0
    for noun in reversed(nouns[: bisect_left(nouns, position, key=lambda noun: noun.i)]):
        if here - sentence_of[noun.i] > REACH:
            return
        yield noun


def fits(referent: Referent, wanted: frozenset[str]) -> bool:
    """Whether the referent's gender and number are among those wanted."""
    if referent.agreement & wanted:
        return True
    # «Вони» may be a ministry, never one person.
    return "Plur" in wanted and referent.entity.kind in COLLECTIVE


@dataclass(frozen=True, slots=True)
class Candidate:
    """An entity that a reference may mean: its latest place in the text, and what is known of its place there."""

    referent: Referent
    features: Mapping[str, float]

    def score(self, weights: Mapping[str, float] = WEIGHTS) -> float:
        """How likely it is meant, on no particular scale."""
        return sum(weights.get(name, 0.0) * value for name, value in self.features.items())


@dataclass(frozen=True, slots=True)
class Reference:
    """A place in the text that points back, and what it agrees with.

    `sentence_of` and `block_of` count the sentences and blocks up to each token, `quoted` tells which tokens
    somebody's reported words hold; `kind` is "pronoun", "dropped" or "description".
    """

    at: int
    wanted: frozenset[str]
    kind: str
    sentence_of: list[int]
    block_of: list[int]
    quoted: list[bool]


def rank(reference: Reference, referents: Iterable[Referent]) -> list[Candidate]:
    """The entities that the reference may mean, likeliest first."""
    latest: dict[str, Referent] = {}
    spoken: dict[str, int] = {}
    counts: dict[str, int] = {}
    subjects: dict[str, int] = {}
    for referent in referents:
        name = referent.entity.name
        if not fits(referent, reference.wanted) or referent.at >= reference.at:
            continue
        counts[name] = counts.get(name, 0) + (not referent.spoke)
        if name not in latest or (referent.at, referent.named) > (latest[name].at, latest[name].named):
            latest[name] = referent
        if referent.spoke:
            spoken[name] = max(referent.at, spoken.get(name, -1))
        if referent.subject:
            subjects[name] = max(referent.at, subjects.get(name, -1))
    last = max(spoken.values(), default=-1)
    found = [
        Candidate(referent, _features(reference, referent, counts[name], spoken.get(name), subjects.get(name), last))
        for name, referent in latest.items()
    ]
    return sorted(found, key=lambda candidate: (-candidate.score(), -candidate.referent.at))


def _features(
    reference: Reference, referent: Referent, count: int, spoke: int | None, subject: int | None, last: int
) -> Mapping[str, float]:
    here = reference.sentence_of[reference.at]
    away = here - reference.sentence_of[referent.at]
    person = referent.entity.kind is EntityKind.PERSON
    found: dict[str, float] = {
        "sentences": min(away, 8),
        "here": away == 0,
        "before": away == 1,
        "blocks": min(reference.block_of[reference.at] - reference.block_of[referent.at], 4),
        "spoke": spoke is not None,
        "last": spoke is not None and spoke == last,
        "spoke here": spoke is not None and here - reference.sentence_of[spoke] <= 1,
        "subject": subject is not None and here - reference.sentence_of[subject] <= 1,
        "was subject": subject is not None,
        "named": referent.named,
        "person": person,
        "count": log1p(count),
        "quoted": reference.quoted[referent.at] and not reference.quoted[reference.at],
        "sure": len(referent.agreement) == 1,
        "collective": not referent.agreement & reference.wanted,
        "place": referent.entity.kind is EntityKind.PLACE and spoke is None,
    }
    kinds = ("subject", "spoke here", "last", "named", "person", "here", "before")
    found.update({f"{reference.kind} {name}": found[name] for name in kinds})
    return {name: float(value) for name, value in found.items() if value}
