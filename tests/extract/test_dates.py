"""When something was said and how that is known."""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc

import kb.parse
from kb.extract.annotation import Attribution
from kb.extract.dates import date_attributions, times_in
from kb.extract.document import BLOCKS, OFFSETS, make_doc, span_at
from kb.extract.time_expressions import time_expressions
from kb.language import LANGUAGES, language
from kb.model import Anchor, Article, Basis, Block, BlockKind, Dating, Entity, EntityKind, Interval

PUBLISHED = date(2023, 5, 17)
UKRAINIAN = language("uk")
# All but one row of thirty-three: a retrained model may attach a date to another word.
FLOOR = 0.97
MARKS = re.compile(r"([{\[<])(\d):|([}\]>])|( ?\| ?)")


@cache
def _nlp(code: str) -> Language:
    return kb.parse.load(code)


def _cases(code: str) -> list[tuple[str, list[tuple[str, str]]]]:
    text = (Path(__file__).parent / f"sayings_{code}.txt").read_text(encoding="utf-8")
    found = []
    for part in text.split("\n\n")[1:]:
        marked, *answers = part.strip().splitlines()
        pairs = [tuple(answer.split("\t")) for answer in answers]
        found.append((marked, [(pair[0], pair[1]) for pair in pairs]))
    return found


def _read(marked: str, code: str) -> tuple[Article, dict[tuple[str, int], Anchor]]:
    """The text without its marks as an article, and where each marked stretch stands."""
    text, places, still_open, edges = "", {}, list[tuple[str, int, int]](), [0]
    last = 0
    for match in MARKS.finditer(marked):
        text += marked[last : match.start()]
        last = match.end()
        if match[1]:
            still_open.append((match[1], int(match[2]), len(text)))
        elif match[3]:
            kind, number, start = still_open.pop()
            places[kind, number] = Anchor(start, len(text))
        else:
            edges.append(len(text))
            text += "\n"
    text += marked[last:]
    edges.append(len(text))
    blocks = tuple(Block(Anchor(a, b), BlockKind.PARAGRAPH) for a, b in pairwise(edges))
    return Article("a", text, code, blocks, published=PUBLISHED), places


def _dated(marked: str, count: int, code: str) -> list[Dating]:
    doc, attributions = _attributed(marked, count, code)
    return list(date_attributions(doc, attributions, language=language(code), published=PUBLISHED))


def _attributed(marked: str, count: int, code: str) -> tuple[Doc, list[Attribution]]:
    article, places = _read(marked, code)
    nlp = _nlp(code)
    doc = nlp(make_doc(nlp, article))
    spans = {place: span_at(doc, anchor) for place, anchor in places.items()}
    attributions = []
    for number in range(1, count + 1):
        content = spans["<", number]
        assert content is not None
        holder = next((n - 1 for n in range(1, number) if _holds(places["<", n], places["<", number])), None)
        attributions.append(
            Attribution(spans.get(("{", number)), spans["[", number], (content,), construction="test", within=holder)
        )
    return doc, attributions


def _holds(outer: Anchor, inner: Anchor) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end


def _doc(*sentences: str) -> Doc:
    """A Doc written by hand, a sentence in each argument, a token as form/part/head/relation, heads counted from 1."""
    words: list[str] = []
    parts: list[str] = []
    heads: list[int] = []
    relations: list[str] = []
    starts: list[bool | int | None] = []
    for sentence in sentences:
        first = len(words)
        for token in sentence.split():
            form, part, head, relation = token.rsplit("/", 3)
            starts.append(len(words) == first)
            words.append(form)
            parts.append(part)
            heads.append(first + int(head) - 1)
            relations.append(relation)
    doc = Doc(
        _blank().vocab,
        words=words,
        pos=parts,
        heads=heads,
        deps=relations,
        lemmas=[word.lower() for word in words],
        sent_starts=starts,
    )
    doc.user_data[OFFSETS] = [token.idx for token in doc]
    doc.user_data[BLOCKS] = [(0, len(doc), Block(Anchor(0, len(doc.text)), BlockKind.PARAGRAPH))]
    return doc


@cache
def _blank() -> Language:
    return spacy.blank("uk")


