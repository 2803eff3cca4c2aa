from __future__ import annotations

import random
from dataclasses import replace
from itertools import chain
from pathlib import Path

import pytest
import spacy
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
from kb.training.examples import Batch, batches, named, number, pack, pad, parsed
from kb.training.initial import initial_arrays
from kb.training.lemmas import learn_exceptions
from kb.training.recipes import RECIPES, Settings, Stage
from kb.training.tokens import adapt_tokenizer
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


@pytest.mark.usefixtures("compiled_quickly")
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
    if dictionary is None:
        pytest.importorskip("spacy_lookups_data", reason="training without a dictionary needs spaCy's tables")
    shape = Shape(width=12, layers=1, arc=8, label=6, readings=readings)
    stage = Stage(epochs=25, rate=0.02, entity_share=1.0)
    settings = Settings([stage], dropout=0.0, word_dropout=0.05)
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
        return list(batches([*trees, *entities], tokens=60, row=20, rng=rng))

    *_, arrays = learn(arrays, features, epoch, shape=shape, settings=settings, stage=stage, seed=1)
    names = list(targets.tags), list(targets.relations), list(targets.entities)
    weights = Weights(shape, vocabulary, *names, arrays)
    write(assemble(language, recipe, weights), tmp_path)
    nlp = load(language, model=str(tmp_path))
    scores = evaluate_treebank(nlp, TREES)
    assert scores["UPOS"] > 95
    assert scores["LAS"] > 95
    assert evaluate_entities(nlp, PASSAGES, core=["PERS"])["PERS"] > 95


def test_paragraphs_share_a_row_and_padding_is_a_sentence_of_its_own() -> None:
    targets = number(TREES, PASSAGES)
    examples = [parsed(TREES[:2], targets), parsed(TREES[2:3], targets)]
    batch = pad([examples], 20)
    assert batch.mask[:, 0].tolist() == [1] * 6 + [0] + [1] * 3 + [0] * 10
    assert batch.columns["heads"][:, 0].tolist() == [1, 1, 1, 4, 4, 4, 6, 8, 8, 8, *range(10, 20)]
    sentences = batch.columns["sentence"][:, 0].tolist()
    assert sentences[:10] == [0, 0, 0, 1, 1, 1, -7, 7, 7, 7]
    assert len(set(sentences)) == 3 + 11


def test_every_paragraph_finds_a_row_unless_it_is_longer() -> None:
    targets = number(TREES, PASSAGES)
    examples = [parsed(TREES[first : first + size], targets) for first, size in ((0, 1), (1, 2), (3, 1), (4, 4))]
    rows = pack(examples[:3], 10)
    assert sorted(sum(map(len, row)) for row in rows) == [3, 9]
    assert len(list(batches(examples, tokens=20, row=10, rng=random.Random(1)))) == 1


def test_lemmas_that_the_dictionary_gets_wrong_are_learnt() -> None:
    year = Sentence(("року",), (True,), ("рік",), ("NOUN",), ("Case=Gen|Gender=Masc|Number=Sing",), (0,), ("ROOT",))
    rule = lemma_rule(Ukrainian(), "uk")
    assert learn_exceptions([year, year], rule) == {"NOUN року": "рік"}


def test_a_capital_that_was_seen_once_is_not_learnt() -> None:
    headline = Sentence(("Року",), (True,), ("Рік",), ("NOUN",), ("Case=Gen",), (0,), ("ROOT",))
    assert learn_exceptions([headline], lambda form, part, feats: "рік") == {}
    assert learn_exceptions([headline] * 2, lambda form, part, feats: "рік") == {"NOUN року": "Рік"}


@pytest.mark.parametrize(
    ("language", "text", "tokens"),
    [
        pytest.param("uk", "прес-секретар", ["прес-секретар"], id="a compound is one word"),
        pytest.param("uk", "По-перше,", ["По-перше", ","], id="an adverb with a hyphen is one word"),
        pytest.param("uk", "О. Коваль", ["О", ".", "Коваль"], id="an initial and its point are two"),
        pytest.param("uk", "ст. 5", ["ст", ".", "5"], id="an abbreviation and its point are two"),
        pytest.param("uk", "2014–2017", ["2014", "–", "2017"], id="a span of years is three"),
        pytest.param("uk", "18.11.2021", ["18.11.2021"], id="a date is one"),
        pytest.param("uk", "«Так»— це", ["«", "Так", "»", "—", "це"], id="a dash without spaces is split off"),
        pytest.param("en", "She didn't", ["She", "did", "n't"], id="a negation is a word"),
        pytest.param("en", "the mayor’s", ["the", "mayor", "’s"], id="a possessive is a word"),
        pytest.param("en", "pro-war", ["pro", "-", "war"], id="an English compound is three"),
        pytest.param("en", "COVID-19", ["COVID", "-", "19"], id="a number after a hyphen is split off"),
        pytest.param("en", "2014–2017", ["2014", "–", "2017"], id="an English span of years is three"),
        pytest.param("en", "left/right", ["left", "/", "right"], id="a slash between words is a token"),
        pytest.param("en", "Mr. Orr of the U.S.", ["Mr.", "Orr", "of", "the", "U.S."], id="abbreviations are whole"),
        pytest.param("en", "No!!", ["No", "!!"], id="two marks are one"),
    ],
)
def test_tokens_are_those_of_the_treebanks(language: str, text: str, tokens: list[str]) -> None:
    nlp = spacy.blank(language)
    adapt_tokenizer(nlp, RECIPES[language].tokens)
    assert [token.text for token in nlp(text)] == tokens


def test_an_unknown_language_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnknownLanguage, match="no recipe to train 'xx'; there are: en, ru, uk"):
        train("xx", corpora=tmp_path, output=tmp_path / "model")


def test_missing_corpora_are_named(tmp_path: Path) -> None:
    with pytest.raises(CorpusNotFound, match="uk_iu-ud-train"):
        train("uk", corpora=tmp_path, output=tmp_path / "model")


def test_nothing_to_learn_from_is_said_so() -> None:
    with pytest.raises(NothingToLearnFrom, match="--corpora"):
        train("uk")


@pytest.mark.parametrize(
    ("given", "message"),
    [
        pytest.param({"gold": "here"}, "give both --gold and --corpora", id="claims without corpora"),
        pytest.param(
            {"language": "uk", "gold": "here", "corpora": "here"}, "give no language", id="claims of a language"
        ),
    ],
)
def test_claims_are_learnt_from_all_languages_together(given: dict[str, str], message: str, tmp_path: Path) -> None:
    places = {name: tmp_path if value == "here" else value for name, value in given.items()}
    with pytest.raises(NothingToLearnFrom, match=message):
        train(**places)  # type: ignore[arg-type]


def test_a_folder_without_annotated_articles_is_named_with_what_it_lacks(tmp_path: Path) -> None:
    with pytest.raises(CorpusNotFound, match=r"train.*jsonl"):
        train(gold=tmp_path, corpora=tmp_path)
