"""Histories of workload: spells above a threshold, trends, days without capacity."""

from __future__ import annotations

import datetime
import math
from typing import TYPE_CHECKING, Any

import numpy as np
import probation as pb
import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

wmt = pb.wmt
SEED = wmt.configuration()


def weekly(start: str, *percents: float) -> list[tuple[datetime.date, str, float]]:
    first = datetime.date.fromisoformat(start)
    return [(first + datetime.timedelta(weeks=i), "A", p) for i, p in enumerate(percents)]


def test_history_finds_sustained_excess(golden: Callable[[str, str | None], None]) -> None:
    rows = weekly("2024-01-01", 105, 112, 118, 121, 119, 100)
    seen = wmt.history([*rows, *((d, "B", p - 12) for d, _, p in rows)])
    assert list(seen.sustained()) == ["A"]
    (spell,) = seen["A"].spells
    assert (spell.first, spell.last, spell.weeks, spell.highest, spell.is_open) == (
        "2024-01-08",
        "2024-01-29",
        4,
        121,
        False,
    )
    assert not wmt.history(rows, weeks=5).sustained()
    assert not wmt.history(rows, threshold=115).sustained()
    strict = wmt.changed(SEED, {"thresholds": {"high": 120}})
    assert wmt.history(rows, configuration=strict).rule["threshold"] == 120
    assert [wmt.band(p, configuration=strict) for p in (90, 111, 121)] == ["target", "target", "over"]
    golden("wmt-history.txt", str(seen))
    with pytest.raises(wmt.WmtError, match="a day after 2024-01-01"):
        wmt.history([rows[0], rows[0]])


def test_days_without_capacity_are_listed_and_end_no_spell_by_themselves() -> None:
    rows: list[Any] = weekly("2024-01-01", 112, 118, 121, 119)
    seen = wmt.history([*rows, ("2024-01-03", "A", None), ("2024-01-03", "B", None)])
    assert seen["A"].spells[0].weeks == 4
    assert seen["A"].without_percent == ["2024-01-03"]
    assert seen["B"].days == []
    assert "B: no percentage on 1 of the days, from 2024-01-03" in str(seen)
    axes = seen["A"].plot()
    assert axes.get_ylabel() == "workload, %"


def test_a_trend_is_that_of_numpy() -> None:
    percents = [101.0, 104.5, 103.0, 108.0, 109.5]
    trend = wmt.history(weekly("2024-01-01", *percents))["A"].trend
    assert trend is not None
    (slope, _), covariance = np.polyfit(range(5), percents, 1, cov=True)
    assert trend.per_week == pytest.approx(slope)
    assert trend.standard_error == pytest.approx(math.sqrt(covariance[0, 0]))