SAID = (
    "Ткач/PROPN/4/nsubj 3/ADJ/4/obl травня/NOUN/2/nmod сказав/VERB/4/ROOT "
    ",/PUNCT/7/punct що/SCONJ/7/mark згоден/ADJ/4/ccomp ./PUNCT/4/punct"
)
ADDED = "Він/PRON/2/nsubj додав/VERB/2/ROOT ,/PUNCT/5/punct що/SCONJ/5/mark чекає/VERB/2/ccomp ./PUNCT/2/punct"
EARLIER = (
    "Раніше/ADV/3/advmod Ткач/PROPN/3/nsubj заявляв/VERB/3/ROOT "
    ",/PUNCT/6/punct що/SCONJ/6/mark згоден/ADJ/3/ccomp ./PUNCT/3/punct"
)
OTHER = "Мельник/PROPN/2/nsubj відповіла/VERB/2/ROOT ,/PUNCT/5/punct що/SCONJ/5/mark чекає/VERB/2/ccomp ./PUNCT/2/punct"
TKACH, MELNYK = Entity("Ігор Ткач", EntityKind.PERSON), Entity("Олена Мельник", EntityKind.PERSON)


def _attribution(doc: Doc, source: int, cue: int, content: tuple[int, int], within: int | None = None) -> Attribution:
    return Attribution(doc[source : source + 1], doc[cue : cue + 1], (doc[slice(*content)],), "test", within=within)


def _date(doc: Doc, *attributions: Attribution, published: date | None = PUBLISHED) -> list[tuple[str | None, Basis]]:
    found = date_attributions(doc, attributions, language=UKRAINIAN, published=published)
    return [(d.interval.edtf if d.interval else None, d.basis) for d in found]


def test_a_date_beside_the_cue_dates_the_saying() -> None:
    doc = _doc(SAID)
    assert _date(doc, _attribution(doc, 0, 3, (6, 7))) == [("2023-05-03", Basis.EXPLICIT_PARTIAL_DATE)]


def test_a_date_in_the_content_does_not() -> None:
    doc = _doc(SAID)
    assert _date(doc, _attribution(doc, 0, 3, (1, 3))) == [("2023-05-17", Basis.INFERRED_FROM_ARTICLE_DATE)]


def test_without_the_day_of_the_article_a_partial_date_stays_open() -> None:
    doc = _doc(SAID)
    assert _date(doc, _attribution(doc, 0, 3, (6, 7)), published=None) == [(None, Basis.NONE)]


def test_a_pronoun_goes_on_from_the_day_before_it() -> None:
    doc = _doc(SAID, ADDED)
    assert _date(doc, _attribution(doc, 0, 3, (6, 7)), _attribution(doc, 8, 9, (12, 13)))[1] == (
        "2023-05-03",
        Basis.INFERRED_FROM_PARAGRAPH,
    )


def test_somebody_else_does_not() -> None:
    doc = _doc(SAID, OTHER)
    assert _date(doc, _attribution(doc, 0, 3, (6, 7)), _attribution(doc, 8, 9, (12, 13)))[1] == (
        "2023-05-17",
        Basis.INFERRED_FROM_ARTICLE_DATE,
    )


def test_who_the_pronoun_is_decides() -> None:
    doc = _doc(SAID, ADDED)
    attributions = [_attribution(doc, 0, 3, (6, 7)), _attribution(doc, 8, 9, (12, 13))]
    for second, basis in ((TKACH, Basis.INFERRED_FROM_PARAGRAPH), (MELNYK, Basis.INFERRED_FROM_ARTICLE_DATE)):
        found = date_attributions(doc, attributions, language=UKRAINIAN, published=PUBLISHED, speakers=[TKACH, second])
        assert found[1].basis is basis


def test_what_was_said_earlier_has_no_day() -> None:
    doc = _doc(EARLIER)
    assert _date(doc, _attribution(doc, 1, 2, (5, 6))) == [(None, Basis.NONE)]


def test_a_nested_saying_has_the_date_of_its_holder() -> None:
    doc = _doc(SAID, ADDED)
    outer, inner = _attribution(doc, 0, 3, (6, 14)), _attribution(doc, 8, 9, (12, 13), within=0)
    assert _date(doc, outer, inner)[1] == ("2023-05-03", Basis.EXPLICIT_PARTIAL_DATE)


