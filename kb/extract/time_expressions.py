"""Finds the times that a text names and tells which days each means."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from kb.extract.document import BLOCKS
from kb.extract.interval import Direction
from kb.extract.time_context import checks_of, direction_of
from kb.extract.time_grammar import Rule, grammar_of, names_time
from kb.extract.time_letters import SKIPPED, Item, items_of, phrases_of, plain_form, words_of
from kb.extract.time_meanings import Meaning, Now, Time

if TYPE_CHECKING:
    from datetime import date

    from spacy.tokens import Doc, Span

    from kb.extract.time_context import Check
    from kb.language.base import Language
    from kb.language.calendar import Calendar
    from kb.model import Interval

# Nothing worth reading is longer, and a list of a thousand dates must not be slow.
LONGEST_RUN = 200
# The letters that say the year.
DATED = frozenset("xyz")


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """A time named in the text and what it comes to, None where that cannot be told.

    `complete` is true where the year is said, `point` where it tells when, not since or until when.
    """

    span: Span
    meaning: Meaning
    complete: bool
    point: bool
    direction: Direction
    interval: Interval | None

    def seen_from(self, reference: date | None, direction: Direction | None = None) -> Interval | None:
        """What it comes to on another day, looking back or ahead; None out of the calendar."""
        return _resolved(self.meaning, Now(reference, direction or self.direction))


def time_expressions(doc: Doc, language: Language, reference: date | None) -> tuple[TimeExpression, ...]:
    """The times named in a Doc, in its order; what depends on the day of reference is None without one."""
    return tuple(_expressions(doc, language.calendar, reference))


def _expressions(doc: Doc, calendar: Calendar, reference: date | None) -> Iterator[TimeExpression]:
    forward, ahead = frozenset(calendar.forward.split()), frozenset(calendar.ahead.split())
    future, perfect = frozenset(calendar.future.split()), frozenset(calendar.perfect.split())
    grammar, checks = grammar_of(calendar.constructions), checks_of(calendar)
    for run in _runs(doc, calendar):
        for rule in grammar:
            run.apply(rule, checks)
        for letter, value, first, end in zip(run.letters, run.values, run.firsts, run.ends, strict=True):
            if letter in "XD":
                span = doc[first:end]
                direction = direction_of(span, forward, ahead, future, perfect)
                interval = _resolved(value.meaning, Now(reference, direction))
                yield TimeExpression(span, value.meaning, value.complete, value.point, direction, interval)


def _resolved(meaning: Meaning, now: Now) -> Interval | None:
    try:
        return meaning(now)
    except (OverflowError, ValueError):  # a day before the year 1 or after 9999
        return None


class Run:
    """Neighbouring tokens that may name a time, rewritten rule by rule."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.letters = ""
        self.values: list[Any] = []
        self.firsts: list[int] = []
        self.ends: list[int] = []

    def add(self, item: Item, first: int, end: int) -> None:
        """One more letter, of the tokens from one to another."""
        self.letters += item.letter
        self.values.append(item.value)
        self.firsts.append(first)
        self.ends.append(end)

    def apply(self, rule: Rule, checks: Mapping[str, Check]) -> None:
        """Puts one item in the place of every match of the rule."""
        for match in reversed(list(rule.pattern.finditer(self.letters))):
            start, end = match.span()
            groups = {name: self.values[match.start(name)] for name, found in match.groupdict().items() if found}
            meaning = rule.build(**groups)
            first, last = self.firsts[start], self.ends[end - 1]
            if meaning is None or (rule.check and not checks[rule.check](self.doc, first, last)):
                continue
            inner = any(value.complete for value in groups.values() if isinstance(value, Time))
            time = Time(meaning, inner or not DATED.isdisjoint(match.group()), rule.point)
            self.letters = f"{self.letters[:start]}{rule.letter}{self.letters[end:]}"
            self.values[start:end] = [time]
            self.firsts[start:end], self.ends[start:end] = [first], [last]


def _runs(doc: Doc, calendar: Calendar) -> Iterator[Run]:
    """The stretches of tokens with letters, a word of time among them; none goes over a block's edge."""
    edges = {start for start, _, _ in doc.user_data.get(BLOCKS, ())}
    run = Run(doc)
    for first, end, items in _items(doc, calendar):
        if run.letters and (not items or first in edges or len(run.letters) > LONGEST_RUN):
            if names_time(run.letters, calendar.constructions):
                yield run
            run = Run(doc)
        for item in items if items != (SKIPPED,) else ():
            run.add(item, first, end)
    if names_time(run.letters, calendar.constructions):
        yield run


def _items(doc: Doc, calendar: Calendar) -> Iterator[tuple[int, int, tuple[Item, ...]]]:
    """The letters of each token, or of several that the calendar knows together, and where they stand."""
    strings = doc.vocab.strings
    noun = strings["NOUN"]
    phrases = phrases_of(calendar)
    known: dict[tuple[int, int], tuple[Item, ...]] = {}
    opening: dict[int, bool] = {}
    done = 0
    # By columns of numbers: half the time of asking each token for its strings.
    for index, (form, part, lemma) in enumerate(doc.to_array(["ORTH", "POS", "LEMMA"]).tolist()):
        if index < done:
            continue
        if form not in opening:
            opening[form] = plain_form(strings[form]) in phrases
        if opening[form] and (words := _phrase(doc, index, calendar)):
            done = index + len(words)
            yield index, done, words_of(calendar)[" ".join(words)]
            continue
        # Where a form is in no calendar, a noun's lemma may be.
        key = (form, lemma if part == noun else 0)
        items = known.get(key)
        if items is None:
            items = items_of(strings[form], calendar)
            if not items and part == noun and lemma:
                items = items_of(strings[lemma], calendar)
            known[key] = items
        yield index, index + 1, items


def _phrase(doc: Doc, index: int, calendar: Calendar) -> tuple[str, ...]:
    """The words of the longest form of several tokens that begins here, none where none does."""
    for words in phrases_of(calendar)[plain_form(doc[index].text)]:
        if tuple(plain_form(token.text) for token in doc[index : index + len(words)]) == words:
            return words
    return ()
