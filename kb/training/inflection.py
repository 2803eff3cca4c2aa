"""Inflects the lemmas of a language by its dictionary, and says in the terms of UD what became of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING

from kb.parse.dictionary import analyzer
from kb.parse.lemmatizer import VALUES

if TYPE_CHECKING:
    from pymorphy3.analyzer import Parse

# OpenCorpora grammeme: the feature of UD, e.g. `nomn`: `Case=Nom`.
FEATS: Mapping[str, str] = {
    grammeme: feat
    for feat, grammeme in VALUES.items()
    if feat.split("=")[0] in {"Case", "Gender", "Animacy", "Aspect", "Tense"}
} | {"sing": "Number=Sing", "plur": "Number=Plur", "3per": "Person=3"}
FINITE = frozenset({"Mood=Ind", "VerbForm=Fin", "Voice=Act"})
NOUN = ("Animacy", "Case", "Gender", "Number")
VERB = ("Aspect", "Gender", "Number", "Person", "Tense")


@cache
def reading(language: str, form: str, *grammemes: str) -> Parse:
    """The reading of a form that has all the grammemes."""
    return next(
        parse for parse in analyzer(language).parse(form) if set(grammemes) <= set(map(str, parse.tag.grammemes))
    )


def features(parse: Parse, names: Sequence[str], more: frozenset[str] = frozenset()) -> str:
    """The features of a reading in the order of UD; a noun of no gender, or of both, is masculine."""
    found = {
        FEATS[grammeme].split("=")[0]: FEATS[grammeme] for grammeme in FEATS.keys() & set(map(str, parse.tag.grammemes))
    }
    if "Case" in found:
        found["Gender"] = f"Gender={_gender(parse)}"
    kept = {feat for name, feat in found.items() if name in names}
    return "|".join(sorted(kept | more))


def _gender(parse: Parse) -> str:
    return {"femn": "Fem", "neut": "Neut"}.get(str(parse.normalized.tag.gender), "Masc")
