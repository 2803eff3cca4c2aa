"""Where a text names persons: the pipeline's entities, and proper nouns that the dictionary calls names."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

from kb.extract.names import NAME_CLASSES, feature, is_listed, readings
from kb.extract.states import names_state
from kb.extract.syntax import lemma
from kb.model import EntityKind

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

    from kb.language.speakers import Speakers

NOT_NAMES = frozenset({"Geox", "Orgn", "Abbr"})


def name_spans(doc: Doc, words: Speakers) -> Iterator[Span]:
    """The runs of tokens that each name one person, in the order of the text."""
    inside = [_is_name(token, words) for token in doc]
    start = 0
    while start < len(doc):
        if not inside[start]:
            start += 1
            continue
        end = start + 1
        while end < len(doc) and _continues(doc, end, inside, words):
            end += 1
        while end > start and not doc[end - 1].text[:1].isupper() and doc[end - 1].text != ".":
            end -= 1
        if end > start:
            yield from (span for span in _split(doc[start:end], words) if not _common(span, words))
        start = max(end, start + 1)


def _is_name(token: Token, words: Speakers) -> bool:
    form = token.text
    if not form[:1].isupper() or (len(form) == 1 and not _is_initial(token)) or names_state(token):
        return False
    if _is_prefix(token, words) or lemma(token) in words.honorifics:
        return False
    if len(form) == 2 and form[1] == "." and not token.is_sent_end:
        return token.nbor(1).is_title
    if token.i and len(form) > 2 and lemma(token.nbor(-1)) in words.honorifics:
        return True
    grammemes = _classes(token, words)
    is_short = len(form) < 4 or bool(grammemes & NOT_NAMES)
    if form.isupper() and len(form) > 1 and (is_short or not _beside_name(token, words)):
        return False
    kind = words.entity_kinds.get(token.ent_type_)
    if kind is EntityKind.PERSON:
        return bool(grammemes & NAME_CLASSES) or not (grammemes & NOT_NAMES or _is_thing(token, words))
    if kind is EntityKind.ORGANISATION or token.ent_type_ in words.job_labels:
        return False
    if "Patr" in grammemes or ("Name" in grammemes and token.pos_ == "PROPN"):
        return kind is None
    return kind is None and token.pos_ == "PROPN" and "Surn" in grammemes


def _is_prefix(token: Token, words: Speakers) -> bool:
    """Whether a hyphen joins the token to what is no name («Івано-Франківський»)."""
    if token.i + 2 >= len(token.doc) or token.whitespace_ or token.nbor(1).text != "-" or token.nbor(1).whitespace_:
        return False
    return not (token.nbor(2).is_title and _classes(token.nbor(2), words) & NAME_CLASSES)


def _common(span: Span, words: Speakers) -> bool:
    """Whether the run is one common noun with the capital of a sentence's start («Гість»)."""
    token = span[0]
    if len(span) > 1 or not token.is_sent_start or token.pos_ == "PROPN":
        return False
    return not _classes(token, words) & NAME_CLASSES and _is_known(token, words)


def _is_known(token: Token, words: Speakers) -> bool:
    found = readings(token.text, words.dictionary)
    return any(map(is_listed, found))


def _is_thing(token: Token, words: Speakers) -> bool:
    """Whether the dictionary knows the form for a thing and nothing else («Алею»), and nothing says it is a name."""
    if feature(token, "NameType") or _beside_name(token, words):
        return False
    found = readings(token.text, words.dictionary)
    known = list(filter(is_listed, found))
    return bool(known) and all("inan" in parse.tag.grammemes for parse in known)


def _is_initial(token: Token) -> bool:
    return token.i + 1 < len(token.doc) and token.nbor(1).text == "."


def _beside_name(token: Token, words: Speakers) -> bool:
    """Whether a given name stands next to the token."""
    near = token.doc[max(0, token.i - 2) : token.i + 3]
    return any(
        "Name" in _classes(other, words) and other.is_title and len(other) > 2 for other in near if other != token
    )


def _classes(token: Token, words: Speakers) -> frozenset[str]:
    """The name classes that the dictionary gives the form."""
    return _form_classes(token.text, words.dictionary)


@lru_cache(maxsize=50_000)
def _form_classes(form: str, dictionary: str | None) -> frozenset[str]:
    found = readings(form, dictionary)
    known = list(filter(is_listed, found))
    guessed = frozenset().union(*(parse.tag.grammemes for parse in found))
    # That a word is no name the dictionary must know: it guesses that «Тестов» is of some place «Тестово».
    return guessed - NOT_NAMES | frozenset().union(*(parse.tag.grammemes & NOT_NAMES for parse in known))


def _continues(doc: Doc, end: int, inside: list[bool], words: Speakers) -> bool:
    """Whether the token at `end` still belongs to the name before it."""
    token, before = doc[end], doc[end - 1]
    if token.is_sent_start and len(before.text.rstrip(".")) > 1:
        return False
    if before.text == "-" and not before.whitespace_ and token.is_title:
        return True
    if inside[end] and len(before) > 2 and before.text.isascii() != token.text.isascii() and words.dictionary:
        # «NEWS Тестового»: whose words an outlet has, not one name.
        return False
    if inside[end]:
        return before.text != "." or end < 2 or len(doc[end - 2]) <= 2
    after = end + 1 < len(doc) and inside[end + 1]
    if token.text == ".":
        return after and len(before) <= 2
    if token.text == "-" and not before.whitespace_ and not token.whitespace_:
        return end + 1 < len(doc) and doc[end + 1].is_title
    if token.lower_ in words.particles:
        return after or (end + 2 < len(doc) and doc[end + 1].lower_ in words.particles and inside[end + 2])
    return False


def _split(span: Span, words: Speakers) -> Iterator[Span]:
    """Two names that stand next to each other («речник Тестового Іван Зразок») apart."""
    for i in range(span.start + 1, span.end):
        token, before = span.doc[i], span.doc[i - 1]
        given = "Name" in _classes(token, words) or feature(token, "NameType") == "Giv"
        if not given or before.text in {".", "-"} or len(before) < 3:
            continue
        # «Олени Голуб Іван Зразок»: what cannot be declined tells no case.
        differs = any(feature(each, "Case") != feature(token, "Case") for each in (before, span[0]))
        whole = i + 1 < span.end or i - span.start > 1
        if differs and whole and not _classes(before, words) & {"Name", "Patr"}:
            yield span.doc[span.start : i]
            yield span.doc[i : span.end]
            return
    yield span
