"""Parts of a forecast: run anywhere, merged in any order to the same bits."""

from __future__ import annotations

import itertools
import pickle

import numpy as np
import probation as pb
import pytest
from hypothesis import given
from hypothesis import strategies as st

MONTHS = 6


def same(a: pb.Forecast, b: pb.Forecast) -> bool:
    """Whether two forecasts have the same bits."""
    return a.names == b.names and all(x == y for x, y in zip(a.series, b.series, strict=True))


@pytest.fixture(scope="module")
def document(small: pb.Region) -> str:
    return small.to_json()


@pytest.fixture(scope="module")
def at_once(small: pb.Region) -> pb.Forecast:
    return pb.forecast(small, months=MONTHS, runs=200, seed=3)


@given(
    cuts=st.sets(st.integers(1, 199), max_size=6),
    order=st.randoms(use_true_random=False),
)
def test_any_division_in_any_order_is_the_forecast_to_the_bit(
    small: pb.Region, document: str, at_once: pb.Forecast, cuts: set[int], order: np.random.Generator
) -> None:
    edges = [0, *sorted(cuts), 200]
    parts = [pb.run_block(document, a, b, months=MONTHS, seed=3) for a, b in itertools.pairwise(edges)]
    order.shuffle(parts)
    whole = pb.merge(parts)
    assert whole.spans == [(0, 200)]
    assert same(pb.gather(small, whole), at_once)


def test_a_part_is_a_value_that_travels(document: str) -> None:
    part = pb.run_block(document, 10, 50, months=MONTHS, seed=3, measures=["workload"])
    assert pickle.loads(pickle.dumps(part)) == part
    assert (part.runs, part.spans, part.months, part.seed) == (40, [(10, 50)], MONTHS, 3)
    assert part.measures == ["workload"]
    assert repr(part) == "<Part 10-49: 40 runs, 6 months, seed 3>"
    assert part != pb.run_block(document, 10, 50, months=MONTHS, seed=4, measures=["workload"])


def test_a_part_is_a_pure_function_of_its_arguments(document: str) -> None:
    one, again = (pb.run_block(document, 0, 64, months=MONTHS, threads=n) for n in (1, 2))
    assert one.to_bytes()[-1000:] == again.to_bytes()[-1000:]
    assert one == again


def test_paths_are_merged_in_the_order_of_replicates(small: pb.Region, document: str) -> None:
    name = ("headcount", "North", "PO")
    straight = pb.forecast(small, months=MONTHS, runs=100, keep="paths")[name].paths
    edges = [(60, 100), (0, 32), (32, 60)]
    whole = pb.merge([pb.run_block(document, a, b, months=MONTHS, keep="paths") for a, b in edges])
    assert np.array_equal(pb.gather(small, whole)[name].paths, straight)
    apart = pb.merge([pb.run_block(document, a, b, months=MONTHS, keep="paths") for a, b in [(60, 100), (0, 32)]])
    assert apart.spans == [(0, 32), (60, 100)]
    filled = pb.merge([pb.run_block(document, 32, 60, months=MONTHS, keep="paths"), apart])
    assert np.array_equal(pb.gather(small, filled)[name].paths, straight)


def test_what_is_missing_is_never_presented_as_whole(small: pb.Region, document: str) -> None:
    parts = [pb.run_block(document, a, b, months=MONTHS) for a, b in [(0, 32), (64, 96)]]
    with pytest.raises(ValueError, match="replicates are missing: only 0-31, 64-95 have been run"):
        pb.gather(small, parts)


@pytest.mark.parametrize(
    ("other", "message"),
    [
        ({"seed": 2}, "seed 1 and 2"),
        ({"months": 7}, "6 months and 7"),
        ({"measures": ["workload"]}, "all measures and measures workload"),
        ({"keep": "paths"}, "without paths and with paths"),
        ({"start": 31}, "replicates 31 to 31 are in both"),
    ],
)
def test_parts_of_different_forecasts_do_not_merge(document: str, other: dict[str, object], message: str) -> None:
    one = pb.run_block(document, 0, 32, months=MONTHS)
    options = {"start": 32, "months": MONTHS, **other}
    two = pb.run_block(document, stop=64, **options)  # type: ignore[arg-type]
    with pytest.raises(ValueError, match=message):
        pb.merge([one, two])


def test_parts_of_another_region_are_refused(small: pb.Region, kss: pb.Region, document: str) -> None:
    part = pb.run_block(document, 0, 32, months=MONTHS)
    with pytest.raises(ValueError, match="another region"):
        pb.gather(kss, part)
    with pytest.raises(ValueError, match="plan sha256:"):
        pb.merge([part, pb.run_block(kss.to_json(), 32, 64, months=MONTHS)])
    with pytest.raises(ValueError, match="no parts"):
        pb.merge([])
    assert pb.gather(small, part).provenance["runs"] == 32


@pytest.mark.parametrize("cut", [0, 1, 20, 200, -1])
def test_broken_bytes_are_an_error(document: str, cut: int) -> None:
    from probation._core import Part

    whole = pb.run_block(document, 0, 32, months=MONTHS).to_bytes()
    with pytest.raises(ValueError, match="bytes"):
        Part.from_bytes(whole[:cut])
    with pytest.raises(ValueError, match="checksum differs"):
        Part.from_bytes(whole + b"\0")


def test_arguments_are_checked(document: str) -> None:
    with pytest.raises(ValueError, match="stop must be 11"):
        pb.run_block(document, 10, 10)
    with pytest.raises(ValueError, match="months must be 1 to 600"):
        pb.run_block(document, 0, 1, months=0)
    with pytest.raises(pb.DocumentError):
        pb.run_block("{}", 0, 1)


def test_measures_can_be_chosen(small: pb.Region, at_once: pb.Forecast) -> None:
    few = pb.forecast(small, months=MONTHS, runs=200, seed=3, measures=["workload", "leavers"])
    assert {name[0] for name in few} == {"workload", "leavers"}
    assert all(few[name] == at_once[name] for name in few)
    assert next(name[0] for name in pb.forecast(small, months=1, runs=0, measures="workload")) == "workload"
    with pytest.raises(ValueError, match='no measure is called "worklaod"; did you mean "workload"'):
        pb.forecast(small, measures="worklaod")
