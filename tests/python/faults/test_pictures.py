"""Plots can be read as they come: C07 of the list in test_displays.py."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import matplotlib as mpl
import numpy as np
import probation as pb
import pytest
from probation._display.numbers import MEASURES

mpl.use("Agg")

import matplotlib.pyplot as plt
from matplotlib import dates as mpl_dates
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.text import Text

if TYPE_CHECKING:
    from matplotlib.axes import Axes

pytestmark = pytest.mark.usefixtures("no_figures_left")


# --- C07: the plot --------------------------------------------------------------------------------------------------------


def collisions(figure: Any) -> list[tuple[str, str]]:
    """Return pairs of texts that are drawn upon one another."""
    drawn: list[Text] = []
    draw = Text.draw

    def noted(self: Text, *arguments: Any, **more: Any) -> None:
        if self.get_visible() and self.get_text().strip():
            drawn.append(self)
        draw(self, *arguments, **more)

    FigureCanvasAgg(figure)
    with pytest.MonkeyPatch.context() as patch:
        figure.canvas.draw()  # lays it out
        patch.setattr(Text, "draw", noted)
        figure.canvas.draw()
    boxes = [(t.get_text(), t.get_window_extent()) for t in dict.fromkeys(drawn)]
    assert len(boxes) > 4
    assert all(box.x0 >= -1 and box.x1 <= figure.bbox.x1 + 1 and box.y1 <= figure.bbox.y1 + 1 for _, box in boxes)
    shrunk = [(text, box.padded(-1)) for text, box in boxes]
    return [(a[0], b[0]) for i, a in enumerate(shrunk) for b in shrunk[:i] if a[1].overlaps(b[1])]


def panels_of(ax: Axes) -> list[Axes]:
    return ax.figure.get_axes()


@pytest.mark.parametrize("measure", ["workload", "vacancy_rate", "waiting", "share_overdue", "headcount", "leavers"])
def test_faults_C07_the_default_plot_can_be_read(far: pb.Forecast, measure: str) -> None:
    first = far.plot(measure)
    figure = first.figure
    assert isinstance(figure, Figure)
    assert list(figure.get_size_inches()) == [6.4, 4.8]
    panels = panels_of(first)
    assert 2 <= len(panels) <= 9
    assert panels[0] is first
    assert figure.get_suptitle().startswith("Kent, Surrey and Sussex\nmedian, 50 % and 80 % intervals of 30 runs")
    for ax in panels:
        assert len(ax.get_lines()) <= 3
        assert ax.get_ylabel() == MEASURES[measure].title
        assert ax.get_xlabel() == "month"
        assert ax.get_title()
        assert ax.get_legend() is None
        assert isinstance(ax.xaxis.get_major_locator(), mpl_dates.DateLocator)
    names = [ax.get_title().replace("\n", " ") for ax in panels]
    assert len(set(names)) == len(names)
    assert not any(part == whole for name in names for part, _, whole in [name.partition(", ")])
    assert collisions(figure) == []


def test_faults_C07_lines_differ_without_colour(far: pb.Forecast) -> None:
    ax = far.plot("workload", ax=Figure().subplots())
    lines = [line for line in ax.get_lines() if line.get_marker() not in ("None", "", None)]
    assert len(lines) == 7
    looks = {(str(line.get_linestyle()), line.get_marker()) for line in lines}
    assert len(looks) == len(lines)
    assert len({line.get_color() for line in lines}) == len(lines)
    assert [line.get_label() for line in lines][:2] == ["victim contact", "West Kent, PO"]


def test_faults_C07_the_legend_is_not_on_the_data(far: pb.Forecast, both: pb.Comparison) -> None:
    drawn = [far.plot("workload", ax=Figure().subplots()), both.plot("workload", unit="North", of="PO")]
    for ax in drawn:
        figure = ax.figure
        assert collisions(figure) == []
        legend = ax.get_legend()
        assert legend is not None
        box = legend.get_window_extent()
        assert not box.overlaps(ax.get_window_extent())
        assert box.x1 <= figure.bbox.x1 + 1
        assert ax.get_title()


def test_faults_C07_axes_given_are_drawn_on(far: pb.Forecast) -> None:
    ax = Figure().subplots()
    assert far.plot("workload", ax=ax) is ax
    _, current = plt.subplots()
    assert far.plot("workload") is current
    again = far.plot("workload")
    assert again is not current
    assert len(panels_of(again)) == 4


def test_faults_C07_more_panels_than_can_be_read_are_named() -> None:
    staff = {"staff": {g: {"in_post": 9, "caseload": 40, "workload": 1.1} for g in ("PO", "PSO")}}
    pdus = {f"A unit with a long name {i}": staff for i in range(12)}
    made = pb.forecast(pb.Region.from_dict({"name": "R", "as_of": "2022-04", "pdus": pdus}), months=6, runs=20)
    with pytest.warns(UserWarning, match="at most 9 panels; not shown: A unit with a long name 9, A unit"):
        ax = made.plot("workload")
    assert len(panels_of(ax)) == 9
    assert "3 not shown" in ax.figure.get_suptitle()
    assert collisions(ax.figure) == []


def test_faults_C07_dates_are_dates(far: pb.Forecast) -> None:
    ax = far["workload", "West Kent", "PO"].plot(Figure().subplots())
    days = np.asarray(ax.get_lines()[0].get_xdata())
    assert days.dtype.kind == "M"
    assert str(days[0]) == "2022-04-01"
    assert len(days) == 37


@pytest.mark.parametrize("name", ["$100 and $200", r"A $\badcommand$", "_North", "a^b_c"])
def test_faults_C07_names_are_shown_as_written(name: str) -> None:
    staff = {"staff": {g: {"in_post": 9, "caseload": 40, "workload": 1.1} for g in ("PO", "PSO")}}
    region = pb.Region.from_dict({"name": name, "as_of": "2022-04", "pdus": {name: staff, "Other": staff}})
    made = pb.forecast(region, months=3, runs=0)
    for ax in (made.plot("workload"), made.plot("workload", ax=Figure().subplots())):
        assert collisions(ax.figure) == []
    legend = ax.get_legend()
    assert legend is not None
    assert len(legend.get_texts()) == 4


def test_faults_C07_one_measure_at_a_time(far: pb.Forecast) -> None:
    with pytest.raises(ValueError, match="one measure"):
        far.plot(["workload", "fte"], of="PO")  # type: ignore[arg-type]
