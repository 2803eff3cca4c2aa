"""Names and noun phrases in the nominative: «голови Міністерства оборони Олени Тестової» is «Олена Тестова».

The parse says case, gender and number, the dictionary what the form can be at all; where they disagree the
dictionary wins. Given name, patronymic and surname are read together, because «Лазарєва» alone may be a man in
the genitive or a woman in the nominative.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import product
from typing import TYPE_CHECKING, NamedTuple

from kb.extract import syntax
from kb.extract.syntax import QUOTE_MARKS, relation

if TYPE_CHECKING:
    from pymorphy3.analyzer import Parse
    from spacy.tokens import Span, Token

    from kb.language.speakers import Ending, Speakers

CASES = {"Nom": "nomn", "Gen": "gent", "Dat": "datv", "Acc": "accs", "Ins": "ablt", "Loc": "loct", "Voc": "voct"}
GENDERS = {"Masc": "masc", "Fem": "femn", "Neut": "neut"}
ANIMACY = {"Anim": "anim", "Inan": "inan"}
AGREEING = frozenset({"amod", "det", "flat", "appos", "conj", "nummod"})
ATTRIBUTIVE = frozenset({"amod", "det", "nummod"})
NAME_CLASSES = frozenset({"Name", "Surn", "Patr"})
ADJECTIVES = frozenset({"ADJF", "PRTF"})
GOVERNED = 3.0
"""How much a name that a noun governs is less likely nominative."""
VOWELS = frozenset("аеєиіїоуюяыэёaeiouy")
# Letters that a text may write plainly throughout; the dictionaries do not.
PLAIN = (("ґ", "г"), ("ё", "е"))


class Declined(NamedTuple):
    """A reading of one form as a part of a person's name: in which gender and case, what its nominative is."""

    gender: str
    case: str
    nominative: str
    weight: float


class PersonName(NamedTuple):
    """A person's name in the nominative, its gender ("Masc" or "Fem") and how well the reading fits."""

    words: tuple[str, ...]
    gender: str
    fit: float

    @property
    def text(self) -> str:
        """The name as one string."""
        return " ".join(self.words)


def feature(token: Token, name: str) -> str | None:
    """The value of a morphological feature that the parse gives the token, None where it gives none."""
    return syntax.feature(token, name) or None


def readings(form: str, dictionary: str | None) -> tuple[Parse, ...]:
    """What the dictionary knows of the form; nothing without a dictionary or for a form not in its script."""
    if dictionary is None or form.isascii() or not any(c.isalpha() for c in form):
        return ()
    from kb.parse.dictionary import parses

    return parses(form, dictionary)


def is_listed(parse: Parse) -> bool:
    """Whether the dictionary has the word itself: it guesses others by a prefix or an ending."""
    methods = parse.methods_stack
    return len(methods) == 1 and type(methods[0][0]).__name__ == "DictionaryAnalyzer"


def case_of(parse: Parse) -> str | None:
    """The case of a reading; the dictionary leaves it out of the base form of some nouns."""
    return parse.tag.case or ("nomn" if parse.tag.POS == "NOUN" else None)


def plain(word: str) -> str:
    """The word without the letters that a text may leave out."""
    for letter, other in PLAIN:
        word = word.replace(letter, other)
    return word


def cased_like(word: str, form: str) -> str:
    """The word with the capitals of the form that it was made from.

    >>> cased_like("івано-франківськ", "Івано-Франківську")
    'Івано-Франківськ'
    """
    for letter, other in PLAIN:
        if letter not in form.lower():
            word = word.replace(letter, other)
    if len(form) > 1 and form.isupper():
        return word.upper()
    same = 0
    for ours, theirs in zip(word, form.lower().translate({0x2019: "'", 0x02BC: "'"}), strict=False):
        if ours != theirs:
            break
        same += 1
    rest = word[same:]
    if form[:1].isupper() and not same:
        rest = rest[:1].upper() + rest[1:]
    return form[:same] + rest


