"""What the words of a report are in one language; the templates hold none of their own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from kb.model import Basis, BlockKind, Form, LinkMethod, Modality, Polarity, SpeechAct
from kb.report.wording.finding import FindingWording, Forms

__all__ = ["Forms", "Wording"]


@dataclass(frozen=True, slots=True)
class Wording:
    """The words of a report in one language.

    The patterns are CLDR date patterns. In `basis` the mark `{words}` stands where the words that a date rests
    on are shown; `basis_alone` is said where there are none.
    """

    code: str
    quotes: tuple[str, str]
    separator: str

    day: str
    day_of_year: str
    day_short: str
    month: str
    month_short: str
    year: str
    moment: str
    from_to: str
    not_after: str
    not_before: str
    about_then: str
    no_zone: str
    undated: str

    basis: Mapping[Basis, str]
    basis_alone: Mapping[Basis, str]
    form: Mapping[Form, str]
    speech_act: Mapping[SpeechAct, str]
    polarity: Mapping[Polarity, str]
    modality: Mapping[Modality, str]
    skipped: Mapping[BlockKind, str]

    claims: Forms
    speakers: Forms
    articles: Forms
    outlets: Forms
    denials: Forms
    demands: Forms
    predictions: Forms
    fragments: Forms

    article_report: str
    speaker_report: str
    index_report: str
    untitled: str
    publisher: str
    published: str
    author: str
    original: str
    text_digest: str
    extracted_by: str
    unknown_publisher: str
    unknown_speaker: str

    text_heading: str
    claims_heading: str
    speakers_heading: str
    articles_heading: str
    chart_heading: str
    chart_note: str
    no_claims: str
    legend_source: str
    legend_cue: str
    legend_content: str
    legend_time: str

    claim: str
    own_voice: str
    own_voice_short: str
    in_words: str
    as_written: str
    not_written: str
    cue: str
    said: str
    how: str
    hedged: str
    times: str
    chain: str
    via: str
    within: str
    holds: str
    about: str
    who: str
    offered: str
    linked: Mapping[LinkMethod, str]
    confidence: str
    characters: str
    to_words: str
    to_original: str
    in_context: str
    to_article: str
    all_articles: str
    disclaimer: str
    made_from: str
    offsets_note: str

    finding: FindingWording
