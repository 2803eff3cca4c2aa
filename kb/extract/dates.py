"""When something was said: by the words beside the cue, by the paragraph, by the day of the article."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import chain
from typing import TYPE_CHECKING

from kb.extract.document import anchor_of, blocks_of
from kb.extract.interval import Direction, cut, one_day
from kb.extract.saying import Saying, make_saying
from kb.extract.surroundings import Surroundings, overlap
from kb.extract.syntax import lemma
from kb.extract.time_context import VERBS, ancestors
from kb.extract.time_expressions import TimeExpression, time_expressions
from kb.model import Basis, Dating, TimeReference

if TYPE_CHECKING:
    from datetime import date

    from spacy.tokens import Doc, Span

    from kb.extract.annotation import Attribution
    from kb.language.base import Language
    from kb.language.calendar import Calendar
    from kb.model import Entity, Interval

EXPLICIT = frozenset({Basis.EXPLICIT_DATE, Basis.EXPLICIT_PARTIAL_DATE})
INHERITED = EXPLICIT | {Basis.INFERRED_FROM_PARAGRAPH}
# How many tokens into a paragraph a word like "earlier" still speaks of all of it.
OPENING = 4
# In days, how wide a date may be that the next sentence inherits.
NARROW = 31


def date_attributions(
    doc: Doc,
    attributions: Sequence[Attribution],
    *,
    language: Language,
    published: date | None,
    speakers: Sequence[Entity | None] | None = None,
    expressions: Sequence[TimeExpression] | None = None,
) -> tuple[Dating, ...]:
    """When each attribution was said and how that is known, in the order given.

    In this order: a time that belongs to the cue and not to the content; "earlier" with no date, which leaves it
    open; the attribution that holds this one, or has the same cue; an earlier one of the same paragraph or sentence
    by the same speaker; the day of the article.
    """
    if expressions is None:
        expressions = time_expressions(doc, language, published)
    sayings = [
        make_saying(doc, attribution, language, speakers[i] if speakers else None)
        for i, attribution in enumerate(attributions)
    ]
    dating = _Dating(doc, sayings, expressions, language=language, published=published)
    return dating.all()


def times_in(
    attribution: Attribution, expressions: Sequence[TimeExpression], said: Dating | None = None
) -> tuple[TimeReference, ...]:
    """The times named in the content; reckoned from the day of the saying where that is given and known to the day."""
    reference = said.interval.earliest if said and said.interval else None
    exact = reference if said and said.interval and said.interval.latest == reference else None
    found = []
    inside = (_between(expressions, content.start, content.end) for content in attribution.content)
    for expression in chain.from_iterable(inside):
        interval = expression.seen_from(exact) if exact else expression.interval
        if interval:
            found.append(TimeReference(anchor_of(expression.span), interval))
    return tuple(found)


class _Dating:
    """Works out the dates of one Doc's attributions, each once: they depend on one another."""

    def __init__(
        self,
        doc: Doc,
        sayings: Sequence[Saying],
        expressions: Sequence[TimeExpression],
        *,
        language: Language,
        published: date | None,
    ) -> None:
        self.sayings = sayings
        self.expressions = [e for e in expressions if e.point]
        self.blocks = [start for start, _, _ in blocks_of(doc)]
        self.published = published
        self.reminders = frozenset(language.calendar.reminders.split())
        self.reporting = language.cues.verbs
        self.earlier = list(_earlier(doc, language.calendar))
        self.order = sorted(range(len(sayings)), key=lambda i: sayings[i].position)
        self.rank = {index: rank for rank, index in enumerate(self.order)}
        self.first_with = {sayings[i].words: i for i in reversed(range(len(sayings)))}
        spans = [expression.span for expression in self.expressions] + self.earlier
        self.around = Surroundings(doc, sayings, spans, language.calendar)
        self.known: dict[int, Dating] = {}

    def all(self) -> tuple[Dating, ...]:
        """The dates of the sayings as they were given."""
        # In the order of the text, for one saying goes on from another: so none is asked for through a long chain.
        for index in self.order:
            self.of(index)
        return tuple(self.known[index] for index in range(len(self.sayings)))

    def of(self, index: int) -> Dating:
        """The date of one of the sayings."""
        if index not in self.known:
            # A circle of attributions that hold one another ends at the day of the article.
            self.known[index] = self._by_article()
            self.known[index] = self._find(index)
        return self.known[index]

    def _find(self, index: int) -> Dating:
        saying = self.sayings[index]
        found = self._said(saying)
        if found is not None:
            return found
        if self._is_earlier(saying):
            return Dating()
        holder = saying.attribution.within
        if holder is not None and 0 <= holder < len(self.sayings) and holder != index:
            return self.of(holder)
        twin = self.first_with[saying.words]
        if saying.words and twin != index:
            return self.of(twin)
        if self._opens_background(saying):
            return Dating()
        return self._continued(index) or self._by_article()

    def _by_article(self) -> Dating:
        if self.published is None:
            return Dating()
        return Dating(Basis.INFERRED_FROM_ARTICLE_DATE, one_day(self.published))

    def _said(self, saying: Saying) -> Dating | None:
        """The time said beside the cue, the nearest to it where there are several."""
        cue = saying.attribution.cue
        if cue is None:
            return None
        found = [e for e in _between(self.expressions, *saying.sentence) if self.around.belongs(e.span, saying)]
        for expression in sorted(found, key=lambda e: _distance(e.span, cue)):
            interval = expression.seen_from(self.published, Direction.PAST)
            if interval and self._can_date(interval, saying):
                if self.published is not None:
                    interval = cut(interval, self.published)
                basis = Basis.EXPLICIT_DATE if expression.complete else Basis.EXPLICIT_PARTIAL_DATE
                return Dating(basis, interval, anchor_of(expression.span))
        return None

    def _can_date(self, interval: Interval, saying: Saying) -> bool:
        """Whether it was said then: not after the article, nor on another day in the present tense.

        «Цього року планують ...»: what is said now with another date has the date of what is planned.
        """
        if self.published is None or interval.earliest is None:
            return True
        return interval.earliest == self.published or (interval.earliest < self.published and not saying.is_of_now)

    def _is_earlier(self, saying: Saying) -> bool:
        """Whether it is reported as an older statement, of a day that is not said."""
        if any(self.around.belongs(marker, saying) for marker in self._markers(*saying.sentence)):
            return True
        if not saying.attribution.antecedent:
            return False
        contents = saying.attribution.content
        sentences = [content.root.sent for content in contents]
        markers = chain.from_iterable(self._markers(sentence.start, sentence.end) for sentence in sentences)
        return any(not any(overlap(marker, content) for content in contents) for marker in markers)

    def _markers(self, first: int, end: int) -> list[Span]:
        """The words like "earlier" from one token to another."""
        return self.earlier[bisect_left(self.earlier, first, key=_start) : bisect_left(self.earlier, end, key=_start)]

    def _opens_background(self, saying: Saying) -> bool:
        """Whether the paragraph begins as a look back: with a reminder, or with a statement reported as older."""
        if saying.block < 0 or saying.is_of_now:
            return False
        start = self.blocks[saying.block]
        return any(map(self._looks_back, self._markers(start, start + OPENING)))

    def _looks_back(self, marker: Span) -> bool:
        if self.around.quoted(marker.start) >= 0:
            return False
        verb = next((token for token in ancestors(marker.root) if token.pos_ in VERBS), marker.root)
        return marker.text.lower() in self.reminders or lemma(verb) in self.reporting

    def _continued(self, index: int) -> Dating | None:
        """The date of what the same speaker said before in the paragraph, or last in the one before it."""
        saying = self.sayings[index]
        last = True
        for rank in range(self.rank[index] - 1, -1, -1):
            i = self.order[rank]
            other = self.sayings[i]
            if other.attribution.within is not None or other.position == saying.position:
                continue
            if saying.block - other.block > 1 or (saying.block != other.block and not last):
                return None
            same = saying.speaker == other.speaker if saying.speaker else last
            topic = saying.is_topic and last and saying.block == other.block
            if same or topic:
                return self._inherited(saying, i)
            last = False
        return None

    def _inherited(self, saying: Saying, index: int) -> Dating | None:
        dating, other = self.of(index), self.sayings[index]
        if saying.sentence == other.sentence and not saying.is_of_now:
            return dating
        if dating.basis in INHERITED and dating.interval and _is_narrow(dating.interval):
            return Dating(Basis.INFERRED_FROM_PARAGRAPH, dating.interval, dating.anchor)
        return dating if dating.interval is None and saying.block == other.block and not saying.is_of_now else None


def _is_narrow(interval: Interval) -> bool:
    """Whether it is a month at the most: what was said "in 2014" does not date the next sentence."""
    first, last = interval.earliest, interval.latest
    return first is not None and last is not None and (last - first).days < NARROW


def _earlier(doc: Doc, calendar: Calendar) -> Iterator[Span]:
    """The words that say of a statement that it is not of today: "earlier", unless it compares two things."""
    words = frozenset(f"{calendar.earlier} {calendar.reminders}".split())
    comparison = frozenset(calendar.comparison.split())
    for token in doc:
        if token.lower_ in words:
            around = {neighbour.lower_ for neighbour in doc[max(0, token.i - 1) : token.i + 2]}
            if around.isdisjoint(comparison):
                yield doc[token.i : token.i + 1]


def _between(expressions: Sequence[TimeExpression], first: int, end: int) -> Sequence[TimeExpression]:
    """Those that begin from one token to another; they come in the order of the text."""
    starts = [bisect_left(expressions, token, key=lambda e: e.span.start) for token in (first, end)]
    return expressions[starts[0] : starts[1]]


def _start(span: Span) -> int:
    return int(span.start)


def _distance(span: Span, cue: Span) -> int:
    return max(span.start - cue.end, cue.start - span.end, 0)
