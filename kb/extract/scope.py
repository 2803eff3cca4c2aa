"""What stands over a word: whether it is denied, and under which modality, by all the words that it hangs on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kb.extract.operators import (
    ABSENT,
    CALLED_OFF,
    DECLINED,
    DENYING,
    DISCUSS,
    DOING,
    EARLY,
    EXIST,
    HOLD,
    NEGATING,
    OPEN,
    PASSING,
    REPORTED,
    STANCES,
    TOPICAL,
    UNTRUE,
)
from kb.extract.predicate import GOVERNED, governed, has, is_among
from kb.extract.syntax import children, lemma, relation
from kb.language.base import Language
from kb.model import Modality, SpeechAct

if TYPE_CHECKING:
    from spacy.tokens import Token


OBJECTS = frozenset({"obj", "nsubj", "obl", "nmod", "iobj"})
LONGEST_PATH = 8
NEXT = 2


@dataclass(slots=True)
class Scope:
    """Answers for the tokens of one content; remembers what it has found.

    `senses` gives the frames and concepts of a token.
    """

    language: Language
    inside: frozenset[int]
    senses: Callable[[Token], tuple[str, ...]]
    _negated: dict[int, bool] = field(default_factory=dict)
    _operators: dict[int, bool] = field(default_factory=dict)
    _existential: dict[int, bool] = field(default_factory=dict)

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
                # "Do without": the verb denies it already.
                return NEGATING.isdisjoint(self.senses(token.head))
            if kind == "advmod" and has(token, "VerbForm", "Inf") and self._forbids(child):
                return True
            if kind in ("nsubj", "obj", "obl", "advmod") and word in labels.negative_words and token.pos_ != "NOUN":
                return True
            if kind in ("aux", "cop", "advmod") and self._holds_negation(child):
                return True
        if relation(token) == "xcomp" and self._is_yet_to_come(token.head):
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

    def _forbids(self, adverb: Token) -> bool:
        """Whether an infinitive is denied by what the parse hangs on it: «рано закривати», «врятувати неможливо»."""
        return not EARLY.isdisjoint(self.senses(adverb)) or is_among(adverb, self.language.labels.negative_predicates)

    def _is_yet_to_come(self, verb: Token) -> bool:
        """Whether what the verb has to do has not been done: "has yet to decide"."""
        words = self.language.meanings.not_yet
        return any(lemma(child) in words for child in verb.children) and not EXIST.isdisjoint(self.senses(verb))

    def is_operator(self, token: Token) -> bool:
        """Whether the token only colours what it governs: a modal, "begin to", "fail to"."""
        if token.i not in self._operators:
            self._operators[token.i] = self._colours_only(token)
        return self._operators[token.i]

    def _colours_only(self, token: Token) -> bool:
        labels = self.language.labels
        if governed(token, labels) is not None:
            return True
        senses = self.senses(token)
        if any(s in NEGATING or s in OPEN for s in senses) and any(
            relation(child) in ("xcomp", "ccomp") for child in token.children
        ):
            return True
        if not DECLINED.isdisjoint(senses):
            undergone = not CALLED_OFF.isdisjoint(senses)
            return any((undergone or relation(c) != "nsubj") and self._is_complement(c) for c in token.children)
        if not STANCES.isdisjoint(senses):
            return any(self._is_complement(c) or _is_infinitive_of(c) for c in token.children) or self._is_parted(token)
        return (token.pos_ == "NOUN" and self._holds(token)) or self._does(token) or self._broaches(token)

    def _does(self, token: Token) -> bool:
        """Whether the verb only says that its object is done: «здійснити перевірку», "carry out an inspection"."""
        return not DOING.isdisjoint(self.senses(token)) and any(self.happens(c) for c in children(token, "obj"))

    def _broaches(self, token: Token) -> bool:
        """Whether the token is to speak of what may come to be, or not: "not ready to talk about a meeting"."""
        head = token.head
        if DISCUSS.isdisjoint(self.senses(token)) or head.i == token.i or head.i not in self.inside:
            return False
        weighed = not (STANCES | EARLY).isdisjoint(self.senses(head)) or is_among(head, self.language.labels.modals)
        return weighed and relation(token) in GOVERNED and any(self._is_complement(c) for c in token.children)

    def is_existential(self, token: Token) -> bool:
        """Whether the token says that something is there, or is not: «немає», "there is", "lack"."""
        if token.i not in self._existential:
            self._existential[token.i] = self._tells_of_being(token)
        return self._existential[token.i]

    def _tells_of_being(self, token: Token) -> bool:
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
            if found is Modality.WILL and self._is_held_possible(token):
                return Modality.MAY
            if found is not None:
                return found
            head = token.head
            if head.i == token.i or head.i not in self.inside:
                break
            if relation(token) == "conj":
                token = head
                continue
            above = self.governor(token)
            if above is None or not self.colours(above):
                break
            token = above
            listed = self._listed(token)
            if listed is not None:
                return listed
        return Modality.ASSERTED

    def _is_held_possible(self, token: Token) -> bool:
        """Whether what will be is not certain: «не виключено, що прийде», "it is possible that she will come"."""
        head = token.head
        if head.i == token.i or head.i not in self.inside or relation(token) not in ("ccomp", "csubj"):
            return False
        return self.language.labels.modals.get(lemma(head)) is Modality.MAY

    def governor(self, token: Token) -> Token | None:
        """The word whose complement the token is, and under which it is as true as that says; None for none."""
        found = self._governor(token)
        return found[0] if found is not None else None

    def colours(self, token: Token) -> bool:
        """Whether the token only says how what it governs is so: that it is planned, took place, is not there."""
        return self.is_operator(token) or self.is_existential(token) or self._holds(token)

    def _holds(self, token: Token) -> bool:
        """Whether the token only says that what it governs takes place: «проведення зустрічі»."""
        return not HOLD.isdisjoint(self.senses(token)) and any(
            relation(c) in ("obj", "nsubj", "nmod") and self.happens(c) for c in token.children
        )

    def happens(self, noun: Token) -> bool:
        """Whether the noun is of something that happens: a visit that is refused is none, a gift still is a gift."""
        return noun.pos_ in ("NOUN", "PROPN") and self._is_of_action(noun)

    def _is_of_action(self, token: Token) -> bool:
        return any(sense.startswith("frame#") for sense in self.senses(token))

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
        if relation(token) == "conj" and token.head.i in self.inside:
            head = token.head
            shared = token.pos_ in ("VERB", "AUX") and head.pos_ in ("VERB", "AUX")
            return shared and self._inherited(head, depth + 1)
        found = self._governor(token)
        if found is None:
            return False
        above, turns = found
        if not DISCUSS.isdisjoint(self.senses(above)) and relation(token) in OBJECTS:
            return self._inherited(above, depth + 1) != turns
        return self.negated(above, depth + 1) != turns

    def _governor(self, token: Token) -> tuple[Token, bool] | None:
        """The word whose truth decides on that of the token, and whether the one is true where the other is not."""
        head, kind = token.head, relation(token)
        if head.i == token.i or head.i not in self.inside:
            return None
        if head.head.i in self.inside and self._denies_report(head.head, head) and self._is_reported(token):
            return head.head, True
        untrue = self._untrue(token) if kind in ("ccomp", "acl", "csubj") else None
        if untrue is not None:
            return untrue, True
        turns = self._negates(head, token)
        if kind == "advcl" and self._is_circumstance(token):
            return self._over_noun(token, turns)
        if kind in GOVERNED or kind in ("xcomp", "ccomp", "csubj"):
            clausal = token.pos_ in ("VERB", "AUX", "ADJ") or kind in ("xcomp", "ccomp")
            if (clausal and (self.is_operator(head) or turns or self._reports(head))) or (
                governed(head, self.language.labels) == token
            ):
                return head, turns
        stance = self._stance_beside(token)
        if stance is not None:
            return stance, False
        if kind in ("obj", "nsubj") and self.is_existential(head) and not self._has(head, kind):
            return head, self.absent(head)
        if kind == "xcomp" and self.absent(head):
            return head, True
        if (
            kind == "compound"
            and has(token, "VerbForm", "Ger") | token.lower_.endswith("ing")
            and self._is_of_action(token)
        ):
            # "Ruled out raising taxes", where the parse takes it for a sort of taxes.
            return self._governor(head) if self._governs_gerund(head.head) else None
        return self._over_noun(token, turns)

    def _governs_gerund(self, token: Token) -> bool:
        return not (NEGATING | PASSING).isdisjoint(self.senses(token))

    def _over_noun(self, token: Token, turns: bool) -> tuple[Token, bool] | None:
        """The same of a noun: what took place, was refused, is expected."""
        head, kind = token.head, relation(token)
        senses = frozenset(self.senses(head))
        if self._denies_report(head, token):
            return None
        if (kind in ("obj", "nsubj", "nmod") and not HOLD.isdisjoint(senses)) or (kind == "obj" and self._does(head)):
            return head, False
        if not self._is_complement(token):
            return None
        turns = turns and TOPICAL.isdisjoint(senses)
        if turns and (kind != "nsubj" or not CALLED_OFF.isdisjoint(senses)):
            return head, True
        if kind == "nsubj" and not self._is_undergone(token):
            return None
        if not PASSING.isdisjoint(senses):
            return head, False
        return (head, False) if self._broaches(head) else None

    def _denies_report(self, verb: Token, noun: Token) -> bool:
        """Whether the verb denies what the noun only reports: "rejected claims of torture"."""
        if noun.head.i != verb.i or noun.pos_ != "NOUN" or relation(noun) not in ("obj", "obl", "nsubj"):
            return False
        reports = lemma(noun) in self.language.cues.nouns or not REPORTED.isdisjoint(self.senses(noun))
        told = reports and any(self._is_reported(child) for child in noun.children)
        return told and not DENYING.isdisjoint(self.senses(verb))

    def _is_reported(self, token: Token) -> bool:
        return self._is_complement(token) or relation(token) in ("acl", "ccomp")

    def _is_complement(self, token: Token) -> bool:
        """Whether a noun of action or a gerund says what is planned, refused or expected, not when or where that is."""
        marker = "mark" if relation(token) in ("advcl", "acl") else "case"
        if relation(token) not in (OBJECTS if marker == "case" else GOVERNED) or not self._is_of_action(token):
            return False
        found = next(children(token, marker), None)
        if found is None:
            # "Ruled out raising taxes": right behind the verb, not as a circumstance after a comma.
            return marker == "case" or (has(token, "VerbForm", "Ger") and 0 < token.i - token.head.i <= NEXT)
        return lemma(found) in self.language.meanings.of_complements and not has(token, "VerbForm", "Inf") | (
            marker == "mark" and lemma(found) == "to"
        )

    def _is_undergone(self, subject: Token) -> bool:
        """Whether what the subject names is done by somebody, as in the passive: a meeting plans nothing."""
        return subject.dep_ == "nsubj:pass" or not any(relation(c) == "obj" for c in subject.head.children)

    def _stance_beside(self, token: Token) -> Token | None:
        """The plan or need that is there or is not, where the parse ties both it and the token to the verb."""
        head, kind = token.head, relation(token)
        if not self.is_existential(head) or not (
            kind in ("xcomp", "acl", "advcl", "csubj") or self._is_complement(token)
        ):
            return None
        if kind in ("obj", "nsubj"):
            return None
        return next((c for c in children(head, "obj", "nsubj") if c != token and self._is_stance(c)), None)

    def _is_stance(self, token: Token) -> bool:
        return not PASSING.isdisjoint(self.senses(token)) or is_among(token, self.language.labels.modal_nouns)

    def _is_parted(self, token: Token) -> bool:
        """Whether what the plan is of hangs beside it on what says that there is one."""
        if relation(token) not in ("obj", "nsubj") or token.head.i == token.i:
            return False
        return any(c != token and self._stance_beside(c) == token for c in token.head.children)

    def _has(self, head: Token, kind: str) -> bool:
        """Whether the token is who has, not what is had."""
        return kind == "nsubj" and any(relation(child) == "obj" for child in head.children)

    def _negates(self, head: Token, token: Token) -> bool:
        labels = self.language.labels
        if self.absent(head):
            return False
        senses = self.senses(head)
        if any(s in NEGATING for s in senses):
            return True
        if not EARLY.isdisjoint(senses) and relation(token) in GOVERNED:
            return True
        clause = relation(token) in GOVERNED
        return (clause and is_among(head, labels.negative_predicates)) or (
            labels.acts.get(lemma(head)) is SpeechAct.DENY and lemma(head) in labels.negative_cues
        )

    def _is_circumstance(self, clause: Token) -> bool:
        """Whether the clause says when, why or on what condition: what stands over it does not deny it."""
        questions = self.language.labels.interrogatives
        return any(relation(c) == "mark" or lemma(c) in questions for c in clause.children)

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


def _is_infinitive_of(clause: Token) -> bool:
    """Whether the clause is an infinitive that says what the noun or the quality is for: "plans to meet"."""
    return relation(clause) in ("xcomp", "acl", "csubj", "ccomp", "advcl") and has(clause, "VerbForm", "Inf")
