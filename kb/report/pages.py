"""The reports: of one article, of one speaker, of everything."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from kb.model import Anchor, Article, Entity, Extraction, SpeechAct
from kb.report import dating
from kb.report.cards import Card, cards, marks, speakers
from kb.report.chart import Point, draw_chart
from kb.report.links import ALONE, Links
from kb.report.marking import Piece, lay_out
from kb.report.rendering import render
from kb.report.revisions import language_of, revisions
from kb.report.wording import Wording, wording


@dataclass(frozen=True, slots=True)
class Quoted:
    """A claim of a speaker with the blocks of the article that its words stand in."""

    card: Card
    context: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Outlet:
    """What one outlet reports of a speaker, in time order."""

    name: str | None
    quoted: tuple[Quoted, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """An article in the index, with its claims."""

    article: Article
    cards: tuple[Card, ...]
    extraction: Extraction


def article_report(
    extraction: Extraction, *, form: str = "html", language: str | None = None, links: Links = ALONE
) -> str:
    """One article: its text with speakers, cues and contents marked, and every claim with its chain and its date.

    `form` is one of FORMS; `language` is that of the page, by default the article's. Raises UnknownForm.
    """
    article = extraction.article
    w = wording(language or article.language)
    shown = cards(extraction)
    body, tail = _without_tail(lay_out(article, marks(shown)))
    return render(
        "article",
        form,
        w,
        extraction=extraction,
        article=article,
        cards=shown,
        by_number={card.number: card for card in shown},
        body=body,
        tail=tail,
        speakers=speakers(shown),
        chart=draw_chart([_point(card, w, f"#claim-{card.key}") for card in _in_time(shown)], w),
        tallies=_tallies(shown, w),
        links=links,
    )


def speaker_report(
    speaker: Entity,
    extractions: Iterable[Extraction],
    *,
    form: str = "html",
    language: str | None = None,
    links: Links = ALONE,
) -> str:
    """One speaker: all claims in time order, outlet by outlet, each with its words where they stand in the article.

    `form` is one of FORMS; `language` is that of the page, by default that of most articles. Raises UnknownForm.
    """
    found = revisions(extractions)
    shown = [card for e in found for card in cards(e) if speaker.id in {s.id for s in card.speakers}]
    w = wording(language or language_of(card.article for card in shown))
    return render(
        "speaker",
        form,
        w,
        speaker=speaker,
        cards=shown,
        outlets=_by_outlet(shown),
        chart=draw_chart([_point(card, w, f"#claim-{card.key}") for card in _in_time(shown)], w),
        tallies=_tallies(shown, w),
        links=links,
    )


def index_report(
    extractions: Iterable[Extraction], *, form: str = "html", language: str | None = None, links: Links = ALONE
) -> str:
    """Everything: the articles, the speakers most quoted, and when the claims were made.

    `form` is one of FORMS; `language` is that of the page, by default that of most articles. Raises UnknownForm.
    """
    entries = [Entry(e.article, cards(e), e) for e in revisions(extractions)]
    entries.sort(key=lambda entry: (entry.article.day or date.min, entry.article.id), reverse=True)
    shown = [card for entry in entries for card in entry.cards]
    w = wording(language or language_of(entry.article for entry in entries))
    return render(
        "index",
        form,
        w,
        entries=entries,
        cards=shown,
        speakers=speakers(shown),
        outlets={entry.article.publisher for entry in entries if entry.article.publisher},
        chart=draw_chart([_point(card, w) for card in shown], w),
        tallies=_tallies(shown, w),
        links=links,
    )


def _tallies(shown: Sequence[Card], w: Wording) -> list[tuple[str, list[Card]]]:
    """The speech acts that an editor looks for first, with their claims."""
    acts = ((SpeechAct.DENY, w.denials), (SpeechAct.DEMAND, w.demands), (SpeechAct.PREDICT, w.predictions))
    found = [(forms, [card for card in shown if card.claim.speech_act is act]) for act, forms in acts]
    return [(dating.noun(len(cards), forms, w), cards) for forms, cards in found]


def _point(card: Card, w: Wording, href: str | None = None) -> Point:
    interval = card.claim.said.interval
    title = f"{card.number}. {card.name or w.unknown_speaker} — {dating.interval(interval, w)}"
    return Point(interval, title, href)


def _in_time(shown: Iterable[Card]) -> list[Card]:
    return sorted(shown, key=lambda card: (dating.order(card.claim.said.interval), card.number))


def _by_outlet(shown: Sequence[Card]) -> list[Outlet]:
    outlets: dict[str | None, list[Card]] = {}
    for card in _in_time(shown):
        outlets.setdefault(card.article.publisher, []).append(card)
    return [Outlet(name, tuple(Quoted(card, _context(card)) for card in found)) for name, found in outlets.items()]


def _context(card: Card) -> tuple[Piece, ...]:
    """The blocks that hold the words of the claim, with its own marks alone."""
    claim = card.claim
    anchors = [anchor for anchor in (claim.source, claim.cue, *claim.content) if anchor is not None]
    reach = Anchor(min((a.start for a in anchors), default=0), max((a.end for a in anchors), default=0))
    pieces = lay_out(card.article, marks([card]), reach=reach)
    return tuple(
        piece for piece in pieces if piece.kind is not None or any(segment.opens for segment in piece.segments)
    )


def _without_tail(pieces: Sequence[Piece]) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    """The pieces up to the last that is prose or marked, and those after it."""
    end = 0
    for position, piece in enumerate(pieces, 1):
        if piece.kind is not None and (piece.kind.is_prose or any(segment.marks for segment in piece.segments)):
            end = position
    return tuple(pieces[:end]), tuple(pieces[end:])
