"""What is shown is true and can be read.

Faults shown "so that it misleads or cannot be read", in the order of that text: C01 numbers cut at 80 columns; C02
months of a table; C03 the end of a comparison; C04 names that are shown are names that are accepted; C05 help and C06
the list of measures (these two are in test_command_line.py); C07 the plot (test_pictures.py); C08 tables in
notebooks; C09 units, dates and provenance of exports; C10 notebooks without outputs (test_examples.py); C11 JSON that
can be repeated (test_command_line.py); C12 and C13 belong to the audit and to the assumptions; C14 a comparison has
more than means.
"""

from __future__ import annotations

import io
import json
import re
import warnings
from collections import Counter
from typing import Any

import matplotlib as mpl
import numpy as np
import probation as pb
import pytest
from probation._display import html, text
from probation._display.fitting import wrapped
from probation._display.grid import Grid
from probation._display.months import months_shown
from probation._display.numbers import MEASURES
from rich.console import Console

mpl.use("Agg")


NUMBER = re.compile(r"[−-]?\d[\d,]*(?:\.\d+)?")
WIDTHS = (60, 61, 72, 80, 81, 96, 100, 120, 137, 160, 200)


pytestmark = pytest.mark.usefixtures("no_figures_left")


# --- C01: no number is cut, whatever the width ---------------------------------------------------------------------------


@pytest.fixture(scope="module")
def grids(kss: pb.Region, far: pb.Forecast, both: pb.Comparison) -> dict[str, Grid]:
    shown: dict[str, Any] = {
        "forecast": far,
        "flows": far.table(["joiners", "leavers"], of="PO"),
        "demand": far.table(["demand", "capacity"]),
        "compare": both,
        "audit": pb.audit(kss),
        "rules": pb.audit_rules(),
        "ratings": pb.ratings.region_view(kss),
        "card": kss.inspections["West Kent"],
        "surveys": kss.surveys,
        "assumptions": far.assumptions(),
        "staff": kss,
        "unit": kss.pdus["West Kent"],
        "recommendations": kss.recommendations,
        "measures": pb.measures(),
        "series": far["workload", "*", "PO"],
    }
    return {name: each._grid() for name, each in shown.items()}


def numbers_of(grid: Grid) -> Counter[str]:
    return Counter(n for row in [grid.columns, *grid.rows] for cell in row for n in NUMBER.findall(cell))


@pytest.mark.parametrize("width", WIDTHS)
def test_faults_C01_every_number_is_whole_at_any_width(grids: dict[str, Grid], width: int) -> None:
    for name, grid in grids.items():
        file = io.StringIO()
        Console(width=width, file=file, color_system=None).print(text.rich_table(grid))
        for shown in (text.table(grid, width), file.getvalue()):
            assert max(map(len, shown.splitlines())) <= width, name
            assert "…" not in shown or any("…" in cell for row in grid.rows for cell in row), name
            found = Counter(NUMBER.findall(shown))
            missing = numbers_of(grid) - found
            assert not missing, (name, width, missing)


def test_faults_C01_the_example_at_80_columns(far: pb.Forecast) -> None:
    shown = text.table(far.table(unit="West Kent")._grid(), 80)
    cells = [row[4] for row in far.table(unit="West Kent")._grid().rows]
    for low_to_high in (cell.partition(" ")[2] for cell in cells):
        assert low_to_high in shown


def test_faults_C01_long_words_and_wide_letters() -> None:
    grid = Grid(
        "Names",
        ["unit", "share", "value"],
        [["Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch", "12.5 (−10.0 to 3.5)", "1,234,567.8"]] * 2,
    )
    for width in (24, 30, 40, 60):
        shown = text.table(grid, width)
        assert max(map(len, shown.splitlines())) <= width
        assert shown.count("1,234,567.8") == 2
        assert shown.count("−10.0") == 2
    lines = wrapped("Team1234567890abcdefghijkl and pdus.Kent.staff.PO", 8, may_cut=True)
    assert any("1234567890" in line for line in lines)
    assert "".join(lines).replace(" ", "") == "Team1234567890abcdefghijklandpdus.Kent.staff.PO"
    assert all(len(line) <= 8 or "1234567890" in line for line in lines)
    wide = Grid("Wide", ["unit", "number"], [["東京東京東京", "12.5"]])
    assert text.table(wide).splitlines()[-1].endswith("12.5")


def test_faults_C01_plain_text_takes_the_room_it_needs(far: pb.Forecast) -> None:
    assert str(far) == text.table(far._grid())
    assert len(str(far).splitlines()) == 4 + len(far.table()) + 2


# --- C02, C03: months follow the horizon ---------------------------------------------------------------------------------


