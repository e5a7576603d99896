"""Questions of time: how long a limit holds, limits that are percentages, a present that is certain."""

from __future__ import annotations

import math
import pickle
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import numpy as np
import probation as pb
import pytest
from numpy.testing import assert_array_equal
from probation import _core
from probation._display.numbers import MEASURES

NAME = ("workload", "Rest of region", "PSO")
JOINED = pb.Limit("joiners", at_least=5)
LATE = pb.Limit("share_past_12_months", unit="unpaid work", of="unpaid work", at_most=0.25)


@pytest.fixture(scope="module")
def region() -> pb.Region:
    return pb.examples.kss()


@pytest.fixture(scope="module")
def followed(region: pb.Region) -> pb.Forecast:
    return pb.forecast(region, months=24, runs=600, seed=2022, limits=[JOINED, LATE])


@pytest.fixture(scope="module")
def paths(region: pb.Region) -> pb.Forecast:
    return pb.forecast(region, months=24, runs=600, seed=2022, keep="paths")


def brute(series: pb.Series, limit: pb.Limit, length: int | None) -> np.ndarray:
    """The joint probability of staying, looked up in every path."""
    is_upper, x = limit.bound
    holds = series.paths <= x if is_upper else series.paths >= x
    points = holds.shape[1]
    out = np.full(points, np.nan)
    for t in range(points):
        end = points if length is None else t + length
        if end <= points:
            out[t] = holds[:, t:end].all(axis=1).mean()
    return out


@pytest.mark.parametrize("limit", [pb.Limit(NAME[0], unit=NAME[1], of=NAME[2], at_most=1.0), JOINED, LATE], ids=repr)
@pytest.mark.parametrize("months", [None, 1, 6, 24])
def test_faults_A10_staying_is_counted_in_replicates(
    followed: pb.Forecast, paths: pb.Forecast, limit: pb.Limit, months: int | None
) -> None:
    bound: dict[str, Any] = {"at_most": limit.at_most, "at_least": limit.at_least}
    name = (limit.measure, limit.unit, limit.of)
    right = brute(paths[name], limit, months)
    assert_array_equal(followed[name].probability_of_staying(months=months, **bound), right)
    assert_array_equal(paths[name].probability_of_staying(months=months, **bound), right)
    for probability in (0.2, 0.9):
        month = next((m for m, p in zip(paths[name].months, right, strict=True) if p >= probability), None)
        assert followed[name].stays_from(probability=probability, months=months, **bound) == month
        assert (
            followed.stays_from(*name[:1], unit=name[1], of=name[2], probability=probability, months=months, **bound)
            == month
        )
    is_upper, x = limit.bound
    holds = paths[name].paths <= x if is_upper else paths[name].paths >= x
    assert_array_equal(
        followed[name].probability_of_reaching(**bound), np.logical_or.accumulate(holds, axis=1).mean(axis=0)
    )


def test_faults_A10_first_touch_is_no_return(region: pb.Region) -> None:
    """PSOs of the rest of the region: at most 100 % in 2022-06, and then 0.93, 0.65, 0.35 …: it does not stay."""
    base = pb.forecast(region, months=24, runs=2_000, seed=2022)
    series = base[NAME]
    first = series.first_month(at_most=1.0, probability=0.9)
    assert first == "2022-06"
    chance = series.probability(at_most=1.0)[2:]
    assert chance[0] >= 0.9
    assert chance.min() < 0.05
    assert series.stays_from(at_most=1.0) is None
    assert series.probability_of_staying(at_most=1.0)[2] <= chance.min()
    row = next(row for row in base.table("workload") if (row.unit, row.of) == NAME[1:])
    assert (row.first_month, row.stays_from) == ("2022-06", None)
    text = str(base.table("workload"))
    assert "stays from" in text
    assert "does not stay" in text


