"""Reports that an editor can check word by word: of an article, of a speaker, of all, and of how claims compare."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from kb.report.contradictions import contradictions_report
from kb.report.coverage import coverage_report
from kb.report.links import Links
from kb.report.pages import article_report, index_report, speaker_report
from kb.report.rendering import FORMS, UnknownForm
from kb.report.scope import Scope
from kb.report.site import write_site
from kb.report.stance import stance_report

__all__ = [
    "FORMS",
    "REPORTS",
    "Links",
    "Report",
    "Scope",
    "UnknownForm",
    "article_report",
    "contradictions_report",
    "coverage_report",
    "index_report",
    "speaker_report",
    "stance_report",
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
    "contradictions": Report(
        contradictions_report,
        "contradictions",
        "what contradicts what: both sides side by side, and the rule that says so",
    ),
    "stance": Report(stance_report, "stance", "a speaker on a topic over time: a timeline, and what replaced what"),
    "coverage": Report(
        coverage_report, "coverage", "who reported a statement, from how many independent sources, and who left it out"
    ),
}
