"""Who speaks: for every attribution of an article the person or institution that its source stands for."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from kb.extract.antecedents import Candidate, Referent, from_mention, from_noun
from kb.extract.descriptions import (
    first_named_after,
    fuller,
    gender_of,
    instance,
    is_complemented,
    is_definite,
    offices,
    points_to_nobody,
    titled,
    titles_of,
)
from kb.extract.document import index_of
from kb.extract.entities import Mention, find_mentions
from kb.extract.joint import head_of_part, named_in, speaking_parts
from kb.extract.memory import Memory
from kb.extract.names import feature
from kb.extract.nouns import ANY, PEOPLE, is_animate, noun_phrase
from kb.extract.persons import possessive_after
from kb.extract.sources import (
    carried,
    heads_of,
    named_after,
    named_outright,
    owner_of,
    person_of,
    verb_of,
)
from kb.extract.states import as_actor, state_of
from kb.extract.subjects import (
    acting_place,
    clause_mates,
    described,
    finite,
    is_impersonal,
    is_own_report,
    issuer,
    left_out,
    name_before,
    reflexive_of,
    shared_subject,
)
from kb.extract.syntax import lemma, relation
from kb.model import Entity, EntityKind, SpeechAct, joint

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

    from kb.extract.annotation import Attribution
    from kb.language.base import Language

JUST_BEFORE = 4
"""Sentences in which a speaker stays in mind: 4 is the best of 1, 2 and 4 on the training passages."""
STILL = 2
"""Sentences in which a document still speaks where nobody is said to."""
ANYBODYS = frozenset({SpeechAct.ACCUSE, SpeechAct.BELIEVE, SpeechAct.PREDICT, SpeechAct.PLAN})
INSTITUTIONS = frozenset({EntityKind.OTHER, EntityKind.ORGANISATION})


def resolve_speakers(
    doc: Doc,
    attributions: Sequence[Attribution],
    language: Language,
    *,
    publisher: str | None = None,
    mentions: Sequence[Mention] | None = None,
) -> tuple[Entity | None, ...]:
    """The speaker of each attribution under the fullest name that the text has, None where nobody can be recovered.

    `mentions` are those of `find_mentions`, found here where they are not given. Joint speakers are one entity
    whose names are joined by "; ". A report of the outlet itself is the publisher's where that is given. Where nobody
    is named in somebody's statement («не виключено, що ...»), it is whose statement that is.
    """
    found = find_mentions(doc, language) if mentions is None else mentions
    return speakers_of(Resolver(doc, attributions, language, found, publisher))


def speakers_of(resolver: Resolver) -> tuple[Entity | None, ...]:
    """The speakers of the attributions of a resolver, as `resolve_speakers` gives them."""
    attributions = resolver.attributions
    for index in sorted(range(len(attributions)), key=lambda i: position_of(attributions[i])):
        resolver.resolve(index)
    referents = map(resolver.resolve, range(len(attributions)))
    named = [referent.entity if referent else None for referent in referents]
    return tuple(entity or _holder(index, attributions, named) for index, entity in enumerate(named))


def _holder(index: int, attributions: Sequence[Attribution], named: Sequence[Entity | None]) -> Entity | None:
    """The speaker of the statement that holds one without a source."""
    attribution = attributions[index]
    if attribution.source is not None or attribution.within is None:
        return None
    return named[attribution.within]


def position_of(attribution: Attribution) -> int:
    """The token by which the source is referred to."""
    span = attribution.source or attribution.cue
    return span.root.i if span is not None else attribution.content[0].start


def joined(found: Iterable[Referent | None]) -> Referent | None:
    """Several speakers as one, each named once."""
    names: dict[str, Referent] = {}
    for referent in found:
        if referent is not None:
            names.setdefault(referent.entity.name, referent)
    unique = list(names.values())
    if len(unique) < 2:
        return unique[0] if unique else None
    together = joint(referent.entity for referent in unique)
    return Referent(together, unique[0].at, frozenset({"Plur"})) if together else None


class Resolver(Memory):
    """Finds the speaker of one attribution after the other, in the order of the text."""

    def __init__(
        self,
        doc: Doc,
        attributions: Sequence[Attribution],
        language: Language,
        mentions: Sequence[Mention],
        publisher: str | None,
    ) -> None:
        held = {token.i for each in attributions for part in each.content for token in part}
        super().__init__(doc, language.speakers, mentions, [i in held for i in range(len(doc))])
        self.attributions = attributions
        self.acts = language.cues.verbs
        self.reporting = frozenset(self.acts) if language.speakers.drops_subjects else frozenset()
        self.adpositions = language.cues.place_adpositions
        self.publisher = publisher
        self.persons = {mention.entity for mention in mentions if mention.kind is EntityKind.PERSON}
        self.resolved: dict[int, Referent | None] = {}
        self.under_way: set[int] = set()

    def resolve(self, index: int) -> Referent | None:
        """The speaker of an attribution; None too where it would be its own."""
        if index in self.resolved:
            return self.resolved[index]
        if index in self.under_way:
            return None
        self.under_way.add(index)
        attribution = self.attributions[index]
        if attribution.source is not None:
            referent = self.of_span(attribution.source, index)
        else:
            referent = self.without_source(index)
        self.resolved[index] = referent
        if referent is not None:
            self.spoken.append(replace(referent, at=position_of(attribution), spoke=True))
        return referent

    def of_span(self, span: Span, index: int) -> Referent | None:
        """The referent of a source: one, or several joined."""
        if self.words.capitals is not None:
            return joined(self.of_part(part, index) for part in speaking_parts(span, self.names))
        people = named_outright(span, self.names)
        if people:
            return joined(from_mention(each, self.words) for each in people)
        after = named_after(span, self.names)
        if after is not None:
            return from_mention(after, self.words)
        return joined(self.of_head(head, span, index) for head in heads_of(span, self.names))

    def of_part(self, part: Span, index: int) -> Referent | None:
        """The referent of one of the phrases that a source joins, in a language without cases."""
        name = named_in(part, self.names) or named_after(part, self.names)
        if name is not None:
            return from_mention(name, self.words)
        return self.of_head(head_of_part(part, self.names), part, index)

    def of_head(self, head: Token, span: Span, index: int) -> Referent | None:
        """The referent of one noun phrase of a source: a pronoun, a name, or a description."""
        attribution, words = self.attributions[index], self.words
        form = "" if len(head) > 1 and head.text.isupper() else head.lower_
        alone = span.end - span.start <= 2 or len(list(head.subtree)) == 1
        if form in words.first_person and alone:
            return self.first_person(index)
        if lemma(head) == words.author and len(span) == 1 and feature(head, "Number") != "Plur":
            return self.own_voice(head.i)
        if form in words.second_person:
            asked = self.turn(head.i).addressee
            return from_mention(asked, words) if asked is not None else None
        if lemma(head) in words.reflexives:
            subjects = (shared_subject(verb, self.names) for verb in head.ancestors)
            subject = next((each for each in subjects if each is not None and each != head), None)
            return self.of_head(subject, noun_phrase(subject), index) if subject is not None else None
        if lemma(head) in words.nobody:
            complemented = any(relation(child) in {"nmod", "obl"} for child in head.children)
            return from_noun(head, words, within=span, verb=verb_of(head, attribution)) if complemented else None
        if lemma(head) in words.relatives and head.pos_ in {"PRON", "DET", "SCONJ"}:
            return joined(self.of_head(noun, noun_phrase(noun), index) for noun in described(head, self.names))
        if form in words.pronouns and head.pos_ in {"PRON", "DET", "ADJ", "NUM"} and alone:
            return self.back(head.i, words.pronouns[form], "pronoun", besides=clause_mates(head, self.names))
        return self.of_noun(head, span, index)

    def of_noun(self, head: Token, span: Span, index: int) -> Referent | None:
        """The referent of a name or a noun."""
        person = person_of(head, span, self.names)
        if person is not None:
            return from_mention(person, self.words)
        mention = self.names.at.get(head.i)
        if mention is not None:
            # Of a person's name the source may be a part only.
            referent = from_mention(mention, self.words)
            if mention.kind is EntityKind.PERSON:
                return referent
            return replace(referent, entity=as_actor(referent.entity, self.doc))
        holder = carried(head, span, self.names)
        if holder is not None:
            return self.of_head(holder, noun_phrase(holder), index)
        if lemma(head) in self.words.announcements:
            return self.announcement(head, span, index)
        return self.description(head, span, index)

    def announcement(self, head: Token, span: Span, index: int) -> Referent | None:
        """Who speaks in a text that the source only calls a statement: who made it, or spoke just before."""
        maker = issuer(head, self.names)
        if maker is not None and maker.pos_ in {"NOUN", "PROPN"}:
            return self.of_head(maker, noun_phrase(maker), index)
        owner = owner_of(head, span, self.names)
        if owner is not None:
            return self.of_head(owner, noun_phrase(owner, within=span), index)
        if not is_complemented(head, span):
            before = self.back(span.start, ANY, "dropped")
            here = self.sentence_of[span.start]
            if before is not None and here - self.sentence_of[before.at] <= JUST_BEFORE and before.spoke:
                return before
        return self.description(head, span, index)

    def description(self, head: Token, span: Span, index: int) -> Referent:
        """«Міністр», «депутатка»: who carries that title; «експерти»: themselves, as the text calls them most fully."""
        attribution, words = self.attributions[index], self.words
        own = from_noun(head, words, within=span, verb=verb_of(head, attribution))
        if points_to_nobody(head, words) or (words.articles and head.pos_ == "PROPN" and not is_definite(head)):
            return own
        if lemma(head) in words.sides:
            states = (state_of(token) for token in head.lefts if relation(token) == "amod")
            state = next(filter(None, states), None)
            if state is not None:
                return replace(own, entity=state)
        found = None
        if is_animate(head, words) and feature(head, "Number") != "Plur":
            # «Адвокат Тестового» is not Тестовий.
            within = {mention.entity for token in span if (mention := self.names.at.get(token.i)) is not None}
            people = [r for r in self.named if r.entity.kind is EntityKind.PERSON and r.entity not in within]
            found = titled(own, span, people, words)
            if found is None and lemma(head) not in words.kin and not within & self.persons:
                found = self.described_person(head, span, self.gender_told(head, span, attribution))
                # Who held a known office on the day is told later: it is hardly whoever was named last.
                known = found is not None and index_of(self.doc).offices(own.entity.name, self.doc.lang_)
                found = None if known and found is not None and not found.roles & titles_of(own.head, words) else found
        before = [referent for referent in self.candidates(own.at) if referent.at < own.at]
        if words.articles and not is_definite(head):
            return found or own
        theirs = any("Poss=Yes" in str(child.morph) for child in head.lefts) and words.natural_gender
        return found or fuller(own, before) or (None if theirs else instance(own, before, words)) or own

    def gender_told(self, head: Token, span: Span, attribution: Attribution) -> frozenset[str]:
        """The gender of somebody whom a noun describes: by the noun, the verb, or what is theirs («said her plan»)."""
        wanted = gender_of(head, attribution, self.words)
        own = possessive_after(span, self.words) if self.words.natural_gender and wanted == PEOPLE else ""
        known = any(referent.named and referent.agreement == {own} for referent in self.candidates(span.start))
        return frozenset({own}) if own and known else wanted

    def described_person(self, head: Token, span: Span, wanted: frozenset[str]) -> Referent | None:
        """The named person whom a description without a matching title most likely means.

        «Лікарка» is whoever is prominent; «підприємець із Харкова» only somebody who has spoken just before.
        """
        found = self.back(span.start, wanted, "description", people=True)
        if not is_complemented(head, span) or offices(span, self.words):
            return found or first_named_after(span, wanted, self.named, self.sentence_of)
        here = self.sentence_of[span.start]
        spoken = {each.entity for each in self.spoken if 0 <= here - self.sentence_of[each.at] <= JUST_BEFORE}
        return found if found is not None and found.entity in spoken else None

    def first_person(self, index: int) -> Referent | None:
        """«Я», «ми»: who is quoted, outside quotations the author."""
        holder = self.holder(index)
        return self.resolve(holder) if holder is not None else self.own_voice(position_of(self.attributions[index]))

    def holder(self, index: int) -> int | None:
        """The attribution whose content holds this one: as it says, else the smallest content around its words."""
        attribution = self.attributions[index]
        if attribution.within is not None and 0 <= attribution.within < len(self.attributions):
            return attribution.within
        position = position_of(attribution)
        around = [
            (part.end - part.start, other)
            for other, each in enumerate(self.attributions)
            for part in each.content
            if other != index and part.start <= position < part.end
        ]
        return min(around)[1] if around else None

    def without_source(self, index: int) -> Referent | None:
        """The subject that the clause leaves out."""
        attribution, words = self.attributions[index], self.words
        cue = attribution.cue.root if attribution.cue is not None else attribution.content[0].root
        verb = finite(cue)
        verbs = [verb, *(token for token in attribution.cue or () if token.pos_ in {"VERB", "AUX"})]
        if any(feature(each, "Person") == "1" for each in verbs):
            return self.first_person(index)
        if {lemma(cue), lemma(verb), lemma(cue.head)} & words.impersonal:
            return self.first_person(index)
        if feature(verb, "Person") == "2":
            return None
        subject = shared_subject(cue, self.names, self.reporting)
        if subject is not None:
            return self.of_head(subject, noun_phrase(subject), index)
        name = acting_place(cue, self.names, self.adpositions)
        if name is None and attribution.cue is not None:
            name = name_before(attribution.cue, self.names)
        if name is not None:
            return replace(from_mention(name, words), entity=as_actor(name.entity, self.doc))
        if is_own_report(attribution, words):
            return Referent(Entity(self.publisher, EntityKind.ORGANISATION), cue.i, ANY) if self.publisher else None
        if not words.drops_subjects:
            return None
        wanted = left_out(verb, self.reporting)
        if not wanted:
            return self.in_force(verb, attribution.within)
        if wanted != frozenset({"Plur"}):
            return self.back(cue.i, wanted, "dropped")
        # «Кажуть», «планують» are mostly nobody's: of those who spoke last or are what the text is about.
        found = next((each for each in self.ranked(cue.i, wanted, "dropped") if self._is_near(each, cue)), None)
        return self._person_behind(found.referent) if found is not None else None

    def _is_near(self, candidate: Candidate, cue: Token) -> bool:
        """Whether the candidate was a subject just before the cue, or spoke last and not long ago."""
        if {"spoke here", "subject"} & candidate.features.keys():
            return True
        away = self.sentence_of[cue.i] - self.sentence_of[candidate.referent.at]
        return "last" in candidate.features and away <= JUST_BEFORE

    def in_force(self, verb: Token, within: int | None) -> Referent | None:
        """The institution or document that has just spoken: «передбачено», «зазначається» is said in it too.

        Accused, believed and expected it is by whomever; of these a document tells alone. In somebody's statement only
        what speaks in it is in force, and «не виключено» is the speaker's own.
        """
        here = self.sentence_of[verb.i]
        near = (each for each in reversed(self.spoken) if 0 <= here - self.sentence_of[each.at] <= STILL)
        last = next(near, None)
        if last is None or "Plur" in last.agreement or not is_impersonal(verb):
            return None
        if within is not None:
            content = self.attributions[within].content
            if not reflexive_of(verb) or not any(part.start <= last.at < part.end for part in content):
                return None
        alone = self.acts.get(reflexive_of(verb)) in ANYBODYS
        return last if last.entity.kind in ({EntityKind.OTHER} if alone else INSTITUTIONS) else None
