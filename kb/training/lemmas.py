"""Learns the lemmas that a dictionary or rules get wrong: «року» is of «рік», not of «рок»."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from kb.parse.dictionary import SPELLINGS, YO
from kb.parse.lemmatizer import exception_key

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from kb.training.treebanks import Sentence

# Once is enough for a form that has one lemma only; the dictionary is right of the rare ones as often as not.
# But a capital that was seen once is a headline's as often as a name's, and "_" says that there is no lemma.
LEAST_SHARE = 0.7


def learn_exceptions(sentences: Iterable[Sentence], lemma: Callable[[str, str, str], str]) -> dict[str, str]:
    """The lemma of every form and part of speech where a treebank clearly holds another than `lemma`.

    That is given a form, its part of speech and its features.
    """
    gold: defaultdict[str, Counter[str]] = defaultdict(Counter)
    rule: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for sentence in sentences:
        for form, part, feats, wanted in zip(
            sentence.words, sentence.parts, sentence.feats, sentence.lemmas, strict=True
        ):
            key = exception_key(form, part)
            gold[key][wanted.translate(SPELLINGS).translate(YO) if any(map(str.isalpha, form)) else wanted] += 1
            rule[key][lemma(form, part, feats)] += 1
    return {
        key: best
        for key, best in _majorities(gold)
        if rule[key][best] < gold[key][best] and best != "_" and (gold[key][best] > 1 or best.lower() not in rule[key])
    }


def _majorities(counts: dict[str, Counter[str]]) -> Iterable[tuple[str, str]]:
    for key, counter in counts.items():
        [(best, count)] = counter.most_common(1)
        if count >= LEAST_SHARE * counter.total():
            yield key, best
