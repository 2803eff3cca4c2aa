"""The accuracy of a pipeline on the test sets of its corpora, as `kb.training.evaluate` measures it."""

from __future__ import annotations

from kb.parse import load
from kb.training.evaluate import evaluate
from kb.training.recipes import RECIPES
from tests.accuracy.measure import Figures
from tests.accuracy.sets import CORPORA

TREES = ("UPOS", "UFeats", "UAS", "LAS", "lemma")


def measure_parse(language: str) -> dict[str, Figures]:
    """The figures of each test set, in percent."""
    return evaluate(load(language), RECIPES[language], CORPORA, split="test")


def names_with_floors(language: str, corpus: str) -> tuple[str, ...]:
    """Which figures of a corpus are to have floors: those of a treebank, or of persons, organisations and places."""
    cores = {entities.name: entities.core for entities in RECIPES[language].entities}
    return ("+".join(cores[corpus]), *cores[corpus]) if corpus in cores else TREES
