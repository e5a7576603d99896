"""Units of time never change an answer; ranges without width are certain; numbers that no region has are errors."""

from __future__ import annotations

import copy
import datetime as dt
import math
from typing import TYPE_CHECKING, Any

import numpy as np
import probation as pb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from probation._document.reading import schema

if TYPE_CHECKING:
    from collections.abc import Callable

backlog = pb.backlog

# In a month. The year of the library has 365.25 days.
MONTHS = {"days": 12 / 365.25, "weeks": 84 / 365.25, "months": 1.0, "quarters": 3.0, "years": 12.0}
PER = {"day": "days", "week": "weeks", "month": "months", "quarter": "quarters", "year": "years"}

units = st.sampled_from(sorted(MONTHS))
sizes = st.floats(0.01, 1e4)
times = st.floats(0.01, 1e3)
cvs = st.floats(0, 3)


def rescaled(result: Any, power: int, unit: str) -> Any:
    """A result of the unit of time as it is by month: times grow with the unit, rates shrink."""
    return np.asarray(result, float) * MONTHS[unit] ** power


# Each closed form, its arguments with the power of time that each has (1 a time, −1 a rate, 0 neither), and the power of its result.
FORMS: list[tuple[Callable[..., Any], dict[str, int], int]] = [
    (backlog.load, {"demand": -1, "capacity": -1}, 0),
    (backlog.target_mean_wait, {"target_wait": 1}, 1),
    (backlog.target_queue_size, {"demand": -1, "target_wait": 1}, 0),
    (backlog.queue_ratio, {"queue_size": 0, "target_queue_size": 0}, 0),
    (backlog.queue_too_big, {"queue_size": 0, "target_queue_size": 0}, 0),
    (backlog.cautious_demand, {"demand": -1, "referrals": 0, "cv_demand": 0}, -1),
    (
        backlog.relief_capacity,
        {"demand": -1, "queue_size": 0, "target_queue_size": 0, "time_to_target": 1, "referrals": 0, "cv_demand": 0},
        -1,
    ),
    (backlog.target_capacity, {"demand": -1, "target_wait": 1, "cv_demand": 0, "cv_capacity": 0}, -1),
    (backlog.pressure, {"mean_wait": 1, "target_wait": 1}, 0),
    (backlog.queue_size, {"demand": -1, "mean_wait": 1}, 0),
    (backlog.mean_wait, {"queue_size": 0, "demand": -1}, 1),
    (backlog.clearance_time, {"queue_size": 0, "demand": -1, "capacity": -1, "target": 0}, 1),
    (backlog.mmc_mean_wait, {"demand": -1, "mean_service": 1, "servers": 0}, 1),
    (backlog.mmc_wait_exceeds, {"time": 1, "demand": -1, "mean_service": 1, "servers": 0}, 0),
    (backlog.mg1_mean_wait, {"demand": -1, "mean_service": 1, "cv_service": 0}, 1),
    (backlog.kingman_mean_wait, {"demand": -1, "mean_service": 1, "cv_demand": 0, "cv_service": 0}, 1),
    (backlog.ggc_mean_wait, {"demand": -1, "mean_service": 1, "servers": 0, "cv_demand": 0, "cv_service": 0}, 1),
]
# Without a unit of time in any argument, or with dates and months, which have their own.
TIMELESS = {"factor", "within", "erlang_b", "erlang_c", "servers_needed", "square_root_staffing", "halfin_whitt"}
DATED = {"clearance_month", "list_statistics", "queue_sizes", "waits_at", "completed_waits", "ListStatistics"}
WEEKLY_HOURS = {"available_minutes", "vlo_workload", "victim_team_workload"}


def test_faults_A05_every_closed_form_is_tried() -> None:
    names = {form.__name__ for form, _, _ in FORMS} | TIMELESS | DATED | WEEKLY_HOURS
    assert names >= set(backlog.__all__)


