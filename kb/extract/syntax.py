"""Small questions about a dependency parse (Universal Dependencies), which may be wrong anywhere."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

Bounds = tuple[int, int]
VERBAL = frozenset({"VERB", "AUX"})
SUBJECTS = frozenset({"nsubj", "nsubj:pass", "nsubj:outer", "csubj:outer"})
CLAUSES = frozenset({"ccomp", "csubj", "csubj:pass", "xcomp", "xcomp:sp", "advcl", "advcl:sp", "acl", "parataxis"})
PARTICLE = "compound:prt"
QUOTE_MARKS = frozenset('«»„“”‟"‹›‘’') | {"''", "``"}


# By spaCy's hash of a string, which says which string it is: that is read off a token several times as fast.
_LEMMAS: dict[int, str] = {}
_FEATURES: dict[int, Mapping[str, tuple[str, ...]]] = {}
_MOST_LEMMAS = 100_000


def relation(token: Token) -> str:
    """The dependency relation without its subtype."""
    return str(token.dep_).partition(":")[0]


def children(token: Token, *relations: str) -> Iterator[Token]:
    """The children of the token under one of these relations, subtypes included."""
    return (child for child in token.children if relation(child) in relations)


def first_child(token: Token, *relations: str) -> Token | None:
    """The first such child in the order of the text."""
    return next(children(token, *relations), None)


def bounds(token: Token) -> tuple[int, int]:
    """First token and end (exclusive) of the subtree, gaps included."""
    return token.left_edge.i, token.right_edge.i + 1


def lemma(token: Token) -> str:
    """The lemma in lower case with a straight apostrophe, the form where there is no lemma."""
    key = token.lemma or token.orth
    known = _LEMMAS.get(key)
    if known is None:
        if len(_LEMMAS) >= _MOST_LEMMAS:
            _LEMMAS.clear()
        known = (token.lemma_ or token.text).lower().replace("’", "'").replace("ʼ", "'")
        _LEMMAS[key] = known
    return known


def with_particle(verb: Token) -> str:
    """The verb's lemma with the particle that makes another verb of it: "pull out"."""
    particle = next((child for child in verb.children if child.dep_ == PARTICLE), None)
    return lemma(verb) if particle is None else f"{lemma(verb)} {lemma(particle)}"


def feature(token: Token, name: str) -> str:
    """The value of a morphological feature, empty where the token has none."""
    values = _features(token).get(name)
    return values[0] if values else ""


def feature_values(token: Token, name: str) -> tuple[str, ...]:
    """All values of a morphological feature: two cases where the treebank leaves it open, none where it has none."""
    return _features(token).get(name, ())


def _features(token: Token) -> Mapping[str, tuple[str, ...]]:
    """The features of the token's morphology, of which texts have some hundred: asking spaCy each time is slow."""
    morphology = token.morph
    key: int = morphology.key  # type: ignore[attr-defined]  # spaCy's stub lacks it
    known = _FEATURES.get(key)
    if known is None:
        pairs = (pair.partition("=") for pair in str(morphology).split("|") if "=" in pair)
        known = {name: tuple(values.split(",")) for name, _, values in pairs}
        _FEATURES[key] = known
    return known


def is_negated(token: Token, negations: frozenset[str]) -> bool:
    """Whether a negation stands right before the token or depends on it from the left."""
    if token.i and token.nbor(-1).lower_ in negations:
        return True
    return any(child.lower_ in negations for child in token.lefts)


def trimmed(doc: Doc, start: int, end: int) -> Span | None:
    """The tokens without punctuation and unpaired quote marks at the edges; None where nothing else is there."""
    while start < end and doc[start].is_punct and not _opens_inside(doc, start, end):
        start += 1
    while start < end and doc[end - 1].is_punct and not _closes_inside(doc, start, end):
        end -= 1
    return doc[start:end] if start < end else None


def _opens_inside(doc: Doc, start: int, end: int) -> bool:
    """Whether the mark at the left edge quotes or brackets only a part of what follows."""
    return doc[start].text in {"«", "(", "„"} and any(doc[i].text in {"»", ")", "“"} for i in range(start + 1, end - 1))


def _closes_inside(doc: Doc, start: int, end: int) -> bool:
    return doc[end - 1].text in {"»", ")", "“"} and any(doc[i].text in {"«", "(", "„"} for i in range(start + 1, end))
