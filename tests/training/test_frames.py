from __future__ import annotations

import random
from collections import Counter
from dataclasses import replace

import pytest

from kb.training.frame_words import RUSSIAN
from kb.training.frames import MADE, fits, framed, report
from kb.training.inflection import NOUN, VERB, features, reading
from kb.training.treebanks import Sentence

SNOW = Sentence(
    words=("Снег", "быстро", "растаял", "."),
    spaces=(True, True, False, True),
    lemmas=("снег", "быстро", "растаять", "."),
    parts=("NOUN", "ADV", "VERB", "PUNCT"),
    feats=("Animacy=Inan|Case=Nom|Gender=Masc|Number=Sing", "Degree=Pos", "Aspect=Perf", ""),
    heads=(2, 2, 2, 2),
    relations=("nsubj", "advmod", "ROOT", "punct"),
)
MANY = list(framed([SNOW], RUSSIAN, copies=300, seed=1))


def arcs(sentence: Sentence) -> dict[str, tuple[str, str]]:
    """The relation and the head of each word."""
    return {
        word: (relation, sentence.words[head])
        for word, relation, head in zip(sentence.words, sentence.relations, sentence.heads, strict=True)
    }


def test_every_frame_is_a_tree() -> None:
    for sentence in MANY:
        roots = [place for place, head in enumerate(sentence.heads) if head == place]
        assert [sentence.relations[place] for place in roots] == ["ROOT"]
        for place in range(len(sentence.words)):
            path = {place}
            while sentence.heads[place] not in path:
                place = sentence.heads[place]
                path.add(place)
            assert place == roots[0]


def test_the_sentence_keeps_its_tree() -> None:
    kept = [sentence for sentence in MANY if "растаял" in sentence.words]
    assert len(kept) > 200
    for sentence in kept:
        found = {word.lower(): arc for word, arc in arcs(sentence).items()}
        assert (found["снег"], found["быстро"]) == (("nsubj", "растаял"), ("advmod", "растаял"))


@pytest.mark.parametrize(
    ("word", "relations"),
    [
        pytest.param("растаял", {"ROOT", "ccomp"}, id="what is said is the main clause, or a complement"),
        pytest.param("что", {"mark"}, id="a conjunction marks the complement"),
        pytest.param("этом", {"obl"}, id="a pronoun stands for what is said"),
        pytest.param("словам", {"parataxis"}, id="words are put beside it"),
        pytest.param("журналистам", {"iobj"}, id="an addressee"),
    ],
)
def test_words_have_the_relations_of_their_frames(word: str, relations: set[str]) -> None:
    assert {arcs(sentence)[word][0] for sentence in MANY if word in sentence.words} == relations


def test_a_source_stands_on_either_side_of_its_verb() -> None:
    sides = Counter(
        place < head
        for sentence in MANY
        for place, (relation, head) in enumerate(zip(sentence.relations, sentence.heads, strict=True))
        if relation == "nsubj" and sentence.words[head] != "растаял"
    )
    assert min(sides.values()) > 30


def test_a_frame_begins_with_a_capital_and_ends_with_a_stop() -> None:
    assert all(sentence.words[0] == "«" or sentence.words[0][0].isupper() for sentence in MANY)
    assert {sentence.words[-1] for sentence in MANY} == {"."}
    assert all("Снег" not in sentence.words[1:] for sentence in MANY if "«" not in sentence.words)


def test_the_same_seed_gives_the_same_frames() -> None:
    assert list(framed([SNOW], RUSSIAN, copies=300, seed=1)) == MANY
    made = [make(SNOW, RUSSIAN, random.Random(4)) for make in MADE]
    assert made == [make(SNOW, RUSSIAN, random.Random(4)) for make in MADE]
    assert report(SNOW, RUSSIAN, random.Random(4)) == report(SNOW, RUSSIAN, random.Random(4))


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        pytest.param({}, True, id="a plain statement"),
        pytest.param({"words": ("Снег", "быстро", "растаял", "?")}, False, id="a question"),
        pytest.param({"words": ("снег", "быстро", "растаял", ".")}, False, id="a piece of a sentence"),
        pytest.param({"words": ("Снег", "—", "растаял", ".")}, False, id="with dashes"),
        pytest.param({"relations": ("obj", "advmod", "ROOT", "punct")}, False, id="without a subject"),
    ],
)
def test_what_fits_into_a_frame(changed: dict[str, tuple[str, ...]], expected: bool) -> None:
    assert fits(replace(SNOW, **changed)) is expected  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("lemma", "grammemes", "names", "expected"),
    [
        pytest.param(
            "газета", ("NOUN", "nomn"), NOUN, "Animacy=Inan|Case=Nom|Gender=Fem|Number=Sing", id="a feminine noun"
        ),
        pytest.param(
            "словам", ("NOUN", "datv"), NOUN, "Animacy=Inan|Case=Dat|Gender=Neut|Number=Plur", id="a noun in the plural"
        ),
        pytest.param(
            "глава",
            ("NOUN", "nomn"),
            NOUN,
            "Animacy=Anim|Case=Nom|Gender=Masc|Number=Sing",
            id="a noun of both genders",
        ),
        pytest.param(
            "сообщает", ("VERB", "pres"), VERB, "Aspect=Imp|Number=Sing|Person=3|Tense=Pres", id="a verb in the present"
        ),
    ],
)
def test_features_are_those_of_ud(
    lemma: str, grammemes: tuple[str, ...], names: tuple[str, ...], expected: str
) -> None:
    assert features(reading("ru", lemma, *grammemes), names) == expected