def test_faults_A10_one_month_is_the_probability_of_the_month(followed: pb.Forecast) -> None:
    for series in followed.select("workload"):
        assert_array_equal(series.probability_of_staying(at_most=1.0, months=1), series.probability(at_most=1.0))
        chance = series.probability_of_staying(at_most=1.0)
        assert np.all(np.diff(chance) >= 0)  # who stays from a month stays from the next one too
        assert np.all(chance <= series.probability(at_most=1.0))


def test_faults_A10_the_same_bits_however_it_is_run(region: pb.Region, followed: pb.Forecast) -> None:
    options: dict[str, Any] = {"months": 24, "seed": 2022, "limits": [JOINED, LATE]}
    ways = [
        pb.forecast(region, runs=600, threads=2, block=7, **options),
        pb.forecast(region, runs=600, executor=ThreadPoolExecutor(2), chunk=160, **options),
        pb.gather(region, [pb.run_block(region.to_json(), *span, **options) for span in ((250, 600), (0, 250))]),
        pb.forecast(region, runs=600, resume=pb.run_block(region.to_json(), 64, 256, **options), **options),
    ]
    for way in ways:
        assert way == followed
        assert way.limits == followed.limits == [LATE, JOINED] or set(way.limits) == {LATE, JOINED}
    halves = [pb.run_block(region.to_json(), *span, **options) for span in ((0, 250), (250, 600))]
    assert pb.gather(region, [pickle.loads(pickle.dumps(half)) for half in halves]) == followed
    assert pb.Part.from_bytes(halves[0].to_bytes()).limits == halves[0].limits
    part = pb.run_block(region.to_json(), 0, 32, months=24, seed=2022)
    with pytest.raises(ValueError, match="limits"):
        pb.merge([part, pb.run_block(region.to_json(), 32, 64, **options)])


def test_faults_A10_a_limit_must_be_named(region: pb.Region, followed: pb.Forecast) -> None:
    series = followed["workload", "West Kent", "PO"]
    with pytest.raises(ValueError, match=r"limits=\[pb.Limit\('workload', unit='West Kent', of='PO', at_most=1.2\)\]"):
        series.stays_from(at_most=1.2)
    with pytest.raises(ValueError, match='keep="paths"'):
        series.probability_of_reaching(at_least=1.2)
    assert series.stays_from(at_most=4.9, probability=1.0) == "2022-04"  # every replicate keeps it
    assert series.stays_from(at_least=4.9, probability=0.01) is None
    with pytest.raises(ValueError, match="months must be 1 to 601"):
        series.stays_from(at_most=1.0, months=0)
    with pytest.raises(ValueError, match="months must be 1 to 25, not 26"):
        series.stays_from(at_most=1.0, months=26)
    with pytest.raises(TypeError, match="exactly one"):
        series.stays_from(probability=0.9)
    with pytest.raises(ValueError, match='did you mean "unpaid work"'):
        pb.forecast(region, runs=10, limits=[pb.Limit("share_past_12_months", of="unpaid wrk", at_most=0.1)])
    with pytest.raises(TypeError, match="limits are Limit"):
        pb.forecast(region, runs=10, limits=["workload"])  # type: ignore[list-item]
    with pytest.raises(TypeError, match="exactly one"):
        pb.Limit("workload")


def test_faults_A10_expected_forecasts_keep_a_limit_or_break_it(region: pb.Region) -> None:
    expected = pb.forecast(region, runs=0)
    for name in (NAME, ("workload", "West Kent", "PO"), ("joiners", "*", "*")):
        x = float(np.median(expected[name].mean))
        assert set(expected[name].probability_of_staying(at_most=x).tolist()) <= {0.0, 1.0}
    assert expected[NAME].stays_from(at_most=1.0, probability=1.0) is None


def test_faults_A10_many_regions_and_comparisons_follow_limits(region: pb.Region) -> None:
    limit = pb.Limit("headcount", at_least=900)
    many = pb.forecast_many({"a": region, "b": region}, runs=64, limits=limit)
    assert limit in many["a"][("headcount", "*", "*")].limits
    assert many.all["headcount", "*", "*"].probability_of_staying(at_least=900).shape == (25,)
    assert many.all["workload", "*", "PO"].stays_from(at_most=1.0) is None
    both = pb.compare({"x": region, "y": region}, runs=32, limits=limit)
    assert both["y"]["headcount", "*", "*"].stays_from(at_least=900, probability=0.01) in both["y"][NAME].months


