"""Who speaks: for every attribution of an article the person or institution that its source stands for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from kb.extract.antecedents import (
    ANY,
    SINGULAR,
    Candidate,
    Reference,
    Referent,
    agreement_of,
    fits,
    from_mention,
    from_noun,
    nouns_before,
    rank,
)
from kb.extract.document import BLOCKS
from kb.extract.entities import Mention, as_actor, find_mentions
from kb.extract.names import feature
from kb.extract.nouns import NOUNS, can_speak, is_animate, noun_phrase
from kb.extract.syntax import lemma, relation
from kb.model import Entity, EntityKind

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

    from kb.extract.annotation import Attribution
    from kb.language.base import Language
    from kb.language.speakers import Speakers

JOINER = "; "
JUST_BEFORE = 4
"""Sentences in which a speaker stays in mind: 4 is best of 1-4 on the training passages."""
SPEAKING = NOUNS | {"PRON", "DET", "NUM", "SYM"}


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
    whose names are joined by "; ". A report of the outlet itself is the publisher's where that is given.
    """
    found = find_mentions(doc, language) if mentions is None else mentions
    resolver = Resolver(doc, attributions, language.speakers, found, publisher)
    for index in sorted(range(len(attributions)), key=lambda i: position_of(attributions[i])):
        resolver.resolve(index)
    return tuple(referent.entity if referent else None for referent in map(resolver.resolve, range(len(attributions))))


def position_of(attribution: Attribution) -> int:
    """The token by which the source is referred to."""
    span = attribution.source or attribution.cue
    return span.root.i if span is not None else attribution.content[0].start


