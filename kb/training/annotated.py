"""Which annotated texts the claims of each language are learnt from and measured on, as data."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from kb.training import CorpusNotFound


@dataclass(frozen=True, slots=True)
class AnnotatedTexts:
    """Files in the exchange format, relative to the folder of the annotated articles or of the corpora.

    `share` is how much of them an epoch of the tagger sees, `ranked` how many texts the rankers learn from, `labelled`
    whether they have the labels too (form, speech act, polarity, modality).
    """

    train: str
    dev: Sequence[str]
    source: str
    share: float = 1.0
    ranked: int = 1000
    labelled: bool = True


ANNOTATED: Mapping[str, AnnotatedTexts] = {
    "en": AnnotatedTexts(
        train="PolNeAR/polnear.train.jsonl.gz",
        dev=("attribution_en.dev.jsonl", "PolNeAR/polnear.dev.jsonl.gz"),
        source="PolNeAR (Newell et al., LREC 2018), political news, for research",
        share=0.5,
        ranked=250,
        labelled=False,
    ),
    "ru": AnnotatedTexts(
        train="train_ru.jsonl",
        dev=("attribution_ru.dev.jsonl",),
        source="annotated passages of factRuEval-2016 (MIT) and NEREL (research)",
    ),
    "uk": AnnotatedTexts(
        train="train_uk.jsonl",
        dev=("attribution_uk.dev.jsonl",),
        source="annotated passages of the BrUK corpus (brown-uk/corpus, CC BY-NC-SA 4.0)",
    ),
}


def find(name: str, folders: Sequence[Path]) -> Path:
    """The file of that name in the first folder that has it; CorpusNotFound where none has."""
    for folder in folders:
        if (folder / name).is_file():
            return folder / name
    raise CorpusNotFound(f"{name} is not in {' or '.join(map(str, folders))}")
