from __future__ import annotations

import pytest

from kb.store import STORES, UnknownStore, open_store


@pytest.mark.parametrize(
    ("specification", "message"),
    [
        pytest.param("redis:x", "there are: memory:, oxigraph:PATH, https://HOST/PATH", id="an unknown name"),
        pytest.param("oxigraph", "no store named 'oxigraph'", id="a name without its colon"),
        pytest.param("oxigraph:", "needs a folder", id="a folder that is not named"),
        pytest.param("", "no store named ''", id="nothing"),
    ],
)
def test_what_names_no_store_is_refused(specification: str, message: str) -> None:
    with pytest.raises(UnknownStore, match=message):
        open_store(specification)


@pytest.mark.parametrize("name", STORES)
def test_every_store_says_how_to_name_it(name: str) -> None:
    assert (STORES[name].__doc__ or "").startswith(f"`{name}:")
