"""Writes the card of a trained pipeline: what it learnt from, how good it is, and what its licence forbids."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import kb

if TYPE_CHECKING:
    from pathlib import Path

    from kb.training.evaluate import Scores
    from kb.training.recipes import EntityCorpus, Recipe, Treebank

TEMPLATE = """\
# `{language}`: the pipeline that ships with kb {version}

Sentences, parts of speech, morphology, dependencies (Universal Dependencies), lemmas and named entities.
One bidirectional LSTM ({layers} layers of {width} a direction) with a biaffine parser, run with NumPy;
{lemmas}. {size:.1f} MB.

## Made with

    kb train {language} --corpora DIR

Seed {seed}, {epochs} epochs, stages: {stages}, no early stopping; the same machine gives the same weights.
{start}
## Learnt from

| corpus | licence | source |
|---|---|---|
{corpora}

**Licence.** {licence}

## Figures

Test sets, of which nothing was learnt; tuned on the dev sets{tuning}.
Gold tokens, predicted sentences; lemmas with one kind of apostrophe.
UPOS, UFeats, UAS and LAS are those of the CoNLL 2018 shared task (relations without subtypes, universal features);
`LAS+` and `Feats+` count subtypes and all features.

{figures}

## Mind

{mind}
"""

START = """
Learning starts from the weights of `{language}`, the pipeline that ships beside this one, and that language's treebanks
stay among what is learnt: what has the same name in both (forms, endings, the dictionary's readings, tags, relations)
is shared. What only the other language has is taken out at the end.
"""
FRAMES = """
Plain sentences of the treebanks are learnt again inside frames of reported speech (`kb.training.frames`:
«..., сообщает агентство»), as these are rare in the treebanks and news is made of them.
"""


def write_card(folder: Path, language: str, recipe: Recipe, scores: Mapping[str, Scores]) -> None:
    """Writes README.md into the folder of a trained pipeline."""
    learnt = [treebank for treebank in recipe.treebanks if "train" in treebank.splits]
    related = recipe.related.treebanks if recipe.related else ()
    corpora: list[Treebank | EntityCorpus] = [*learnt, *recipe.entities, *related]
    card = TEMPLATE.format(
        language=language,
        version=kb.__version__,
        layers=recipe.shape.layers,
        width=recipe.shape.width,
        size=sum(file.stat().st_size for file in folder.rglob("*") if file.is_file()) / 1e6,
        corpora="\n".join(f"| {corpus.name} | {corpus.licence} | {corpus.source} |" for corpus in corpora),
        figures="\n\n".join(_table(name, row) for name, row in scores.items()),
        start=(START.format(language=recipe.related.language) if recipe.related else "") + FRAMES * bool(recipe.frames),
        lemmas=recipe.card.lemmas,
        licence=recipe.card.licence,
        tuning=recipe.card.tuning,
        mind="\n".join(f"- {remark}" for remark in recipe.card.mind),
        seed=recipe.settings.seed,
        epochs=sum(stage.epochs for stage in recipe.settings.stages),
        stages=len(recipe.settings.stages),
    )
    (folder / "README.md").write_text(card, encoding="utf-8")


def _table(name: str, row: Scores) -> str:
    head = " | ".join(row)
    values = " | ".join(f"{value:.1f}" for value in row.values())
    return f"**{name}**, test\n\n| {head} |\n|{'---|' * len(row)}\n| {values} |"
