"""How Russian verbs, participles and verbal nouns meet in one predicate."""

from kb.language.cues import words
from kb.language.propositions import PropositionLexicon

PROPOSITIONS = PropositionLexicon(
    copula="быть",
    be=words("быть нет существовать"),
    reflexive="ся",
    same_verb={},
    aspect=(),
    participles=(),
    verbal_nouns=(),
    nouns={},
    things=words(""),
    intransitive=words(""),
    object_control=words(""),
    control_adpositions=words("от"),
    speaker=words("я мы"),
    unresolved=words("я мы ты вы он она оно они"),
    relatives=words("который что кто"),
    circumstances=words("год"),
)
