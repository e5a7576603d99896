"""E7: every number that comes in from Python is one, or an error that names it."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import numpy as np
import probation as pb
import pytest

SMALL = Path(__file__).parents[2] / "data" / "small.json"
BAD = (math.nan, math.inf, -math.inf)

# Keyword arguments of calls that work: each number among them is tried with what is none.
BACKLOG: dict[str, dict[str, Any]] = {
    "available_minutes": {"contracted_hours": 37.0, "reduction_hours": 2.0},
    "cautious_demand": {"demand": 30.0, "referrals": 400.0, "cv_demand": 0.1},
    "clearance_month": {"queue_size": 100.0, "demand": 10.0, "capacity": 20.0, "target": 5.0, "start": "2022-04"},
    "clearance_time": {"queue_size": 100.0, "demand": 10.0, "capacity": 20.0, "target": 5.0},
    "erlang_b": {"servers": 3, "offered": 2.0},
    "erlang_c": {"servers": 3, "offered": 2.0},
    "factor": {"within": 0.95},
    "ggc_mean_wait": {"demand": 2.0, "mean_service": 1.0, "servers": 3, "cv_demand": 1.0, "cv_service": 1.0},
    "halfin_whitt": {"beta": 1.0},
    "kingman_mean_wait": {"demand": 0.5, "mean_service": 1.0, "cv_demand": 1.0, "cv_service": 1.0},
    "load": {"demand": 30.0, "capacity": 40.0},
    "mean_wait": {"queue_size": 30.0, "demand": 10.0},
    "mg1_mean_wait": {"demand": 0.5, "mean_service": 1.0, "cv_service": 1.0},
    "mmc_mean_wait": {"demand": 2.0, "mean_service": 1.0, "servers": 3},
    "mmc_wait_exceeds": {"time": 1.0, "demand": 2.0, "mean_service": 1.0, "servers": 3},
    "pressure": {"mean_wait": 2.0, "target_wait": 4.0},
    "queue_ratio": {"queue_size": 30.0, "target_queue_size": 20.0},
    "queue_size": {"demand": 10.0, "mean_wait": 3.0},
    "queue_too_big": {"queue_size": 30.0, "target_queue_size": 20.0},
    "relief_capacity": {"demand": 30.0, "queue_size": 1200.0, "target_queue_size": 390.0, "time_to_target": 26.0},
    "servers_needed": {"offered": 2.0, "waiting": 0.2},
    "square_root_staffing": {"offered": 2.0, "beta": 1.0},
    "target_capacity": {"demand": 30.0, "target_wait": 52.0, "factor": 4.0, "cv_demand": 1.0, "cv_capacity": 1.0},
    "target_mean_wait": {"target_wait": 52.0, "factor": 4.0},
    "target_queue_size": {"demand": 30.0, "target_wait": 52.0, "factor": 4.0},
    "within": {"factor": 3.0},
    "vlo_workload": {
        "activities": {"letter": 3.0},
        "minutes": {"letter": 30.0},
        "contracted_hours": 37.0,
        "reduction_hours": 0.0,
    },
}
WMT: dict[str, dict[str, Any]] = {
    "arms_points": {"licence_cases": 2.0, "community_cases": 2.0, "licence_weight": 3.0, "community_weight": 4.0},
    "parom_points": {"completed_last_30": 2.0, "points_each": 3.0, "enabled": True},
    "capacity_percent": {"points": 100.0, "available_points": 200.0},
    "omic_points": {"cases": {"custody": {"A3": 1}}, "sdrs": 2.0, "fdrs": 2.0},
    "band": {"percent": 90.0},
}
RATINGS: dict[str, dict[str, Any]] = {
    "interval": {"count": 30, "of": 60, "level": 0.95},
    "sample_size": {"confidence": 0.95, "margin": 0.05, "share": 0.5},
    "case_band": {"percentage": 60.0, "methodology": "pdu-2023"},
    "weighted_share": {"units": {"a": (30, 60, 200.0), "b": (10, 40, 100.0)}, "level": 0.95},
}
TIERING: dict[str, dict[str, Any]] = {
    "reoffending_tier": {"arp": 40.0, "csrp": 2.0},
    "sexual_reoffending_tier": {"score": 2.0, "band": "HIGH"},
}
RANDOM: dict[str, dict[str, Any]] = {
    "binomial": {"n": 10, "p": 0.5},
    "poisson": {"mean": 3.0},
    "negative_binomial": {"mean": 3.0, "dispersion": 2.0},
    "hypergeometric": {"ngood": 5, "nbad": 5, "nsample": 3},
}
# What has a meaning, which its documentation says.
MEANT = {("negative_binomial", "dispersion", math.inf)}
# Parameters that the rules behind a function know by another name.
KNOWN_AS = {"score": "dc_srp", "sdrs": "sdr", "fdrs": "fdr"}
MODULES = {
    pb.backlog: BACKLOG,
    pb.wmt: WMT,
    pb.ratings: RATINGS,
    pb.tiering: TIERING,
    pb.random: RANDOM,
}


def calls() -> Iterator[tuple[Callable[..., Any], dict[str, Any], str, Any]]:
    for module, functions in MODULES.items():
        for name, arguments in functions.items():
            function = getattr(module, name)
            for parameter, value in arguments.items():
                if isinstance(value, bool):
                    continue
                if isinstance(value, (int, float)):
                    for bad in BAD:
                        if (name, parameter, bad) not in MEANT:
                            yield function, arguments, parameter, bad
                elif isinstance(value, Mapping):
                    key, item = next(iter(value.items()))
                    for bad in BAD:
                        yield (
                            function,
                            arguments,
                            parameter,
                            {key: (*item[:-1], bad) if isinstance(item, tuple) else bad},
                        )


def shown(x: object) -> str:
    return getattr(x, "__name__", None) or str(x)


@pytest.mark.parametrize(("function", "arguments", "parameter", "bad"), list(calls()), ids=shown)
def test_faults_E07_what_is_no_number_is_an_error_that_names_it(
    function: Callable[..., Any], arguments: dict[str, Any], parameter: str, bad: Any
) -> None:
    function(**arguments)
    with pytest.raises((ValueError, TypeError, OverflowError)) as caught:
        print(function(**{**arguments, parameter: bad}))
    named = str(caught.value).replace(" ", "_").lower()
    key = next(iter(bad)) if isinstance(bad, dict) else ""
    assert KNOWN_AS.get(parameter, parameter).lower() in named or (key and key in named), str(caught.value)


@pytest.mark.parametrize("negative", ["licence_cases", "community_cases", "licence_weight", "community_weight"])
def test_faults_E07_points_of_reports_are_not_negative(negative: str) -> None:
    arguments = {**WMT["arms_points"], negative: -5}
    with pytest.raises(pb.wmt.WmtError, match=negative):
        pb.wmt.arms_points(**arguments)
    assert pb.wmt.peers.arms_points(-5, 1, 1, 1) == -4  # what the tool itself computes


def test_faults_E07_a_percentage_is_not_negative() -> None:
    with pytest.raises(pb.wmt.WmtError, match="points"):
        pb.wmt.capacity_percent(-1, 10)


@pytest.fixture(scope="module")
def forecast() -> pb.Forecast:
    return pb.forecast(pb.read(SMALL), months=3, runs=20, keep="paths")


@pytest.mark.parametrize("bad", [*BAD, "x", True, np.ma.masked], ids=repr)
def test_faults_E07_limits_and_probabilities_are_numbers(forecast: pb.Forecast, bad: Any) -> None:
    series = forecast["workload", "*", "PO"]
    asks: dict[str, list[Callable[[], object]]] = {
        "at_most": [
            lambda: series.probability(at_most=bad),
            lambda: series.first_month(at_most=bad),
            lambda: series.stays_from(at_most=bad),
            lambda: series.probability_of_staying(at_most=bad),
            lambda: series.probability_of_reaching(at_most=bad),
            lambda: forecast.first_month("workload", of="PO", at_most=bad),
            lambda: pb.Limit("headcount", at_most=bad),
        ],
        "at_least": [lambda: series.probability(at_least=bad), lambda: pb.Limit("headcount", at_least=bad)],
        "limits": [lambda: pb.forecast(pb.read(SMALL), runs=5, limits=[("headcount", "*", "PO", True, bad)])],  # type: ignore[list-item]
        "vacancy_tolerance": [lambda: pb.audit(pb.read(SMALL), vacancy_tolerance=bad)],
        "threshold": [lambda: pb.wmt.history([("2022-01-01", "a", 100.0)], threshold=bad)],
    }
    for name, calls_of_it in asks.items():
        for ask in calls_of_it:
            with pytest.raises((TypeError, ValueError), match=name):
                ask()


@pytest.mark.parametrize("bad", [*BAD, -0.1, 1.5, 80, "x", np.ma.masked], ids=repr)
def test_faults_E07_shares_and_quantiles_are_between_0_and_1(forecast: pb.Forecast, bad: Any) -> None:
    series = forecast["workload", "*", "PO"]
    asks: dict[str, Callable[[], object]] = {
        "q": lambda: series.quantile(bad),
        "q must": lambda: series.quantile_error([0.5, bad]),
        "probability": lambda: series.first_month(at_most=1.0, probability=bad),
        "probability must": lambda: series.stays_from(at_most=1.0, probability=bad),
        "interval": lambda: forecast.table(interval=bad),
        "quantiles": lambda: forecast.to_json(quantiles=[bad]),
        "level": lambda: pb.ratings.interval(3, 10, level=bad),
    }
    for name, ask in asks.items():
        with pytest.raises((TypeError, ValueError), match=name):
            ask()


def test_faults_E07_a_mask_is_heeded_or_refused(forecast: pb.Forecast) -> None:
    masked = np.ma.array([0.5, 0.2], mask=[False, True])
    with pytest.raises(ValueError, match="demand holds masked numbers"):
        pb.backlog.load(masked, 1.0)
    with pytest.raises(ValueError, match="capacity holds masked numbers"):
        pb.backlog.load(1.0, capacity=masked)
    with pytest.raises(ValueError, match="masked"):
        pb.random.poisson(masked)
    with pytest.raises(ValueError, match="q holds masked numbers"):
        forecast["workload", "*", "PO"].quantile(masked)
    assert pb.backlog.load(np.ma.array([0.5, 0.2]), 1.0).tolist() == [0.5, 0.2]
    others = {"rosh": ["HIGH", "LOW"], "mappa_level": ["M1", None], "ogrs": [50, 60]}
    table = {"rsr": np.ma.array([3.0, 7.0], mask=[False, True]), **others}
    tiers = pb.tiering.v2(table).to_pandas()["tier"].tolist()
    assert tiers == pb.tiering.v2({"rsr": [3.0, None], **others}).to_pandas()["tier"].tolist()
    assert tiers != pb.tiering.v2({"rsr": [3.0, 7.0], **others}).to_pandas()["tier"].tolist()


def test_faults_E07_regions_have_names_of_their_own() -> None:
    region = pb.read(SMALL)
    for function in (pb.forecast_many, pb.compare):
        with pytest.raises(TypeError, match="name 1 is an int"):
            function({1: region, "1": region}, runs=5, months=2)  # type: ignore[dict-item]
        with pytest.raises(ValueError, match="'A' and 'a ' are one name"):
            function({"A": region, "a ": region}, runs=5, months=2)


def test_faults_E07_the_last_months_of_the_calendar() -> None:
    document = {**pb.read(SMALL).to_dict(), "intakes": []}
    with pytest.raises(pb.DocumentError, match='as_of: found "9999-12", expected a year from 1900 to 2199'):
        pb.Region.from_dict({**document, "as_of": "9999-12"})
    last = pb.forecast(pb.Region.from_dict({**document, "as_of": "2199-12"}), months=600, runs=0)
    assert last["headcount", "*", "PO"].months[-1] == "2249-12"


@pytest.mark.parametrize(
    ("path", "patch"),
    [
        ("caseload", {"pdus": {"North": {"staff": {"PO": {"caseload": 1e308}}}}}),
        ("leaving_rate", {"pdus": {"North": {"staff": {"PO": {"leaving_rate": {"value": 10000, "per": "year"}}}}}}),
    ],
)
def test_faults_E07_numbers_of_a_document_are_those_of_a_region(path: str, patch: dict[str, Any]) -> None:
    with pytest.raises(pb.DocumentError, match=path):
        pb.read(SMALL).patched(patch)