def nominative(span: Span, words: Speakers, *, verb: Token | None = None) -> str:
    """The phrase in the nominative: its head and what agrees with it are declined, dependents and quotes are not.

    `verb` is the verb whose subject the phrase is, where that is known: «країни» is then several. A noun for people
    loses the capital of a sentence's start. Never raises; what cannot be declined stays.
    """
    head = span.root
    forms = {token.i: token.text for token in span}
    if len(span) == 1 and _is_plural_title(head, words):
        return head.text
    if words.dictionary is not None and not any(_counts(child, words) for child in head.lefts):
        _decline(head, span, words, forms, verb)
    first = span[0]
    common = first.pos_ in {"NOUN", "ADJ", "DET"} and not first.ent_type_
    if common and first.is_sent_start and first.is_title and _is_people(head, words):
        forms[first.i] = forms[first.i].lower()
    start = span.start + (len(span) > 1 and first.lower_ in words.articles)
    text = "".join(forms[token.i] + token.whitespace_ for token in span if token.i >= start)
    return " ".join(text.replace("''", '"').split())


def _is_plural_title(token: Token, words: Speakers) -> bool:
    """Whether the word stands alone in quotation marks and may be a nominative plural («Вісті»)."""
    doc, i = token.doc, token.i
    if not i or i + 1 >= len(doc) or doc[i - 1].text not in QUOTE_MARKS or doc[i + 1].text not in QUOTE_MARKS:
        return False
    found = readings(token.text, words.dictionary)
    return token.is_title and any(case_of(parse) == "nomn" and parse.tag.number == "plur" for parse in found)


def _is_people(head: Token, words: Speakers) -> bool:
    """Whether the noun is for people: by the parse, where the dictionary does not deny it."""
    known = [parse.tag.grammemes for parse in readings(head.text, words.dictionary)]
    return feature(head, "Animacy") == "Anim" and any("anim" in grammemes for grammemes in known)


def _counts(token: Token, words: Speakers) -> bool:
    """Whether the token is a number or a quantifier, which leaves its noun in the genitive («багато людей»)."""
    return relation(token) == "nummod" or token.dep_.endswith("gov") or token.lower_ in words.quantifiers


def _decline(head: Token, span: Span, words: Speakers, forms: dict[int, str], verb: Token | None) -> None:
    """Put the nominative of the head and of what agrees with it into `forms`."""
    inside = [child for child in head.children if span.start <= child.i < span.end]
    if len(head) > 1 and head.text.isupper():
        for child in inside:
            if relation(child) in {"amod", "det"} and feature(child, "Case") not in {"Nom", None}:
                number = "plur" if feature(child, "Number") == "Plur" else "sing"
                gender = GENDERS.get(feature(child, "Gender") or "")
                _agree(child, words, forms, CASES.get(feature(child, "Case") or ""), number, gender)
        return
    found = _reading(head, words, verb)
    case = case_of(found) if found is not None else "nomn"
    if found is None or case == "nomn":
        return
    number, gender = found.tag.number or "sing", found.tag.gender
    forms[head.i] = _nominative_of(found, head.text, gender if found.tag.POS in ADJECTIVES else None, number)
    for child in inside:
        kind = relation(child)
        if kind not in AGREEING or _quoted_alone(child, head, span):
            continue
        if kind in ATTRIBUTIVE and child.pos_ in {"ADJ", "DET", "VERB", "NUM"}:
            for each in (child, *(other for other in child.children if relation(other) in {"conj", "amod"})):
                if span.start <= each.i < span.end and each.pos_ in {"ADJ", "DET", "VERB", "NUM"}:
                    _agree(each, words, forms, case, number, gender)
        elif kind == "flat" or (kind not in ATTRIBUTIVE and feature(child, "Case") in {None, feature(head, "Case")}):
            _decline(child, span, words, forms, None)


def _agree(
    token: Token, words: Speakers, forms: dict[int, str], case: str | None, number: str, gender: str | None
) -> None:
    """The attribute in the nominative of its noun's number and gender."""
    attributes = [p for p in readings(token.text, words.dictionary) if p.tag.POS in ADJECTIVES | {"NPRO"}]
    if attributes:
        best = max(attributes, key=lambda p: (p.tag.case == case, p.tag.gender == gender, p.tag.case != "nomn"))
        forms[token.i] = _nominative_of(best, token.text, gender, number)


@lru_cache(maxsize=20_000)
def _nominative_of(parse: Parse, form: str, gender: str | None, number: str) -> str:
    """The nominative of a reading in the number asked for; of an attribute, in its noun's gender."""
    if "Fixd" in parse.tag.grammemes:
        return form
    for other in parse.lexeme:
        tag = other.tag
        # The lexeme of a participle is its verb's, with all other participles.
        if (tag.POS, tag.voice, tag.tense) != (parse.tag.POS, parse.tag.voice, parse.tag.tense):
            continue
        if case_of(other) != "nomn" or (tag.number == "plur") != (number == "plur"):
            continue
        if gender is None or number == "plur" or tag.gender == gender:
            return cased_like(other.word, form)
    return form


