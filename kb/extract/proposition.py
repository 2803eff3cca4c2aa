"""Who does what to whom in a claim's content, so that claims about the same thing meet whatever they say of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Protocol

from kb.extract import frame
from kb.extract.annotation import Attribution
from kb.extract.predicate import LONGEST_CHAIN, Predication, has, is_among, is_infinitive, predication
from kb.extract.shared import Participant, shared_proposition
from kb.extract.syntax import children, feature_values, first_child, lemma, relation, with_particle
from kb.language.base import Language
from kb.language.propositions import PropositionLexicon
from kb.model import Argument, Entity, Proposition

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

    from kb.extract.senses import Senses

SUBJECT, OBJECT, CONTENT, COMPLEMENT, OBLIQUE = "subject", "object", "content", "complement", "oblique"
OBLIQUES = ("obl", "nmod", "iobj")
POSSESSOR = "nmod:poss"
ATTRIBUTES = frozenset({"amod", "compound"})
NAMING = frozenset({"compound", "flat"})
# A joint subject of more than this is a list that no other claim will repeat.
MOST_JOINED = 6


class Mention(Protocol):
    """Words of the Doc and who or what they name."""

    @property
    def span(self) -> Span:
        """Where it is named."""

    @property
    def entity(self) -> Entity:
        """Who or what it is."""


@dataclass(frozen=True, slots=True)
class Scope:
    """What the arguments of a clause are named by: whose words they are, in which language, who stands where."""

    doc: Doc
    attribution: Attribution
    language: Language
    names: Mapping[int, Entity]
    inside: frozenset[int]
    senses: Senses | None = None


def proposition(
    doc: Doc,
    attribution: Attribution,
    language: Language,
    mentions: Sequence[Mention] = (),
    senses: Senses | None = None,
) -> Proposition | None:
    """What the content's first clause says of whom, None where there is nothing that another claim could share.

    Polarity, modality, tense and aspect are left out; passives and verbal nouns are turned into their verb; modal
    verbs are stepped through with their subject; the speaker's "I" is the source. A nominal predicate is
    «бути:» and its lemma. Times and adverbial phrases are left out, for they say
    when and how sure. A pronoun that nobody resolved would join claims
    about different people: there is no proposition then.

    With `senses`, a predicate that evokes a frame with entities and concepts for its participants gives a proposition
    that belongs to no language.
    """
    found = predication(attribution.content, language.labels)
    if found is None:
        return None
    names = {i: mention.entity for mention in mentions for i in range(mention.span.start, mention.span.end)}
    inside = frozenset(i for span in attribution.content for i in range(span.start, span.end))
    return _proposition(found, Scope(doc, attribution, language, names, inside, senses), depth=0)


def _proposition(found: Predication, scope: Scope, *, depth: int) -> Proposition | None:
    predicate, passive = _frame(found.predicate, scope.language)
    if predicate is None:
        return None
    arguments: list[Argument] = []
    participants: list[Participant] = []
    for role, token in _participants(found, scope, passive=passive, predicate=predicate):
        for joined in _joined(token):
            argument = _argument(role, joined, scope)
            if argument is not None:
                arguments.append(argument)
                participants.append((role, joined, argument))
            elif role in (SUBJECT, OBJECT):
                return None
    clause = _clause(found.predicate)
    if clause is not None and depth == 0:
        inner = predication([scope.doc[clause.left_edge.i : clause.right_edge.i + 1]], scope.language.labels)
        said = _proposition(inner, scope, depth=1) if inner is not None else None
        if said is None:
            return None
        participants.clear()
        arguments.append(Argument(CONTENT, f"{said.predicate}({', '.join(a.name for a in said.arguments)})"))
    if participants and scope.senses is not None:
        shared = shared_proposition(found.predicate, participants, scope.senses, passive=passive)
        if shared is not None:
            return shared
    return Proposition(scope.language.code, predicate, tuple(dict.fromkeys(arguments))) if arguments else None


def _clause(predicate: Token) -> Token | None:
    """The clause that the predicate takes for an object: what somebody says or urges to do."""
    for child in children(predicate, "ccomp", "xcomp"):
        if relation(child) == "ccomp" or child.pos_ == "VERB":
            return child
    return None


def _frame(token: Token, language: Language) -> tuple[str | None, bool]:
    """The frame of a predicate and whether its subject is the one it happens to."""
    lexicon, word = language.propositions, lemma(token)
    if token.pos_ in ("VERB", "AUX") and is_among(token, lexicon.be):
        return lexicon.copula, False
    dictionary = language.speakers.dictionary
    if token.pos_ in ("VERB", "AUX"):
        verb = frame.verb_frame(with_particle(token), lexicon, dictionary)
        return verb, has(token, "Voice", "Pass") or has(token, "Person", "0")
    if token.pos_ == "ADJ" and has(token, "Voice", "Pass"):
        made_of = frame.participle_frame(word, lexicon, dictionary)
        if made_of is not None:
            return made_of, True
    if token.pos_ not in ("NOUN", "PROPN", "ADJ", "ADV"):
        return None, False
    if any(relation(child) in ("nsubj", "csubj", "cop") for child in token.children):
        return frame.nominal_frame(word, lexicon), False
    return (frame.noun_frame(word, lexicon, dictionary) if token.pos_ == "NOUN" else None), False


def _participants(found: Predication, scope: Scope, *, passive: bool, predicate: str) -> Iterator[tuple[str, Token]]:
    """The roles of a clause and the heads of what fills them, turned to the active voice."""
    lexicon = scope.language.propositions
    token = found.predicate
    noun = token.pos_ == "NOUN" and not predicate.startswith(lexicon.copula)
    subject = _subject(found, scope)
    if subject is not None and not (noun and subject is token):
        yield OBJECT if passive else SUBJECT, subject
    for child in token.children:
        if child.i not in scope.inside:
            continue
        kind = relation(child)
        adposition = first_child(child, "case")
        if kind == "obj":
            yield SUBJECT if predicate == lexicon.copula else OBJECT, child
        elif noun and child.dep_ == POSSESSOR:
            yield SUBJECT, child
        elif kind == "nmod" and noun and is_genitive(child, lexicon):
            yield SUBJECT if predicate in lexicon.intransitive else OBJECT, child
        elif kind in OBLIQUES and (passive or noun) and _is_agent(child, lexicon):
            yield SUBJECT, child
        elif kind == "xcomp" and child.pos_ not in ("VERB", "AUX"):
            yield COMPLEMENT, child
        elif kind in OBLIQUES and (noun or kind != "nmod") and not _is_circumstance(child, scope.language):
            yield f"{OBLIQUE}:{_marker(child, adposition)}", child


def _subject(found: Predication, scope: Scope) -> Token | None:
    """The subject of the predicate or of a modal before it, «нам» of «нам треба», else whom the cue lends."""
    for token in reversed(found.chain):
        subject = first_child(token, "nsubj")
        if subject is not None:
            return subject
    for token in found.chain[:-1]:
        if token.pos_ in ("ADV", "ADJ", "VERB"):
            for child in children(token, "obl", "iobj", "obj"):
                if has(child, "Case", "Dat"):
                    return child
    attribution = scope.attribution
    if any(has(token, "Person", "1") for token in found.chain):
        return attribution.source.root if attribution.source is not None else None
    root = found.root
    if root.pos_ in ("VERB", "AUX") and is_infinitive(root):
        return _controller(scope)
    return None


def _controller(scope: Scope) -> Token | None:
    """Who does what an infinitive says: the cue's object where the cue lends it, else its source."""
    attribution = scope.attribution
    if attribution.cue is None or not any(is_among(t, scope.language.labels.implied) for t in attribution.cue):
        return None
    if not any(is_among(token, scope.language.propositions.object_control) for token in attribution.cue):
        return attribution.source.root if attribution.source is not None else None
    cue = attribution.cue
    for token in cue:
        for child in children(token, "obj", "iobj", "obl"):
            adposition = first_child(child, "case")
            lends = adposition is None or lemma(adposition) in scope.language.propositions.control_adpositions
            if lends and not cue.start <= child.i < cue.end and not has(child, "Case", "Ins"):
                return child
    return None


