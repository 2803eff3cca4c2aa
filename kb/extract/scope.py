"""What stands over a word: whether it is denied, and under which modality, by all the words that it hangs on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kb.extract.predicate import GOVERNED, governed, has, is_among
from kb.extract.syntax import children, lemma, relation
from kb.language.base import Language
from kb.model import Modality, SpeechAct

if TYPE_CHECKING:
    from spacy.tokens import Token


def _frames(names: str) -> frozenset[str]:
    return frozenset(f"frame#{name}" for name in names.split())


# Frames that deny the clause or the noun that they govern: who fails or refuses to agree does not agree.
NEGATING = _frames(
    """fail refuse deny deny-guilt deny-involvement refute be-unable break-promise give-up-plan prevent not-implement
    refuse-comment refuse-talks refuse-to-sign refuse-to-ratify refuse-sanctions refuse-to-apologise refuse-to-testify
    refuse-extradition refuse-asylum decline-to-run veto be-eliminated"""
)
# Frames that say nothing of their own about what they govern.
OPEN = _frames("succeed be-able try begin continue achieve plan agree-to decide promise need be-ready have-right")
EXIST = _frames("exist have have-enough")
HOLD = frozenset({"frame#happen", "frame#hold-event"})
ABSENT = _frames("lack be-absent cease-to-exist")
OBJECTS = frozenset({"obj", "nsubj", "obl", "nmod", "iobj"})
# What calls a clause untrue, be it over the clause or over the noun that the clause belongs to.
UNTRUE = _frames("err lie contradict refute") | {
    f"concept#{name}" for name in ("false", "incorrect", "lie-n", "fake-adj")
}
LONGEST_PATH = 8


@dataclass(slots=True)
class Scope:
    """Answers for the tokens of one content; remembers what it has found.

    `senses` gives the frames and concepts of a token.
    """

    language: Language
    inside: frozenset[int]
    senses: Callable[[Token], tuple[str, ...]]
    _negated: dict[int, bool] = field(default_factory=dict)

    def negated(self, token: Token, depth: int = 0) -> bool:
        """Whether the token is denied, all that stands over it counted; two denials cancel out."""
        if token.i not in self._negated:
            self._negated[token.i] = False
            inherited = depth < LONGEST_PATH and self._inherited(token, depth)
            self._negated[token.i] = self.own(token) != inherited
        return self._negated[token.i]

    def own(self, token: Token) -> bool:
        """Whether a particle, an adposition or a "no" denies the token itself."""
        labels, words = self.language.labels, self.language.meanings
        for child in token.children:
            word = lemma(child)
            kind = relation(child)
            if word in labels.negators and kind not in ("conj", "nsubj", "obj") and not self._not_only(child):
                return True
            if kind in ("det", "advmod") and (word in labels.negative_words):
                return True
            if kind == "case" and word in words.without and token.i - child.i < 5:
                return True
            if kind in ("nsubj", "obj", "obl", "advmod") and word in labels.negative_words and token.pos_ != "NOUN":
                return True
            if kind in ("aux", "cop", "advmod") and self._holds_negation(child):
                return True
        before = token.i - 1
        if before < 0 or before not in self.inside:
            return False
        previous = token.doc[before]
        return (
            lemma(previous) in labels.negators
            and previous.head.i not in (token.i, before)
            and not self._governs_another(previous, token)
            and not self._not_only(previous)
        )

    def is_operator(self, token: Token) -> bool:
        """Whether the token only colours what it governs: a modal, "begin to", "fail to"."""
        labels = self.language.labels
        if governed(token, labels) is not None:
            return True
        senses = self.senses(token)
        return any(s in NEGATING or s in OPEN for s in senses) and any(
            relation(child) in ("xcomp", "ccomp") for child in token.children
        )

    def is_existential(self, token: Token) -> bool:
        """Whether the token says that something is there, or is not: «немає», "there is", "lack"."""
        if token.pos_ not in ("VERB", "AUX", "ADV", "ADJ"):
            return False
        senses = self.senses(token)
        lexicon = self.language.propositions
        if any(s in EXIST or s in ABSENT for s in senses) or self.absent(token):
            return True
        return token.pos_ in ("VERB", "AUX") and is_among(token, lexicon.be) and relation(token) not in ("cop", "aux")

    def absent(self, token: Token) -> bool:
        """Whether the token says that something is not there."""
        labels = self.language.labels
        return (token.lower_ in ("немає", "нема", "нет") and is_among(token, labels.negative_predicates)) or any(
            s in ABSENT for s in self.senses(token)
        )

    def modality(self, token: Token) -> Modality:
        """The nearest modality over the token: an auxiliary's, a tense's, a modal's that governs it."""
        for _ in range(LONGEST_PATH):
            found = self._own_modality(token)
            if found is not None:
                return found
            head = token.head
            if head.i == token.i or head.i not in self.inside:
                break
            if relation(token) == "conj" or (relation(token) in GOVERNED and self.is_operator(head)):
                token = head
                listed = self._listed(token)
                if listed is not None and relation(token) != "conj":
                    return listed
                continue
            break
        return Modality.ASSERTED

    def _listed(self, token: Token) -> Modality | None:
        labels = self.language.labels
        for table in (labels.modals, labels.modal_nouns):
            found = table.get(lemma(token)) or table.get(token.lower_)
            if found is not None and governed(token, labels) is not None:
                return found
        return None

    def _own_modality(self, token: Token) -> Modality | None:
        labels = self.language.labels
        future = has(token, "Tense", "Fut")
        for child in children(token, "aux", "cop", "advmod", "mark"):
            word = lemma(child)
            plain = child.lower_.replace("’", "'")
            form = labels.auxiliaries.get(plain) or labels.auxiliaries.get(word)
            if form is not None:
                return form
            if relation(child) == "mark" and plain in self.language.meanings.conditions:
                return Modality.CONDITIONAL
            if word in labels.conditional or plain in labels.conditional:
                return labels.shifted.get(plain) or labels.shifted.get(word) or Modality.CONDITIONAL
            future = future or (relation(child) in ("aux", "cop") and has(child, "Tense", "Fut"))
        return Modality.WILL if future else None

    def _inherited(self, token: Token, depth: int) -> bool:
        head = token.head
        if head.i == token.i or head.i not in self.inside:
            return False
        kind = relation(token)
        if kind == "conj":
            shared = token.pos_ in ("VERB", "AUX") and head.pos_ in ("VERB", "AUX")
            return shared and self._inherited(head, depth + 1)
        untrue = self._untrue(token) if kind in ("ccomp", "acl", "csubj") else None
        if untrue is not None:
            return not self.negated(untrue, depth + 1)
        if kind == "advcl" and self._is_circumstance(token):
            return False
        over = self.negated(head, depth + 1) != self._negates(head, token)
        if kind in GOVERNED or kind in ("xcomp", "ccomp", "csubj"):
            clausal = token.pos_ in ("VERB", "AUX", "ADJ") or kind in ("xcomp", "ccomp")
            if (clausal and (self.is_operator(head) or self._negates(head, token) or self._reports(head))) or (
                governed(head, self.language.labels) == token
            ):
                return over
        if kind in ("obj", "nsubj") and self.is_existential(head) and not self._has(head, kind):
            return self.negated(head, depth + 1) != self.absent(head)
        if kind in ("obj", "nsubj") and not HOLD.isdisjoint(self.senses(head)):
            return self.negated(head, depth + 1)
        if kind in OBJECTS and token.pos_ == "NOUN" and kind != "nsubj" and self._negates(head, token):
            return over and self._happens(token)
        return False

    def _has(self, head: Token, kind: str) -> bool:
        """Whether the token is who has, not what is had."""
        return kind == "nsubj" and any(relation(child) == "obj" for child in head.children)

    def _negates(self, head: Token, token: Token) -> bool:
        labels = self.language.labels
        if self.absent(head):
            return False
        if any(s in NEGATING for s in self.senses(head)):
            return True
        clause = relation(token) in GOVERNED
        return (clause and is_among(head, labels.negative_predicates)) or (
            labels.acts.get(lemma(head)) is SpeechAct.DENY and lemma(head) in labels.negative_cues
        )

    def _is_circumstance(self, clause: Token) -> bool:
        """Whether the clause says when, why or on what condition: what stands over it does not deny it."""
        questions = self.language.labels.interrogatives
        return any(relation(c) == "mark" or lemma(c) in questions for c in clause.children)

    def _happens(self, noun: Token) -> bool:
        """Whether the noun is of something that happens: a visit that is refused is none, a gift still is a gift."""
        return any(sense.startswith("frame#") for sense in self.senses(noun))

    def _holds_negation(self, token: Token) -> bool:
        """Whether a word below an auxiliary or an adverb negates: "has not", "no longer", «не зовсім»."""
        labels = self.language.labels
        return any(
            (lemma(c) in labels.negators or lemma(c) in labels.negative_words) and not self._not_only(c)
            for c in token.children
        )

    def _untrue(self, clause: Token) -> Token | None:
        """The word that calls the clause untrue: "they are wrong that", "wrong in their belief that"."""
        head = clause.head
        for _ in range(2):
            if head.i in self.inside and not UNTRUE.isdisjoint(self.senses(head)):
                return head
            if head.pos_ != "NOUN":
                break
            head = head.head
        return None

    def _reports(self, head: Token) -> bool:
        """Whether a clause below the token is what somebody says or thinks."""
        return lemma(head) in self.language.labels.acts

    def _not_only(self, particle: Token) -> bool:
        following = particle.i + 1
        doc = particle.doc
        return following < len(doc) and lemma(doc[following]) in self.language.labels.not_only

    def _governs_another(self, particle: Token, token: Token) -> bool:
        """Whether the particle hangs on the predicate of the clause, not on this participant of it."""
        return particle.head.pos_ in ("VERB", "AUX") and token.pos_ in ("NOUN", "PROPN", "PRON", "NUM")
