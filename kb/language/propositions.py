"""What a language must say for its verbs, participles and verbal nouns to meet in one predicate."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

# An ending and what it is replaced by; the result counts only if the dictionary knows it as a verb.
Endings = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class PropositionLexicon:
    """How a word becomes a predicate; every word is a lemma in lower case.

    `same_verb` leads from a verb to the one that stands for both aspects where no rule finds it, `aspect` from
    imperfective to perfective endings (before the `reflexive` suffix too), `participles` and `verbal_nouns` to
    infinitives, and `nouns` from the nouns of action that follow no rule to their verbs; `things` only look like
    such nouns. `be` are the verbs of existing (`copula` stands for them all), `intransitive` those whose noun has
    its subject in the genitive («виїзд посла»). `object_control` verbs lend their object to the infinitive as its
    subject («закликав Росію відвести»; with one of `control_adpositions`: «вимагає від Росії»), all others lend
    their subject. `speaker` are the pronouns of whoever speaks, `unresolved` those that say nothing unless somebody
    knows whom they mean, `relatives` those that mean the noun before them. Words of `circumstances` as an oblique
    say when, not what, and are left out.

    A language without cases says in words what others say by case: `genitives` are the adpositions that stand for
    the genitive ("withdrawal of troops"), `agents` those of whoever does what a passive or a noun of action says.
    In `same_verb` a verb may have its particle: "pull out".
    """

    copula: str
    be: frozenset[str]
    reflexive: str
    same_verb: Mapping[str, str]
    aspect: Endings
    participles: Endings
    verbal_nouns: Endings
    nouns: Mapping[str, str]
    things: frozenset[str]
    intransitive: frozenset[str]
    object_control: frozenset[str]
    control_adpositions: frozenset[str]
    speaker: frozenset[str]
    unresolved: frozenset[str]
    relatives: frozenset[str]
    circumstances: frozenset[str]
    genitives: frozenset[str] = frozenset()
    agents: frozenset[str] = frozenset()
