"""What a content says at its heart: its main predicate, the modals it is reached through, what negates them."""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kb.extract.syntax import feature_values, lemma, relation
from kb.language.labels import LabelLexicon

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

# What a modal governs, in the treebanks' relations; a modal noun has its infinitive as a clause of its own.
GOVERNED = frozenset({"xcomp", "csubj", "ccomp", "advcl", "acl", "obj"})
FILLERS = frozenset({"punct", "cc", "mark", "case", "discourse", "vocative"})
PARTICIPANTS = frozenset({"nsubj", "obj", "iobj", "obl", "advmod"})
OPEN = frozenset({"VERB", "ADJ", "ADV", "NOUN", "PROPN", "PRON", "NUM", "DET", "AUX"})
# A parse that a model made up may hold a cycle or a very long chain; no real modal chain is longer.
LONGEST_CHAIN = 5


@dataclass(frozen=True, slots=True)
class Predication:
    """The main predicate of a content and the words it was reached through, outermost first, itself last."""

    root: Token
    chain: tuple[Token, ...]

    @property
    def predicate(self) -> Token:
        """The lexical predicate: «відвести» in «повинен відвести»."""
        return self.chain[-1]


def predication(content: Sequence[Span], lexicon: LabelLexicon) -> Predication | None:
    """The main predicate of the first clause of a content, None where it holds nothing but punctuation."""
    root = content_root(content, lexicon)
    if root is None:
        return None
    chain = [root]
    while len(chain) < LONGEST_CHAIN:
        found = governed(chain[-1], lexicon)
        if found is None or found in chain:
            break
        chain.append(found)
    return Predication(root, tuple(chain))


def content_root(content: Sequence[Span], lexicon: LabelLexicon) -> Token | None:
    """The head of the first clause of a content.

    The words whose head lies outside are candidates; the first that is a predicate wins, else the one with
    the most words below it. A clause of condition or time before the main one («якщо …, то …») gives way to
    it. Later sentences are looked at only while the earlier have no predicate.
    """
    inside = {i for span in content for i in range(span.start, span.end)}
    best: Token | None = None
    subordinate: Token | None = None
    width = -1
    for span in content:
        for token in span:
            if token.is_punct or relation(token) in FILLERS or (token.head.i in inside and token.head.i != token.i):
                continue
            if is_predicate(token, lexicon):
                if not _is_subordinate(token, inside):
                    return token
                subordinate = subordinate or token
            if token.right_edge.i - token.left_edge.i > width:
                best, width = token, token.right_edge.i - token.left_edge.i
    return subordinate or best


def _is_subordinate(token: Token, inside: Container[int]) -> bool:
    """Whether a conjunction within the content subordinates the clause: its complementizer stands before it."""
    return any(relation(child) == "mark" and child.i in inside for child in token.children)


def is_predicate(token: Token, lexicon: LabelLexicon) -> bool:
    """Whether the token heads a clause: a verb, a modal word, or a nominal with a subject or a copula."""
    if token.pos_ in ("VERB", "AUX"):
        return True
    if is_among(token, lexicon.modals):
        return True
    return any(child.dep_.startswith(("nsubj", "csubj", "cop")) for child in token.children)


def is_among(token: Token, words: Container[str]) -> bool:
    """Whether the words hold the token's lemma, or its form: lemmatisers differ on «можна» and «немає»."""
    return lemma(token) in words or token.lower_ in words


def has(token: Token, feature: str, value: str) -> bool:
    """Whether the token's morphology has this value, among others perhaps, of a feature."""
    return value in feature_values(token, feature)


def is_infinitive(token: Token) -> bool:
    """Whether the token is an infinitive, and not the bare form that a finite auxiliary makes a predicate of."""
    return has(token, "VerbForm", "Inf") and not any(
        relation(child) == "aux" and has(child, "VerbForm", "Fin") and not has(child, "Tense", "Fut")
        for child in token.children
    )


def governed(token: Token, lexicon: LabelLexicon) -> Token | None:
    """What a modal, a modal noun, a light verb before one, or an epistemic word is about, None for all else."""
    noun = is_among(token, lexicon.modal_nouns)
    modal = noun or is_among(token, lexicon.modals) or is_among(token, lexicon.catenatives)
    light = is_among(token, lexicon.light)
    if not modal and not light:
        return None
    epistemic = is_among(token, lexicon.epistemics)
    for child in token.children:
        kind = relation(child)
        if noun and kind == "nmod" and child.pos_ == "NOUN":
            return child
        if kind in ("obj", "nsubj", *GOVERNED) and is_among(child, lexicon.modal_nouns):
            return child
        if kind not in GOVERNED or not modal:
            continue
        if is_infinitive(child) or any(is_infinitive(c) for c in child.children if c.dep_ in ("cop", "aux")):
            return child
        if epistemic and kind in ("ccomp", "csubj"):
            return child
    return None


def is_negated(token: Token, lexicon: LabelLexicon) -> bool:
    """Whether a particle negates the token itself, "no" one of its participants; «не тільки» negates nothing."""
    for child in token.children:
        if relation(child) in PARTICIPANTS and _is_nobody(child, lexicon):
            return True
        if lemma(child) not in lexicon.negators or child.dep_ in ("conj", "nsubj", "obj"):
            continue
        following = child.i + 1
        if following == len(child.doc) or lemma(child.doc[following]) not in lexicon.not_only:
            return True
    return False


def _is_nobody(token: Token, lexicon: LabelLexicon) -> bool:
    """Whether the words negate by themselves: "nobody", "no troops"."""
    return lemma(token) in lexicon.negative_words or any(
        relation(child) in ("det", "advmod") and lemma(child) in lexicon.negative_words for child in token.children
    )


def negations(tokens: Iterable[Token], lexicon: LabelLexicon) -> int:
    """How many times a chain of predicates is negated: «не може не знати» twice, «неможливо» once."""
    return sum(is_negated(t, lexicon) + is_among(t, lexicon.negative_predicates) for t in tokens)
