"""The whole course of training one language: read, learn, assemble, measure, write."""

from __future__ import annotations

import logging
import random
from collections.abc import Mapping, Sequence
from functools import partial
from importlib.util import find_spec
from itertools import chain
from typing import TYPE_CHECKING

import numpy as np

from kb.errors import UnknownLanguage
from kb.parse import MODELS
from kb.parse.features import collect
from kb.parse.weights import Weights, read_weights
from kb.training import CorpusNotFound, TrainingUnavailable
from kb.training.assemble import LOOKUPS, assemble, lemma_rule, set_exceptions, write
from kb.training.card import write_card
from kb.training.entities import read_entities
from kb.training.evaluate import evaluate
from kb.training.examples import Batch, Targets, batches, named, number, parsed, words_of
from kb.training.frames import framed
from kb.training.initial import initial_arrays
from kb.training.learn import learn
from kb.training.lemmas import learn_exceptions
from kb.training.recipes import RECIPES, Recipe, Settings, Stage
from kb.training.related import Material, Numbers, alone, together
from kb.training.transfer import transfer
from kb.training.treebanks import Sentence, group, read_split

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

    from kb.parse.features import Vocabulary

    Floats = NDArray[np.float32]

log = logging.getLogger(__name__)

# In how many frames of reported speech a sentence stands.
FRAMED = 2


def run(language: str, corpora: Path, output: Path) -> None:
    """Trains, measures on the test sets and writes one language."""
    recipe = find_recipe(language, corpora)
    material = read_material(recipe, corpora)
    nlp = assemble(language, recipe, learn_weights(recipe, material))
    set_exceptions(nlp, learn_exceptions(chain(*material.treebanks), lemma_rule(nlp, recipe.dictionary)))
    write(nlp, output)
    write_card(output, language, recipe, evaluate(nlp, recipe, corpora, split="test"))


def find_recipe(language: str, corpora: Path) -> Recipe:
    """The recipe of a language, once all of its corpora are known to be there."""
    if language not in RECIPES:
        raise UnknownLanguage(f"no recipe to train {language!r}; there are: {', '.join(sorted(RECIPES))}")
    recipe = RECIPES[language]
    treebanks = [*recipe.treebanks, *(recipe.related.treebanks if recipe.related else ())]
    files = [treebank.path(split) for treebank in treebanks for split in treebank.splits if split == "train"]
    files += [file for treebank in treebanks for file in treebank.unlearnt]
    files += [part.partition("#")[0] for corpus in recipe.entities for part in corpus.parts.values()]
    missing = [file for file in dict.fromkeys(files) if not (corpora / file).is_file()]
    if missing:
        raise CorpusNotFound(f"{corpora} lacks {', '.join(missing)}")
    if recipe.dictionary is None and find_spec(LOOKUPS) is None:
        raise TrainingUnavailable(f"training {language!r} needs {LOOKUPS}, one of the packages of kb[train]")
    return recipe


def read_material(recipe: Recipe, corpora: Path) -> Material:
    """What there is to learn from."""
    related = recipe.related.treebanks if recipe.related else ()
    treebanks = [read_split(treebank, corpora, "train") for treebank in recipe.treebanks]
    if recipe.frames:
        treebanks.append(list(framed(chain(*treebanks), recipe.frames, copies=FRAMED, seed=recipe.settings.seed)))
    return Material(
        treebanks,
        [passage for corpus in recipe.entities for passage in read_entities(corpus, corpora, "train")],
        [read_split(treebank, corpora, "train") for treebank in related],
    )


def learn_weights(recipe: Recipe, material: Material) -> Weights:
    """The network after the last epoch."""
    vocabulary = collect(words_of(*material.treebanks, material.passages), recipe.dictionary, tables=recipe.widths)
    targets = number(chain(*material.treebanks), material.passages)
    if recipe.related is None:
        numbers = alone(vocabulary, targets)
        return learn_stages(recipe, material, numbers, _initial(recipe, vocabulary, targets))
    source = read_weights(MODELS / recipe.related.language / "kb_parser")
    numbers = together(vocabulary, material, other=source.vocabulary)
    start = transfer(_initial(recipe, numbers.vocabulary, numbers.targets), numbers, source=source)
    both = learn_stages(recipe, material, numbers, start)
    # The words, tags and relations of the related language alone are of no use any more.
    numbers = alone(vocabulary, targets)
    return _named(recipe, numbers, transfer(_initial(recipe, vocabulary, targets), numbers, source=both))


def learn_stages(recipe: Recipe, material: Material, numbers: Numbers, arrays: Mapping[str, Floats]) -> Weights:
    """The network after all the stages, from the arrays to start with."""
    log.info("%d forms, %.1f million weights", len(numbers.features[0]), sum(map(np.size, arrays.values())) / 1e6)
    for order, stage in enumerate(recipe.settings.stages):
        epoch = partial(_epoch, recipe.settings, stage, material, numbers)
        seed = recipe.settings.seed + order
        log.info("stage %d of %d", order + 1, len(recipe.settings.stages))
        *_, arrays = learn(
            arrays, numbers.features, epoch, shape=recipe.shape, settings=recipe.settings, stage=stage, seed=seed
        )
        # As they will be written: a stage can so be repeated from the pipeline that the one before it led to.
        arrays = {name: array.astype(np.float16).astype(np.float32) for name, array in arrays.items()}
    return _named(recipe, numbers, arrays)


def _initial(recipe: Recipe, vocabulary: Vocabulary, targets: Targets) -> dict[str, Floats]:
    return initial_arrays(
        vocabulary,
        recipe.shape,
        widths=recipe.widths,
        classes={"tags": len(targets.tags), "starts": 1, "entities": len(targets.entities)},
        relations=len(targets.relations),
        seed=recipe.settings.seed,
    )


def _named(recipe: Recipe, numbers: Numbers, arrays: Mapping[str, Floats]) -> Weights:
    targets = numbers.targets
    names = list(targets.tags), list(targets.relations), list(targets.entities)
    return Weights(recipe.shape, numbers.vocabulary, *names, arrays)


def _epoch(
    settings: Settings, stage: Stage, material: Material, numbers: Numbers, rng: random.Random
) -> Sequence[Batch]:
    """The batches of one epoch: each treebank cut anew into paragraphs of a few sentences, and the entity corpus."""

    def paragraphs(treebanks: Sequence[Sequence[Sentence]]) -> list[tuple[Sentence, ...]]:
        return [part for treebank in treebanks for part in group(treebank, rng.choice(stage.sentences))]

    trees = [parsed(paragraph, numbers.targets) for paragraph in paragraphs(material.treebanks)]
    some = rng.sample(material.passages, k=round(stage.entity_share * len(material.passages)))
    entities = [named(passage, numbers.targets, tasks=stage.entity_tasks) for passage in some]
    if stage.related_share:
        related = paragraphs(material.related)
        chosen = rng.sample(related, k=round(stage.related_share * len(related)))
        trees += [parsed(paragraph, numbers.related) for paragraph in chosen]
    return list(batches([*trees, *entities], tokens=settings.batch_tokens, row=settings.row_tokens, rng=rng))
