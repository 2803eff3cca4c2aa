"""Where a text that marks names by capitals alone has names: runs of capitalised words and what joins them."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import TYPE_CHECKING

from kb.extract.syntax import feature, lemma

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from kb.language.capitals import Capitals
    from kb.language.speakers import Speakers

FUNCTION = frozenset({"PRON", "DET", "AUX", "SCONJ", "CCONJ", "ADP"})
LONGEST_ACRONYM = 8
HEADLINE = 0.8
"""The share of longer words with capitals from which on a sentence is taken for a headline."""


def runs(doc: Doc, words: Speakers, capitals: Capitals) -> Iterator[tuple[int, int]]:
    """The stretches of capitalised words, with the small words that join them."""
    inside = _capitalised(doc, capitals)
    start = 0
    while start < len(doc):
        if not inside[start]:
            start += 1
            continue
        end = start + 1
        start = _particles_before(doc, start, words)
        while (following := _next(doc, start, end, inside, words, capitals)) is not None:
            end = following
        yield start, end
        start = end


def _particles_before(doc: Doc, start: int, words: Speakers) -> int:
    """Where a name that begins with small words begins: «bin Laden», «al-Sadr», «van der Sample»."""
    while start and not doc[start].is_sent_start:
        before = start - 1 - (doc[start - 1].text == "-" and not doc[start - 1].whitespace_)
        if before < 0 or doc[before].lower_ not in words.particles or doc[before].pos_ not in {"PROPN", "X"}:
            break
        start = before
    return start


def _capitalised(doc: Doc, capitals: Capitals) -> list[bool]:
    """Which tokens may be words of a name: capitals that neither a sentence's start nor a headline explains."""
    texts = [token.text for token in doc]
    high = [doc[i] for i, text in enumerate(texts) if text[:1].isupper()]
    lowered = {text.capitalize() for text in texts if text[:1].islower()}
    inner = {token.text for token in high if token.pos_ == "PROPN" and not token.is_sent_start} - lowered
    headlines = _headlines(texts, doc.to_array("SENT_START").tolist())
    inside = [False] * len(texts)
    for token in high:
        text, part = token.text, token.pos_
        proper = part == "PROPN" or text in inner
        if len(text) > 1 and text.isupper():
            short = text.isalpha() and len(text) <= LONGEST_ACRONYM
            acronym = short and part in {"NOUN", "X"} and not _is_shouted(token)
            plain = text.isalpha() or "." in text or text.lower() in capitals.known
            inside[token.i] = (proper and plain) or acronym
        elif token.is_sent_start or part in FUNCTION or token.i in headlines:
            begins = token.is_sent_start and _before_name(token, capitals)
            inside[token.i] = proper or begins or text.lower() in capitals.known
        else:
            inside[token.i] = text != "I"
    return inside


def _headlines(texts: list[str], starts: list[int]) -> frozenset[int]:
    """The tokens of the sentences nearly all of whose words have capitals; `starts` is 1 where one begins."""
    found: list[int] = []
    bounds = [0, *(i for i, start in enumerate(starts) if start == 1 and i), len(texts)]
    for start, end in pairwise(bounds):
        long = [text for text in texts[start:end] if len(text) > 3 and text.isalpha()]
        if len(long) > 3 and sum(text[0].isupper() for text in long) > HEADLINE * len(long):
            found.extend(range(start, end))
    return frozenset(found)


def _is_shouted(token: Token) -> bool:
    """Whether a neighbour is in capitals too, as where a text raises its voice."""
    near = token.doc[max(0, token.i - 1) : token.i + 2]
    return any(other.i != token.i and len(other) > 1 and other.is_alpha and other.is_upper for other in near)


def _before_name(token: Token, capitals: Capitals) -> bool:
    """Whether a name follows directly («White House», «Mark Sample»), or a verb of one person («Samples says»)."""
    following = token.nbor(1) if token.i + 1 < len(token.doc) else None
    if following is None:
        return False
    if following.text[:1].isupper() and following.is_alpha and token.lower_ in capitals.given_names:
        return True
    if token.pos_ not in {"ADJ", "NOUN"}:
        return False
    if following.text[:1].isupper() and following.pos_ == "PROPN":
        return True
    alone = feature(token, "Number") == "Plur" and feature(following, "Number") == "Sing"
    return alone and feature(following, "Person") == "3" and lemma(following) in capitals.saying


def _next(doc: Doc, start: int, end: int, inside: list[bool], words: Speakers, capitals: Capitals) -> int | None:
    """Where the run that has come to `end` ends with the next word of the name, None where there is no next."""
    if end >= len(doc) or doc[end].is_sent_start:
        return None
    before, token = doc[end - 1], doc[end]
    if inside[end]:
        return end + 1
    after = doc[end + 1] if end + 1 < len(doc) else None
    if after is None or after.is_sent_start:
        return None
    if token.text == "-" and not before.whitespace_ and not token.whitespace_:
        return end + 2 if inside[end + 1] else None
    if token.text == "." and len(before) == 1 and inside[end + 1]:
        return end + 2
    if token.text == "&" and inside[end + 1]:
        return end + 2
    if token.lower_ in words.particles:
        skip = end + 1 + (after.text == "-")
        return _next(doc, start, skip, inside, words, capitals) if skip < len(doc) else None
    if token.lower_ == capitals.of and any(doc[i].lower_ in capitals.heads for i in range(start, end)):
        skip = end + 1 + (after.lower_ in words.articles)
        return skip + 1 if skip < len(doc) and inside[skip] else None
    joins = token.lower_ == capitals.joining and any(doc[i].lower_ == capitals.of for i in range(start, end))
    if joins and inside[end + 1] and doc[start].lower_ in capitals.heads | capitals.labels:
        return end + 2
    return None
