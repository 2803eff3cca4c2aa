"""What tells the names of persons, organisations and places apart where capitals mark all three alike."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from kb.model import EntityKind


@dataclass(frozen=True, slots=True)
class Capitals:
    """The words by which a run of capitalised words is cut and sorted; all in lower case.

    Persons: `titles` stand before a name and are no part of it, `title_complements` say of what after "of"
    («Secretary of State»), `labels` are what else stands before them ("Republican"); `given_names` are those of
    `Speakers` and those that men and women share, `surnames` common ones.

    Things: `endings` are the last words of names by the kind of entity, `heads` are those that go on with "of"
    («University of»), `known` are whole names; a run that ends in one of `other` is a name of none of the kinds, and
    `never` are capitalised words that name nothing. `links` join the words of such a name, `places_before` are
    adpositions of place, `saying` are verbs whose subject may be a person, `articles` stand before no person's name.

    Phrases: `of` and `joining` ("and") are the small words between nouns, `possessives` the endings of whose something
    is, `examples` begin a list of some of those meant ("including"), `both` and `one` say how many are.
    """

    titles: frozenset[str] = frozenset()
    title_complements: frozenset[str] = frozenset()
    labels: frozenset[str] = frozenset()
    given_names: frozenset[str] = frozenset()
    surnames: frozenset[str] = frozenset()
    endings: Mapping[str, EntityKind] = field(default_factory=dict)
    heads: frozenset[str] = frozenset()
    known: Mapping[str, EntityKind] = field(default_factory=dict)
    other: frozenset[str] = frozenset()
    never: frozenset[str] = frozenset()
    links: frozenset[str] = frozenset()
    places_before: frozenset[str] = frozenset()
    saying: frozenset[str] = frozenset()
    articles: frozenset[str] = frozenset()
    of: str = ""
    joining: str = ""
    possessives: frozenset[str] = frozenset()
    examples: frozenset[str] = frozenset()
    both: str = ""
    one: str = ""
