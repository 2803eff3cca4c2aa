from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc

from kb.errors import KnowledgeBaseError
from kb.parse import ModelNotFound, load

QUOTED = "Президентка Марія Коваль заявила, що Україна не відмовиться від переговорів. Про це пише «Вечірній Львів»."


@pytest.fixture(scope="module")
def nlp() -> Language:
    return load("uk")


def test_annotation_follows_universal_dependencies(nlp: Language) -> None:
    doc = nlp(QUOTED)
    said = next(token for token in doc if token.text == "заявила")
    assert (said.pos_, said.dep_, said.lemma_) == ("VERB", "ROOT", "заявити")
    assert "Gender=Fem" in str(said.morph)
    assert [token.text for token in said.children if token.dep_ == "nsubj"] == ["Президентка"]
    assert len(list(doc.sents)) == 2
    assert ("Марія Коваль", "PERS") in {(entity.text, entity.label_) for entity in doc.ents}


def test_english_follows_them_too() -> None:
    doc = load("en")("Prime Minister Ada Orr said the deal wasn't signed, according to her office.")
    said = next(token for token in doc if token.text == "said")
    assert (said.pos_, said.dep_, said.lemma_) == ("VERB", "ROOT", "say")
    assert [(token.text, token.dep_) for token in said.children if token.dep_ in {"nsubj", "ccomp"}] == [
        ("Ada", "nsubj"),
        ("signed", "ccomp"),
    ]
    assert [token.lemma_ for token in doc if token.text in {"n't", "according"}] == ["not", "accord"]
    assert ("Ada Orr", "PERS") in {(entity.text, entity.label_) for entity in doc.ents}


def test_preset_sentence_starts_are_kept(nlp: Language) -> None:
    words = ["Уряд", "пішов", "у", "відставку", "Прем’єрка", "подякувала", "колегам", "."]
    starts: list[bool | int | None] = [True, None, None, None, True, None, None, None]
    [doc] = nlp.pipe([Doc(nlp.vocab, words=words, sent_starts=starts)])
    assert [sentence.text for sentence in doc.sents] == ["Уряд пішов у відставку", "Прем’єрка подякувала колегам ."]


def test_a_preset_non_start_is_kept(nlp: Language) -> None:
    words = ["Він", "пішов", ".", "Вона", "лишилася", "."]
    [doc] = nlp.pipe([Doc(nlp.vocab, words=words, sent_starts=[True, False, False, False, False, False])])
    assert len(list(doc.sents)) == 1


def test_an_empty_doc_stays_empty(nlp: Language) -> None:
    assert len(nlp("")) == 0


def test_batches_change_nothing(nlp: Language) -> None:
    texts = [QUOTED, "Так.", "Чому міністр мовчить?"]
    together = [[(token.head.i, token.dep_, token.tag_) for token in doc] for doc in nlp.pipe(texts)]
    assert together == [[(token.head.i, token.dep_, token.tag_) for token in nlp(text)] for text in texts]


def test_a_long_paragraph_is_one_tree_a_sentence(nlp: Language) -> None:
    doc = nlp("Міністерка сказала, що угоду підпишуть у Києві восени. " * 60)
    assert all(sentence.root.head == sentence.root for sentence in doc.sents)
    assert len(list(doc.sents)) == 60


def test_labels_outlast_a_memory_zone(nlp: Language) -> None:
    def annotation(doc: Doc) -> list[tuple[str, str, str, str]]:
        return [(token.pos_, token.dep_, str(token.morph), token.ent_type_) for token in doc]

    fresh = load("uk")
    expected = annotation(nlp(QUOTED))
    for _ in range(2):
        with fresh.memory_zone():
            assert annotation(fresh(QUOTED)) == expected
    assert annotation(fresh(QUOTED)) == expected


def test_the_tensor_has_the_states_of_every_token(nlp: Language) -> None:
    texts = ["Міністерка сказала, що угоду підпишуть у Києві восени. " * 60, QUOTED, "", "Так."]
    together = list(nlp.pipe(texts))
    for doc, text in zip(together, texts, strict=True):
        assert (str(doc.tensor.dtype), len(doc.tensor)) == ("float32", len(doc))
        assert np.allclose(doc.tensor, nlp(text).tensor, atol=1e-4)
    sentence = nlp("Міністерка сказала, що угоду підпишуть у Києві восени.")
    last = together[0][-len(sentence) :]
    # The cut of a long Doc falls between sentences: the last piece knows nothing of those before it.
    closest = np.abs(together[0].tensor[last.start] - sentence.tensor).sum(axis=1).argmin()
    assert closest == 0


@pytest.mark.parametrize(
    ("language", "model", "message"),
    [
        pytest.param("xx", None, "no model for the language 'xx'; there are: .*uk", id="a language without a model"),
        pytest.param("uk", "no_such_model", "no model 'no_such_model'", id="a name that nothing has"),
    ],
)
def test_what_is_not_there_is_said(language: str, model: str | None, message: str) -> None:
    with pytest.raises(ModelNotFound, match=message) as caught:
        load(language, model=model)
    assert isinstance(caught.value, KnowledgeBaseError)


def test_a_pipeline_without_a_parser_is_refused(tmp_path: Path) -> None:
    spacy.blank("uk").to_disk(tmp_path)
    with pytest.raises(ModelNotFound, match="has no dependency parser"):
        load("uk", model=str(tmp_path))


def test_spacy_is_not_imported_before_it_is_needed() -> None:
    check = "import sys, kb.parse; sys.exit('spacy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", check], check=False).returncode == 0
