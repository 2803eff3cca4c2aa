"""The subject of a clause that does not name one: shared with another verb, left out, or relative."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kb.extract.names import feature, readings
from kb.extract.nouns import ANY, agreement_of
from kb.extract.sources import Names, may_speak
from kb.extract.states import acts
from kb.extract.syntax import lemma, relation
from kb.model import EntityKind

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

    from kb.extract.annotation import Attribution
    from kb.extract.entities import Mention
    from kb.language.speakers import Speakers

ADJECTIVAL = frozenset({"ADJF", "NPRO"})
GENDERS_OF = {"masc": ("Masc",), "femn": ("Fem",), "neut": ("Neut",)}
REFLEXIVE = ("ся", "сь")
NEUTER = ("о", "е")
JOINING = frozenset({"conj", "xcomp", "advcl"})
ARGUMENTS = frozenset({"nsubj", "obj", "iobj", "obl"})
GOVERNED = frozenset({"xcomp", "advcl", "csubj", "ccomp"})


def finite(cue: Token) -> Token:
    """The verb that tells person, number and gender: the cue's own, or the one that governs its infinitive."""
    verb = cue
    for _ in range(4):
        if feature(verb, "Number") or relation(verb) not in GOVERNED or verb.pos_ == "NOUN":
            break
        verb = verb.head
    return verb


def left_out(verb: Token, reporting: frozenset[str]) -> frozenset[str]:
    """Gender and number of the subject that a verb without one wants; nothing for an impersonal one.

    A reflexive of a verb that reports is impersonal («зазначається»), another is not («сподівається»).
    """
    if is_passive(verb, reporting):
        return frozenset()
    if verb.pos_ not in {"VERB", "AUX", "ADJ"}:
        # «Мовляв» is said of anybody, «невідомо» of nobody.
        adverb = verb.pos_ == "ADV" and not verb.lower_.endswith(NEUTER)
        return ANY if adverb or verb.pos_ in {"PART", "INTJ"} else frozenset()
    if feature(verb, "Number") == "Plur":
        return frozenset({"Plur"})
    gender = feature(verb, "Gender")
    if gender:
        return frozenset({gender}) - {"Neut"}
    return frozenset({"Masc", "Fem"}) if feature(verb, "Person") == "3" else frozenset()


def is_passive(verb: Token, reporting: frozenset[str]) -> bool:
    """Whether the subject of the verb is what is reported of: a passive or the reflexive of a verb that reports."""
    return feature(verb, "Voice") == "Pass" or reflexive_of(verb) in reporting


def is_impersonal(verb: Token) -> bool:
    """Whether a verb without a subject says nothing of one: «зазначається», «передбачено», not «обвинувачений»."""
    if verb.pos_ not in {"VERB", "AUX"} or feature(verb, "Number") == "Plur":
        return False
    return bool(reflexive_of(verb)) or feature(verb, "Gender") not in {"Masc", "Fem"}


def reflexive_of(verb: Token) -> str:
    """The verb that a reflexive is made from, nothing for another verb."""
    word = lemma(verb)
    return word[:-2] if word.endswith(REFLEXIVE) else ""


def shared_subject(verb: Token, names: Names, reporting: frozenset[str] = frozenset()) -> Token | None:
    """The subject of the verb, or of the verb that it is joined to or depends on, if that can speak.

    That of a passive does not speak; `reporting` tells its reflexives.
    """
    if is_passive(verb, reporting):
        return None
    for _ in range(5):
        for child in verb.children:
            if relation(child) == "nsubj" and may_speak(child, names):
                return child
        if relation(verb) not in JOINING or verb.head == verb:
            return None
        verb = verb.head
    return None


def acting_place(cue: Token, names: Names, adpositions: frozenset[str]) -> Mention | None:
    """The institution in which it is said: «у НАТО вважають», «у Брюсселі готові»; a mere place says nothing."""
    if feature(cue, "Number") != "Plur":
        return None
    for child in cue.children:
        mention = names.at.get(child.i)
        if mention is None or relation(child) not in {"obl", "nmod"}:
            continue
        inside = any(relation(each) == "case" and each.lower_ in adpositions for each in child.lefts)
        institution = mention.kind is EntityKind.ORGANISATION or acts(child)
        if inside and institution:
            return mention
    return None


