"""Units of time never change an answer."""

from __future__ import annotations

import datetime as dt
import math
from typing import TYPE_CHECKING, Any

import numpy as np
import probation as pb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from probation._document.reading import schema
from units_of_time import MONTHS, PER, assert_same, projected, region

if TYPE_CHECKING:
    from collections.abc import Callable

backlog = pb.backlog


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
