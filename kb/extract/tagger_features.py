"""What the attribution tagger sees of a token, and of a token beside a cue: names of values, and rows of tables.

All but the word itself is said in terms that the languages share: parts of speech, relations, what the cue lexicon
of the language says of a word.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, TypeVar

import numpy as np

from kb.extract.syntax import lemma

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from spacy.tokens import Doc

    from kb.extract.context import Context
    from kb.language.cues import Cues

Said = TypeVar("Said")
Rows = Mapping[str, "NDArray[np.int32]"]

UNKNOWN = 0
# As spaCy counts them.
IOB = ("", "I", "O", "B")
SUBTYPES = frozenset({"pass", "agent", "relcl"})
TABLES = ("act", "case", "class", "entity", "form", "head act", "head pos", "head relation", "place", "pos", "relation")
_RELATIONS = """
    acl acl:relcl advcl advmod amod appos aux aux:pass case cc ccomp clf compound conj cop csubj csubj:pass dep det
    discourse dislocated expl fixed flat goeswith iobj list mark nmod nsubj nsubj:pass nummod obj obl obl:agent orphan
    parataxis punct reparandum root vocative xcomp
"""
RELATION_ROWS = {name: row for row, name in enumerate(_RELATIONS.split(), start=1)}
SELF, HEAD, BELOW = 1, 2, 3
BESIDE = BELOW + len(RELATION_ROWS) + 1
# Signed, in tokens.
DISTANCES = (-30, -20, -13, -8, -5, -3, -2, -1, 0, 1, 2, 3, 4, 6, 9, 14, 21, 31)
# No branch of a tree that is right is deeper.
DEEPEST = 24
# Rows in the tables of what a token is to a cue.
SIZES = {"distance": len(DISTANCES) + 1, "quote": 4, "sentence": 10, "tree": BESIDE + len(RELATION_ROWS) + 1}


def values(context: Context) -> dict[str, list[str]]:
    """The value of every token in every table, and its "word"."""
    doc = context.doc
    lexicon = _lexicon(context.language.cues)
    words = list(map(lemma, doc))
    parts = _column(doc, "POS", str)
    acts = [lexicon.act(word, part) for word, part in zip(words, parts, strict=True)]
    relations = _column(doc, "DEP", _relation)
    heads = [token.head.i for token in doc]
    morphologies = _column(doc, "MORPH", _morphology)
    entities = zip(doc.to_array("ENT_IOB").tolist(), _column(doc, "ENT_TYPE", str), strict=True)
    below = [head != i for i, head in enumerate(heads)]
    return {
        "act": acts,
        "case": [case for case, _ in morphologies],
        "class": list(map(lexicon.word_class, _column(doc, "LOWER", str), words)),
        "entity": [f"{IOB[iob]} {kind}" for iob, kind in entities],
        "form": [form for _, form in morphologies],
        "head act": [acts[head] if lower else "" for head, lower in zip(heads, below, strict=True)],
        "head pos": [parts[head] if lower else "" for head, lower in zip(heads, below, strict=True)],
        "head relation": [relations[head] for head in heads],
        "place": _places(context),
        "pos": parts,
        "relation": relations,
        "word": words,
    }


def _column(doc: Doc, attribute: str, say: Callable[[str], Said]) -> list[Said]:
    """What `say` makes of an attribute of each token, asked once for each value: tokens are slow to give strings."""
    column = doc.to_array(attribute).tolist()
    strings = doc.vocab.strings
    known = {value: say(strings[value]) for value in set(column)}
    return [known[value] for value in column]


@lru_cache(maxsize=256)
def _relation(name: str) -> str:
    base, _, subtype = name.lower().partition(":")
    return name.lower() if subtype in SUBTYPES else base


@lru_cache(maxsize=4096)
def _morphology(morph: str) -> tuple[str, str]:
    """The case, and what sort of form a verb or pronoun is."""
    found = dict(pair.split("=", 1) for pair in morph.split("|") if "=" in pair)
    wanted = ("VerbForm", "Mood", "Tense", "Person", "Number", "PronType")
    return found.get("Case", ""), " ".join(found.get(name, "-") for name in wanted)


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The cue lexicon turned round: what it knows of each word."""

    acts: Mapping[str, str]
    phrases: frozenset[str]
    classes: Mapping[str, frozenset[str]]

    def act(self, word: str, part: str) -> str:
        """What the word reports, and as what part of speech it does."""
        act = self.acts.get(word, "")
        return f"{act} phrase".lstrip() if part == "NOUN" and word in self.phrases else act

    def word_class(self, form: str, word: str) -> str:
        """What else is known of the word, by its form or its lemma; a mark stands for itself."""
        if not form[:1].isalnum() and not any(map(str.isalnum, form)):
            return form[:1]
        found = self.classes.get(form, NOTHING) | self.classes.get(word, NOTHING)
        return " ".join(name for name in CLASSES if name in found) if found else ""


