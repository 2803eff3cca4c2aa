"""The whole course of training one language: read, learn, assemble, measure, write."""

from __future__ import annotations

import logging
import random
from collections.abc import Sequence
from functools import partial
from importlib.util import find_spec
from itertools import chain
from typing import TYPE_CHECKING

import numpy as np

from kb.errors import UnknownLanguage
from kb.parse.features import collect
from kb.parse.weights import Weights
from kb.training import CorpusNotFound, TrainingUnavailable
from kb.training.assemble import LOOKUPS, assemble, lemma_rule, set_exceptions, write
from kb.training.card import write_card
from kb.training.entities import Passage, read_entities
from kb.training.evaluate import evaluate
from kb.training.examples import Batch, Targets, batches, named, number, parsed, words_of
from kb.training.initial import initial_arrays
from kb.training.learn import learn
from kb.training.lemmas import learn_exceptions
from kb.training.recipes import RECIPES, Recipe, Settings, Stage
from kb.training.treebanks import Sentence, group, read_treebank

if TYPE_CHECKING:
    from pathlib import Path

log = logging.getLogger(__name__)


def run(language: str, corpora: Path, output: Path) -> None:
    """Trains, measures on the test sets and writes one language."""
    recipe = find_recipe(language, corpora)
    treebanks = [list(read_treebank(corpora / treebank.path("train"))) for treebank in recipe.treebanks]
    passages = [passage for corpus in recipe.entities for passage in read_entities(corpus, corpora, "train")]
    nlp = assemble(language, recipe, learn_weights(recipe, treebanks, passages))
    set_exceptions(nlp, learn_exceptions(chain(*treebanks), lemma_rule(nlp, recipe.dictionary)))
    write(nlp, output)
    write_card(output, language, recipe, evaluate(nlp, recipe, corpora, split="test"))


def find_recipe(language: str, corpora: Path) -> Recipe:
    """The recipe of a language, once all of its corpora are known to be there."""
    if language not in RECIPES:
        raise UnknownLanguage(f"no recipe to train {language!r}; there are: {', '.join(sorted(RECIPES))}")
    recipe = RECIPES[language]
    files = [treebank.path("train") for treebank in recipe.treebanks]
    files += [part.partition("#")[0] for corpus in recipe.entities for part in corpus.parts.values()]
    missing = [file for file in dict.fromkeys(files) if not (corpora / file).is_file()]
    if missing:
        raise CorpusNotFound(f"{corpora} lacks {', '.join(missing)}")
    if recipe.dictionary is None and find_spec(LOOKUPS) is None:
        raise TrainingUnavailable(f"training {language!r} needs {LOOKUPS}, one of the packages of kb[train]")
    return recipe


def learn_weights(recipe: Recipe, treebanks: Sequence[Sequence[Sentence]], passages: Sequence[Passage]) -> Weights:
    """The network after the last epoch."""
    vocabulary = collect(words_of(*treebanks, passages), recipe.dictionary, tables=recipe.widths)
    targets = number(chain(*treebanks), passages)
    forms = list(targets.forms)
    arrays = initial_arrays(
        vocabulary,
        recipe.shape,
        widths=recipe.widths,
        classes={"tags": len(targets.tags), "starts": 1, "entities": len(targets.entities)},
        relations=len(targets.relations),
        seed=recipe.settings.seed,
    )
    log.info("%d forms, %.1f million weights", len(forms), sum(array.size for array in arrays.values()) / 1e6)
    features = vocabulary.ids(forms), vocabulary.allowed(forms)
    for order, stage in enumerate(recipe.settings.stages):
        epoch = partial(_epoch, recipe.settings, stage, treebanks, passages, targets)
        seed = recipe.settings.seed + order
        log.info("stage %d of %d", order + 1, len(recipe.settings.stages))
        *_, arrays = learn(
            arrays, features, epoch, shape=recipe.shape, settings=recipe.settings, stage=stage, seed=seed
        )
        # As they will be written: a stage can so be repeated from the pipeline that the one before it led to.
        arrays = {name: array.astype(np.float16).astype(np.float32) for name, array in arrays.items()}
    names = list(targets.tags), list(targets.relations), list(targets.entities)
    return Weights(recipe.shape, vocabulary, *names, arrays)


def _epoch(
    settings: Settings,
    stage: Stage,
    treebanks: Sequence[Sequence[Sentence]],
    passages: Sequence[Passage],
    targets: Targets,
    rng: random.Random,
) -> Sequence[Batch]:
    """The batches of one epoch: each treebank cut anew into paragraphs of a few sentences, and the entity corpus."""
    paragraphs = chain.from_iterable(group(treebank, rng.choice(stage.sentences)) for treebank in treebanks)
    trees = [parsed(paragraph, targets) for paragraph in paragraphs]
    some = rng.sample(passages, k=round(stage.entity_share * len(passages)))
    entities = [named(passage, targets, tasks=stage.entity_tasks) for passage in some]
    return list(batches([*trees, *entities], tokens=settings.batch_tokens, row=settings.row_tokens, rng=rng))
