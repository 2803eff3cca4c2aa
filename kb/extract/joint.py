"""Whom a source joins or explains, where no case tells: «Ada Sample, the mayor, and her aides» are two.

A source is cut at commas, brackets and conjunctions. A part after a comma explains the one before it, unless a
conjunction ends the list; names that belong to something («Sample's lawyer», «a Sample aide», «friend of Sample»)
are not whom the part is about.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kb.extract.nouns import is_animate
from kb.extract.sources import head_of
from kb.extract.syntax import feature, lemma, relation
from kb.language.capitals import Capitals
from kb.model import EntityKind

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

    from kb.extract.entities import Mention
    from kb.extract.sources import Names

NO_WORDS = Capitals()
BREAKS = frozenset({",", "(", ")", "—", "–", "--", ";", "[", "]"})
BEFORE_NAMES = frozenset({"NOUN", "PROPN", "ADJ", "DET", "NUM", "X", "PUNCT", "PART", "ADV", "CCONJ"})
ENDING = frozenset({"ADP", "SCONJ", "VERB", "AUX"})
NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "X"})


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a source, the name that it is about, and whether a conjunction joins it to the part before.

    `example` tells that it begins a list of some of those meant («including Ada Sample»).
    """

    span: Span
    name: Mention | None
    joined: bool
    example: bool = False


def speaking_parts(span: Span, names: Names) -> tuple[Span, ...]:
    """The parts of a source that each name or describe somebody who speaks, explanations left out."""
    parts = list(_parts(span, names))
    if not parts:
        return (span,)
    if len(parts) > 2 and parts[0].name is None and parts[-1].joined and all(part.name for part in parts[1:]):
        # «The two leading candidates, Ada Sample and Adam Test».
        parts = parts[1:] if not parts[1].joined else parts
    last = max((i for i, part in enumerate(parts) if part.joined), default=0)
    kept: list[Part] = []
    for i, part in enumerate(parts):
        if part.example:
            break
        if not kept or part.joined or (i < last and _lists(parts, i, last)):
            kept.append(part)
        elif kept[-1].name is None and _may_be_named(kept[-1].span, part, names):
            # «The company's chief executive, Ada Sample», «their school, Sample College».
            kept[-1] = part
    return tuple(part.span for part in kept) or (span,)


def named_in(span: Span, names: Names) -> Mention | None:
    """The person whom a phrase is about: the first name in it that belongs to nothing else."""
    for token in span:
        if token.i not in names.at and token.i > span.start and _comes_between(token, span):
            return None
        mention = names.at.get(token.i)
        if mention is None or mention.span.start != token.i or mention.kind is not EntityKind.PERSON:
            continue
        if not _belongs(mention, span, names):
            return mention
    return None


def _comes_between(token: Token, span: Span) -> bool:
    """Whether a name after the token is not whom the phrase is about: a clause or another's name begins."""
    if token.pos_ == "ADP":
        # «The Council of Samples director Ada Sample»: no noun before the adposition could be whom it is about.
        return any(each.pos_ == "NOUN" for each in span.doc[span.start : token.i])
    return token.pos_ not in BEFORE_NAMES and (token.pos_ != "VERB" or _ends_phrase(token))


def head_of_part(span: Span, names: Names) -> Token:
    """The noun that a phrase is about: the last one before an adposition, a clause or a mark."""
    ends = (t.i for t in span[1:] if (t.text in BREAKS or _ends_phrase(t)) and t.i not in names.at)
    before = span.doc[span.start : next(ends, span.end)]
    nouns = [token for token in before if _is_noun(token, names) and not _owns(token, span, names)]
    if not nouns or (span.root in nouns and span.root.pos_ != "ADJ"):
        return head_of(span, names.words)
    return nouns[-1]


def _ends_phrase(token: Token) -> bool:
    """Whether a complement or a clause begins here; a participle before its noun begins none («the so-called plan»)."""
    return token.pos_ in ENDING and relation(token) not in {"amod", "compound"} and token.nbor(-1).text != "-"


def _is_noun(token: Token, names: Names) -> bool:
    """Whether the token can be what a phrase is about: the parse takes «chief executive» for adjectives."""
    return token.pos_ in NOMINAL or (token.pos_ == "ADJ" and is_animate(token, names.words))


def _words(names: Names) -> Capitals:
    """The small words of the language."""
    return names.words.capitals or NO_WORDS


def _owns(token: Token, span: Span, names: Names) -> bool:
    """Whether the token is but whose something is («her plan», «the company's plan»)."""
    following = span.doc[token.i + 1] if token.i + 1 < span.end else None
    return following is not None and ("Poss=Yes" in str(token.morph) or following.lower_ in _words(names).possessives)


