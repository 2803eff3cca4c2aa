"""Provenance reports that an editor can check word by word: an article's, a speaker's, and an index of all."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from kb.report.links import Links
from kb.report.pages import article_report, index_report, speaker_report
from kb.report.rendering import FORMS, UnknownForm
from kb.report.site import write_site

__all__ = [
    "FORMS",
    "REPORTS",
    "Links",
    "Report",
    "UnknownForm",
    "article_report",
    "index_report",
    "speaker_report",
    "write_site",
]


@dataclass(frozen=True, slots=True)
class Report:
    """A kind of report: the function that writes it, its template's name, and what it shows."""

    function: Callable[..., str]
    template: str
    shows: str


REPORTS: dict[str, Report] = {
    "article": Report(
        article_report, "article", "one article: its text with every claim marked, its chain, its date and why"
    ),
    "speaker": Report(
        speaker_report, "speaker", "one speaker: all claims in time order, outlet by outlet, with their words"
    ),
    "index": Report(index_report, "index", "everything: articles, the speakers most quoted, claims over time"),
}