class Resolver:
    """Remembers who has spoken so far, in the order of the text."""

    def __init__(
        self,
        doc: Doc,
        attributions: Sequence[Attribution],
        words: Speakers,
        mentions: Sequence[Mention],
        publisher: str | None,
    ) -> None:
        self.doc = doc
        self.attributions = attributions
        self.words = words
        self.mentions = mentions
        self.publisher = publisher
        held = {token.i for each in attributions for part in each.content for token in part}
        self.quoted = [i in held for i in range(len(doc))]
        self.named = [from_mention(mention) for mention in mentions]
        self.at = {token.i: mention for mention in mentions for token in mention.span}
        self.author = list(self.first_persons())
        self.resolved: dict[int, Referent | None] = {}
        self.under_way: set[int] = set()
        self.spoken: list[Referent] = []
        self.nouns: dict[int, Referent] = {}
        self.sentence_of = _running(token.is_sent_start for token in doc)
        starts = {start for start, _, _ in doc.user_data.get(BLOCKS, ())}
        self.block_of = _running(token.i in starts for token in doc)

    def first_persons(self) -> Iterator[Referent]:
        """Where the author speaks of himself: a verb may leave him out later («Потім я приїхав. Думав, що ...»)."""
        entity = Entity(self.words.author, EntityKind.PERSON)
        for token in self.doc:
            if self.words.first_person.get(token.lower_) == "Sing" and not self.quoted[token.i]:
                yield Referent(
                    entity, token.i, frozenset({"Masc", "Fem"}), subject=relation(token) == "nsubj", named=True
                )

    def resolve(self, index: int) -> Referent | None:
        """The speaker of an attribution; None too where it would be its own."""
        if index in self.resolved:
            return self.resolved[index]
        if index in self.under_way:
            return None
        self.under_way.add(index)
        attribution = self.attributions[index]
        if attribution.source is not None:
            referent = self.of_span(attribution.source, attribution, index)
        else:
            referent = self.without_source(attribution, index)
        self.resolved[index] = referent
        if referent is not None:
            self.spoken.append(replace(referent, at=position_of(attribution), spoke=True))
        return referent

    # What the source says

    def of_span(self, span: Span, attribution: Attribution, index: int) -> Referent | None:
        """The referent of a source: one, or several joined."""
        person = self.named_outright(span)
        if person is not None:
            return from_mention(person)
        people = [m for m in self.mentions if m.kind is EntityKind.PERSON and span.start <= m.span.start < span.end]
        if len(people) > 1 and all(map(is_plain, people)) and people[-1].span.end == span.end:
            return joined([from_mention(mention) for mention in people])
        parts = list(self.parts(span))
        return joined([r for part in parts if (r := self.of_head(part, span, attribution, index)) is not None])

    def named_outright(self, span: Span) -> Mention | None:
        """The one person whose name the source is, opens or closes: «Іван Зразок, речник», «речник Іван Зразок»."""
        people = [m for m in self.mentions if m.kind is EntityKind.PERSON and span.start <= m.span.start < span.end]
        root = span.root
        if not people or root.pos_ == "PRON" or any(t.dep_ == "conj" and t.i in self.at for t in span):
            return None
        first, last = people[0], people[-1]
        after = self.doc[first.span.end].text if first.span.end < span.end else ","
        if first.span.start == span.start and after in {",", "(", "—", "–"} and len(people) == 1:
            return first
        before = self.doc[span.start : last.span.start]
        if last.span.end != span.end:
            return None
        if all(token.pos_ in {"DET", "ADJ"} for token in before):
            return last
        title = next((token for token in before if is_animate(token, self.words)), None)
        if title is None or feature(title, "Number") == "Plur":
            return None
        name = last.span.root
        if feature(title, "Case") == "Nom":
            alone = is_plain(last) and not any(map(is_plain, people[:-1]))
            return last if alone and feature(name, "Case") in {"Nom", None} else None
        if any(token.text == "," for token in before):
            return None
        whole = len(last.name.split()) > 1 and feature(title, "Case") == feature(name, "Case")
        return last if whole and not (feature(title, "Gender") == "Fem" and last.gender == "Masc") else None

    def parts(self, span: Span) -> Iterator[Token]:
        """The heads of the phrases that the source joins: itself and its conjuncts that are not just another title."""
        root = self.head_of(span)
        yield root
        person = self.person_of(root, span)
        for token in root.conjuncts:
            if not span.start <= token.i < span.end or token.pos_ not in SPEAKING:
                continue
            if person is None or self.person_of(token, span) not in {person, None}:
                yield token

    def head_of(self, span: Span) -> Token:
        """The noun that the source is about, also where the parse hangs it on something else."""
        root = span.root
        comma = next((token.i for token in span if token.text == ","), span.end)
        if root.i > comma:
            first = [token for token in self.doc[span.start : comma] if token.pos_ in {"NOUN", "PROPN"}]
            root = min(first, key=lambda token: (sum(1 for _ in token.ancestors), token.i), default=root)
        if root.pos_ in {"DET", "ADJ", "NUM"} or lemma(root) in self.words.relatives:
            # «Усі без винятку митці», «будь-який митець»: the noun that follows, in the same case.
            plain = self.doc[root.i + 1 : span.end]
            cut = next((token.i for token in plain if token.text in {",", "("}), span.end)
            nouns = [t for t in self.doc[root.i + 1 : cut] if t.pos_ == "NOUN" and agreement_of(t) & agreement_of(root)]
            return next((t for t in nouns if feature(t, "Case") == feature(root, "Case")), root)
        if root.pos_ in SPEAKING:
            return root
        nouns = [token for token in span if token.pos_ in SPEAKING]
        return min(nouns, key=lambda token: (sum(1 for _ in token.ancestors), token.i), default=root)

    def verb_of(self, head: Token, attribution: Attribution) -> Token | None:
        """The cue where the source is its subject: an active verb and no adposition before the noun."""
        cue = attribution.cue.root if attribution.cue is not None else None
        governed = any(relation(child) == "case" for child in head.lefts)
        if cue is None or cue.pos_ != "VERB" or governed or feature(cue, "VerbForm") not in {"Fin", None}:
            return None
        return cue if feature(cue, "Voice") != "Pass" and feature(cue, "Person") != "0" else None

    def of_head(self, head: Token, span: Span, attribution: Attribution, index: int) -> Referent | None:
        """The referent of one noun phrase of a source."""
        form, words = "" if len(head) > 1 and head.text.isupper() else head.lower_, self.words
        alone = span.end - span.start <= 2 or len(list(head.subtree)) == 1
        if form in words.first_person and alone:
            return self.first_person(index)
        if lemma(head) == words.author and len(span) == 1 and feature(head, "Number") != "Plur":
            return self.own_voice()
        if form in words.second_person:
            return None
        if lemma(head) in words.reflexives:
            subject = self.shared_subject(attribution.cue.root if attribution.cue is not None else head)
            return self.of_head(subject, noun_phrase(subject), attribution, index) if subject is not None else None
        if lemma(head) in words.nobody:
            complemented = any(relation(child) in {"nmod", "obl"} for child in head.children)
            verb = self.verb_of(head, attribution)
            return from_noun(head, words, within=span, verb=verb) if complemented else None
        if lemma(head) in words.relatives and head.pos_ in {"PRON", "DET", "SCONJ"}:
            return self.relative(head, attribution, index)
        if form in words.pronouns and head.pos_ in {"PRON", "DET", "ADJ", "NUM"} and alone:
            return self.back(head.i, words.pronouns[form], "pronoun")
        person = self.person_of(head, span)
        if person is not None:
            return from_mention(person)
        mention = self.at.get(head.i)
        if mention is not None and mention.kind is not EntityKind.PERSON:
            referent = from_mention(mention)
            return replace(referent, entity=as_actor(referent.entity, words))
        carried = self.carried(head, span)
        if carried is not None:
            return self.of_head(carried, noun_phrase(carried), attribution, index)
        return self.description(head, span, attribution)

    def carried(self, head: Token, span: Span) -> Token | None:
        """Whose words the source holds, where it is only the place that holds them («сайт міністерства»)."""
        for _ in range(3):
            if lemma(head) not in self.words.carriers:
                break
            inside = [child for child in head.children if relation(child) == "nmod" and head.i < child.i < span.end]
            for child in inside:
                if child.i in self.at or lemma(child) in self.words.speaking:
                    return child
            if not inside:
                break
            head = inside[0]
        return None

    def person_of(self, head: Token, span: Span) -> Mention | None:
        """The person whom the phrase names: its head, or the name that its title introduces."""
        for mention in self.mentions:
            if (
                mention.kind is not EntityKind.PERSON
                or mention.span.start >= span.end
                or mention.span.end <= span.start
            ):
                continue
            if mention.span.start <= head.i < mention.span.end:
                return mention
            declined = feature(head, "Case") == "Nom" and not is_plain(mention)
            if not declined and is_animate(head, self.words) and self.names_it(mention.span.root, head):
                return mention
        return None

    def names_it(self, name: Token, title: Token) -> bool:
        """Whether the name belongs to the title, and is not that of somebody else in it («брат Івана»)."""
        if name.i < title.i:
            return relation(title) == "appos" and title.head == name
        if title not in name.ancestors or feature(title, "Number") == "Plur":
            return False
        if relation(name) != "nmod":
            return True
        case, other = feature(name, "Case"), feature(title, "Case")
        woman = feature(title, "Gender") == "Fem" and feature(name, "Gender") == "Masc"
        return not woman and (case != "Gen" or other == "Gen")

    def first_person(self, index: int) -> Referent | None:
        """«Я», «ми»: who is quoted, outside quotations the author."""
        holder = self.holder(index)
        if holder is not None:
            return self.resolve(holder)
        return self.own_voice()

    def own_voice(self) -> Referent:
        """The author, who writes outside quotations."""
        return Referent(Entity(self.words.author, EntityKind.PERSON), 0, frozenset({"Masc", "Fem"}))

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

    def relative(self, head: Token, attribution: Attribution, index: int) -> Referent | None:
        """«Який заявив»: the noun that the clause describes, and that the pronoun agrees with."""
        clause = head
        for _ in range(6):
            if relation(clause) == "acl" or clause.head == clause:
                break
            clause = clause.head
        wanted = agreement_of(head)
        noun = self.described(clause, head, wanted)
        if noun is None:
            return None
        nouns = [noun, *(n for n in noun.conjuncts if n.i < head.i)] if "Plur" in wanted else [noun]
        found = [self.of_head(each, noun_phrase(each), attribution, index) for each in sorted(nouns, key=lambda t: t.i)]
        return joined([referent for referent in found if referent is not None])

    def described(self, clause: Token, pronoun: Token, wanted: frozenset[str]) -> Token | None:
        """The noun that a relative clause describes: it agrees and may speak; the parse is only one hint."""
        heads = [clause.head, *clause.head.ancestors] if relation(clause) == "acl" else []
        before = [t for t in self.doc[pronoun.sent.start : pronoun.i] if t.pos_ in {"NOUN", "PROPN", "PRON"}]
        fitting = [
            t for t in (*heads, *reversed(before)) if t.i < pronoun.i and agreement_of(t) & wanted and t.pos_ != "VERB"
        ]
        return next((t for t in fitting if self.may_speak(t)), fitting[0] if fitting else None)

    def back(self, position: int, wanted: frozenset[str], kind: str, *, people: bool = False) -> Referent | None:
        """The one whom a word at the position that agrees so points back to."""
        ranked = self.ranked(position, wanted, kind)
        if people:
            ranked = [each for each in ranked if each.referent.entity.kind is EntityKind.PERSON and each.referent.named]
        if not ranked:
            return None
        found = ranked[0].referent
        return found if people or found.spoke else self.of_noun(found)

    def of_noun(self, referent: Referent) -> Referent:
        """The person whom a bare noun stands for («поетеса»), where it has been chosen as an antecedent itself."""
        if referent.named or referent.entity.kind is not EntityKind.PERSON or " " in referent.entity.name:
            return referent
        wanted = referent.agreement if "Fem" in referent.agreement else frozenset({"Masc", "Fem"})
        noun = self.doc[referent.at]
        if lemma(noun) in self.words.kin or any(lemma(child) in self.words.indefinite for child in noun.lefts):
            return referent
        return self.back(referent.at, wanted, "description", people=True) or referent

    def ranked(self, position: int, wanted: frozenset[str], kind: str) -> list[Candidate]:
        """The candidates for a reference, likeliest first."""
        reference = Reference(position, wanted, kind, self.sentence_of, self.block_of, self.quoted)
        return rank(reference, (referent for referent in self.candidates(position) if self.possible(referent, kind)))

    def possible(self, referent: Referent, kind: str) -> bool:
        """Whether such a reference may mean it: the author is left out but not called «він»; places seldom speak."""
        if referent.entity.name == self.words.author:
            return kind == "dropped"
        return referent.entity.kind is not EntityKind.PLACE or referent.spoke or referent.subject

    def candidates(self, position: int) -> Iterator[Referent]:
        """Everybody before the position: who spoke, who is named, whom a noun calls."""
        yield from self.spoken
        yield from self.named
        yield from self.author
        for noun in nouns_before(self.doc, position, self.words):
            if noun.i not in self.at and not self.introduces(noun):
                if noun.i not in self.nouns:
                    self.nouns[noun.i] = from_noun(noun, self.words)
                yield self.nouns[noun.i]

    def introduces(self, noun: Token) -> bool:
        """Whether the noun is the title of a name, which stands for itself."""
        near = (self.at.get(token.i) for token in noun.subtree)
        return any(m is not None and m.kind is EntityKind.PERSON and self.names_it(m.span.root, noun) for m in near)

    def description(self, head: Token, span: Span, attribution: Attribution) -> Referent | None:
        """«Міністр», «депутатка»: who carries that title; «експерти»: themselves, as the text calls them most fully."""
        own = from_noun(head, self.words, within=span, verb=self.verb_of(head, attribution))
        if any(lemma(child) in self.words.indefinite or child.lower_ in self.words.quantifiers for child in head.lefts):
            return own
        side = next((self.words.adjectives.get(lemma(t)) for t in head.lefts if relation(t) == "amod"), None)
        if side is not None and lemma(head) in self.words.sides:
            return replace(own, entity=Entity(side, EntityKind.PLACE))
        person = is_animate(head, self.words) and feature(head, "Number") != "Plur"
        found = self.titled(own, span) if person else None
        if found is None and person and lemma(head) not in self.words.kin:
            found = self.described_person(head, span, attribution)
        if found is None:
            found = self.fuller(own)
        if found is None and len(own.words) == 1 and own.head in {*self.words.hypernyms, *self.words.organisations}:
            found = self.instance(own)
        return found or own

    def described_person(self, head: Token, span: Span, attribution: Attribution) -> Referent | None:
        """The named person whom a description without a matching title most likely means.

        «Лікарка» is whoever is prominent; «підприємець із Харкова» only somebody who has spoken just before.
        """
        wanted = self.gender(head, attribution)
        after = self.doc[head.i + 1 : span.end] if span.start <= head.i < span.end else ()
        complemented = any(token.pos_ in {"NOUN", "PROPN", "X", "NUM", "VERB"} for token in after)
        found = self.back(span.start, wanted, "description", people=True)
        if not complemented or self.offices(span):
            return found or self.ahead(span, wanted)
        here = self.sentence_of[span.start]
        spoken = {each.entity for each in self.spoken if 0 <= here - self.sentence_of[each.at] <= JUST_BEFORE}
        return found if found is not None and found.entity in spoken else None

    def offices(self, span: Span) -> frozenset[str]:
        """The one-word titles that the description's words stand for together."""
        lemmas = [lemma(token) for token in span]
        return self.words.offices.get(" ".join(lemmas[:2]), frozenset())

    def instance(self, own: Referent) -> Referent | None:
        """The latest thing of the sort that the description names: «документ» is the law named before."""
        kinds = self.words.hypernyms.get(own.head, frozenset())
        found = [
            referent
            for referent in self.candidates(own.at)
            if referent.at < own.at
            and fits(referent, own.agreement | SINGULAR)
            and (
                referent.head in kinds
                or (own.head in self.words.organisations and referent.entity.kind is EntityKind.ORGANISATION)
            )
        ]
        return max(found, key=lambda referent: (referent.head in kinds, referent.spoke, referent.at), default=None)

    def ahead(self, span: Span, wanted: frozenset[str]) -> Referent | None:
        """The first person named after the description, where none is named before it and it may be the headline's."""
        near = self.sentence_of[span.start] + 3
        later = (r for r in self.named if r.at >= span.end and r.entity.kind is EntityKind.PERSON and fits(r, wanted))
        first = next(later, None)
        if first is not None and first.roles:
            return None
        return first if first is not None and self.sentence_of[first.at] <= near else None

    def gender(self, head: Token, attribution: Attribution) -> frozenset[str]:
        """The gender of somebody whom a noun describes: a man's title may be a woman's, the verb tells."""
        if feature(head, "Gender") == "Fem":
            return frozenset({"Fem"})
        cue = attribution.cue.root if attribution.cue is not None else None
        gender = feature(cue, "Gender") if cue is not None and cue.pos_ == "VERB" else None
        return frozenset({gender}) if gender in {"Masc", "Fem"} else frozenset({"Masc", "Fem"})

    def titled(self, own: Referent, span: Span) -> Referent | None:
        """The named person whose title the description repeats."""
        heads = self.offices(span) or {own.head}
        names = heads.union(*(group for group in self.words.synonyms if group & heads))
        rest = frozenset() if self.offices(span) else own.words - names
        found = []
        for referent in self.named:
            if referent.entity.kind is not EntityKind.PERSON or not names & referent.roles:
                continue
            if not fits(referent, own.agreement | ({"Fem"} if "Masc" in own.agreement else set())):
                continue
            shared = len(rest & referent.words)
            if rest and not shared and referent.words - names:
                continue
            found.append((-(referent.at > span.start), shared, -abs(referent.at - span.start), referent))
        return max(found, key=lambda each: each[:3])[3] if found else None

    def fuller(self, own: Referent) -> Referent | None:
        """The latest fuller phrase before with the same head that says all that this one says."""
        found = [
            referent
            for referent in self.candidates(own.at)
            if referent.at < own.at
            and referent.head == own.head
            and own.words < referent.words
            and fits(referent, own.agreement)
        ]
        return max(found, key=lambda referent: referent.at, default=None)

    # What the text says where there is no source

    def without_source(self, attribution: Attribution, index: int) -> Referent | None:
        """The subject that the clause leaves out."""
        cue = attribution.cue.root if attribution.cue is not None else attribution.content[0].root
        verb = self.finite(cue)
        person = feature(verb, "Person")
        spans = attribution.cue if attribution.cue is not None else (cue,)
        if person == "1" or any(feature(t, "Person") == "1" and t.pos_ in {"VERB", "AUX"} for t in spans):
            return self.first_person(index)
        if {lemma(cue), lemma(verb), lemma(cue.head)} & self.words.impersonal:
            return self.first_person(index)
        if person == "2":
            return None
        subject = self.shared_subject(cue)
        if subject is not None:
            return self.of_head(subject, noun_phrase(subject), attribution, index)
        if self.is_own_report(attribution):
            return Referent(Entity(self.publisher, EntityKind.ORGANISATION), cue.i, ANY) if self.publisher else None
        wanted = self.left_out(verb)
        if wanted != frozenset({"Plur"}):
            return self.back(cue.i, wanted, "dropped")
        # «Кажуть», «планують» are mostly nobody's: 38 wrong answers less, 6 right ones, on the training passages.
        near = (c for c in self.ranked(cue.i, wanted, "dropped") if {"spoke here", "subject"} & c.features.keys())
        found = next(near, None)
        return self.of_noun(found.referent) if found is not None else None

    def finite(self, cue: Token) -> Token:
        """The verb that tells person, number and gender: the cue's own, or the one that governs its infinitive."""
        verb = cue
        for _ in range(4):
            if (
                feature(verb, "Number")
                or relation(verb) not in {"xcomp", "advcl", "csubj", "ccomp"}
                or verb.pos_ == "NOUN"
            ):
                break
            verb = verb.head
        return verb

    def left_out(self, verb: Token) -> frozenset[str]:
        """Gender and number of the subject that a verb without one wants; nothing for an impersonal one."""
        if verb.pos_ not in {"VERB", "AUX", "ADJ"}:
            return ANY if verb.pos_ in {"PART", "ADV", "INTJ"} else frozenset()
        if feature(verb, "Number") == "Plur":
            return frozenset({"Plur"})
        gender = feature(verb, "Gender")
        if gender:
            return frozenset({gender}) - {"Neut"}
        return frozenset({"Masc", "Fem"}) if feature(verb, "Person") == "3" else frozenset()

    def shared_subject(self, verb: Token) -> Token | None:
        """The subject of the verb, or of the verb that it is joined to or depends on, if that can speak."""
        for _ in range(5):
            for child in verb.children:
                if relation(child) == "nsubj" and self.may_speak(child):
                    return child
            if relation(verb) not in {"conj", "xcomp", "advcl"} or verb.head == verb:
                return None
            verb = verb.head
        return None

    def may_speak(self, token: Token) -> bool:
        """Whether a subject can be a speaker: a name, a pronoun, a noun for somebody or for what says something."""
        if token.i in self.at or token.pos_ == "PROPN":
            return True
        if token.pos_ in {"PRON", "DET"}:
            return (
                token.lower_ in {*self.words.pronouns, *self.words.first_person} or lemma(token) in self.words.relatives
            )
        return can_speak(token, self.words)

    def is_own_report(self, attribution: Attribution) -> bool:
        """Whether the outlet refers to what it has reported itself («як раніше повідомляли»)."""
        if attribution.cue is None:
            return False
        around = {*map(lemma, attribution.cue), *map(lemma, attribution.cue.root.children)}
        return bool(around & self.words.own_report)


def is_plain(mention: Mention) -> bool:
    """Whether the name stands in the nominative."""
    return mention.span.text.casefold() == mention.name.casefold()


def _running(marks: Iterator[bool | None]) -> list[int]:
    """How many marks there have been up to each token."""
    total, found = 0, []
    for mark in marks:
        total += bool(mark)
        found.append(total)
    return found


def joined(found: list[Referent]) -> Referent | None:
    """Several speakers as one, each named once."""
    names: dict[str, Referent] = {}
    for referent in found:
        names.setdefault(referent.entity.name, referent)
    unique = list(names.values())
    if len(unique) < 2:
        return unique[0] if unique else None
    return Referent(Entity(JOINER.join(names), EntityKind.OTHER), unique[0].at, frozenset({"Plur"}))
