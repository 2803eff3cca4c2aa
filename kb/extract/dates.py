"""When something was said: by the words beside the cue, by the paragraph, by the day of the article."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from kb.extract.document import anchor_of, blocks_of
from kb.extract.interval import Direction, one_day
from kb.extract.quotation import find_quotations
from kb.extract.saying import Saying, make_saying
from kb.extract.syntax import lemma
from kb.extract.time_context import VERBS, ancestors
from kb.extract.time_expressions import TimeExpression, time_expressions
from kb.model import Basis, Dating, TimeReference

if TYPE_CHECKING:
    from datetime import date

    from spacy.tokens import Doc, Span, Token

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
# Between a time and the cue that it stands beside there may be these and the source.
BETWEEN = frozenset({"ADP", "ADV", "PART", "ADJ", "DET"})


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
    return tuple(dating.of(i) for i in range(len(sayings)))


def times_in(
    attribution: Attribution, expressions: Sequence[TimeExpression], said: Dating | None = None
) -> tuple[TimeReference, ...]:
    """The times named in the content; reckoned from the day of the saying where that is given and known to the day."""
    reference = said.interval.earliest if said and said.interval else None
    exact = reference if said and said.interval and said.interval.latest == reference else None
    found = []
    for expression in expressions:
        if not any(_overlap(expression.span, span) for span in attribution.content):
            continue
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
        self.doc = doc
        self.sayings = sayings
        self.expressions = [e for e in expressions if e.point]
        self.published = published
        self.topics = frozenset(language.calendar.topics.split())
        self.reminders = frozenset(language.calendar.reminders.split())
        self.reporting = language.cues.verbs
        self.quotations = [(q.outer.start, q.outer.end) for q in find_quotations(doc)]
        self.earlier = list(_earlier(doc, language.calendar))
        self.order = sorted(range(len(sayings)), key=lambda i: sayings[i].position)
        self.known: dict[int, Dating] = {}

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
        twin = next((i for i in range(index) if saying.words and self.sayings[i].words == saying.words), None)
        if twin is not None:
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
        found = [e for e in self.expressions if self._belongs(e.span, saying)]
        for expression in sorted(found, key=lambda e: _distance(e.span, cue)):
            interval = expression.seen_from(self.published, Direction.PAST)
            if interval and self._can_date(interval, saying):
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

    def _belongs(self, span: Span, saying: Saying) -> bool:
        """Whether a time or adverb is that of the saying: with the cue, in none of the contents, in no quotation."""
        cue = saying.attribution.cue
        first, end = saying.sentence
        if cue is None or not first <= span.start < end or self._quoted(span.start) != self._quoted(cue.start):
            return False
        if any(_overlap(span, content) for content in saying.attribution.content):
            return False
        for other in self.sayings:
            for content in other.attribution.content:
                if _overlap(span, content) and not _overlap(cue, content):
                    return False
        if self._is_of_topic(span, cue) or self._describes(span, saying.attribution.source):
            return False
        return self._depends(span, cue) or self._adjoins(span, saying)

    def _quoted(self, index: int) -> int:
        return next((i for i, (start, end) in enumerate(self.quotations) if start <= index < end), -1)

    def _is_of_topic(self, span: Span, cue: Span) -> bool:
        """Whether it dates what is spoken about: «про аварію 5 травня»."""
        return any(child.lower_ in self.topics for token in _path(span, cue) for child in token.lefts)

    def _describes(self, span: Span, source: Span | None) -> bool:
        """Whether it tells something of the speaker, like a clause; at the edge it may be the parser's slip."""
        if source is None or not _overlap(span, source):
            return False
        return span.end != source.end or any(token.pos_ in VERBS for token in source)

    def _depends(self, span: Span, cue: Span) -> bool:
        """Whether the span's head, or the occasion that it names the day of, depends on the cue."""
        path = list(_path(span, cue))
        return bool(path) and cue.start <= path[-1].head.i < cue.end

    def _adjoins(self, span: Span, saying: Saying) -> bool:
        """Whether nothing but the source and small words stands between the span and the cue."""
        cue, source = saying.attribution.cue, saying.attribution.source
        if cue is None:
            return False
        gap = range(span.end, cue.start) if span.end <= cue.start else range(cue.end, span.start)
        return all(self._is_small(self.doc[i], source) for i in gap)

    def _is_small(self, token: Token, source: Span | None) -> bool:
        if source is not None and source.start <= token.i < source.end:
            return token.pos_ not in VERBS
        return token.pos_ in BETWEEN

    def _is_earlier(self, saying: Saying) -> bool:
        """Whether it is reported as an older statement, of a day that is not said."""
        if any(self._belongs(marker, saying) for marker in self.earlier):
            return True
        if not saying.attribution.antecedent:
            return False
        sentences = [content.root.sent for content in saying.attribution.content]
        return any(
            _overlap(marker, sentence) and not any(_overlap(marker, s) for s in saying.attribution.content)
            for marker in self.earlier
            for sentence in sentences
        )

    def _opens_background(self, saying: Saying) -> bool:
        """Whether the paragraph begins as a look back: with a reminder, or with a statement reported as older."""
        if saying.block < 0 or saying.is_of_now:
            return False
        start = blocks_of(self.doc)[saying.block][0]
        return any(start <= m.start < start + OPENING and self._looks_back(m) for m in self.earlier)

    def _looks_back(self, marker: Span) -> bool:
        if self._quoted(marker.start) >= 0:
            return False
        verb = next((token for token in ancestors(marker.root) if token.pos_ in VERBS), marker.root)
        return marker.text.lower() in self.reminders or lemma(verb) in self.reporting

    def _continued(self, index: int) -> Dating | None:
        """The date of what the same speaker said before in the paragraph, or last in the one before it."""
        saying = self.sayings[index]
        before = [i for i in self.order if self.sayings[i].position < saying.position and self._is_own(i)]
        for rank, i in enumerate(reversed(before)):
            other = self.sayings[i]
            if saying.block - other.block > 1 or (saying.block != other.block and rank > 0):
                return None
            same = saying.speaker == other.speaker if saying.speaker else rank == 0
            topic = saying.is_topic and rank == 0 and saying.block == other.block
            if same or topic:
                return self._inherited(saying, i)
        return None

    def _is_own(self, index: int) -> bool:
        return self.sayings[index].attribution.within is None

    def _inherited(self, saying: Saying, index: int) -> Dating | None:
        dating, other = self.of(index), self.sayings[index]
        if saying.sentence == other.sentence and not saying.is_of_now:
            return dating
        if dating.basis in INHERITED and dating.interval and _is_narrow(dating.interval):
            return Dating(Basis.INFERRED_FROM_PARAGRAPH, dating.interval, dating.anchor)
        return dating if dating.interval is None and saying.block == other.block and not saying.is_of_now else None


def _path(span: Span, cue: Span) -> Iterator[Token]:
    """From the span's root up to what depends on the cue, or on the first verb before it."""
    for token in ancestors(span.root):
        if cue.start <= token.i < cue.end or (token.pos_ in VERBS and token.i != span.root.i):
            return
        yield token


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


def _overlap(left: Span, right: Span) -> bool:
    return left.start < right.end and right.start < left.end


def _distance(span: Span, cue: Span) -> int:
    return max(span.start - cue.end, cue.start - span.end, 0)
