"""Texts that no editor would let pass, for tests that must hold whatever is given: odd quotes, blanks and signs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from hypothesis import strategies as st


@dataclass(frozen=True, slots=True)
class Words:
    """What texts of a language are made of here: words, and clauses of reporting whose source or content is beside."""

    plain: str
    """Parted by blanks."""
    names: Sequence[str]
    reports: Sequence[str]
    """`{}` is the name; what was said comes before it or after it."""


WORDS: Mapping[str, Words] = {
    "uk": Words(
        plain="мер міст відкриє завтра вантажівки не пройдуть п'ять об’їзд ми я він вона що якби коли 2,5 млн 3-го",
        names=["Олена Мельник", "речниця заводу", "О. Гай", "вони", "Укртест", "Мер Ірпеня Ярослав Д'Артен"],
        reports=[
            "{} сказала", "{} заявив, що", "за словами {}", "про це повідомив {}", "як пише {}", "{} заперечує, що",
            "додав {}", "на думку {}", "{} пообіцяла", "{} не виключає, що",
        ],
    ),
    "ru": Words(
        plain="мэр мост откроют завтра грузовики не пройдут пять объезд мы я он она что если когда 2,5 млн 3-го ёж",
        names=["Ольга Белова", "представитель завода", "О. Гай", "они", "Рутест", "Мэр Дубны Жан д'Артен"],
        reports=[
            "{} сказала", "{} заявил, что", "по словам {}", "об этом сообщил {}", "как пишет {}", "{} отрицает, что",
            "добавил {}", "по мнению {}", "{} обещала", "{} не исключает, что",
        ],
    ),
    "en": Words(
        plain="the mayor's bridge will open tomorrow trucks don't pass five we I he she that if when $2.5m 3rd o'clock",
        names=["Mary O'Hara", "a spokeswoman for the plant", "Mr. Guy", "they", "Testers Inc.", "Mayor Jean d'Arten"],
        reports=[
            "{} said", "{} said that", "according to {}", "{} told reporters", "as {} reports", "{} denies that",
            "added {}", "in the view of {}", "{} promised to", "{} refused to say whether",
        ],
    ),
}  # fmt: skip

PAIRS = ("«»", "„“", "“”", '""', "‘’", "''", "‹›", "„”", "()")
BLANKS = (" ", " ", " ", " ", "  ", "\u00a0", "\t", " \u200f", "\u202f", "\u200b", " \0", "")
ODD = ["🙂", "👩‍🚒", "\u202eабв\u202c", "\u200f", "\0", "\ufeff", "…", "'", "’", "`", "1/2", "№", "@user", "?!?!"]
LONG = ["а" * 300, "x-" * 150]
BREAKS = (" ", " ", " ", "\n", "\n\n", "\r\n", "\n \n", "\n\n\n\n", "\u2028", "")
ENDS = (".", ".", ".", "?", "!", "...", "…", ";", ":", ",", "")
SAYING = (
    "{report} {open}{said}{close}",
    "{open}{said},{close} — {report}",
    "{open}{said}{close}, {report}",
    "{open}{said}, – {report}. – {more}{close}",
    "— {said}, — {report}. — {more}",
    "– {said}\n– {more}\n– {report}",
    "{report} {said}",
    "{said}, {report}",
    "{report}: {open}{said}",
    "{said}{close}, {report}",
    "{report}\n{open}{said}\n\n{open}{more}{close}",
    "{report} {report} {said}, {report}",
)


def sayings(code: str) -> st.SearchStrategy[str]:
    """Texts of sentences of a language with quotation, dialogue and what no editor would let pass."""
    words = WORDS[code]
    word = st.sampled_from([*words.plain.split() * 3, *words.names, *ODD, *LONG])
    blank = st.sampled_from(BLANKS)

    def joined(parts: list[tuple[str, str]]) -> str:
        return "".join(part + gap for part, gap in parts)

    clause = st.lists(st.tuples(word, blank), min_size=1, max_size=7).map(joined)
    report = st.builds(str.format, st.sampled_from(words.reports), st.sampled_from(words.names))
    capital = st.booleans()

    def sentence(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
        def build(form: str, pair: str, parts: tuple[str, str, str], end: str, first: bool) -> str:
            said, more, reported = parts
            text = form.format(open=pair[0], close=pair[1], said=said, more=more, report=reported) + end
            return text[:1].upper() + text[1:] if first else text

        parts = st.tuples(inner, inner, report)
        return st.builds(build, st.sampled_from(SAYING), st.sampled_from(PAIRS), parts, st.sampled_from(ENDS), capital)

    spoken = sentence(st.one_of(clause, sentence(clause)))
    line = st.tuples(st.one_of(spoken, clause), st.sampled_from(BREAKS))
    return st.lists(line, min_size=1, max_size=5).map(joined)


def anything(code: str) -> st.SearchStrategy[str]:
    """Texts of any characters at all, marks of quotation among them."""
    marks = st.sampled_from("«»„“”\"'’—\n .,")
    return st.text(st.one_of(st.characters(exclude_categories=["Cs"]), marks, st.sampled_from(WORDS[code].plain)))
