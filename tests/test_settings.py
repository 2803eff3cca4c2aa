from __future__ import annotations

from pathlib import Path

import pytest

from kb.settings import DEFAULT, VARIABLE, BadSettings, store_specification


@pytest.mark.parametrize(
    ("flag", "variable", "file", "expected"),
    [
        pytest.param("memory:", "oxigraph:b", 'store = "oxigraph:c"', "memory:", id="the flag comes first"),
        pytest.param(None, "oxigraph:b", 'store = "oxigraph:c"', "oxigraph:b", id="then the environment"),
        pytest.param(None, None, 'store = "oxigraph:c"', "oxigraph:c", id="then the file"),
        pytest.param(None, "", 'store = "oxigraph:c"', "oxigraph:c", id="an empty variable is none"),
        pytest.param(None, None, "", DEFAULT, id="an empty file sets nothing"),
        pytest.param(None, None, None, DEFAULT, id="at last the default"),
    ],
)
def test_flag_environment_file_default(
    flag: str | None,
    variable: str | None,
    file: str | None,
    expected: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv(VARIABLE, raising=False)
    if variable is not None:
        monkeypatch.setenv(VARIABLE, variable)
    if file is not None:
        Path("kb.toml").write_text(file, encoding="utf-8")
    assert store_specification(flag) == expected


@pytest.mark.parametrize(
    ("content", "message"),
    [
        pytest.param(b"store = ", "kb.toml is not TOML", id="broken TOML"),
        pytest.param(b"store = '\xff'", "kb.toml is not TOML", id="broken UTF-8"),
        pytest.param(b"store = 3", "store is a text", id="a number for a store"),
        pytest.param(b"stor = 'memory:'", "no setting 'stor'", id="a misspelt key"),
    ],
)
def test_a_bad_file_is_named(content: bytes, message: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv(VARIABLE, raising=False)
    Path("kb.toml").write_bytes(content)
    with pytest.raises(BadSettings, match=message):
        store_specification(None)


def test_a_bad_file_is_not_read_where_it_is_not_needed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("kb.toml").write_text("store = ", encoding="utf-8")
    assert store_specification("memory:") == "memory:"
