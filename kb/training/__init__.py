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


def train(
    language: str | None = None, *, corpora: Path | None = None, gold: Path | None = None, output: Path | None = None
) -> None:
    """Trains models and writes them with their cards into `output`, or to the package's own.

    With a language, its pipeline (tags, trees, entities), from `corpora`. Without one, what tells claims and their
    labels over the parses of the package's pipelines, for all languages together, each in a folder of its own, from
    annotated articles: those in the folder `gold` (`train_uk.jsonl` ...), and PolNeAR in `corpora`.
    """
    from kb.parse import MODELS

    if language is None and (gold is None or corpora is None):
        raise NothingToLearnFrom("claims are learnt from all languages together: give both --gold and --corpora")
    if language is not None and corpora is None:
        raise NothingToLearnFrom(f"nothing to learn {language!r} from: give --corpora")
    if language is not None and gold is not None:
        raise NothingToLearnFrom("claims are learnt from all languages together: with --gold, give no language")
    try:
        from kb.training import claims, course
    except ImportError as error:
        raise TrainingUnavailable(f"training needs the extra packages of kb[train]: {error}") from error
    if language is not None and corpora is not None:
        course.run(language, corpora, output or MODELS / language)
    elif gold is not None and corpora is not None:
        claims.run([gold, corpora], models=MODELS, output=output or MODELS)
