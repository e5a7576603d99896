"""Many regions together."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import numpy as np
import probation as pb
import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

MONTHS, RUNS = 6, 300


@pytest.fixture(scope="module")
def regions(small: pb.Region) -> dict[str, pb.Region]:
    smaller = small.patched({"name": "Smaller", "pdus": {"South": None}})
    return {"Here": small, "There": small, "Beyond": smaller}


@pytest.fixture(scope="module")
def together(regions: dict[str, pb.Region]) -> pb.Forecasts:
    return pb.forecast_many(regions, months=MONTHS, runs=RUNS, seed=5)


def test_a_region_has_the_numbers_of_its_own_forecast(regions: dict[str, pb.Region], together: pb.Forecasts) -> None:
    assert list(together) == ["Here", "There", "Beyond"]
    for name, region in regions.items():
        alone = pb.forecast(region, months=MONTHS, runs=RUNS, seed=pb.region_seed(5, name))
        assert together[name].names == alone.names
        assert all(together[name][s] == alone[s] for s in alone)
        assert together[name].provenance["seed"] == pb.region_seed(5, name)
    with pytest.raises(KeyError, match="Here"):
        together["Hera"]


def test_the_sum_is_taken_replicate_by_replicate(regions: dict[str, pb.Region], together: pb.Forecasts) -> None:
    paths = {
        name: pb.forecast(region, months=MONTHS, runs=RUNS, seed=pb.region_seed(5, name), keep="paths")
        for name, region in regions.items()
    }

    def total(measure: str, of: str = "*") -> NDArray[np.float64]:
        sums: NDArray[np.float64] = np.sum([p[measure, "*", of].paths for p in paths.values()], axis=0)
        return sums

    every = together.all
    assert {name[1] for name in every} == {"*"}
    for q in (0.1, 0.5, 0.9):
        rank = int(np.ceil(q * RUNS)) - 1
        heads = np.sort(total("headcount"), axis=0)[rank]
        assert np.array_equal(every["headcount", "*", "*"].quantile(q), heads)
        for of in ("PO", "PSO", "*"):
            ratio = np.sort(total("demand", of) / total("capacity", of), axis=0)[rank]
            assert every["workload", "*", of].quantile(q) == pytest.approx(ratio, rel=5e-4)
    vacancy = 1 - total("fte", "PO") / total("establishment", "PO")
    assert every["vacancy_rate", "*", "PO"].mean == pytest.approx(vacancy.mean(axis=0), rel=1e-9)
    per_officer = total("caseload", "PO") / total("fte", "PO")
    assert every["caseload_per_officer", "*", "PO"].mean == pytest.approx(per_officer.mean(axis=0), rel=1e-9)


def test_regions_are_independent(together: pb.Forecasts, regions: dict[str, pb.Region]) -> None:
    """Two regions of one document draw apart: their leavers correlate by chance only (|r| < 0.2 at 3.5 errors)."""
    here, there = (
        pb.forecast(regions[n], months=MONTHS, runs=RUNS, seed=pb.region_seed(5, n), keep="paths")
        for n in list(regions)[:2]
    )
    a, b = (f["headcount", "*", "PO"].paths[:, -1] for f in (here, there))
    assert abs(np.corrcoef(a, b)[0, 1]) < 0.2
    assert together["Here"]["headcount", "*", "PO"] != together["There"]["headcount", "*", "PO"]


def test_the_kss_backlogs_add_up(kss: pb.Region) -> None:
    twice = pb.forecast_many({"A": kss, "B": kss}, months=3, runs=0)
    one = pb.forecast(kss, months=3, runs=0)
    for measure, unit, of in one.names:
        if unit != "*":
            continue
        sums, alone = twice.all[measure, "*", of].mean, one[measure, "*", of].mean
        is_sum = np.allclose(sums, 2 * alone, rtol=1e-9)
        assert is_sum or np.allclose(sums, alone, rtol=1e-9), (measure, of)


def test_measures_that_some_regions_have(small: pb.Region, kss: pb.Region) -> None:
    both = pb.forecast_many({"S": small, "K": kss}, months=2, runs=32)
    only = [name for name in both.all.names if name not in both["S"].names]
    assert only
    measure, _, of = only[0]
    assert both.regions_with(measure, of) == ["K"]
    assert both.all[measure, "*", of].mean == pytest.approx(both["K"][measure, "*", of].mean, rel=1e-12)
    with pytest.raises(KeyError, match="no measure"):
        both.regions_with("nothing")


def test_executors_threads_and_parts_give_the_same_bits(regions: dict[str, pb.Region], together: pb.Forecasts) -> None:
    with ThreadPoolExecutor(2) as threads:
        elsewhere = pb.forecast_many(regions, months=MONTHS, runs=RUNS, seed=5, executor=threads, chunk=64)
    documents = {name: region.packed() for name, region in regions.items()}
    begun = pb.run_block(documents, 100, 164, months=MONTHS, seed=5)
    rest = [pb.run_block(documents, a, b, months=MONTHS, seed=5) for a, b in [(164, RUNS), (0, 100)]]
    gathered = pb.gather(regions, [*rest, begun])
    resumed = pb.forecast_many(regions, months=MONTHS, runs=RUNS, seed=5, resume=begun, threads=2)
    for other in (elsewhere, gathered, resumed):
        assert all(other.all[name] == together.all[name] for name in together.all)
        assert all(other[r][name] == together[r][name] for r in together for name in together[r])


def test_what_does_not_fit_together(small: pb.Region) -> None:
    with pytest.raises(ValueError, match="no regions"):
        pb.forecast_many({})
    with pytest.raises(ValueError, match="Later starts in 2022-05 and Now in 2022-04"):
        pb.forecast_many({"Now": small, "Later": small.patched({"as_of": "2022-05"})})
    with ThreadPoolExecutor(1) as threads, pytest.raises(ValueError, match="chunk must be 1"):
        pb.forecast_many({"Now": small}, runs=64, executor=threads, chunk=0)
    with pytest.raises(TypeError, match="'x' is no Region but an int"):
        pb.forecast_many({"x": 1})  # type: ignore[dict-item]


def test_display(together: pb.Forecasts, golden: Callable[[str, str], None]) -> None:
    golden("many.txt", str(together))
    assert repr(together) == "<Forecasts of 3 regions: 6 months from 2022-04, 300 runs>"
    frame = together.to_pandas()
    assert list(frame.columns[:4]) == ["region", "measure", "unit", "of"]
    assert set(frame.region) == {"Here", "There", "Beyond", "*"}
