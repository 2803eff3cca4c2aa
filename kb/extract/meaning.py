"""What a content says, unit by unit: its events, things, qualities, names, numbers and times, and what denies them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kb.authority import Index
from kb.authority.romanise import skeleton
from kb.extract.arrangement import JOINED, put_together
from kb.extract.document import OFFSETS, index_of
from kb.extract.operators import PERMITTING, REPORTED
from kb.extract.predicate import has
from kb.extract.proposition import Mention
from kb.extract.quantities import Quantity, quantities
from kb.extract.roles import is_passive, role_of
from kb.extract.scope import Scope
from kb.extract.senses import Senses
from kb.extract.syntax import first_child, lemma, relation
from kb.extract.time_expressions import TimeExpression
from kb.language.base import Language
from kb.meaning import Meaning, Unit, UnitKind
from kb.model import Anchor, Entity, Modality, Polarity, SpeechAct

if TYPE_CHECKING:
    from datetime import date

    from spacy.tokens import Doc, Span, Token

SPEAKER = "speaker"
"""The first sense of a pronoun, or of a subject left out, that means somebody known: who speaks, who was named."""
PART = "part"
"""The role of a word that belongs to a phrase with a meaning of its own."""
OPERATOR = "operator"
"""The role of a word that only colours what it governs."""
SOMEONE = "someone"
"""The sense of a pronoun that means somebody or something named elsewhere."""
EXISTS = "exists"
"""The role of a word that only says that something is, or is had."""
SAYING = "saying"
"""The role of a word that says who says or thinks what follows."""
KINDS = {"VERB": UnitKind.EVENT, "AUX": UnitKind.EVENT, "NOUN": UnitKind.THING, "PROPN": UnitKind.NAME}
QUALITIES = frozenset({"ADJ", "ADV"})
DENIABLE = frozenset({SpeechAct.SAY, SpeechAct.ACCUSE, SpeechAct.ASK, SpeechAct.DENY})
FALSE = frozenset({"concept#false", "frame#lie", "concept#lie-n", "frame#misunderstand", "concept#fake-adj"})
# A denial that only points back says little else: the speaker, the one who is wrong.
MOST_BESIDE = 2
NOBODY: Mapping[int, Entity] = {}
DISCUSS = frozenset({"frame#discuss", "frame#announce", "frame#say", "frame#mention", "frame#understand"})


@dataclass(frozen=True, slots=True)
class _Draft:
    """A unit under way: the token that it is found at and all tokens that it covers."""

    token: Token
    covered: tuple[int, ...]
    unit: Unit


def make_meaning(
    content: Sequence[Span],
    senses: Senses,
    *,
    mentions: Iterable[Mention] = (),
    times: Iterable[TimeExpression] = (),
    speaker: Entity | None = None,
    referents: Mapping[int, Entity] = NOBODY,
    polarity: Polarity | None = None,
    modality: Modality | None = None,
) -> Meaning:
    """The meaning of a content, whose spans are of the Doc of `senses`; anchors are in the article's characters.

    `referents` are whom pronouns, and verbs that leave their subject out, mean, by the index of the token; "I" is the
    speaker where they do not say. `polarity` and `modality` are those of the main predicate where they are known
    better than from the content alone: the cue's own negation is in them.
    """
    doc, language = senses.doc, senses.language
    inside = frozenset(i for span in content for i in range(span.start, span.end))
    reading = _Reading(doc, language, inside, senses, speaker, referents)
    drafts = reading.drafts(mentions, times)
    units = _headed(drafts)
    return Meaning(language.code, _as_judged(units, polarity, modality), reading.denies(drafts))


@dataclass(slots=True)
class _Reading:
    """What is asked while the units of one content are found."""

    doc: Doc
    language: Language
    inside: frozenset[int]
    senses: Senses
    speaker: Entity | None
    referents: Mapping[int, Entity]
    scope: Scope = None  # type: ignore[assignment]

    def __post_init__(self) -> None:
        self.scope = Scope(self.language, self.inside, self.senses.ids)

    def drafts(self, mentions: Iterable[Mention], times: Iterable[TimeExpression]) -> list[_Draft]:
        """The units in the order of the text, each token in one of them at most."""
        taken: set[int] = set()
        found: list[_Draft] = []
        for draft in (*self._times(times), *self._names(mentions), *self._numbers(taken)):
            if not taken.isdisjoint(draft.covered):
                continue
            taken.update(draft.covered)
            found.append(draft)
        parts: set[int] = set()
        for i in sorted(self.inside - taken):
            word = self._word(self.doc[i], parts)
            if word is not None:
                found.append(word)
        ordered = sorted(_counted(found), key=lambda draft: draft.covered[0])
        silent = self._silent(ordered)
        # Who is not named stands behind the verb that tells of it: its words are the verb's.
        return sorted((*ordered, *silent), key=lambda draft: draft.covered[0] if draft.covered else draft.token.i)

    def _silent(self, drafts: Sequence[_Draft]) -> Iterator[_Draft]:
        """The subjects that are not named again, or not at all: «приїхав і підписав», «заявив, що підпише»."""
        at = {draft.token.i: draft for draft in drafts}
        for draft in drafts:
            token = draft.token
            if draft.unit.kind not in (UnitKind.EVENT, UnitKind.QUALITY) or token.pos_ in ("PRON", "DET"):
                continue
            entity = self.referents.get(token.i)
            if entity is not None:
                yield self._meant(token, (), entity, role="subject")
                continue
            subject = _subject_of_first(token)
            shared = at.get(subject.i) if subject is not None else None
            if shared is not None and shared.unit.kind in JOINED:
                yield _Draft(token, (), _again(shared.unit, draft.unit.anchor, self.language.code))

    def _meant(self, token: Token, covered: tuple[int, ...], entity: Entity, *, role: str) -> _Draft:
        """The unit of a pronoun, or of a subject left out, that means this entity."""
        unit = Unit(
            self._anchor(covered or (token.i,)),
            UnitKind.NAME,
            skeleton(entity.name, self.language.code),
            (SPEAKER, *_known(entity, index_of(self.doc), self.language.code)),
            role=role,
        )
        return _Draft(token, covered, unit)

    def _times(self, times: Iterable[TimeExpression]) -> Iterator[_Draft]:
        for time in times:
            if time.span.start not in self.inside:
                continue
            covered = tuple(range(time.span.start, time.span.end))
            if not self.inside.issuperset(covered):
                continue
            days = _days(time)
            text = " ".join(lemma(token) for token in time.span)
            unit = Unit(self._anchor(covered), UnitKind.TIME, text, days=days)
            yield _Draft(time.span.root, covered, unit)

    def _names(self, mentions: Iterable[Mention]) -> Iterator[_Draft]:
        index = index_of(self.doc)
        for mention in mentions:
            if mention.span.start not in self.inside:
                continue
            covered = tuple(range(mention.span.start, mention.span.end))
            if self.inside.issuperset(covered):
                yield self._name(
                    mention.span.root, covered, mention.entity.name, _known(mention.entity, index, self.language.code)
                )

    def _name(self, token: Token, covered: tuple[int, ...], name: str, iris: tuple[str, ...]) -> _Draft:
        unit = Unit(
            self._anchor(covered),
            UnitKind.NAME,
            skeleton(name, self.language.code),
            iris,
            role=role_of(token, self.senses),
            negated=self.scope.negated(token),
        )
        return _Draft(token, covered, unit)

    def _numbers(self, taken: set[int]) -> Iterator[_Draft]:
        for quantity in quantities(self.doc, self.inside, self.language.meanings):
            covered = tuple(i for i in range(quantity.start, quantity.end) if i in self.inside)
            if covered and taken.isdisjoint(covered):
                yield self._number(quantity, covered)

    def _number(self, quantity: Quantity, covered: tuple[int, ...]) -> _Draft:
        span = self.doc[covered[0] : covered[-1] + 1]
        token = span.root
        unit = Unit(
            self._anchor(covered),
            UnitKind.NUMBER,
            span.text.lower(),
            number=quantity.number,
            role=role_of(token, self.senses),
            negated=self.scope.own(token),
        )
        return _Draft(quantity.counted or token, covered, unit)

    def _word(self, token: Token, parts: set[int]) -> _Draft | None:
        """The unit of a single word, None for one that says nothing by itself."""
        words, lexicon = self.language.meanings, self.language.propositions
        word = lemma(token)
        moment = words.moment_of.get(word) or words.moment_of.get(token.lower_)
        if moment is not None:
            return _Draft(token, (token.i,), Unit(self._anchor((token.i,)), UnitKind.TIME, moment))
        if token.pos_ in ("PRON", "DET"):
            entity = self.referents.get(token.i)
            if entity is None and word in lexicon.speaker:
                entity = self.speaker
            if entity is not None:
                role = "subject" if relation(token) == "expl" else role_of(token, self.senses)
                return self._meant(token, (token.i,), entity, role=role)
        if self._is_someone(token):
            draft = self._name(token, (token.i,), word, ())
            return replace(draft, unit=replace(draft.unit, senses=(SOMEONE,)))
        kind = KINDS.get(token.pos_) or (UnitKind.QUALITY if token.pos_ in QUALITIES else None)
        if token.pos_ == "X" or (token.pos_ == "NUM" and token.is_alpha) or self._is_noun_after_all(token):
            kind = UnitKind.THING
        exists = token.pos_ == "VERB" and self.scope.is_existential(token)
        if (
            kind is None
            or token.is_punct
            or (word in words.empty and not exists)
            or word in self.language.labels.negators
        ):
            return None
        if self._is_adposition(token):
            return None
        if word in words.degree or word in lexicon.unresolved or relation(token) in ("flat", "aux", "cop"):
            return None
        if relation(token) == "compound" and token.dep_ == "compound:prt":
            return None
        if kind is UnitKind.NAME:
            name = " ".join(t.text for t in (token, *(c for c in token.children if relation(c) == "flat")))
            state = _state(token, self.doc, self.language.code)
            return self._name(token, (token.i,), name if token.text[:1].isupper() else word, state)
        if kind is UnitKind.QUALITY and token.text[:1].isupper() | (token.pos_ == "ADJ"):
            state = _state(token, self.doc, self.language.code)
            if state:
                return self._name(token, (token.i,), word, state)
        sense = self.senses.of(token)
        parts.update(sense.phrase)
        role = role_of(token, self.senses)
        if token.i in parts and token.pos_ != "VERB":
            role = PART
        elif self.scope.is_existential(token):
            role = EXISTS
        elif self.scope.is_operator(token):
            role = OPERATOR
        elif self._says(token):
            role = SAYING
        if kind is UnitKind.THING and role != PART and self._takes_place(token):
            kind = UnitKind.EVENT
        unit = Unit(
            self._anchor((token.i,)),
            kind,
            sense.lemma,
            tuple(dict.fromkeys(evoked.id for evoked in sense.evoked)),
            role=role,
            negated=self.scope.negated(token),
            modality=self.scope.modality(token) if kind is UnitKind.EVENT or _is_root(token) else Modality.ASSERTED,
            turned=any(evoked.turned for evoked in sense.evoked) or is_passive(token),
        )
        return _Draft(token, (token.i,), unit)

    def _is_someone(self, token: Token) -> bool:
        """Whether the token is a pronoun that means a participant named elsewhere."""
        pronoun = token.pos_ == "PRON" and relation(token) in ("nsubj", "obj") and has(token, "Person", "3")
        return pronoun and not self._is_noun_after_all(token)

    def _is_noun_after_all(self, token: Token) -> bool:
        """Whether a noun was taken for a pronoun: «підозрюваного»."""
        known = token.lower_ in self.language.speakers.pronouns or lemma(token) in self.language.propositions.unresolved
        return token.pos_ == "PRON" and not known and bool(self.senses.of(token).evoked)

    def _is_adposition(self, noun: Token) -> bool:
        """Whether the noun only ends an adposition: «на підставі», "on the basis of"."""
        words = self.language.meanings.adpositional
        before = noun.i - 2 if noun.i > 1 and self.doc[noun.i - 1].pos_ == "DET" else noun.i - 1
        return before >= 0 and f"{self.doc[before].lower_}_{noun.lower_}".replace("’", "'") in words

    def _takes_place(self, noun: Token) -> bool:
        """Whether the noun is what the clause says at its heart: «зустріч відбудеться», "no plans for a meeting"."""
        above = self.scope.governor(noun) if self.scope.happens(noun) else None
        return above is not None and self.scope.colours(above)

    def _says(self, token: Token) -> bool:
        """Whether the token brings in what somebody says or thinks, as a clause below it."""
        word = lemma(token)
        if not PERMITTING.isdisjoint(self.senses.ids(token)):
            return False
        return (word in self.language.labels.acts or word in self.language.cues.verbs) and any(
            relation(child) in ("ccomp", "xcomp", "parataxis") for child in token.children
        )

    def denies(self, drafts: Sequence[_Draft]) -> bool:
        """Whether the content only denies what was said: «я такого не казав», "it's a lie", "they got me wrong"."""
        words, cues = self.language.meanings, self.language.cues
        telling = [
            d
            for d in drafts
            if d.unit.senses[:1] not in ((SPEAKER,), (SOMEONE,))
            and d.unit.role not in (PART, OPERATOR, EXISTS, "amod", "advmod")
        ]
        if not telling or len(telling) > MOST_BESIDE + 1:
            return False
        for draft in telling:
            token, word = draft.token, lemma(draft.token)
            beside = [other for other in telling if other is not draft and lemma(other.token) != word]
            if word in words.denials or (FALSE & set(draft.unit.senses) and not draft.unit.negated):
                return len(beside) <= MOST_BESIDE - 1
            said = cues.verbs.get(word) in DENIABLE or DISCUSS & set(draft.unit.senses)
            if said and draft.unit.negated and token.pos_ in ("VERB", "AUX") and self._points_back(token):
                return len(beside) <= MOST_BESIDE - 1
        return False

    def _points_back(self, verb: Token) -> bool:
        """Whether what is said or understood is only pointed at: "that", «такого», «його»."""
        anaphora = self.language.meanings.anaphora
        objects = [child for child in verb.children if relation(child) in ("obj", "ccomp", "xcomp", "obl")]
        if not objects:
            return any(lemma(self.doc[i]) in anaphora for i in self.inside)
        return any(lemma(token) in anaphora or token.lower_ in anaphora for token in objects)

    def _anchor(self, covered: tuple[int, ...]) -> Anchor:
        offsets = self.doc.user_data[OFFSETS]
        return Anchor(offsets[covered[0]], offsets[covered[-1]] + len(self.doc[covered[-1]]))


def _subject_of_first(token: Token) -> Token | None:
    """The subject of the verb that this one is joined to, where it has none of its own."""
    if any(relation(child) in ("nsubj", "csubj", "expl") for child in token.children):
        return None
    for _ in range(3):
        if relation(token) != "conj" or token.head.i == token.i or token.head.pos_ == "NOUN":
            return None
        token = token.head
        subject = first_child(token, "nsubj")
        if subject is not None:
            return subject
    return None


def _again(unit: Unit, anchor: Anchor, language: str) -> Unit:
    """A subject as it is meant once more, where another verb of the same stands."""
    lemma_ = unit.lemma if unit.kind is UnitKind.NAME else skeleton(unit.lemma, language)
    senses = unit.senses if unit.senses[:1] == (SOMEONE,) else (SPEAKER, *(s for s in unit.senses if s != SPEAKER))
    return Unit(anchor, UnitKind.NAME, lemma_, senses, role="subject")


def _counted(drafts: Sequence[_Draft]) -> Iterator[_Draft]:
    """The units, what is counted in the role of its number: «90 тисяч військових» are massed, not of 90 thousand."""
    roles = {i: draft.unit.role for draft in drafts if draft.unit.kind is UnitKind.NUMBER for i in draft.covered}
    for draft in drafts:
        role = roles.get(draft.token.head.i)
        if role is None or draft.unit.kind is UnitKind.NUMBER:
            yield draft
        else:
            yield replace(draft, unit=replace(draft.unit, role=role))


def _headed(drafts: Sequence[_Draft]) -> tuple[Unit, ...]:
    """The units with the index of the one that each belongs to: the nearest above it in the parse."""
    # A number says how much of something: that never hangs on the number, whatever the parse says.
    at = {i: n for n, draft in enumerate(drafts) if draft.unit.kind is not UnitKind.NUMBER for i in draft.covered}
    heads = [_head(draft, n, at) for n, draft in enumerate(drafts)]
    for n, main in _main_of_sentences(drafts, heads).items():
        heads[n] = main
    units = (draft.unit for draft in drafts)
    return put_together(
        unit if unit.head == head else replace(unit, head=head) for unit, head in zip(units, heads, strict=True)
    )


def _main_of_sentences(drafts: Sequence[_Draft], heads: Sequence[int]) -> dict[int, int]:
    """For units of one sentence that hang on nothing, as its root is no unit: the one that stands for the root."""
    roots: dict[int, list[int]] = {}
    for n, head in enumerate(heads):
        if head == -1:
            roots.setdefault(drafts[n].token.sent.start, []).append(n)
    found: dict[int, int] = {}
    for units in roots.values():
        events = [n for n in units if drafts[n].unit.kind is UnitKind.EVENT]
        qualities = [n for n in units if drafts[n].unit.kind is UnitKind.QUALITY]
        main = (events or qualities or units)[0]
        found |= {n: main for n in units if n != main}
    return found


def _head(draft: _Draft, own: int, at: dict[int, int]) -> int:
    token = draft.token
    if at.get(token.i, own) != own:
        return at[token.i]
    for _ in range(20):
        if token.head.i == token.i:
            break
        token = token.head
        if at.get(token.i, own) != own:
            return at[token.i]
    return -1


def _as_judged(units: tuple[Unit, ...], polarity: Polarity | None, modality: Modality | None) -> tuple[Unit, ...]:
    """The units with the main predicate's polarity and modality as they were judged with the cue in view."""
    root = next((n for n, unit in enumerate(units) if unit.head == -1 and unit.kind is not UnitKind.TIME), None)
    if root is None or (polarity is None and modality is None):
        return units
    turn = polarity is not None and units[root].negated != (polarity is Polarity.NEGATIVE)
    # What the words themselves hold possible or needed is not stated for being reported as said.
    judged = modality if modality is not Modality.ASSERTED else None
    below = {root}
    for n, unit in enumerate(units):
        over = units[unit.head] if unit.head in below else None
        denied = over is not None and turn and not REPORTED.isdisjoint(over.senses) and not unit.role.startswith("subj")
        if over is not None and (over.role in (OPERATOR, EXISTS, SAYING) or denied):
            below.add(n)
    return tuple(
        replace(unit, negated=unit.negated != turn, modality=judged or unit.modality) if n in below else unit
        for n, unit in enumerate(units)
    )


