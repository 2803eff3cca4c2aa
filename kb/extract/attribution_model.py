"""What tells attributions in one language, as it was trained: a tagger and two rankers, in one folder."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from kb.extract.calibration import Calibration
from kb.extract.ranker import Ranker
from kb.extract.tagger import Tagger, read_tagger, write_tagger

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True, slots=True, eq=False)
class AttributionModel:
    """The tagger, the choice of a content, the choice of a source, and how likely a cue must be to report at all.

    `calibration` makes of that likelihood how often a claim is right: its confidence.
    """

    tagger: Tagger
    content: Ranker
    source: Ranker
    threshold: float
    calibration: Calibration


def read_model(folder: Path) -> AttributionModel:
    """Reads what `write_model` wrote."""
    data = json.loads((folder / "rankers.json").read_text(encoding="utf-8"))
    return AttributionModel(
        tagger=read_tagger(folder),
        content=Ranker(data["content"]),
        source=Ranker(data["source"]),
        threshold=data["threshold"],
        calibration=Calibration(**data["calibration"]),
    )


def write_model(model: AttributionModel, folder: Path) -> None:
    """Writes a model into a folder, which is made if need be."""
    write_tagger(model.tagger, folder)
    decision = {"threshold": model.threshold, "calibration": asdict(model.calibration)}
    data = {**decision, "content": model.content.weights, "source": model.source.weights}
    text = json.dumps(data, ensure_ascii=False, indent=0, separators=(",", ":"))
    (folder / "rankers.json").write_text(text + "\n", encoding="utf-8")
