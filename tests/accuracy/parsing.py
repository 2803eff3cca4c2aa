"""The accuracy of a pipeline on the test sets of its corpora, as `kb.training.evaluate` measures it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import islice

from kb.parse import load
from kb.training.entities import read_entities
from kb.training.evaluate import evaluate, evaluate_entities
from kb.training.recipes import RECIPES
from tests.accuracy.measure import Figures
from tests.accuracy.sets import CORPORA

TREES = ("UPOS", "UFeats", "UAS", "LAS", "lemma")
# 100,000 words: the tests have time for a third of them.
LARGE = frozenset({"NER-UK 2.0"})
THIRD = "third"


def measure_parse(language: str, *, whole: bool = True) -> dict[str, Figures]:
    """The figures of each test set, in percent; of the large ones also, or only, of every third passage."""
    nlp, recipe = load(language), RECIPES[language]
    large = [corpus for corpus in recipe.entities if corpus.name in LARGE]
    small = [corpus for corpus in recipe.entities if corpus.name not in LARGE]
    figures = evaluate(nlp, recipe if whole else replace(recipe, entities=small), CORPORA, split="test")
    for corpus in large:
        some = islice(read_entities(corpus, CORPORA, "test"), 0, None, 3)
        figures[f"{corpus.name} {THIRD}"] = evaluate_entities(nlp, some, core=corpus.core)
    return figures


def cores(language: str) -> Mapping[str, Sequence[str]]:
    """The types of names that are told apart everywhere, for each corpus of names."""
    found = {corpus.name: corpus.core for corpus in RECIPES[language].entities}
    return {**found, **{f"{name} {THIRD}": found[name] for name in LARGE & found.keys()}}


def names_with_floors(language: str, corpus: str) -> tuple[str, ...]:
    """Which figures of a corpus are to have floors: those of a treebank, or of persons, organisations and places."""
    core = cores(language).get(corpus)
    return ("+".join(core), *core) if core else TREES
