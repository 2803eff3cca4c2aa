from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from kb.exchange import to_json
from kb.extract import Extractor
from kb.knowledge_base import extract
from kb.model import Extraction, Form, Modality, Polarity, SpeechAct
from tests.samples import AGENCY, TEXT, article, extraction, made

KEYS = {
    "id",
    "source",
    "cue",
    "content",
    "speaker",
    "form",
    "speech_act",
    "polarity",
    "modality",
    "hedged",
    "said_on",
    "said_on_basis",
    "said_on_words",
    "times",
    "via",
    "nested_in",
    "headline",
    "about",
    "proposition",
    "confidence",
}


def claims() -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(json.dumps(to_json(extraction())))["claims"]
    return found


def saying(words: str) -> dict[str, Any]:
    return next(claim for claim in claims() if claim["content"][0]["text"].startswith(words))


def spans(claim: dict[str, Any]) -> list[dict[str, Any]]:
    given = [claim["source"], claim["cue"], claim["said_on_words"], *claim["content"], *claim["times"]]
    return [span for span in given if span is not None]


def test_an_article_has_its_id_and_its_claims_in_order() -> None:
    found = to_json(extraction())
    assert list(found) == ["id", "claims"]
    assert found["id"] == "misto-2021-12-02"
    assert [claim["id"] for claim in found["claims"]] == [claim.id for claim in extraction().claims]


@pytest.mark.parametrize("claim", claims(), ids=lambda claim: claim["content"][0]["text"])
def test_a_claim_has_every_key_and_values_of_the_closed_choices(claim: dict[str, Any]) -> None:
    assert set(claim) == KEYS
    assert claim["form"] in list(Form)
    assert claim["speech_act"] in list(SpeechAct)
    assert claim["polarity"] in list(Polarity)
    assert claim["modality"] in list(Modality)
    assert isinstance(claim["hedged"], bool)
    assert isinstance(claim["headline"], bool)
    assert 0 <= claim["confidence"] <= 1


@pytest.mark.parametrize("claim", claims(), ids=lambda claim: claim["content"][0]["text"])
def test_a_span_is_its_words(claim: dict[str, Any]) -> None:
    for span in spans(claim):
        assert span["text"] == TEXT[span["start"] : span["end"]]


def test_a_claim_in_full() -> None:
    claim = saying("Росія відвела війська")
    start = TEXT.index("Ігоря Ткача")
    assert claim["source"] == {"start": start, "end": start + len("Ігоря Ткача"), "text": "Ігоря Ткача"}
    assert claim["speaker"]["name"] == "Ігор Ткач"
    assert (claim["said_on"], claim["said_on_basis"]) == ("2021-12-02", "explicit_date")
    assert claim["said_on_words"]["text"] == "2 грудня 2021"
    assert [entity["name"] for entity in claim["about"]] == ["Росія", "війська"]
    assert claim["proposition"]["predicate"] == "відвести"
    assert [(a["role"], a["name"]) for a in claim["proposition"]["arguments"]] == [
        ("subject", "Росія"),
        ("object", "війська"),
    ]
    assert all(argument["entity"] for argument in claim["proposition"]["arguments"])


def test_what_is_not_known_is_null() -> None:
    headline = saying("Міст відкриють")
    assert headline["headline"] is True
    assert (headline["source"], headline["cue"], headline["proposition"]) == (None, None, None)
    unnamed = saying("роботи зупинять")
    assert (unnamed["speaker"], unnamed["said_on"], unnamed["said_on_words"]) == (None, None, None)
    assert unnamed["hedged"] is True


def test_the_intermediary_is_named_and_the_outer_claim_counted() -> None:
    found = claims()
    inner = next(claim for claim in found if claim["nested_in"] is not None)
    assert inner["via"] == ["Reuters"]
    assert found[inner["nested_in"]]["speaker"]["name"] == "Reuters"


def test_intermediaries_come_innermost_first() -> None:
    found = extraction()
    outermost = made(article(), content=found.claims[3].content, speaker=replace(AGENCY, name="Вечірні вісті"))
    agency = replace(found.claims[3], within=outermost.id)
    nested = replace(found, claims=(outermost, *(agency if c.id == agency.id else c for c in found.claims)))
    inner = next(claim for claim in to_json(nested)["claims"] if claim["content"][0]["text"] == "Росія відвела війська")
    assert inner["via"] == ["Reuters", "Вечірні вісті"]


def test_an_outer_claim_that_is_not_there_counts_for_none() -> None:
    found = extraction()
    inner = next(claim for claim in found.claims if claim.within)
    alone = to_json(replace(found, claims=(inner,)))["claims"][0]
    assert (alone["nested_in"], alone["via"]) == (None, [])


def test_times_have_their_words() -> None:
    time = saying("перевірити рахунки")["times"][0]
    assert (time["text"], time["when"]) == ("до 1 березня", "../2022-03-01")


def test_offsets_refer_to_the_text_that_json_lines_give(tmp_path: Path, extractor: Extractor) -> None:
    text = (
        "\n  Читайте також: Як ремонтують мости\n\nМіст відкриють у травні\n\n"
        "2 грудня 2021, 17:50\n\n  Мер Ігор Ткач заявив, що міст відкриють у травні.\r\n\r\nФото: пресслужба\n"
    )
    path = tmp_path / "articles.jsonl"
    path.write_text(json.dumps({"id": "a/b 1", "text": text, "lang": "uk"}, ensure_ascii=False), encoding="utf-8")
    (found,) = extract([str(path)], extractor=extractor)
    assert isinstance(found, Extraction)
    row = to_json(found)
    assert row["id"] == "a/b 1"
    said = [claim for claim in row["claims"] if claim["cue"]]
    assert [claim["source"]["text"] for claim in said] == ["Мер Ігор Ткач"]
    for claim in row["claims"]:
        for span in spans(claim):
            assert span["text"] == text[span["start"] : span["end"]]