def _is_root(token: Token) -> bool:
    return relation(token) in ("root", "ROOT", "ccomp", "conj", "xcomp") or token.head.i == token.i


def _days(time: TimeExpression) -> tuple[date | None, date | None] | None:
    """First and last day of a time, only the last of a term: "within five years" begins when it is said."""
    if time.interval is None:
        return None
    earliest, latest = time.interval.earliest, time.interval.latest
    return (earliest, latest) if time.point or earliest is None or latest is None else (None, latest)


def _known(entity: Entity, index: Index, language: str) -> tuple[str, ...]:
    """Who the entity is in the authority file, and for whom it stands."""
    if entity.link is not None and entity.link.is_sure:
        iris = [entity.link.iri]
    else:
        entries = index.named(entity.name, language)
        iris = [entries[0].iri] if len(entries) == 1 else []
    entry = index.authority.entries.get(iris[0]) if iris else None
    if entry is not None and entry.stands_for:
        iris.append(entry.stands_for)
    return tuple(iris)


def _state(token: Token, doc: Doc, language: str) -> tuple[str, ...]:
    """The state that an adjective belongs to: «російський», "Russian"."""
    index = index_of(doc)
    # "Mexicans" are the people of the state whose adjective is "Mexican".
    entries = index.of_adjective(token.text, language) or index.of_adjective(token.text.removesuffix("s"), language)
    return (entries[0].iri,) if len(entries) == 1 else ()
