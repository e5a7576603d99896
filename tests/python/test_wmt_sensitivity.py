"""How a percentage of workload answers to the time that cases are given."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import probation as pb
import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

wmt = pb.wmt
SEED = wmt.configuration()


def test_sensitivity_is_linear_in_the_time_and_draws_are_those_of_the_seed() -> None:
    held: Any = {"community": {"A3": 4, "B1": 9}, "custody": {"B2": 6}}
    base = wmt.sensitivity(held, available_points=2176, other_points=138)
    points = wmt.points(held).total
    assert base.expected == pytest.approx(100 * (points + 138) / 2176)
    assert (base.percents == base.percents[0]).all()
    longer = wmt.sensitivity(held, available_points=2176, other_points=138, time=4 / 3)
    assert longer.expected - base.expected == pytest.approx(100 * points / 3 / 2176)
    assert sum(e.per_percent for e in base.effects) == pytest.approx(points / 2176)
    spread = wmt.sensitivity(held, available_points=2176, time={"low": 1.2, "high": 1.5}, seed=7)
    again = wmt.sensitivity(held, available_points=2176, time={"low": 1.2, "high": 1.5}, seed=7, runs=100)
    assert (spread.percents[:100] == again.percents).all()
    low, high = spread.interval(0.8)
    centre = 100 * points / 2176
    # a uniform factor: its deciles are those of the percentage, to five standard errors of a quantile of 10,000 draws
    error = 5 * 0.3 * centre * math.sqrt(0.1 * 0.9 / 10_000)
    assert low == pytest.approx(1.23 * centre, abs=error)
    assert high == pytest.approx(1.47 * centre, abs=error)


def test_uncertain_weights_are_drawn_apart(golden: Callable[[str, str | None], None]) -> None:
    mine = wmt.changed(
        SEED, {"cases": {"points": {"community": {"A3": {"low": 150, "mode": 206, "high": 280, "source": "a guess"}}}}}
    )
    seen = wmt.sensitivity({"community": {"A3": 4, "B1": 9}}, available_points=2176, configuration=mine)
    alone = wmt.sensitivity({"community": {"A3": 4}}, available_points=2176, configuration=mine)
    # B1 is certain, so it only adds
    assert seen.percents - alone.percents == pytest.approx(100 * 9 * 102 / 2176)
    assert seen.percents.std() > 1
    golden("wmt-sensitivity.txt", str(seen))
    with pytest.raises(wmt.WmtError, match="without capacity"):
        wmt.sensitivity({"community": {"A3": 4}}, available_points=0)
    with pytest.raises(pb.DocumentError):
        wmt.sensitivity({"community": {"A3": 4}}, available_points=1, time={"low": 2, "high": 1})
