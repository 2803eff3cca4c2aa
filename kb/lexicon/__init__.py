"""What words mean: frames and concepts that the words of several languages share."""

from kb.lexicon.entry import Concept, Evoked, Frame, PartOfSpeech, Phrase, Role, Words
from kb.lexicon.lexicon import CONCEPT, FRAME, Lexicon
from kb.lexicon.turtle import BadLexicon, read_lexicon, shipped_lexicon

__all__ = [
    "CONCEPT",
    "FRAME",
    "BadLexicon",
    "Concept",
    "Evoked",
    "Frame",
    "Lexicon",
    "PartOfSpeech",
    "Phrase",
    "Role",
    "Words",
    "read_lexicon",
    "shipped_lexicon",
]
