"""Turns text into linguistic annotation: the spaCy pipelines that ship with the package, or any other."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from kb.errors import KnowledgeBaseError

if TYPE_CHECKING:
    from spacy.language import Language

MODELS = Path(__file__).parent.parent / "models"
FACTORIES = ("kb.parse.parser", "kb.parse.lemmatizer")


class ModelNotFound(KnowledgeBaseError, LookupError):
    """A language or a name for which there is no spaCy pipeline with a dependency parser."""


def load(language: str, *, model: str | None = None) -> Language:
    """The pipeline of a language, or the one that `model` names: a folder or an installed spaCy package.

    Another pipeline must follow Universal Dependencies, like `uk_core_news_trf`.
    """
    import spacy

    place = Path(model) if model else MODELS / language
    if not place.is_dir() and (not model or not spacy.util.is_package(model)):
        raise ModelNotFound(_not_found(language, model))
    for factory in FACTORIES:
        import_module(factory)
    nlp = spacy.load(place if place.is_dir() else str(model))
    if not {"parser", "kb_parser"} & set(nlp.pipe_names):
        pipes = ", ".join(nlp.pipe_names) or "nothing"
        raise ModelNotFound(f"the model {model or language!r} has no dependency parser, only: {pipes}")
    return nlp


def _not_found(language: str, model: str | None) -> str:
    if model:
        return f"no model {model!r}: neither a folder nor an installed spaCy package"
    there = sorted(path.parent.name for path in MODELS.glob("*/meta.json"))
    return f"no model for the language {language!r}; there are: {', '.join(there) or 'none'}"
