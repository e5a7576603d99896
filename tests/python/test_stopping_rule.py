"""Monte Carlo error, and as many replicates as it asks for."""

from __future__ import annotations

import numpy as np
import probation as pb
import pytest
from probation._run.stopping import MAX_AUTO, next_runs

NAME = ("workload", "North", "PO")


def test_the_error_of_a_quantile_is_what_other_seeds_change(small: pb.Region) -> None:
    """The spread of a quantile over 60 seeds against its stated error: within a third, about four standard errors."""
    several = [pb.forecast(small, months=6, runs=400, seed=s, measures="workload")[NAME] for s in range(60)]
    for q in (0.1, 0.5, 0.9):
        spread = np.std([s.quantile(q)[-1] for s in several], ddof=1)
        stated = np.mean([s.quantile_error(q)[-1] for s in several])
        assert stated == pytest.approx(spread, rel=0.35)


def test_the_error_of_a_uniform_median_in_closed_form() -> None:
    """Uniform on [0.2, 0.8]: the error is 0.6 √(q(1 − q) ÷ n), told from about 85 numbers, so to 11 % (one in 3 errors)."""
    document = {
        "name": "One number",
        "as_of": "2022-04",
        "pdus": {"A": {"staff": {"PO": {"in_post": 100, "vacancy_rate": {"low": 0.2, "high": 0.8}}}}},
    }
    region = pb.Region.from_dict(document)
    series = pb.forecast(region, months=1, runs=20_000)["vacancy_rate", "A", "PO"]
    for q in (0.1, 0.5, 0.9):
        assert series.quantile_error(q)[0] == pytest.approx(0.6 * np.sqrt(q * (1 - q) / 20_000), rel=0.35)
    assert series.quantile_error((0.1, 0.9)).shape == (2, 2)
    with pytest.raises(ValueError, match="between 0 and 1"):
        series.quantile_error(1.5)


def test_the_expected_forecast_has_no_error(expected: pb.Forecast) -> None:
    assert not expected[NAME].quantile_error(0.5).any()


def test_auto_stops_when_the_error_is_small_enough(small: pb.Region) -> None:
    loose = pb.forecast(small, months=6, runs="auto", tolerance={"workload": 0.01}, measures="workload")
    tight = pb.forecast(small, months=6, runs="auto", tolerance={"workload": 0.004}, measures="workload")
    assert loose.provenance["runs"] < tight.provenance["runs"] <= 50_000
    for forecast, limit in ((loose, 0.01), (tight, 0.004)):
        assert max(s.quantile_error((0.1, 0.5, 0.9)).max() for s in forecast.select("workload")) <= limit
    runs = tight.provenance["runs"]
    again = pb.forecast(small, months=6, runs=runs, measures="workload")
    assert all(tight[name] == again[name] for name in again)


def test_auto_says_what_it_cannot_do(small: pb.Region) -> None:
    with pytest.raises(KeyError, match="worklod"):
        pb.forecast(small, months=1, runs="auto", tolerance={"worklod": 0.1})
    with pytest.raises(ValueError, match="above 0"):
        pb.forecast(small, months=1, runs="auto", tolerance={"workload": 0.0})
    with pytest.raises(ValueError, match='for runs="auto"'):
        pb.forecast(small, months=1, runs=10, tolerance={"workload": 0.1})


def test_auto_warns_when_it_gives_up(small: pb.Region, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("probation._forecast.projecting.MAX_AUTO", 1024)
    with pytest.warns(pb.MonteCarloWarning, match=r"the Monte Carlo error of workload .* after 1,024 runs"):
        pb.forecast(small, months=1, runs="auto", tolerance={"workload": 1e-6})


@pytest.mark.parametrize(("runs", "ratio", "wanted"), [(1024, 1.5, 2560), (1024, 100.0, 4096), (1024, 1.01, 1280)])
def test_the_next_number_of_runs(runs: int, ratio: float, wanted: int) -> None:
    assert next_runs(runs, ratio) == wanted
    assert next_runs(MAX_AUTO - 1, 5.0) == MAX_AUTO


def test_progress_of_a_forecast_in_stretches_never_falls_back(small: pb.Region) -> None:
    def reports(**options: object) -> list[tuple[int, int]]:
        seen: list[tuple[int, int]] = []
        pb.forecast(small, months=6, progress=lambda *x: seen.append(x), **options)  # type: ignore[arg-type]
        return seen

    auto = reports(runs="auto", tolerance={"workload": 0.004}, measures="workload")
    assert len({total for _, total in auto}) > 1
    assert auto == sorted(auto)
    assert auto[-1][0] == auto[-1][1]
    before = pb.merge([pb.run_block(small.to_json(), start, start + 100, months=6) for start in (100, 300)])
    resumed = reports(runs=500, resume=before)
    assert resumed == sorted(resumed)
    assert {total for _, total in resumed} == {500}
    assert resumed[0][0] >= 200
    assert resumed[-1] == (500, 500)


def test_auto_needs_room_for_its_replicates(small: pb.Region) -> None:
    with pytest.raises(ValueError, match=r"first must be 0 to 4293967295, got 4294967000"):
        pb.forecast(small, months=1, runs="auto", first=4_294_967_000)
