"""The stages of extraction as spaCy components, each of which adds what it found to `doc._.claims`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from kb.extract.about import about
from kb.extract.annotation import Attribution
from kb.extract.attribution import attribute
from kb.extract.attribution_model import read_model
from kb.extract.context import Context, make_context
from kb.extract.dates import date_attributions, times_in
from kb.extract.document import blocks_of, index_of
from kb.extract.entities import Mention, find_mentions
from kb.extract.labels import Labels, label
from kb.extract.link_context import LinkContext
from kb.extract.linking import link_entities
from kb.extract.loglinear import classifiers
from kb.extract.meaning import make_meaning
from kb.extract.proposition import proposition, with_entities
from kb.extract.referents import find_referents
from kb.extract.senses import Senses
from kb.extract.speaker import Resolver, speakers_of
from kb.extract.time_expressions import TimeExpression, time_expressions
from kb.language import language
from kb.lexicon import shipped_lexicon
from kb.meaning import meaning_to_json
from kb.model import BlockKind, Dating, Entity, EntityKind, Proposition, TimeReference
from kb.parse import MODELS

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc, Span

    from kb.extract.attribution_model import AttributionModel
    from kb.extract.loglinear import Classifier
    from kb.model import Article

ARTICLE = "kb_article"
LEXICON = "kb_lexicon"
SENSES = "kb_senses"
# Below the folder of a pipeline.
ATTRIBUTION = "attribution"
LABELS = "labels.json"


@dataclass(frozen=True, slots=True)
class Headline:
    """A headline that attributes nothing, and so speaks for the outlet, what it is about and what it says."""

    span: Span
    about: tuple[Entity, ...]
    meaning: str | None = None


@dataclass(frozen=True, slots=True)
class Annotations:
    """What the stages have found so far; the tuples after `attributions` run parallel to it.

    But for `mentions` and `expressions`, which are those of the Doc, and for `referents`: whom its tokens mean.

    `folder` is where the trained models of attribution and labels are.
    """

    context: Context
    folder: Path
    attributions: tuple[Attribution, ...] = ()
    mentions: tuple[Mention, ...] = ()
    speakers: tuple[Entity | None, ...] = ()
    referents: Mapping[int, Entity] = field(default_factory=dict)
    datings: tuple[Dating, ...] = ()
    times: tuple[tuple[TimeReference, ...], ...] = ()
    labels: tuple[Labels, ...] = ()
    about: tuple[tuple[Entity, ...], ...] = ()
    propositions: tuple[Proposition | None, ...] = ()
    meanings: tuple[str, ...] = ()
    expressions: tuple[TimeExpression, ...] = ()
    headlines: tuple[Headline, ...] = ()
    publisher: Entity | None = None


def attributions(found: Annotations) -> Annotations:
    """Sources, cues and contents."""
    return replace(found, attributions=attribute(found.context, attribution_model(found.folder)))


def mentions(found: Annotations) -> Annotations:
    """The entities that the text names, and which of them each content is about."""
    doc = found.context.doc
    named = find_mentions(doc, found.context.language)
    own = (Attribution(None, None, (span,), "headline") for span in _own_headlines(found))
    return replace(
        found,
        mentions=named,
        about=tuple(about(doc, a, named) for a in found.attributions),
        headlines=tuple(Headline(a.content[0], about(doc, a, named)) for a in own),
    )


def _own_headlines(found: Annotations) -> Iterator[Span]:
    """The headlines in which no cue stands."""
    cues = [attribution.cue.start for attribution in found.attributions if attribution.cue is not None]
    for start, end, block in blocks_of(found.context.doc):
        if block.kind is BlockKind.HEADLINE and not any(start <= cue < end for cue in cues):
            yield found.context.doc[start:end]


def speakers(found: Annotations) -> Annotations:
    """Who each source is, and whom the pronouns of the contents mean."""
    doc, article = found.context.doc, article_of(found.context.doc)
    publisher = article.publisher if article else None
    resolver = Resolver(doc, found.attributions, found.context.language, found.mentions, publisher)
    named = speakers_of(resolver)
    referents = find_referents(resolver, named, found.context.language, found.context.quotation_at)
    return replace(found, speakers=named, referents=referents)


def dates(found: Annotations) -> Annotations:
    """When each was said and which times its content names."""
    doc, article = found.context.doc, article_of(found.context.doc)
    published = article.day if article else None
    expressions = time_expressions(doc, found.context.language, published)
    said = date_attributions(
        doc,
        found.attributions,
        language=found.context.language,
        published=published,
        speakers=found.speakers or None,
        expressions=expressions,
    )
    times = (times_in(a, expressions, dating) for a, dating in zip(found.attributions, said, strict=True))
    return replace(found, datings=said, times=tuple(times), expressions=expressions)


def labels(found: Annotations) -> Annotations:
    """Form, speech act, polarity, modality, hedges."""
    context = found.context
    trained = trained_labels(found.folder)
    judged = (label(context.doc, a, context.language, context.quotations, trained) for a in found.attributions)
    return replace(found, labels=tuple(judged))


def propositions(found: Annotations) -> Annotations:
    """What each content says of whom."""
    context = found.context
    senses = senses_of(found)
    said = (proposition(context.doc, a, context.language, found.mentions, senses) for a in found.attributions)
    return replace(found, propositions=tuple(said))


def meanings(found: Annotations) -> Annotations:
    """What each content and each headline says, in units that can be compared with those of other claims."""
    senses = senses_of(found)

    def meaning(content: tuple[Span, ...], speaker: Entity | None, labels: Labels | None) -> str:
        made = make_meaning(
            content,
            senses,
            mentions=found.mentions,
            times=found.expressions,
            speaker=speaker,
            referents=found.referents,
            polarity=labels.polarity if labels else None,
            modality=labels.modality if labels else None,
        )
        return meaning_to_json(made)

    claims = zip(found.attributions, found.speakers, found.labels, strict=True)
    return replace(
        found,
        meanings=tuple(meaning(a.content, speaker, labels) for a, speaker, labels in claims),
        headlines=tuple(replace(one, meaning=meaning((one.span,), None, None)) for one in found.headlines),
    )


def senses_of(found: Annotations) -> Senses:
    """The senses of the Doc's words: the lexicon is the package's, or the one that came with the Doc."""
    doc = found.context.doc
    if SENSES not in doc.user_data:
        doc.user_data[SENSES] = Senses(doc, found.context.language, doc.user_data.get(LEXICON) or shipped_lexicon())
    senses: Senses = doc.user_data[SENSES]
    return senses


def links(found: Annotations) -> Annotations:
    """Who in the authority file the speakers, the outlet and those spoken of are."""
    doc, article = found.context.doc, article_of(found.context.doc)
    publisher = Entity(article.publisher, EntityKind.ORGANISATION) if article and article.publisher else None
    day, key = (article.day, article.id) if article else (None, "")
    around = LinkContext(doc, index_of(doc), day, found.mentions, key)
    linked = link_entities(_entities(found, publisher), around)
    return replace(
        found,
        mentions=tuple(replace(each, entity=linked.get(each.entity, each.entity)) for each in found.mentions),
        referents={i: linked[entity] for i, entity in found.referents.items()},
        speakers=tuple(linked[each] if each else None for each in found.speakers),
        about=tuple(_each_once(of, linked) for of in found.about),
        headlines=tuple(replace(one, about=_each_once(one.about, linked)) for one in found.headlines),
        propositions=tuple(each and with_entities(each, linked) for each in found.propositions),
        publisher=publisher and linked[publisher],
    )


def _entities(found: Annotations, publisher: Entity | None) -> Iterator[Entity]:
    yield from (speaker for speaker in (*found.speakers, publisher) if speaker)
    yield from found.referents.values()
    yield from (entity for of in (*found.about, *(one.about for one in found.headlines)) for entity in of)
    yield from (a.entity for each in found.propositions if each for a in each.arguments if a.entity)


def _each_once(entities: Iterable[Entity], linked: Mapping[Entity, Entity]) -> tuple[Entity, ...]:
    return tuple(dict.fromkeys(linked[entity] for entity in entities))


# In the order of the pipeline: each stage reads what those before it have found.
STAGES: dict[str, Callable[[Annotations], Annotations]] = {
    "kb_attributions": attributions,
    "kb_mentions": mentions,
    "kb_speakers": speakers,
    "kb_dates": dates,
    "kb_labels": labels,
    "kb_propositions": propositions,
    "kb_links": links,
    "kb_meanings": meanings,
}


def add_stages(nlp: Language) -> Language:
    """Register the stages with spaCy and append to the pipeline those that it does not have."""
    register()
    for name in STAGES:
        if name not in nlp.pipe_names:
            nlp.add_pipe(name)
    return nlp


def register() -> None:
    """Make the stages known to spaCy as factories of these names, and `doc._.claims` as where they write."""
    from spacy.language import Language
    from spacy.tokens import Doc

    if not Doc.has_extension("claims"):
        Doc.set_extension("claims", default=None)
    for name, stage in STAGES.items():
        if not Language.has_factory(name):
            Language.factory(name, func=_factory(stage))


def article_of(doc: Doc) -> Article | None:
    """The article that the Doc was made from."""
    found: Article | None = doc.user_data.get(ARTICLE)
    return found


def models_of(nlp: Language) -> Path:
    """Where the models of attribution and labels are: with the pipeline, or else those that the package ships."""
    own = nlp.path
    return own if own is not None and (own / ATTRIBUTION).is_dir() else MODELS / str(nlp.lang)


@cache
def attribution_model(folder: Path) -> AttributionModel:
    """The model that tells attributions, read once."""
    return read_model(folder / ATTRIBUTION)


@cache
def trained_labels(folder: Path) -> Mapping[str, Classifier]:
    """The classifiers of labels, read once; none where none were trained."""
    path = folder / LABELS
    return classifiers(path.read_text(encoding="utf-8")) if path.is_file() else {}


def _factory(stage: Callable[[Annotations], Annotations]) -> Callable[[Language, str], Callable[[Doc], Doc]]:
    def make(nlp: Language, name: str) -> Callable[[Doc], Doc]:  # noqa: ARG001 - spaCy calls it by these names
        data, folder = language(nlp.lang or ""), models_of(nlp)

        def component(doc: Doc) -> Doc:
            doc._.claims = stage(doc._.claims or Annotations(make_context(doc, data), folder))
            return doc

        return component

    return make
