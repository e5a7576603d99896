"""Scenarios side by side."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import probation as pb
import pytest
from probation.cli import main

SMALL = Path(__file__).parents[1] / "data" / "small.json"


@pytest.fixture(scope="module")
def regions(small: pb.Region) -> dict[str, pb.Region]:
    return {"as it is": small, **{name: small.scenario(name) for name in small.scenarios}}


@pytest.fixture(scope="module")
def compared(regions: dict[str, pb.Region]) -> pb.Comparison:
    return pb.compare(regions, months=12, runs=300, seed=5)


def test_it_holds_the_forecasts_that_one_would_make(compared: pb.Comparison, regions: dict[str, pb.Region]) -> None:
    assert list(compared) == list(regions)
    assert compared.baseline == "as it is"
    for name, region in regions.items():
        alone = pb.forecast(region, months=12, runs=300, seed=5)
        assert compared[name].names == alone.names
        for series in alone.series:
            again = compared[name][series.measure, series.unit, series.of]
            assert np.array_equal(series.mean, again.mean, equal_nan=True)


def test_differences_are_from_the_first(compared: pb.Comparison) -> None:
    for name in compared:
        found = compared.difference(name, "headcount", unit="North", of="PO")
        expected = (
            compared[name]["headcount", "North", "PO"].mean - compared["as it is"]["headcount", "North", "PO"].mean
        )
        assert np.array_equal(found, expected)
    assert not compared.difference("as it is", "workload").any()
    assert any(compared.difference(name, "headcount").any() for name in list(compared)[1:])


def test_wrong_names(compared: pb.Comparison) -> None:
    with pytest.raises(KeyError, match="did you mean 'as it is'"):
        compared["as it iss"]
    with pytest.raises(KeyError, match="workload"):
        compared.table("worklod")
    with pytest.raises(ValueError, match="at least one"):
        pb.compare({})


def test_table(compared: pb.Comparison, golden: Any) -> None:
    table = compared.table(["workload", "headcount"], unit="North", of="PO", at=(0, 6, 12))
    golden("comparison.txt", str(table))
    golden("comparison.html", table._repr_html_())
    assert repr(table) == f"<ComparisonTable {len(compared)} forecasts, 2 measures>"
    assert str(compared).startswith("region")


def test_frame_and_plot(compared: pb.Comparison) -> None:
    frame = compared.to_pandas(quantiles=(0.5,))
    assert list(frame.columns) == ["scenario", "measure", "unit", "of", "month", "mean", "q50"]
    assert list(frame["scenario"].unique()) == list(compared)
    assert len(frame) == sum(len(f.to_pandas()) for f in compared.values())
    from matplotlib.figure import Figure

    ax = Figure().subplots()
    assert compared.plot("workload", unit="North", of="PO", ax=ax) is ax
    legend = ax.get_legend()
    assert legend is not None
    assert [text.get_text() for text in legend.get_texts()] == list(compared)


def test_command(capsys: pytest.CaptureFixture[str], compared: pb.Comparison) -> None:
    arguments = [
        "compare",
        str(SMALL),
        "--months",
        "12",
        "--runs",
        "300",
        "--seed",
        "5",
        "--unit",
        "North",
        "--of",
        "PO",
    ]
    assert main([*arguments, "-q"]) == 0
    out, err = capsys.readouterr()
    assert (out, err) == (str(compared.table(unit="North", of="PO")) + "\n", "")
    assert main([*arguments, "-q", "--json"]) == 0
    tree = json.loads(capsys.readouterr().out)
    assert list(tree["scenarios"]) == list(compared)
    for name, each in tree["scenarios"].items():
        assert each["series"][0]["mean"] == compared[name]["workload", "North", "PO"].mean.tolist()
    assert main(["compare", str(SMALL), "--scenario", "nobody"]) == 2
    assert main(["compare", str(SMALL), "--runs", "0", "--measure", "worklod", "-q"]) == 2