def _belongs(mention: Mention, span: Span, names: Names) -> bool:
    """Whether the name only says whose something is («Sample's lawyer», «a Sample aide»)."""
    end = mention.span.end
    if end >= span.end:
        return False
    following = span.doc[end]
    if following.lower_ in _words(names).possessives:
        return end + 1 < span.end
    return following.pos_ in {"NOUN", "PROPN", "ADJ"} or following.text == "-"


def _parts(span: Span, names: Names) -> Iterator[Part]:
    """The source cut at commas, brackets and the conjunctions that join two who may speak."""
    doc, start, joins = span.doc, span.start, False
    i = start
    while i < span.end:
        token = doc[i]
        inside = i in names.at and names.at[i].span.start < i
        conjunction = token.pos_ == "CCONJ" and token.lower_ != _words(names).both and not inside
        conjunction &= doc[i - 1].text == "," or not _explains(doc[start:i], span)
        conjunction = conjunction and _joins(doc[start:i], doc[i + 1 : span.end], names)
        if conjunction or (token.text in BREAKS and not inside):
            yield from _part(doc[start:i], names, joins)
            # «Obama, Clinton, and others»: the comma before the conjunction cuts, the conjunction joins.
            joins = conjunction or (joins and i == start)
            start = i + 1
        i += 1
    yield from _part(doc[start : span.end], names, joins)


def _explains(part: Span, span: Span) -> bool:
    """Whether the part, which follows a comma, says with an article what the one before is."""
    return part.start > span.start and len(part) > 0 and part[0].pos_ in {"DET", "PRON"}


def _part(span: Span, names: Names, joins: bool) -> Iterator[Part]:
    start = span.start
    while start < span.end and (span.doc[start].is_punct or span.doc[start].lower_ == _words(names).both):
        start += 1
    # A clause says no more than who is meant: «a handful of mayors who spoke to us».
    clause = (t.i for t in span.doc[start + 1 : span.end] if t.pos_ == "PRON" and lemma(t) in names.words.relatives)
    end = next(clause, span.end)
    while end - 1 > start and span.doc[end - 1].lower_ in _words(names).possessives:
        end -= 1
    cut = span.doc[start:end]
    if any(token.pos_ in NOMINAL for token in cut):
        yield Part(cut, named_in(cut, names), joins, cut[0].lower_ in _words(names).examples)


def _joins(left: Span, right: Span, names: Names) -> bool:
    """Whether a conjunction between them joins two who may speak, not two words of what they are or belong to."""
    if len(left) and left[0].lower_ == _words(names).both:
        left = left[1:]
    if not len(left):
        return True
    if not len(right):
        return False
    ends = next((token.i for token in right if token.text in BREAKS or token.pos_ == "CCONJ"), right.end)
    right = right.doc[right.start : ends]
    if named_in(left, names) is not None:
        return named_in(right, names) is not None or _stands_alone(right)
    if any(token.pos_ == "ADP" for token in left[1:]) or not len(right):
        return False
    if named_in(right, names) is not None and left[0].pos_ not in {"DET", "PRON"} and _is_title(left, names):
        # «Actor and activist Adam Sample».
        return False
    if all(token.pos_ == "PROPN" for token in left) and right[0].pos_ == "PROPN" and right[-1].pos_ == "NOUN":
        # «White House and Pentagon officials».
        return False
    return _stands_alone(left) and (named_in(right, names) is not None or _stands_alone(right))


def _is_title(span: Span, names: Names) -> bool:
    """Whether the phrase is what one person is called."""
    return is_animate(span[-1], names.words) and feature(span[-1], "Number") != "Plur"


def _stands_alone(span: Span) -> bool:
    """Whether the phrase is a pronoun, a name, or ends in a noun of its own with an article or a possessive."""
    first, last = span[0], span[-1]
    if last.pos_ == "ADJ":
        return False
    if first.pos_ == "PRON" or (len(span) == 1 and last.pos_ in {"PROPN", "NOUN"}):
        return True
    return any(token.pos_ in {"NOUN", "PROPN"} for token in span) and first.pos_ in {"DET", "PROPN", "ADJ", "NOUN"}


def _lists(parts: list[Part], i: int, last: int) -> bool:
    """Whether the part is one of a list that a conjunction ends, not an explanation of the one before."""
    between = parts[: last + 1]
    return parts[i].name is not None and all(part.name is not None for part in between[:-1])


def _may_be_named(span: Span, part: Part, names: Names) -> bool:
    """Whether the name in the part after the phrase can be that of whom or what it describes: one, of that sort."""
    head = head_of_part(span, names)
    several = feature(head, "Number") == "Plur" and span[0].lower_ != _words(names).one
    if not _is_noun(head, names) or several or head.i in names.at:
        return False
    if part.name is not None:
        return is_animate(head, names.words) or lemma(head) not in names.words.speaking
    mention = names.at.get(part.span.root.i)
    things = names.words.speaking | names.words.organisations
    return mention is not None and mention.span.end == part.span.end and lemma(head) in things