def _joined(token: Token) -> Iterator[Token]:
    yield token
    yield from list(children(token, "conj"))[:MOST_JOINED]


def _argument(role: str, token: Token, scope: Scope) -> Argument | None:
    """The participant under its entity or its nominative, None for a pronoun that nobody resolved."""
    lexicon = scope.language.propositions
    if token.i not in scope.names and lemma(token) in lexicon.relatives:
        token = _antecedent(token)
    if token.i not in scope.names and lemma(token) in lexicon.speaker and scope.attribution.source is not None:
        token = scope.attribution.source.root
    entity = scope.names.get(token.i)
    if entity is not None:
        return Argument(role, entity.name, entity)
    if lemma(token) in lexicon.unresolved or token.pos_ in ("PRON", "DET", "PUNCT"):
        return None
    return Argument(role, name_of(token, lexicon))


def _antecedent(token: Token) -> Token:
    """The noun before a relative clause that the pronoun stands for, the pronoun itself where there is none."""
    head = token
    for _ in range(LONGEST_CHAIN):
        if relation(head) == "acl":
            return head.head
        head = head.head
    return token


def name_of(token: Token, lexicon: PropositionLexicon) -> str:
    """The nominative of a noun with its adjectives, its genitives and the rest of its name."""
    before = [child for child in token.lefts if relation(child) in ATTRIBUTES]
    genitives = [child for child in token.rights if relation(child) == "nmod" and is_genitive(child, lexicon)]
    owners = [child for child in token.lefts if child.dep_ == POSSESSOR and child.pos_ != "PRON"]
    words = [_written(part) for part in (*before, token, *_flat(token))]
    for child in (*genitives, *owners):
        marks = sorted(lexicon.genitives) if child in owners else [lemma(case) for case in children(child, "case")]
        # "Ukraine's border" and "the border of Ukraine" are one.
        whole = (*(c for c in child.lefts if relation(c) in NAMING), child, *_flat(child)) if marks else (child,)
        words += [*marks, *map(_written, whole)]
    return " ".join(words)