def test_faults_C02_columns_follow_the_horizon(far: pb.Forecast, small: pb.Region) -> None:
    assert far.table().at == [0, 12, 24, 36]
    assert [row for row in far.table()._grid().columns if row.startswith(("now", "in"))] == [
        "now",
        "in 12 months",
        "in 24 months",
        "in 36 months",
    ]
    last = far.table("workload", unit="West Kent", of="PO")[0].cells[-1]
    assert (last.month, last.median) == ("2025-04", far["workload", "West Kent", "PO"].quantile(0.5)[36])
    assert months_shown(24) == [0, 6, 12, 24]
    assert months_shown(12) == [0, 6, 12]
    assert months_shown(1) == [0, 1]
    assert "in 1 month" in str(pb.forecast(small, months=1, runs=0))
    for horizon in range(1, 601):
        at = months_shown(horizon)
        assert at[0] == 0
        assert at[-1] == horizon
        assert at == sorted(set(at))
        assert len(at) <= 4


def test_faults_C02_months_beyond_the_horizon_are_errors(far: pb.Forecast, both: pb.Comparison) -> None:
    assert far.table(at=(0, 6, 18)).at == [0, 6, 18]
    for made in (far, both):
        with pytest.raises(ValueError, match="month 37 is beyond the horizon of 36 months; give months 0 to 36"):
            made.table(at=(0, 37))
        with pytest.raises(ValueError, match="before the start"):
            made.table(at=[-1])
        with pytest.raises(ValueError, match="selects no month"):
            made.table(at=[])
        with pytest.raises(TypeError, match="whole months"):
            made.table(at=[1.5])  # type: ignore[list-item]


def test_faults_C02_flows_have_no_number_for_the_end(far: pb.Forecast) -> None:
    assert far.table("joiners", of="PO").at == [0, 12, 24, 35]
    mixed = far.table(["headcount", "joiners"], unit="*", of="PO")._grid()
    assert mixed.columns[-1] == "in 36 months"
    assert [row[-1] != "" for row in mixed.rows] == [True, False]
    with pytest.raises(ValueError, match="last month of these flows, 35"):
        far.table("joiners", of="PO", at=[36])


def test_faults_C03_the_end_of_a_comparison_is_the_last_month(both: pb.Comparison) -> None:
    table = both.table("workload", unit="North", of="PO")
    assert table.at == [0, 12, 24, 36]
    change = 100 * both.difference("vetting halved", "workload", unit="North", of="PO")[36]
    row = table._grid().rows[1]
    assert row[table._grid().columns.index("change of mean")] == f"{change:+.1f}".replace("-", "−")
    assert "in 36 months (2025-04)" in str(table)
    flows = both.table(["joiners", "headcount"], unit="North", of="PO")
    assert flows.at[-1] == 36
    assert "a flow has no number for the start of 2025-04" in str(flows)
    last = both.difference("vetting halved", "joiners", unit="North", of="PO")[35]
    assert flows._grid().rows[1][-2] == (f"{last:+.1f}".replace("-", "−") if round(last, 1) else "0.0")


# --- C04: names that are shown are names that are accepted ---------------------------------------------------------------


def test_faults_C04_region_and_all_grades_are_names(far: pb.Forecast, both: pb.Comparison) -> None:
    assert far["workload", "region", "all grades"] == far["workload", "*", "*"]
    assert far["workload", " Region ", "All  Grades"] == far["workload", "*", "*"]
    assert far.select("workload", "region", "all grades") == [far["workload", "*", "*"]]
    assert ("workload", "region", "all grades") in far
    assert far.first_month("headcount", unit="region", of="all grades", at_least=0) == "2022-04"
    assert both.table("workload", unit="Region", of="all grades")._grid() == both.table("workload")._grid()
    assert np.array_equal(
        both.difference("vetting halved", "workload", unit="region"), both.difference("vetting halved", "workload")
    )
    for row in far.table()._grid().rows:
        assert len(far.select(row[2], row[0], row[1])) == 1
    titles = [how.title for how in MEASURES.values()]
    assert len(set(titles)) == len(titles)


def test_faults_C04_a_unit_of_that_name_is_that_unit() -> None:
    staff = {"staff": {"PO": {"in_post": 9, "caseload": 40, "workload": 1.0}}}
    other = {"staff": {"PO": {"in_post": 20, "caseload": 40, "workload": 1.0}}}
    region = pb.Region.from_dict({"name": "R", "as_of": "2022-04", "pdus": {"region": staff, "Other": other}})
    made = pb.forecast(region, months=1, runs=0)
    assert made["headcount", "region", "PO"].mean[0] == 9
    assert made["headcount", "*", "PO"].mean[0] == 29


def test_faults_C04_all_regions_is_a_name(small: pb.Region) -> None:
    made = pb.forecast_many({"Here": small, "There": small}, months=2, runs=20)
    every = made["all regions"]["headcount", "*", "*"]
    assert every == made.all["headcount", "*", "*"]


# --- C06: the measures are listed, from one table -------------------------------------------------------------------------


