"""The scripts of benchmarks/ run, say what they should, and make a page of it. No time is judged."""

from __future__ import annotations

import json
import math
import subprocess
import sys
from pathlib import Path
from typing import Any

import discrete_events
import load
import measuring
import peers
import probation as pb
import pytest
import regions
import report
import showing
from rich.console import Console

TINY = measuring.Size(turns=2, share=0.005, months=2)
PAGE = Path(__file__).parents[2] / "docs" / "explanation" / "benchmarks.md"


@pytest.fixture(scope="module")
def found() -> dict[str, Any]:
    """Every section at its smallest; the figures of the C++ program are made up, for it is not built with the tests."""
    out = peers.measured(TINY, [name for name in peers.SECTIONS if name != "cxx"])
    times = {
        name: [ns * 1e-9, ns * 2e-9] for name, ns in (("baseline", 12.0), ("avx2", 5.0), ("boost", 30.0), ("std", 50.0))
    }
    draw = measuring.compared(times, "avx2", 1e9, "ns a draw")
    draw["boost over"] = {"baseline": measuring.spread([2.0, 3.0]), "avx2": measuring.spread([6.0, 6.0])}
    out["cxx"] = {"binomial(36,0.01)": draw}
    return out


def test_every_section_compares_something(found: dict[str, Any]) -> None:
    assert set(found) == {"machine", *peers.SECTIONS}
    json.dumps(found)
    for section in ("samplers", "month", "example", "queue", "sets"):
        for x in showing.comparisons(section, found[section]).values():
            assert x["ours"] in x["times"]
            assert all(ratio["low"] <= ratio["median"] <= ratio["high"] for ratio in x["ratios"].values())
    assert set(found["queue"]["ratios"]) == {"NumPy", "SimPy", "Ciw"}
    assert found["example"]["agrees"]
    assert found["sets"]["same"]
    assert all(found["country"][what]["megabytes"] > 0 for what in ("all series", "five measures"))


def test_a_page_is_made_of_it(found: dict[str, Any], tmp_path: Path) -> None:
    page = report.renewed(PAGE.read_text(encoding="utf-8"), found)
    assert "| binomial(36,0.01), AVX2 | ≤ 6 ns | 7.5 ns | **not met** |" in page
    assert "| binomial(36,0.01), AVX-512 | ≤ 4 ns | not measured: the machine has none | not known |" in page
    assert "| binomial(36,0.01) | 45 | 75 | 18 | 2.5 (2.25–2.75) × | 7.5 | 6 (6–6) × |" in page
    assert report.renewed(page, found) == page
    showing.plot(found, tmp_path / "cost.png")
    assert (tmp_path / "cost.png").stat().st_size > 0
    screen = Console(record=True, width=120)
    showing.show(found, screen)
    assert "ratio (quartiles)" in screen.export_text()


def test_a_page_without_its_places_is_refused(found: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="<!-- where -->"):
        report.renewed("# A page", found)


def test_turns_go_there_and_back() -> None:
    calls: list[str] = []
    times = measuring.in_turns({"a": (lambda: calls.append("a"), 1.0), "b": (lambda: calls.append("b"), 1.0)}, 2)
    assert calls == ["b", "a", "a", "b", "b", "a"]
    assert [len(taken) for taken in times.values()] == [2, 2]


def test_ratios_are_of_the_same_turn() -> None:
    times = {"ours": [1.0, 2.0, 4.0], "theirs": [3.0, 6.0, 20.0]}
    made = measuring.compared(times, "ours", 1.0, "s")
    assert made["ratios"]["theirs"] == {"median": 3.0, "low": 3.0, "high": 4.0}
    assert made["times"]["theirs"]["median"] == 6.0


def test_slopes_are_least_squares() -> None:
    line = measuring.slope([1, 2, 4], [5.0, 7.0, 11.0])
    assert math.isclose(line["each"], 2.0)
    assert math.isclose(line["fixed"], 3.0)


def test_queues_case_by_case_serve_at_the_end_of_the_month() -> None:
    for simulated in (discrete_events.with_simpy, discrete_events.with_ciw):
        assert simulated(1, 5.0, 1000, 3) == 0  # all of a month, at its end
        assert simulated(1, 50.0, 0, 2) > 50  # nobody


def test_made_up_regions_are_as_large_as_asked() -> None:
    assert len(regions.units(4).pdus) == 4
    both = regions.country(2, 3)
    assert list(both) == ["Region 1", "Region 2"]
    assert both["Region 1"] != both["Region 2"]
    made = pb.forecast(regions.queue(), months=2, runs=0)
    assert made["waiting", "*", "service"].mean.tolist() == [0.0, 2.0, 4.0]


def test_the_command_line_is_understood() -> None:
    done = subprocess.run(
        [sys.executable, str(Path(peers.__file__)), "--only", "nothing"],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 2
    assert "not one of samplers" in " ".join(done.stderr.split())


def test_load_is_held_at_a_twentieth() -> None:
    done = subprocess.run(
        [sys.executable, str(Path(load.__file__)), "--quick"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr + done.stdout
    lines = done.stdout.splitlines()
    assert len(lines) == 2 + 2 * len(load.KINDS)
    assert "NOT" not in done.stdout
    grown = [float(line.partition("grew by ")[2].partition(" MB")[0]) for line in lines if "grew by" in line]
    assert grown
    assert max(grown) < 30, "memory stays flat, but for what is made once"
