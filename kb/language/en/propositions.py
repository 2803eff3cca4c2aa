"""How English verbs and nouns of action meet in one predicate."""

from kb.language.cues import words
from kb.language.propositions import PropositionLexicon

_NONE = words("")

PROPOSITIONS = PropositionLexicon(
    copula="be",
    be=words("be exist"),
    reflexive="",
    same_verb={},
    aspect=(),
    participles=(),
    verbal_nouns=(),
    nouns={},
    things=_NONE,
    intransitive=_NONE,
    object_control=_NONE,
    control_adpositions=_NONE,
    speaker=words("i we"),
    unresolved=words("you he she it they this that these those who which what someone something"),
    relatives=words("who which that"),
    circumstances=_NONE,
)
