"""The labels of a claim: its form, speech act, polarity, modality, and whether it is hedged."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kb.extract import label_rules as rules
from kb.extract.annotation import Attribution, Quotation
from kb.extract.label_features import features
from kb.extract.loglinear import Classifier
from kb.extract.reading import reading_of
from kb.language.base import Language
from kb.model import Form, Modality, Polarity, SpeechAct

if TYPE_CHECKING:
    from spacy.tokens import Doc


@dataclass(frozen=True, slots=True)
class Labels:
    """What is said of a claim in closed choices."""

    form: Form
    speech_act: SpeechAct
    polarity: Polarity
    modality: Modality
    hedged: bool


def label(
    doc: Doc,
    attribution: Attribution,
    language: Language,
    quotations: Sequence[Quotation],
    trained: Mapping[str, Classifier],
) -> Labels:
    """The labels of an attribution, by the trained classifiers, and by rules for every label that has none.

    A classifier reads the rules' verdicts among its features and overrules them where it measured better. Never
    raises on odd text: a content of punctuation alone is an affirmative statement.
    """
    lexicon = language.labels
    reading = reading_of(doc, attribution, quotations, lexicon)
    found = features(reading, lexicon) if trained else frozenset()
    learnt = {name: classifier.classify(found) for name, classifier in trained.items()}
    return Labels(
        form=Form(learnt["form"]) if "form" in learnt else rules.form(reading, lexicon),
        speech_act=SpeechAct(learnt["speech_act"]) if "speech_act" in learnt else rules.speech_act(reading, lexicon),
        polarity=Polarity(learnt["polarity"]) if "polarity" in learnt else rules.polarity(reading, lexicon),
        modality=Modality(learnt["modality"]) if "modality" in learnt else rules.modality(reading, lexicon),
        hedged=rules.hedged(reading, lexicon),
    )
