"""What sort of thing a capitalised name names: the sum of weak hints.

Its words, what stands around it, the pipeline's entities, and what the rest of the text calls by the same words.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kb.extract.nouns import is_animate
from kb.extract.syntax import lemma, relation
from kb.model import EntityKind

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from kb.language.capitals import Capitals
    from kb.language.speakers import Speakers

PERSON, ORGANISATION, PLACE = EntityKind.PERSON, EntityKind.ORGANISATION, EntityKind.PLACE
Hints = Mapping[EntityKind, float]

# Set by hand on the dev sets of GUM and of Universal NER and on news.
KNOWN = 4.0
TITLE = 4.0
GIVEN = 3.0
INITIAL = 3.0
GIVEN_ALONE = 1.5
SURNAME = 2.0
CAPITALS_ALONE = 2.0
AFTER_ARTICLE = -2.0
AFTER_NOUN = 2.5
EXPLAINED = 1.5
SPEAKS = 1.5
WEAK = 0.7
PIPELINE = 1.5
SHORT_FORM = 3.0
LEAST = 1.5


@dataclass(frozen=True, slots=True)
class Run:
    """Capitalised words from `start` to before `end` that name one thing; `titled` where a title was cut off."""

    start: int
    end: int
    titled: bool
    hints: Hints


def thing_named(forms: list[str], capitals: Capitals) -> EntityKind | None:
    """What the words of a name say of an organisation or a place: known as a whole, by its last word or its first."""
    whole = " ".join(forms)
    if whole in capitals.known:
        return capitals.known[whole]
    if capitals.of in forms[1:]:
        head = forms[forms.index(capitals.of) - 1]
        if head in capitals.heads and head not in capitals.titles:
            return capitals.endings.get(head, ORGANISATION)
    return capitals.endings.get(forms[-1]) if len(forms) > 1 else None


def hints_of(doc: Doc, run: Run, forms: list[str], words: Speakers, capitals: Capitals) -> Hints:
    """How much speaks for each kind, without the rest of the text; nothing for the name of something else."""
    whole_name = run.titled or (len(forms) == 2 and forms[0] in capitals.given_names)
    if len(forms) > 1 and forms[-1] in capitals.other and not whole_name:
        return {}
    found: dict[EntityKind, float] = defaultdict(float)
    for kind, weight in (*_by_words(run, forms, capitals), *_by_surroundings(doc, run, words, capitals)):
        found[kind] += weight
    if len(forms) == 1 and doc[run.start].text.isupper() and len(forms[0]) > 1 and "." not in forms[0]:
        found[ORGANISATION] += CAPITALS_ALONE
        found[PERSON] -= CAPITALS_ALONE
    for token in (doc[run.start], doc[run.end - 1]):
        told = words.entity_kinds.get(token.ent_type_)
        if told is not None:
            found[told] += PIPELINE / 2
    return dict(found)


def _by_words(run: Run, forms: list[str], capitals: Capitals) -> Iterator[tuple[EntityKind, float]]:
    """What the words of a name say."""
    thing = thing_named(forms, capitals)
    if thing is not None:
        yield thing, KNOWN
    if run.titled:
        yield PERSON, TITLE
    if forms[-1] in capitals.surnames:
        yield PERSON, SURNAME
    if forms[0] in capitals.given_names and len(forms) == 1:
        yield PERSON, GIVEN_ALONE
    if thing is not None or len(forms) == 1:
        return
    if forms[0] in capitals.given_names:
        yield PERSON, GIVEN
    if len(forms) > 2 and any(len(form) == 2 and form[1] == "." for form in forms[:-1]):
        yield PERSON, INITIAL


def _by_surroundings(doc: Doc, run: Run, words: Speakers, capitals: Capitals) -> Iterator[tuple[EntityKind, float]]:
    """What stands before and after a name, and the verb whose subject it is."""
    root = doc[run.start : run.end].root
    before = doc[run.start - 1] if run.start else None
    after = [token.lower_ for token in doc[run.end : run.end + 2]]
    if before is not None and before.lower_ in capitals.articles:
        # «The Sample campaign» is still a person's.
        if run.end == len(doc) or doc[run.end].pos_ != "NOUN":
            yield PERSON, AFTER_ARTICLE
            yield ORGANISATION, WEAK
    elif before is not None and before.pos_ == "NOUN" and is_animate(before, words):
        yield PERSON, AFTER_NOUN
    elif before is not None and before.lower_ in capitals.places_before:
        yield PLACE, WEAK
    if relation(root) == "nsubj" and lemma(root.head) in capitals.saying:
        yield PERSON, SPEAKS
        yield ORGANISATION, WEAK / 2
    if any(relation(child) == "appos" and is_animate(child, words) for child in root.children):
        yield PERSON, EXPLAINED
    if after in ([",", "who"], [",", "whose"]):
        yield PERSON, EXPLAINED


def kinds_of(doc: Doc, runs: list[Run], words: Speakers) -> Iterator[EntityKind | None]:
    """What each run names, with what the others tell: the short forms of persons, the same words elsewhere."""
    forms = [tuple(doc[i].lower_ for i in range(run.start, run.end)) for run in runs]
    together: dict[tuple[str, ...], list[Hints]] = defaultdict(list)
    for form, run in zip(forms, runs, strict=True):
        together[form].append(run.hints)
    means = {form: _mean(hints) for form, hints in together.items()}
    shorts: Counter[str] = Counter()
    for form, mean in means.items():
        if len(form) > 1 and best(mean) is PERSON:
            shorts[next((part for part in reversed(form) if part not in words.suffixes), form[-1])] += 2
            shorts[form[0]] += 1
    for form, run in zip(forms, runs, strict=True):
        hints = {kind: run.hints.get(kind, 0.0) * 0.5 for kind in (PERSON, ORGANISATION, PLACE)}
        for kind, value in means[form].items():
            hints[kind] += 0.5 * value
        if len(form) == 1 and form[0] in shorts:
            hints[PERSON] += SHORT_FORM if shorts[form[0]] > 1 else SHORT_FORM / 2
        yield best(hints)


def _mean(hints: Iterable[Hints]) -> Hints:
    total: dict[EntityKind, float] = defaultdict(float)
    count = 0
    for each in hints:
        count += 1
        for kind, value in each.items():
            total[kind] += value
    return {kind: value / count for kind, value in total.items()}


def best(hints: Hints) -> EntityKind | None:
    """The likeliest kind, None where too little speaks for any."""
    kind = max(hints, key=lambda each: hints[each], default=None)
    return kind if kind is not None and hints[kind] >= LEAST else None