@pytest.mark.parametrize(("form", "powers", "power"), FORMS, ids=[form.__name__ for form, _, _ in FORMS])
@given(data=st.data(), unit=units)
@settings(max_examples=60, deadline=None)
def test_faults_A05_closed_forms_are_the_same_in_every_unit(
    form: Callable[..., Any], powers: dict[str, int], power: int, data: st.DataObject, unit: str
) -> None:
    monthly: dict[str, float] = {}
    for name, of_time in powers.items():
        draw = {1: times, -1: sizes, 0: cvs if name.startswith("cv") else sizes}[of_time]
        monthly[name] = data.draw(draw, label=name)
    if "servers" in monthly:
        monthly["servers"] = math.ceil(monthly["servers"] % 50 + 1)
    if "mean_service" in monthly:  # a load that servers keep up with
        load = data.draw(st.floats(0.01, 0.99), label="load")
        monthly["demand"] = load * monthly.get("servers", 1) / monthly["mean_service"]
    if "referrals" in monthly:
        monthly["referrals"] += (2 * monthly["cv_demand"]) ** 2 * 1.1 + 1
    if "time_to_target" in monthly:
        monthly["queue_size"] += monthly["target_queue_size"]
    ours = {name: value / MONTHS[unit] ** powers[name] for name, value in monthly.items()}
    if form is backlog.clearance_time and monthly["capacity"] <= monthly["demand"] * (1 + 1e-9):
        return  # never, or nearly
    found = rescaled(form(**ours), power, unit)
    np.testing.assert_allclose(found, np.asarray(form(**monthly), float), rtol=1e-7)


def test_faults_A05_cautious_demand_and_relief() -> None:
    for unit, months in MONTHS.items():
        weeks = months / MONTHS["weeks"]
        assert backlog.cautious_demand(30 * weeks, 400, 0.1) / weeks == pytest.approx(30.303030303), unit
        relief = backlog.relief_capacity(30 * weeks, 1200, 390, 26 / weeks, referrals=400, cv_demand=0.1) / weeks
        assert relief == pytest.approx(61.456876457), unit
    with pytest.raises(ValueError, match=r"referrals must be more than \(2 cv_demand\)\^2 = 4, .* got 4"):
        backlog.cautious_demand(30, 4, 1)
    with pytest.raises(ValueError, match="demand could be anything"):
        backlog.relief_capacity(30, 1200, 390, 26, referrals=3, cv_demand=1)
    with pytest.raises(ValueError, match="cv_demand needs referrals"):
        backlog.relief_capacity(30, 1200, 390, 26, cv_demand=1)


def test_faults_A05_statistics_of_a_list_are_the_same_by_day_and_by_week() -> None:
    start = dt.date(2024, 1, 1)
    came = [0, 1, 1, 2, 4, 5, 5, 5, 8, 9, 9, 10]
    left = [3, 4, None, 6, 7, None, 9, None, None, None, None, None]

    def statistics(days: int) -> pb.backlog.ListStatistics:
        at = [None if x is None else start + dt.timedelta(days * x) for x in left]
        return backlog.list_statistics(
            [start + dt.timedelta(days * x) for x in came],
            at,
            start=start,
            end=start + dt.timedelta(days * 12 - 1),
            target_wait_days=2 * days,
            days_to_target=26 * days,
        )

    daily, weekly = statistics(1), statistics(7)
    for name in ("load", "cv_demand", "cv_capacity", "target_queue_size", "queue_too_big"):
        assert getattr(daily, name) == pytest.approx(getattr(weekly, name)), name
    for name in ("demand", "capacity", "relief_capacity"):
        assert getattr(daily, name) == pytest.approx(7 * getattr(weekly, name)), name


# The same region, each time and rate in another unit.


def region(times_in: str, rates_in: str, *, lost: bool = False, sure: bool = True) -> dict[str, Any]:
    def time(months: float) -> dict[str, Any]:
        number = months / MONTHS[times_in]
        if sure:
            return {"value": number, "unit": times_in}
        return {"low": 0.8 * number, "mode": number, "high": 1.5 * number, "unit": times_in}

    def rate(per_month: float) -> dict[str, Any]:
        number = per_month * MONTHS[PER[rates_in]]
        if lost:
            return {"value": -math.expm1(-number), "per": rates_in, "as": "proportion lost"}
        return {"value": number, "per": rates_in} if sure else {"mean": number, "sd": number / 5, "per": rates_in}

    return {
        "name": "Units",
        "as_of": "2022-04",
        "pdus": {
            "North": {
                "staff": {
                    "PO": {
                        "establishment": 40,
                        "in_post": 31,
                        "caseload": 40,
                        "workload": 1.2,
                        "leaving_rate": rate(0.01),
                    },
                }
            }
        },
        "caseload": {"PO": {"dwell": {"time": time(14)}}},
        "recruitment": {"PO": {"per_month": 1.0, "vetting": time(5), "drop_out": rate(0.02)}},
        "waiting_lists": {
            "services": {
                "waiting": 120,
                "mean_wait": time(2),
                "arrivals": {"per_month": 60},
                "capacity": {"per_month": 55},
                "reneging": rate(0.03),
                "expiry": time(12),
                "limit": time(3),
            }
        },
        "programmes": {
            "sex offender": {
                "waiting": 80,
                "most": 10,
                "least": 4,
                "length": time(6),
                "groups": 4,
                "arrivals": {"per_month": 9},
                "reneging": rate(0.02),
            }
        },
    }


