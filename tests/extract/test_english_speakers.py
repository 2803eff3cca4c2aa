"""Speakers of English sources, parsed by the pipeline that ships with the package."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kb.extract.annotation import Attribution
from kb.extract.document import make_doc, span_at
from kb.extract.speaker import resolve_speakers
from kb.language import language
from kb.model import Anchor, Article, Block, BlockKind
from kb.parse import load

if TYPE_CHECKING:
    from spacy.language import Language

TEXT = """\
The mayor's press secretary, Helen Sampleton, said that the bridge was closed. She did not say why. \
Governor Martin Specimen of Ohio, a friend of Mayor George Proband, told the Daily Record that he knew nothing. \
Proband aide Lucy Muster said on Friday that money was short, and the Ohio governor said the same. \
Sampleton and her aides said they would wait. Both Muster and George Proband agreed. \
The National Bridge Authority (NBA) warned of delays. The NBA blamed the weather. The agency said it would help. \
An adviser to Martin Specimen said otherwise. Actor and activist Peter Testman laughed. \
The two candidates, Lucy Muster and Peter Testman, hoped for the best. \
Specimen told George Proband that he was tired. The press secretary declined to comment.
"""

SOURCES = {
    "a description and the name after it": ("The mayor's press secretary, Helen Sampleton", "Helen Sampleton"),
    "a pronoun": ("She", "Helen Sampleton"),
    "a name and whose friend it is": (
        "Governor Martin Specimen of Ohio, a friend of Mayor George Proband",
        "Martin Specimen",
    ),
    "a name and whose aide it is": ("Proband aide Lucy Muster", "Lucy Muster"),
    "a title with a state": ("the Ohio governor", "Martin Specimen"),
    "somebody and others": ("Sampleton and her aides", "Helen Sampleton; her aides"),
    "two names": ("Both Muster and George Proband", "Lucy Muster; George Proband"),
    "an abbreviation": ("The NBA", "National Bridge Authority"),
    "a sort of institution": ("The agency", "National Bridge Authority"),
    "somebody's adviser": ("An adviser to Martin Specimen", "adviser to Martin Specimen"),
    "two titles of one": ("Actor and activist Peter Testman", "Peter Testman"),
    "several and their names": ("The two candidates, Lucy Muster and Peter Testman", "Lucy Muster; Peter Testman"),
    "a title": ("The press secretary", "Helen Sampleton"),
}


@pytest.fixture(scope="module")
def nlp() -> Language:
    return load("en")


def test_every_source_of_a_short_report_is_resolved(nlp: Language) -> None:
    block = Block(Anchor(0, len(TEXT) - 1), BlockKind.PARAGRAPH)
    doc = nlp(make_doc(nlp, Article(id="report", text=TEXT, language="en", blocks=(block,))))
    found = []
    for source, _ in SOURCES.values():
        start = TEXT.index(source)
        where = span_at(doc, Anchor(start, start + len(source)))
        assert where is not None
        said = doc[where.end : where.end + 1]
        content = doc[where.end + 1 : where.end + 3]
        found.append(Attribution(source=where, cue=said, content=(content,), construction="by hand"))
    names = [entity.name if entity else None for entity in resolve_speakers(doc, found, language("en"))]
    assert dict(zip(SOURCES, names, strict=True)) == {key: name for key, (_, name) in SOURCES.items()}
