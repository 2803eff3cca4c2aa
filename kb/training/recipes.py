"""How the pipeline of each language is trained: its corpora and its settings, as data."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from kb.parse.network import Shape


@dataclass(frozen=True, slots=True)
class Treebank:
    """A Universal Dependencies treebank: `folder/prefix-train.conllu.gz` and so on below the corpora."""

    name: str
    prefix: str
    licence: str
    source: str

    def path(self, split: str) -> str:
        """The file of a split, relative to the corpora: "train", "dev" or "test"."""
        return f"{self.name}/{self.prefix}-{split}.conllu.gz"


@dataclass(frozen=True, slots=True)
class EntityCorpus:
    """A named-entity corpus: IOB files inside one tar archive."""

    name: str
    archive: str
    members: Mapping[str, str]
    core: Sequence[str]
    licence: str
    source: str


@dataclass(frozen=True, slots=True)
class Stage:
    """Some epochs at a rate that ends at zero: what they see of the entity corpus, and sentences in a paragraph."""

    epochs: int
    rate: float
    entity_share: float
    entity_tasks: Sequence[str] = ("entities",)
    sentences: Sequence[int] = (2, 3, 4)


@dataclass(frozen=True, slots=True)
class Settings:
    """How long and how carefully to learn; tuned on the dev sets of the Ukrainian corpora."""

    stages: Sequence[Stage]
    dropout: float = 0.33
    word_dropout: float = 0.15
    batch_tokens: int = 750
    seed: int = 1


@dataclass(frozen=True, slots=True)
class Recipe:
    """All that the training of a language needs."""

    treebanks: Sequence[Treebank]
    entities: EntityCorpus
    settings: Settings
    shape: Shape = field(default_factory=Shape)


RECIPES: Mapping[str, Recipe] = {
    "uk": Recipe(
        treebanks=(
            Treebank(
                "UD_Ukrainian-IU",
                "uk_iu-ud",
                "CC BY-NC-SA 4.0",
                "https://github.com/UniversalDependencies/UD_Ukrainian-IU, train rebuilt from mova-institute/zoloto",
            ),
            Treebank(
                "UD_Ukrainian-ParlaMint",
                "uk_parlamint-ud",
                "CC BY-SA 4.0",
                "https://github.com/UniversalDependencies/UD_Ukrainian-ParlaMint, train: first release",
            ),
        ),
        entities=EntityCorpus(
            "NER-UK 2.0",
            "ner-uk/ner-uk-v2.0-iob.tar.gz",
            {"train": "v2.0/iob/train.iob", "test": "v2.0/iob/test.iob"},
            ("PERS", "ORG", "LOC"),
            "CC BY-NC-SA 4.0",
            "https://github.com/lang-uk/ner-uk",
        ),
        settings=Settings(
            stages=(
                # A line of NER-UK often holds several sentences: what the first stage learns from that, as many
                # missed sentence starts as it brings (IU dev: F1 95.7), the second one unlearns.
                Stage(20, rate=2e-3, entity_share=0.5, entity_tasks=("entities", "starts"), sentences=(1, 2, 2, 3)),
                Stage(epochs=8, rate=1e-3, entity_share=1.0),
            )
        ),
    ),
}
