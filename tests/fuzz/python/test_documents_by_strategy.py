"""Random valid documents: they read, write and read again to the same, and what can be read can be projected."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import hypothesis
import probation as pb
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from probation._document.reading import schema
from probation._region.files import document_text, parse
from strategies import documents

if TYPE_CHECKING:
    from collections.abc import Iterator

# Documents are large, and drawing one takes longer than hypothesis expects of a test.
LARGE = (HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.large_base_example)
SCHEMA = schema()
NUMBERS = {"unitless", "duration", "rate"}  # each is a quantity that leaves out some units
# Keys and words of the schema that the strategies do not draw, as "definition.key" and "definition.key=word".
NOT_DRAWN = {"region.$schema"}


def region_of(document: dict[str, Any]) -> pb.Region:
    """Read a document that should be valid; one that is not is left out, and test_documents_are_valid counts them."""
    try:
        return pb.Region.from_dict(document)
    except pb.DocumentError:
        hypothesis.reject()


def definition(of: dict[str, Any]) -> tuple[str, dict[str, Any]]:
    """Return the name of a definition that a schema refers to and what it says; all kinds of number are one."""
    name = of["$ref"].rpartition("/")[2]
    return "quantity" if name in NUMBERS else name, SCHEMA["$defs"][name]


def known_keys() -> Iterator[str]:
    for name, target in [("region", SCHEMA), *SCHEMA["$defs"].items()]:
        if name not in NUMBERS:
            for key, value in target.get("properties", {}).items():
                yield f"{name}.{key}"
                yield from (f"{name}.{key}={word}" for word in value.get("enum", ()))


def keys_used(of: dict[str, Any], tree: Any, name: str) -> Iterator[str]:
    """Yield the keys and words of a document by the definitions of the schema that they stand under."""
    if "$ref" in of:
        name, of = definition(of)
    for alternative in of.get("anyOf", ()):
        yield from keys_used(alternative, tree, name)
    if isinstance(tree, list):
        for item in tree if "items" in of else ():
            yield from keys_used(of["items"], item, name)
    if not isinstance(tree, dict):
        return
    for key, value in tree.items():
        if key in of.get("properties", {}):
            yield f"{name}.{key}"
            inner = of["properties"][key]
            if value in inner.get("enum", ()):
                yield f"{name}.{key}={value}"
            yield from keys_used(inner, value, f"{name}.{key}")
        elif isinstance(of.get("additionalProperties"), dict):
            yield from keys_used(of["additionalProperties"], value, name)


def says_null(tree: Any) -> bool:
    if isinstance(tree, dict):
        return any(map(says_null, tree.values()))
    return tree is None or (isinstance(tree, list) and any(map(says_null, tree)))


@settings(max_examples=60, suppress_health_check=LARGE, deadline=None)
@given(documents())
def test_documents_are_the_same_in_every_form(document: dict[str, Any]) -> None:
    region = region_of(document)
    text = document_text(region, "json")
    assert parse(text.encode(), name="again", format="json") == region
    assert document_text(pb.Region.from_dict(json.loads(text)), "json") == text
    assert pb.Region.from_dict(region.to_dict()) == region
    if not says_null(document):  # TOML cannot say it
        assert parse(document_text(region, "toml").encode(), name="again", format="toml") == region


@pytest.mark.filterwarnings("ignore::probation.NoEffectWarning")
@settings(max_examples=60, suppress_health_check=LARGE, deadline=None)
@given(documents(), st.integers(1, 8), st.integers(0, 2**32 - 1))
def test_what_can_be_read_can_be_projected(document: dict[str, Any], months: int, seed: int) -> None:
    region = region_of(document)
    for one in (region, *map(region.scenario, region.scenarios)):
        one.plan(months)
        for runs in (0, 3):
            try:
                forecast = pb.forecast(one, months=months, runs=runs, seed=seed, threads=1)
            except pb.ForecastError:
                hypothesis.event("an input was drawn too far out")
                continue
            assert forecast.months == months
            assert forecast.names
            assert str(forecast)


@settings(max_examples=15, suppress_health_check=LARGE, deadline=None)
@given(documents())
def test_audit_and_assumptions_work_for_any_region(document: dict[str, Any]) -> None:
    region = region_of(document)
    assert pb.audit(region) is not None
    assert repr(region)
    assert str(region.pdus)


def test_documents_are_valid_and_use_every_key() -> None:
    drawn: set[str] = set()
    problems: list[str] = []
    count = 0

    @settings(
        max_examples=260,
        derandomize=True,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(documents())
    def draw_some(document: dict[str, Any]) -> None:
        nonlocal count
        count += 1
        try:
            pb.Region.from_dict(document)
        except pb.DocumentError as error:
            problems.append(str(error))
        drawn.update(keys_used(SCHEMA, document, "region"))

    draw_some()
    assert len(problems) <= count // 10, "\n".join(problems)
    missing = set(known_keys()) - drawn - NOT_DRAWN
    assert not missing, f"keys of documents that no strategy draws: {sorted(missing)}"
