"""Names that would control a terminal are shown escaped: on every command, in every display, in every message."""

from __future__ import annotations

import io
import json
import re
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import numpy as np
import probation as pb
import pytest
from probation._display.grid import Grid
from probation._display.text import rich_table
from probation._util.escaping import visible

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

EVIL = "\x1b]0;x\x07\x1b[2J\x9b31m\nN\rO\t\u202eabc\u200b\u2028\u2066\ufeff\x85"
SHOWN = r"\x1b]0;x\x07\x1b[2J\x9b31m\nN\rO\t\u202eabc\u200b\u2028\u2066\ufeff\x85"
# What may stand in a text of several lines: all but what acts on a terminal or hides.
BAD = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\xad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]")

STAFF: dict[str, Any] = {
    "establishment": 40,
    "in_post": 31.5,
    "headcount": 33,
    "caseload": {"value": 42, "source": f"s{EVIL}"},
    "workload": 1.32,
    "leaving_rate": {"low": 0.1, "mode": 0.12, "high": 0.2, "per": "year", "source": f"return {EVIL}"},
}
DOCUMENT: dict[str, Any] = {
    "name": f"R{EVIL}",
    "as_of": "2022-04",
    "pdus": {f"A{EVIL}": {"staff": {"PO": STAFF, f"G{EVIL}": STAFF}}, "B": {"staff": {"PO": STAFF}}},
    "grades": {f"G{EVIL}": {}},
    "scenarios": {
        f"s{EVIL}": {"pdus": {"B": {"staff": {"PO": {"in_post": 20}}}}},
        f"idle{EVIL}": {"pdus": {"B": {"staff": {"PO": {"in_post": 31.5}}}}},
    },
}


@pytest.fixture(scope="module")
def region() -> pb.Region:
    try:
        return pb.Region.from_dict(DOCUMENT)
    except pb.DocumentError:
        document = json.loads(json.dumps(DOCUMENT))
        del document["grades"]
        del document["pdus"][f"A{EVIL}"]["staff"][f"G{EVIL}"]
        return pb.Region.from_dict(document)


@pytest.fixture(scope="module")
def file(region: pb.Region, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("evil") / "evil.json"
    pb.write(region, path)
    return path


def is_clean(text: str) -> bool:
    """Whether nothing in a text acts on a terminal, and no name has made a line of its own."""
    return not BAD.search(text) and not any(line.startswith(("N\\r", "N\r")) for line in text.splitlines())


def test_faults_E10_one_function_escapes() -> None:
    assert visible(EVIL) == SHOWN
    assert visible("West Kent – 40 % é 漢 😀") == "West Kent – 40 % é 漢 😀"
    assert visible("a\nb\x1b", lines=True) == "a\nb\\x1b"
    assert visible("\x1b\udc9b") == "\\x1b\udc9b"  # a byte of a file's name
    assert is_clean(SHOWN)
    assert not is_clean(EVIL)


COMMANDS = (
    ("validate",),
    ("audit",),
    ("audit", "--json"),
    ("ratings",),
    ("forecast", "--runs", "20", "--months", "3"),
    ("forecast", "--runs", "20", "--months", "3", "--json"),
    ("forecast", "--runs", "20", "--months", "3", "--scenario", f"s{EVIL}"),
    ("forecast", "--runs", "20", "--months", "3", "--scenario", f"idle{EVIL}"),
    ("forecast", "--runs", "2", "--months", "3", "--unit", f"none{EVIL}"),
    ("forecast", "--runs", "2", "--months", "3", "--scenario", f"none{EVIL}"),
    ("forecast", "--runs", f"x{EVIL}"),
    ("forecast", "--limit", f"x{EVIL}"),
    ("compare", "--runs", "20", "--months", "3"),
    ("compare", "--runs", "20", "--months", "3", "--unit", f"A{EVIL}", "--of", "PO"),
    ("plan",),
    ("plan", "--dot"),
    ("convert",),
    ("convert", "--to", "toml"),
    ("convert", "-o", f"/none{EVIL}/x.json"),
)


@pytest.mark.parametrize("command", COMMANDS, ids=lambda c: visible(" ".join(c)))
def test_faults_E10_every_command(command: tuple[str, ...], file: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "probation", command[0], str(file), *command[1:]], capture_output=True, check=False
    )
    out, err = done.stdout.decode(), done.stderr.decode()
    assert "Traceback" not in err
    assert is_clean(out), visible(out, lines=True)
    assert is_clean(err), visible(err, lines=True)
    assert done.returncode in (0, 1, 2, 3)
    assert out or err
    if command in (("convert",), ("forecast", "--json")):
        assert json.loads(out)["name"] == f"R{EVIL}"  # nothing is lost


