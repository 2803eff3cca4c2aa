from __future__ import annotations

from pathlib import Path

import pytest

from kb.settings import (
    DEFAULT,
    VARIABLE,
    BadSettings,
    ServerSettings,
    server_settings,
    store_specification,
)


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


ADDRESS = "https://kb.example.org/sparql"
TABLE = f"""
[server."{ADDRESS}"]
user = "editor"
password = "hush"
timeout = 5
"""


@pytest.mark.parametrize(
    ("variables", "file", "expected"),
    [
        pytest.param({}, None, ServerSettings(), id="none are needed"),
        pytest.param({}, TABLE, ServerSettings(user="editor", password="hush", timeout=5), id="of this server"),
        pytest.param(
            {}, TABLE.replace("kb.example", "other"), ServerSettings(), id="those of another are not sent to it"
        ),
        pytest.param(
            {"KB_SERVER_PASSWORD": "else", "KB_SERVER_TIMEOUT": "7.5"},
            TABLE,
            ServerSettings(user="editor", password="else", timeout=7.5),
            id="the environment comes first",
        ),
        pytest.param({"KB_SERVER_TOKEN": "hush"}, None, ServerSettings(token="hush"), id="a token"),
        pytest.param(
            {"KB_SERVER_USER": ""}, TABLE, ServerSettings(user="editor", password="hush", timeout=5), id="empty"
        ),
    ],
)
def test_how_to_reach_a_server(
    variables: dict[str, str],
    file: str | None,
    expected: ServerSettings,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    if file is not None:
        Path("kb.toml").write_text(file, encoding="utf-8")
    assert server_settings(ADDRESS) == expected


@pytest.mark.parametrize(
    ("content", "message"),
    [
        pytest.param("[server]\nuser = 'x'", "stand under its address", id="without an address"),
        pytest.param("server = 3", "stand under its address", id="no table"),
        pytest.param(TABLE + "pasword = 'x'", "no setting of a server 'pasword'", id="a misspelt key"),
        pytest.param(TABLE.replace("5", "'soon'"), "'timeout' of the server", id="no number of seconds"),
        pytest.param(TABLE + "auth = 'ntlm'", "one of basic, digest, bearer", id="another way to sign in"),
        pytest.param(TABLE.replace('"hush"', "['hush']"), "'password' of the server", id="a list"),
    ],
)
def test_bad_settings_of_a_server_are_named_and_no_secret_is(
    content: str, message: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("kb.toml").write_text(content, encoding="utf-8")
    with pytest.raises(BadSettings, match=message) as error:
        server_settings(ADDRESS)
    assert "hush" not in str(error.value)
