"""What tells attributions in one language, as it was trained: a tagger and two rankers, in one folder."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from kb.extract.calibration import Calibration
from kb.extract.ranker import Chooser, Ranker
from kb.extract.tagger import Tagger, read_tagger, write_tagger

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


@dataclass(frozen=True, slots=True, eq=False)
class AttributionModel:
    """The tagger, the choice of a content, the choice of a source, and how likely a cue must be to report at all.

    `calibration` makes of that likelihood how often a claim is right: its confidence.
    """

    tagger: Tagger
    content: Chooser
    source: Chooser
    threshold: float
    calibration: Calibration


def read_model(folder: Path) -> AttributionModel:
    """Reads what `write_model` wrote."""
    data = json.loads((folder / "rankers.json").read_text(encoding="utf-8"))
    return AttributionModel(
        tagger=read_tagger(folder),
        content=_chooser(data["content"]),
        source=_chooser(data["source"]),
        threshold=data["threshold"],
        calibration=Calibration(**data["calibration"]),
    )


def write_model(model: AttributionModel, folder: Path) -> None:
    """Writes a model into a folder, which is made if need be."""
    write_tagger(model.tagger, folder)
    decision = {"threshold": model.threshold, "calibration": asdict(model.calibration)}
    choices = {"content": model.content, "source": model.source}
    data = {**decision, **{name: _weights(chooser) for name, chooser in choices.items()}}
    text = json.dumps(data, ensure_ascii=False, indent=0, separators=(",", ":"))
    (folder / "rankers.json").write_text(text + "\n", encoding="utf-8")


def _weights(chooser: Chooser) -> dict[str, Mapping[str, float]]:
    return {"facts": chooser.facts.weights, "votes": chooser.votes.weights}


def _chooser(weights: Mapping[str, Mapping[str, float]]) -> Chooser:
    return Chooser(facts=Ranker(weights["facts"]), votes=Ranker(weights["votes"]))