def clause_mates(pronoun: Token, names: Names) -> frozenset[str]:
    """Who else is named as a subject or an object of its verb, and so is not the pronoun («he told Sample»)."""
    if relation(pronoun) not in ARGUMENTS:
        return frozenset()
    others = (names.at.get(child.i) for child in pronoun.head.children if child != pronoun)
    return frozenset(m.entity.name for m in others if m is not None and relation(m.span.root) in ARGUMENTS)


def name_before(cue: Span, names: Names) -> Mention | None:
    """The name right before the cue that the parse has not made its subject: «США готові»."""
    mention = names.at.get(cue.start - 1)
    if mention is None or cue[0].is_sent_start or cue.root.pos_ not in {"VERB", "ADJ"}:
        return None
    root = mention.span.root
    governed = any(relation(child) == "case" for child in root.lefts)
    unchanging = any("Fixd" in parse.tag.grammemes for parse in readings(root.text, names.words.dictionary))
    return mention if (feature(root, "Case") == "Nom" or unchanging) and not governed else None


def described(pronoun: Token, names: Names) -> list[Token]:
    """The noun that the clause of a relative pronoun describes, with its conjuncts where they are several.

    It agrees with the pronoun; whoever does something may speak, what something is said in need not. The parse is only
    one hint.
    """
    clause = pronoun
    for _ in range(6):
        if relation(clause) == "acl" or clause.head == clause:
            break
        clause = clause.head
    wanted = _forms_of(pronoun, names.words) or agreement_of(pronoun, names.words)
    heads = [clause.head, *clause.head.ancestors] if relation(clause) == "acl" else []
    before = [t for t in pronoun.doc[pronoun.sent.start : pronoun.i] if t.pos_ in {"NOUN", "PROPN", "PRON"}]
    near = (t for t in (*heads, *reversed(before)) if t.i < pronoun.i and t.pos_ != "VERB")
    fitting = [token for token in near if agreement_of(token, names.words) & wanted]
    governed = any(relation(child) == "case" for child in pronoun.lefts)
    speaking = (token for token in fitting if governed or may_speak(token, names))
    noun = next(speaking, fitting[0] if fitting else None)
    if noun is None:
        return []
    others = [token for token in noun.conjuncts if token.i < pronoun.i] if "Plur" in wanted else []
    return sorted([noun, *others], key=lambda token: token.i)


def _forms_of(pronoun: Token, words: Speakers) -> frozenset[str]:
    """The genders and numbers that the form of an adjectival pronoun may be in; nothing where no dictionary tells."""
    known = [parse.tag for parse in readings(pronoun.text, words.dictionary) if parse.tag.POS in ADJECTIVAL]
    # «Хто» and «що» have a gender of their own.
    tags = [tag for tag in known if not tag.grammemes & {"anim", "inan"}]
    found = (["Plur"] if tag.number == "plur" else GENDERS_OF.get(tag.gender, ()) for tag in tags)
    return frozenset(gender for genders in found for gender in genders)


def is_own_report(attribution: Attribution, words: Speakers) -> bool:
    """Whether the outlet refers to what it has reported itself («як раніше повідомляли»)."""
    if attribution.cue is None or feature(attribution.cue.root, "Number") != "Plur":
        return False
    around = [*attribution.cue, *attribution.cue.root.children]
    return any({lemma(token), token.lower_} & words.own_report for token in around)


def issuer(text: Token, names: Names) -> Token | None:
    """Who made a text: the agent of its participle («лист, підписаний ректором»), whoever does something with it."""
    for clause in text.rights:
        if relation(clause) != "acl":
            continue
        for child in clause.children:
            by = relation(child) == "obl" and feature(child, "Case") == "Ins"
            agent = (by or relation(child) == "nsubj") and child.i > text.i and child.pos_ in {"NOUN", "PROPN"}
            if agent and may_speak(child, names):
                return child
    if relation(text) in {"obj", "obl"} and text.head.pos_ == "VERB":
        return shared_subject(text.head, names)
    return None
