"""The words that report in a language: what verbs, nouns and phrases introduce somebody's statement."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from kb.model import SpeechAct


def words(text: str) -> frozenset[str]:
    """The words of a block of text, for writing a lexicon readably."""
    return frozenset(text.split())


def acts(**lemmas: str) -> Mapping[str, SpeechAct]:
    """Lemma to speech act, written act by act; a lemma under two acts is a ValueError.

    >>> acts(deny="спростувати")["спростувати"]
    <SpeechAct.DENY: 'deny'>
    """
    found: dict[str, SpeechAct] = {}
    for act, block in lemmas.items():
        for lemma in block.split():
            if lemma in found:
                raise ValueError(f"{lemma!r} stands under {found[lemma]} and under {act}")
            found[lemma] = SpeechAct(act)
    return found


@dataclass(frozen=True, slots=True, eq=False)
class Cues:
    """The cue lexicon; every word is a lemma in lower case, with a straight apostrophe.

    `verbs`, `nouns` and `predicatives` say what act the word reports; `phrases` are the nouns of «за словами»
    with the adpositions they take; `adpositions` report by themselves («згідно з»); `particles` too («мовляв»).
    """

    verbs: Mapping[str, SpeechAct]
    nouns: Mapping[str, SpeechAct]
    predicatives: Mapping[str, SpeechAct]
    phrases: Mapping[str, frozenset[str]]
    adpositions: frozenset[str]
    particles: frozenset[str]
    light_verbs: frozenset[str]
    complementizers: frozenset[str]
    question_words: frozenset[str]
    as_conjunctions: frozenset[str]
    topic_adpositions: frozenset[str]
    place_adpositions: frozenset[str]
    pro_forms: frozenset[str]
    negations: frozenset[str]

    def act(self, lemma: str) -> SpeechAct | None:
        """What a word reports, as a verb, a noun or a predicative; None for a word that is not in the lexicon."""
        return self.verbs.get(lemma) or self.nouns.get(lemma) or self.predicatives.get(lemma)
