"""How the pipeline of each language is trained: its corpora and its settings, as data."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from kb.parse.features import LEMMA
from kb.parse.network import Shape
from kb.training.frame_words import RUSSIAN, Frames
from kb.training.tokens import CYRILLIC, ENGLISH, Tokens


@dataclass(frozen=True, slots=True)
class Treebank:
    """A Universal Dependencies treebank: `folder/prefix-train.conllu.gz` and so on below the corpora.

    `splits` names the file of each split, and after `#` the share of its sentences to take, in hundredths. `ragged` are
    sentences that end without a mark, or in the order of no text. `unlearnt` are files that hold some of the same.
    """

    name: str
    prefix: str
    licence: str
    source: str
    splits: Mapping[str, str] = field(default_factory=lambda: {"train": "train", "dev": "dev", "test": "test"})
    ragged: bool = False
    unlearnt: Sequence[str] = ()

    def path(self, split: str) -> str:
        """The file of a split, relative to the corpora: "train", "dev" or "test"."""
        return f"{self.name}/{self.prefix}-{self.splits[split].partition('#')[0]}.conllu.gz"


@dataclass(frozen=True, slots=True)
class EntityCorpus:
    """A named-entity corpus: who reads it (`kb.training.entities.READERS`) and, for each split, what.

    That is a file below the corpora, and after `#` what the reader is to take of it: a member of an archive, say.
    """

    name: str
    reader: str
    parts: Mapping[str, str]
    core: Sequence[str]
    licence: str
    source: str


@dataclass(frozen=True, slots=True)
class Stage:
    """Some epochs at a rate that ends at zero: what they see of the entity corpus, and sentences in a paragraph.

    `related_share` is what they see of the treebanks of the related language.
    """

    epochs: int
    rate: float
    entity_share: float
    related_share: float = 0.0
    entity_tasks: Sequence[str] = ("entities",)
    sentences: Sequence[int] = (2, 3, 4)


@dataclass(frozen=True, slots=True)
class Settings:
    """How long and how carefully to learn; tuned on the dev sets of the Ukrainian corpora.

    Batches have `batch_tokens` in rows of `row_tokens`, which no paragraph may exceed.
    """

    stages: Sequence[Stage]
    dropout: float = 0.33
    word_dropout: float = 0.15
    batch_tokens: int = 800
    row_tokens: int = 160
    seed: int = 1


@dataclass(frozen=True, slots=True)
class Related:
    """A language with a trained pipeline, from the weights of which to start, and its treebanks to go on learning."""

    language: str
    treebanks: Sequence[Treebank]


@dataclass(frozen=True, slots=True)
class CardText:
    """What the card says of this language alone, in Markdown."""

    lemmas: str
    licence: str
    tuning: str
    mind: Sequence[str]


# The widths of the embedding tables, by their names in `kb.parse.features`.
WIDTHS: Mapping[str, int] = {"norm": 64, "prefix": 24, "shape": 16, "suffix2": 16, "suffix3": 32, "suffix4": 32}


@dataclass(frozen=True, slots=True)
class Recipe:
    """All that the training of a language needs; `dictionary` is the language of a pymorphy dictionary, if any.

    `frames` are put around the sentences of treebanks that have little of what news is made of.
    """

    treebanks: Sequence[Treebank]
    entities: Sequence[EntityCorpus]
    settings: Settings
    card: CardText
    tokens: Tokens = field(default_factory=Tokens)
    dictionary: str | None = None
    widths: Mapping[str, int] = field(default_factory=lambda: WIDTHS)
    shape: Shape = field(default_factory=Shape)
    related: Related | None = None
    frames: Frames | None = None


NON_COMMERCIAL = """\
Some of these corpora are for non-commercial use, so these weights are too: CC BY-NC-SA 4.0. The code
of the package is not concerned. Train again on corpora of your own to be free of it."""

UKRAINIAN = (
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
)

RECIPES: Mapping[str, Recipe] = {
    "uk": Recipe(
        treebanks=UKRAINIAN,
        entities=(
            EntityCorpus(
                "NER-UK 2.0",
                "iob archive",
                {
                    "train": "ner-uk/ner-uk-v2.0-iob.tar.gz#v2.0/iob/train.iob",
                    "test": "ner-uk/ner-uk-v2.0-iob.tar.gz#v2.0/iob/test.iob",
                },
                ("PERS", "ORG", "LOC"),
                "CC BY-NC-SA 4.0",
                "https://github.com/lang-uk/ner-uk",
            ),
        ),
        settings=Settings(
            stages=(
                # A line of NER-UK often holds several sentences: what the first stage learns from that, as many
                # missed sentence starts as it brings (IU dev: F1 95.7), the second one unlearns.
                Stage(20, rate=2e-3, entity_share=0.5, entity_tasks=("entities", "starts"), sentences=(1, 2, 2, 3)),
                Stage(epochs=8, rate=1e-3, entity_share=1.0),
            )
        ),
        card=CardText(
            lemmas="lemmas by pymorphy3 and the predicted morphology",
            licence=NON_COMMERCIAL,
            tuning=", but NER-UK has none, and its figures were looked at\nwhile the recipe was made",
            mind=(
                """News, fiction, law, encyclopedia and parliament are what it knows. Social media, poetry and speech \
it does not.""",
                """The treebanks differ in a few conventions (`flat:title`, `advmod:neg`, `obl:arg`); it follows what \