def test_sayings_that_hold_each_other_are_of_the_day_of_the_article() -> None:
    doc = _doc(ADDED, OTHER)
    first, second = _attribution(doc, 0, 1, (4, 5), within=1), _attribution(doc, 6, 7, (10, 11), within=0)
    assert {basis for _, basis in _date(doc, first, second)} == {Basis.INFERRED_FROM_ARTICLE_DATE}


def test_no_cue_and_no_source_is_of_the_day_of_the_article() -> None:
    doc = _doc(SAID)
    assert _date(doc, Attribution(None, None, (doc[0:7],), "headline")) == [
        ("2023-05-17", Basis.INFERRED_FROM_ARTICLE_DATE)
    ]


def test_the_words_that_the_date_rests_on_are_anchored() -> None:
    doc = _doc(SAID)
    found = date_attributions(doc, [_attribution(doc, 0, 3, (6, 7))], language=UKRAINIAN, published=PUBLISHED)
    assert found[0].anchor is not None
    assert found[0].anchor.of(doc.text) == "3 травня"


@pytest.mark.parametrize(
    ("code", "content", "named"),
    [
        ("uk", "до кінця року парк відкриють", "до кінця року"),
        ("ru", "до конца года парк откроют", "до конца года"),
        ("en", "by the end of the year it would open", "by the end of the year"),
    ],
)
def test_times_in_the_content_are_reckoned_from_the_day_of_the_saying(code: str, content: str, named: str) -> None:
    doc = spacy.blank(code)(f"3.05.2022 : {content}")
    doc.user_data[OFFSETS] = [token.idx for token in doc]
    span = doc.char_span(doc.text.index(content), len(doc.text))
    assert span is not None
    attribution = Attribution(None, None, (span,), "test")
    expressions = time_expressions(doc, language(code), PUBLISHED)
    said = Dating(Basis.EXPLICIT_DATE, Interval("2022-11-01", date(2022, 11, 1), date(2022, 11, 1)))
    for dating, edtf in ((None, "2023-05-17/2023-12-31"), (said, "2022-11-01/2022-12-31")):
        (time,) = times_in(attribution, expressions, dating)
        assert (time.anchor.of(doc.text), time.interval.edtf) == (named, edtf)
    assert times_in(Attribution(None, None, (doc[1:2],), "test"), expressions) == ()


@pytest.mark.parametrize(
    ("code", "marked", "said", "named"),
    [
        ("uk", "{1:Ткач} у понеділок [1:заявив], що <1:у п'ятницю міст закриють>.", "2023-05-15", "2023-05-19"),
        ("ru", "{1:Ткач} в понедельник [1:заявил], что <1:в пятницу мост закроют>.", "2023-05-15", "2023-05-19"),
        ("en", "{1:Barker} [1:said] on Monday that <1:the bridge would close on Friday>.", "2023-05-15", "2023-05-19"),
    ],
)
def test_the_day_of_the_saying_and_the_day_in_the_content_are_kept_apart(
    code: str, marked: str, said: str, named: str
) -> None:
    doc, attributions = _attributed(marked, 1, code)
    expressions = time_expressions(doc, language(code), PUBLISHED)
    (dating,) = date_attributions(doc, attributions, language=language(code), published=PUBLISHED)
    assert dating.interval is not None
    (time,) = times_in(attributions[0], expressions, dating)
    assert (dating.interval.edtf, time.interval.edtf) == (said, named)


@pytest.mark.parametrize("code", LANGUAGES)
def test_sayings_are_dated_as_the_table_says_and_never_after_the_article(code: str) -> None:
    wrong, total = [], 0
    for marked, answers in _cases(code):
        dated = _dated(marked, len(answers), code)
        assert all(d.interval is None or (d.interval.latest or date.max) <= PUBLISHED for d in dated)
        found = [(d.interval.edtf if d.interval else "-", d.basis.value) for d in dated]
        total += len(answers)
        wrong += [(marked, answer, got) for answer, got in zip(answers, found, strict=True) if answer != got]
    assert total >= 20
    assert len(wrong) <= (1 - FLOOR) * total, wrong
