"""Persons named in a Doc: who is meant by each name, and what title it carries.

A surname belongs to the fullest name that it fits: «Тестовий» to «Іван Тестовий». Two names that disagree in the
given name or in gender stay two persons.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from kb.extract.names import NAME_CLASSES, PersonName, feature, person_names, readings
from kb.extract.nouns import is_animate, whole_lemma
from kb.extract.syntax import lemma, relation
from kb.model import EntityKind

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

    from kb.language.speakers import Speakers

NOT_NAMES = frozenset({"Geox", "Orgn", "Abbr"})
OTHER_READING = 2.5
"""How much worse than the best a reading may be if somebody already has that name."""
TITLE_RELATIONS = frozenset({"flat", "appos", "nmod"})


@dataclass(frozen=True, slots=True)
class NamedPerson:
    """A person's name in the text: its readings, best first, the words of its title, and the name it resolves to.

    Of the words of the title, `roles` are those that name the person («радник»), not what belongs to it («міністра»).
    """

    span: Span
    readings: tuple[PersonName, ...]
    titles: frozenset[str]
    roles: frozenset[str]
    name: PersonName

    @property
    def parts(self) -> tuple[str, ...]:
        """The words of the name in the nominative."""
        return self.name.words


def find_persons(doc: Doc, words: Speakers) -> tuple[NamedPerson, ...]:
    """The persons named in the Doc in the order of the text, each under the fullest name that the Doc has for it."""
    forms = Counter(token.text for token in doc)
    found = [_person(span, words, forms) for span in _name_spans(doc, words) if not _common(span, words)]
    return _resolved([person for person in found if person is not None], words)


def _name_spans(doc: Doc, words: Speakers) -> Iterator[Span]:
    """Runs of tokens that name a person: the pipeline's entities, and proper nouns that the dictionary calls names."""
    inside = [_is_name(token, words) for token in doc]
    start = 0
    while start < len(doc):
        if not inside[start]:
            start += 1
            continue
        end = start + 1
        while end < len(doc) and _continues(doc, end, inside, words):
            end += 1
        while end > start and not doc[end - 1].text[:1].isupper() and doc[end - 1].text != ".":
            end -= 1
        if end > start:
            yield from _split(doc[start:end], words)
        start = max(end, start + 1)


def _is_name(token: Token, words: Speakers) -> bool:
    form = token.text
    if not form[:1].isupper() or (len(form) == 1 and not _is_initial(token)) or place_name(token, words):
        return False
    if _is_prefix(token, words):
        return False
    if len(form) == 2 and form[1] == "." and not token.is_sent_end:
        return token.nbor(1).is_title
    if token.i and len(form) > 2 and lemma(token.nbor(-1)) in words.honorifics:
        return True
    if form.isupper() and len(form) > 1 and (len(form) < 4 or not _beside_name(token, words)):
        return False
    kind = words.entity_kinds.get(token.ent_type_)
    grammemes = _classes(token, words)
    if kind is EntityKind.PERSON:
        return bool(grammemes & NAME_CLASSES) or not (grammemes & NOT_NAMES or _is_thing(token, words))
    if kind is EntityKind.ORGANISATION or token.ent_type_ in words.job_labels:
        return False
    if "Patr" in grammemes or ("Name" in grammemes and token.pos_ == "PROPN"):
        return kind is None
    return kind is None and token.pos_ == "PROPN" and "Surn" in grammemes


def _is_prefix(token: Token, words: Speakers) -> bool:
    """Whether a hyphen joins the token to what is no name («Івано-Франківський»)."""
    if token.i + 2 >= len(token.doc) or token.whitespace_ or token.nbor(1).text != "-" or token.nbor(1).whitespace_:
        return False
    return not (token.nbor(2).is_title and _classes(token.nbor(2), words) & NAME_CLASSES)


def _common(span: Span, words: Speakers) -> bool:
    """Whether the run is one common noun with the capital of a sentence's start («Гість»)."""
    token = span[0]
    if len(span) > 1 or not token.is_sent_start or token.pos_ == "PROPN":
        return False
    return not _classes(token, words) & NAME_CLASSES and _is_known(token, words)


