"""What a SPARQL endpoint answers: results in JSON (SPARQL 1.1 Query Results JSON Format), taken with care."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass

from kb.errors import KnowledgeBaseError

LONGEST_NAME = 200
"""Characters of a name; what is longer is none."""


class BadAnswer(KnowledgeBaseError, ValueError):
    """An answer that is no table of results."""


@dataclass(frozen=True, slots=True)
class Term:
    """A value in an answer: an IRI, or a text with its language."""

    value: str
    is_iri: bool
    language: str = ""


Row = Mapping[str, Term]


def rows_of(body: bytes) -> list[Row]:
    """The rows of an answer. Raises `BadAnswer`."""
    text = body.decode("utf-8", errors="replace").lstrip("\ufeff \t\r\n")
    if text.startswith("<"):
        raise BadAnswer("it sends HTML or XML, not JSON; is the address that of the endpoint itself?")
    try:
        given = json.loads(text)
    except RecursionError as error:
        raise BadAnswer("its JSON is nested too deep") from error
    except ValueError as error:
        raise BadAnswer(
            "its JSON is cut off" if text.startswith("{") else f"it sends no JSON but '{plain(text[:40])}'"
        ) from error
    try:
        return [{name: _term(term) for name, term in row.items()} for row in given["results"]["bindings"]]
    except (AttributeError, KeyError, TypeError) as error:
        raise BadAnswer("its JSON is no table of results") from error


def plain(text: str) -> str:
    r"""The text without line breaks, control characters and marks that change the direction of writing.

    >>> plain("Олена\u202e\n  Мельник\x07")
    'Олена Мельник'
    """
    # Blanks of all kinds first, since some of them count as control characters.
    seen = "".join(" " if letter.isspace() else letter for letter in unicodedata.normalize("NFC", text))
    return " ".join("".join(letter for letter in seen if unicodedata.category(letter)[0] != "C").split())


def name_of(text: str) -> str | None:
    """The text as a name, None where it cannot be one: too long, or without two letters."""
    found = plain(text[: 2 * LONGEST_NAME])
    letters = sum(letter.isalnum() for letter in found)
    return found if letters >= 2 and len(found) <= LONGEST_NAME else None


def _term(given: Mapping[str, object]) -> Term:
    value, language = given["value"], given.get("xml:lang", "")
    if not isinstance(value, str) or not isinstance(language, str):
        raise TypeError(value)
    return Term(value, given["type"] == "uri", language.lower())
