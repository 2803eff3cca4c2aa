"""Asking the lexicon: what a lemma evokes, what is opposite to what, what follows from what."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from kb.lexicon.entry import Concept, Evoked, Frame, PartOfSpeech, Phrase, Role, Words

FRAME, CONCEPT = "frame#", "concept#"
"""How the ids of frames and of concepts begin; with `urn:kb:` before it an id is an IRI."""
# Chains of "wider than" and "implies" in real lexicons are shorter; a user's file may hold a circle.
LONGEST_CHAIN = 5


class Lexicon:
    """Frames and concepts, and the words of each language, which are read when the language is first asked for.

    Lemmas are in lower case, with a straight apostrophe and without «ё».
    """

    def __init__(
        self, frames: Iterable[Frame], concepts: Iterable[Concept], words: Callable[[str], Words] | Mapping[str, Words]
    ) -> None:
        self.frame_by_id: Mapping[str, Frame] = {frame.id: frame for frame in frames}
        self.concept_by_id: Mapping[str, Concept] = {concept.id: concept for concept in concepts}
        self._words = words
        self._known: dict[str, Words] = {}
        self._follows: dict[str, frozenset[str]] = {}
        self._excludes: dict[str, frozenset[str]] = {}

    def words(self, language: str) -> Words:
        """The words of a language; none for a language that the lexicon does not have."""
        if language not in self._known:
            words = self._words
            self._known[language] = (
                words.get(language, Words({}, {})) if isinstance(words, Mapping) else words(language)
            )
        return self._known[language]

    def evoked(self, lemma: str, language: str, part_of_speech: PartOfSpeech | None = None) -> tuple[Evoked, ...]:
        """The frames and concepts that a lemma evokes, in one part of speech or in any; a phrase by its lemmas."""
        words = self.words(language)
        found = words.single.get(lemma, ())
        if not found and " " in lemma:
            first, *rest = lemma.split()
            found = next((p.evoked for p in words.phrases.get(first, ()) if list(p.words[1:]) == rest), ())
        if part_of_speech is None:
            return found
        return tuple(each for each in found if each.part_of_speech is part_of_speech)

    def frames(self, lemma: str, language: str, part_of_speech: PartOfSpeech | None = None) -> tuple[Evoked, ...]:
        """The frames that a lemma evokes: two at most."""
        return tuple(each for each in self.evoked(lemma, language, part_of_speech) if each.id in self.frame_by_id)

    def concepts(self, lemma: str, language: str, part_of_speech: PartOfSpeech | None = None) -> tuple[Evoked, ...]:
        """The concepts that a lemma evokes."""
        return tuple(each for each in self.evoked(lemma, language, part_of_speech) if each.id in self.concept_by_id)

    def phrases(self, first: str, language: str) -> tuple[Phrase, ...]:
        """The phrases that begin with this lemma, the longest first."""
        return self.words(language).phrases.get(first, ())

    def opposites(self, id: str) -> frozenset[str]:  # noqa: A002 - ids are called so everywhere
        """What cannot be true of the same event or thing; nothing for an unknown id."""
        entry = self.frame_by_id.get(id) or self.concept_by_id.get(id)
        return entry.opposites if entry is not None else frozenset()

    def implies(self, id: str) -> frozenset[str]:  # noqa: A002
        """The frames that a frame entails, or the concepts that a concept falls under, however far away."""
        if id not in self._follows:
            self._follows[id] = frozenset(self._closure(id))
        return self._follows[id]

    def converse(self, id: str) -> str | None:  # noqa: A002
        """The frame that says the same with roles exchanged, None where there is none."""
        frame = self.frame_by_id.get(id)
        return frame.converse if frame is not None else None

    def roles(self, id: str) -> tuple[Role, ...]:  # noqa: A002
        """The roles of a frame, in the order of their places."""
        frame = self.frame_by_id.get(id)
        return frame.roles if frame is not None else ()

    def are_opposite(self, one: str, other: str) -> bool:
        """Whether the two, or what they imply, exclude each other."""
        return one != other and not self._excluded(one).isdisjoint((other, *self.implies(other)))

    def _excluded(self, id: str) -> frozenset[str]:  # noqa: A002
        """The opposites of a frame or a concept, and of all that it implies."""
        if id not in self._excludes:
            self._excludes[id] = frozenset().union(*map(self.opposites, (id, *self.implies(id))))
        return self._excludes[id]

    def _closure(self, id: str) -> set[str]:  # noqa: A002
        found: set[str] = set()
        edge = {id}
        for _ in range(LONGEST_CHAIN):
            edge = {wider for each in edge for wider in self._next(each)} - found - {id}
            found |= edge
        return found

    def _next(self, id: str) -> frozenset[str]:  # noqa: A002
        frame = self.frame_by_id.get(id)
        if frame is not None:
            return frame.implied
        concept = self.concept_by_id.get(id)
        return concept.broader if concept is not None else frozenset()
