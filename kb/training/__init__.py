"""Trains the models that the package ships, from public corpora and annotated articles: `kb train uk`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kb.errors import KnowledgeBaseError

if TYPE_CHECKING:
    from pathlib import Path


class CorpusNotFound(KnowledgeBaseError, FileNotFoundError):
    """A corpus that a recipe needs is not in the folder of the corpora."""


class TrainingUnavailable(KnowledgeBaseError, ImportError):
    """Training needs packages that running does not."""


class NothingToLearnFrom(KnowledgeBaseError, ValueError):
    """Neither corpora nor annotated articles were given."""


def train(language: str, *, corpora: Path | None = None, gold: Path | None = None, output: Path | None = None) -> None:
    """Trains the models of a language and writes them with their card; `output` is the package's own by default.

    From corpora comes the pipeline (tags, trees, entities), from annotated articles, in `train_uk.jsonl` and
    `attribution_uk.dev.jsonl` of the folder `gold`, what tells claims and their labels over that pipeline's parses.
    """
    from kb.parse import MODELS

    folder = output or MODELS / language
    if corpora is None and gold is None:
        raise NothingToLearnFrom("nothing to learn from: give --corpora, --gold or both")
    try:
        from kb.training import claims, course
    except ImportError as error:
        raise TrainingUnavailable(f"training needs the extra packages of kb[train]: {error}") from error
    if corpora is not None:
        course.run(language, corpora, folder)
    if gold is not None:
        claims.run(language, gold, folder)
