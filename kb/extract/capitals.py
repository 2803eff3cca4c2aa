"""Names in a language that marks them by capitals alone: where they begin and end, and what sort each is.

A run of capitalised words is cut where a title ends or another name begins. What it names is the sum of weak hints:
its words, what stands around it, the pipeline's entities, and what the rest of the text calls by the same words.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from kb.extract.nouns import is_animate
from kb.extract.syntax import feature, lemma, relation
from kb.model import EntityKind

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

    from kb.language.capitals import Capitals
    from kb.language.speakers import Speakers

FUNCTION = frozenset({"PRON", "DET", "AUX", "SCONJ", "CCONJ", "ADP"})
OPENING = frozenset({"ADV", "ADP", "AUX", "CCONJ", "DET", "INTJ", "PRON", "SCONJ"})
PERSON, ORGANISATION, PLACE = EntityKind.PERSON, EntityKind.ORGANISATION, EntityKind.PLACE
Hints = Mapping[EntityKind, float]

# Set by hand on the dev sets of GUM and of Universal NER and on news.
KNOWN = 4.0
ENDING = 4.0
TITLE = 4.0
GIVEN = 3.0
SHORT_FORM = 3.0
PIPELINE = 1.5
LEAST = 1.5


@dataclass(frozen=True, slots=True)
class Run:
    """Capitalised words from `start` to before `end` that name one thing, those of a title cut off before `start`."""

    start: int
    end: int
    titled: bool
    hints: Hints


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
    for start, end in _runs(doc, words, capitals):
        found.extend(_cut(doc, start, end, words, capitals))
    found = list(_shortened(doc, found, words))
    return tuple(
        CapitalName(doc[run.start : run.end], kind)
        for run, kind in zip(found, _kinds(doc, found, words), strict=True)
        if kind is not None
    )


def _runs(doc: Doc, words: Speakers, capitals: Capitals) -> Iterator[tuple[int, int]]:
    """The stretches of capitalised words, with the small words that join them."""
    inside = _capitalised(doc, capitals)
    start = 0
    while start < len(doc):
        if not inside[start]:
            start += 1
            continue
        end = start + 1
        start = _particles_before(doc, start, words)
        while (following := _next(doc, start, end, inside, words, capitals)) is not None:
            end = following
        yield start, end
        start = end


def _particles_before(doc: Doc, start: int, words: Speakers) -> int:
    """Where a name that begins with small words begins: «bin Laden», «al-Sadr», «van der Sample»."""
    while start and not doc[start].is_sent_start:
        before = start - 1 - (doc[start - 1].text == "-" and not doc[start - 1].whitespace_)
        if before < 0 or doc[before].lower_ not in words.particles or doc[before].pos_ not in {"PROPN", "X"}:
            break
        start = before
    return start


def _capitalised(doc: Doc, capitals: Capitals) -> list[bool]:
    """Which tokens may be words of a name: capitals that neither a sentence's start nor a headline explains."""
    texts = [token.text for token in doc]
    high = [doc[i] for i, text in enumerate(texts) if text[:1].isupper()]
    lowered = {text.capitalize() for text in texts if text[:1].islower()}
    inner = {token.text for token in high if token.pos_ == "PROPN" and not token.is_sent_start} - lowered
    headlines = _headlines(texts, doc.to_array("SENT_START").tolist())
    inside = [False] * len(texts)
    for token in high:
        text, part = token.text, token.pos_
        proper = part == "PROPN" or text in inner
        if len(text) > 1 and text.isupper():
            acronym = text.isalpha() and part in {"NOUN", "X"} and len(text) < 9 and not _is_shouted(token)
            plain = text.isalpha() or "." in text or text.lower() in capitals.known
            inside[token.i] = (proper and plain) or acronym
        elif token.is_sent_start or part in FUNCTION or token.i in headlines:
            begins = token.is_sent_start and _before_name(token, capitals)
            inside[token.i] = proper or begins or text.lower() in capitals.known
        else:
            inside[token.i] = text != "I"
    return inside


def _headlines(texts: list[str], starts: list[int]) -> frozenset[int]:
    """The tokens of the sentences nearly all of whose words have capitals; `starts` is 1 where one begins."""
    found: list[int] = []
    bounds = [0, *(i for i, start in enumerate(starts) if start == 1 and i), len(texts)]
    for start, end in pairwise(bounds):
        long = [text for text in texts[start:end] if len(text) > 3 and text.isalpha()]
        if len(long) > 3 and sum(text[0].isupper() for text in long) > 0.8 * len(long):
            found.extend(range(start, end))
    return frozenset(found)


