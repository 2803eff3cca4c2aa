"""The rules of thumb behind each label: what the lexicon and the parse say, before anything was learnt."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise
from typing import TYPE_CHECKING

from kb.extract.predicate import has, is_among, is_infinitive, negations
from kb.extract.reading import Reading, is_finite
from kb.extract.syntax import lemma, relation
from kb.language.labels import LabelLexicon
from kb.model import Form, Modality, Polarity, SpeechAct

if TYPE_CHECKING:
    from spacy.tokens import Token

# Quotation marks end a word early or late; a whole quotation is seldom covered word for word.
DIRECT_SHARE = 0.8
# Fewer words are no clause.
PHRASE = 3
# «Обіцяю» promises, «думаю» in a quotation only says.
PERFORMATIVE = frozenset(
    {SpeechAct.DEMAND, SpeechAct.PROMISE, SpeechAct.ASK, SpeechAct.WARN, SpeechAct.ACCUSE, SpeechAct.DENY}
)


def form(reading: Reading, lexicon: LabelLexicon) -> Form:
    """Direct where quotation marks hold the content, mixed where they hold a clause or a phrase of it.

    Where one quoted word is mostly a name («Титанік»), only several with a verb among them are somebody's words.
    """
    phrase = reading.longest < PHRASE and reading.link not in ("", ":", "«")
    if reading.quoted >= DIRECT_SHARE and not phrase and reading.outside <= lexicon.unquoted_words:
        return Form.DIRECT
    if reading.longest >= lexicon.quoted_words and (reading.verb_quoted or lexicon.quoted_words < PHRASE):
        return Form.MIXED
    return Form.INDIRECT


def polarity(reading: Reading, lexicon: LabelLexicon) -> Polarity:
    """Negative where the negations of predicate and cue do not cancel out."""
    found = reading.predication
    count = negations(found.chain, lexicon) if found else 0
    if form(reading, lexicon) is not Form.DIRECT:
        count += reading.cue_negated
        count += any(word in lexicon.negative_cues for word in reading.cue_lemmas)
    return Polarity.NEGATIVE if count % 2 else Polarity.POSITIVE


def modality(reading: Reading, lexicon: LabelLexicon) -> Modality:
    """Modality of the main predicate: its mood, its modal words, its tense, else what the cue implies."""
    if asks(reading, lexicon):
        return Modality.QUESTION
    found = reading.predication
    if found is None:
        return reading.implied or Modality.ASSERTED
    shifted = auxiliary_modality(found.root, lexicon.shifted) if is_past_report(reading, lexicon) else None
    if shifted is not None:
        return shifted
    if any(is_conditional(token, lexicon) for token in found.chain):
        return Modality.CONDITIONAL
    for token, governed in pairwise(found.chain):
        marked = auxiliary_modality(token, lexicon.auxiliaries)
        if marked is not None:
            return marked
        # In «має намір» and «має право» the noun tells, not the verb.
        marked = None if is_among(governed, lexicon.modal_nouns) else modal(token, lexicon)
        if marked is not None:
            return marked
    last = found.predicate
    marked = auxiliary_modality(last, lexicon.auxiliaries)
    if marked is not None:
        return marked
    marked = modal(last, lexicon) if last.pos_ not in ("VERB", "AUX") else None
    if marked is not None:
        return marked
    if has(last, "Mood", "Imp") or any(lemma(c) in lexicon.optative for c in last.children):
        return Modality.SHOULD
    if is_future(last):
        return Modality.WILL
    if reading.link in lexicon.purpose:
        return reading.implied or Modality.SHOULD
    if reading.implied and not is_finite(last):
        return reading.implied
    return Modality.ASSERTED


def speech_act(reading: Reading, lexicon: LabelLexicon) -> SpeechAct:
    """The act of the cue, or a stronger one that the content performs itself."""
    act = reading.act or SpeechAct.SAY
    if act is SpeechAct.ASK and reading.predication and is_infinitive(reading.predication.root):
        # To ask somebody to do something is to demand it.
        return act if asks(reading, lexicon) else SpeechAct.DEMAND
    if act is not SpeechAct.SAY:
        return act
    found = reading.predication
    if reading.ends[0] == "?" and reading.quoted >= DIRECT_SHARE:
        return SpeechAct.ASK
    if reading.link in lexicon.purpose or (found and has(found.root, "Mood", "Imp")):
        return SpeechAct.DEMAND
    if found and reading.quoted >= DIRECT_SHARE and has(found.root, "Person", "1"):
        performed = lexicon.acts.get(lemma(found.root), act)
        return performed if performed in PERFORMATIVE else act
    if reading.cue_negated and reading.act is None:
        return SpeechAct.OTHER
    if found and lemma(found.root) in lexicon.accusing:
        return SpeechAct.ACCUSE
    return act


def hedged(reading: Reading, lexicon: LabelLexicon) -> bool:
    """Whether the cue or the main predicate is hedged: «нібито», «ймовірно», «за непідтвердженими даними»."""
    if any(word in lexicon.hedges or word in lexicon.unconfirmed for word in reading.cue_lemmas):
        return True
    if any(lemma(c) in lexicon.unconfirmed for token in reading.cue for c in token.children):
        return True
    if reading.link in lexicon.hedges:
        return True
    found = reading.predication
    heads = (*(found.chain if found else ()), *reading.cue)
    return any(lemma(child) in lexicon.hedges for token in heads for child in token.children)


def asks(reading: Reading, lexicon: LabelLexicon) -> bool:
    """Whether the content is a question: by its mark, or an interrogative after a cue that leaves it open."""
    if reading.ends[0] == "?":
        return True
    first = reading.first
    if first is None or reading.link in lexicon.complementizers - lexicon.open_complementizers:
        return False
    opens = reading.link in lexicon.open_complementizers or lemma(first) in lexicon.interrogatives
    return opens and (reading.implied is Modality.QUESTION or reading.act is SpeechAct.ASK or reading.cue_negated)


def is_conditional(token: Token, lexicon: LabelLexicon) -> bool:
    """Whether the token stands in the conditional mood."""
    return has(token, "Mood", "Cnd") or any(
        lemma(child) in lexicon.conditional and child.dep_ != "mark" for child in token.children
    )


def is_future(token: Token) -> bool:
    """Whether the token, or its auxiliary or copula, is in the future tense."""
    if has(token, "Tense", "Fut"):
        return True
    return any(has(c, "Tense", "Fut") for c in token.children if c.dep_.split(":")[0] in ("aux", "cop"))


def auxiliary_modality(token: Token, table: Mapping[str, Modality]) -> Modality | None:
    """The modality that the token's auxiliaries express by the table: "must withdraw"."""
    auxiliaries = (child for child in token.children if relation(child) == "aux")
    return next((table[word] for word in map(lemma, auxiliaries) if word in table), None)


def is_past_report(reading: Reading, lexicon: LabelLexicon) -> bool:
    """Whether the tenses of the content are shifted to the past of its cue: reported words, not quoted ones.

    What would be if something were is no report of what will be.
    """
    cue, found = reading.attribution.cue, reading.predication
    if cue is None or found is None or reading.verb_quoted or not any(has(t, "Tense", "Past") for t in reading.cue):
        return False
    below = [child for token in found.chain for child in token.children]
    perfect = any(relation(child) == "aux" and has(child, "VerbForm", "Inf") for child in below)
    supposed = any(
        lemma(mark) in lexicon.open_complementizers
        for child in below
        if relation(child) == "advcl"
        for mark in child.children
        if relation(mark) == "mark"
    )
    return not (perfect or supposed)


def modal(token: Token, lexicon: LabelLexicon) -> Modality | None:
    """The modality that a word expresses by itself."""
    for table in (lexicon.modals, lexicon.modal_nouns):
        marked = table.get(lemma(token)) or table.get(token.lower_)
        if marked is not None:
            return marked
    return None
