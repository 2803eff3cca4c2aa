"""How a statement of Wikidata reads as a sentence: for each property and language, with names in the nominative."""

from __future__ import annotations

from collections.abc import Mapping

# Present tense: each sentence is said of its period. Where another case than the nominative would be needed, a noun
# that bears it stands before the name («держави Україна»).
SENTENCES: Mapping[str, Mapping[str, str]] = {
    "P36": {
        "uk": "{value} є столицею держави {item}.",
        "ru": "{value} является столицей государства {item}.",
        "en": "{value} is the capital of {item}.",
    },
    "P35": {
        "uk": "{value} є главою держави {item}.",
        "ru": "{value} является главой государства {item}.",
        "en": "{value} is the head of state of {item}.",
    },
    "P6": {
        "uk": "{value} очолює уряд держави {item}.",
        "ru": "{value} возглавляет правительство государства {item}.",
        "en": "{value} is the head of government of {item}.",
    },
    "P39": {
        "uk": "{item} обіймає посаду «{value}».",
        "ru": "{item} занимает должность «{value}».",
        "en": "{item} holds the office of {value}.",
    },
    "P488": {
        "uk": "{value} очолює організацію «{item}».",
        "ru": "{value} возглавляет организацию «{item}».",
        "en": "{value} is the head of {item}.",
    },
    "P463": {
        "uk": "{item} є членом організації «{value}».",
        "ru": "{item} является членом организации «{value}».",
        "en": "{item} is a member of {value}.",
    },
    "P17": {
        "uk": "{item} належить до держави {value}.",
        "ru": "{item} относится к государству {value}.",
        "en": "{item} belongs to {value}.",
    },
    "P1082": {
        "uk": "{item} має населення {value} осіб.",
        "ru": "{item} имеет население {value} человек.",
        "en": "{item} has a population of {value}.",
    },
}
"""By property and language; `item` is what the statement is of."""
QUANTITIES = frozenset({"P1082"})
"""The properties whose values are numbers; those of all others are items."""
OF_STATES = frozenset({"P36", "P35", "P6"})
"""The properties whose sentences call the item a state: others, as regions, have them too."""
