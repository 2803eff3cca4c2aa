"""Who is meant inside what is said: by its pronouns, and by its verbs whose subject is left out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from kb.extract.antecedents import fits
from kb.extract.names import feature
from kb.extract.predicate import governed, has
from kb.extract.states import as_actor
from kb.extract.subjects import acting_place, clause_mates, left_out, reflexive_of
from kb.extract.syntax import lemma, relation
from kb.model import EntityKind, Modality, SpeechAct

if TYPE_CHECKING:
    from spacy.tokens import Token

    from kb.extract.annotation import Attribution
    from kb.extract.antecedents import Referent
    from kb.extract.speaker import Resolver
    from kb.language.base import Language
    from kb.model import Entity

# What is demanded or asked is done by others; what is planned, promised or refused is done by who says so.
OF_OTHERS = frozenset({SpeechAct.DEMAND, SpeechAct.ASK, SpeechAct.WARN, SpeechAct.ACCUSE})
OWN = frozenset({SpeechAct.PROMISE, SpeechAct.PLAN, SpeechAct.DENY, SpeechAct.OTHER, SpeechAct.SAY})
PREDICATES = frozenset({"VERB", "AUX", "ADJ"})
CLAUSES = frozenset({"root", "ccomp", "conj", "advcl", "parataxis", "acl", "csubj", "xcomp"})
# "It", «вони»: seldom one who was named, unless they name an institution.
FURTHEST = 3
"""Sentences that a reference inside a content looks back over."""


def find_referents(
    resolver: Resolver, speakers: Sequence[Entity | None], language: Language, quoted: Sequence[int]
) -> Mapping[int, Entity]:
    """Whom the pronouns of all contents mean, and who is the subject that a verb leaves out, by the token's index.

    `quoted` holds for each token the number of its quotation, -1 outside. What nobody can be found for is left out.
    """
    reading = _Referents(resolver, speakers, language, quoted)
    found: dict[int, Entity] = {}
    for token in resolver.doc:
        if token.i in reading.holder:
            entity = reading.of(token)
            if entity is not None:
                found[token.i] = entity
    return found


class _Referents:
    """Looks up who is meant, content by content."""

    def __init__(
        self, resolver: Resolver, speakers: Sequence[Entity | None], language: Language, quoted: Sequence[int]
    ) -> None:
        self.resolver = resolver
        self.speakers = speakers
        self.language = language
        self.words = language.speakers
        self.quoted = quoted
        self.holder = dict(_holders(resolver.attributions))
        self.cues = {each.cue.root.i: n for n, each in enumerate(resolver.attributions) if each.cue is not None}

    def of(self, token: Token) -> Entity | None:
        """Whom a token means: a pronoun, or a predicate without a subject."""
        form = token.lower_
        if token.pos_ in {"PRON", "DET"}:
            if form in self.words.first_person:
                return self.speakers[self.holder[token.i]]
            if form in self.words.pronouns and _is_personal(token) and not _is_empty(token):
                return self._third(token, self.words.pronouns[form])
            return None
        if token.pos_ in PREDICATES and relation(token).lower() in CLAUSES and not self._has_subject(token):
            return self._left_out(token)
        return None

    def _third(self, token: Token, wanted: frozenset[str]) -> Entity | None:
        besides = clause_mates(token, self.resolver.names)
        speaker = self._speaker(token)
        if speaker is not None and self._is_quoted(token):
            besides |= {speaker.entity.name}
        elif speaker is not None and speaker.entity.name not in besides and fits(speaker, wanted):
            nearer = self._subject_before(token, wanted)
            return nearer or speaker.entity
        return self._back(token, wanted, "pronoun", besides)

    def _left_out(self, verb: Token) -> Entity | None:
        """The subject of a predicate that names none; an infinitive has that of what it is planned or promised by."""
        speaker = self._speaker(verb)
        if has(verb, "VerbForm", "Inf") or has(verb, "VerbForm", "Ger"):
            return self.speakers[self.holder[verb.i]] if self._is_own(verb) else None
        if not self.words.drops_subjects or feature(verb, "Mood") == "Imp" or not _is_finite(verb):
            return None
        if feature(verb, "Person") == "1":
            return self.speakers[self.holder[verb.i]]
        if feature(verb, "Person") == "2" or self._is_nobodys(verb) or _is_shared(verb):
            return None
        if self.holder[verb.i] != (own := self.cues.get(verb.i, self.holder[verb.i])):
            return self.speakers[own]
        place = acting_place(verb, self.resolver.names, self.resolver.adpositions)
        if place is not None:
            return as_actor(place.entity, self.resolver.doc)
        wanted = left_out(verb, self.resolver.reporting)
        if not wanted:
            return None
        quoted = self._is_quoted(verb)
        if speaker is not None and not quoted and self._is_top(verb) and self._agrees(speaker, wanted, verb):
            return speaker.entity
        if "Plur" in wanted or (not quoted and not self._is_top(verb)):
            return None
        return self._back(
            verb, wanted, "dropped", frozenset({speaker.entity.name}) if speaker and quoted else frozenset()
        )

    def _has_subject(self, token: Token) -> bool:
        """Whether the predicate, or the infinitive that it governs, has a subject: «може з'явитися нагода»."""
        if _names_subject(token):
            return True
        below = governed(token, self.language.labels)
        if below is not None and below.pos_ == "NOUN":
            return True
        return any(relation(child) == "xcomp" and self._has_subject(child) for child in token.children)

    def _is_nobodys(self, verb: Token) -> bool:
        """Whether the verb is said of nobody: «йдеться», «доведеться», not «сподівається», «зустрінеться»."""
        word, labels = lemma(verb), self.language.labels
        if word in self.words.impersonal or (reflexive_of(verb) and labels.modals.get(word) is Modality.MUST):
            return True
        personal = (
            feature(verb, "Gender") or has(verb, "Aspect", "Perf") or word in labels.acts or word in labels.implied
        )
        return bool(reflexive_of(verb)) and (not personal or word in labels.catenatives)

    def _agrees(self, speaker: Referent, wanted: frozenset[str], verb: Token) -> bool:
        """Whether the speaker can be the subject; of a body that only where it is spoken of in the plural before."""
        if speaker.agreement & wanted:
            return True
        cue = self.resolver.attributions[self.holder[verb.i]].cue
        return "Plur" in wanted and cue is not None and feature(cue.root, "Number") == "Plur" and fits(speaker, wanted)

    def _back(self, token: Token, wanted: frozenset[str], kind: str, besides: frozenset[str]) -> Entity | None:
        found = self.resolver.back(token.i, wanted, kind, besides=besides)
        if found is None or found.entity.name == self.words.author:
            return None
        near = self.resolver.sentence_of[token.i] - self.resolver.sentence_of[found.at] <= FURTHEST
        return found.entity if near else None

    def _subject_before(self, token: Token, wanted: frozenset[str]) -> Entity | None:
        """The person whom the same sentence of the content has named as a subject before the pronoun."""
        holder = self.holder[token.i]
        for referent in reversed(self.resolver.named):
            inside = self.holder.get(referent.at) == holder and token.sent.start <= referent.at < token.i
            if inside and referent.subject and referent.entity.kind is EntityKind.PERSON and fits(referent, wanted):
                return referent.entity
        return None

    def _speaker(self, token: Token) -> Referent | None:
        return self.resolver.resolve(self.holder[token.i])

    def _is_quoted(self, token: Token) -> bool:
        return self.quoted[token.i] >= 0

    def _is_top(self, verb: Token) -> bool:
        """Whether the predicate is the first of its content, not of a clause below it."""
        above = verb.head
        while relation(verb) == "conj" and above.i != verb.i:
            verb, above = above, above.head
        return above.i == verb.i or self.holder.get(above.i) != self.holder.get(verb.i)

    def _is_own(self, verb: Token) -> bool:
        """Whether an infinitive at the top of its content is what the speaker plans, promises or refuses."""
        attribution = self.resolver.attributions[self.holder[verb.i]]
        if attribution.cue is None or not self._is_top(verb):
            return False
        acts = {self.language.labels.acts.get(lemma(token)) for token in attribution.cue}
        return bool(acts & OWN) and not acts & OF_OTHERS


