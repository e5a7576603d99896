"""Ranges without width are certain, rates over establishment are facts, and numbers that no region has are errors."""

from __future__ import annotations

import copy
from typing import Any

import probation as pb
import pytest
from hypothesis import given
from hypothesis import strategies as st
from probation._document.reading import schema
from units_of_time import assert_same, projected, region

# Ranges without width.

FORMS_OF_40 = [
    {"low": 40, "mode": 40, "high": 40},
    {"low": 40, "high": 40},
    {"mean": 40, "sd": 0},
    {"value": 40},
]


@pytest.mark.parametrize("form", FORMS_OF_40, ids=str)
def test_faults_B12_a_range_without_width_is_certain(form: dict[str, float]) -> None:
    document = region("months", "month")
    certain = projected(document, runs=50)
    document["pdus"]["North"]["staff"]["PO"]["establishment"] = form
    read = pb.Region.from_dict(document)
    quantity = read.pdus["North"].staff["PO"].establishment
    assert quantity is not None
    assert quantity.is_certain
    assert quantity.mean == 40
    assert pb.Region.from_dict(read.to_dict()) == read  # and stays in the words in which it was given
    drawn = pb.forecast(read, months=12, runs=50, seed=3)
    for name in certain.names:
        assert (drawn[name].mean == certain[name].mean).all()


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        ({"low": 41, "mode": 40, "high": 42}, "low <= mode <= high"),
        ({"low": 41, "high": 40}, "low <= high"),
        ({"mean": 40, "sd": -1}, "sd of 0 or more"),
        ({"mean": -40, "sd": 0}, "FTE, 0 or more"),
        ({"low": -1, "high": -1}, "FTE, 0 or more"),
        ({"count": 1, "of": 0}, "of at least 1"),
    ],
)
def test_faults_B12_a_range_the_wrong_way_round_is_not(form: dict[str, float], expected: str) -> None:
    document = region("months", "month")
    document["pdus"]["North"]["staff"]["PO"]["establishment"] = form
    with pytest.raises(pb.DocumentError, match=expected):
        pb.Region.from_dict(document)


# Over establishment.


@pytest.mark.parametrize("rate", [-0.25, -0.1, 0.0, 0.1, 0.9])
def test_faults_B12_vacancy_rates_are_read_as_they_are_printed(rate: float) -> None:
    document = region("months", "month")
    staff = document["pdus"]["North"]["staff"]["PO"]
    staff["establishment"] = staff["in_post"] / (1 - rate)
    printed = projected(document)
    assert printed["vacancy_rate", "North", "PO"].mean[0] == pytest.approx(rate)
    del staff["establishment"]
    staff["vacancy_rate"] = rate
    assert_same(projected(document), printed)
    assert pb.Region.from_dict(document).pdus["North"].staff["PO"].vacancy_rate == pytest.approx(rate)


@pytest.mark.parametrize("rate", [-1, 1, -20, 11.5])
def test_faults_B12_vacancy_rates_that_are_none(rate: float) -> None:
    document = region("months", "month")
    staff = document["pdus"]["North"]["staff"]["PO"]
    del staff["establishment"]
    staff["vacancy_rate"] = rate
    with pytest.raises(pb.DocumentError, match="above -1 and below 1") as error:
        pb.Region.from_dict(document)
    assert ("write 0.115" in str(error.value)) == (rate == 11.5)


# Relief.


def test_faults_B12_relief_capacity_is_never_negative() -> None:
    assert pb.backlog.relief_capacity(30, 1200, 390, 26) == pytest.approx(61.153846)
    assert pb.backlog.relief_capacity(30, 390, 390, 26) == 30
    assert pb.backlog.relief_capacity(30, 0, 390, 26) == 15  # the queue may grow
    assert pb.backlog.relief_capacity(1, 0, 26, 26) == 0
    with pytest.raises(ValueError, match="at most what the queue grows to without any service, 26, got 390"):
        pb.backlog.relief_capacity(1, 0, 390, 26)


@given(st.floats(0, 1e4), st.floats(0, 1e5), st.floats(0, 1e5), st.floats(0.01, 1e3))
def test_faults_B12_relief_brings_the_queue_to_its_target(
    demand: float, queue: float, target: float, time: float
) -> None:
    try:
        capacity = pb.backlog.relief_capacity(demand, queue, target, time)
    except ValueError:
        assert queue + demand * time < target * (1 + 1e-9)
        return
    assert capacity >= 0
    assert queue + (demand - capacity) * time == pytest.approx(target, abs=1e-6 * (queue + target + demand * time + 1))


