"""Trains the pipelines that the package ships, from public corpora: `kb train uk --corpora DIR`."""

from __future__ import annotations

from pathlib import Path

from kb.errors import KnowledgeBaseError


class CorpusNotFound(KnowledgeBaseError, FileNotFoundError):
    """A corpus that a recipe needs is not in the folder of the corpora."""


class TrainingUnavailable(KnowledgeBaseError, ImportError):
    """Training needs JAX, which running does not."""


def train(language: str, corpora: Path, output: Path) -> None:
    """Trains the pipeline of a language on the corpora in a folder, measures it and writes it with its card."""
    try:
        from kb.training.course import run
    except ImportError as error:
        raise TrainingUnavailable(f"training needs the extra packages of kb[train]: {error}") from error
    run(language, Path(corpora), Path(output))
