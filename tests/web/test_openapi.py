"""What /openapi.json says of the JSON part is so."""

from __future__ import annotations

from typing import Any

import pytest
import schemathesis
from hypothesis import given, settings
from schemathesis.schemas import BaseSchema
from schemathesis.specs.openapi.checks import negative_data_rejection, positive_data_acceptance

from kb.web.documents import SHAPES
from tests.web.hostile import MANY, REQUESTS, harmless
from tests.web.test_addresses import PATHS

OPERATIONS = (
    ("GET", "/"),
    ("GET", "/sparql"),
    ("POST", "/sparql"),
    *(("GET", f"/{kind}/{{id}}.json") for kind in SHAPES),
)


@pytest.fixture(scope="module")
def described(program: str) -> BaseSchema:
    return schemathesis.openapi.from_url(f"{program}openapi.json")


def test_all_that_is_described_is_tested(described: BaseSchema) -> None:
    found = {(method.upper(), path) for path, item in described.raw_schema["paths"].items() for method in item}
    assert found == set(OPERATIONS)


@pytest.mark.parametrize(("method", "path"), OPERATIONS)
def test_what_is_described_is_so(described: BaseSchema, method: str, path: str) -> None:
    @settings(MANY, max_examples=max(10, REQUESTS // len(OPERATIONS)))
    @given(case=described[path][method].as_strategy())
    def answers(case: schemathesis.Case[Any]) -> None:
        # A text that fits the schema may still be no query, and one that does not fit it may be one.
        answer = case.call_and_validate(excluded_checks=[positive_data_acceptance, negative_data_rejection])
        harmless(answer.status_code, answer.text)

    answers()


@pytest.mark.parametrize("kind", PATHS)
def test_the_document_of_a_thing_is_as_described(described: BaseSchema, kind: str) -> None:
    _, identifier = PATHS[kind].split("/")
    case = described[f"/{kind}/{{id}}.json"]["GET"].Case(path_parameters={"id": identifier})
    assert case.call_and_validate().status_code == 200
