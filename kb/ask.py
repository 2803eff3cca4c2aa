"""Questions with a name: SPARQL files whose first comment says what they answer and what they need to know.

    # Who is quoted most?
    # Speakers by the number of their claims.
    # param since: date = 0001-01-01 -- the first day
    # param outlet: text -- part of the outlet's name; e.g. місто

Parameters are variables of the query. Their values are bound, never pasted, so each stands in the SELECT list.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING

from kb.errors import KnowledgeBaseError, NotFound
from kb.resources import queries

if TYPE_CHECKING:
    from rdflib import Graph
    from rdflib.term import Node

    from kb.store import Store, Table

BASE = "urn:kb:"  # of kb.graph, which would import rdflib
SUFFIX = ".rq"
_PARAMETER = re.compile(
    r"param\s+(?P<name>[A-Za-z]\w*)\s*:\s*(?P<type>\w+)"
    r"(?:\s*=\s*(?P<default>.*?))?\s+--\s+(?P<meaning>.*?)(?:;\s*e\.g\.\s+(?P<example>.*))?"
)


class BadQuestion(KnowledgeBaseError, ValueError):
    """A question whose first comment cannot be understood."""


class BadParameter(KnowledgeBaseError, ValueError):
    """A value that is missing, not asked for, or not of its type."""


@dataclass(frozen=True, slots=True)
class Parameter:
    """What a question needs to know: required where it has no default."""

    name: str
    type: str
    meaning: str
    default: str | None = None
    example: str | None = None


@dataclass(frozen=True, slots=True)
class Question:
    """A query with a name, the question that it answers and its parameters."""

    name: str
    title: str
    description: str
    parameters: tuple[Parameter, ...]
    sparql: str


def questions(folder: Path | None = None) -> Iterator[Question]:
    """The questions in a folder, by name; those of the package where none is given."""
    for path in sorted((folder or queries()).glob(f"*{SUFFIX}")):
        yield read_question(path)


def find_question(name: str) -> Question:
    """The package's question of that name, or the one in that file. Raises `NotFound`."""
    names = {path.stem: path for path in queries().glob(f"*{SUFFIX}")}
    if name in names:
        return read_question(names[name])
    path = Path(name)
    if path.is_file():
        return read_question(path)
    close = get_close_matches(name, names, n=1)
    hint = f"did you mean '{close[0]}'?" if close else f"there are: {', '.join(sorted(names))}"
    raise NotFound(f"no question or file '{name}'; {hint}")


def read_question(path: Path) -> Question:
    """The question in a file. Raises `BadQuestion`."""
    try:
        return parse_question(path.read_text(encoding="utf-8"), name=path.stem)
    except UnicodeDecodeError as error:
        raise BadQuestion(f"{path} is not text in UTF-8") from error


def parse_question(sparql: str, *, name: str = "") -> Question:
    """A query with the title, the description and the parameters that its first comment gives, if it has one."""
    parameters: list[Parameter] = []
    prose: list[str] = []
    for line in sparql.lstrip("\ufeff\n").splitlines():
        if not line.startswith("#"):
            break
        comment = line.lstrip("#").strip()
        if re.match(r"param\b", comment):
            parameters.append(_parameter(comment, name))
        else:
            prose.append(comment)
    title, *rest = prose or [""]
    return Question(name, title, " ".join(rest).strip(), tuple(parameters), sparql)


def ask(
    store: Store,
    question: Question,
    values: Mapping[str, str] | None = None,
    *,
    today: date | None = None,
    base: str = BASE,
) -> Table | bool | Graph:
    """The answer of the store, with the values as the user wrote them.

    A date may be `today`; where an IRI is asked for, an id alone is taken to stand under the base: with the parameter
    `claim`, `6b72` is `<base>claim/6b72`.

    Raises `BadParameter`, and `QueryError` where the store cannot read the query.
    """
    return store.query(question.sparql, bindings(question, values or {}, today=today or date.today(), base=base))


def bindings(question: Question, values: Mapping[str, str], *, today: date, base: str = BASE) -> dict[str, Node]:
    """A term for each parameter: the value given, else the default."""
    known = {parameter.name for parameter in question.parameters}
    for name in values:
        if name not in known:
            raise BadParameter(f"{_named(question)} has no parameter '{name}'; {_usage(question)}")
    bound: dict[str, Node] = {}
    for parameter in question.parameters:
        value = values.get(parameter.name, parameter.default)
        if value is None:
            raise BadParameter(f"{_named(question)} needs '{parameter.name}', {parameter.meaning}; {_usage(question)}")
        bound[parameter.name] = _term(parameter, value, today, base)
    return bound


def _parameter(comment: str, question: str) -> Parameter:
    found = _PARAMETER.fullmatch(comment)
    if not found or found["type"] not in TYPES:
        raise BadQuestion(
            f"question '{question}': '{comment}' should read 'param NAME: TYPE = DEFAULT -- MEANING; e.g. EXAMPLE', "
            f"with or without default and example, where TYPE is one of {', '.join(TYPES)}"
        )
    default = found["default"]
    if default is not None:
        default = default.strip().strip('"')
    example = found["example"]
    return Parameter(found["name"], found["type"], found["meaning"].strip(), default, example and example.strip())


def _term(parameter: Parameter, value: str, today: date, base: str) -> Node:
    try:
        value.encode()  # what a shell passes on may hold half a character
        if parameter.type == "iri" and re.fullmatch(r"[\w.%~-]+", value):
            value = f"{base}{parameter.name}/{value}"
        return TYPES[parameter.type](value, today)
    except (ValueError, InvalidOperation) as error:
        raise BadParameter(
            f"{parameter.name}={value!a}: not {_TYPE_NAMES[parameter.type]}"
            + (f", such as {parameter.example}" if parameter.example else "")
        ) from error


def _text(value: str, _today: date) -> Node:
    from rdflib import Literal

    return Literal(value)


def _date(value: str, today: date) -> Node:
    from rdflib import Literal

    return Literal(today if value.strip().casefold() == "today" else date.fromisoformat(value.strip()))


def _number(value: str, _today: date) -> Node:
    from rdflib import Literal

    number = Decimal(value.strip())
    if not number.is_finite():
        raise ValueError(value)
    return Literal(int(number)) if number == number.to_integral_value() else Literal(number)


def _iri(value: str, _today: date) -> Node:
    from rdflib import URIRef

    if not re.fullmatch(r'[A-Za-z][A-Za-z0-9+.-]*:[^\x00-\x20<>"{}|\\^`]*', value):
        raise ValueError(value)
    return URIRef(value)


TYPES: dict[str, Callable[[str, date], Node]] = {"text": _text, "date": _date, "number": _number, "iri": _iri}
_TYPE_NAMES = {
    "text": "text in UTF-8",
    "date": "a day (2021-12-02, or today)",
    "number": "a number",
    "iri": "an IRI",
}


def _named(question: Question) -> str:
    return f"question '{question.name}'" if question.name else "the query"


def _usage(question: Question) -> str:
    if not question.parameters:
        return "it takes none"
    return "it takes: " + ", ".join(
        f"{p.name} ({p.type}{'' if p.default is None else ', optional'})" for p in question.parameters
    )
