from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from numpy.typing import NDArray

from kb.parse.features import LEMMA, collect
from kb.parse.network import Shape
from kb.parse.weights import Weights
from kb.training.examples import number, words_of
from kb.training.initial import initial_arrays
from kb.training.related import Material, Numbers, alone, together
from kb.training.transfer import alike, transfer
from kb.training.treebanks import Sentence

Floats = NDArray[np.float32]
WIDTHS = {LEMMA: 8, "norm": 8, "suffix2": 4}
SHAPE = Shape(width=6, layers=1, arc=4, label=3, readings=5)
NOUN = "Animacy=Inan|Case=Nom|Gender=Masc|Number=Sing"


def sentence(words: str, *, relation: str, feats: str = NOUN) -> Sentence:
    noun, verb, mark = words.split()
    return Sentence(
        words=(noun, verb, mark),
        spaces=(True, False, True),
        lemmas=(noun, verb, mark),
        parts=("NOUN", "VERB", "PUNCT"),
        feats=(feats, "", ""),
        heads=(1, 1, 1),
        relations=(relation, "ROOT", "punct"),
    )


UKRAINIAN = [sentence("місто стоїть .", relation="nsubj"), sentence("дім горить .", relation="dislocated")]
RUSSIAN = [sentence("дом стоит .", relation="nsubj:pass"), sentence("дом горит .", relation="nsubj")]


def initial(numbers: Numbers, seed: int = 1) -> dict[str, Floats]:
    targets = numbers.targets
    return initial_arrays(
        numbers.vocabulary,
        SHAPE,
        widths=WIDTHS,
        classes={"tags": len(targets.tags), "starts": 1, "entities": len(targets.entities)},
        relations=len(targets.relations),
        seed=seed,
    )


def own(language: str, treebank: list[Sentence]) -> Numbers:
    # Readings count from five times `least` on.
    vocabulary = collect(words_of(treebank * 5), language, tables=WIDTHS, least=1)
    return alone(vocabulary, number(treebank, []))


@pytest.fixture
def source() -> Weights:
    numbers = own("uk", UKRAINIAN)
    return Weights(
        SHAPE,
        numbers.vocabulary,
        list(numbers.targets.tags),
        list(numbers.targets.relations),
        list(numbers.targets.entities),
        initial(numbers, seed=2),
    )


def relation(arrays: dict[str, Floats] | Weights, place: int, relations: int) -> Floats:
    held = arrays.arrays if isinstance(arrays, Weights) else arrays
    return held["label.bilinear"].reshape(SHAPE.label, relations, -1)[:, place]


def test_what_has_the_same_name_starts_as_the_source(source: Weights) -> None:
    numbers = own("ru", RUSSIAN)
    arrays, started = initial(numbers), transfer(initial(numbers), numbers, source=source)
    assert np.array_equal(started["lstm0on.recurrent"], source.arrays["lstm0on.recurrent"])
    dot = numbers.vocabulary.tables["norm"]["."], source.vocabulary.tables["norm"]["."]
    assert np.array_equal(started["embed.norm"][dot[0]], source.arrays["embed.norm"][dot[1]])
    assert np.array_equal(started["embed.norm"][0], source.arrays["embed.norm"][0])
    new = numbers.vocabulary.tables["norm"]["горит"]
    assert np.array_equal(started["embed.norm"][new], arrays["embed.norm"][new])
    [shared, *_] = numbers.vocabulary.readings.keys() & source.vocabulary.readings.keys()
    row = numbers.vocabulary.readings[shared], source.vocabulary.readings[shared]
    assert np.array_equal(started["readings"][row[0]], source.arrays["readings"][row[1]])


def test_a_relation_starts_as_the_one_without_its_subtype(source: Weights) -> None:
    numbers = own("ru", RUSSIAN)
    started = transfer(initial(numbers), numbers, source=source)
    names = list(numbers.targets.relations)
    subject = relation(source, list(source.relations).index("nsubj"), len(source.relations))
    for name in ("nsubj", "nsubj:pass"):
        assert np.array_equal(relation(started, names.index(name), len(names)), subject)


@pytest.mark.parametrize(
    ("name", "closer", "farther"),
    [
        pytest.param(
            ("NOUN", NOUN), ("NOUN", "Case=Nom|Gender=Masc|Number=Sing"), ("NOUN", "Case=Gen"), id="more features"
        ),
        pytest.param(("NOUN", "Case=Gen"), ("NOUN", ""), ("PROPN", "Case=Gen"), id="the same part of speech"),
        pytest.param("obl:agent", "obl", "obj", id="the same relation"),
        pytest.param("S-LOC", "S-LOC", "S-ORG", id="the same entity"),
    ],
)
def test_likeness(name: object, closer: object, farther: object) -> None:
    assert alike(name, closer) > alike(name, farther)


def test_two_languages_share_rows_but_not_readings(source: Weights) -> None:
    vocabulary = collect(words_of(RUSSIAN), "ru", tables=WIDTHS, least=1)
    numbers = together(vocabulary, Material([RUSSIAN], [], [UKRAINIAN]), other=source.vocabulary)
    ids, allowed = numbers.features
    assert len(ids) == len(allowed) == len(numbers.targets.forms) + len(numbers.related.forms)
    ours, theirs = numbers.targets.forms["."], numbers.related.forms["."]
    assert ours != theirs
    assert np.array_equal(ids[ours], ids[theirs])
    assert set(numbers.targets.relations) == {"nsubj", "nsubj:pass", "dislocated", "ROOT", "punct"}
    assert replace(numbers.targets, forms={}) == replace(numbers.related, forms={})


def test_what_only_the_related_language_has_is_left_behind(source: Weights) -> None:
    vocabulary = collect(words_of(RUSSIAN), "ru", tables=WIDTHS, least=1)
    wide = together(vocabulary, Material([RUSSIAN], [], [UKRAINIAN]), other=source.vocabulary)
    arrays = initial(wide, seed=3)
    names = list(wide.targets.tags), list(wide.targets.relations), list(wide.targets.entities)
    both = Weights(SHAPE, wide.vocabulary, *names, arrays)
    narrow = alone(vocabulary, number(RUSSIAN, []))
    kept = transfer(initial(narrow), narrow, source=both)
    assert len(kept["embed.norm"]) < len(arrays["embed.norm"])
    place = narrow.vocabulary.tables["norm"]["дом"], wide.vocabulary.tables["norm"]["дом"]
    assert np.array_equal(kept["embed.norm"][place[0]], arrays["embed.norm"][place[1]])
    tag = list(narrow.targets.tags).index(("VERB", "")), list(wide.targets.tags).index(("VERB", ""))
    assert np.array_equal(kept["tags.weight"][:, tag[0]], arrays["tags.weight"][:, tag[1]])
    assert kept["label.bias"].shape == (4,)
