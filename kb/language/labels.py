"""The words that a language marks polarity, modality, hedging and the speech act with."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from kb.model import Modality, SpeechAct


@dataclass(frozen=True, slots=True)
class LabelLexicon:
    """Words by which a claim is labelled: lemmas in lower case, as the pipeline's lemmatiser writes them.

    `acts` gives the speech act of a cue, `implied` the modality of what depends on it where that is no finite
    clause («планує відкрити»). `modals` are stepped through to the infinitive («повинен відвести»), `modal_nouns`
    to what they are of («необхідність реформ»), also under `light` verbs
    («бачать необхідність»), `epistemics` to the clause that they colour («не виключено, що»), `catenatives` without
    a modality of their own. `negators` are the
    particles that negate what they hang on, unless one of `not_only` follows; `negative` words negate what
    depends on them as a cue («спростував») or hold a negation themselves («неможливо»), and `no_predicate` stands
    for "there is no". `negative_words` do so in any place of the clause, where a language negates but once ("no",
    "nobody"). `shifted` are auxiliaries of another modality in what is reported of the past ("he said it would").
    `auxiliaries` are modals that are no verbs of their own ("must"). A cue in `acts` and `implied` may have the
    adposition before its content ("call for"). A quoted part of at least `quoted_words` words makes a content mixed,
    and so do more than `unquoted_words` words around the quotation.
    `open_complementizers` are those that leave open what they introduce («чи», "whether").
    """

    acts: Mapping[str, SpeechAct]
    implied: Mapping[str, Modality]
    modals: Mapping[str, Modality]
    modal_nouns: Mapping[str, Modality]
    epistemics: frozenset[str]
    light: frozenset[str]
    catenatives: frozenset[str]
    negators: frozenset[str]
    not_only: frozenset[str]
    negative_cues: frozenset[str]
    negative_predicates: frozenset[str]
    conditional: frozenset[str]
    purpose: frozenset[str]
    complementizers: frozenset[str]
    interrogatives: frozenset[str]
    optative: frozenset[str]
    hedges: frozenset[str]
    unconfirmed: frozenset[str]
    accusing: frozenset[str]
    first_person: frozenset[str]
    negative_words: frozenset[str] = frozenset()
    shifted: Mapping[str, Modality] = field(default_factory=dict)
    open_complementizers: frozenset[str] = frozenset()
    auxiliaries: Mapping[str, Modality] = field(default_factory=dict)
    quoted_words: int = 3
    unquoted_words: int = 40