def _reading(token: Token, words: Speakers, verb: Token | None = None) -> Parse | None:
    """The dictionary's reading that best agrees with the parse."""
    case, number, gender = (feature(token, name) for name in ("Case", "Number", "Gender"))
    if verb is None and relation(token) == "nsubj" and token.head.pos_ in {"VERB", "AUX"}:
        verb = token.head
    subject = verb is not None and _may_be_nominative(token, words)
    if subject and verb is not None:
        case = "Nom"
        joins = token.dep_ == "conj" or any(relation(child) == "conj" for child in token.children)
        number = number if joins else feature(verb, "Number") or number
    governed = any(relation(child) == "case" for child in token.lefts)
    attributes = [feature(child, "Case") for child in token.lefts if relation(child) in {"amod", "det"}]
    animacy = ANIMACY.get(feature(token, "Animacy") or "", "")
    best, best_fit = None, 0.0
    for parse in readings(token.text, words.dictionary):
        tag = parse.tag
        if tag.POS not in {"NOUN", "NPRO", "NUMR"} | ADJECTIVES:
            continue
        fit = 1.0 + 2 * (CASES.get(case or "") == case_of(parse)) + (number == "Plur") * (tag.number == "plur")
        fit += (number == "Sing") * (tag.number != "plur") + (GENDERS.get(gender or "") == tag.gender)
        fit += (1.5 if subject else -1.5 if governed else 0) * (case_of(parse) == "nomn")
        fit += (plain(parse.normal_form) == plain(token.lemma_.lower())) + 0.6 * (animacy in tag.grammemes)
        fit += 0.3 * (subject and "anim" in tag.grammemes)
        fit += sum(CASES.get(each or "") == case_of(parse) for each in attributes[:1])
        fit += (token.pos_ in {"NOUN", "PROPN"}) * (tag.POS == "NOUN")
        fit += 0.5 * (token.pos_ == "PROPN" and bool(tag.grammemes & NAME_CLASSES)) - 3 * (tag.case == "voct")
        if fit > best_fit:
            best, best_fit = parse, fit
    return best


def _may_be_nominative(noun: Token, words: Speakers) -> bool:
    """Whether the forms of the noun and of its attributes all may be nominative («этой статьи» may not)."""
    attributes = [child for child in noun.lefts if relation(child) in {"amod", "det"} and child.pos_ in {"ADJ", "DET"}]
    known = [readings(each.text, words.dictionary) for each in (noun, *attributes)]
    return all(not found or any(case_of(parse) in {"nomn", None} for parse in found) for found in known)


def _quoted_alone(child: Token, head: Token, span: Span) -> bool:
    """Whether a quotation mark stands between head and child: a name in quotes keeps its form."""
    first, last = sorted((child.i, head.i))
    return any(token.text in QUOTE_MARKS for token in span.doc[first:last])


def person_names(tokens: Sequence[Token], words: Speakers, *, gender: str | None = None) -> list[PersonName]:
    """The readings of a person's name, best first, one for each gender and spelling; `gender` is what the context says.

    Where the language does not decline names there is one reading: the name as it stands.
    """
    name = [token for token in tokens if not token.is_punct or token.text in {"-", "."}]
    plain = _joined(token.text for token in name)
    if words.dictionary is None:
        return [PersonName(plain, gender or "", 0.0)]
    governed = _is_governed(name, words)
    options = [(token, _declensions(token.text, words.dictionary, words.endings)) for token in name]
    found: dict[tuple[tuple[str, ...], str], float] = {}
    for sex, case in product(("Masc", "Fem"), CASES):
        context = 0.0 if gender is None else 1.5 if gender == sex else -1.5
        context += sum(0.7 * (feature(t, "Case") == case) + 0.3 * (feature(t, "Gender") == sex) for t in name)
        context -= (case == "Voc") + GOVERNED * (case == "Nom" and governed)
        for forms, weight in _spellings(options, GENDERS[sex], CASES[case]):
            key = _joined(forms), sex
            found[key] = max(context + weight, found.get(key, -9.0))
    ranked = [PersonName(forms, sex, fit) for (forms, sex), fit in found.items()]
    return sorted(ranked, key=lambda reading: -reading.fit)


