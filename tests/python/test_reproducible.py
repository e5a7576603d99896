"""The same bits whatever the threads, the blocks and the company of a replicate."""

from __future__ import annotations

import numpy as np
import probation as pb
import pytest


@pytest.fixture(scope="module")
def base(small: pb.Region) -> pb.Forecast:
    return pb.forecast(small, months=12, runs=1000, seed=5, threads=1)


@pytest.mark.parametrize("threads", [2, 7])
def test_threads_change_nothing(small: pb.Region, base: pb.Forecast, threads: int) -> None:
    assert pb.forecast(small, months=12, runs=1000, seed=5, threads=threads) == base


@pytest.mark.parametrize("block", [1, 3, 17, 999, 1000, 5000])
def test_blocks_change_nothing(small: pb.Region, base: pb.Forecast, block: int) -> None:
    assert pb.forecast(small, months=12, runs=1000, seed=5, block=block) == base


def test_replicates_do_not_know_each_other(small: pb.Region) -> None:
    options = {"months": 12, "seed": 5, "keep": "paths"}
    many = pb.forecast(small, runs=10_000, **options)  # type: ignore[arg-type]
    few = pb.forecast(small, runs=1000, **options)  # type: ignore[arg-type]
    later = pb.forecast(small, runs=500, first=9_500, **options)  # type: ignore[arg-type]
    for name in many:
        paths = many[name].paths
        assert np.array_equal(paths[:1000], few[name].paths)
        assert np.array_equal(paths[9_500:], later[name].paths)


def test_paths_are_not_needed_for_the_same_bits(small: pb.Region, base: pb.Forecast) -> None:
    kept = pb.forecast(small, months=12, runs=1000, seed=5, keep="paths")
    assert all(np.array_equal(kept[name].mean, base[name].mean) for name in base)
    assert all(np.array_equal(kept[name].quantile(0.9), base[name].quantile(0.9)) for name in base)


def test_scenarios_share_random_numbers(small: pb.Region, base: pb.Forecast) -> None:
    other = pb.forecast(small.scenario("vetting halved"), months=12, runs=1000, seed=5)
    for measure in ("headcount", "workload"):
        assert other[measure, "South", "PSO"] == base[measure, "South", "PSO"]  # the scenario does not touch them
    assert other["headcount", "North", "PO"] != base["headcount", "North", "PO"]
