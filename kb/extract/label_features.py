"""What the classifier of the labels looks at: the rules' own verdicts, the cue, the link, the first clause."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kb.extract import label_rules as rules
from kb.extract.predicate import is_negated
from kb.extract.reading import Reading, is_finite
from kb.extract.syntax import feature_values, lemma, relation
from kb.language.labels import LabelLexicon
from kb.model import Modality, SpeechAct

if TYPE_CHECKING:
    from spacy.tokens import Token

MORPHOLOGY = ("VerbForm", "Mood", "Tense", "Person", "Aspect", "Case")
# More of the content's words than this tell little of its main clause.
CLAUSE_WORDS = 25


def features(reading: Reading, lexicon: LabelLexicon) -> frozenset[str]:
    """Every feature that holds of the reading, each a short string."""
    return frozenset(_features(reading, lexicon))


def _features(reading: Reading, lexicon: LabelLexicon) -> Iterator[str]:
    verdicts = {
        "form": str(rules.form(reading, lexicon)),
        "act": str(rules.speech_act(reading, lexicon)),
        "pol": str(rules.polarity(reading, lexicon)),
        "mod": str(rules.modality(reading, lexicon)),
    }
    for name, verdict in verdicts.items():
        yield f"{name}={verdict}"
    yield f"act,mod={verdicts['act']},{verdicts['mod']}"
    yield f"act,pol={verdicts['act']},{verdicts['pol']},{verdicts['form']}"
    yield f"act,form={verdicts['act']},{verdicts['form']}"
    yield from _cue(reading, verdicts["mod"])
    yield from _quotation(reading)
    yield from _predicate(reading, lexicon)
    yield from _words(reading, lexicon)


def _cue(reading: Reading, modality: str) -> Iterator[str]:
    yield f"link={reading.link}"
    yield f"order={reading.order}"
    yield f"negated={reading.cue_negated}"
    source = reading.attribution.source
    kind = source.root.ent_type_ or source.root.pos_ if source is not None else "none"
    yield f"source={kind}"
    yield f"implied={reading.implied}"
    for word in reading.cue_lemmas:
        yield f"cue={word}"
        yield f"cue,source={word},{kind}"
        yield f"cue,mod={word},{modality}"
        yield f"cue,link={word},{reading.link}"
    if reading.cue:
        head = reading.attribution.cue.root if reading.attribution.cue is not None else reading.cue[0]
        yield f"cuepos={head.pos_}"
        for feature in ("Tense", "Person", "Mood", "VerbForm"):
            yield f"cue{feature}={','.join(feature_values(head, feature))}"


def _quotation(reading: Reading) -> Iterator[str]:
    yield f"quoted={int(reading.quoted * 5)}"
    yield f"longest={min(reading.longest, 8)},{reading.verb_quoted}"
    yield f"link,quoted={reading.link},{int(reading.quoted * 5)}"
    yield f"dialogue={reading.dialogue}"
    yield f"ends={reading.ends[0]}{reading.ends[1]}"
    if reading.content:
        doc, start = reading.doc, reading.content[0].i
        end = reading.attribution.content[-1].end - 1
        yield f"before={doc[start - 1].text if start else ''}"
        yield f"after={doc[end + 1].text if end + 1 < len(doc) and doc[end + 1].is_punct else ''},{reading.order}"
    yield f"spans={min(len(reading.attribution.content), 3)},{reading.order}"
    yield f"within={reading.attribution.within is not None},{int(reading.quoted * 5)}"


def _predicate(reading: Reading, lexicon: LabelLexicon) -> Iterator[str]:
    found = reading.predication
    if found is None:
        yield "root=none"
        return
    root, predicate = found.root, found.predicate
    yield f"rootpos={root.pos_},{relation(root)}"
    yield f"pred={lemma(predicate)}"
    yield f"predpos={predicate.pos_}"
    yield f"finite={is_finite(root)},{reading.link}"
    yield f"finite,act={is_finite(root)},{reading.act}"
    yield f"chain={len(found.chain)}"
    for token in found.chain:
        yield f"chain={lemma(token)}"
        for feature in MORPHOLOGY:
            for value in feature_values(token, feature):
                yield f"{'root' if token is root else 'pred'}{feature}={value}"
        yield f"neg={is_negated(token, lexicon)},{'root' if token is root else 'pred'}"
        modal = rules.modal(token, lexicon)
        if modal is not None:
            tense = ",".join([*feature_values(root, "Tense"), *(t for c in root.children for t in _tense(c))])
            yield f"modal={modal}"
            yield f"modal,tense={modal},{tense}"
    for child in root.children:
        yield f"child={relation(child)}"
        if child.pos_ in ("PART", "ADV", "AUX", "SCONJ", "CCONJ") or child.lower_ in lexicon.hedges:
            yield f"child={lemma(child)}"


def _tense(token: Token) -> tuple[str, ...]:
    return feature_values(token, "Tense") if relation(token) in ("cop", "aux") else ()


def _words(reading: Reading, lexicon: LabelLexicon) -> Iterator[str]:
    words = [token for token in reading.content if not token.is_punct][:CLAUSE_WORDS]
    accusing = 0
    for token in words:
        word, form = lemma(token), token.lower_
        accusing += word in lexicon.accusing
        if word in lexicon.first_person:
            yield f"first person,{reading.quoted > 0.5}"
        if form in lexicon.modals or word in lexicon.modals:
            yield f"any modal={lexicon.modals.get(word, Modality.ASSERTED)}"
        if form in lexicon.negators or form in lexicon.negative_predicates or word in lexicon.negative_predicates:
            yield "any negation"
        if form in lexicon.conditional:
            yield "any conditional"
        act = lexicon.acts.get(word, SpeechAct.SAY)
        if act is not SpeechAct.SAY:
            yield f"any act={act}"
    if any("?" in token.text for token in reading.content):
        yield "question"
    yield f"accusing={min(accusing, 2)},{reading.act}"
    yield f"accusing={min(accusing, 2)}"