NOTHING: frozenset[str] = frozenset()
CLASSES: Mapping[str, Callable[[Cues], frozenset[str]]] = {
    "as": lambda cues: cues.as_conjunctions,
    "that": lambda cues: cues.complementizers,
    "what": lambda cues: cues.question_words,
    "according": lambda cues: cues.adpositions,
    "reportedly": lambda cues: cues.particles,
    "about": lambda cues: cues.topic_adpositions,
    "at": lambda cues: cues.place_adpositions,
    "this": lambda cues: cues.pro_forms,
    "not": lambda cues: cues.negations,
}


@lru_cache(maxsize=16)
def _lexicon(cues: Cues) -> Lexicon:
    acts: defaultdict[str, list[str]] = defaultdict(list)
    for kind, lemmas in {"verb": cues.verbs, "noun": cues.nouns, "predicative": cues.predicatives}.items():
        for word, act in lemmas.items():
            acts[word].append(f"{kind} {act}")
    for word in cues.light_verbs:
        acts[word].append("light")
    classes: defaultdict[str, set[str]] = defaultdict(set)
    for name, words in CLASSES.items():
        for word in words(cues):
            classes[word].add(name)
    return Lexicon(
        acts={word: " ".join(found) for word, found in acts.items()},
        phrases=frozenset(cues.phrases),
        classes={word: frozenset(found) for word, found in classes.items()},
    )


def _places(context: Context) -> list[str]:
    """Whether each token is quoted, and whether it begins a sentence or a block."""
    starts = {start: "sentence" for start, _ in context.sentences} | {start: "block" for start, _ in context.blocks}
    found = []
    for i, number in enumerate(context.quotation_at):
        quoted = "out"
        if number >= 0:
            inner = context.quotations[number].inner
            quoted = "open" if i < inner.start else "close" if i >= inner.end else "in"
        found.append(f"{quoted} {starts.get(i, '')}")
    return found


@dataclass(frozen=True, slots=True)
class Positions:
    """Where every token of a Doc stands: its head, the row of its relation, its sentence, block and quotation."""

    heads: NDArray[np.intp]
    relations: NDArray[np.int32]
    sentences: NDArray[np.intp]
    blocks: NDArray[np.intp]
    quotations: NDArray[np.intp]


def positions(context: Context) -> Positions:
    """The positions of the tokens of a Doc."""
    doc = context.doc
    heads, relations = doc.to_array(["HEAD", "DEP"]).astype(np.int64).T
    kinds, inverse = np.unique(relations, return_inverse=True)
    rows = [RELATION_ROWS.get(_relation(doc.vocab.strings[int(kind) % 2**64]), 0) for kind in kinds]
    return Positions(
        heads=np.arange(len(doc)) + heads,
        relations=np.asarray(rows, np.int32)[inverse],
        sentences=np.asarray(context.sentence_at, np.intp),
        blocks=np.asarray(context.block_at, np.intp),
        quotations=np.asarray(context.quotation_at, np.intp),
    )


def around(positions: Positions, cues: Sequence[int], reach: int) -> tuple[NDArray[np.intp], Rows]:
    """The tokens (time, cue) within `reach` of each cue, -1 where there is none, and what they are to it, by table."""
    length = len(positions.heads)
    center = np.asarray(cues, np.intp)[None, :]
    places = np.arange(-reach, reach)[:, None] + center
    tokens = np.clip(places, 0, length - 1)
    sentences, blocks, quotations = positions.sentences, positions.blocks, positions.quotations
    steps = np.clip(sentences[tokens] - sentences[center], -2, 2) + 2 + 5 * (blocks[tokens] == blocks[center])
    same = quotations[tokens] == quotations[center]
    quoted = np.where(same, quotations[tokens] >= 0, 2 + (quotations[center] >= 0))
    return np.where((places >= 0) & (places < length), tokens, -1), {
        "distance": np.searchsorted(DISTANCES, places - center).astype(np.int32),
        "quote": quoted.astype(np.int32),
        "sentence": steps.astype(np.int32),
        "tree": _tree(positions, tokens, center),
    }


def _tree(positions: Positions, tokens: NDArray[np.intp], center: NDArray[np.intp]) -> NDArray[np.int32]:
    """What a token is to a cue in the parse: by the branch that it is in, below the cue or beside it below its head."""
    found = np.zeros(tokens.shape, np.int32)
    governor = positions.heads[center]
    current = tokens
    for _ in range(DEEPEST):
        above = positions.heads[current]
        branches = (found == 0) & (above != current)
        below = branches & (above == center)
        beside = branches & (above == governor) & (current != center) & ~below
        found[below] = BELOW + positions.relations[current[below]]
        found[beside] = BESIDE + positions.relations[current[beside]]
        if (above == current).all():
            break
        current = above
    found[tokens == governor] = HEAD
    found[tokens == center] = SELF
    return found
