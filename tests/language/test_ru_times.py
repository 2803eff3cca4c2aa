"""The Russian words of time."""

from __future__ import annotations

from collections import Counter

from kb.extract.time_letters import entries
from kb.language import language


def test_a_form_means_one_thing() -> None:
    counts = Counter(form for form, _ in set(entries(language("ru").calendar)))
    assert [form for form, count in counts.items() if count > 1] == []
