"""Which of the mentions that a treebank marks are names: GUM's `Entity=` has every noun phrase.

Format: `global.Entity = GRP-etype-infstat-salience-centering-minspan-link-identity`, brackets around spans; see
https://wiki.gucorpling.org/gum/entities. `minspan` numbers the tokens of the mention that are its head or its name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

KINDS: Mapping[str, str] = {"person": "PERS", "organization": "ORG", "place": "LOC"}
NAME_TAGS = frozenset({"NNP", "NNPS"})
# What may stand inside a name between its words: "Bank of the West", "Johnson & Johnson", "Jean-Luc".
LINKS = frozenset({"IN", "DT", "CC", "HYPH", "POS", "CD", "JJ"})
# Universal NER leaves these before the name, and alone they are no name; nor are plural peoples.
_TITLES = """
    ambassador archbishop assistant attorney baron bishop captain cardinal chair chairman chancellor chief colonel
    commander commissioner congressman congresswoman count countess dean deputy detective director doctor dr dr. duke
    emperor empress first former gen. general governor gov. inspector judge justice king lady leader lieutenant lord
    lt. madam madame major majority mayor minister minority miss mr mr. mrs mrs. ms ms. officer president pres. prime
    prince princess prof. professor queen rabbi regent rep. representative rev. reverend secretary sen. senator
    sergeant sgt. sheikh sheriff sir sister speaker superintendent treasurer tsar under vice -
"""
TITLES = frozenset(_TITLES.split())
BRACKET = re.compile(r"\([^()]*\)?|[^()]+\)")


@dataclass(frozen=True, slots=True)
class Mention:
    """A noun phrase from `start` to before `end`, and the fields of its annotation."""

    start: int
    end: int
    fields: Sequence[str]


def named_labels(words: Sequence[str], tags: Sequence[str], notes: Sequence[str]) -> Iterator[str]:
    """The IOB labels of the outermost names; `tags` are Penn's, `notes` the tenth column."""
    names = (name_of(mention, words, tags) for mention in mentions(notes))
    labels = ["O"] * len(words)
    for start, end, kind in sorted(filter(None, names), key=lambda name: name[0] - name[1]):
        if set(labels[start:end]) == {"O"}:
            labels[start:end] = [f"B-{kind}", *[f"I-{kind}"] * (end - start - 1)]
    yield from labels


def name_of(mention: Mention, words: Sequence[str], tags: Sequence[str]) -> tuple[int, int, str] | None:
    """The name in a mention: all words of its minimal span are proper nouns, and what they are joined by."""
    kind = KINDS.get(mention.fields[1])
    places = [mention.start + int(place) - 1 for place in mention.fields[5].split(",") if place.isdigit()]
    places = [place for place in places if place < mention.end]
    if kind is None or not places or tags[places[0]] not in NAME_TAGS:
        return None
    start = end = places[0]
    for place in places:
        if tags[place] not in NAME_TAGS | LINKS or not all(tag in LINKS | NAME_TAGS for tag in tags[end:place]):
            break
        end = place + 1
    while start > mention.start and tags[start - 1] in NAME_TAGS:
        start -= 1
    while end < mention.end and tags[end] in NAME_TAGS:
        end += 1
    # Whatever follows the last proper noun of the minimal span shows that this is a phrase with a name in it.
    last = max(places)
    if tags[last] not in NAME_TAGS and last >= end:
        return None
    if kind == "PERS":
        while start < end and words[start].lower() in TITLES:
            start += 1
        if start == end or tags[start] not in NAME_TAGS or tags[end - 1] == "NNPS":
            return None
    return start, end, kind


def mentions(notes: Iterable[str]) -> Iterator[Mention]:
    """The mentions of a sentence, inner ones first; one that it does not close is left out."""
    opened: list[tuple[int, list[str]]] = []
    for index, note in enumerate(notes):
        value = next((field[7:] for field in note.split("|") if field.startswith("Entity=")), "")
        for bracket in BRACKET.findall(value):
            if bracket.startswith("("):
                opened.append((index, bracket.strip("()").split("-", 7)))
            if bracket.endswith(")"):
                group = bracket.strip("()").split("-")[0]
                place = next((at for at in reversed(range(len(opened))) if opened[at][1][0] == group), None)
                if place is not None:
                    start, fields = opened.pop(place)
                    yield Mention(start, index + 1, fields)
