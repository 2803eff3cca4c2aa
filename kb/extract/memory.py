"""Who is there to point back to at a place in the text: who has spoken, who is named, whose turn it is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from kb.extract.antecedents import (
    Candidate,
    Reference,
    Referent,
    from_mention,
    from_noun,
    nouns_before,
    rank,
    speaking_nouns,
)
from kb.extract.descriptions import points_to_nobody
from kb.extract.document import BLOCKS
from kb.extract.nouns import PEOPLE
from kb.extract.sources import Names, introduces
from kb.extract.syntax import lemma, relation
from kb.extract.turns import Turn, turns
from kb.model import Entity, EntityKind

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from kb.extract.entities import Mention
    from kb.language.speakers import Speakers

NEAREST = 300
"""Names and speakers before a reference that are looked at: keeps long texts cheap."""


class Memory:
    """Everybody whom the text has told of, and the likeliest of them for a word that points back.

    `quoted` tells which tokens somebody's reported words hold. Who has spoken is added to `spoken` as it is found.
    """

    def __init__(self, doc: Doc, words: Speakers, mentions: Sequence[Mention], quoted: list[bool]) -> None:
        self.doc = doc
        self.words = words
        self.quoted = quoted
        self.names = Names(mentions, {token.i: mention for mention in mentions for token in mention.span}, words)
        self.named = [from_mention(mention, words) for mention in mentions]
        self.spoken: list[Referent] = []
        self.nouns: dict[int, Referent | None] = {}
        self.speaking = speaking_nouns(doc, words)
        self.sentence_of = _running(bool(token.is_sent_start) for token in doc)
        starts = {start for start, _, _ in doc.user_data.get(BLOCKS, ())}
        self.block_of = _running(token.i in starts for token in doc)
        self.turns = turns(doc, mentions, words)
        self.author = list(self._first_persons())

    def own_voice(self, position: int) -> Referent:
        """Who writes outside quotations: the author, or whose turn it is."""
        speaker = self.turn(position).speaker
        if speaker is not None:
            return replace(from_mention(speaker, self.words), at=0)
        return Referent(Entity(self.words.author, EntityKind.PERSON), 0, PEOPLE)

    def turn(self, position: int) -> Turn:
        """Whose turn it is at a place in the text."""
        number = self.block_of[position] - 1
        return self.turns[number] if 0 <= number < len(self.turns) else Turn()

    def back(
        self,
        position: int,
        wanted: frozenset[str],
        kind: str,
        *,
        people: bool = False,
        besides: frozenset[str] = frozenset(),
    ) -> Referent | None:
        """The one whom a word at the position that agrees so points back to; only named people where asked.

        It is none of those named in `besides`.
        """
        for candidate in self.ranked(position, wanted, kind):
            referent = candidate.referent
            if referent.entity.name in besides:
                continue
            if not people:
                return referent if referent.spoke else self._person_behind(referent)
            if referent.named and referent.entity.kind is EntityKind.PERSON:
                return referent
        return None

    def ranked(self, position: int, wanted: frozenset[str], kind: str) -> list[Candidate]:
        """The candidates for a reference, likeliest first."""
        reference = Reference(position, wanted, kind, self.sentence_of, self.block_of, self.quoted)
        return rank(reference, (referent for referent in self.candidates(position) if self._possible(referent, kind)))

    def candidates(self, position: int) -> Iterator[Referent]:
        """Everybody before the position: who spoke, who is named, whom a noun calls, the author."""
        for referents in (self.spoken, self.named, self.author):
            yield from [referent for referent in referents if referent.at < position][-NEAREST:]
        for noun in nouns_before(self.speaking, position, self.sentence_of):
            if noun.i not in self.nouns:
                stands_for_name = noun.i in self.names.at or introduces(noun, self.names)
                self.nouns[noun.i] = None if stands_for_name else from_noun(noun, self.words)
            referent = self.nouns[noun.i]
            if referent is not None:
                yield referent

    def _possible(self, referent: Referent, kind: str) -> bool:
        """Whether such a reference may mean it: the author is left out but not called «він»; places seldom speak."""
        if referent.entity.name == self.words.author:
            return kind == "dropped"
        return referent.entity.kind is not EntityKind.PLACE or referent.spoke or referent.subject

    def _person_behind(self, referent: Referent) -> Referent:
        """The person whom a bare noun stands for («поетеса»), where it has been chosen as an antecedent itself."""
        if referent.named or referent.entity.kind is not EntityKind.PERSON or " " in referent.entity.name:
            return referent
        noun = self.doc[referent.at]
        if lemma(noun) in self.words.kin or points_to_nobody(noun, self.words):
            return referent
        wanted = referent.agreement if "Fem" in referent.agreement else PEOPLE
        return self.back(referent.at, wanted, "description", people=True) or referent

    def _first_persons(self) -> Iterator[Referent]:
        """Where the author speaks of himself: a verb may leave him out later («Потім я приїхав. Думав, що ...»)."""
        for token in self.doc:
            if self.words.first_person.get(token.lower_) == "Sing" and not self.quoted[token.i]:
                yield replace(self.own_voice(token.i), at=token.i, subject=relation(token) == "nsubj", named=True)


def _running(marks: Iterable[bool]) -> list[int]:
    """How many marks there have been up to each token."""
    total, found = 0, []
    for mark in marks:
        total += mark
        found.append(total)
    return found
