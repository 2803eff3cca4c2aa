"""Puts a trained network and a lemmatizer into a spaCy pipeline that can be shipped."""

from __future__ import annotations

import json
from functools import cache, partial
from typing import TYPE_CHECKING, cast

import spacy
from spacy.lookups import load_lookups

import kb
import kb.parse.lemmatizer
import kb.parse.parser
from kb.training.tokens import adapt_tokenizer

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from spacy.language import Language
    from spacy.pipeline import Lemmatizer

    from kb.parse.weights import Weights
    from kb.training.recipes import Recipe

# What spaCy's lemmatizer by rules needs; this package has them, and the pipeline keeps them.
LOOKUPS = "spacy_lookups_data"
RULES = ("lemma_rules", "lemma_exc", "lemma_index")


def assemble(language: str, recipe: Recipe, weights: Weights) -> Language:
    """The pipeline: spaCy's tokenizer of the language, `kb_parser`, `kb_lemmatizer`.

    Where there is no dictionary, spaCy's lemmatizer by rules comes before the last.
    """
    nlp = spacy.blank(language, config={"nlp": {"batch_size": 64}})
    nlp.meta.update(
        name="kb_news",
        version=kb.__version__,
        description="Tags, trees, lemmas and entities of news",
        license="see README.md",
        spacy_version=">=3.8,<3.9",
    )
    adapt_tokenizer(nlp, recipe.tokens)
    parser = cast("kb.parse.parser.Parser", nlp.add_pipe("kb_parser"))
    parser.weights = weights
    if recipe.dictionary is None:
        rules = cast("Lemmatizer", nlp.add_pipe("lemmatizer", config={"mode": "rule"}))
        rules.initialize(lookups=load_lookups(language, tables=list(RULES)))
    nlp.add_pipe("kb_lemmatizer", config={"dictionary": recipe.dictionary})
    return nlp


def lemma_rule(nlp: Language, dictionary: str | None) -> Callable[[str, str, str], str]:
    """How the pipeline finds the lemma of a form, its part of speech and its features, exceptions apart."""
    from spacy.tokens import Doc

    if dictionary:
        return partial(kb.parse.lemmatizer.lemma, language=dictionary)
    rules = cast("Lemmatizer", nlp.get_pipe("lemmatizer"))

    @cache
    def lemma(form: str, part: str, feats: str) -> str:
        [found, *_] = rules.lemmatize(Doc(nlp.vocab, words=[form], pos=[part], morphs=[feats])[0])
        return kb.parse.lemmatizer.lowered(found, part)

    return lemma


def set_exceptions(nlp: Language, exceptions: Mapping[str, str]) -> None:
    """Gives the pipeline the lemmas that go before those of the dictionary or the rules."""
    lemmatizer = cast("kb.parse.lemmatizer.Lemmatizer", nlp.get_pipe("kb_lemmatizer"))
    lemmatizer.exceptions = dict(exceptions)


def write(nlp: Language, folder: Path) -> None:
    """Writes the pipeline without the strings and vectors that it can do without."""
    nlp.to_disk(folder)
    strings = folder / "vocab" / "strings.json"
    strings.write_text(json.dumps([]) + "\n", encoding="utf-8")
