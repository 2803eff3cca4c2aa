"""Persons named in a Doc: by what name, with what title, and who is meant."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kb.extract.identities import Seen, identified
from kb.extract.names import PersonName, feature, person_names
from kb.extract.nouns import is_animate, is_for_a_woman, whole_lemma
from kb.extract.syntax import CLAUSES, lemma, relation

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

    from kb.language.speakers import Speakers

LONGEST_TITLE = 8
IN_TITLES = frozenset({"NOUN", "PROPN", "ADJ", "PART", "ADP", "X"})
TITLE_RELATIONS = frozenset({"flat", "appos", "nmod"})


@dataclass(frozen=True, slots=True)
class NamedPerson:
    """A person's name in the text: its readings, best first, the words of its title, and the name it resolves to.

    Of the words of the title, `roles` are those that name the person («радник»), not what belongs to it («міністра»);
    `pronoun` is the gender of the possessive that follows: it may be somebody else's.
    """

    span: Span
    readings: tuple[PersonName, ...]
    titles: frozenset[str]
    roles: frozenset[str]
    name: PersonName
    pronoun: str = ""

    @property
    def parts(self) -> tuple[str, ...]:
        """The words of the name in the nominative."""
        return self.name.words


def find_persons(doc: Doc, words: Speakers, spans: Iterable[Span]) -> tuple[NamedPerson, ...]:
    """Who is named by the spans, in the order of the text, each under the fullest name that the Doc has for it."""
    forms = Counter(token.text for token in doc) if words.dictionary is not None else Counter[str]()
    found = [_person(span, words, forms) for span in spans]
    named = [person for person in found if person is not None]
    seen = [Seen(person.readings, person.pronoun, _is_subject_form(person)) for person in named]
    return tuple(replace(person, name=name) for person, name in zip(named, identified(seen, words), strict=True))


def _is_subject_form(person: NamedPerson) -> bool:
    """Whether parse and dictionary have the name in the nominative."""
    plain_form = person.readings[0].text.casefold() == person.span.text.casefold()
    return plain_form and feature(person.span[0], "Case") in {"Nom", None}


def _person(span: Span, words: Speakers, forms: Counter[str]) -> NamedPerson | None:
    found = person_names(list(span), words, gender=_gender_hint(span, words))
    # The nominative of a name seldom stands only here: a spelling that the text has elsewhere is likelier.
    found.sort(
        key=lambda name: (
            -(
                name.fit
                + 0.5 * sum(forms[word] > span.text.count(word) for word in name.words) / max(1, len(name.words))
            )
        )
    )
    if not found or not any(len(word.rstrip(".")) > 1 for word in found[0].words):
        return None
    plain = span.text.casefold() == found[0].text.casefold()
    title = [
        token
        for token in title_tokens(span, words, plain=plain)
        if token.text[0].isalpha() and lemma(token) not in words.honorifics
    ]
    roles = (t for t in title if is_animate(t, words) and (relation(t) != "nmod" or t.head not in title))
    return NamedPerson(
        span=span,
        readings=tuple(found),
        titles=frozenset(map(whole_lemma, title)),
        roles=frozenset(map(whole_lemma, roles)),
        name=found[0],
        pronoun=possessive_after(span, words) if words.natural_gender else "",
    )


def possessive_after(span: Span, words: Speakers) -> str:
    """The gender of the first possessive or reflexive after the name, with no other name between."""
    for token in span.doc[span.end : min(span.end + 12, span.sent.end)]:
        if token.pos_ == "PROPN":
            return ""
        told = words.pronouns.get(token.lower_, frozenset())
        reflexive_or_own = "Poss=Yes" in str(token.morph) or token.lower_.endswith("self")
        if token.pos_ == "PRON" and len(told) == 1 and reflexive_or_own:
            gender = next(iter(told))
            return gender if gender in {"Masc", "Fem"} else ""
    return ""


def _gender_hint(span: Span, words: Speakers) -> str | None:
    """The gender that the given name, the verb or a title says the person has."""
    before = span.doc[span.start - 1] if span.start else None
    if before is not None and lemma(before) in words.gendered:
        return words.gendered[lemma(before)]
    given = (gender for gender, names in words.given_names.items() if len(span) > 1 and span[0].lower_ in names)
    if known := next(given, None):
        return known
    head = span.root
    while relation(head) in {"flat", "appos"} and head.head is not head:
        head = head.head
        if head.pos_ == "NOUN" and is_for_a_woman(head, words) and feature(head, "Animacy") == "Anim":
            return "Fem"
    if relation(head) == "nsubj" and feature(head.head, "Number") == "Sing":
        gender = feature(head.head, "Gender")
        return gender if gender in {"Masc", "Fem"} else None
    return None


def title_tokens(span: Span, words: Speakers, *, plain: bool) -> list[Token]:
    """The words that say who the named person is: a title before the name, an apposition after it, a predicate.

    `plain` tells that the name is in the nominative; «мама Іванки» is not.
    """
    doc, root = span.doc, span.root
    found: list[Token] = [*_title_before(span, words)]
    head = root
    for _ in range(3):
        # «речник США Іван Зразок»: the parser may hang the name on the state.
        head = head.head
        if head.i >= span.start or relation(root) not in TITLE_RELATIONS or head.is_sent_end:
            break
        if is_animate(head, words):
            if feature(head, "Case") == "Nom" and not plain:
                break
            found += doc[head.left_edge.i : span.start]
            break
    if relation(root) == "nsubj" and root.head.pos_ == "NOUN":
        found += [t for t in root.head.subtree if not span.start <= t.i < span.end][:12]
    for child in root.children:
        titled = child.pos_ == "NOUN" or lemma(child) in words.people
        if relation(child) == "appos" and child.i >= span.end and titled:
            found += doc[child.left_edge.i : _end_of(child)]
        elif child.i < span.start and is_animate(child, words):
            found += doc[child.left_edge.i : span.start]
    jobs = (e for e in span.sent.ents if e.label_ in words.job_labels) if words.job_labels else ()
    for ent in jobs:
        if 0 <= span.start - ent.end <= 6 and not any(
            t.is_punct or t.pos_ == "VERB" for t in doc[ent.end : span.start]
        ):
            found += doc[ent.start : span.start]
        elif 1 <= ent.start - span.end <= 2 and span.end < len(doc) and doc[span.end].text in {",", "(", "-", "–", "—"}:
            found += ent
    return found


def _end_of(noun: Token) -> int:
    """Where the phrase of the noun ends, clauses left out."""
    clauses = (child.left_edge.i for child in noun.rights if relation(child) in CLAUSES or child.pos_ == "VERB")
    return min(clauses, default=noun.right_edge.i + 1)


def _title_before(span: Span, words: Speakers) -> Span:
    """The title right before a name that only capitals mark: «Secretary of State», «campaign manager»."""
    doc, start = span.doc, span.start
    if words.capitals is None or not start or not _may_end_title(doc[start - 1], words):
        return doc[start:start]
    while start > max(span.sent.start, span.start - LONGEST_TITLE) and doc[start - 1].pos_ in IN_TITLES:
        if doc[start - 1].pos_ == "ADP" and doc[start - 1].lower_ != words.capitals.of:
            break
        start -= 1
    return doc[start : span.start]


def _may_end_title(token: Token, words: Speakers) -> bool:
    capitals = words.capitals
    if capitals is None or lemma(token) in words.honorifics:
        return False
    titled = token.lower_ in capitals.titles | capitals.labels
    return titled or token.lower_ in capitals.title_complements or is_animate(token, words)
