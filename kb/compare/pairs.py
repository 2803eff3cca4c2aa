"""Judging given pairs of statements: JSON lines in, a label with rule, score and reason for each."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from kb.compare.judge import compare
from kb.compare.statement import Statement
from kb.errors import KnowledgeBaseError
from kb.language import LANGUAGES
from kb.model import FindingKind

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from kb.extract import Extractor

# Both sides are read as of one day where it is not known when they were said.
UNKNOWN_DAY = date(2020, 7, 1)
# Pairs that are parsed together.
BATCH = 64
UNRELATED = "unrelated"
"""The rule that is named where none holds."""


class Label(StrEnum):
    """How the sides of a pair stand to each other."""

    CONTRADICT = "contradict"
    AGREE = "agree"
    DIFFERENT = "different"


LABELS = {
    FindingKind.CONTRADICTS: Label.CONTRADICT,
    FindingKind.SUPERSEDES: Label.CONTRADICT,
    FindingKind.AGREES: Label.AGREE,
    FindingKind.DIFFERS: Label.DIFFERENT,
}


class BadPair(KnowledgeBaseError, ValueError):
    """A line that is no pair of statements."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """A pair's label, the rule that gives it, how sure it is from 0 to 1, and why in a sentence."""

    id: str
    label: Label
    rule: str
    score: float
    reason: str


@dataclass(frozen=True, slots=True)
class Side:
    """One statement of a pair: its text, its language, and who said it when and where, as far as that is given."""

    text: str
    language: str
    speaker: str | None = None
    date: str | None = None
    outlet: str | None = None


@dataclass(frozen=True, slots=True)
class GivenPair:
    """Two statements to be judged."""

    id: str
    left: Side
    right: Side


def judge_pairs(lines: Iterable[str], extractor: Extractor) -> Iterator[Judgement | BadPair]:
    """What each line comes to, in their order; a line that cannot be read is a `BadPair` in its place.

    A line is a JSON object: {"id", "a": {"text", "lang", "speaker"?, "date"?, "outlet"?}, "b": {...}}; what else it
    holds is passed over, and so are empty lines.
    """
    batch: list[GivenPair | BadPair] = []
    for number, line in enumerate(lines, 1):
        if line.strip():
            batch.append(_read(line, number))
        if len(batch) == BATCH:
            yield from _judged(batch, extractor)
            batch = []
    yield from _judged(batch, extractor)


def judge(left: Statement, right: Statement, *, id: str) -> Judgement:  # noqa: A002 - ids are called so everywhere
    """The label of one pair."""
    found = compare(left, right)
    if found is None:
        return Judgement(id, Label.DIFFERENT, UNRELATED, 0.5, "too little of one is said in the other")
    return Judgement(id, LABELS[found.kind], found.rule, found.score, found.reason)


def day_of(side: Side, other: Side) -> date:
    """The day from which the side's times are counted: its own, the other side's, the middle of its year."""
    days = [_day(given) for given in (side.date, other.date) if given]
    whole = [day for day, is_whole in days if is_whole]
    return next((day for day in (*whole, *(day for day, _ in days))), UNKNOWN_DAY)


def _day(given: str) -> tuple[date, bool]:
    """The day of an ISO date, the middle of what is only a month or a year, and whether it is a whole date."""
    numbers = [int(part) for part in given.split("-")[:3]]
    year, month, day = (*numbers, *(7, 1)[len(numbers) - 1 :])[:3] if len(numbers) < 3 else numbers
    return date(year, month, day), len(numbers) == 3


def _read(line: str, number: int) -> GivenPair | BadPair:
    try:
        row = json.loads(line)
        return GivenPair(str(row["id"]), _side(row["a"]), _side(row["b"]))
    except (KeyError, TypeError, ValueError) as error:
        reason = f"has no {error}" if isinstance(error, KeyError) else str(error)
        return BadPair(f'line {number} is no pair of statements, {{"id", "a": {{"text", "lang"}}, "b"}}: {reason}')


def _side(given: Mapping[str, Any]) -> Side:
    text, language = given["text"], given["lang"]
    if not isinstance(text, str) or not text.strip():
        raise ValueError("a text is empty")
    if language not in LANGUAGES:
        raise ValueError(f"no language {language!r}; there are: {', '.join(LANGUAGES)}")
    said = given.get("date")
    if said:
        _day(said)
    return Side(text, language, given.get("speaker"), said, given.get("outlet"))


def _judged(batch: list[GivenPair | BadPair], extractor: Extractor) -> Iterator[Judgement | BadPair]:
    pairs = [pair for pair in batch if isinstance(pair, GivenPair)]
    docs = _parsed({(side.text, side.language) for pair in pairs for side in (pair.left, pair.right)}, extractor)
    for pair in batch:
        if isinstance(pair, BadPair):
            yield pair
            continue
        left = _statement(f"{pair.id}/a", pair.left, pair.right, docs)
        right = _statement(f"{pair.id}/b", pair.right, pair.left, docs)
        yield judge(left, right, id=pair.id)


def _parsed(texts: set[tuple[str, str]], extractor: Extractor) -> dict[tuple[str, str], Doc]:
    """The Docs of texts, by text and language; attribution is not looked for: whose words they are is given."""
    from kb.extract.components import STAGES
    from kb.extract.document import AUTHORITY, make_doc
    from kb.model import Anchor, Article, Block, BlockKind

    found: dict[tuple[str, str], Doc] = {}
    for code in sorted({language for _, language in texts}):
        ours = sorted(text for text, language in texts if language == code)
        nlp = extractor.pipeline(code)
        docs = []
        for text in ours:
            block = Block(Anchor(0, len(text)), BlockKind.PARAGRAPH)
            doc = make_doc(nlp, Article("", text, code, (block,)))
            doc.user_data[AUTHORITY] = extractor.index
            docs.append(doc)
        with nlp.select_pipes(disable=[name for name in STAGES if name in nlp.pipe_names]):
            parsed = list(nlp.pipe(docs))
        found |= {(text, code): doc for text, doc in zip(ours, parsed, strict=True)}
    return found


def _statement(id: str, side: Side, other: Side, docs: Mapping[tuple[str, str], Doc]) -> Statement:  # noqa: A002
    from kb.extract.entities import find_mentions
    from kb.extract.meaning import make_meaning
    from kb.extract.senses import Senses
    from kb.extract.time_expressions import time_expressions
    from kb.language import language
    from kb.lexicon import shipped_lexicon
    from kb.model import Entity

    doc, data = docs[side.text, side.language], language(side.language)
    meaning = make_meaning(
        [doc[:]],
        Senses(doc, data, shipped_lexicon()),
        mentions=find_mentions(doc, data),
        times=time_expressions(doc, data, day_of(side, other)),
        speaker=Entity(side.speaker) if side.speaker else None,
    )
    said, is_whole = _day(side.date) if side.date else (UNKNOWN_DAY, False)
    return Statement(
        id,
        side.text,
        meaning,
        speaker_name=side.speaker,
        day=said if is_whole else None,
        article=f"{side.outlet} {side.date}" if side.outlet and side.date else None,
    )
