"""What the attribution tagger sees of a token, and of a token beside a cue: names of values, and rows of tables.

All but the word itself is said in terms that the languages share: parts of speech, relations, what the cue lexicon
of the language says of a word.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from kb.extract.syntax import lemma

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from kb.extract.context import Context
    from kb.language.cues import Cues

Rows = Mapping[str, "NDArray[np.int32]"]

UNKNOWN = 0
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
    doc, cues = context.doc, context.language.cues
    words = [lemma(token) for token in doc]
    acts = [_act(cues, word, token.pos_) for token, word in zip(doc, words, strict=True)]
    relations = [_relation(token.dep_) for token in doc]
    heads = [token.head.i for token in doc]
    morphs = [_morphology(str(token.morph)) for token in doc]
    parts = [token.pos_ for token in doc]
    return {
        "act": acts,
        "case": [case for case, _ in morphs],
        "class": [_word_class(cues, token.lower_, word) for token, word in zip(doc, words, strict=True)],
        "entity": [f"{token.ent_iob_} {token.ent_type_}" for token in doc],
        "form": [form for _, form in morphs],
        "head act": [acts[head] if head != i else "" for i, head in enumerate(heads)],
        "head pos": [parts[head] if head != i else "" for i, head in enumerate(heads)],
        "head relation": [relations[head] for head in heads],
        "place": [_place(context, i) for i in range(len(doc))],
        "pos": parts,
        "relation": relations,
        "word": words,
    }


def _relation(name: str) -> str:
    base, _, subtype = name.lower().partition(":")
    return name.lower() if subtype in SUBTYPES else base


@lru_cache(maxsize=4096)
def _morphology(morph: str) -> tuple[str, str]:
    """The case, and what sort of form a verb or pronoun is."""
    found = dict(pair.split("=", 1) for pair in morph.split("|") if "=" in pair)
    wanted = ("VerbForm", "Mood", "Tense", "Person", "Number", "PronType")
    return found.get("Case", ""), " ".join(found.get(name, "-") for name in wanted)


def _act(cues: Cues, word: str, part: str) -> str:
    """What the lexicon says that the word reports, and as what part of speech it does."""
    kinds = {"verb": cues.verbs, "noun": cues.nouns, "predicative": cues.predicatives}
    found = [f"{kind} {acts[word]}" for kind, acts in kinds.items() if word in acts]
    if word in cues.phrases and part == "NOUN":
        found.append("phrase")
    if word in cues.light_verbs:
        found.append("light")
    return " ".join(found)


def _word_class(cues: Cues, form: str, word: str) -> str:
    """What else the lexicon knows of the word; a mark stands for itself."""
    if not any(map(str.isalnum, form)):
        return form[:1]
    named = {
        "as": cues.as_conjunctions,
        "that": cues.complementizers,
        "what": cues.question_words,
        "according": cues.adpositions,
        "reportedly": cues.particles,
        "about": cues.topic_adpositions,
        "at": cues.place_adpositions,
        "this": cues.pro_forms,
        "not": cues.negations,
    }
    return " ".join(name for name, words in named.items() if form in words or word in words)


def _place(context: Context, i: int) -> str:
    """Whether the token is quoted, and whether it begins a sentence or a block."""
    number = context.quotation_at[i]
    quoted = "out"
    if number >= 0:
        quotation = context.quotations[number]
        quoted = "open" if i < quotation.inner.start else "close" if i >= quotation.inner.end else "in"
    starts = "block" if i == context.block(i)[0] else "sentence" if i == context.sentence(i)[0] else ""
    return f"{quoted} {starts}"


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
    return Positions(
        heads=np.fromiter((token.head.i for token in doc), np.intp, len(doc)),
        relations=np.fromiter((RELATION_ROWS.get(_relation(token.dep_), 0) for token in doc), np.int32, len(doc)),
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