the genre suggests.""",
                "Entity types that are rare in the corpus (see the figures) are not to be relied on.",
            ),
        ),
        tokens=CYRILLIC,
        dictionary="uk",
        widths={LEMMA: 64, **WIDTHS},
    ),
    "en": Recipe(
        treebanks=(
            Treebank(
                "UD_English-EWT",
                "en_ewt-ud",
                "CC BY-SA 4.0",
                "https://github.com/UniversalDependencies/UD_English-EWT",
            ),
            Treebank(
                "UD_English-GUM",
                "en_gum-ud",
                "CC BY-NC-SA 4.0",
                "https://github.com/UniversalDependencies/UD_English-GUM, its `Entity=` for names",
            ),
        ),
        entities=(
            EntityCorpus(
                "GUM names",
                "conllu",
                {
                    "dev": "UD_English-GUM/en_gum-ud-dev.conllu.gz",
                    "test": "UD_English-GUM/en_gum-ud-test.conllu.gz",
                },
                ("PERS", "ORG", "LOC"),
                "CC BY-NC-SA 4.0",
                "as above, trained on with its trees",
            ),
            EntityCorpus(
                "UNER_English-EWT",
                "iob2",
                {
                    "train": "UNER_English-EWT/en_ewt-ud-dev.iob2.gz#0-70",
                    "dev": "UNER_English-EWT/en_ewt-ud-dev.iob2.gz#70-100",
                    "test": "UNER_English-EWT/en_ewt-ud-test.iob2.gz",
                },
                ("PERS", "ORG", "LOC"),
                "CC BY-SA 4.0",
                "https://github.com/UniversalNER/UNER_English-EWT, 70% of dev to train, the rest to tune",
            ),
        ),
        settings=Settings(
            stages=(Stage(10, rate=2e-3, entity_share=1.0, sentences=(1, 2, 3, 4)),),
            dropout=0.25,
            word_dropout=0.12,
            batch_tokens=1152,
            row_tokens=96,
        ),
        card=CardText(
            lemmas="lemmas by spaCy's rules and the predicted parts of speech",
            licence=NON_COMMERCIAL,
            tuning="",
            mind=(
                """Web pages, news, interviews, fiction, travel guides, textbooks and talk are what it knows; half of \
it is e-mail, reviews and forums.""",
                """Names are those of GUM's mentions whose minimal span is proper nouns, without titles, and of \
Universal NER: two conventions, which do not agree on products, peoples and places that act.""",
                """EWT and GUM write lemmas of their own («an» of «a», «n't» of «not»); where they agree with each \
other they go before spaCy's rules.""",
            ),
        ),
        tokens=ENGLISH,
        widths={**WIDTHS, "norm": 100},
        shape=Shape(width=200, readings=0),
    ),
    "ru": Recipe(
        treebanks=(
            Treebank(
                "UD_Russian-GSD",
                "ru_gsd-ud",
                "CC BY-SA 4.0",
                "https://github.com/UniversalDependencies/UD_Russian-GSD, 75% of dev to train, the rest to tune",
                splits={"train": "dev#0-75", "dev": "dev#75-100", "test": "test"},
            ),
            Treebank(
                "UD_Russian-Taiga",
                "ru_taiga-ud",
                "CC BY-SA 4.0",
                "https://github.com/UniversalDependencies/UD_Russian-Taiga, train of an older release",
                ragged=True,
                unlearnt=("UD_Russian-Taiga/ru_taiga-ud-test.conllu.gz",),
            ),
            Treebank(
                "UD_Russian-PUD",
                "ru_pud-ud",
                "CC BY-SA 3.0",
                "https://github.com/UniversalDependencies/UD_Russian-PUD, only to measure",
                splits={"test": "test"},
            ),
        ),
        entities=(
            EntityCorpus(
                "NEREL 1.1",
                "nerel",
                {split: f"NEREL/NEREL-v1.1.tar.gz#NEREL-v1.1/{split}" for split in ("train", "dev", "test")},
                ("PERS", "ORG", "LOC"),
                "none stated, texts CC BY",
                "https://github.com/nerel-ds/NEREL",
            ),
        ),
        settings=Settings(
            # Without Ukrainian trees to the end, three epochs are enough to unlearn where sentences start: F1 98 to 95.
            stages=(Stage(16, rate=1.5e-3, entity_share=0.5, related_share=0.35, sentences=(1, 2, 3, 4)),),
            batch_tokens=896,
            row_tokens=128,
        ),
        card=CardText(
            lemmas="lemmas by pymorphy3 and the predicted morphology, written with «е» for «ё»",
            licence=NON_COMMERCIAL,
            tuning="; for Russian that is a quarter of GSD's, as\nall else of it is learnt, and NEREL's",
            mind=(
                """Encyclopedia, news, fiction and social media are what it knows: little of each. Sentences that end \
without a mark, as in social media and poetry, it seldom parts.""",
                "Where Russian trees are too few to show them, relations are those of the Ukrainian treebanks.",
                """Entities are NEREL's, with the names of types that Ukrainian has: of nested ones the outermost, but \
an office ends where a name begins; no prepositions before dates; no adjectives for places («российский»).""",
                "Entity types that are rare in the corpus (see the figures) are not to be relied on.",
            ),
        ),
        tokens=CYRILLIC,
        dictionary="ru",
        widths={LEMMA: 64, **WIDTHS},
        related=Related("uk", UKRAINIAN),
        frames=RUSSIAN,
    ),
}
