from __future__ import annotations

import gzip
from pathlib import Path

import pytest
from spacy.lang.uk import Ukrainian

from kb.training.treebanks import group, read_treebank, to_doc

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
