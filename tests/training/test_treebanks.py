from __future__ import annotations

import gzip
from pathlib import Path

import pytest
from spacy.lang.uk import Ukrainian

from kb.training.recipes import Treebank
from kb.training.treebanks import group, read_split, read_treebank, to_doc

CONLLU = """\
# newdoc id = one
# text = Сніг випав.
1	Сніг	сніг	NOUN	_	Case=Nom|Number=Sing	2	nsubj	_	_
2	випав	випасти	VERB	_	Number=Sing	0	root	_	SpaceAfter=No
3	.	.	PUNCT	_	_	2	punct	_	_

# text = Їдьмо домів
1	Їдьмо	їхати	VERB	_	Mood=Imp	0	root	_	_
1.1	поїздом	поїзд	NOUN	_	_	_	_	1:obl	_
2-3	домів	_	_	_	_	_	_	_	_
2	до	до	ADP	_	_	3	case	_	_
3	мів	мів	NOUN	_	Case=Gen	1	obl	_	_

# newdoc id = two
1	Так	так	INTJ	_	_	0	root	_	_

"""


@pytest.fixture(params=["sample.conllu", "sample.conllu.gz"])
def path(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    path = tmp_path / str(request.param)
    data = CONLLU.encode()
    path.write_bytes(gzip.compress(data) if path.suffix == ".gz" else data)
    return path


def test_sentences_are_read_without_empty_nodes(path: Path) -> None:
    first, second, third = read_treebank(path)
    assert first.words == ("Сніг", "випав", ".")
    assert first.spaces == (True, False, True)
    assert first.heads == (1, 1, 1)
    assert first.relations == ("nsubj", "ROOT", "punct")
    assert second.words == ("Їдьмо", "до", "мів")
    assert (second.heads, second.feats[2]) == ((0, 2, 0), "Case=Gen")
    assert [sentence.starts_document for sentence in (first, second, third)] == [True, False, True]


def test_groups_stay_within_a_document(path: Path) -> None:
    assert [len(some) for some in group(read_treebank(path), 5)] == [2, 1]


def test_a_doc_carries_the_trees(path: Path) -> None:
    [doc, _] = [to_doc(some, Ukrainian().vocab) for some in group(read_treebank(path), 5)]
    assert [token.head.text for token in doc] == ["випав", "випав", "випав", "Їдьмо", "мів", "Їдьмо"]
    assert [token.i for token in doc if token.is_sent_start] == [0, 3]
    assert doc.text.startswith("Сніг випав. Їдьмо")


LINES = ("Ещё снег .", "И пусть", "Тает снег .", "Идёт дождь .", "и снег", "Пусть .", "Да .", "Нет .")


@pytest.fixture
def corpora(tmp_path: Path) -> Path:
    """A treebank of a text in lines, of which the test set has one too."""
    (tmp_path / "UD").mkdir()
    for name, lines in (("x-train", LINES), ("x-test", ("Еще снег .",))):
        trees = [
            [f"{place}\t{word}\t{word}\tX\t_\t_\t{place - 1}\troot\t_\t_" for place, word in enumerate(line.split(), 1)]
            for line in lines
        ]
        text = "".join("\n".join(tree) + "\n\n" for tree in trees)
        (tmp_path / "UD" / f"{name}.conllu.gz").write_bytes(gzip.compress(text.encode()))
    return tmp_path


@pytest.mark.parametrize(
    ("treebank", "split", "expected"),
    [
        pytest.param(Treebank("UD", "x", "", ""), "train", LINES, id="the whole split"),
        pytest.param(
            Treebank("UD", "x", "", "", splits={"train": "train#0-50"}), "train", LINES[:4], id="a share of a split"
        ),
        pytest.param(
            Treebank("UD", "x", "", "", splits={"dev": "train#50-100"}),
            "dev",
            LINES[4:],
            id="a split under another name",
        ),
        pytest.param(Treebank("UD", "x", "", "", splits={"test": "test"}), "train", (), id="nothing to learn from"),
        pytest.param(
            Treebank("UD", "x", "", "", unlearnt=("UD/x-test.conllu.gz",)),
            "train",
            LINES[1:],
            id="without what the test set has, however it writes it",
        ),
    ],
)
def test_a_split_is_what_the_recipe_takes(
    treebank: Treebank, split: str, expected: tuple[str, ...], corpora: Path
) -> None:
    assert tuple(" ".join(sentence.words) for sentence in read_split(treebank, corpora, split)) == expected


def test_ragged_sentences_do_not_go_on(corpora: Path) -> None:
    sentences = read_split(Treebank("UD", "x", "", "", ragged=True), corpora, "train")
    runs = [tuple(" ".join(sentence.words) for sentence in run) for run in group(sentences, 3)]
    assert runs == [LINES[:2], LINES[2:4], LINES[4:5], LINES[5:]]
