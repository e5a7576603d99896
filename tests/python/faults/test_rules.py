"""Rules of the projection that were wrong, or silent: recruitment in whole heads, minutes, feedback, times held."""

from __future__ import annotations

import itertools
import math
import re
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np
import probation as pb
import pytest
from small_regions import region, staff

ROOT = Path(__file__).parents[3]
WEEKS_A_MONTH = 365.25 / 84


# --- A16: offers are the whole heads that a gap holds ---------------------------------------------------------------------


def heads_wanted(in_post: str, headcount: int, establishment: str) -> int:
    """Offers of a fill policy, in exact arithmetic: the greatest k with (headcount + k) x FTE a head <= establishment."""
    room = Fraction(establishment) * headcount / Fraction(in_post)
    return max(0, math.floor(room) - headcount)


@pytest.mark.parametrize("step", ["0.1", "0.05", "1"])
def test_faults_A16_offers_are_those_of_exact_arithmetic(step: str) -> None:
    """Thousands of numbers as people write them, a third of them where the gap is whole to the last digit."""
    rng = np.random.default_rng(16)
    wanted: dict[str, int] = {}
    pdus = {}
    for k in range(700):
        headcount = int(rng.integers(1, 60))
        in_post = Fraction(step) * int(rng.integers(1, 700))
        room = Fraction(int(rng.integers(0, 120))) * in_post / headcount
        places = 10**6
        exact = room * places == int(room * places)
        establishment = room if exact else Fraction(step) * int(rng.integers(1, 1500))
        name = f"U{k}"
        post, target = (f"{float(x):.10g}" for x in (in_post, establishment))
        wanted[name] = heads_wanted(post, headcount, target)
        pdus[name] = {"staff": {"CA": staff(float(post), float(target), headcount=headcount)}}
    forecast = pb.forecast(region(pdus=pdus, recruitment={"CA": {"fill": {}}}), months=1, runs=1)
    offers = {name: int(forecast["joiners", name, "CA"].mean[0]) for name in wanted}
    assert offers == wanted
    assert sum(n > 0 for n in wanted.values()) > 200


def test_faults_A16_twenty_four_heads_are_filled_to_the_last() -> None:
    """12 heads of 10 FTE, 20 established: 24 heads. No replicate and no month is one short, 23 of 24 included."""
    document = region(
        pdus={"North": {"staff": {"PO": staff(10, 20, 1.5, headcount=12)}}}, recruitment={"PO": {"fill": {}}}
    )
    forecast = pb.forecast(document, months=36, runs=300, keep="paths")
    heads = forecast["headcount", "North", "PO"].paths[:, :-1]
    offers = forecast["joiners", "North", "PO"].paths[:, :36]
    assert offers.shape == heads.shape
    np.testing.assert_array_equal(offers, 24 - heads)
    assert (heads == 23).any()


def test_faults_A16_shares_of_a_cap_are_those_of_the_gaps() -> None:
    """Gaps of 6, 3, 3 and 12 heads whatever a head counts; no unit is favoured, and the sum is the cap in every month."""
    gaps = {"A": 6, "B": 3, "C": 3, "D": 12}
    fte = {"A": 0.7, "B": 1.0, "C": 0.5, "D": 0.9}
    pdus = {
        name: {"staff": {"CA": staff(10 * fte[name], (10 + gap) * fte[name], headcount=10)}}
        for name, gap in gaps.items()
    }
    runs = 4000
    forecast = pb.forecast(
        region(pdus=pdus, recruitment={"CA": {"fill": {"cap": 5}}}), months=1, runs=runs, keep="paths"
    )
    all_offers: Any = sum(forecast["joiners", name, "CA"].paths[:, 0] for name in gaps)
    assert set(all_offers.tolist()) == {5.0}
    for name, gap in gaps.items():
        share = 5 * gap / 24
        error = math.sqrt((share % 1) * (1 - share % 1) / runs)
        assert abs(forecast["joiners", name, "CA"].mean[0] - share) <= 5 * error, name


def test_faults_A16_nearest_of_a_product_rounds_halves_up() -> None:
    """50 x 0.29 is 14.5, so 15 wait; doubles make a little less of it."""
    pairs = list(itertools.product(range(10, 400, 40), (0.05, 0.15, 0.29, 0.35, 0.57, 0.58, 0.83, 0.95)))
    programmes = {
        f"P{i}": {
            "identified": n,
            "not_started": share,
            "arrivals": {"per_month": 0},
            "mean_wait": {"value": 0.5, "unit": "months"},
            "most": 8,
            "length": {"value": 6, "unit": "months"},
            "groups": 0,
            "expiry": {"value": 1, "unit": "months"},
        }
        for i, (n, share) in enumerate(pairs)
    }
    forecast = pb.forecast(region(pdus={"North": {}}, programmes=programmes), months=1, runs=0)
    for i, (n, share) in enumerate(pairs):
        exact = math.floor(n * Fraction(str(share)) + Fraction(1, 2))
        assert forecast["waiting", "*", f"P{i}"].mean[0] == pytest.approx(exact, abs=1e-9), (n, share)


