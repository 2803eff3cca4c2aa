"""English words of polarity, modality, hedging and speech acts."""

from kb.language.cues import words
from kb.language.en.cues import NOUNS, PREDICATIVES, VERBS
from kb.language.labels import LabelLexicon

_NONE = words("")

LABELS = LabelLexicon(
    acts={**VERBS, **NOUNS, **PREDICATIVES},
    implied={},
    modals={},
    modal_nouns={},
    epistemics=_NONE,
    light=_NONE,
    catenatives=_NONE,
    negators=words("not n't n’t never no nor"),
    not_only=words("only just merely simply"),
    negative_cues=words("deny reject refuse decline dispute doubt oppose"),
    negative_predicates=_NONE,
    conditional=words("would"),
    purpose=_NONE,
    complementizers=words("that if whether"),
    interrogatives=words("who what which when where why how"),
    optative=words("let"),
    hedges=words("reportedly allegedly"),
    unconfirmed=words("unconfirmed alleged"),
    accusing=_NONE,
    first_person=words("i we my our"),
)
