"""Speakers in running text, parsed by the pipeline that ships with the package."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kb.extract.annotation import Attribution
from kb.extract.document import make_doc, span_at
from kb.extract.speaker import resolve_speakers
from kb.language.uk import UKRAINIAN
from kb.model import Anchor, Article, Block, BlockKind
from kb.parse import load

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc, Span

TEXT = """\
Директорка музею Олена Мельник повідомила, що виставка відкриється в суботу. Вона додала, що квитки вже є.
За її словами, художники привезли сто картин. «Ми чекали на це рік», — зазначила директорка.
Про ремонт даху розповів речник мерії Ігор Ткач. Ткач запевнив, що роботи закінчать узимку. І додав, що кошти є.
На думку місцевих жителів, дах протікає давно. У Міністерстві культури кажуть, що допоможуть.
"""

SOURCES = {
    "a title and a name": ("Директорка музею Олена Мельник", "повідомила", "Олена Мельник"),
    "a pronoun": ("Вона", "додала", "Олена Мельник"),
    "a possessive": ("її", "словами", "Олена Мельник"),
    "a description": ("директорка", "зазначила", "Олена Мельник"),
    "a name after the verb": ("речник мерії Ігор Ткач", "розповів", "Ігор Ткач"),
    "a surname": ("Ткач", "запевнив", "Ігор Ткач"),
    "a dropped subject": (None, "додав,", "Ігор Ткач"),
    "people in general": ("місцевих жителів", "думку", "місцеві жителі"),
    "an institution": ("Міністерстві культури", "кажуть", "Міністерство культури"),
}


@pytest.fixture(scope="module")
def nlp() -> Language:
    return load("uk")


def spans(doc: Doc, text: str, source: str | None, cue: str, after: int) -> tuple[Span | None, Span, int]:
    """Source and cue, looked for from a place in the text on; the place behind them."""
    start = text.index(cue, after)
    found = span_at(doc, Anchor(start, start + len(cue.rstrip(","))))
    assert found is not None
    if source is None:
        return None, found, start + 1
    place = text.index(source, after)
    return span_at(doc, Anchor(place, place + len(source))), found, min(start, place) + 1


def test_every_source_of_a_short_report_is_resolved(nlp: Language) -> None:
    block = Block(Anchor(0, len(TEXT) - 1), BlockKind.PARAGRAPH)
    doc = nlp(make_doc(nlp, Article(id="report", text=TEXT, language="uk", blocks=(block,))))
    found, after = [], 0
    for source, cue, _ in SOURCES.values():
        where, said, after = spans(doc, TEXT, source, cue, after)
        content = doc[said.end : said.end + 3]
        found.append(Attribution(source=where, cue=said, content=(content,), construction="by hand"))
    names = [entity.name if entity else None for entity in resolve_speakers(doc, found, UKRAINIAN)]
    assert dict(zip(SOURCES, names, strict=True)) == {key: name for key, (_, _, name) in SOURCES.items()}


@pytest.mark.parametrize("text", ["", "\n\n", "«", "— ? ! …", "він його її", "А " * 500, "12 34\t56", "😀 Іван 😀"])
def test_odd_texts_never_raise(nlp: Language, text: str) -> None:
    block = Block(Anchor(0, len(text)), BlockKind.PARAGRAPH)
    doc = nlp(make_doc(nlp, Article(id="odd", text=text, language="uk", blocks=(block,) if text else ())))
    odd = [
        Attribution(source=doc[i : i + 1], cue=doc[j : j + 2], content=(doc[:],), construction="by hand", within=i)
        for i in range(min(3, len(doc)))
        for j in range(min(3, len(doc)))
    ]
    assert len(resolve_speakers(doc, odd, UKRAINIAN, publisher="Ранок")) == len(odd)