def test_faults_A16_heads_are_rounded_alike_in_the_document_and_in_the_projection() -> None:
    """Halves up, those left by subtraction included: 10.5 - 3.1 - 2.9 is 4.5, five heads."""
    parts = {
        "A": {"staff": {"CA": {"in_post": 3.1}}},
        "B": {"staff": {"CA": {"in_post": 2.9}}},
        "Rest": {"remainder": True},
    }
    left = pb.forecast(region(staff={"CA": {"in_post": 10.5}}, pdus=parts), months=1, runs=0)
    assert left["headcount", "Rest", "CA"].mean[0] == 5
    three = {"PO": {"in_post": 2.5, "stages": {"newly qualified": 3}}}
    assert pb.forecast(region(pdus={"A": {"staff": three}}), months=1, runs=0)["headcount", "A", "PO"].mean[0] == 3


# --- A17: minutes are minutes, points are points ----------------------------------------------------------------------------


def test_faults_A17_a_week_of_37_hours_has_9653_minutes_a_month(kss: pb.Region) -> None:
    minutes = 37 * 60 * WEEKS_A_MONTH
    assert round(minutes) == 9653
    assert pb.backlog.available_minutes(37) == pytest.approx(minutes, rel=1e-12)
    assert pb.backlog.available_minutes(18.5, 3.7) == pytest.approx(minutes * 0.4, rel=1e-12)
    assert pb.backlog.vlo_workload({"hour": 37 * WEEKS_A_MONTH}, {"hour": 60}) == pytest.approx(1, rel=1e-12)
    assert pb.backlog.victim_team_workload(kss) == pytest.approx(0.26, abs=0.005)


def test_faults_A17_forecasts_take_minutes_for_minutes(kss: pb.Region) -> None:
    """Where a document says nothing of `available`, and in the example; workloads by the WMT stay what they were."""
    document = region(
        functions={"V": {"staff": {"VLO": {"in_post": 2}}}},
        victim_contact={
            "unit": "V",
            "staff": {"unit": "V", "grade": "VLO"},
            "referrals": {"per_month": 0},
            "each": 5,
            "open_cases": 100,
            "open_for": {"value": 36, "unit": "months"},
            "activities": {"contact": {"on": "open case", "minutes": 96.53}},
        },
    )
    forecast = pb.forecast(document, months=1, runs=0)
    assert forecast["workload", "V", "victim contact"].mean[0] == pytest.approx(0.5, abs=1e-4)
    assert pb.backlog.victim_team_workload(document) == pytest.approx(0.5, abs=1e-4)
    example = pb.forecast(kss, months=1, runs=0)
    assert example["workload", "victim liaison", "victim contact"].mean[0] == pytest.approx(0.26, abs=0.01)
    assert example["workload", "*", "PO"].mean[0] == pytest.approx(1.169, abs=1e-12)
    assert example["workload", "*", "PSO"].mean[0] == pytest.approx(1.057, abs=1e-12)


def test_faults_A17_no_page_calls_points_minutes() -> None:
    for page in [
        *ROOT.glob("docs/**/*.md"),
        *ROOT.glob("python/probation/**/*.py"),
        *ROOT.glob("python/probation/data/*.toml"),
    ]:
        assert not re.search(r"2,?176 minutes|points \(minutes\)|minutes \(WMT points\)", page.read_text("utf-8")), page


def test_faults_A17_seven_hours_a_week_are_not_28_a_month(kss: pb.Region) -> None:
    assert kss.to_dict()["unpaid_work"]["cap"]["value"] == pytest.approx(7 * WEEKS_A_MONTH, abs=0.05)


# --- A18: feedback reaches everybody in post ---------------------------------------------------------------------------------


def test_faults_A18_provisional_starters_leave_at_the_fed_back_rate() -> None:
    """1,000 who start provisionally in the month of their offer, beside 100 officers at a workload of 340 %."""
    rate, feedback = 0.12, 1.5
    document = region(
        pdus={
            "North": {
                "staff": {
                    "PO": staff(100, 1200, rate, caseload=40, workload=3.4, stages={"newly qualified": 30}),
                }
            }
        },
        workload={"feedback": feedback},
        recruitment={
            "PO": {
                "schedule": [{"month": "2022-04", "headcount": 1000}],
                "vetting": {"value": 24, "unit": "months"},
                "provisional_start": {"after": {"value": 0, "unit": "months"}, "capacity": 0},
            }
        },
    )
    forecast = pb.forecast(document, months=12, runs=0)
    heads, workload, leavers = (forecast[m, "North", "PO"].mean for m in ("headcount", "workload", "leavers"))
    assert heads[1] > 1050
    assert workload[1] > 3
    chance = 1 - np.exp(-rate / 12 * np.exp(feedback * (workload[:12] - 1)))
    np.testing.assert_allclose(leavers[:12], heads[:12] * chance, rtol=1e-12)


