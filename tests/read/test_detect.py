"""Which language an article is in."""

from __future__ import annotations

import pytest

from kb.errors import UnknownLanguage, UnreadableSource
from kb.read.detect import choose_language, detect_language

UKRAINIAN = "Речник уряду повідомив, що переговори тривають і їхній підсумок оголосять у четвер."


@pytest.mark.parametrize(
    ("text", "code"),
    [
        pytest.param(UKRAINIAN, "uk", id="Ukrainian"),
        pytest.param("Представитель правительства сообщил, что переговоры ещё продолжаются.", "ru", id="Russian"),
        pytest.param(
            "Прадстаўнік урада паведаміў, што перамовы працягваюцца і скончацца ў чацвер.", "be", id="Belarusian"
        ),
        pytest.param("Говорителят на правителството съобщи, че преговорите продължават.", "bg", id="Bulgarian"),
        pytest.param("Rzecznik rządu powiedział, że rozmowy potrwają do czwartku.", "pl", id="Polish"),
        pytest.param("A government spokesman said that the talks would go on until Thursday.", "en", id="English"),
        pytest.param(f"{UKRAINIAN * 3} «Мы ещё думаем», — сказав він.", "uk", id="Ukrainian that quotes Russian"),
        pytest.param(f"{UKRAINIAN} The New York Times", "uk", id="Ukrainian with Latin names"),
    ],
)
def test_the_language_is_found(text: str, code: str) -> None:
    assert detect_language(text) == code


def test_what_the_page_declares_decides_where_letters_do_not() -> None:
    assert detect_language("Мер про трамвай", declared="uk") == "uk"


def test_letters_are_believed_before_the_page() -> None:
    assert (
        detect_language("Представитель сообщил, что это не так, а мы видели другое, и это ещё мягко.", declared="uk")
        == "ru"
    )


def test_a_language_without_data_is_named() -> None:
    with pytest.raises(UnknownLanguage, match=r"article is in Polish \(pl\); there are: .*uk"):
        choose_language("Rzecznik rządu powiedział, że rozmowy potrwają do czwartku.")


def test_the_user_overrules() -> None:
    assert choose_language("A government spokesman", named="uk").code == "uk"


@pytest.mark.parametrize("text", ["12 345 — 17", "…", "!!!"])
def test_a_text_without_words_has_no_language(text: str) -> None:
    with pytest.raises(UnreadableSource, match="no words"):
        choose_language(text)