def test_faults_E10_commands_without_a_region(tmp_path: Path) -> None:
    walked = {command[0] for command in COMMANDS} | {"measures", "schema"}
    listed = subprocess.run([sys.executable, "-m", "probation", "--help"], capture_output=True, text=True, check=True)
    assert set(re.findall(r"^│ (\w+) ", listed.stdout, re.MULTILINE)) <= walked
    bad = tmp_path / "bad.json"
    bad.write_text(json.dumps({"name": "x", "as_of": "2022-04", "pdus": {}, f"more{EVIL}": {f"k{EVIL}": f"v{EVIL}"}}))
    missing = tmp_path / f"missing{EVIL.replace('/', '')}.json"
    for arguments in (["validate", str(bad)], ["validate", str(missing)], [f"none{EVIL}"], ["schema", f"x{EVIL}"]):
        done = subprocess.run([sys.executable, "-m", "probation", *arguments], capture_output=True, check=False)
        assert done.returncode in (1, 2, 3)
        assert is_clean(done.stdout.decode() + done.stderr.decode()), (done.stdout + done.stderr).decode()


def shown_objects(region: pb.Region) -> Iterable[object]:
    forecast = pb.forecast(region, months=3, runs=20)
    comparison = pb.compare({f"c{EVIL}": region, "d": region.scenario(f"s{EVIL}")}, months=3, runs=20)
    many = pb.forecast_many({f"m{EVIL}": region}, months=2, runs=8)
    unit = region.pdus[f"A{EVIL}"]
    yield from (region, region.pdus, unit, unit.staff, *unit.staff.values(), forecast, *forecast.series[:5])
    yield from (forecast.table(), forecast.assumptions(), *forecast.assumptions(), comparison, comparison.table(), many)
    yield from (pb.audit(region), *pb.audit(region), pb.unused(region), region.plan(3), region._core, unit._core)
    yield from (forecast._core, forecast.series[0]._core, *forecast._core.inputs[:3], many._core)
    yield pb.ratings.differences({f"A{EVIL}": (3, 9), "B": (4, 9)})
    yield pb.ratings.allocate({f"A{EVIL}": 30, "B": 4}, 10)
    yield pb.wmt.from_frame({"officer": [f"o{EVIL}"], "grade": ["PO"], "points": [3.0]}, by="officer")
    yield pb.Quantity if not hasattr(unit.staff["PO"].caseload, "text") else unit.staff["PO"].caseload
    yield pb.Problem(path=f"p{EVIL}", found=EVIL, expected=EVIL, hint=EVIL)
    yield pb._core.wmt.Officer(f"o{EVIL}", 1.0, 2.0)
    yield pb.Limit("workload", unit=f"A{EVIL}", at_most=1.0)


def test_faults_E10_every_display(region: pb.Region) -> None:
    from rich.console import Console

    seen = 0
    for x in shown_objects(region):
        assert is_clean(repr(x)), (type(x), visible(repr(x)))
        assert is_clean(str(x)), (type(x), visible(str(x), lines=True))
        if hasattr(x, "__rich__"):
            console = Console(width=100, file=io.StringIO(), record=True)
            console.print(x)
            assert is_clean(console.export_text()), type(x)
        html = x._repr_html_() if hasattr(x, "_repr_html_") else None
        assert html is None or is_clean(html), type(x)
        seen += 1
    assert seen > 30


def test_faults_E10_a_grid_is_clean_however_it_is_drawn() -> None:
    grid = Grid(EVIL, [EVIL, "b"], [[EVIL, "1"]], notes=[EVIL])
    assert grid.caption == grid.columns[0] == grid.rows[0][0] == grid.notes[0] == SHOWN
    assert rich_table(grid)._grid is grid


def test_faults_E10_messages(region: pb.Region) -> None:
    def message(f: Any) -> str:
        with pytest.raises((ValueError, KeyError, pb.ForecastError)) as caught:
            f()
        return str(caught.value)

    assert is_clean(message(lambda: pb.Region.from_dict({**DOCUMENT, f"x{EVIL}": 1})))
    assert is_clean(message(lambda: region.pdus[f"x{EVIL}"]))
    assert is_clean(message(lambda: pb.forecast(region, months=2, runs=2, measures=f"x{EVIL}")))
    assert is_clean(message(lambda: pb.forecast(region, months=2, runs=2)["workload", f"x{EVIL}", "PO"]))
    assert is_clean(message(lambda: pb.tiering.v2({"rsr": [EVIL], "rosh": [1], "mappa_level": [1], "ogrs": [1]})))
    with pytest.warns(pb.NoEffectWarning) as warned:
        pb.forecast(region.scenario(f"idle{EVIL}"), months=2, runs=2)
    assert is_clean(str(warned[0].message))


def test_faults_E10_plots(region: pb.Region) -> None:
    matplotlib = pytest.importorskip("matplotlib")
    matplotlib.use("Agg")
    import matplotlib.pyplot as plt

    forecast = pb.forecast(region, months=3, runs=20)
    forecast.plot("workload")
    forecast["workload", f"A{EVIL}", "PO"].plot()
    pb.compare({f"c{EVIL}": region, "d": region}, months=3, runs=20).plot("workload")
    for number in plt.get_fignums():
        figure = plt.figure(number)
        for text in figure.findobj(matplotlib.text.Text):
            assert is_clean(text.get_text()), visible(text.get_text(), lines=True)
    plt.close("all")
    assert np.isfinite(forecast["workload", f"A{EVIL}", "PO"].mean).all()