def test_faults_A10_the_command_line_follows_limits() -> None:
    def run(limit: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "probation", "forecast", "example:kss", "--runs", "100", "--quiet"]
        return subprocess.run([*command, "--limit", limit], capture_output=True, text=True, check=False)

    named = run("share_past_12_months, unpaid work, unpaid work <= 25 %")
    assert named.returncode == 0, named.stderr
    assert "past 12 months, %, unpaid work, unpaid work: at most 25 (90 % sure)" in " ".join(named.stdout.split())
    assert "stays from" in named.stdout
    for wrong in ("workload", "workload <= 100", "workload <= x", ", PO <= 1", "workload <= nan"):
        assert run(wrong).returncode == 2, wrong


SHARES = ("workload", "vacancy_rate", "share_past_12_months")


@pytest.mark.parametrize("measure", SHARES)
@pytest.mark.parametrize("x", [100, 90, 5.5, math.nan, -100])
def test_faults_A15_a_percentage_is_no_share(followed: pb.Forecast, measure: str, x: float) -> None:
    series = followed.select(measure)[0]
    bounds: list[dict[str, Any]] = [{"at_most": x}, {"at_least": x}]
    for bound in bounds:
        for ask in (
            series.probability,
            series.first_month,
            series.stays_from,
            series.probability_of_staying,
            series.probability_of_reaching,
        ):
            with pytest.raises(ValueError, match="must be"):
                ask(**bound)
        for on_forecast in (followed.first_month, followed.stays_from):
            with pytest.raises(ValueError, match="must be"):
                on_forecast(measure, unit=series.unit, of=series.of, **bound)
        with pytest.raises(ValueError, match="must be"):
            pb.Limit(measure, **bound)


def test_faults_A15_the_message_says_what_to_write(followed: pb.Forecast) -> None:
    with pytest.raises(ValueError, match=r"0 to 5, where 100 % is 1.0, not 100; for 100 % write 1"):
        followed.first_month("workload", unit="West Kent", of="PO", at_most=100)
    series = followed["workload", "West Kent", "PO"]
    for ask, words in (
        (lambda: series.first_month(at_most=1.0, probability=90), "for 90 % write 0.9"),
        (lambda: series.stays_from(at_most=1.0, probability=90), "for 90 % write 0.9"),
        (lambda: series.quantile(90), "for 90 % write 0.9"),
        (lambda: series.quantile([0.5, 10]), "for 10 % write 0.1"),
        (lambda: series.quantile(math.nan), "between 0 and 1"),
        (lambda: series.quantile_error(90), "for 90 % write 0.9"),
        (lambda: followed.to_pandas(quantiles=(10, 50, 90)), "for 10 % write 0.1"),
        (lambda: followed.to_json(quantiles=(10,)), "for 10 % write 0.1"),
        (lambda: followed.table(interval=80), "for 80 % write 0.8"),
        (lambda: followed.table("headcount", probability=90), "for 90 % write 0.9"),
        (lambda: followed.table(interval=math.nan), "above 0 and below 1"),
    ):
        with pytest.raises(ValueError, match=words):
            ask()


def test_faults_A15_shares_elsewhere(region: pb.Region) -> None:
    for ask, words in (
        (lambda: pb.compare({"a": region}, runs=2).table(interval=80), "for 80 % write 0.8"),
        (lambda: pb.forecast(region, runs="auto", tolerance={"workload": 0.5}), "for 0.5 points write 0.005"),
        (lambda: pb.forecast(region, runs="auto", tolerance={"workload": math.nan}), "above 0"),
        (lambda: pb.ratings.interval(20, 30, level=95), "for 95 % write 0.95"),
        (lambda: pb.ratings.difference((3, 9), (4, 9), level=95), "for 95 % write 0.95"),
        (lambda: pb.ratings.sample_size(100, confidence=80), "for 80 % write 0.8"),
        (lambda: pb.ratings.sample_size(100, margin=5), "for 5 % write 0.05"),
        (lambda: pb.ratings.sample_size(100, share=50), "for 50 % write 0.5"),
        (lambda: pb.audit(region, vacancy_tolerance=5), "for 5 % write 0.05"),
        (lambda: pb.backlog.factor(95), "share above 0 and below 1"),
    ):
        with pytest.raises(ValueError, match=words):
            ask()


