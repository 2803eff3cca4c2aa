"""A statement that stands by itself, as a reference statement does, read as the content of a claim is."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kb.extract.annotation import Attribution
from kb.extract.claims import make_claims
from kb.extract.components import STAGES, Annotations, models_of
from kb.extract.context import make_context
from kb.language import language
from kb.model import Article, Claim

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

# What finds sources and who they are: a statement by itself has none.
_OF_SOURCES = ("kb_attributions", "kb_speakers")


def read_statement(nlp: Language, doc: Doc, article: Article) -> Claim | None:
    """The whole text of a Doc, not yet parsed, as one claim of nobody's; None where there are no words."""
    for name, component in nlp.pipeline:
        if name not in STAGES:
            doc = component(doc)
    if not len(doc):
        return None
    whole = Attribution(None, None, (doc[:],), "statement")
    found = Annotations(make_context(doc, language(nlp.lang or "")), models_of(nlp), (whole,), speakers=(None,))
    for name, stage in STAGES.items():
        if name not in _OF_SOURCES:
            found = stage(found)
    doc._.claims = replace(found, headlines=())
    return next(iter(make_claims(doc, article)), None)
