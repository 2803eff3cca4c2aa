"""English words of number and measure, and the words that say little."""

from kb.language.cues import words
from kb.language.meanings import MeaningLexicon

MEANINGS = MeaningLexicon(
    numerals={
        0: "zero",
        1: "one",
        2: "two",
        3: "three",
        4: "four",
        5: "five",
        6: "six",
        7: "seven",
        8: "eight",
        9: "nine",
        10: "ten",
        11: "eleven",
        12: "twelve",
        13: "thirteen",
        14: "fourteen",
        15: "fifteen",
        16: "sixteen",
        17: "seventeen",
        18: "eighteen",
        19: "nineteen",
        20: "twenty",
        30: "thirty",
        40: "forty",
        50: "fifty",
        60: "sixty",
        70: "seventy",
        80: "eighty",
        90: "ninety",
    },
    magnitudes={
        12: "dozen dozens",
        100: "hundred hundreds",
        1_000: "thousand thousands k",
        1_000_000: "million millions m mln",
        1_000_000_000: "billion billions bn",
        1_000_000_000_000: "trillion trillions tn",
    },
    shares={0.5: "half halves", 1 / 3: "third thirds", 0.25: "quarter quarters"},
    percent=words("% percent per_cent percentage pct"),
    currencies={
        "UAH": "hryvnia hryvnias uah ₴",
        "USD": "dollar dollars $ usd us$",
        "EUR": "euro euros € eur",
        "RUB": "ruble rubles rouble roubles ₽",
        "GBP": "pound pounds £",
    },
    durations={
        1 / 1440: "minute",
        1 / 24: "hour",
        1: "day",
        7: "week",
        30: "month",
        365: "year",
        3650: "decade",
        36500: "century",
    },
    about=words("about around roughly approximately nearly almost some circa several few up"),
    least=words("over more least exceeding minimum above"),
    most=words("under less fewer most below nearly almost up"),
    without=words("without besides except"),
    of_complements=words("to for of about on in from against with into"),
    of_objects=words("of"),
    of_agents=words("by between"),
    of_owners=frozenset(),
    conditions=words("if unless provided"),
    adpositional=words(
        "on_basis in_course in_case on_behalf in_order in_terms as_part as_result in_response according_to in_regard"
    ),
    denied=words("instead"),
    empty=words(
        """be do have this that these those such so it its their his her our your my there here just also already still
        even only other another same own what which who when where how then now however thing way fact case go get make
        let put any some every each all one more most very much many as too ever again really actually well of
        former current new-look certain various"""
    ),
    degree=words(
        "very too much quite rather fairly extremely significantly considerably slightly fully entirely highly"
    ),
    anaphora=words("me us him her them it that this such so these those anything nothing"),
    denials=words(
        """untrue false lie lies fake hoax nonsense fabrication fabricated baseless rubbish misquote misquoted slander
        disinformation misinformation falsehood"""
    ),
    moments={
        "now": "now currently today nowadays",
        "before": "formerly previously once",
    },
    turns=words("first initially originally later eventually subsequently previously earlier longer formerly"),
    free_order=False,
    not_yet=words("yet"),
)
