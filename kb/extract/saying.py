"""An attribution as something said: where it stands, who speaks, and whether it is a stand rather than a statement."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kb.extract.document import blocks_of
from kb.extract.states import acts
from kb.extract.syntax import feature, lemma
from kb.extract.time_context import VERBS
from kb.model import EntityKind, SpeechAct

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span

    from kb.extract.annotation import Attribution
    from kb.language.base import Language
    from kb.language.speakers import Speakers
    from kb.model import Entity

PLACES = frozenset({"LOC", "GPE"})
PERSONS = frozenset({"PERS", "PER", "PERSON"})
STANDS = frozenset({SpeechAct.BELIEVE, SpeechAct.PLAN})


@dataclass(frozen=True, slots=True)
class Saying:
    """An attribution with what its date depends on: where it stands and who speaks."""

    attribution: Attribution
    position: int
    block: int
    sentence: tuple[int, int]
    speaker: str | None
    is_topic: bool

    @property
    def words(self) -> tuple[int, int] | None:
        """Where the cue stands."""
        cue = self.attribution.cue
        return (cue.start, cue.end) if cue is not None else None

    @property
    def is_of_now(self) -> bool:
        """Whether the cue's verb is in the present or the future."""
        verbs = [token for token in self.attribution.cue or () if token.pos_ in VERBS]
        return bool(verbs) and feature(verbs[-1], "Tense") in ("Pres", "Fut")


def make_saying(doc: Doc, attribution: Attribution, language: Language, speaker: Entity | None) -> Saying:
    """The attribution in its place; `speaker` is who the source is, where that is known."""
    span = attribution.cue or attribution.content[0]
    block = bisect_right(blocks_of(doc), span.start, key=lambda found: found[0]) - 1
    sentence = span.root.sent
    return Saying(
        attribution,
        position=span.start,
        block=block,
        sentence=(sentence.start, sentence.end),
        speaker=speaker.id if speaker else _speaker(attribution.source, language.speakers),
        is_topic=_is_topic(attribution, language, speaker),
    )


def _speaker(source: Span | None, speakers: Speakers) -> str | None:
    """The last name in the source; None for what points back: a pronoun, a bare description, no source at all."""
    if source is None or source.root.lower_ in speakers.pronouns:
        return None
    names = [token for token in source if token.pos_ == "PROPN"]
    if names:
        return lemma(names[-1])
    bare = len(source) == 1 and source.root.pos_ == "NOUN" and feature(source.root, "Number") != "Plur"
    return None if bare else lemma(source.root)


def _is_topic(attribution: Attribution, language: Language, speaker: Entity | None) -> bool:
    """Whether it tells a stand rather than a statement: that of a state or of a body that thinks, wants, intends.

    «Москва бачить ...» after a dated statement by a spokesman reports what the spokesman said.
    """
    source = attribution.source
    if source is None:
        return False
    if speaker is not None and speaker.kind in (EntityKind.PLACE, EntityKind.PERSON):
        return speaker.kind is EntityKind.PLACE
    if source.root.ent_type_ in PLACES or acts(source.root):
        return True
    words = [lemma(token) for token in attribution.cue or ()]
    stands = {language.cues.verbs.get(word) for word in words} | {
        language.cues.predicatives.get(word) for word in words
    }
    return not stands.isdisjoint(STANDS) and source.root.ent_type_ not in PERSONS
