"""Russian words of polarity, modality, hedging and speech acts."""

from kb.language.cues import words
from kb.language.labels import LabelLexicon
from kb.language.ru.cues import NOUNS, PREDICATIVES, VERBS

LABELS = LabelLexicon(
    acts={**NOUNS, **PREDICATIVES, **VERBS},
    implied={},
    modals={},
    modal_nouns={},
    epistemics=words(""),
    light=words("быть"),
    catenatives=words("начать продолжить"),
    negators=words("не ни"),
    not_only=words("только лишь"),
    negative_cues=words("опровергнуть отрицать"),
    negative_predicates=words("нет нельзя"),
    conditional=words("б бы"),
    purpose=words("чтобы чтоб"),
    complementizers=words("что чтобы чтоб"),
    interrogatives=words("ли кто что"),
    optative=words("пусть пускай"),
    hedges=words("якобы"),
    unconfirmed=words("неподтвержденный"),
    accusing=words("обвинить"),
    first_person=words("я мы мой наш"),
)