def test_faults_A15_what_may_be_meant_is_answered(followed: pb.Forecast) -> None:
    series = followed["workload", "West Kent", "PO"]
    assert series.first_month(at_most=3.4) == "2022-04"
    assert series.probability(at_least=5.0).max() == 0.0
    assert followed["vacancy_rate", "West Kent", "PSO"].probability(at_most=-0.02).max() > 0.0
    assert followed["headcount", "*", "*"].first_month(at_least=100) == "2022-04"
    assert followed["waiting", "programmes", "sex offender"].probability(at_most=100).shape == (25,)


def test_faults_A15_one_table_says_which_measures_are_shares() -> None:
    ranges = _core.measure_ranges()
    for name, shown in MEASURES.items():
        assert (shown.scale == 100.0) == math.isfinite(ranges[name][1]), name


def small_unit(in_post: float, caseload: float, workload: object) -> pb.Region:
    staff = {
        "establishment": 80, "in_post": in_post, "caseload": caseload, "workload": workload,
        "leaving_rate": {"value": 0.1, "per": "year"},
    }  # fmt: skip
    return pb.Region.from_dict({"name": "N", "as_of": "2022-04", "pdus": {"A": {"staff": {"PO": staff}}}})


@pytest.mark.parametrize(("in_post", "caseload", "workload"), [(2.8, 43, 1.34), (61.7, 41.3, 1.0), (0.3, 1.1, 1.2)])
def test_faults_A11_a_certain_present_has_no_interval(in_post: float, caseload: float, workload: float) -> None:
    made = pb.forecast(small_unit(in_post, caseload, workload), runs=500)
    for measure, x in (
        ("workload", workload),
        ("caseload_per_officer", caseload),
        ("caseload", caseload * in_post),
        ("fte", in_post),
        ("vacancy_rate", 1 - in_post / 80),
    ):
        now = made[measure, "A", "PO"]
        low, high = now.quantile((0.0, 1.0))[:, 0]
        assert low == high == pytest.approx(x, rel=1e-13), measure
        assert now.sd[0] == 0.0
    assert made["workload", "A", "PO"].sd[12] > 0.0
    row = next(row for row in made.table("workload") if row.unit == "A")
    assert row.cells[0].low == row.cells[0].high == pytest.approx(workload, rel=1e-13)


def test_faults_A11_a_stated_100_per_cent_is_at_most_100_per_cent() -> None:
    made = pb.forecast(small_unit(61.7, 41.3, 1.0), runs=500)
    assert made.first_month("workload", at_most=1.0, probability=1.0) == "2022-04"


def test_faults_A11_real_doubt_about_the_present_still_shows() -> None:
    made = pb.forecast(small_unit(61.7, 41.3, {"low": 1.2, "high": 1.4}), runs=500)
    low, high = made["workload", "A", "PO"].quantile((0.1, 0.9))[:, 0]
    assert low == pytest.approx(1.22, abs=0.01)
    assert high == pytest.approx(1.38, abs=0.01)


def test_faults_A11_the_mean_does_not_move() -> None:
    """Whole cases are rounded without bias, and what is reported moves as they do: units of few cases keep their mean."""
    made = pb.forecast(small_unit(0.3, 11.5, 1.2), runs=20_000, months=12)
    expected = pb.forecast(small_unit(0.3, 11.5, 1.2), runs=0, months=12)
    series = made["caseload", "A", "PO"]
    assert np.all(np.abs(series.mean - expected["caseload", "A", "PO"].mean) < 5 * series.standard_error + 1e-9)
