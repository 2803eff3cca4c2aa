"""What a language must say for its claims to be compared: its numbers, its measures, the words that say little."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property


@dataclass(frozen=True)
class MeaningLexicon:
    """Words as lemmas or as they stand, in lower case, all words of one value in one string.

    `numerals` are added up («двадцять два»), `magnitudes` multiply what stands before them («млн»), `shares` are
    parts of a whole («третина»), `percent` and `currencies` (by ISO 4217 code) are measures, `durations` units by
    their length in days. `about`, `least` and `most` make a number inexact. `conditions` begin what is only
    supposed. Of the adpositions `without` are those that deny what they govern, `of_complements` those before what is
    planned, refused or spoken of, `of_objects` and `of_agents` those before what a noun of action is done to and by
    whom, `of_owners` those before who has what is there, `adpositional` those that end in a noun («на_підставі»).
    `denied` are the words that deny what follows them, `empty` words that say nothing by themselves, `degree` those
    that only say how much. `anaphora` are the words that stand for what somebody else said, `denials` those that call
    it untrue, `moments` the adverbs of time by the name of what they mean, `turns` those by which a text tells what
    came first and what later. In a language of `free_order` the parts of a phrase stand in any order. `not_yet` are
    the words that say with "have to" that something has not been done, `feminines` the endings of words for women by
    those of the words for men.
    """

    numerals: Mapping[float, str]
    magnitudes: Mapping[float, str]
    shares: Mapping[float, str]
    percent: frozenset[str]
    currencies: Mapping[str, str]
    durations: Mapping[float, str]
    about: frozenset[str]
    least: frozenset[str]
    most: frozenset[str]
    without: frozenset[str]
    of_complements: frozenset[str]
    of_objects: frozenset[str]
    of_agents: frozenset[str]
    of_owners: frozenset[str]
    conditions: frozenset[str]
    adpositional: frozenset[str]
    denied: frozenset[str]
    empty: frozenset[str]
    degree: frozenset[str]
    anaphora: frozenset[str]
    denials: frozenset[str]
    moments: Mapping[str, str]
    turns: frozenset[str]
    free_order: bool
    not_yet: frozenset[str] = frozenset()
    feminines: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def numeral_of(self) -> Mapping[str, float]:
        """The value of each numeral."""
        return _reversed(self.numerals)

    @cached_property
    def magnitude_of(self) -> Mapping[str, float]:
        """The factor that each word of magnitude stands for."""
        return _reversed(self.magnitudes)

    @cached_property
    def share_of(self) -> Mapping[str, float]:
        """The part of a whole that each word stands for."""
        return _reversed(self.shares)

    @cached_property
    def currency_of(self) -> Mapping[str, str]:
        """The currency that each word or sign stands for."""
        return {word: code for code, block in self.currencies.items() for word in block.split()}

    @cached_property
    def moment_of(self) -> Mapping[str, str]:
        """The time that each adverb names."""
        return {word: name for name, block in self.moments.items() for word in block.split()}

    @cached_property
    def days_of(self) -> Mapping[str, float]:
        """The length in days of each unit of duration."""
        return _reversed(self.durations)


def _reversed(table: Mapping[float, str]) -> Mapping[str, float]:
    return {word: value for value, block in table.items() for word in block.split()}
