"""From articles to their claims."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from kb import __version__
from kb.errors import KnowledgeBaseError
from kb.model import Article, Extraction
from kb.read.source import Failure

if TYPE_CHECKING:
    from collections.abc import Mapping

    from spacy.language import Language
    from spacy.tokens import Doc

    from kb.authority import Authority, Index

# Articles that are parsed together: enough to fill the network's batches, few enough to keep memory flat.
BATCH = 16


class ExtractionFailed(KnowledgeBaseError, RuntimeError):
    """A pipeline that could not process an article."""


@dataclass(frozen=True, slots=True)
class Setup:
    """What an extractor is made of, small enough to be sent: other models than the languages' own, and who is who.

    Without an `authority` it is as shipped.
    """

    models: Mapping[str, str]
    authority: Authority | None = None

    def extractor(self) -> Extractor:
        """The extractor; it loads a language's model when it first meets it."""
        return Extractor(models=self.models, authority=self.authority)


class Extractor:
    """Extracts claims, and remembers the pipelines that it has loaded, one for each language met.

    `models` puts another spaCy pipeline with Universal Dependencies labels in the place of a language's own.
    `authority` is who is who, by default the package's authority file.
    """

    def __init__(self, *, models: Mapping[str, str] | None = None, authority: Authority | None = None) -> None:
        self._models = dict(models or {})
        self._authority = authority
        self._pipelines: dict[str, Language] = {}

    def pipeline(self, code: str) -> Language:
        """The pipeline of a language with the stages of extraction added."""
        if code not in self._pipelines:
            from kb.extract.components import add_stages
            from kb.parse import load

            self._pipelines[code] = add_stages(load(code, model=self._models.get(code)))
        return self._pipelines[code]

    @cached_property
    def index(self) -> Index:
        """The authority file, to be asked for names."""
        from kb.authority import Index as _Index
        from kb.authority import shipped_index

        return shipped_index() if self._authority is None else _Index(self._authority)

    def knowing(self, authority: Authority) -> Extractor:
        """An extractor with the same pipelines that knows these entities."""
        if authority is self.index.authority:
            return self
        other = Extractor(models=self._models, authority=authority)
        other._pipelines = self._pipelines
        return other

    @property
    def setup(self) -> Setup:
        """What another process needs to make the same extractor."""
        from kb.authority import shipped

        is_shipped = self._authority is None or self._authority is shipped()
        return Setup(self._models, None if is_shipped else self._authority)

    def extract(self, articles: Iterable[Article]) -> Iterator[Extraction | Failure]:
        """The claims of each article, in order; an article that breaks a component is a Failure in its place."""
        from itertools import groupby, islice

        for code, run in groupby(articles, key=lambda article: article.language):
            nlp = self.pipeline(code)
            while batch := list(islice(run, BATCH)):
                yield from self._batch(nlp, batch)

    def state(self, article: Article) -> Extraction | Failure:
        """The whole text of an article as one statement, read as the content of a claim is; nobody says it."""
        from kb.extract.statement import read_statement

        nlp = self.pipeline(article.language)
        try:
            claim = read_statement(nlp, self.doc(nlp, article), article)
        except Exception as error:  # noqa: BLE001 - any pipeline may be plugged in, as in `extract`
            return Failure(article.id, ExtractionFailed(f"the {name_of(nlp)} pipeline failed: {error}"))
        return Extraction(article, (claim,) if claim else (), name_of(nlp), __version__)

    def _batch(self, nlp: Language, articles: list[Article]) -> list[Extraction | Failure]:
        """The claims of some articles, parsed together, or each by itself if that fails."""
        try:
            docs = nlp.pipe([self.doc(nlp, article) for article in articles], batch_size=BATCH)
            return [self._extraction(nlp, article, doc) for article, doc in zip(articles, docs, strict=True)]
        except Exception as error:  # noqa: BLE001 - any pipeline may be plugged in: one bad article never stops the others
            if len(articles) > 1:
                return [found for article in articles for found in self._batch(nlp, [article])]
            reason = f"{type(error).__name__}: {error}"
            return [Failure(articles[0].id, ExtractionFailed(f"the {name_of(nlp)} pipeline failed on it: {reason}"))]

    def doc(self, nlp: Language, article: Article) -> Doc:
        """The article as a Doc for the pipeline, not yet parsed."""
        from kb.extract.components import ARTICLE
        from kb.extract.document import AUTHORITY, make_doc

        doc = make_doc(nlp, article)
        doc.user_data[ARTICLE] = article
        doc.user_data[AUTHORITY] = self.index
        return doc

    def _extraction(self, nlp: Language, article: Article, doc: Doc) -> Extraction:
        from kb.extract.claims import make_claims

        return Extraction(
            article=article,
            claims=make_claims(doc, article),
            model=name_of(nlp),
            version=__version__,
            outlet=doc._.claims.publisher,
        )


def name_of(nlp: Language) -> str:
    """The name and the version of a pipeline."""
    return f"{nlp.lang}_{nlp.meta['name']}-{nlp.meta['version']}"
