"""Plots: on the axes given, with units, and without touching anything else."""

from __future__ import annotations

import matplotlib

matplotlib.use("Agg")


from typing import TYPE_CHECKING

import matplotlib.pyplot as plt
import numpy as np
import pytest
from matplotlib.figure import Figure

if TYPE_CHECKING:
    from collections.abc import Iterator

    import probation as pb
    from matplotlib.axes import Axes


@pytest.fixture(autouse=True)
def no_figures_left() -> Iterator[None]:
    plt.close("all")  # those of other tests
    style = dict(matplotlib.rcParams)
    yield
    plt.close("all")
    assert dict(matplotlib.rcParams) == style


def test_a_series_is_drawn_on_the_axes_given(projected: pb.Forecast) -> None:
    ax = Figure().subplots()  # no pyplot state
    series = projected["workload", "North", "PO"]
    assert series.plot(ax, color="C3", label="POs") is ax
    assert not plt.get_fignums()
    line = ax.get_lines()[0]
    assert (line.get_color(), line.get_label()) == ("C3", "POs")
    assert list(np.asarray(line.get_ydata())) == list(100 * series.quantile(0.5))
    assert len(ax.collections) == 2  # bands of 80 % and 50 %
    assert (ax.get_xlabel(), ax.get_ylabel(), ax.get_title()) == ("month", "workload, %", "North, PO")
    ax.figure.canvas.draw()
    assert [tick.get_text() for tick in ax.get_xticklabels()] == ["2022-04", "2022-10", "2023-04", "2023-10", "2024-04"]
    assert list(np.asarray(ax.get_lines()[1].get_ydata())) == [100.0, 100.0]


def test_only_workload_has_a_line_at_100_per_cent(projected: pb.Forecast) -> None:
    ax = projected["headcount", "North", "PO"].plot(Figure().subplots())
    assert len(ax.get_lines()) == 1
    assert ax.get_ylabel() == "headcount, people"


def test_current_axes_are_the_default(projected: pb.Forecast) -> None:
    _, ax = plt.subplots()
    assert projected["leavers", "North", "PO"].plot() is ax


def labels(ax: Axes) -> list[str]:
    legend = ax.get_legend()
    assert legend is not None
    return [text.get_text() for text in legend.get_texts()]


def test_a_forecast_draws_a_fan_for_each_unit_and_grade(projected: pb.Forecast) -> None:
    ax = projected.plot("workload", ax=Figure().subplots())
    assert labels(ax) == ["North, PO", "North, PSO", "South, PO", "South, PSO"]
    assert len(ax.collections) == 8
    ax = projected.plot("vacancy_rate", unit="*", of="PO", ax=Figure().subplots())
    assert labels(ax) == ["region, PO"]
    with pytest.raises(KeyError, match="did you mean"):
        projected.plot("workloads", ax=ax)
