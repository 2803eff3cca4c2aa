"""From what the stages found in a Doc to the claims of its article."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kb.extract.document import anchor_of
from kb.model import Basis, Claim, Dating, Interval, claim_id

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Doc, Span

    from kb.extract.components import Annotations
    from kb.model import Anchor, Article


def make_claims(doc: Doc, article: Article) -> tuple[Claim, ...]:
    """The claims of the article: those that the text attributes, and its headline where that speaks for the outlet."""
    found: Annotations = doc._.claims
    anchors = [
        (_anchor(a.source), _anchor(a.cue), tuple(anchor_of(span) for span in a.content)) for a in found.attributions
    ]
    ids = [claim_id(article, *spans) for spans in anchors]
    claims = []
    for i, attribution in enumerate(found.attributions):
        source, cue, content = anchors[i]
        claims.append(
            Claim(
                id=ids[i],
                source=source,
                cue=cue,
                content=content,
                speaker=found.speakers[i],
                form=found.labels[i].form,
                speech_act=found.labels[i].speech_act,
                polarity=found.labels[i].polarity,
                modality=found.labels[i].modality,
                hedged=found.labels[i].hedged,
                said=found.datings[i],
                times=found.times[i],
                within=ids[attribution.within] if attribution.within is not None else None,
                about=found.about[i],
                proposition=found.propositions[i],
                meaning=found.meanings[i],
                confidence=attribution.confidence,
            )
        )
    return (*_own_headlines(doc, article), *claims)


def _own_headlines(doc: Doc, article: Article) -> Iterator[Claim]:
    """A headline that attributes nothing is the outlet's own claim."""
    found: Annotations = doc._.claims
    for headline in found.headlines:
        content = (anchor_of(headline.span),)
        yield Claim(
            id=claim_id(article, None, None, content),
            source=None,
            cue=None,
            content=content,
            speaker=found.publisher,
            said=published(article),
            headline=True,
            about=headline.about,
            meaning=headline.meaning,
        )


def published(article: Article) -> Dating:
    """The dating of what the outlet says itself: the day of publication."""
    if article.day is None:
        return Dating()
    day = article.day
    return Dating(Basis.INFERRED_FROM_ARTICLE_DATE, Interval(day.isoformat(), day, day))


def _anchor(span: Span | None) -> Anchor | None:
    return anchor_of(span) if span is not None else None