def test_faults_C06_measures_are_a_table_that_is_true(kss: pb.Region, far: pb.Forecast) -> None:
    table = pb.measures()
    assert table.names == list(MEASURES)
    assert set(table.names) == set(pb._core.known_measures())
    assert {s.measure for s in far.series} <= set(table.names)
    for series in far.series:
        how = MEASURES[series.measure]
        assert (how.kind == "flow") == series.is_flow or (series.is_flow and how.title_of_flow is not None)
    by_name = {m.name: m for m in table}
    assert by_name["workload"] == pb.Measure(
        "workload", "workload, %", "%", "stock", "lower", "less work for each hour there is"
    )
    assert by_name["joiners"].unit == "people a month"
    assert all(m.unit for m in table)
    assert json.loads(table.to_json())["measures"][0]["name"] == "headcount"
    assert list(table.to_pandas().columns) == ["name", "title", "unit", "kind", "better", "reason"]
    assert "demand, minutes a month" in str(far.table("demand", of="victim contact"))


# --- C08: tables in notebooks ---------------------------------------------------------------------------------------------


def test_faults_C08_the_region_is_always_shown_and_all_rows_are_there(far: pb.Forecast) -> None:
    table = far.table()
    assert len(table) > 20
    few, everything = (far._repr_html_() or "").split("<details>")
    totals = [row for row in table if row.unit == "*"]
    assert few.count('<tr><th scope="row" style="text-align:left">region</th>') == len(totals) > 0
    assert f"<summary>all {len(table)} rows</summary>" in everything
    assert everything.count('<tr><th scope="row"') == len(table)
    assert f"… and {len(table) - 20} more" in few


def test_faults_C08_however_many() -> None:
    rows = [[f"row {n}", str(n)] for n in range(5000)]
    markup = html.table(Grid("Many", ["name", "number"], rows, totals=frozenset({4999})))
    assert "row 4999" in markup.split("<details>")[0]
    assert "the first 1,000 of 5,000 rows" in markup
    small = html.table(Grid("Few", ["name"], [["a"]] * 20))
    assert "<details>" not in small


# --- C09: exports carry units, dates and provenance -----------------------------------------------------------------------


def test_faults_C09_pandas(far: pb.Forecast, both: pb.Comparison) -> None:
    pandas = pytest.importorskip("pandas")
    frame = far.to_pandas()
    assert list(frame.columns) == ["measure", "unit", "of", "month", "mean", "q10", "q50", "q90"]
    assert isinstance(frame.index, pandas.DatetimeIndex)
    assert frame.index.name == "date"
    assert (frame.index.strftime("%Y-%m") == frame["month"]).all()
    assert frame.attrs["provenance"] == far.provenance
    assert frame.attrs["units"]["workload"] == "1"
    assert frame.attrs["units"]["headcount"] == "people"
    assert set(frame.attrs["units"]) == set(frame["measure"])
    assert set(far.to_pandas(measure="workload", of="PO")["of"]) == {"PO"}
    compared = both.to_pandas()
    assert compared.attrs["provenance"]["as it is"]["runs"] == 60
    assert isinstance(compared.index, pandas.DatetimeIndex)


def test_faults_C09_arrow(far: pb.Forecast) -> None:
    pytest.importorskip("pyarrow")
    metadata = far.to_arrow(measure="workload").schema.metadata
    assert json.loads(metadata[b"provenance"]) == far.provenance
    assert json.loads(metadata[b"units"]) == {"workload": "1"}


def test_faults_C09_xarray(far: pb.Forecast) -> None:
    pytest.importorskip("xarray")
    data = far.to_xarray()
    assert data["month"].dtype.kind == "M"
    assert str(data["month"].values[0])[:10] == "2022-04-01"
    assert data["workload"].attrs == {"long_name": "workload", "units": "1"}
    assert data["headcount"].attrs["units"] == "people"
    assert all(variable.attrs["units"] for variable in data.data_vars.values())
    assert data.attrs["region"] == "Kent, Surrey and Sussex"
    assert data.attrs["document"] == far.provenance["document"]
    assert all(isinstance(value, (str, int, float)) for value in data.attrs.values())
    assert (
        float(data["workload"].sel(month="2025-04-01", statistic="mean", unit="West Kent", of="PO"))
        == (far["workload", "West Kent", "PO"].mean[36])
    )
    assert list(far.to_xarray(measure="workload", unit="*").data_vars) == ["workload"]


# --- C14: a comparison has more than means --------------------------------------------------------------------------------


def test_faults_C14_comparisons_have_quantiles_and_chances(both: pb.Comparison) -> None:
    table = both.table("workload", unit="North", of="PO")
    grid = table._grid()
    assert list(grid.columns[-3:]) == ["change of mean", "change of median", "chance of at most 100 %"]
    base, halved = (both[name]["workload", "North", "PO"] for name in both)
    median = 100 * (halved.quantile(0.5)[36] - base.quantile(0.5)[36])
    assert grid.rows[1][-2] == f"{median:+.1f}".replace("-", "−")
    assert [row[-1] for row in grid.rows] == [f"{100 * s.probability(at_most=1.0)[36]:.0f} %" for s in (base, halved)]
    assert "neither tells how far a single run changes" in grid.notes[1]
    with pytest.raises(ValueError, match="selects nothing"):
        both.table([])


def test_faults_C14_nothing_is_shown_as_a_change_of_the_baseline(both: pb.Comparison) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert both.table("headcount")._grid().rows[0][-2:] == ["", ""]
