"""A region whose cases are given by tier: workload follows from the WMT's weights, and scenarios change what it rests on."""

from __future__ import annotations

import probation as pb
import pytest

WEIGHTS = {"A1": 146, "B1": 102, "C2": 63, "D2": 41}  # seed weights of the community
CASES = {"A1": 120, "B1": 200, "C2": 300, "D2": 180}
DOCUMENT = {
    "name": "By tier",
    "as_of": "2024-05",
    "pdus": {
        "North": {
            "staff": {"PO": {"in_post": 15, "establishment": 18}, "PSO": {"in_post": 20, "establishment": 20}},
            "caseload": {
                "high risk": {
                    "tiers": {"A1": CASES["A1"], "B1": CASES["B1"]},
                    "location": "community",
                    "held_by": {"grades": ["PO"]},
                    "dwell": {"time": {"value": 18, "unit": "months"}, "shape": "fixed"},
                },
                "lower risk": {
                    "tiers": {"C2": CASES["C2"], "D2": CASES["D2"]},
                    "location": "community",
                    "held_by": {"grades": ["PSO"]},
                    "dwell": {"time": {"value": 12, "unit": "months"}, "shape": "fixed"},
                },
            },
        }
    },
    "scenarios": {
        "reset": {"workload": {"reset": {"from": "2024-07", "eligible": 0.75}}},
        "a third longer": {
            "workload": {"weights": {"community": {tier: round(4 / 3 * w, 6) for tier, w in WEIGHTS.items()}}}
        },
        "fewer A1": {"pdus": {"North": {"caseload": {"high risk": {"mix": {"A1": 0.1, "B1": 0.9}}}}}},
        "35 hours": {"grades": {"PO": {"hours": 35}, "PSO": {"hours": 35}}},
        "a tenth protected": {"grades": {"PO": {"protected": 0.1}, "PSO": {"protected": 0.1}}},
    },
}


def demand(*tiers: str) -> float:
    return float(sum(WEIGHTS[tier] * CASES[tier] for tier in tiers))


def run(scenario: str | None = None, runs: int = 0) -> pb.Forecast:
    region = pb.Region.from_dict(DOCUMENT)
    return pb.forecast(region if scenario is None else region.scenario(scenario), months=24, runs=runs, seed=7)


def workload(forecast: pb.Forecast, of: str, month: int) -> float:
    return float(forecast["workload", "North", of].mean[month])


def test_workload_follows_from_the_weights() -> None:
    base = run()
    assert workload(base, "PO", 0) == pytest.approx(demand("A1", "B1") / (15 * 2176), rel=1e-14)
    assert workload(base, "PSO", 0) == pytest.approx(demand("C2", "D2") / (20 * 2176), rel=1e-14)
    assert workload(base, "*", 0) == pytest.approx(demand(*WEIGHTS) / (35 * 2176), rel=1e-14)


def test_it_rests_on_seed_weights_which_show_as_assumed() -> None:
    assumed = {a.path: a for a in run().assumptions()}
    weight = assumed["default workload.weights.community.A1"]
    assert weight.status == "assumed"
    assert "wmt-db" in weight.source


def test_scenarios() -> None:
    base, longer = run(), run("a third longer")
    assert workload(longer, "PSO", 3) == pytest.approx(4 / 3 * workload(base, "PSO", 3), rel=1e-6)
    assert workload(run("35 hours"), "PO", 0) == pytest.approx(37 / 35 * workload(base, "PO", 0), rel=1e-14)
    assert workload(run("a tenth protected"), "PO", 0) == pytest.approx(workload(base, "PO", 0) / 0.9, rel=1e-14)
    after = run("fewer A1")
    high = CASES["A1"] + CASES["B1"]
    assert workload(after, "PO", 0) == workload(base, "PO", 0)
    assert workload(after, "PO", 18) == pytest.approx(high * (0.1 * 146 + 0.9 * 102) / (15 * 2176), rel=1e-12)


def test_the_two_thirds_reset_takes_what_the_last_third_weighed() -> None:
    reset = run("reset")
    base = run()
    for of in ("PO", "PSO"):
        assert workload(reset, of, 1) == pytest.approx(workload(base, of, 1), rel=1e-9)
        assert workload(reset, of, 2) == pytest.approx(workload(base, of, 2) * (1 - 0.75 / 3), rel=1e-9)
        assert workload(reset, of, 24) == pytest.approx(workload(base, of, 24) * (1 - 0.75 / 3), rel=1e-9)


def test_random_and_expected_agree() -> None:
    for scenario in ("reset", "fewer A1"):
        random, expected = run(scenario, runs=4_000), run(scenario)
        series = random["demand", "North", "PO"]
        error = abs(series.mean - expected["demand", "North", "PO"].mean)
        assert (error <= 4.5 * series.standard_error + 1e-6).all()


def test_writing_back_gives_an_equal_region() -> None:
    region = pb.Region.from_dict(DOCUMENT)
    assert pb.Region.from_dict(region.to_dict()) == region
    assert region.scenario("reset").to_dict()["workload"]["reset"] == {"from": "2024-07", "eligible": 0.75}
