from __future__ import annotations

import tarfile
from collections.abc import Sequence
from pathlib import Path

import pytest
import spacy

from kb.parse.paragraphs import LONGEST
from kb.training.entities import Passage
from kb.training.standoff import NEREL, Standoff, passages, read_spans, read_standoff
from kb.training.tokens import adapt_tokenizer


def read(text: str, *spans: tuple[str, str]) -> list[Passage]:
    """The passages of a text with the first occurrence of some phrases annotated."""
    nlp = spacy.blank(NEREL.language)
    adapt_tokenizer(nlp, NEREL.tokens)
    found = [Standoff(text.index(phrase), text.index(phrase) + len(phrase), label) for phrase, label in spans]
    return list(passages(text, found, nlp=nlp, scheme=NEREL))


def entities(passage: Passage) -> list[str]:
    """The entities of a passage, as `PERS Анна Ким`."""
    runs: list[list[str]] = []
    for word, label in zip(passage.words, passage.labels, strict=True):
        if label.startswith("B-"):
            runs.append([label[2:], word])
        elif label.startswith("I-"):
            runs[-1].append(word)
    return [" ".join(run) for run in runs]


@pytest.mark.parametrize(
    ("text", "spans", "expected"),
    [
        pytest.param(
            "Завод «Новая Рига» закрыт.",
            [("Завод «Новая Рига»", "ORGANIZATION"), ("Рига", "CITY")],
            ["ORG Завод « Новая Рига »"],
            id="of nested spans the outermost counts",
        ),
        pytest.param(
            "Завод «Новая Рига» закрыт.",
            [("Рига", "CITY"), ("Завод «Новая Рига»", "ORGANIZATION")],
            ["ORG Завод « Новая Рига »"],
            id="whatever their order",
        ),
        pytest.param(
            "Приехал министр культуры Латвии Анна Ким.",
            [("министр культуры Латвии", "PROFESSION"), ("Латвии", "COUNTRY"), ("Анна Ким", "PERSON")],
            ["JOB министр культуры", "LOC Латвии", "PERS Анна Ким"],
            id="an office ends where a name begins",
        ),
        pytest.param(
            "Приехал министр Латвии.",
            [("министр", "PROFESSION"), ("министр Латвии", "PROFESSION")],
            ["JOB министр Латвии"],
            id="of nested spans of one type the outermost counts",
        ),
        pytest.param(
            "Он родился в 1990 году.", [("в 1990 году", "DATE")], ["DATE 1990 году"], id="no preposition begins a date"
        ),
        pytest.param(
            "Латвийский министр и Латвийская Республика.",
            [("Латвийский", "COUNTRY"), ("Латвийская Республика", "COUNTRY")],
            ["LOC Латвийская Республика"],
            id="an adjective alone is no place",
        ),
        pytest.param("Ей 30 лет.", [("30 лет", "AGE")], [], id="other types are left out"),
        pytest.param(
            "Рейс Рига–Киев отменён.",
            [("Рига", "CITY"), ("Киев", "CITY")],
            ["LOC Рига", "LOC Киев"],
            id="a dash parts two names",
        ),
    ],
)
def test_nested_spans_become_one_label_a_token(
    text: str, spans: Sequence[tuple[str, str]], expected: Sequence[str]
) -> None:
    [passage] = read(text, *spans)
    assert entities(passage) == expected


def test_spans_of_several_parts_and_other_lines_are_left_out() -> None:
    annotation = (
        "T1\tPERSON 0 4;9 12\tАнна Ким\nT2\tCITY 5 9\tРига\nR1\tLIVES Arg1:T1 Arg2:T2\nN1\tReference T2 x:1\tРига"
    )
    assert [(span.start, span.end, span.label) for span in read_spans(annotation)] == [(5, 9, "CITY")]


def test_a_line_is_a_passage_and_its_spans_are_found_behind_blank_lines_and_margins() -> None:
    first, second = read("Рига ждёт\n\n \xa0Анна едет в Киев. \n", ("Рига", "CITY"), ("Киев", "CITY"))
    assert (first.words, entities(first)) == (("Рига", "ждёт"), ["LOC Рига"])
    assert (second.words, entities(second)) == (("Анна", "едет", "в", "Киев", "."), ["LOC Киев"])
    assert first.starts == (True, False)


def test_a_long_line_is_cut_between_sentences() -> None:
    found = read("Анна едет в Киев. " * 60)
    assert max(len(passage.words) for passage in found) <= LONGEST
    assert {passage.words[-1] for passage in found} == {"."}
    assert sum(len(passage.words) for passage in found) == 300


def test_an_archive_is_read_in_the_order_of_its_names(tmp_path: Path) -> None:
    for name, text in (("b", "Киев ждёт."), ("a", "Рига ждёт.")):
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
        (tmp_path / f"{name}.ann").write_text(f"T1\tCITY 0 4\t{text[:4]}\n", encoding="utf-8")
    with tarfile.open(tmp_path / "corpus.tar.gz", "w:gz") as packed:
        for name in ("b.txt", "b.ann", "a.txt", "a.ann"):
            packed.add(tmp_path / name, f"corpus/train/{name}")
        packed.add(tmp_path / "a.txt", "corpus/dev/c.txt")
    found = list(read_standoff(tmp_path / "corpus.tar.gz", "corpus/train", NEREL))
    assert [entities(passage) for passage in found] == [["LOC Рига"], ["LOC Киев"]]
