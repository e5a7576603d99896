"""The JSON Schema of documents, judged by an independent validator."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path
from typing import Any

import probation as pb
import pytest

jsonschema = pytest.importorskip("jsonschema")

DATA = Path(__file__).parents[1] / "data"


@pytest.fixture(scope="module")
def validator() -> Any:
    schema = pb.schema()
    kind = jsonschema.validators.validator_for(schema)
    kind.check_schema(schema)
    assert "2020-12" in schema["$schema"]
    return kind(schema)


def test_examples_are_valid(validator: Any, small: pb.Region, kss: pb.Region) -> None:
    validator.validate(json.loads((DATA / "small.json").read_text(encoding="utf-8")))
    validator.validate(tomllib.loads(pb.examples.path("kss").read_text(encoding="utf-8")))
    validator.validate(small.to_dict())
    validator.validate(kss.to_dict())


@pytest.mark.parametrize(
    "change",
    [
        {"nmae": "x"},
        {"name": 3},
        {"as_of": "April 2022"},
        {"pdus": []},
        {"pdus": {"North": {"staff": {"PO": {"in_pots": 3}}}}},
        {"pdus": {"North": {"staff": {"PO": {"in_post": "many"}}}}},
        {"pdus": {"North": {"staff": {"PO": {"in_post": -1}}}}},
        {"pdus": {"North": {"staff": {"PO": {"in_post": {"low": 1}}}}}},
        {"pdus": {"North": {"staff": {"PO": {"in_post": {"value": 1, "status": "guessed"}}}}}},
        {"intakes": {"grade": "PSO"}},
        {"intakes": [{"headcount": 3}]},
    ],
)
def test_wrong_shapes_are_refused_as_by_the_reader(validator: Any, change: dict[str, Any]) -> None:
    document = {"name": "Mini", "as_of": "2022-04", **change}
    assert not validator.is_valid(document)
    with pytest.raises(pb.DocumentError):
        pb.Region.from_dict(document)
