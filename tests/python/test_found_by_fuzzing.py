"""What random documents have found, each with the smallest document that showed it."""

from __future__ import annotations

import numpy as np
import probation as pb


def test_officers_who_have_all_left_have_no_infinite_caseload() -> None:
    staff = {"in_post": 2, "caseload": 40, "workload": 1.0, "leaving_rate": {"value": 3, "per": "year"}}
    document = {
        "name": "Leaving",
        "as_of": "2022-04",
        "pdus": {"North": {"staff": {"PO": staff}}},
        "workload": {"spread": 8},
    }
    region = pb.Region.from_dict(document)
    forecast = pb.forecast(region, months=24, runs=60, keep="paths")
    assert forecast["headcount", "*", "PO"].paths.min() == 0
    shares = forecast["share_above_60", "*", "PO"].paths
    assert np.isfinite(shares).all()
    assert shares.min() >= 0
    assert shares.max() <= 1


def test_groups_of_an_uncertain_size_are_of_whole_people() -> None:
    programme = {
        "waiting": 83,
        "arrivals": {"per_month": 8.7},
        "least": {"low": 2, "high": 4},
        "most": {"low": 5, "mode": 9, "high": 12},
        "length": {"value": 9, "unit": "months"},
        "groups": 2,
        "completion": 0.8,
    }
    document = {"name": "Groups", "as_of": "2029-06", "programmes": {"thinking skills": programme}}
    forecast = pb.forecast(pb.Region.from_dict(document), months=18, runs=60, keep="paths")
    whole = [
        series for series in forecast.series if series.measure in ("waiting", "started", "completed", "dropped_out")
    ]
    assert whole
    for series in whole:
        assert np.array_equal(series.paths, np.round(series.paths)), series