def _is_known(token: Token, words: Speakers) -> bool:
    found = readings(token.text, words.dictionary)
    return any(type(parse.methods_stack[0][0]).__name__ == "DictionaryAnalyzer" for parse in found)


def _is_thing(token: Token, words: Speakers) -> bool:
    """Whether the dictionary knows the form for a thing and nothing else («Алею»), and nothing says it is a name."""
    if feature(token, "NameType") or _beside_name(token, words):
        return False
    found = readings(token.text, words.dictionary)
    known = [parse for parse in found if type(parse.methods_stack[0][0]).__name__ == "DictionaryAnalyzer"]
    return bool(known) and all("inan" in parse.tag.grammemes for parse in known)


def place_name(token: Token, words: Speakers) -> str | None:
    """The state or union that the token stands for where it acts."""
    return words.actors.get(lemma(token).replace("ґ", "г")) or words.actors.get(token.lower_)


def _is_initial(token: Token) -> bool:
    return token.i + 1 < len(token.doc) and token.nbor(1).text == "."


def _beside_name(token: Token, words: Speakers) -> bool:
    """Whether a given name stands next to the token."""
    near = token.doc[max(0, token.i - 2) : token.i + 3]
    return any(
        "Name" in _classes(other, words) and other.is_title and len(other) > 2 for other in near if other != token
    )


def _classes(token: Token, words: Speakers) -> frozenset[str]:
    """The name classes that the dictionary gives the form."""
    return _form_classes(token.text, words.dictionary)


@lru_cache(maxsize=50_000)
def _form_classes(form: str, dictionary: str | None) -> frozenset[str]:
    return frozenset().union(*(parse.tag.grammemes for parse in readings(form, dictionary)))


def _continues(doc: Doc, end: int, inside: list[bool], words: Speakers) -> bool:
    """Whether the token at `end` still belongs to the name before it."""
    token, before = doc[end], doc[end - 1]
    if token.is_sent_start and len(before.text.rstrip(".")) > 1:
        return False
    if before.text == "-" and not before.whitespace_ and token.is_title:
        return True
    if inside[end]:
        return before.text != "." or end < 2 or len(doc[end - 2]) <= 2
    after = end + 1 < len(doc) and inside[end + 1]
    if token.text == ".":
        return after and len(before) <= 2
    if token.text == "-" and not before.whitespace_ and not token.whitespace_:
        return end + 1 < len(doc) and doc[end + 1].is_title
    if token.lower_ in words.particles:
        return after or (end + 2 < len(doc) and doc[end + 1].lower_ in words.particles and inside[end + 2])
    return False


def _split(span: Span, words: Speakers) -> Iterator[Span]:
    """Two names that stand next to each other («речник Тестового Іван Зразок») apart."""
    for i in range(span.start + 1, span.end - 1):
        token, before = span.doc[i], span.doc[i - 1]
        given = "Name" in _classes(token, words) or feature(token, "NameType") == "Giv"
        if not given or before.text in {".", "-"} or len(before) < 3:
            continue
        cases = feature(before, "Case"), feature(token, "Case")
        if not _classes(before, words) & {"Name", "Patr"} and cases[0] != cases[1]:
            yield span.doc[span.start : i]
            yield span.doc[i : span.end]
            return
    yield span


def _person(span: Span, words: Speakers, forms: Counter[str]) -> NamedPerson | None:
    found = person_names(list(span), words, gender=_gender_hint(span))
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
        if token.is_alpha and lemma(token) not in words.honorifics
    ]
    roles = (t for t in title if is_animate(t, words) and (relation(t) != "nmod" or t.head not in title))
    return NamedPerson(
        span, tuple(found), frozenset(map(whole_lemma, title)), frozenset(map(whole_lemma, roles)), found[0]
    )


