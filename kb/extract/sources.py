"""What a source says by itself: whose name it is, which nouns it joins, whose words it only carries."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kb.extract.names import feature
from kb.extract.nouns import NOUNS, agreement_of, can_speak, is_animate, is_for_a_woman
from kb.extract.syntax import QUOTE_MARKS, lemma, relation
from kb.model import EntityKind

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

    from kb.extract.annotation import Attribution
    from kb.extract.entities import Mention
    from kb.language.speakers import Speakers

SPEAKING = NOUNS | {"PRON", "DET", "NUM", "SYM"}


@dataclass(frozen=True, slots=True)
class Names:
    """The names of a Doc, by the tokens that they cover, and the words of its language."""

    mentions: Sequence[Mention]
    at: Mapping[int, Mention]
    words: Speakers


def people_in(span: Span, names: Names) -> list[Mention]:
    """The persons named in the span."""
    starts = (names.at.get(token.i) for token in span)
    found = {m.span.start: m for m in starts if m is not None and m.kind is EntityKind.PERSON}
    return [mention for start, mention in found.items() if start >= span.start]


def is_plain(mention: Mention) -> bool:
    """Whether the name stands in the nominative."""
    return mention.span.text.casefold() == mention.name.casefold()


def named_outright(span: Span, names: Names) -> Sequence[Mention]:
    """The persons whose names the source is, opens or closes: «Іван Зразок, речник», «речник Іван Зразок»."""
    people = people_in(span, names)
    if not people or span.root.pos_ == "PRON":
        return ()
    first, last = people[0], people[-1]
    if len(people) > 1 and all(map(is_plain, people)):
        return people if last.span.end == span.end else ()
    if any(token.dep_ == "conj" and token.i in names.at for token in span):
        return ()
    after = span.doc[first.span.end].text if first.span.end < span.end else ","
    if first.span.start == span.start and after in {",", "(", "—", "–"} and len(people) == 1:
        return (first,)
    return (last,) if last.span.end == span.end and _closes(last, people, span, names) else ()


def _closes(last: Mention, people: Sequence[Mention], span: Span, names: Names) -> bool:
    """Whether the name at the end of the source is the one that its title introduces."""
    before = span.doc[span.start : last.span.start]
    if all(token.pos_ in {"DET", "ADJ"} for token in before):
        return True
    title = next((token for token in before if is_animate(token, names.words)), None)
    if title is None or feature(title, "Number") == "Plur":
        return False
    root = span.root
    if root.i < title.i and can_speak(root, names.words) and not is_animate(root, names.words):
        # «Адміністрація президента Івана Зразка» is not him.
        return False
    case = feature(last.span.root, "Case")
    if feature(title, "Case") == "Nom":
        return case in {"Nom", None} and is_plain(last) and not any(map(is_plain, people[:-1]))
    if any(token.text == "," for token in before):
        return False
    whole = len(last.name.split()) > 1 and feature(title, "Case") == case
    return whole and not (is_for_a_woman(title, names.words) and last.gender == "Masc")


def named_after(span: Span, names: Names) -> Mention | None:
    """The name that a title or a sort of thing introduces and that stands right after the source, cut off from it."""
    doc, i = span.doc, span.end
    while i < len(doc) and doc[i].text in QUOTE_MARKS and i <= span.end + 1:
        i += 1
    mention = names.at.get(i)
    if mention is None or mention.span.start != i or doc[i].is_sent_start:
        return None
    head = head_of(span, names.words)
    if head.pos_ != "NOUN" or feature(head, "Number") == "Plur":
        return None
    if mention.kind is not EntityKind.PERSON:
        return mention if lemma(head) in names.words.organisations else None
    same_case = feature(head, "Case") == feature(mention.span.root, "Case")
    return mention if is_animate(head, names.words) and same_case and len(mention.name.split()) > 1 else None


def heads_of(span: Span, names: Names) -> Iterator[Token]:
    """The heads of the phrases that the source joins: its own and conjuncts that are not just another title."""
    root = head_of(span, names.words)
    yield root
    person = person_of(root, span, names)
    for token in root.conjuncts:
        if not span.start <= token.i < span.end or token.pos_ not in SPEAKING:
            continue
        if person is None or person_of(token, span, names) not in {person, None}:
            yield token


def head_of(span: Span, words: Speakers) -> Token:
    """The noun that the source is about, also where the parse hangs it on something else."""
    root = span.root
    comma = next((token.i for token in span if token.text == ","), span.end)
    if root.i > comma:
        root = _highest([t for t in span if t.i < comma and t.pos_ in {"NOUN", "PROPN"}], root)
    if root.pos_ in {"DET", "ADJ", "NUM"} or lemma(root) in words.relatives:
        # «Усі без винятку митці», «будь-який митець»: the noun that follows, in the same case.
        end = next((token.i for token in span if token.i > root.i and token.text in {",", "("}), span.end)
        nouns = [token for token in span.doc[root.i + 1 : end] if token.pos_ == "NOUN"]
        case, agreement = feature(root, "Case"), agreement_of(root, words)
        return next((t for t in nouns if feature(t, "Case") == case and agreement_of(t, words) & agreement), root)
    if root.pos_ in SPEAKING:
        return root
    return _highest([token for token in span if token.pos_ in SPEAKING], root)


def _highest(tokens: list[Token], otherwise: Token) -> Token:
    """The token nearest to the root of its sentence, the first of several."""
    return min(tokens, key=lambda token: (sum(1 for _ in token.ancestors), token.i), default=otherwise)


def verb_of(head: Token, attribution: Attribution) -> Token | None:
    """The cue where the source is its subject: an active verb and no adposition before the noun."""
    cue = attribution.cue.root if attribution.cue is not None else None
    governed = any(relation(child) == "case" for child in head.lefts)
    if cue is None or cue.pos_ != "VERB" or governed or feature(cue, "VerbForm") not in {"Fin", None}:
        return None
    return cue if feature(cue, "Voice") != "Pass" and feature(cue, "Person") != "0" else None


def carried(head: Token, span: Span, names: Names) -> Token | None:
    """Whose words the source holds, where it is only the place that holds them («сайт міністерства»)."""
    for _ in range(3):
        if lemma(head) not in names.words.carriers:
            break
        inside = [child for child in head.children if relation(child) == "nmod" and head.i < child.i < span.end]
        for child in inside:
            if child.i in names.at or lemma(child) in names.words.speaking:
                return child
        if not inside:
            break
        head = inside[0]
    return None


def owner_of(text: Token, span: Span, names: Names) -> Token | None:
    """Who speaks in a text that the source ends with the genitive of: «повідомлення відомства»."""
    for child in text.rights:
        governed = any(relation(each) == "case" for each in child.lefts)
        if child.i >= span.end or relation(child) != "nmod" or feature(child, "Case") != "Gen" or governed:
            continue
        if child.i in names.at or can_speak(child, names.words) or lemma(child) in names.words.organisations:
            return child
    return None


def person_of(head: Token, span: Span, names: Names) -> Mention | None:
    """The person whom the phrase names: its head, or the name that its title introduces."""
    for mention in people_in(span, names):
        if mention.span.start <= head.i < mention.span.end:
            return mention
        declined = feature(head, "Case") == "Nom" and not is_plain(mention)
        if not declined and is_animate(head, names.words) and names_it(mention.span.root, head, names.words):
            return mention
    return None


def names_it(name: Token, title: Token, words: Speakers) -> bool:
    """Whether the name belongs to the title, and is not that of somebody else in it («брат Івана»)."""
    if name.i < title.i:
        return relation(title) == "appos" and title.head == name
    if title not in name.ancestors or feature(title, "Number") == "Plur":
        return False
    if feature(name, "Case") is None and _governed(name, title):
        return False
    if relation(name) != "nmod":
        return True
    case, other = feature(name, "Case"), feature(title, "Case")
    woman = is_for_a_woman(title, words) and feature(name, "Gender") == "Masc"
    return not woman and (case != "Gen" or other == "Gen")


def _governed(name: Token, title: Token) -> bool:
    """Whether an adposition stands between a title and the name («aide to the candidate Ada Sample»)."""
    token = name
    while token != title and token.head != token:
        if any(relation(child) == "case" for child in token.lefts):
            return True
        token = token.head
    return False


def introduces(noun: Token, names: Names) -> bool:
    """Whether the noun is the title of a name, which stands for itself."""
    near = (names.at.get(token.i) for token in noun.subtree)
    return any(m is not None and m.kind is EntityKind.PERSON and names_it(m.span.root, noun, names.words) for m in near)


def may_speak(token: Token, names: Names) -> bool:
    """Whether a subject can be a speaker: a name, a pronoun, a noun for somebody or for what says something."""
    if token.i in names.at or token.pos_ == "PROPN":
        return True
    if token.pos_ in {"PRON", "DET"}:
        words = names.words
        return token.lower_ in {*words.pronouns, *words.first_person} or lemma(token) in words.relatives
    return can_speak(token, names.words)
