"""Whom and what the text names, each under one name: the entities of one article."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kb.extract.aliases import with_aliases
from kb.extract.capitals import capital_names
from kb.extract.document import index_of
from kb.extract.name_spans import name_spans
from kb.extract.names import feature, nominative
from kb.extract.persons import find_persons
from kb.extract.states import names_state
from kb.extract.syntax import QUOTE_MARKS
from kb.model import Entity, EntityKind

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

    from kb.language.base import Language
    from kb.language.speakers import Speakers


THINGS = frozenset({EntityKind.ORGANISATION, EntityKind.PLACE})


@dataclass(frozen=True, slots=True)
class Mention:
    """A place in the text that names an entity: its own name in the nominative and the entity that it resolves to.

    `gender` is "Masc", "Fem", "Neut" or None, `number` "Sing" or "Plur"; `titles` are the lemmas of the words that
    say who a person is, `roles` those of them that name the person.
    """

    span: Span
    kind: EntityKind
    name: str
    entity: Entity
    gender: str | None = None
    number: str = "Sing"
    titles: frozenset[str] = frozenset()
    roles: frozenset[str] = frozenset()


def find_mentions(doc: Doc, language: Language) -> tuple[Mention, ...]:
    """The named persons, organisations and places of the Doc in the order of the text, each resolved within it."""
    words = language.speakers
    names = list(_names(doc, words))
    spans = [span for span, kind in names if kind is EntityKind.PERSON]
    persons = [
        Mention(
            span=person.span,
            kind=EntityKind.PERSON,
            name=person.readings[0].text,
            entity=Entity(person.name.text, EntityKind.PERSON),
            gender=person.name.gender or None,
            titles=person.titles,
            roles=person.roles,
        )
        for person in find_persons(doc, words, spans)
    ]
    taken = {token.i for mention in persons for token in mention.span}
    things = ((span, kind) for span, kind in names if kind in THINGS and not any(t.i in taken for t in span))
    index = index_of(doc)
    others = [_thing(span, kind, words) for span, kind in things]
    whole = frozenset(words.capitals.known if words.capitals else ())
    resolved = _full_names(
        others,
        introduced(doc, words),
        lambda name: (" " in name and name.casefold() in whole) or bool(index.named(name, doc.lang_)),
        often=words.capitals is not None,
    )
    found = (each if index.named(each.name, doc.lang_) else _person_behind(each, persons) for each in resolved)
    return with_aliases(sorted((*persons, *found), key=lambda mention: mention.span.start))


def _names(doc: Doc, words: Speakers) -> Iterator[tuple[Span, EntityKind]]:
    """The spans that name somebody or something; those of things may overlap those of persons, which go first."""
    if words.capitals is not None:
        yield from ((name.span, name.kind) for name in capital_names(doc, words))
        return
    yield from ((span, EntityKind.PERSON) for span in name_spans(doc, words))
    found = [(ent, words.entity_kinds.get(ent.label_)) for ent in doc.ents]
    yield from ((ent, kind) for ent, kind in found if kind is not None and kind in THINGS)
    named = {token.i for ent, kind in found if kind in THINGS for token in ent}
    for token in doc:
        if token.i in named or not token.text[:1].isupper():
            continue
        if names_state(token):
            yield doc[token.i : token.i + 1], EntityKind.PLACE
        elif _acronym(token):
            yield doc[token.i : token.i + 1], EntityKind.ORGANISATION


def _thing(span: Span, kind: EntityKind, words: Speakers) -> Mention:
    """An organisation or a place, under its own name."""
    inner = _unquoted(span)
    name = nominative(inner, words)
    number = "Plur" if feature(inner.root, "Number") == "Plur" and not is_abbreviation(name) else "Sing"
    return Mention(span, kind, name, Entity(name, kind), feature(inner.root, "Gender"), number)


def _person_behind(mention: Mention, persons: Sequence[Mention]) -> Mention:
    """The person whose surname it is that was taken for a name of something else, where the text has such a person."""
    named = (each for each in persons if each.entity.name.split()[1:] == [mention.name])
    person = next(named, None)
    if person is None:
        return mention
    return replace(mention, kind=EntityKind.PERSON, entity=person.entity, gender=person.gender, number="Sing")


def _acronym(token: Token) -> bool:
    """Whether the token is an acronym in running text, not a word of a line in capitals."""
    if not is_abbreviation(token.text) or token.pos_ not in {"NOUN", "PROPN", "X"}:
        return False
    near = token.doc[max(0, token.i - 1) : token.i + 2]
    return not any(other.i != token.i and len(other) > 1 and other.is_alpha and other.is_upper for other in near)


def _unquoted(span: Span) -> Span:
    """The span without the quotation marks around it and without the small words that a name cannot end in."""
    start, end = span.start, span.end
    while end - start > 1 and span.doc[end - 1].pos_ in {"ADP", "CCONJ", "SCONJ"}:
        end -= 1
    if end - start > 2 and span.doc[start].text in QUOTE_MARKS and span.doc[end - 1].text in QUOTE_MARKS:
        return span.doc[start + 1 : end - 1]
    return span.doc[start:end]


def introduced(doc: Doc, words: Speakers) -> dict[str, str]:
    """Abbreviations that the text introduces in brackets («Рада зразків і тестів (РЗТ)»), with their full names."""
    found: dict[str, str] = {}
    for token in doc[1:-1] if len(doc) > 2 else ():
        if not is_abbreviation(token.text) or token.nbor(-1).text != "(" or token.nbor(1).text != ")":
            continue
        span = _spelled_out(doc, token.i - 1, token.text)
        if span is not None:
            found[token.text] = nominative(span, words)
    return found


def is_abbreviation(form: str) -> bool:
    """Whether the form is written in capitals alone («РЗТ»)."""
    return 2 <= len(form) <= 8 and form.isalpha() and form.isupper()


def _spelled_out(doc: Doc, end: int, abbreviation: str) -> Span | None:
    """The words before the bracket whose initials the abbreviation is; small words between them may be left out."""
    letters = list(abbreviation.casefold())
    i = end
    start = end
    while i and letters and end - i < 2 * len(abbreviation) + 2:
        i -= 1
        word = doc[i].text.casefold()
        if doc[i].text in QUOTE_MARKS:
            continue
        if word[:1] == letters[-1]:
            letters.pop()
            start = i
        elif len(word) > 3:
            return None
    return doc[start:end] if not letters and end - start > 1 else None


def _full_names(
    mentions: list[Mention], known: dict[str, str], is_whole: Callable[[str], bool], *, often: bool
) -> Iterator[Mention]:
    """The mentions, each under the longest name in the text that it is a part or the abbreviation of.

    What `is_whole` is a name by itself: «ООН» is not the General Assembly of the UN. With `often` the name that the
    text has most often goes before the longest: "the Times".
    """
    spelled = {_initials(m.name): m.name for m in mentions if len(m.name.split()) > 2}
    times = Counter(m.name for m in mentions if " " in m.name)
    longer = sorted(times, key=lambda name: (times[name] if often else 0, len(name)), reverse=True)
    for mention in mentions:
        name = known.get(mention.span.text) or spelled.get(mention.span.text) or mention.name
        if mention.kind is EntityKind.ORGANISATION and not is_whole(name):
            ours = _words(name)
            name = next((other for other in longer if ours and ours < _words(other) and _same_head(name, other)), name)
        yield replace(mention, entity=Entity(name, mention.kind))


def _initials(name: str) -> str:
    return "".join(word[0] for word in name.split() if len(word) > 2).upper()


def _words(name: str) -> frozenset[str]:
    return frozenset(name.casefold().split())


def _same_head(name: str, other: str) -> bool:
    """Whether the shorter name is how the longer one begins or ends."""
    if len(other.split()) > len(name.split()) + 3:
        return False
    return other.casefold().startswith(name.casefold() + " ") or other.casefold().endswith(" " + name.casefold())