def _gender_hint(span: Span) -> str | None:
    """The gender that the verb or a feminine title says the person has."""
    head = span.root
    while relation(head) in {"flat", "appos"} and head.head is not head:
        head = head.head
        if head.pos_ == "NOUN" and feature(head, "Gender") == "Fem" and feature(head, "Animacy") == "Anim":
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
    found: list[Token] = []
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
        if relation(child) == "appos" and child.i >= span.end and child.pos_ == "NOUN":
            found += doc[child.left_edge.i : child.right_edge.i + 1]
        elif child.i < span.start and is_animate(child, words):
            found += doc[child.left_edge.i : span.start]
    for ent in (e for e in span.sent.ents if e.label_ in words.job_labels):
        if 0 <= span.start - ent.end <= 6 and not any(
            t.is_punct or t.pos_ == "VERB" for t in doc[ent.end : span.start]
        ):
            found += doc[ent.start : span.start]
        elif 1 <= ent.start - span.end <= 2 and span.end < len(doc) and doc[span.end].text in {",", "(", "-", "–", "—"}:
            found += ent
    return found


def _resolved(persons: list[NamedPerson], words: Speakers) -> tuple[NamedPerson, ...]:
    """The same persons, each with the fullest name that its own fits; full names first, then the short ones."""
    known: list[tuple[int, PersonName]] = []
    chosen: dict[int, int] = {}
    order = sorted(range(len(persons)), key=lambda i: (len(persons[i].parts) < 2, i))
    for i in order:
        cluster, reading = _home(persons[i], i, chosen, known, words)
        if cluster is None:
            chosen[i] = len(known)
            known.append((i, reading))
        else:
            chosen[i] = cluster
            if _fuller(reading, known[cluster][1], words):
                known[cluster] = (i, reading)
    return tuple(replace(person, name=known[chosen[i]][1]) for i, person in enumerate(persons))


def _home(
    person: NamedPerson,
    index: int,
    chosen: dict[int, int],
    known: list[tuple[int, PersonName]],
    words: Speakers,
) -> tuple[int | None, PersonName]:
    """The person already known that this name fits, the nearest before, else the first after; and in which reading."""
    best: tuple[int | None, PersonName] = (None, person.readings[0])
    best_fit = person.readings[0].fit - OTHER_READING
    for reading in person.readings:
        for number, (_, name) in enumerate(known):
            if not same_person(reading, name, words):
                continue
            places = [i for i, home in chosen.items() if home == number]
            before = [i for i in places if i <= index]
            distance = min(index - i for i in before) if before else 50 + min(places) - index
            fit = reading.fit - distance / 1000
            if fit > best_fit:
                best, best_fit = (number, reading), fit
    return best


def _fuller(name: PersonName, other: PersonName, words: Speakers) -> bool:
    """Whether the name says more: given name and surname, then a patronymic; an initial counts for nothing."""
    return _fullness(name, words) > _fullness(other, words)


def _fullness(name: PersonName, words: Speakers) -> tuple[int, int, int]:
    whole = [word for word in name.words if "." not in word]
    surnamed = [word for word in whole if not is_patronymic(word.casefold(), name.gender, words)]
    return min(len(surnamed), 3), len(whole), sum(map(len, whole))


def same_person(short: PersonName, full: PersonName, words: Speakers) -> bool:
    """Whether the two names may name one person: they share a word and no word of the one contradicts the other."""
    if short.gender != full.gender:
        return False
    a, b = [w.casefold() for w in short.words], [w.casefold() for w in full.words]
    if not a or not b:
        return False
    if len(a) == 1 or len(b) == 1:
        return any(_alike(x, y) for x in a for y in b)
    if a[-1] == b[-1]:
        return _alike(a[0], b[0])
    if a[0] == b[0]:
        # One of them is a given name with a patronymic: «Олена Іванівна» is «Олена Тестова».
        return is_patronymic(a[-1], short.gender, words) != is_patronymic(b[-1], full.gender, words)
    return set(a) == set(b)


def is_patronymic(word: str, gender: str, words: Speakers) -> bool:
    """Whether the word, in lower case, is the father's name of a man or a woman."""
    return "-" not in word and word.endswith(words.patronymics.get(gender, ("\0",)))


def _alike(word: str, other: str) -> bool:
    """Whether the words are the same, or one is the initial («О.») or the short form («Юля», «Юлія») of the other."""
    if word == other:
        return True
    short, full = sorted((word, other), key=len)
    if short.endswith("."):
        return full.startswith(short.rstrip(".")) and short != "."
    return len(short) > 2 and short[-1] in "ая" and full[-1] in "ая" and full.startswith(short[:-1])
