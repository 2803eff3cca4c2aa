"""What the words of a Doc mean: the frames and concepts that a token evokes, alone or with its neighbours."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from kb.extract import frame
from kb.extract.syntax import lemma, with_particle
from kb.language.base import Language
from kb.lexicon import FRAME, Evoked, Lexicon, PartOfSpeech, Phrase

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

PARTS = {
    "VERB": PartOfSpeech.VERB,
    "AUX": PartOfSpeech.VERB,
    "NOUN": PartOfSpeech.NOUN,
    "PROPN": PartOfSpeech.NOUN,
    "ADJ": PartOfSpeech.ADJECTIVE,
    "ADV": PartOfSpeech.ADJECTIVE,
}
REFLEXIVE = ("ся", "сь")
# "The talks were held": that they were, is said as of any other event.
HELD = frozenset({"frame#hold-event", "frame#happen"})
# How far apart the words of a phrase may stand: «провели вчора ввечері у Києві зустріч».
WINDOW = 5


@dataclass(frozen=True, slots=True)
class Sense:
    """What a token evokes, the verb or noun that it is compared by, and the other tokens of its phrase."""

    lemma: str
    evoked: tuple[Evoked, ...]
    phrase: tuple[int, ...] = ()


@dataclass(slots=True)
class Senses:
    """The senses of one Doc's tokens, each found once."""

    doc: Doc
    language: Language
    lexicon: Lexicon
    _found: dict[int, Sense] = field(default_factory=dict)
    _ids: dict[int, tuple[str, ...]] = field(default_factory=dict)
    _alone: dict[int, Sense] = field(default_factory=dict)
    _near: dict[int, Sequence[int]] = field(default_factory=dict)
    _sentences: list[int] = field(default_factory=list)

    def of(self, token: Token) -> Sense:
        """What the token evokes: as the first word of a phrase, with its particle, or by itself."""
        if token.i not in self._found:
            phrase = self._phrase(token)
            alone = self._single(token)
            # "Withdraw troops" says what "withdraw" says: the troops are what is withdrawn, not a part of the phrase.
            self._found[token.i] = alone if phrase is None or set(phrase.evoked) <= set(alone.evoked) else phrase
        return self._found[token.i]

    def ids(self, token: Token) -> tuple[str, ...]:
        """The frames and concepts of a token."""
        if token.i not in self._ids:
            self._ids[token.i] = tuple(evoked.id for evoked in self.of(token).evoked)
        return self._ids[token.i]

    def _single(self, token: Token) -> Sense:
        """What the token evokes by itself."""
        if token.i not in self._alone:
            self._alone[token.i] = self._looked_up(token)
        return self._alone[token.i]

    def _looked_up(self, token: Token) -> Sense:
        code, part = self.language.code, PARTS.get(token.pos_)
        words, dictionary = self.language.propositions, self.language.speakers.dictionary
        plain = with_particle(token)
        name = plain
        if token.pos_ in ("VERB", "AUX"):
            name = frame.verb_frame(plain, words, dictionary)
        elif token.pos_ == "NOUN":
            name = frame.noun_frame(plain, words, dictionary) or plain
        elif token.pos_ == "ADJ":
            name = frame.participle_frame(plain, words, dictionary) or plain
        evoked = self._evoked(plain, part, code) or self._evoked(lemma(token), part, code)
        if not evoked and name != plain:
            evoked = self._evoked(name, PartOfSpeech.VERB, code)
        if not evoked:
            evoked = self._evoked(token.lower_, PartOfSpeech.ADJECTIVE, code) or self.lexicon.evoked(plain, code)
        if not evoked and token.pos_ == "NOUN":
            evoked = self._of_man(plain)
        if not evoked and token.pos_ == "VERB" and lemma(token).endswith(REFLEXIVE):
            # «Планується», «будується»: the subject is what others plan or build.
            plain = lemma(token)[: -len(REFLEXIVE[0])]
            evoked = tuple(replace(each, turned=True) for each in self._evoked(plain, PartOfSpeech.VERB, code))
        return Sense(name, evoked)

    def _of_man(self, word: str) -> tuple[Evoked, ...]:
        """What the word for a man evokes where this one is for a woman: «депутатка», «речниця»."""
        for ending, other in self.language.meanings.feminines.items():
            if word.endswith(ending) and len(word) > len(ending) + 2:
                found = self._evoked(word.removesuffix(ending) + other, PartOfSpeech.NOUN, self.language.code)
                if found:
                    return found
        return ()

    def _evoked(self, word: str, part: PartOfSpeech | None, code: str) -> tuple[Evoked, ...]:
        return self.lexicon.evoked(word, code, part) if part is not None else ()

    def _phrase(self, token: Token) -> Sense | None:
        phrases = self.lexicon.phrases(lemma(token), self.language.code)
        undergone = self._undergone(token) if phrases else ()
        for phrase in phrases:
            others = self._others(token, phrase, undergone)
            if others is not None and not self._is_of_action(phrase, (token.i, *others)):
                return Sense(" ".join(phrase.words), phrase.evoked, others)
        return None

    def _is_of_action(self, phrase: Phrase, tokens: Sequence[int]) -> bool:
        """Whether words that could be the name of a thing say what is done to it: "road repairs", "roads repaired"."""
        if any(each.part_of_speech is not PartOfSpeech.NOUN or each.id.startswith(FRAME) for each in phrase.evoked):
            return False
        single = (evoked for i in tokens for evoked in self._single(self.doc[i]).evoked)
        return any(evoked.id.startswith(FRAME) for evoked in single)

    def _undergone(self, token: Token) -> Sequence[int]:
        """The subjects of a passive: "a decision was taken" has the words of "take a decision" the other way round."""
        if any(evoked.id in HELD for evoked in self._single(token).evoked):
            return ()
        return [child.i for child in token.children if child.dep_ == "nsubj:pass"]

    def _others(self, token: Token, phrase: Phrase, undergone: Sequence[int]) -> tuple[int, ...] | None:
        """Where the other words of the phrase stand, None where one of them does not."""
        found: list[int] = []
        last = token.i
        for word in phrase.words[1:]:
            if word in self.language.speakers.articles:
                continue
            near = (*self._around(last), *undergone)
            place = next((i for i in near if i not in found and self._is(self.doc[i], word)), None)
            if place is None:
                return None
            found.append(place)
            last = last if self.language.meanings.free_order or place < last else place
        return tuple(found)

    def _around(self, i: int) -> Sequence[int]:
        if i not in self._near:
            self._near[i] = self._neighbours(i)
        return self._near[i]

    def _neighbours(self, i: int) -> Sequence[int]:
        sentence = self._sentence
        after = [j for j in range(i + 1, min(len(self.doc), i + WINDOW)) if sentence[j] == sentence[i]]
        if not self.language.meanings.free_order:
            return after
        return [*after, *(j for j in range(i - 1, max(-1, i - WINDOW), -1) if sentence[j] == sentence[i])]

    @property
    def _sentence(self) -> list[int]:
        """The number of the sentence of each token."""
        if not self._sentences:
            self._sentences.extend(n for n, sentence in enumerate(self.doc.sents) for _ in sentence)
        return self._sentences

    def _is(self, token: Token, word: str) -> bool:
        return lemma(token) == word or token.lower_ == word