def is_genitive(token: Token, lexicon: PropositionLexicon) -> bool:
    """Whether the noun is in the genitive, or after the adposition that a language has in its place."""
    case = first_child(token, "case")
    return has(token, "Case", "Gen") if case is None else lemma(case) in lexicon.genitives


def _is_agent(token: Token, lexicon: PropositionLexicon) -> bool:
    """Whether it is who does what a passive or a noun of action says: in the instrumental, or after "by"."""
    case = first_child(token, "case")
    return has(token, "Case", "Ins") if case is None else lemma(case) in lexicon.agents


def _flat(token: Token, depth: int = 0) -> Iterator[Token]:
    """The other parts of a name: parsers hang them on its head, or each on the one before."""
    for child in children(token, "flat"):
        yield child
        if depth < LONGEST_CHAIN:
            yield from _flat(child, depth + 1)


def _written(token: Token) -> str:
    """The lemma, in capitals where the word is a name in capitals."""
    word = lemma(token)
    if token.text.isupper() and len(token.text) > 1:
        return word.upper()
    return word[:1].upper() + word[1:] if token.pos_ == "PROPN" and token.text[:1].isupper() else word


def _marker(token: Token, adposition: Token | None) -> str:
    """What marks an oblique: its adposition, else its case."""
    return lemma(adposition) if adposition is not None else ",".join(feature_values(token, "Case")).lower()


def _is_circumstance(token: Token, language: Language) -> bool:
    return token.ent_type_ == "DATE" or lemma(token) in language.propositions.circumstances


def with_entities(said: Proposition, known: Mapping[Entity, Entity]) -> Proposition:
    """The same proposition of the entities as which its own are known."""
    arguments = (replace(each, entity=known[each.entity]) if each.entity else each for each in said.arguments)
    return replace(said, arguments=tuple(arguments))
