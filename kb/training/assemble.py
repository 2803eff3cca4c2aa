"""Puts a trained network and a lemmatizer into a spaCy pipeline that can be shipped."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import spacy

import kb
import kb.parse.lemmatizer
import kb.parse.parser
from kb.training.tokens import adapt_tokenizer

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from spacy.language import Language

    from kb.parse.weights import Weights


def assemble(language: str, weights: Weights, exceptions: Mapping[str, str]) -> Language:
    """The pipeline: spaCy's tokenizer of the language, `kb_parser`, `kb_lemmatizer`."""
    nlp = spacy.blank(language, config={"nlp": {"batch_size": 64}})
    nlp.meta.update(
        name="kb_news",
        version=kb.__version__,
        description="Tags, trees, lemmas and entities of news",
        license="see README.md",
        spacy_version=">=3.8,<3.9",
    )
    adapt_tokenizer(nlp)
    parser = nlp.add_pipe("kb_parser")
    parser.weights = weights  # type: ignore[attr-defined]
    lemmatizer = nlp.add_pipe("kb_lemmatizer", config={"language": language})
    lemmatizer.exceptions = dict(exceptions)  # type: ignore[attr-defined]
    return nlp


def write(nlp: Language, folder: Path) -> None:
    """Writes the pipeline without the strings and vectors that it can do without."""
    nlp.to_disk(folder)
    strings = folder / "vocab" / "strings.json"
    strings.write_text(json.dumps([]) + "\n", encoding="utf-8")