# --- A19: one law of dwell ---------------------------------------------------------------------------------------------------

DWELLS: list[tuple[dict[str, Any], float]] = [
    ({"time": {"value": 4, "unit": "months"}}, 4),
    ({"rate": {"value": 0.25, "per": "month"}}, 4),
    ({"rate": {"value": 3, "per": "year"}}, 4),
    ({"rate": {"value": 0.25 / WEEKS_A_MONTH, "per": "week"}}, 4),
    ({"time": {"value": 4 * WEEKS_A_MONTH, "unit": "weeks"}}, 4),
    ({"time": {"value": 1, "unit": "months"}}, 1),
    ({"rate": {"value": 1, "per": "month"}}, 1),
    ({"time": {"value": 9.4, "unit": "months"}, "shape": "fixed"}, 9.4),
    ({"time": {"value": 0.6, "unit": "months"}, "shape": "fixed"}, 0.6),
    ({"time": {"value": 7.5, "unit": "months"}, "shape": "erlang", "stages": 1}, 7.5),
    ({"time": {"value": 14, "unit": "months"}, "shape": "erlang", "stages": 3}, 14),
    ({"profile": [1.0, 0.9, 0.7, 0.4, 0.1], "shape": "profile"}, 3.1),
]


@pytest.mark.parametrize(("dwell", "mean"), DWELLS, ids=[str(d) for d, _ in DWELLS])
def test_faults_A19_stock_in_balance_is_starts_times_mean_dwell(dwell: dict[str, Any], mean: float) -> None:
    document = region(
        pdus={"North": {"staff": {"PO": staff(10, 10, caseload=40, workload=1.1)}}},
        caseload={"PO": {"dwell": dwell, "starts": {"per_month": 100}}},
    )
    cases = pb.forecast(document, months=300, runs=0)["caseload", "North", "PO"].mean
    assert cases[300] == pytest.approx(100 * mean, rel=1e-6)


def test_faults_A19_a_time_and_its_rate_are_the_same_to_the_bit() -> None:
    def cases(dwell: dict[str, Any], runs: int) -> np.ndarray[Any, Any]:
        document = region(
            pdus={"North": {"staff": {"PO": staff(10, 10, caseload=40, workload=1.1)}}},
            caseload={"PO": {"dwell": dwell, "starts": {"per_month": 80}}},
        )
        mean: np.ndarray[Any, Any] = pb.forecast(document, months=24, runs=runs, seed=3)["caseload", "North", "PO"].mean
        return mean

    for runs in (0, 50):
        np.testing.assert_array_equal(cases(DWELLS[0][0], runs), cases(DWELLS[1][0], runs))


def test_faults_A19_a_rate_of_less_than_a_month_is_refused_with_what_to_write() -> None:
    document = region(
        pdus={"North": {"staff": {"PO": staff(10, 10, caseload=40, workload=1.1)}}},
        caseload={"PO": {"dwell": {"rate": {"value": 1.5, "per": "month"}}}},
    )
    with pytest.raises(pb.ForecastError, match=r"caseload\.PO\.dwell\.rate.*less than a month"):
        pb.forecast(document, months=1, runs=0)


@pytest.mark.parametrize("months", [0.4, 1.0, 2.5, 4.6])
def test_faults_A19_other_times_hold_their_mean_too(months: float) -> None:
    """Vetting, open cases of victims, the time until a court decides, expiry: stock in balance = flow x mean time."""
    time = {"value": months, "unit": "months"}
    document = region(
        pdus={"North": {"staff": {"CA": staff(10, 10)}}},
        functions={"V": {"staff": {"VLO": staff(10, 10)}}},
        recruitment={"CA": {"per_month": 3, "vetting": time}},
        unpaid_work={
            "people": 100,
            "hours": 30000,
            "orders": {"per_month": 50},
            "ordered": [{"hours": 300, "share": 1}],
            "extension": {"time": time},
            "delivery": {"before": 0, "level": 1},
        },
        victim_contact={
            "unit": "V",
            "staff": {"unit": "V", "grade": "VLO"},
            "referrals": {"per_month": 20},
            "each": 5,
            "open_cases": 100,
            "open_for": {"value": max(1.0, months), "unit": "months"},
        },
        waiting_lists={
            "L": {
                "waiting": 0,
                "arrivals": {"per_month": 30},
                "capacity": {"per_month": 0},
                "expiry": {"value": max(1.0, months), "unit": "months"},
            }
        },
    )
    forecast = pb.forecast(document, months=90, runs=0)
    assert forecast["in_pipeline", "North", "CA"].mean[90] == pytest.approx(3 * months, rel=1e-9)
    assert forecast["blocked", "*", "unpaid work"].mean[90] == pytest.approx(50 * months, rel=1e-9)
    assert forecast["open_cases", "V", "victim contact"].mean[90] == pytest.approx(20 * max(1.0, months), rel=1e-6)
    assert forecast["waiting", "*", "L"].mean[90] == pytest.approx(30 * max(1.0, months), rel=1e-9)
