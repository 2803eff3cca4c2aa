"""The accuracy of extraction on annotated articles, by the scorer that comes with them."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType
from typing import Any

from kb.exchange import to_json
from kb.extract import Extractor
from kb.knowledge_base import extract
from kb.language import language as language_data
from kb.read import Failure
from kb.read.article import Metadata, make_article
from tests.accuracy.calibration import Judged, brier, calibration_error
from tests.accuracy.sets import SCORER, Annotated

Figures = dict[str, float]
Row = dict[str, Any]
F1 = ("content_exact", "content_overlap", "tuple")
SHARES = ("source", "cue", "speaker", "speaker_anaphoric")


@dataclass(frozen=True, slots=True)
class Measured:
    """What came out: the figures by name, and for each claim its confidence and whether it is matched as a tuple."""

    figures: Figures
    judged: Sequence[Judged]


def measure_claims(annotated: Annotated, folder: Path, extractor: Extractor) -> Measured:
    """Extract claims from the articles and score them; what was given and what came out stay in the folder."""
    gold = annotated.rows()
    given, found = folder / f"{annotated.name}.jsonl", folder / f"{annotated.name}.found.jsonl"
    _write(given, gold)
    predicted = list(_extracted(given, extractor))
    _write(found, predicted)
    golds, predictions = ({row["id"]: row for row in rows} for rows in (gold, predicted))
    scores: dict[str, Any] = scorer().score(golds, predictions)[0]
    judged = [one for row in gold for one in judge(row, predictions[row["id"]]["claims"])]
    calibration = {"calibration_error": calibration_error(judged), "brier": brier(judged)}
    return Measured({**flat(scores), **calibration}, judged)


def broken(language: str, extractor: Extractor) -> Failure | None:
    """Why no claims can be extracted in a language: a model that was not trained yet."""
    article = make_article("1.", language_data(language), article_id="1", metadata=Metadata())
    (found,) = extractor.extract([article])
    return found if isinstance(found, Failure) else None


def flat(scores: dict[str, Any]) -> Figures:
    """The figures of the scorer by name, without those that the articles are not annotated for."""
    figures = {name: scores[name]["f1"] for name in F1}
    figures |= {"tuple_precision": scores["tuple"]["p"], "tuple_recall": scores["tuple"]["r"]}
    figures |= {name: scores[name] for name in SHARES if scores[name] is not None}
    figures |= scores["labels"]
    if empty := scores["articles_without_claims"]:
        figures["spurious"] = scores["spurious"] / empty
    return figures


def judge(gold: Row, predicted: Sequence[Row]) -> Iterator[Judged]:
    """The confidence of each predicted claim that the scorer counts, and whether it counts it as a right tuple."""
    scorer_, text = scorer(), gold["text"]
    ignored = scorer_.chars(gold.get("ignore"), text)
    places = [(claim, scorer_.chars(claim["content"], text)) for claim in predicted if not _is_own_headline(claim)]
    counted = [(claim, place) for claim, place in places if place and len(place & ignored) * 2 <= len(place)]
    wanted = [(claim, scorer_.chars(claim["content"], text)) for claim in gold["claims"]]
    right = {
        j
        for i, j, overlap in scorer_.pair(wanted, counted, text)
        if overlap >= 0.5 and all(scorer_.agree(wanted[i][0], counted[j][0], role, text) for role in ("source", "cue"))
    }
    for j, (claim, _) in enumerate(counted):
        yield Judged(claim["confidence"], j in right)


@cache
def scorer() -> ModuleType:
    """The scorer of KB_SHARED as a module."""
    spec = spec_from_file_location(SCORER.stem, SCORER)
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _extracted(given: Path, extractor: Extractor) -> Iterator[Row]:
    for found in extract([str(given)], extractor=extractor):
        if isinstance(found, Failure):
            raise AssertionError(str(found))
        yield to_json(found)


def _is_own_headline(claim: Row) -> bool:
    return bool(claim["headline"] and not claim["source"] and not claim["cue"])


def _write(path: Path, rows: Sequence[Row]) -> None:
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
