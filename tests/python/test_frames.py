"""Forecasts as tables of other libraries."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

if TYPE_CHECKING:
    import probation as pb


def test_pandas_is_long(projected: pb.Forecast) -> None:
    pytest.importorskip("pandas")
    frame = projected.to_pandas()
    assert list(frame.columns) == ["measure", "unit", "of", "month", "mean", "q10", "q50", "q90"]
    assert len(frame) == sum(len(series) for series in projected.series)
    rows = frame[(frame["measure"] == "workload") & (frame["unit"] == "North") & (frame["of"] == "PO")]
    series = projected["workload", "North", "PO"]
    assert rows["month"].tolist() == series.months
    assert rows["mean"].tolist() == series.mean.tolist()
    assert rows["q90"].tolist() == series.quantile(0.9).tolist()
    assert list(projected.to_pandas(quantiles=[0.025]).columns)[-1] == "q2.5"
    assert list(projected.to_pandas(quantiles=[]).columns)[-1] == "mean"


def test_arrow_has_the_same_columns(projected: pb.Forecast) -> None:
    pytest.importorskip("pyarrow")
    table = projected.to_arrow(quantiles=(0.5,))
    assert table.column_names == ["measure", "unit", "of", "month", "mean", "q50"]
    assert str(table.schema.field("mean").type) == "double"
    assert not table.schema.field("mean").metadata
    assert table.num_rows == sum(len(series) for series in projected.series)


def test_xarray_has_a_variable_for_each_measure(projected: pb.Forecast) -> None:
    pytest.importorskip("xarray")
    data = projected.to_xarray()
    series = projected["workload", "North", "PO"]
    assert data["workload"].dims == ("statistic", "unit", "of", "month")
    assert data["workload"].sel(statistic="q90", unit="North", of="PO").values.tolist() == series.quantile(0.9).tolist()
    leavers = data["leavers"].sel(statistic="mean", unit="North", of="PO").values
    assert np.isnan(leavers).tolist() == [False] * 24 + [True]
    assert data.attrs["seed"] == 7
