"""Names in a language that marks them by capitals alone: without their titles, and of what sort of thing each is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kb.extract.capital_kinds import PERSON, Run, best, hints_of, kinds_of, thing_named
from kb.extract.capital_runs import runs
from kb.extract.syntax import lemma

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span

    from kb.language.capitals import Capitals
    from kb.language.speakers import Speakers
    from kb.model import EntityKind

OPENING = frozenset({"ADV", "ADP", "AUX", "CCONJ", "DET", "INTJ", "PRON", "SCONJ"})


@dataclass(frozen=True, slots=True)
class CapitalName:
    """A name and what sort of thing it names."""

    span: Span
    kind: EntityKind


def capital_names(doc: Doc, words: Speakers) -> tuple[CapitalName, ...]:
    """The names of persons, organisations and places in the order of the text."""
    capitals = words.capitals
    if capitals is None:
        return ()
    found: list[Run] = []
    for start, end in runs(doc, words, capitals):
        found.extend(_cut(doc, start, end, words, capitals))
    found = list(_shortened(doc, found, words))
    return tuple(
        CapitalName(doc[run.start : run.end], kind)
        for run, kind in zip(found, kinds_of(doc, found, words), strict=True)
        if kind is not None
    )


def _cut(doc: Doc, start: int, end: int, words: Speakers, capitals: Capitals) -> Iterator[Run]:
    """The names in a run: without titles, labels and hyphens that join two names."""
    forms = [doc[i].lower_ for i in range(start, end)]
    while forms and (forms[0] in {"the", "-"} or (forms[0] in capitals.never and doc[start].pos_ in OPENING)):
        start, forms = start + 1, forms[1:]
    while len(forms) > 2 and forms[-1] in capitals.titles and forms[0] in capitals.given_names:
        end, forms = end - 1, forms[:-1]
    while forms and forms[-1] in capitals.links:
        end, forms = end - 1, forms[:-1]
    if not forms:
        return
    thing = thing_named(forms, capitals)
    at, titled = (0, False) if thing is not None else _after_titles(doc, start, forms, words, capitals)
    if at is None or at >= len(forms):
        return
    rest = forms[at:]
    if not titled and thing is None and all(form in capitals.never for form in rest):
        return
    run = Run(start + at, end, titled, {})
    yield replace(run, hints=hints_of(doc, run, rest, words, capitals))


def _after_titles(
    doc: Doc, start: int, forms: list[str], words: Speakers, capitals: Capitals
) -> tuple[int | None, bool]:
    """Where the name begins after its titles and labels, and whether there is a title; None where there is no name."""
    at = _complement(doc, start, forms, capitals)
    titled = at > 0
    # «Sample Communications Director Ada Sample».
    late = next((i for i in range(len(forms) - 2, 0, -1) if _introduces(forms, i, capitals)), None)
    if late is not None:
        return late + 1, True
    # «North Dakota Mayor Ada Sample»: Dakota is a given name too.
    placed = " ".join(forms[:2]) in capitals.known and not capitals.titles.isdisjoint(forms[2:])
    for i, form in list(enumerate(forms))[2 * placed :]:
        if form in capitals.given_names and (titled or form not in capitals.titles):
            break
        if form in capitals.titles:
            at, titled = i + 1, True
            if i + 1 < len(forms) and forms[i + 1] == capitals.of:
                at = i + 2
                while at < len(forms) and forms[at] in capitals.title_complements | {"the", capitals.joining}:
                    at += 1
        elif i == at and form in capitals.labels:
            at = i + 1
    given = next((i for i in range(at, len(forms) - 1) if forms[i] in capitals.given_names), None)
    if given is not None and given > at and not _middle(forms, at, given, words, capitals):
        at = given
    while at < len(forms) and forms[at] in {"-", "the"}:
        at += 1
    before = doc[start - 1] if start else None
    if before is not None and at == 0 and lemma(before) in words.honorifics:
        titled = True
    return (at if at < len(forms) else None), titled


def _complement(doc: Doc, start: int, forms: list[str], capitals: Capitals) -> int:
    """How many words of the run still say of what somebody is: «State» after «Secretary of»."""
    if start < 2 or doc[start - 1].lower_ != capitals.of or doc[start - 2].lower_ not in capitals.titles:
        return 0
    at = 0
    while at < len(forms) and forms[at] in capitals.title_complements | {capitals.joining}:
        at += 1
    return at


def _introduces(forms: list[str], i: int, capitals: Capitals) -> bool:
    """Whether a title stands right before a given name."""
    return forms[i] in capitals.titles - capitals.given_names and forms[i + 1] in capitals.given_names


def _middle(forms: list[str], at: int, given: int, words: Speakers, capitals: Capitals) -> bool:
    """Whether the given name is somebody's second: «Mary Anne Sample», «J. Paul Sample»."""
    before = forms[at:given]
    return all(form in capitals.given_names or len(form.rstrip(".")) == 1 for form in before) or (
        len(before) == 1 and before[0] not in words.people
    )


def _shortened(doc: Doc, found: list[Run], words: Speakers) -> Iterator[Run]:
    """The runs without what stands around a name that the text has elsewhere («Vermonter Ada Sample Denies Claims»)."""
    forms = [tuple(doc[i].lower_ for i in range(run.start, run.end)) for run in found]
    whole = set(forms)
    given = words.capitals.given_names if words.capitals else frozenset()
    for run, form in zip(found, forms, strict=True):
        inner = range(2, len(form)) if best(run.hints) is PERSON else range(0)
        end = next((i for i in inner if form[:i] in whole and form[i] not in words.suffixes), len(form))
        begins = 1 if len(form) > 2 and inner and form[1:] in whole and form[0] not in given else 0
        yield replace(run, start=run.start + begins, end=run.start + end)
