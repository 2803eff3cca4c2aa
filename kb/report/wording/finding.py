"""What the words of the reports that compare are in one language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from kb.compare.independence import Bond
from kb.model import FindingKind

Forms = Mapping[str, str]
"""A noun after a number, by CLDR plural category: one, few, many, other."""


@dataclass(frozen=True, slots=True)
class FindingWording:
    """The words of the reports on contradictions, stance and coverage.

    `rules` is what each rule says, `reasons` why it holds, made of the words {left} and {right}; a rule that is not
    there speaks in its own words, which are English.
    """

    rules: Mapping[str, str]
    reasons: Mapping[str, str]
    kind: Mapping[FindingKind, str]
    kinds: Mapping[FindingKind, Forms]

    contradictions_report: str
    contradictions_note: str
    conflicts_heading: str
    no_conflicts: str
    other_topic: str
    score: str
    score_note: str
    rule: str
    reason: str
    first_side: str
    second_side: str
    earlier: str
    later: str
    also_in: str
    more: str
    parts_note: str
    from_day: str
    until_day: str

    stance_report: str
    stance_note: str
    shape_note: str
    told_as_fact: str
    told_as_due: str
    told_as_open: str
    replaces: str
    replaced_by: str
    at_odds: str
    arrow_note: str
    odds_note: str
    not_drawn: str

    coverage_report: str
    coverage_note: str
    statements: Forms
    independent: Forms
    source: str
    one_source: str
    bonds: Mapping[Bond, str]
    headline: str
    headline_itself: str
    headline_kind: Mapping[FindingKind, str]
    headline_silent: str
    no_headline: str
    left_out: str
    left_out_by: str
    left_out_note: str
    nobody_left_out: str
    once_heading: str
    told_otherwise: str
