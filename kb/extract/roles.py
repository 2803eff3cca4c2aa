"""In what way a word hangs on what it belongs to: as subject, as object, by its adposition."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kb.extract.operators import STANCES
from kb.extract.predicate import governed, has, is_among
from kb.extract.syntax import children, first_child, lemma, relation

if TYPE_CHECKING:
    from spacy.tokens import Token

    from kb.extract.senses import Senses

SUBJECT, OBJECT = "subject", "object"
NAMING = frozenset({"NOUN", "PROPN", "PRON"})


def role_of(token: Token, senses: Senses) -> str:
    """In what way the token hangs on its head: subject, object (turned round in the passive), or by its adposition.

    What a noun of action is of, is its subject or its object: «зустріч президентів», "withdrawal of troops".
    """
    kind = relation(token)
    if kind in ("nmod", "compound") and token.head.pos_ in ("NOUN", "PROPN") and token.pos_ in NAMING:
        found = _role_of_noun(token, senses)
        if found:
            return found
    passive = token.dep_ == "nsubj:pass" or (kind == "nsubj" and is_passive(token.head))
    if kind == "nsubj":
        return OBJECT if passive else SUBJECT
    if kind == "obj":
        return OBJECT
    if kind in ("obl", "nmod", "iobj"):
        case = first_child(token, "case")
        if case is not None:
            if lemma(case) in senses.language.meanings.of_agents and is_passive(token.head):
                return SUBJECT
            return SUBJECT if _has_stance(token, lemma(case), senses) else lemma(case)
        if has(token, "Case", "Ins") and is_passive(token.head):
            return SUBJECT
        return "of" if kind == "nmod" else "obl"
    return kind


def _has_stance(token: Token, case: str, senses: Senses) -> bool:
    """Whether a plan or a possibility is there for whom the token names: «у посла немає планів їхати»."""
    if case not in senses.language.meanings.of_owners or token.pos_ not in NAMING:
        return False
    labels = senses.language.labels
    held = children(token.head, "obj", "nsubj")
    return governed(token.head, labels) is not None or any(
        is_among(each, labels.modal_nouns) or not STANCES.isdisjoint(senses.ids(each)) for each in held
    )


def _role_of_noun(token: Token, senses: Senses) -> str:
    """Subject or object, by whether what the noun of action evokes has a bare object; empty for other relations."""
    case = first_child(token, "case")
    evoked = senses.of(token.head).evoked
    frame = next((each.id for each in evoked if senses.lexicon.roles(each.id)), None)
    if frame is None:
        return ""
    if token.dep_ == "nmod:poss":
        return SUBJECT
    if case is not None and lemma(case) in senses.language.meanings.of_agents:
        return SUBJECT
    if case is None and token.head.pos_ == "NOUN" and has(token, "Case", "Ins"):
        return SUBJECT
    bare = relation(token) == "compound" or (case is None and not has(token, "Case", "Dat"))
    if not bare and (case is None or lemma(case) not in senses.language.meanings.of_objects):
        return ""
    second = next((role for role in senses.lexicon.roles(frame) if role.place == 2), None)
    if second is not None and not second.markers:
        return OBJECT
    # "Same-sex marriage", "interview request": what kind it is, not whose.
    return "" if relation(token) == "compound" else SUBJECT


def is_passive(token: Token) -> bool:
    """Whether the subject of the verb is whom or what it is done to."""
    return has(token, "Voice", "Pass") or any(child.dep_ in ("aux:pass", "nsubj:pass") for child in token.children)