# Limits that a person would set.


def put(document: dict[str, Any], path: str, value: Any) -> dict[str, Any]:
    out = copy.deepcopy(document)
    *parents, last = path.split("/")
    at = out
    for name in parents:
        at = at.setdefault(name, {})
    at[last] = value
    return out


STAFF = "pdus/North/staff/PO/"
LIST = "waiting_lists/services/"
TOO_MUCH = [
    ("caseload/PO/starts", {"per_month": 30, "growth": 3}, "above -1 and up to 1; 3 % is 0.03 (write 0.03)"),
    ("caseload/PO/starts", {"per_month": 30, "growth": 1.5}, "above -1 and up to 1"),
    ("caseload/PO/starts", {"per_month": 1e14, "dispersion": 0.5}, "a number a month, 0 or more, at most 1000000"),
    ("caseload/PO/starts", {"per_month": 30, "dispersion": 1e12}, "at most 1000000000"),
    (LIST + "limit", {"value": 1e6, "unit": "weeks"}, "at most 50 years"),
    (LIST + "expiry", {"value": 2.0**53, "unit": "months"}, "at most 50 years"),
    (LIST + "expiry", {"low": 10, "high": 100, "unit": "years"}, "at most 50 years"),
    (LIST + "expiry", {"value": 201, "unit": "quarters"}, "at most 50 years"),
    (LIST + "expiry", {"value": 18300, "unit": "days"}, "at most 50 years"),
    (LIST + "reneging", {"value": 10000, "per": "month"}, "at most 366 a year"),
    (LIST + "reneging", {"value": 2, "per": "day"}, "at most 366 a year"),
    (LIST + "waiting", 1e9, "at most 10000000"),
    (LIST + "arrivals", {"per_month": 1e9}, "at most 1000000"),
    (LIST + "capacity", {"per_month": {"mean": 1e9, "sd": 5}}, "at most 1000000"),
    ("recruitment/PO/vetting", {"low": 10, "mode": 20, "high": 6000, "unit": "weeks"}, "at most 50 years"),
    ("recruitment/PO/drop_out", {"value": 3, "per": "day"}, "at most 366 a year"),
    (STAFF + "caseload", 1e308, "at most 100000"),
    (STAFF + "in_post", 1e8, "at most 10000000"),
    (STAFF + "establishment", {"low": 10, "high": 1e300}, "at most 10000000"),
    (STAFF + "leaving_rate", {"value": 1, "per": "day"}, "at most 3 a year"),
    ("workload", {"feedback": 1000}, "from -20 to 20"),
    ("as_of", "9999-12", "a year from 1900 to 2199"),
    ("as_of", "0001-01", "a year from 1900 to 2199"),
    ("surveys", {"x": {"text": "x", "share": {"count": 1, "of": 1e15}}}, "a sample of at most 1000000000"),
]


@pytest.mark.parametrize(("path", "value", "expected"), TOO_MUCH, ids=[f"{p} {v}" for p, v, _ in TOO_MUCH])
def test_faults_B12_numbers_that_no_region_has_are_errors(path: str, value: Any, expected: str) -> None:
    document = region("months", "month")
    with pytest.raises(pb.DocumentError) as error:
        pb.Region.from_dict(put(document, path, value))
    assert any(
        expected in str(p) and p.path.startswith(path.split("/", maxsplit=1)[0]) for p in error.value.problems
    ), error.value


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("caseload/PO/starts", {"per_month": 30, "growth": 1}),
        ("caseload/PO/starts", {"per_month": 1e6}),
        (LIST + "expiry", {"value": 50, "unit": "years"}),
        (LIST + "reneging", {"value": 1, "per": "day"}),
        (STAFF + "leaving_rate", {"value": 3, "per": "year"}),
        (STAFF + "vacancy_rate", None),
    ],
)
def test_faults_B12_what_is_just_allowed(path: str, value: Any) -> None:
    document = put(region("months", "month"), path, value)
    if value is None:
        del document["pdus"]["North"]["staff"]["PO"]["vacancy_rate"]
    pb.Region.from_dict(document)


def test_faults_B12_the_schema_knows_the_limits() -> None:
    text = str(schema()["$defs"]["staff"]["properties"]["in_post"])
    assert "'maximum': 10000000" in text