def _is_shouted(token: Token) -> bool:
    """Whether a neighbour is in capitals too, as where a text raises its voice."""
    near = token.doc[max(0, token.i - 1) : token.i + 2]
    return any(other.i != token.i and len(other) > 1 and other.is_alpha and other.is_upper for other in near)


def _before_name(token: Token, capitals: Capitals) -> bool:
    """Whether a name follows directly («White House», «Mark Sample»), or a verb of one person («Samples says»)."""
    following = token.nbor(1) if token.i + 1 < len(token.doc) else None
    if following is None:
        return False
    if following.text[:1].isupper() and following.is_alpha and token.lower_ in capitals.given_names:
        return True
    if token.pos_ not in {"ADJ", "NOUN"}:
        return False
    if following.text[:1].isupper() and following.pos_ == "PROPN":
        return True
    alone = feature(token, "Number") == "Plur" and feature(following, "Number") == "Sing"
    return alone and feature(following, "Person") == "3" and lemma(following) in capitals.saying


def _next(doc: Doc, start: int, end: int, inside: list[bool], words: Speakers, capitals: Capitals) -> int | None:
    """Where the run that has come to `end` ends with the next word of the name, None where there is no next."""
    if end >= len(doc) or doc[end].is_sent_start:
        return None
    before, token = doc[end - 1], doc[end]
    if inside[end]:
        return end + 1
    after = doc[end + 1] if end + 1 < len(doc) else None
    if after is None or after.is_sent_start:
        return None
    if token.text == "-" and not before.whitespace_ and not token.whitespace_:
        return end + 2 if inside[end + 1] else None
    if token.text == "." and len(before) == 1 and inside[end + 1]:
        return end + 2
    if token.text == "&" and inside[end + 1]:
        return end + 2
    if token.lower_ in words.particles:
        skip = end + 1 + (after.text == "-")
        return _next(doc, start, skip, inside, words, capitals) if skip < len(doc) else None
    if token.lower_ == "of" and any(doc[i].lower_ in capitals.heads for i in range(start, end)):
        skip = end + 1 + (after.lower_ == "the")
        return skip + 1 if skip < len(doc) and inside[skip] else None
    joins = token.lower_ == "and" and any(doc[i].lower_ == "of" for i in range(start, end))
    if joins and inside[end + 1] and doc[start].lower_ in capitals.heads | capitals.labels:
        return end + 2
    return None


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
    thing = _thing(forms, capitals)
    at, titled = (0, False) if thing is not None else _after_titles(doc, start, forms, words, capitals)
    if at is None or at >= len(forms):
        return
    rest = forms[at:]
    if not titled and thing is None and all(form in capitals.never for form in rest):
        return
    run = Run(start + at, end, titled, {})
    yield replace(run, hints=_hints(doc, run, rest, words, capitals))


def _thing(forms: list[str], capitals: Capitals) -> EntityKind | None:
    """What the words of a name say of an organisation or a place: known as a whole, by its last word or its first."""
    whole = " ".join(forms)
    if whole in capitals.known:
        return capitals.known[whole]
    if "of" in forms[1:]:
        head = forms[forms.index("of") - 1]
        if head in capitals.heads and head not in capitals.titles:
            return capitals.endings.get(head, ORGANISATION)
    return capitals.endings.get(forms[-1]) if len(forms) > 1 else None


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
    for i, form in enumerate(forms):
        if form in capitals.given_names and (titled or form not in capitals.titles):
            break
        if form in capitals.titles:
            at, titled = i + 1, True
            if i + 1 < len(forms) and forms[i + 1] == "of":
                at = i + 2
                while at < len(forms) and forms[at] in capitals.title_complements | {"the", "and"}:
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
    if start < 2 or doc[start - 1].lower_ != "of" or doc[start - 2].lower_ not in capitals.titles:
        return 0
    at = 0
    while at < len(forms) and forms[at] in capitals.title_complements | {"and"}:
        at += 1
    return at


def _introduces(forms: list[str], i: int, capitals: Capitals) -> bool:
    return forms[i] in capitals.titles - capitals.given_names and forms[i + 1] in capitals.given_names


def _middle(forms: list[str], at: int, given: int, words: Speakers, capitals: Capitals) -> bool:
    """Whether the given name is somebody's second: «Mary Anne Sample», «J. Paul Sample»."""
    before = forms[at:given]
    return all(form in capitals.given_names or len(form.rstrip(".")) == 1 for form in before) or (
        len(before) == 1 and before[0] not in words.people
    )