def projected(document: dict[str, Any], runs: int = 0) -> pb.Forecast:
    return pb.forecast(pb.Region.from_dict(document), months=12, runs=runs, seed=3)


def assert_same(a: pb.Forecast, b: pb.Forecast) -> None:
    assert a.names == b.names
    for name in a.names:
        np.testing.assert_allclose(a[name].mean, b[name].mean, rtol=1e-9, atol=1e-9, err_msg=str(name))


@pytest.mark.parametrize("unit", sorted(MONTHS))
@pytest.mark.parametrize("per", sorted(PER))
def test_faults_A05_a_forecast_is_the_same_in_every_unit(unit: str, per: str) -> None:
    monthly = projected(region("months", "month"))
    assert_same(projected(region(unit, per)), monthly)
    assert_same(projected(region(unit, per, lost=True)), monthly)


@pytest.mark.parametrize("unit", sorted(MONTHS))
def test_faults_A05_uncertain_times_and_rates_are_the_same_in_every_unit(unit: str) -> None:
    per = next(name for name, plural in PER.items() if plural == unit)
    a = projected(region("months", "month", sure=False), runs=64)
    b = projected(region(unit, per, sure=False), runs=64)
    for name in a.names:
        np.testing.assert_allclose(a[name].mean, b[name].mean, rtol=2e-3, atol=0.3, err_msg=str(name))


@given(months=st.floats(1, 500), unit=units)
def test_faults_A05_quantities_are_the_same_in_every_unit(months: float, unit: str) -> None:
    document = region("months", "month")
    document["programmes"]["sex offender"]["length"] = {"value": months / MONTHS[unit], "unit": unit}
    read = pb.Region.from_dict(document)
    length = read.programmes["sex offender"].length
    assert length.in_months == pytest.approx(months)
    assert length.unit == unit
    assert pb.Region.from_dict(read.to_dict()) == read


@pytest.mark.parametrize("per", sorted(PER))
@pytest.mark.parametrize("lost", [False, True])
def test_faults_B12_rates_may_be_per_day_and_quarter(per: str, lost: bool) -> None:
    read = pb.Region.from_dict(region("months", per, lost=lost))
    rate = read.pdus["North"].staff["PO"].leaving_rate
    assert rate is not None
    assert rate.in_months == pytest.approx(0.01)
    assert rate.unit == ("lost per " if lost else "per ") + per
    assert pb.Region.from_dict(read.to_dict()) == read


def test_faults_B12_quarters_stand_in_the_schema_and_the_error() -> None:
    assert "quarters" in schema()["$defs"]["duration"]["properties"]["unit"]["enum"]
    assert set(PER) == set(schema()["$defs"]["rate"]["properties"]["per"]["enum"])
    with pytest.raises(pb.DocumentError, match='"day", "week", "month", "quarter", "year"'):
        pb.Region.from_dict(region("months", "month") | {"grades": {"PO": {"leaving_rate": {"value": 1, "per": "x"}}}})


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
    assert backlog.relief_capacity(30, 1200, 390, 26) == pytest.approx(61.153846)
    assert backlog.relief_capacity(30, 390, 390, 26) == 30
    assert backlog.relief_capacity(30, 0, 390, 26) == 15  # the queue may grow
    assert backlog.relief_capacity(1, 0, 26, 26) == 0
    with pytest.raises(ValueError, match="at most what the queue grows to without any service, 26, got 390"):
        backlog.relief_capacity(1, 0, 390, 26)


@given(st.floats(0, 1e4), st.floats(0, 1e5), st.floats(0, 1e5), st.floats(0.01, 1e3))
def test_faults_B12_relief_brings_the_queue_to_its_target(
    demand: float, queue: float, target: float, time: float
) -> None:
    try:
        capacity = backlog.relief_capacity(demand, queue, target, time)
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
