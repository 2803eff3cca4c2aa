"""Whatever a text is made of, its extraction ends, no article is lost, and every claim stands on words of the text."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kb.exchange import to_json
from kb.extract import Extractor
from kb.language import language
from kb.model import Article, Extraction
from kb.read import Failure
from kb.read.article import Metadata, make_article
from tests.extract.odd_texts import WORDS, anything, sayings
from tests.trained import trained

TRAINED = trained()
Texts = Callable[[str], st.SearchStrategy[str]]
CAREFULLY = settings(
    max_examples=20,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


def article(code: str, text: str, *, title: str | None = None) -> Article:
    return make_article(text, language(code), article_id="a", metadata=Metadata(title=title, publisher="Тест"))


def articles(code: str, texts: st.SearchStrategy[str]) -> st.SearchStrategy[list[Article]]:
    """A few articles of a language with such texts; of some a name is the title."""
    titles = st.sampled_from([None, None, WORDS[code].names[0]])
    one = st.builds(lambda text, title: article(code, text, title=title), texts, titles)
    return st.lists(one, min_size=1, max_size=4)


def spans(claim: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """All the stretches of text that a claim in the exchange format points at."""
    yield from (span for span in (claim["source"], claim["cue"], claim["said_on_words"]) if span)
    yield from claim["content"]
    yield from claim["times"]


def check(article: Article, found: Extraction) -> None:
    assert found.article is article
    claims = to_json(found)["claims"]
    assert len({claim.id for claim in found.claims}) == len(found.claims)
    for i, claim in enumerate(claims):
        assert claim["content"]
        assert 0 < claim["confidence"] <= 1
        assert claim["nested_in"] is None or claim["nested_in"] in range(len(claims))
        assert claim["nested_in"] != i
        for span in spans(claim):
            assert 0 <= span["start"] < span["end"] <= len(article.text)
            assert article.text[span["start"] : span["end"]] == span["text"]
            assert span["text"].strip()


def check_all(given: Sequence[Article], found: Sequence[Extraction | Failure]) -> None:
    assert len(found) == len(given)
    for article, one in zip(given, found, strict=True):
        assert isinstance(one, Extraction), f"{one} in {article.text!r}"
        check(article, one)


@pytest.mark.parametrize("code", TRAINED)
@pytest.mark.parametrize("texts", [sayings, anything], ids=["sentences", "any characters"])
def test_no_text_breaks_the_extraction_or_loses_an_article(texts: Texts, code: str, extractor: Extractor) -> None:
    @CAREFULLY
    @given(articles(code, texts(code)))
    def try_them(given: list[Article]) -> None:
        check_all(given, list(extractor.extract(given)))

    try_them()


NOTABLE = {
    "an odd number of straight quotes": '"{name}" "{word}, {report}.\n"{word} {word}.',
    "guillemets in guillemets, one of them closed": "{report}: «{word} «{word} {word}».",
    "a quotation over three paragraphs": "{report}: «{word} {word}.\n\n«{word} {word}.\n\n«{word}», {report}.",
    "a dialogue that ends in the air": "— {word}, — {report}. —",
    "nothing but a report": "{report}",
    "nothing but marks": "«»„“”\"'—",
    "nothing but blanks": " \n\u00a0\n\t",
    "an apostrophe at every word": "'{word}' '{word}'s {report} '{word}",
    "a word of ten thousand letters": "{long} {report} {long}",
    "right to left": "\u202b{report} «{word}»\u202c \u200f{word}\u200e.",
    "characters that print nothing": "{word}\0{word} {report}\u200b, {word}\ufeff.",
}


@pytest.mark.parametrize("code", TRAINED)
@pytest.mark.parametrize("text", NOTABLE.values(), ids=NOTABLE)
def test_it_survives(text: str, code: str, extractor: Extractor) -> None:
    name, word = WORDS[code].names[0], WORDS[code].plain.split()[0]
    reports = [report.format(name) for report in WORDS[code].reports]
    filled = [text.format(name=name, word=word, report=report, long=word * 3000) for report in reports]
    given = [article(code, one) for one in filled]
    check_all(given, list(extractor.extract(given)))