def _hints(doc: Doc, run: Run, forms: list[str], words: Speakers, capitals: Capitals) -> Hints:
    """How much speaks for each kind, without the rest of the text."""
    found: dict[EntityKind, float] = defaultdict(float)
    first, last = doc[run.start], doc[run.end - 1]
    root = doc[run.start : run.end].root
    before = doc[run.start - 1] if run.start else None
    after = doc[run.end] if run.end < len(doc) else None
    thing = _thing(forms, capitals)
    if thing is not None:
        found[thing] += KNOWN
    whole_name = run.titled or (len(forms) == 2 and forms[0] in capitals.given_names)
    if len(forms) > 1 and forms[-1] in capitals.other and not whole_name:
        return {}
    if run.titled:
        found[PERSON] += TITLE
    if len(forms) > 1 and thing is None and forms[0] in capitals.given_names:
        found[PERSON] += GIVEN
    if len(forms) > 2 and thing is None and any(len(form) == 2 and form[1] == "." for form in forms[:-1]):
        found[PERSON] += GIVEN
    if len(forms) == 1 and forms[0] in capitals.given_names:
        found[PERSON] += 1.5
    if forms[-1] in capitals.surnames:
        found[PERSON] += 2.0
    if len(forms) == 1 and first.is_upper and len(first) > 1 and "." not in first.text:
        found[ORGANISATION] += 2.0
        found[PERSON] -= 2.0
    if before is not None:
        if before.lower_ in capitals.articles and (after is None or after.pos_ != "NOUN"):
            found[PERSON] -= 2.0
            found[ORGANISATION] += 0.7
        elif before.pos_ == "NOUN" and relation(root) != "ROOT" and is_animate(before, words):
            found[PERSON] += 2.5
        elif before.lower_ in capitals.places_before:
            found[PLACE] += 0.7
    if relation(root) == "nsubj" and lemma(root.head) in capitals.saying:
        found[PERSON] += 1.5
        found[ORGANISATION] += 0.4
    if after is not None and any(relation(child) == "appos" and is_animate(child, words) for child in root.children):
        found[PERSON] += 1.5
    if (
        after is not None
        and after.text == ","
        and run.end + 1 < len(doc)
        and doc[run.end + 1].lower_ in {"who", "whose"}
    ):
        found[PERSON] += 1.5
    for token in (first, last):
        kind = words.entity_kinds.get(token.ent_type_)
        if kind is not None:
            found[kind] += PIPELINE / 2
    return dict(found)


def _shortened(doc: Doc, runs: list[Run], words: Speakers) -> Iterator[Run]:
    """The runs without what a headline's capitals add to a name that stands elsewhere («Ada Sample Denies Claims»)."""
    forms = [tuple(doc[i].lower_ for i in range(run.start, run.end)) for run in runs]
    whole = set(forms)
    for run, form in zip(runs, forms, strict=True):
        ends = range(2, len(form)) if _best(run.hints) is PERSON else range(0)
        end = next((i for i in ends if form[:i] in whole and form[i] not in words.suffixes), len(form))
        yield replace(run, end=run.start + end)


def _kinds(doc: Doc, runs: list[Run], words: Speakers) -> Iterator[EntityKind | None]:
    """What each run names, with what the others tell: the short forms of persons, the same words elsewhere."""
    forms = [tuple(doc[i].lower_ for i in range(run.start, run.end)) for run in runs]
    together: dict[tuple[str, ...], list[Hints]] = defaultdict(list)
    for form, run in zip(forms, runs, strict=True):
        together[form].append(run.hints)
    means = {form: _mean(hints) for form, hints in together.items()}
    shorts: Counter[str] = Counter()
    for form, mean in means.items():
        if len(form) > 1 and _best(mean) is PERSON:
            shorts[next((part for part in reversed(form) if part not in words.suffixes), form[-1])] += 2
            shorts[form[0]] += 1
    for form, run in zip(forms, runs, strict=True):
        hints = {kind: run.hints.get(kind, 0.0) * 0.5 for kind in (PERSON, ORGANISATION, PLACE)}
        for kind, value in means[form].items():
            hints[kind] += 0.5 * value
        if len(form) == 1 and form[0] in shorts:
            hints[PERSON] += SHORT_FORM if shorts[form[0]] > 1 else SHORT_FORM / 2
        yield _best(hints)


def _mean(hints: Iterable[Hints]) -> Hints:
    total: dict[EntityKind, float] = defaultdict(float)
    count = 0
    for each in hints:
        count += 1
        for kind, value in each.items():
            total[kind] += value
    return {kind: value / count for kind, value in total.items()}


def _best(hints: Hints) -> EntityKind | None:
    kind = max(hints, key=lambda each: hints[each], default=None)
    return kind if kind is not None and hints[kind] >= LEAST else None
