"""Measures a pipeline on held-out corpora: gold tokens in, everything else predicted, sentences included.

UPOS, UFeats, UAS and LAS as in the CoNLL 2018 shared task (Zeman et al.): punctuation counts, relations without
their subtypes, universal features only. `LAS+` and `Feats+` compare relations with subtypes and every feature.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from kb.parse import load
from kb.parse.dictionary import YO
from kb.training import entities, treebanks
from kb.training.recipes import RECIPES, Recipe

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from spacy.language import Language
    from spacy.tokens import Doc, Token

Scores = dict[str, float]

# conll18_ud_eval.py, UNIVERSAL_FEATURES
UNIVERSAL_FEATURES = """
    PronType NumType Poss Reflex Foreign Abbr Gender Animacy Number Case Definite Degree
    VerbForm Mood Tense Aspect Voice Evident Polarity Person Polite
"""
UNIVERSAL = frozenset(UNIVERSAL_FEATURES.split())
SENTENCES_AT_ONCE = 10


def evaluate(
    nlp: Language, recipe: Recipe, corpora: Path, *, split: str = "test", sentences: int | None = None
) -> dict[str, Scores]:
    """The scores on every corpus of a recipe; `sentences` limits each treebank, and the passages of entities."""
    scores = {}
    for treebank in recipe.treebanks:
        if split in treebank.splits:
            read = treebanks.read_split(treebank, corpora, split)
            scores[treebank.name] = evaluate_treebank(nlp, islice(read, sentences))
    for corpus in recipe.entities:
        if split in corpus.parts:
            passages = islice(entities.read_entities(corpus, corpora, split), sentences)
            scores[corpus.name] = evaluate_entities(nlp, passages, core=corpus.core)
    return scores


def evaluate_treebank(nlp: Language, sentences: Iterable[treebanks.Sentence]) -> Scores:
    """Percentages for tags, trees, lemmas and sentence starts; documents are read ten sentences at a time at most."""
    golds = [treebanks.to_doc(group, nlp.vocab) for group in treebanks.group(sentences, SENTENCES_AT_ONCE)]
    hits: Counter[str] = Counter()
    total = 0
    starts: Counter[str] = Counter()
    for gold, doc in zip(golds, nlp.pipe(map(bare, golds)), strict=True):
        for wanted, token in zip(gold, doc, strict=True):
            total += 1
            hits.update(name for name, right in compare(wanted, token).items() if right)
            starts.update({"gold": bool(wanted.is_sent_start), "found": bool(token.is_sent_start)})
            starts["both"] += bool(wanted.is_sent_start and token.is_sent_start)
    scores = {name: 100 * hits[name] / total for name in ("UPOS", "UFeats", "Feats+", "UAS", "LAS", "LAS+", "lemma")}
    return {**scores, "sentences": 200 * starts["both"] / (starts["gold"] + starts["found"])}


def evaluate_entities(nlp: Language, passages: Iterable[entities.Passage], *, core: Iterable[str]) -> Scores:
    """F1 of exact entities: a type each, the `core` types together, and all."""
    golds = [entities.to_doc(passage, nlp.vocab) for passage in passages]
    counts: dict[str, Counter[str]] = {}
    for gold, doc in zip(golds, nlp.pipe(map(bare, golds)), strict=True):
        wanted, found = ({(e.start, e.end, e.label_) for e in d.ents} for d in (gold, doc))
        for name, some in (("both", wanted & found), ("gold", wanted), ("found", found)):
            for *_, label in some:
                counts.setdefault(label, Counter())[name] += 1
    chosen = sum((counts.get(label, Counter()) for label in core), Counter())
    together = {"+".join(core): chosen, "all": sum(counts.values(), Counter())}
    return {name: _f1(counted) for name, counted in {**dict(sorted(counts.items())), **together}.items()}


def bare(gold: Doc) -> Doc:
    """The same words without any annotation."""
    from spacy.tokens import Doc

    return Doc(gold.vocab, words=[token.text for token in gold], spaces=[bool(token.whitespace_) for token in gold])


def compare(gold: Token, token: Token) -> Mapping[str, bool]:
    """What was predicted rightly of one token."""
    attached = token.head.i == gold.head.i
    return {
        "UPOS": token.pos_ == gold.pos_,
        "UFeats": _universal(token) == _universal(gold),
        "Feats+": str(token.morph) == str(gold.morph),
        "UAS": attached,
        "LAS": attached and _plain(token) == _plain(gold),
        "LAS+": attached and token.dep_.lower() == gold.dep_.lower(),
        "lemma": token.lemma_.translate(YO) == gold.lemma_.replace("’", "'").translate(YO),
    }


def _universal(token: Token) -> frozenset[str]:
    return frozenset(feat for feat in str(token.morph).split("|") if feat.split("=")[0] in UNIVERSAL)


def _plain(token: Token) -> str:
    return token.dep_.lower().split(":")[0]


def _f1(counted: Counter[str]) -> float:
    return 200 * counted["both"] / max(1, counted["gold"] + counted["found"])


def main(arguments: Sequence[str] | None = None) -> None:
    """Prints the figures: `python -m kb.training.evaluate uk --corpora DIR [--model M] [--split dev]`."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("language", choices=sorted(RECIPES))
    parser.add_argument("--corpora", type=Path, required=True)
    parser.add_argument("--model", help="a folder or an installed spaCy package; without it, the shipped one")
    parser.add_argument("--split", default="test")
    given = parser.parse_args(arguments)
    nlp = load(given.language, model=given.model)
    for corpus, scores in evaluate(nlp, RECIPES[given.language], given.corpora, split=given.split).items():
        figures = "  ".join(f"{name} {score:.1f}" for name, score in scores.items())
        sys.stdout.write(f"{corpus} ({given.split})  {figures}\n")


if __name__ == "__main__":
    main()
