"""A folder of reports that opens from disk: the index, each article, each speaker, and what contradicts what."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from kb.model import Entity, Extraction, Finding, digest
from kb.report.contradictions import contradictions_report
from kb.report.links import Links
from kb.report.pages import article_report, index_report, speaker_report
from kb.report.rendering import suffix


def write_site(
    extractions: Iterable[Extraction],
    folder: Path,
    *,
    findings: Iterable[Finding] | None = None,
    form: str = "html",
    language: str | None = None,
) -> Path:
    """Write all the reports into the folder, made where missing, and give the path of the index.

    What contradicts what is among them where findings are given.
    Files are named by digests of ids, never by text from outside. Each is written whole or not at all.
    """
    end = suffix(form)
    by_revision = {extraction.article.revision: extraction for extraction in extractions}
    speakers: dict[str, Entity] = {}
    said_in: dict[str, list[Extraction]] = {}
    for extraction in by_revision.values():
        said = (claim.speaker.each for claim in extraction.claims if claim.speaker is not None)
        for key, speaker in {speaker.id: speaker for each in said for speaker in each}.items():
            speakers.setdefault(key, speaker)
            said_in.setdefault(key, []).append(extraction)
    links = Links(
        articles={revision: f"article-{revision}{end}" for revision in by_revision},
        speakers={key: f"speaker-{_safe(key)}{end}" for key in speakers},
        index=f"index{end}",
        contradictions=f"contradictions{end}" if findings is not None else None,
    )
    folder.mkdir(parents=True, exist_ok=True)
    for revision, extraction in by_revision.items():
        page = article_report(extraction, form=form, language=language, links=links)
        _write(folder / links.articles[revision], page)
    for key, speaker in speakers.items():
        page = speaker_report(speaker, said_in[key], form=form, language=language, links=links)
        _write(folder / links.speakers[key], page)
    if findings is not None:
        page = contradictions_report(by_revision.values(), findings, form=form, language=language, links=links)
        _write(folder / f"contradictions{end}", page)
    index = folder / f"index{end}"
    _write(index, index_report(by_revision.values(), form=form, language=language, links=replace(links, index=None)))
    return index


def _safe(key: str) -> str:
    """What stands for an id in the name of a file: itself, or a digest of it where it is an IRI."""
    return key if re.fullmatch(r"[0-9a-z]{1,64}", key) else digest(key)


def _write(path: Path, page: str) -> None:
    unfinished = path.with_name(f".{path.name}.part")
    # newline="": the text's own line ends are part of what its hash covers
    unfinished.write_text(page, encoding="utf-8", newline="")
    unfinished.replace(path)
