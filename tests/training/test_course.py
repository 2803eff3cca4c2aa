from __future__ import annotations

import random
from dataclasses import replace
from itertools import chain
from pathlib import Path

import numpy as np
import pytest
from spacy.lang.uk import Ukrainian

from kb.errors import UnknownLanguage
from kb.parse import load
from kb.parse.features import LEMMA, collect
from kb.parse.network import Shape
from kb.parse.weights import Weights
from kb.training import CorpusNotFound, NothingToLearnFrom, train
from kb.training.assemble import assemble, lemma_rule, write
from kb.training.entities import Passage
from kb.training.evaluate import evaluate_entities, evaluate_treebank
from kb.training.examples import Batch, batches, named, number, parsed
from kb.training.initial import initial_arrays
from kb.training.lemmas import learn_exceptions
from kb.training.recipes import RECIPES, Settings, Stage
from kb.training.tokens import CYRILLIC, adapt_tokenizer
from kb.training.treebanks import Sentence

SUBJECTS = ("Марія", "Олена", "Ірина", "Оксана")
VERBS = ("співає", "читає", "пише", "мовчить")


def sentence(subject: str, verb: str) -> Sentence:
    return Sentence(
        words=(subject, verb, "."),
        spaces=(True, False, True),
        lemmas=(subject, verb[:-1], "."),
        parts=("PROPN", "VERB", "PUNCT"),
        feats=("Case=Nom", "Number=Sing", ""),
        heads=(1, 1, 1),
        relations=("nsubj", "ROOT", "punct"),
    )


TREES = [sentence(subject, verb) for subject in SUBJECTS for verb in VERBS]
PASSAGES = [Passage(tree.words, ("B-PERS", "O", "O"), (True, False, False)) for tree in TREES]


@pytest.mark.parametrize(
    ("language", "dictionary", "widths", "readings"),
    [
        pytest.param("uk", "uk", {LEMMA: 16, "norm": 16, "suffix3": 8}, 8, id="with a dictionary"),
        pytest.param("en", None, {"norm": 16, "suffix3": 8}, 0, id="without a dictionary"),
    ],
)
def test_a_small_network_learns_a_small_language_and_survives_the_disk(
    language: str, dictionary: str | None, widths: dict[str, int], readings: int, tmp_path: Path
) -> None:
    learn = pytest.importorskip("kb.training.learn", reason="training needs jax", exc_type=ImportError).learn
    shape = Shape(width=12, layers=1, arc=8, label=6, readings=readings)
    stage = Stage(epochs=25, rate=0.02, entity_share=1.0)
    settings = Settings([stage], dropout=0.0, word_dropout=0.05, batch_tokens=160)
    recipe = replace(RECIPES["uk"], dictionary=dictionary, widths=widths)
    vocabulary = collect(chain.from_iterable(tree.words for tree in TREES), dictionary, tables=widths)
    targets = number(TREES, PASSAGES)
    classes = {"tags": len(targets.tags), "starts": 1, "entities": len(targets.entities)}
    relations = len(targets.relations)
    arrays = initial_arrays(vocabulary, shape, widths=widths, classes=classes, relations=relations, seed=1)
    features = vocabulary.ids(targets.forms), vocabulary.allowed(targets.forms)
    trees = [parsed(TREES[first : first + 2], targets) for first in range(0, 16, 2)]
    entities = [named(passage, targets) for passage in PASSAGES]

    def epoch(rng: random.Random) -> list[Batch]:
        return [*batches(trees, tokens=160, rng=rng), *batches(entities, tokens=160, rng=rng)]

    *_, arrays = learn(arrays, features, epoch, shape=shape, settings=settings, stage=stage, seed=1)
    names = list(targets.tags), list(targets.relations), list(targets.entities)
    weights = Weights(shape, vocabulary, *names, arrays)
    write(assemble(language, recipe, weights), tmp_path)
    nlp = load(language, model=str(tmp_path))
    scores = evaluate_treebank(nlp, TREES)
    assert scores["UPOS"] > 95
    assert scores["LAS"] > 95
    assert evaluate_entities(nlp, PASSAGES, core=["PERS"])["PERS"] > 95


def test_padding_is_a_sentence_of_its_own() -> None:
    targets = number(TREES, PASSAGES)
    [batch] = batches([parsed(TREES[:2], targets)], tokens=20, rng=random.Random(1))
    assert batch.mask.sum() == 6
    assert np.array_equal(batch.columns["heads"][6:, 0], np.arange(6, 20))
    assert batch.columns["sentence"][:7, 0].tolist() == [0, 0, 0, 1, 1, 1, -1]


def test_lemmas_that_the_dictionary_gets_wrong_are_learnt() -> None:
    year = Sentence(("року",), (True,), ("рік",), ("NOUN",), ("Case=Gen|Gender=Masc|Number=Sing",), (0,), ("ROOT",))
    rule = lemma_rule(Ukrainian(), "uk")
    assert learn_exceptions([year, year], rule) == {"NOUN року": "рік"}


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        pytest.param("прес-секретар", ["прес-секретар"], id="a compound is one word"),
        pytest.param("По-перше,", ["По-перше", ","], id="an adverb with a hyphen is one word"),
        pytest.param("О. Коваль", ["О", ".", "Коваль"], id="an initial and its point are two"),
        pytest.param("ст. 5", ["ст", ".", "5"], id="an abbreviation and its point are two"),
        pytest.param("2014–2017", ["2014", "–", "2017"], id="a span of years is three"),
        pytest.param("18.11.2021", ["18.11.2021"], id="a date is one"),
        pytest.param("«Так»— це", ["«", "Так", "»", "—", "це"], id="a dash without spaces is split off"),
    ],
)
def test_tokens_are_those_of_the_treebanks(text: str, tokens: list[str]) -> None:
    nlp = Ukrainian()
    adapt_tokenizer(nlp, CYRILLIC)
    assert [token.text for token in nlp(text)] == tokens


def test_an_unknown_language_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnknownLanguage, match="no recipe to train 'xx'; there are: en, uk"):
        train("xx", corpora=tmp_path, output=tmp_path / "model")


def test_missing_corpora_are_named(tmp_path: Path) -> None:
    with pytest.raises(CorpusNotFound, match="uk_iu-ud-train"):
        train("uk", corpora=tmp_path, output=tmp_path / "model")


def test_nothing_to_learn_from_is_said_so() -> None:
    with pytest.raises(NothingToLearnFrom, match="--corpora"):
        train("uk")


def test_a_folder_without_annotated_articles_is_named_with_what_it_lacks(tmp_path: Path) -> None:
    with pytest.raises(CorpusNotFound, match=r"train_uk\.jsonl"):
        train("uk", gold=tmp_path)
