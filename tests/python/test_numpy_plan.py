"""The plan run by NumPy, which shares nothing with the kernel but the plan, says the same as the kernel.

Random policy: 583 outputs at up to 25 points, of the mean and of the spread, are some 29,000 comparisons, most of them of
much the same numbers. If all were independent, one of two correct programs in 60 would differ somewhere by 5 standard
errors (P = 5.7e-7 each); seeds are fixed, so it is decided once. With 768 replicates on one side and 2,048 on the other
a standard error is 0.042 standard deviations: a mean that is wrong by 0.27 of them is found with a probability of 90 %. The
Kolmogorov-Smirnov test at 1e-6 finds with as much a distribution function that is wrong by 0.14 somewhere.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import agreement
import numpy as np
import numpy_plan
import probation as pb
import pytest
from probation import _core

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

Outputs = dict[agreement.Name, "NDArray[np.float64]"]

RUNS = 768
ENGINE_RUNS = 2048
STANDARD_ERRORS = 5.0


def engine_paths(region: pb.Region, months: int, runs: int) -> Outputs:
    made = pb.forecast(region, months=months, runs=runs, seed=2022, keep="paths")
    return {name: made[name].paths.T for name in made}


def numpy_paths(plan: numpy_plan.NumpyPlan, runs: int) -> Outputs:
    return dict(zip(plan.names, plan.paths(runs, seed=4), strict=True))


def largest_relative_error(region: pb.Region, months: int) -> tuple[float, agreement.Name]:
    theirs = pb.forecast(region, months=months, runs=0)
    ours = numpy_plan.NumpyPlan(region.plan(months)).expected()
    assert list(ours) == theirs.names

    def errors() -> Iterator[tuple[float, agreement.Name]]:
        for name, numbers in ours.items():
            mean = theirs[name].mean
            assert numbers.shape == mean.shape
            with np.errstate(invalid="ignore"):
                gap = np.where(numbers == mean, 0.0, np.abs(numbers - mean) / np.maximum(np.abs(numbers), np.abs(mean)))
            yield float(gap.max()), name

    return max(errors())


@pytest.fixture(scope="module")
def ours(kss: pb.Region) -> Outputs:
    return numpy_paths(numpy_plan.NumpyPlan(kss.plan(24)), RUNS)


@pytest.fixture(scope="module")
def theirs(kss: pb.Region) -> Outputs:
    return engine_paths(kss, 24, ENGINE_RUNS)


def test_the_example_region_without_randomness(kss: pb.Region) -> None:
    error, name = largest_relative_error(kss, 24)
    assert error < 1e-12, name


def test_the_small_region_without_randomness(small: pb.Region) -> None:
    error, name = largest_relative_error(small, 60)
    assert error < 1e-12, name


def test_means_and_spreads_of_the_example_region(ours: Outputs, theirs: Outputs) -> None:
    worst = agreement.differences(ours, theirs)[0]
    assert worst.errors < STANDARD_ERRORS, worst


def test_distributions_of_the_example_region(ours: Outputs, theirs: Outputs) -> None:
    found = agreement.kolmogorov_smirnov(ours, theirs, ("workload", "waiting", "headcount"), (6, 12, 24))
    assert len(found) > 100
    least, name, point = found[0]
    assert least > 1e-6, (name, point)


def test_a_plan_with_one_wrong_operation_is_told_apart(small: pb.Region) -> None:
    """What the comparisons can see: leavers who stay where they were, and draws of the right mean with too wide a spread."""
    theirs = engine_paths(small, 12, ENGINE_RUNS)
    right = numpy_plan.NumpyPlan(small.plan(12))
    assert agreement.differences(numpy_paths(right, RUNS), theirs)[0].errors < STANDARD_ERRORS

    staying = numpy_plan.NumpyPlan(small.plan(12))
    steps = staying.tree["steps"]["move"]
    staying.tree["steps"]["move"] = [op for op in steps if not (op[0] == "subtract" and op[1] == op[2])]
    assert agreement.differences(numpy_paths(staying, RUNS), theirs)[0].errors > STANDARD_ERRORS

    spread = numpy_plan.NumpyPlan(small.plan(12))
    steps = spread.tree["steps"]["arrive"]
    at = next(i for i, op in enumerate(steps) if op[0] == "poisson")
    two = next(r for r, row in enumerate(spread.tree["rows"]) if row == ("constant", 1.0))
    steps[at] = ("negative_binomial", *steps[at][1:3], two, *steps[at][4:])  # of size 1: much wider, the same mean
    worst = agreement.differences(numpy_paths(spread, RUNS), theirs)[0]
    assert worst.errors > STANDARD_ERRORS
    assert worst.what == "spread"


def test_a_plan_in_python_says_which_rows_there_are(kss: pb.Region) -> None:
    """Five rows a cell of those who share hours: the capped kind has no room of the month yet, the others only that."""
    tree = _core.plan_tree(kss.plan(3))
    capped, others = (tree["row_tables"][op[4]] for op in tree["steps"]["serve"] if op[0] == "share")
    assert [r is None for r in capped] == [False, False, False, True, False] * (len(capped) // 5)
    assert [r is None for r in others] == [False, False, True, False, True] * (len(others) // 5)
    assert capped[4::5] == others[3::5]
    rows = {r for table in tree["row_tables"] for r in table if r is not None}
    assert max(rows) < len(tree["rows"])
    assert {output[-1] for output in tree["outputs"]} == {"series"}


def test_an_operation_that_numpy_does_not_know_is_said(small: pb.Region) -> None:
    plan = numpy_plan.NumpyPlan(small.plan(3))
    steps = plan.tree["steps"]["observe"]
    steps[0] = ("conjure", *steps[0][1:])
    with pytest.raises(NotImplementedError, match='no operation "conjure"'):
        plan.expected()
