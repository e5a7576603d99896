"""What the README shows is what happens."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import probation as pb
import pytest

README = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")


def listing(language: str) -> str:
    found = re.search(rf"```{language}\n(.*?)```", README, re.DOTALL)
    assert found is not None
    return found[1]


def test_the_python_listing_runs(tmp_path: Path) -> None:
    program = listing("python").replace("10_000", "200")
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", program],
        capture_output=True,
        text=True,
        timeout=120,
        cwd=tmp_path,
        env={**os.environ, "MPLBACKEND": "Agg"},
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert float(done.stdout.splitlines()[0]) == pytest.approx(0.165)


def test_the_document_forecasts_under_its_scenario(tmp_path: Path) -> None:
    file = tmp_path / "region.toml"
    file.write_text(listing("toml"), encoding="utf-8")
    region = pb.read(file)
    assert list(region.scenarios) == ["vetting halved"]
    forecast = pb.forecast(region.scenario("vetting halved"), months=12, runs=50)
    assert forecast["workload", "North", "PO"].mean[0] == pytest.approx(1.32)


def test_the_table_is_that_of_the_example() -> None:
    shown = next(line for line in README.splitlines() if line.startswith("West Kent       PO     workload"))
    now, half_year, year, two_years = re.findall(r"(\d+\.\d)(?= |$)(?: \((\d+\.\d)–(\d+\.\d)\))?", shown)
    kss = pb.examples.kss().scenario("as planned")
    series = pb.forecast(kss, months=24, runs=10_000, seed=2022)["workload", "West Kent", "PO"]
    low, middle, high = 100 * series.quantile([0.1, 0.5, 0.9])
    assert now[0] == f"{middle[0]:.1f}"
    for month, cell in ((6, half_year), (12, year), (24, two_years)):
        assert cell == (f"{middle[month]:.1f}", f"{low[month]:.1f}", f"{high[month]:.1f}")
