"""The course of training what tells claims over the pipelines' parses: attribution in all languages, and labels."""

from __future__ import annotations

import logging
import re
from dataclasses import replace
from typing import TYPE_CHECKING

import scipy  # noqa: F401 - the fit needs it: better to fail before the articles are parsed

from kb.extract.attribution_model import write_model
from kb.extract.components import ATTRIBUTION, LABELS
from kb.language import language as language_data
from kb.parse import load
from kb.training.annotated import ANNOTATED, AnnotatedTexts, find
from kb.training.attribution import Annotated, measure, read_annotated, train_attribution
from kb.training.gold import long_lines
from kb.training.labels import label_accuracy, train_labels
from kb.training.tagger import Settings

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from spacy.language import Language as Pipeline

log = logging.getLogger(__name__)

HEADING = "## Claims"
SECTION = """\
{heading}

`attribution/` ({attribution:.1f} MB) tells cues, sources and contents, `labels.json` the labels where they were learnt.
Learnt from {source}, and together with the other languages: {together}. Words with their weights, no text.

    kb train --gold DIR --corpora DIR

{epochs} epochs of the tagger, seed {seed}. On the dev texts, over this pipeline's parses:

{figures}
"""


def run(folders: Sequence[Path], *, models: Path, output: Path) -> None:
    """Trains attribution and labels of every language that has a pipeline among the models, and measures them.

    The annotated texts are looked for in `folders`; each language's models are written below `output`, with a section
    in its card.
    """
    codes = [code for code in ANNOTATED if (models / code / "meta.json").is_file()]
    files = {code: find(ANNOTATED[code].train, folders) for code in codes}
    dev = {code: [find(name, folders) for name in ANNOTATED[code].dev] for code in codes}
    pipelines = {code: load(code, model=str(models / code)) for code in codes}
    texts: list[Annotated] = []
    for code in codes:
        # PolNeAR's articles and passages of them are in different files: what is measured must not be learnt.
        measured = frozenset(line for path in dev[code] for line in long_lines(path))
        learnt = list(read_annotated(files[code], pipelines[code], language_data(code), apart_from=measured))
        log.info("%s: %d texts of %s", code, len(learnt), files[code].name)
        texts += learnt
    settings = replace(Settings(), shares={code: ANNOTATED[code].share for code in codes})
    trained = train_attribution(texts, settings, ranked={code: ANNOTATED[code].ranked for code in codes})
    for code, model in trained.items():
        folder = output / code
        write_model(model, folder / ATTRIBUTION)
        if ANNOTATED[code].labelled:
            train_labels(pipelines[code], language_data(code), files[code], folder / LABELS)
        figures = {
            path.name: measure(model, read_annotated(path, pipelines[code], language_data(code))) for path in dev[code]
        }
        figures |= _labels(pipelines[code], code, dev[code][0], folder)
        for name, found in figures.items():
            log.info("%s %s: %s", code, name, _shown(found))
        _write_section(folder, ANNOTATED[code], codes, settings, figures)


def _labels(pipeline: Pipeline, code: str, dev: Path, folder: Path) -> dict[str, dict[str, float]]:
    return {f"{dev.name}, labels": label_accuracy(pipeline, language_data(code), dev, folder / LABELS)}


def _shown(figures: Mapping[str, float]) -> str:
    return ", ".join(f"{name.replace('_', ' ')} {value:.3f}" for name, value in figures.items())


def _write_section(
    folder: Path,
    texts: AnnotatedTexts,
    codes: Sequence[str],
    settings: Settings,
    figures: Mapping[str, Mapping[str, float]],
) -> None:
    """Adds the section to the card, in the place of an earlier one."""
    card = folder / "README.md"
    before = re.split(rf"(?m)^{HEADING}$", card.read_text(encoding="utf-8"))[0] if card.is_file() else ""
    section = SECTION.format(
        heading=HEADING,
        attribution=sum(file.stat().st_size for file in (folder / ATTRIBUTION).iterdir()) / 1e6,
        source=texts.source,
        together=", ".join(codes),
        epochs=settings.epochs,
        seed=settings.seed,
        figures="\n".join(f"- `{name}`: {_shown(found)}" for name, found in figures.items()),
    )
    card.write_text(f"{before.rstrip()}\n\n{section}", encoding="utf-8")
