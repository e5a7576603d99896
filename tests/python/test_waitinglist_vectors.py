"""Published vectors of a waiting-list package: every row of the file gives its number.

The file is tests/data/waitinglist_vectors.json, or the one that PROBATION_WAITINGLIST_VECTORS names.

One formula of theirs is not ours: with a number of referrals, their relief capacity has demand ÷ (1 − 2 demand cv ÷ √n),
whose bracket holds a rate, so that the same list needs another capacity if it is counted by day. In those rows ours is
compared with demand ÷ (1 − 2 cv ÷ √n), and theirs with their formula, so that a row that changes is noticed.
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import probation as pb
import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

FILE = Path(
    os.environ.get("PROBATION_WAITINGLIST_VECTORS") or Path(__file__).parents[1] / "data/waitinglist_vectors.json"
)
ROWS: list[dict[str, Any]] = json.loads(FILE.read_text(encoding="utf-8"))["vectors"]

Inputs = dict[str, Any]
DAYS = {"days": 1, "day": 1, "weeks": 7, "week": 7}


def given(inputs: Inputs, **names: str) -> Inputs:
    """Arguments of ours from inputs of theirs; what is not given, or null, is left to the default."""
    return {ours: inputs[theirs] for ours, theirs in names.items() if inputs.get(theirs) is not None}


def relief_capacity(inputs: Inputs) -> Any:
    arguments = given(
        inputs,
        demand="demand",
        queue_size="queue_size",
        target_queue_size="target_queue_size",
        time_to_target="time_to_target",
        referrals="num_referrals",
        cv_demand="cv_demand",
    )
    arguments.setdefault("time_to_target", 26)  # their default; ours must be said
    return pb.backlog.relief_capacity(**arguments)


def dates(inputs: Inputs) -> Inputs:
    """The columns of a list, and the days looked at."""
    columns = {
        key.lower().removesuffix("s"): value for key, value in {**inputs, **(inputs.get("waiting_list") or {})}.items()
    }
    return given(
        columns, referral="referral", removal="removal", withdrawal="withdrawal", start="start_date", end="end_date"
    )


def queue_sizes(inputs: Inputs) -> Any:
    return pb.backlog.queue_sizes(**dates(inputs))


def statistic(name: str) -> Callable[[Inputs], Any]:
    def compute(inputs: Inputs) -> Any:
        weeks = inputs.get("target_wait") or 4
        value = getattr(pb.backlog.list_statistics(**dates(inputs), target_wait_days=7 * weeks), name)
        if name == "mean_wait" and value is not None:
            return value / DAYS[inputs.get("unit") or "days"]
        return value

    return compute


def call(function: Callable[..., Any], *names: str) -> Callable[[Inputs], Any]:
    """A function whose arguments are called as theirs."""
    return lambda inputs: function(**given(inputs, **{name: name for name in names}))


# Their function: our call.
CALLS: dict[str, Callable[[Inputs], Any]] = {
    "calc_queue_load": call(pb.backlog.load, "demand", "capacity"),
    "calc_relief_capacity": relief_capacity,
    "calc_target_capacity": call(
        pb.backlog.target_capacity, "demand", "target_wait", "factor", "cv_demand", "cv_capacity"
    ),
    "calc_target_mean_wait": call(pb.backlog.target_mean_wait, "target_wait", "factor"),
    "calc_target_queue_size": call(pb.backlog.target_queue_size, "demand", "target_wait", "factor"),
    "calc_waiting_list_pressure": call(pb.backlog.pressure, "mean_wait", "target_wait"),
    "queue_ratio": call(pb.backlog.queue_ratio, "queue_size", "target_queue_size"),
    "queue_too_big": call(pb.backlog.queue_too_big, "queue_size", "target_queue_size"),
    "wl_queue_size": queue_sizes,
    "wl_stats.mean_wait": statistic("mean_wait"),
    "wl_stats.queue_size": statistic("queue_size"),
    "wl_stats.pressure": statistic("pressure"),
}


def test_there_are_rows() -> None:
    assert ROWS


def counted(row: dict[str, Any]) -> bool:
    return row["function"] == "calc_relief_capacity" and bool(row["inputs"].get("num_referrals"))


@pytest.mark.parametrize("row", [row for row in ROWS if counted(row)])
def test_relief_of_counted_demand_differs_on_purpose(row: dict[str, Any]) -> None:
    given = row["inputs"]
    demand, error = given["demand"], given["cv_demand"] / given["num_referrals"] ** 0.5
    relief = (given["queue_size"] - given["target_queue_size"]) / given["time_to_target"]
    assert row["expected"] == pytest.approx(demand / (1 - 2 * demand * error) + relief)
    assert relief_capacity(given) == pytest.approx(demand / (1 - 2 * error) + relief)
    by_day = {**given, "demand": demand / 7, "time_to_target": 7 * given["time_to_target"]}
    assert 7 * relief_capacity(by_day) == pytest.approx(relief_capacity(given))


ALIKE = [row for row in ROWS if not counted(row)]


@pytest.mark.parametrize("row", ALIKE, ids=[f"{i}-{row['function']}" for i, row in enumerate(ALIKE)])
def test_row(row: dict[str, Any]) -> None:
    found = CALLS[row["function"]](row["inputs"])
    expected = row["expected"]
    if expected is None or isinstance(expected, bool):
        assert found == expected
        return
    assert np.shape(found) == np.shape(expected)
    np.testing.assert_allclose(found, expected, rtol=row["rel_tol"], atol=0)
