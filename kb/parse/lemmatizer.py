"""`kb_lemmatizer`: the lemma is that of the dictionary's reading which agrees best with the predicted morphology.

Where there is no dictionary, it is what the lemmatizer of the language, a component before this one, has found, in
lower case unless it is a name.
"""

from __future__ import annotations

import json
from functools import lru_cache
from typing import TYPE_CHECKING

from spacy.language import Language

from kb.parse.dictionary import SPELLINGS, YO, parses

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from pymorphy3.tagset import OpencorporaTag
    from spacy.tokens import Doc

# UD value: what OpenCorpora calls it.
PARTS: Mapping[str, frozenset[str]] = {
    "NOUN": frozenset({"NOUN"}),
    "PROPN": frozenset({"NOUN"}),
    "ADJ": frozenset({"ADJF", "ADJS", "PRTF", "PRTS", "COMP"}),
    "DET": frozenset({"NPRO", "ADJF", "NUMR"}),
    "PRON": frozenset({"NPRO"}),
    "NUM": frozenset({"NUMR", "NUMB", "ADJF"}),
    "VERB": frozenset({"VERB", "INFN", "GRND", "PRTF", "PRTS", "PRED"}),
    "AUX": frozenset({"VERB", "INFN", "PRCL"}),
    "ADV": frozenset({"ADVB", "COMP", "PRED"}),
    "ADP": frozenset({"PREP"}),
    "CCONJ": frozenset({"CONJ"}),
    "SCONJ": frozenset({"CONJ"}),
    "PART": frozenset({"PRCL"}),
    "INTJ": frozenset({"INTJ"}),
}
_VALUES = """
    Case=Nom>nomn Case=Gen>gent Case=Dat>datv Case=Acc>accs Case=Ins>ablt Case=Loc>loct Case=Voc>voct
    Gender=Masc>masc Gender=Fem>femn Gender=Neut>neut Number=Plur>plur Number=Ptan>plur
    Animacy=Anim>anim Animacy=Inan>inan Aspect=Imp>impf Aspect=Perf>perf Tense=Past>past Tense=Pres>pres
    Tense=Fut>futr VerbForm=Inf>infn Mood=Imp>impr VerbForm=Conv>GRND Person=1>1per Person=2>2per Person=3>3per
    NameType=Sur>Surn NameType=Giv>Name NameType=Pat>Patr
"""
VALUES: Mapping[str, str] = dict(pair.split(">") for pair in _VALUES.split())
# A part of speech outweighs any two grammemes.
PART_WEIGHT = 3.0


@Language.factory("kb_lemmatizer", default_config={"dictionary": None})
def create_lemmatizer(nlp: Language, name: str, dictionary: str | None) -> Lemmatizer:  # noqa: ARG001
    """The component; `dictionary` is the language of a pymorphy dictionary, or None."""
    return Lemmatizer(dictionary)


class Lemmatizer:
    """Sets lemmas; `exceptions` has those that a treebank and the dictionary's reading do not agree on."""

    def __init__(self, dictionary: str | None, exceptions: Mapping[str, str] | None = None) -> None:
        self.dictionary = dictionary
        self.exceptions = dict(exceptions or {})

    def __call__(self, doc: Doc) -> Doc:
        """Sets the lemmas of a Doc."""
        for token in doc:
            exception = self.exceptions.get(exception_key(token.text, token.pos_))
            if exception:
                token.lemma_ = exception
            elif self.dictionary:
                token.lemma_ = lemma(token.text, token.pos_, str(token.morph), self.dictionary)
            else:
                token.lemma_ = lowered(token.lemma_, token.pos_)
        return doc

    def to_disk(self, path: Path, *, exclude: Iterable[str] = ()) -> None:  # noqa: ARG002
        """Writes the exceptions into a folder."""
        path.mkdir(parents=True, exist_ok=True)
        text = json.dumps(self.exceptions, ensure_ascii=False, indent=0, sort_keys=True)
        (path / "exceptions.json").write_text(text + "\n", encoding="utf-8")

    def from_disk(self, path: Path, *, exclude: Iterable[str] = ()) -> Lemmatizer:  # noqa: ARG002
        """Reads what `to_disk` wrote."""
        self.exceptions = json.loads((path / "exceptions.json").read_text(encoding="utf-8"))
        return self


def exception_key(form: str, part: str) -> str:
    """What an exception is filed under: `NOUN року`."""
    return f"{part} {form.lower().translate(SPELLINGS).translate(YO)}"


@lru_cache(maxsize=100_000)
def lemma(form: str, part: str, feats: str, language: str) -> str:
    """The lemma of a form that was read as this part of speech with these features (`Case=Gen|Number=Sing`)."""
    if part in {"PUNCT", "SYM", "X"} or not any(map(str.isalpha, form)):
        return form
    wanted = [VALUES[feat] for feat in feats.split("|") if feat in VALUES]
    found = parses(form, language)
    best = max(found, key=lambda parse: agreement(parse.tag, part, wanted))
    word = str(best.normal_form).translate(YO)
    short = "Abbr" in best.tag.grammemes and form.isupper()
    return _cased(word, form) if part == "PROPN" or short else word


def lowered(lemma: str, part: str) -> str:
    """A lemma that rules have found, which leave capitals as they are: only names and foreign words keep them."""
    return lemma if part in {"PROPN", "X"} else lemma.lower()


def agreement(tag: OpencorporaTag, part: str, wanted: list[str]) -> float:
    """How well a reading of the dictionary fits what was predicted."""
    fits = PART_WEIGHT * (tag.POS in PARTS.get(part, ()))
    return fits + sum(1.0 if value in tag.grammemes else -0.1 for value in wanted)


def _cased(word: str, form: str) -> str:
    """The lemma of a name, with the capitals of its form."""
    if form.isupper() and len(form) > 1:
        return word.upper()
    capitals = [bit[:1].isupper() for bit in form.split("-")]
    bits = word.split("-")
    capitals += [capitals[-1]] * (len(bits) - len(capitals))
    return "-".join(bit[:1].upper() + bit[1:] if capital else bit for bit, capital in zip(bits, capitals, strict=False))
