"""Whether a time, or a word like "earlier", is said of the saying and not in it: by parse and neighbourhood."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from kb.extract.quotation import find_quotations
from kb.extract.time_context import VERBS, ancestors
from kb.language.calendar import Role

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

    from kb.extract.saying import Saying
    from kb.language.calendar import Calendar

# Between a time and the cue that it stands beside there may be these and the source.
BETWEEN = frozenset({"ADP", "ADV", "PART", "ADJ", "DET"})


class Surroundings:
    """What surrounds the sayings of a Doc: its quotations, and in which contents each of the given spans stands."""

    def __init__(self, doc: Doc, sayings: Sequence[Saying], spans: Sequence[Span], calendar: Calendar) -> None:
        self.doc = doc
        self.topics = frozenset(calendar.topics.split())
        self.at = frozenset(calendar.roles[Role.IN].split())
        self.quotations = [(q.outer.start, q.outer.end) for q in find_quotations(doc)]
        self.contents = _contents_at(spans, sayings)

    def belongs(self, span: Span, saying: Saying) -> bool:
        """Whether a time or adverb is that of the saying: with the cue, in none of the contents, in no quotation."""
        cue = saying.attribution.cue
        first, end = saying.sentence
        if cue is None or not first <= span.start < end or self.quoted(span.start) != self.quoted(cue.start):
            return False
        if any(overlap(span, content) for content in saying.attribution.content):
            return False
        if any(not overlap(cue, content) for content in self.contents.get(span.start, ())):
            return False
        if self._is_of_topic(span, cue) or self._describes(span, saying.attribution.source):
            return False
        return self._depends(span, cue) or self._adjoins(span, saying)

    def quoted(self, index: int) -> int:
        """The number of the quotation that the token is in, -1 for none."""
        i = bisect_right(self.quotations, index, key=_first) - 1
        return i if i >= 0 and index < self.quotations[i][1] else -1

    def _is_of_topic(self, span: Span, cue: Span) -> bool:
        """Whether it dates what is spoken about: «про аварію 5 травня»."""
        for token in _path(span, cue):
            # "On Monday" is no topic, "on Monday's talks" is.
            topics = self.topics - self.at if span.start <= token.i < span.end else self.topics
            if any(child.lower_ in topics for child in token.lefts):
                return True
        return False

    def _describes(self, span: Span, source: Span | None) -> bool:
        """Whether it tells something of the speaker, like a clause; at the edge it may be the parser's slip."""
        if source is None or not overlap(span, source):
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


def _path(span: Span, cue: Span) -> Iterator[Token]:
    """From the span's root up to what depends on the cue, or on the first verb before it."""
    for token in ancestors(span.root):
        if cue.start <= token.i < cue.end or (token.pos_ in VERBS and token.i != span.root.i):
            return
        yield token


def _contents_at(spans: Sequence[Span], sayings: Sequence[Saying]) -> dict[int, list[Span]]:
    """For the first token of each span the contents that it stands in."""
    starts = sorted(span.start for span in spans)
    found: dict[int, list[Span]] = {}
    for saying in sayings:
        for content in saying.attribution.content:
            for start in starts[bisect_left(starts, content.start) : bisect_left(starts, content.end)]:
                found.setdefault(start, []).append(content)
    return found


def _first(pair: tuple[int, int]) -> int:
    return pair[0]


def overlap(left: Span, right: Span) -> bool:
    """Whether the spans share a token."""
    return left.start < right.end and right.start < left.end