def _holders(attributions: Sequence[Attribution]) -> Iterator[tuple[int, int]]:
    """The tokens of all contents, each with the innermost attribution that holds it last."""
    sizes = [sum(part.end - part.start for part in each.content) for each in attributions]
    for index in sorted(range(len(attributions)), key=lambda i: -sizes[i]):
        for part in attributions[index].content:
            yield from ((i, index) for i in range(part.start, part.end))


def _is_personal(pronoun: Token) -> bool:
    """Whether it is "he", "her", not "this" or «той»."""
    return has(pronoun, "Person", "3") or has(pronoun, "PronType", "Prs")


def _is_empty(pronoun: Token) -> bool:
    """Whether it only holds the place of a clause: "it is clear that"."""
    clauses = {"csubj", "ccomp"}
    return relation(pronoun) == "expl" and any(relation(child) in clauses for child in pronoun.head.children)


def _is_finite(token: Token) -> bool:
    """Whether the token is a predicate by itself: a finite verb, or an adjective without a noun."""
    if token.pos_ == "ADJ":
        return relation(token) != "acl"
    return has(token, "VerbForm", "Fin") or bool(feature(token, "Person"))


def _names_subject(token: Token) -> bool:
    return any(relation(child) in {"nsubj", "csubj", "expl"} for child in token.children)


def _is_shared(verb: Token) -> bool:
    """Whether the verb has the subject of the one that it is joined to."""
    return relation(verb) == "conj" and _names_subject(verb.head)