def _is_governed(name: Sequence[Token], words: Speakers) -> bool:
    """Whether the name belongs to a noun before it that has it not in the nominative: «словами Олени Тестової»."""
    places = {token.i for token in name}
    top = next((token for token in name if token.head.i not in places), None)
    while top is not None and top.head.pos_ == "PROPN" and top.head.i < top.i:
        top = top.head
    if top is None or top.head.i > top.i or top.head.pos_ != "NOUN" or relation(top) not in {"nmod", "appos", "flat"}:
        return False
    found = readings(top.head.text, words.dictionary)
    return bool(found) and not any(case_of(parse) == "nomn" for parse in found)


def _spellings(
    options: list[tuple[Token, tuple[Declined, ...]]], gender: str, case: str
) -> Iterator[tuple[list[str], float]]:
    """What the name may be in a gender and case, with its weight: the likeliest, its last word in every spelling."""
    fitting = [[c for c in choices if c.gender == gender and c.case == case] for _, choices in options]
    best = [max(choices, key=lambda choice: choice.weight, default=None) for choices in fitting]
    if not options:
        yield [], 0.0
        return
    spellings: list[Declined | None] = [*fitting[-1]] or [None]
    for last in spellings:
        chosen = [*best[:-1], last]
        pairs = zip(chosen, options, strict=True)
        forms = [choice.nominative if choice else token.text for choice, (token, _) in pairs]
        # A word that cannot be in this gender and case speaks against it.
        yield forms, sum(choice.weight if choice else -1.0 for choice in chosen)


def _joined(forms: Iterable[str]) -> tuple[str, ...]:
    """The words of a name: a full stop belongs to its initial, a hyphen joins; a surname in capitals loses them."""
    out: list[str] = []
    for form in forms:
        form = form.capitalize() if len(form) > 2 and form.isupper() and "." not in form else form
        if out and (form in {".", "-"} or out[-1].endswith("-")):
            out[-1] += form
        else:
            out.append(form)
    return tuple(out)


@lru_cache(maxsize=20_000)
def _declensions(form: str, dictionary: str, endings: tuple[Ending, ...]) -> tuple[Declined, ...]:
    """Every gender and case that a form may be in as a part of a person's name."""
    found: list[Declined] = []
    names = given = False
    for parse in readings(form, dictionary):
        tag = parse.tag
        known = bool(tag.grammemes & NAME_CLASSES)
        if tag.POS not in {"NOUN"} | ADJECTIVES or tag.gender not in {"masc", "femn"} or tag.number == "plur":
            continue
        if tag.case == "voct" and "Infr" in tag.grammemes:
            # «Илон» is not how one calls Илона.
            continue
        names |= known
        given |= bool(tag.grammemes & {"Name", "Patr"})
        person = tag.POS in ADJECTIVES or "anim" in tag.grammemes
        weight = 2.0 if known else 1.0 if person else 0.4
        if not is_listed(parse):
            weight *= 0.5
        found.append(
            Declined(tag.gender, case_of(parse) or "nomn", _nominative_of(parse, form, tag.gender, "sing"), weight)
        )
    if given:
        return tuple(found)
    scale = 0.4 if names else 1.0
    found.extend(each._replace(weight=each.weight * scale) for each in _by_ending(form, endings))
    return tuple(found)


def _by_ending(form: str, endings: tuple[Ending, ...]) -> Iterator[Declined]:
    """What a name that no dictionary has may be, by its ending; a foreign or female one may not change at all."""
    last = form[-1:].lower()
    for case in CASES.values():
        if form.isascii() or last in "оеіуюїиыэё" or "." in form:
            yield from (Declined(gender, case, form, 0.8) for gender in ("masc", "femn"))
        elif last not in VOWELS:
            yield Declined("femn", case, form, 0.8)
    if last not in VOWELS:
        yield Declined("masc", "nomn", form, 1.0)
    if last in "ая":
        yield Declined("femn", "nomn", form, 0.9)
        yield Declined("masc", "nomn", form, 0.7)
    if "." in form:
        return
    for rule in endings:
        if form.lower().endswith(rule.ending) and len(form) > len(rule.ending) + 1:
            stem = form[: len(form) - len(rule.ending)]
            yield Declined(GENDERS[rule.gender], CASES[rule.case], stem + rule.nominative, 0.9)
